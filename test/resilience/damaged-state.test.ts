// Whatever has happened to the files of a state folder: each command works, or names the file and the way out.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

let app: Project;
let whole: string;
const state = () => join(app.folder, '.slipway');
const file = (...names: readonly string[]) => join(state(), ...names);

beforeAll(async () => {
  app = makeProject();
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile', 'Out')] }]),
  );
  const build = {
    phases: { build: { commands: ['echo built > out.txt'] } },
    artifacts: { files: ['out.txt'] },
  };
  app.write('project.json', project('compile', build));
  expect((await app.run('run')).status).toBe(0);
  expect((await app.feed('value', 'secret', 'set', 'prod/db')).status).toBe(0);
  expect((await app.run('token', 'make', 'ci', '--scope', 'read')).status).toBe(0);
  whole = join(app.folder, 'whole');
  renameSync(state(), whole);
});
afterAll(async () => app[Symbol.asyncDispose]());

const commands: readonly (readonly string[])[] = [
  ['run', '--exit'],
  ['status'],
  ['history'],
  ['logs', '--action', 'compile'],
  ['events'],
  ['reports'],
  ['artifacts', 'list'],
  ['plan'],
  ['stop', 'latest'],
  ['retry', 'latest'],
  ['rollback', 'Build'],
  ['approve'],
  ['reject'],
  ['enable', 'Build'],
  ['disable', 'Build'],
  ['cache', 'list'],
  ['cache', 'clear'],
  ['secret', 'list'],
  ['token', 'list'],
  ['doctor', '--rebuild'],
  ['open'],
  ['down'],
];

interface Damage {
  readonly name: string;
  /** The file that is damaged, as a message names it. */
  readonly at: string;
  readonly harm: () => void;
  readonly onlyAsRoot?: boolean;
}

function overwrite(path: string, at: number, bytes: Buffer): void {
  const content = readFileSync(path);
  bytes.copy(content, at);
  chmodSync(path, 0o644);
  writeFileSync(path, content);
}

function garbage(name: string): Damage {
  return {
    name: `${name} is garbage`,
    at: name,
    harm: () => writeFileSync(file(name), 'garbage '.repeat(1000)),
  };
}

function folderAt(name: string): Damage {
  return {
    name: `${name} is a folder`,
    at: name,
    harm: () => {
      rmSync(file(name), { recursive: true, force: true });
      mkdirSync(file(name));
    },
  };
}

function plainAt(name: string): Damage {
  return {
    name: `${name} is a file`,
    at: name,
    harm: () => {
      rmSync(file(name), { recursive: true, force: true });
      writeFileSync(file(name), 'x');
    },
  };
}

function zeroed(name: string): Damage {
  return {
    name: `the header of ${name} is zeroed`,
    at: name,
    harm: () => overwrite(file(name), 0, Buffer.alloc(100)),
  };
}

function inDatabase(sql: string): void {
  const database = new DatabaseSync(file('slipway.db'));
  database.exec(sql);
  database.close();
}

const damages: readonly Damage[] = [
  zeroed('slipway.db'),
  garbage('slipway.db'),
  folderAt('slipway.db'),
  { name: 'slipway.db is empty', at: 'slipway.db', harm: () => truncateSync(file('slipway.db'), 0) },
  { name: 'slipway.db is cut', at: 'slipway.db', harm: () => truncateSync(file('slipway.db'), 5000) },
  {
    name: 'slipway.db leads nowhere',
    at: 'slipway.db',
    harm: () => {
      rmSync(file('slipway.db'));
      symlinkSync('/no/such/file', file('slipway.db'));
    },
  },
  {
    name: 'the JSON of an event is cut',
    at: 'slipway.db',
    harm: () => inDatabase(`UPDATE events SET event = substr(event, 1, 20) WHERE seq = 5`),
  },
  {
    name: 'the JSON of a record is cut',
    at: 'slipway.db',
    harm: () => inDatabase(`UPDATE records SET value = '{"a'`),
  },
  zeroed('secrets.db'),
  folderAt('secrets.db'),
  garbage('secrets.key'),
  folderAt('secrets.key'),
  zeroed('access.db'),
  folderAt('access.db'),
  garbage('owner.lock'),
  folderAt('owner.lock'),
  folderAt('owner.json'),
  folderAt('owner-address.json'),
  plainAt('logs'),
  plainAt('artifacts'),
  plainAt('targets'),
  plainAt('work'),
  plainAt('cache'),
  {
    name: 'the state is a plain file',
    at: '.slipway',
    harm: () => {
      rmSync(state(), { recursive: true });
      writeFileSync(state(), 'x');
    },
  },
  {
    name: 'the state is a link that leads nowhere',
    at: '.slipway',
    harm: () => {
      rmSync(state(), { recursive: true });
      symlinkSync('/no/such/folder', state());
    },
  },
  {
    name: 'the state is of another user',
    at: '.slipway',
    harm: () => chownSync(state(), 65534, 65534),
    onlyAsRoot: true,
  },
];

const codes = /\[(StateDamaged|FileUnusable|ArtifactDamaged|SecretsKeyExposed|SecretsKeyMalformed)\]/;

/** Names of processes are written anew by the next one; nothing is lost with them. */
const rewritten: ReadonlySet<string> = new Set(['owner.json', 'owner-address.json']);

const isRoot = process.getuid?.() === 0;
const trace = /\n\s+at .*\.(ts|js):\d+|node:internal|TypeError|SyntaxError/;

/** What must not have come of it: a stack trace, a status that no command has, a failure without the file and a way out. */
function judge(
  args: readonly string[],
  at: string,
  { status, stdout, stderr }: { status: number | null; stdout: string; stderr: string },
) {
  const output = `${stdout}${stderr}`;
  if (trace.test(output) || output.includes('Slipway itself failed'))
    return `${args.join(' ')}: ${output.slice(0, 600)}`;
  if (status === 0 || (status === 1 && output.includes(at))) return undefined;
  const isReported = status === 2 && stderr.includes(at) && stderr.includes('help:') && codes.test(stderr);
  const isOwnRefusal =
    status === 2 &&
    /\[(PipelineExecutionNotStoppable|ActionNotFound|StageNotRetryable|InvalidApprovalToken|NothingDeployed|UnableToRollbackStage|NotLatest\w*|CallInvalid)\w*\]/.test(
      stderr,
    );
  return isReported || isOwnRefusal || (args[0] === 'doctor' && status === 2)
    ? undefined
    : `${args.join(' ')} (${status}): ${output.slice(0, 400)}`;
}

/** All commands one after the other in one process, which costs a tenth: each with what it printed and how it ended. */
const program = `
  import { enableCompileCache } from 'node:module';
  enableCompileCache();
  const { runCommandLine } = await import('${join(import.meta.dirname, '..', '..', 'src', 'cli', 'command-line.ts')}');
  const results = [];
  const write = process.stdout.write.bind(process.stdout);
  for (const args of JSON.parse(process.argv[1])) {
    const said = { args, stdout: '', stderr: '' };
    process.stdout.write = (text) => ((said.stdout += text), true);
    process.stderr.write = (text) => ((said.stderr += text), true);
    said.status = await runCommandLine(args).catch((error) => ((said.stderr += error.stack), 99));
    results.push(said);
  }
  write(JSON.stringify(results), () => process.exit());`;

interface Said {
  readonly args: readonly string[];
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param before what comes before Node, for a world of its own */
function runAll(before: readonly string[] = []): readonly Said[] {
  const [first, ...rest] = [...before, process.execPath, '--input-type=module', '--eval', program, '--'];
  const env = { ...process.env, NO_COLOR: '1', SLIPWAY_STATE: undefined };
  const args = [...rest, JSON.stringify([['doctor'], ...commands])];
  const { stdout, stderr } = spawnSync(first, args, { cwd: app.folder, encoding: 'utf8', env });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as readonly Said[];
}

function wrongIn(results: readonly Said[], at: string): readonly string[] {
  return results.flatMap((said) => judge(said.args, at, said) ?? []);
}

test.each(damages.filter(({ onlyAsRoot }) => onlyAsRoot !== true || isRoot))(
  'when $name, every command works or names it, and doctor finds it',
  ({ at, harm }) => {
    rmSync(state(), { recursive: true, force: true });
    cpSync(whole, state(), { recursive: true, verbatimSymlinks: true });
    chmodSync(file('secrets.key'), 0o600);
    harm();
    const results = runAll();
    const [doctor] = results;
    const isFound = doctor?.status === 2 && doctor.stdout.includes(at);
    expect(isFound || rewritten.has(at)).toBe(true);
    expect(wrongIn(results, at)).toEqual([]);
  },
);

const canMount = isRoot && spawnSync('unshare', ['--mount', 'true']).status === 0;

test.skipIf(!canMount)(
  'on a read-only file system (root can mount one), every command works or names the file',
  () => {
    rmSync(state(), { recursive: true, force: true });
    cpSync(whole, state(), { recursive: true });
    const script = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && shift && exec "$@"';
    const results = runAll(['unshare', '--mount', 'sh', '-c', script, 'sh', state()]);
    expect(wrongIn(results, '.slipway')).toEqual([]);
    expect(results[0]).toMatchObject({ args: ['doctor'], status: 2 });
    const readers = results.filter(({ args: [name = ''] }) => ['status', 'history', 'logs'].includes(name));
    expect(readers.length).toBeGreaterThan(0);
    for (const { stderr } of readers) expect(stderr).toContain('its file system is read-only');
  },
);

test.each([
  ['a link that leads nowhere', () => symlinkSync('/nowhere/at-all', state())],
  ['a file', () => writeFileSync(state(), '')],
])('down names a state folder that is %s', async (_, make) => {
  rmSync(state(), { recursive: true, force: true });
  make();
  const { stdout, stderr, status } = await app.run('down');
  rmSync(state());
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(`"${state()}" cannot be a state folder`);
});
