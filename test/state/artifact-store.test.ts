// Trees in the store: what goes in comes out, and nothing else is touched.
import { existsSync, lstatSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { chmod, link, mkdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ArtifactStore } from '../../src/state/artifact-store.ts';
import { openArtifactStore } from '../../src/state/artifacts/folder-artifact-store.ts';
import { spoil } from '../rig/spoil.ts';
import { makeFolder, type TemporaryFolder } from '../rig/temporary-folder.ts';

/** Paths to contents; `-> target` is a symlink, `/` an empty folder. */
type Tree = Readonly<Record<string, string>>;

async function plant(folder: string, tree: Tree): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [path, content] of Object.entries(tree)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    if (content === '/') await mkdir(file, { recursive: true });
    else if (content.startsWith('-> ')) await symlink(content.slice(3), file);
    else await writeFile(file, content);
  }
  return folder;
}

function harvest(folder: string): Tree {
  const tree: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(folder.length + 1);
    if (entry.isFile()) tree[path] = readFileSync(file, 'utf8');
    else if (entry.isDirectory() && readdirSync(file).length === 0) tree[path] = '/';
  }
  return tree;
}

const open = (folder: TemporaryFolder) => openArtifactStore(join(folder.path, 'store'));

const name = fc.constantFrom('a', 'b', 'ü', 'x y', '..c', 'B', '-n');
const trees = fc.uniqueArray(
  fc.record({
    path: fc.array(name, { minLength: 1, maxLength: 3 }),
    content: fc.oneof(fc.string(), fc.constantFrom('/', '-> a', '-> ../../etc/passwd', '-> /etc/passwd')),
    mode: fc.constantFrom(0o644, 0o755, 0o600, 0o444, 0o777),
  }),
  { selector: ({ path }) => path[0], maxLength: 6 },
);

test('a tree that is saved, extracted and saved again has the same digest, also by way of a zip', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  let run = 0;
  await fc.assert(
    fc.asyncProperty(trees, async (entries) => {
      const at = join(folder.path, String((run += 1)));
      const source = await plant(
        join(at, 'in'),
        Object.fromEntries(entries.map(({ path, content }) => [path.join('/'), content])),
      );
      for (const { path, content, mode } of entries)
        if (content !== '/' && !content.startsWith('-> ')) await chmod(join(source, ...path), mode);
      const { digest } = await store.save(source);
      await store.extract(digest, join(at, 'out'));
      expect((await store.save(join(at, 'out'))).digest).toBe(digest);
      await store.exportZip(digest, join(at, 'out.zip'));
      expect((await store.importZip(join(at, 'out.zip'))).digest).toBe(digest);
    }),
    { numRuns: 60 },
  );
});

test('many files go through threads and come out the same', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const tree = Object.fromEntries(
    Array.from({ length: 900 }, (_, n) => [`d${n % 7}/f${n}`, `content ${n % 600}`]),
  );
  const source = await plant(join(folder.path, 'in'), tree);
  const saved = await store.save(source);
  expect(saved).toMatchObject({ files: 900 });
  await store.extract(saved.digest, join(folder.path, 'out'));
  expect(harvest(join(folder.path, 'out'))).toEqual(tree);
});

test('a file of many megabytes is stored, extracted and verified', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const source = await plant(join(folder.path, 'in'), { big: 'x'.repeat(9_000_000), small: 'x' });
  const { digest, sizeBytes } = await store.save(source);
  expect(sizeBytes).toBe(9_000_001);
  await store.extract(digest, join(folder.path, 'out'));
  expect(harvest(join(folder.path, 'out'))).toEqual(harvest(source));
  const big = (await store.entries(digest)).find(({ path }) => path === 'big')?.digest ?? '';
  spoil(join(folder.path, 'store', 'blobs', big.slice(0, 2), big.slice(2)));
  // No copy of it is left.
  for (const copy of [source, join(folder.path, 'out')]) rmSync(copy, { recursive: true });
  await expect(store.extract(digest, join(folder.path, 'again'))).rejects.toThrow(
    `in "big" its content ${big} was changed`,
  );
  expect(existsSync(join(folder.path, 'again', 'big'))).toBe(false);
});

test('content that was damaged or lost is noticed by name, and stored anew when it is saved again', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const source = await plant(join(folder.path, 'in'), { 'lib/a.js': 'the content', b: 'other' });
  const { digest } = await store.save(source);
  const content = (await store.entries(digest)).find(({ path }) => path === 'lib/a.js')?.digest ?? '';
  const blob = join(folder.path, 'store', 'blobs', content.slice(0, 2), content.slice(2));
  for (const [damage, how] of [
    [() => spoil(blob), 'was changed'],
    [() => rmSync(blob), 'is missing'],
  ] as const) {
    damage();
    // No copy of it is left.
    writeFileSync(join(source, 'lib/a.js'), 'changed since');
    const message = `Artifact ${digest} is damaged: in "lib/a.js" its content ${content} ${how}`;
    await expect(store.readFile(digest, 'lib/a.js')).rejects.toThrow(message);
    await expect(store.exportZip(digest, join(folder.path, 'out.zip'))).rejects.toThrow('is damaged');
    expect(existsSync(join(folder.path, 'out.zip'))).toBe(false);
    expect(await store.isWhole(digest)).toBe(false);
    writeFileSync(join(source, 'lib/a.js'), 'the content');
    expect((await store.save(source)).digest).toBe(digest);
    expect(Buffer.from((await store.readFile(digest, 'lib/a.js')) ?? []).toString()).toBe('the content');
    expect(await store.isWhole(digest)).toBe(true);
  }
});

const uses: readonly (readonly [
  string,
  (store: ArtifactStore, digest: string, to: string) => Promise<unknown>,
])[] = [
  ['extract', async (store, digest, to) => store.extract(digest, to)],
  ['readFile', async (store, digest) => store.readFile(digest, 'lib/a.js')],
  ['exportZip', async (store, digest, to) => store.exportZip(digest, `${to}.zip`)],
  ['isWhole', async (store, digest) => expect(await store.isWhole(digest)).toBe(true)],
  ['checkOut', async (store, digest) => (await store.checkOut(digest))[Symbol.dispose]()],
];

describe.each(['the folder that it was saved from', 'a tree that lies there as a folder'])(
  'content that was damaged comes back from %s',
  (place) => {
    test.each(uses)('by %s', async (_name, use) => {
      await using folder = await makeFolder();
      const store = open(folder);
      const source = await plant(join(folder.path, 'in'), { 'lib/a.js': 'the content', b: 'other' });
      const { digest } = await store.save(source);
      const caches = join(folder.path, 'store', 'stat-cache');
      // A file is remembered once its last change is older than a tick of the clock.
      const remembered = async () => {
        await store.save(source);
        return readdirSync(caches).some((name) =>
          readFileSync(join(caches, name), 'utf8').includes('lib/a.js'),
        );
      };
      await expect.poll(remembered, { interval: 20 }).toBe(true);
      if (place.startsWith('a tree')) {
        (await store.checkOut(digest))[Symbol.dispose]();
        rmSync(source, { recursive: true });
      }
      const content = (await store.entries(digest)).find(({ path }) => path === 'lib/a.js')?.digest ?? '';
      const blob = join(folder.path, 'store', 'blobs', content.slice(0, 2), content.slice(2));
      spoil(blob);
      await use(store, digest, join(folder.path, 'out'));
      await store.extract(digest, join(folder.path, 'again'));
      expect(readFileSync(join(folder.path, 'again', 'lib/a.js'), 'utf8')).toBe('the content');
      expect(await store.isWhole(digest)).toBe(true);
    });
  },
);

test('a damaged content is marked in all trees that have it, and not taken for stored when one of them is saved again', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const first = await plant(join(folder.path, 'first'), { a: 'shared', b: 'one' });
  const second = await plant(join(folder.path, 'second'), { a: 'shared', c: 'two' });
  const [one, two] = [await store.save(first), await store.save(second)];
  const content = (await store.entries(one.digest)).find(({ path }) => path === 'a')?.digest ?? '';
  rmSync(join(folder.path, 'store', 'blobs', content.slice(0, 2), content.slice(2)));
  for (const source of [first, second]) writeFileSync(join(source, 'a'), 'changed since');
  expect(await store.isWhole(one.digest)).toBe(false);
  writeFileSync(join(second, 'a'), 'shared');
  expect((await store.save(second)).digest).toBe(two.digest);
  expect(await store.isWhole(two.digest)).toBe(true);
});

test('a list of files in which a byte was flipped is stored anew when the same files are saved again', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const source = await plant(join(folder.path, 'in'), { a: 'x' });
  const { digest } = await store.save(source);
  spoil(join(folder.path, 'store', 'trees', digest));
  await expect(store.entries(digest)).rejects.toThrow('is damaged');
  expect((await store.save(source)).digest).toBe(digest);
  expect((await store.entries(digest)).map(({ path }) => path)).toEqual(['a']);
});

test('a list of files that was changed is noticed', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const { digest } = await store.save(await plant(join(folder.path, 'in'), { a: 'x' }));
  const manifest = join(folder.path, 'store', 'trees', digest);
  const text = readFileSync(manifest, 'utf8');
  rmSync(manifest);
  writeFileSync(manifest, text.replace('"a"', '"../a"'));
  await expect(store.entries(digest)).rejects.toThrow('is damaged');
  await expect(store.extract('../../etc/passwd', folder.path)).rejects.toMatchObject({
    problems: [{ code: 'ArtifactMissing', message: 'There is no artifact ../../etc/passwd in the store' }],
  });
});

test('extraction replaces links that stand in its way and writes nothing where they lead', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const outside = await plant(join(folder.path, 'outside'), { file: 'safe' });
  const { digest } = await store.save(
    await plant(join(folder.path, 'in'), { 'dir/file': 'new', file: 'new', link: '-> ../outside/file' }),
  );
  const out = await plant(join(folder.path, 'out'), {
    dir: `-> ${outside}`,
    file: `-> ${outside}/file`,
    link: `-> ${outside}`,
  });
  await store.extract(digest, out);
  expect(harvest(outside)).toEqual({ file: 'safe' });
  expect(harvest(out)).toEqual({ 'dir/file': 'new', file: 'new' });
  expect(await readlink(join(out, 'link'))).toBe('../outside/file');
});

test('a file that is extracted over a hard link leaves the other name alone', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const { digest } = await store.save(await plant(join(folder.path, 'in'), { file: 'new' }));
  const out = await plant(join(folder.path, 'out'), { file: 'old' });
  await link(join(out, 'file'), join(folder.path, 'other'));
  await store.extract(digest, out);
  expect(await readFile(join(folder.path, 'other'), 'utf8')).toBe('old');
});

test('extracting again leaves what is unchanged and restores what was changed, removed or given another mode', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const tree = { same: 'same', edited: 'right', removed: 'right', moded: 'right' };
  const { digest } = await store.save(await plant(join(folder.path, 'in'), tree));
  const out = join(folder.path, 'out');
  await store.extract(digest, out);
  await writeFile(join(out, 'edited'), 'wrong');
  rmSync(join(out, 'removed'));
  await chmod(join(out, 'moded'), 0o600);
  await store.extract(digest, out);
  expect(harvest(out)).toEqual(tree);
  expect((await stat(join(out, 'moded'))).mode & 0o777).toBe(0o644);
});

test('a change is seen however soon it follows, at the same size', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const source = await plant(join(folder.path, 'in'), { counter: '0000' });
  const digests = new Set<string>();
  for (let count = 0; count < 100; count += 1) {
    writeFileSync(join(source, 'counter'), String(count).padStart(4, '0'));
    digests.add((await store.save(source)).digest);
  }
  expect(digests.size).toBe(100);
});

test('chosen files are saved, from elsewhere, with another mode, and with symlinks as text', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const source = await plant(join(folder.path, 'in'), { 'deep/a': 'a', b: 'b', left: 'out', link: '-> b' });
  const { digest } = await store.save(source, [
    { path: 'a', from: 'deep/a' },
    { path: 'b', mode: 0o755 },
    { path: 'link', symlinkAsText: true },
  ]);
  const entries = (await store.entries(digest)).map(({ path, type, mode }) => [path, type, mode.toString(8)]);
  expect(entries).toEqual([
    ['a', 'file', '644'],
    ['b', 'file', '755'],
    ['link', 'file', '644'],
  ]);
  expect(Buffer.from((await store.readFile(digest, 'link')) ?? []).toString()).toBe('b');
  expect(await store.readFile(digest, 'left')).toBeUndefined();
});

test('paths that leave the tree, or stand below a file, are refused', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const source = await plant(join(folder.path, 'in'), { a: 'a' });
  await expect(store.save(source, [{ path: '../a', from: 'a' }])).rejects.toThrow('leaves the folder');
  await expect(store.save(source, [{ path: 'a' }, { path: 'a/b', from: 'a' }])).rejects.toThrow(
    'lies below "a"',
  );
  await expect(store.save(source, [{ path: 'missing' }])).rejects.toThrow('ENOENT');
});

test('the same tree gives the same zip, in any time zone', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  const { digest } = await store.save(
    await plant(join(folder.path, 'in'), { 'a/b': 'x'.repeat(5000), c: '-> a', d: '/' }),
  );
  const zone = process.env['TZ'];
  const zips: Buffer[] = [];
  for (const [at, tz] of ['UTC', 'America/New_York', 'Asia/Kolkata'].entries()) {
    process.env['TZ'] = tz;
    await store.exportZip(digest, join(folder.path, `${at}.zip`));
    zips.push(await readFile(join(folder.path, `${at}.zip`)));
  }
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  expect(zips[1]).toEqual(zips[0]);
  expect(zips[2]).toEqual(zips[0]);
});

test('content of the store cannot be written to by accident', async () => {
  await using folder = await makeFolder();
  const store = open(folder);
  await store.save(await plant(join(folder.path, 'in'), { a: 'a' }));
  const files = readdirSync(join(folder.path, 'store', 'blobs'), { recursive: true, withFileTypes: true });
  const modes = files
    .filter((entry) => entry.isFile())
    .map((entry) => lstatSync(join(entry.parentPath, entry.name)).mode & 0o777);
  expect(modes).toEqual([0o400]);
});
