// The state folder: one owner, a journal that is on disk, artifacts that cannot lie, secrets that only its owner reads.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import {
  chmod,
  copyFile,
  lstat,
  mkdir,
  readFile,
  readlink,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { finished } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { openSecrets, openState } from '../../src/state/open-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const started = (executionId: string) =>
  ({
    type: 'ExecutionStarted',
    at: 1,
    executionId,
    trigger: { triggerType: 'StartPipelineExecution', triggerDetail: 'test' },
    variables: {},
    sourceRevisions: {},
  }) as const;

test('a second owner is refused with StateLocked until the first lets go', async () => {
  await using folder = await makeFolder();
  const first = await openState(folder.path, { owner: true });
  await expect(openState(folder.path, { owner: true })).rejects.toMatchObject({
    problems: [{ code: 'StateLocked' }],
  });
  await first[Symbol.asyncDispose]();
  await using second = await openState(folder.path, { owner: true });
  expect(second.path).toBe(folder.path);
});

test('what append returned is there after kill -9, and the lock is free', async () => {
  await using folder = await makeFolder();
  const program = `
    import { openState } from './src/state/open-state.ts';
    const state = await openState(process.argv[1], { owner: true });
    for (let n = 1; ; n += 1) {
      const [entry] = state.journal.append({ type: 'pipeline', name: 'app' }, [{ ...${JSON.stringify(started('x'))}, executionId: String(n) }]);
      console.log(entry.seq);
    }`;
  const args = ['--input-type=module', '--eval', program, folder.path];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    if (last === 50) child.kill('SIGKILL');
  }
  await using state = await openState(folder.path, { owner: true });
  const kept = state.journal.read().map(({ seq }) => seq);
  expect(last).toBeGreaterThanOrEqual(50);
  expect(kept.length).toBeGreaterThanOrEqual(last);
});

test('a database of a newer version is refused with StateNewer', async () => {
  await using folder = await makeFolder();
  await (await openState(folder.path, { owner: true }))[Symbol.asyncDispose]();
  const database = new DatabaseSync(join(folder.path, 'slipway.db'));
  database.exec('PRAGMA user_version = 999');
  database.close();
  await expect(openState(folder.path, { owner: true })).rejects.toMatchObject({
    problems: [{ code: 'StateNewer' }],
  });
});

test('a tree comes back with its modes, symlinks and empty folders, and has the same digest again', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const tree = join(folder.path, 'tree');
  await mkdir(join(tree, 'empty'), { recursive: true });
  await writeFile(join(tree, 'run.sh'), 'echo hi\n');
  await chmod(join(tree, 'run.sh'), 0o755);
  await symlink('run.sh', join(tree, 'link'));
  const saved = await state.artifacts.save(tree);
  const copy = join(folder.path, 'copy');
  await state.artifacts.extract(saved.digest, copy);
  expect((await lstat(join(copy, 'run.sh'))).mode & 0o777).toBe(0o755);
  expect(await readlink(join(copy, 'link'))).toBe('run.sh');
  expect(await readdir(join(copy, 'empty'))).toEqual([]);
  expect((await state.artifacts.save(copy)).digest).toBe(saved.digest);
});

test('writing to an extracted file leaves the store as it was', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const tree = join(folder.path, 'tree');
  await mkdir(tree);
  await writeFile(join(tree, 'a'), 'one');
  const { digest } = await state.artifacts.save(tree);
  await state.artifacts.extract(digest, join(folder.path, 'first'));
  await writeFile(join(folder.path, 'first', 'a'), 'changed');
  await state.artifacts.extract(digest, join(folder.path, 'second'));
  expect(await readFile(join(folder.path, 'second', 'a'), 'utf8')).toBe('one');
});

test('a zip that the store exports is taken in as the same tree', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const tree = join(folder.path, 'tree');
  await mkdir(join(tree, 'deep'), { recursive: true });
  await writeFile(join(tree, 'deep', 'file'), 'x');
  const { digest } = await state.artifacts.save(tree);
  const zip = join(folder.path, 'out.zip');
  await state.artifacts.exportZip(digest, zip);
  expect((await state.artifacts.importZip(zip)).digest).toBe(digest);
});

test('a zip with an entry that leaves its folder is refused with ZipRefused', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const file = join(folder.path, 'evil.zip');
  await writeZip(file, 'aa/bb/evil');
  const bytes = await readFile(file);
  await writeFile(
    file,
    Buffer.from(bytes.toString('latin1').replaceAll('aa/bb/evil', '../../evil'), 'latin1'),
  );
  await expect(state.artifacts.importZip(file)).rejects.toMatchObject({ problems: [{ code: 'ZipRefused' }] });
});

async function writeZip(file: string, name: string): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from('x'), name);
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(file)));
}

test('a secret is read back, is not in the file in the clear, and its key must be private', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  state.secrets.putSecret('db', 'a-very-secret-value');
  expect(state.secrets.secret('db')).toBe('a-very-secret-value');
  const names = await readdir(folder.path);
  for (const name of names.filter((one) => one.startsWith('secrets')))
    expect(await readFile(join(folder.path, name), 'latin1')).not.toContain('a-very-secret-value');
});

test.each([
  ['is readable by others', 'SecretsKeyExposed', async (key: string) => chmod(key, 0o644)],
  [
    'is a folder',
    'FileUnusable',
    async (key: string) => {
      await rm(key);
      await mkdir(key);
    },
  ],
  ['holds no key', 'SecretsKeyMalformed', async (key: string) => writeFile(key, 'nonsense')],
])('a key file that %s is refused with %s', async (_what, code, spoil) => {
  await using folder = await makeFolder();
  const before = await openState(folder.path, { owner: true });
  before.secrets.putSecret('db', 'value');
  await before[Symbol.asyncDispose]();
  await spoil(join(folder.path, 'secrets.key'));
  await using after = await openState(folder.path, { owner: true });
  expect(() => after.secrets.secret('db')).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ code })] }),
  );
});

test('a key that is lost is not replaced while there are secrets, and put in place again opens them', async () => {
  await using folder = await makeFolder();
  const file = join(folder.path, 'secrets.key');
  const before = openSecrets(folder.path);
  before.putSecret('db', 'value');
  before[Symbol.dispose]();
  await rename(file, `${file}.away`);
  using after = openSecrets(folder.path);
  const attempts = [
    () => after.list(),
    () => after.secret('db'),
    () => after.putSecret('db', 'new'),
    () => after.remove('secret', 'db'),
  ];
  for (const attempt of attempts) {
    expect(attempt).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ code: 'SecretsKeyMissing', remedy: expect.stringContaining('backup') }),
        ],
      }),
    );
  }
  expect(await readdir(folder.path)).not.toContain('secrets.key');
  await rename(`${file}.away`, file);
  expect(after.secret('db')).toBe('value');
});

test('a key that is lost is made anew when there is no secret any more', async () => {
  await using folder = await makeFolder();
  using secrets = openSecrets(folder.path);
  secrets.putSecret('db', 'value');
  secrets.remove('secret', 'db');
  secrets[Symbol.dispose]();
  await rm(join(folder.path, 'secrets.key'));
  using after = openSecrets(folder.path);
  after.putSecret('db', 'other');
  expect(after.secret('db')).toBe('other');
});

test('the key of another folder is refused with SecretsKeyMismatch', async () => {
  await using folder = await makeFolder();
  for (const name of ['one', 'other']) {
    using secrets = openSecrets(join(folder.path, name));
    secrets.putSecret('db', name);
  }
  await copyFile(join(folder.path, 'other', 'secrets.key'), join(folder.path, 'one', 'secrets.key'));
  using mixed = openSecrets(join(folder.path, 'one'));
  expect(() => mixed.secret('db')).toThrow(
    expect.objectContaining({ problems: [expect.objectContaining({ code: 'SecretsKeyMismatch' })] }),
  );
});

/** Of everything that the state folder holds. */
async function openPaths(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const paths = [path, ...entries.map(({ parentPath, name }) => join(parentPath, name))];
  const modes = await Promise.all(paths.map(async (each) => ({ each, mode: (await stat(each)).mode })));
  return modes.filter(({ mode }) => (mode & 0o077) !== 0).map(({ each }) => each);
}

/** Gives what others may read while it is open, with the files that SQLite keeps next to its own. */
async function fill(path: string): Promise<readonly string[]> {
  await using state = await openState(path, { owner: true });
  state.records.put('kind', 'id', 1);
  state.secrets.putSecret('db', 'value');
  const writer = await state.logs.open('e', 'a');
  writer.write(Buffer.from('line\n'));
  await writer[Symbol.asyncDispose]();
  await mkdir(join(path, '..', 'tree'), { recursive: true });
  await writeFile(join(path, '..', 'tree', 'a'), 'a');
  await state.artifacts.save(join(path, '..', 'tree'));
  return await openPaths(path);
}

test('only its owner may read a state folder and what is in it, whatever the umask is', async () => {
  await using folder = await makeFolder();
  const before = process.umask(0);
  try {
    expect(await fill(join(folder.path, 'state'))).toEqual([]);
  } finally {
    process.umask(before);
  }
});

test('a folder of an earlier version is closed to others when its owner opens it', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'state');
  await fill(path);
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true }))
    if (entry.name !== 'secrets.key')
      await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  await chmod(path, 0o755);
  const opened = await openState(path, { owner: true });
  await opened[Symbol.asyncDispose]();
  expect(await openPaths(path)).toEqual([]);
});

test('others may pass through to a subfolder when an action admits them, until the folder is opened again', async () => {
  await using folder = await makeFolder();
  const first = await openState(folder.path, { owner: true });
  first.admitOthers();
  expect((await stat(folder.path)).mode & 0o777).toBe(0o711);
  await first[Symbol.asyncDispose]();
  await using _second = await openState(folder.path, { owner: true });
  expect((await stat(folder.path)).mode & 0o777).toBe(0o700);
});

test('the log gives back every byte, and lines to read', async () => {
  await using folder = await makeFolder();
  await using state = await openState(folder.path, { owner: true });
  const bytes = Buffer.from([0x61, 0x0a, 0xff, 0x00, 0x62, 0x0a, 0x63]);
  const writer = await state.logs.open('e', 'a');
  writer.write(bytes);
  await writer[Symbol.asyncDispose]();
  expect(await readFile(state.logs.path('e', 'a'))).toEqual(bytes);
  const lines = await Array.fromAsync(state.logs.read('e', 'a'));
  expect(lines.map(({ text }) => text)).toEqual(['a', '\ufffd\0b', 'c']);
});

test('a damaged file of the store is noticed when it is read', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const tree = join(folder.path, 'tree');
  await mkdir(tree);
  await writeFile(join(tree, 'a'), 'the content of a file');
  const { digest } = await state.artifacts.save(tree);
  for (const entry of await readdir(join(state.path, 'artifacts'), {
    recursive: true,
    withFileTypes: true,
  })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile() || (await readFile(path, 'utf8')) !== 'the content of a file') continue;
    await rm(path);
    await writeFile(path, 'the content of a thief');
  }
  // No copy of it is left.
  await rm(tree, { recursive: true });
  await expect(state.artifacts.extract(digest, join(folder.path, 'copy'))).rejects.toThrow(/digest|damaged/);
});
