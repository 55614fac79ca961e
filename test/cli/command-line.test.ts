// Calls that never reach a pipeline: version, help, mistakes. The real command, its whole words and its exit status.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launcher } from '../rig/program.ts';
import { installed } from '../rig/project.ts';
import { commandGroups, commandTable } from '../../src/cli/command-table.ts';

const root = join(import.meta.dirname, '..', '..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-cli-'));
  // A repository of its own: what lies above it is not its.
  mkdirSync(join(folder, '.git'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Several tests read the same help. */
const known = new Map<string, ReturnType<typeof slipway>>();

function helpOf(...words: readonly string[]): ReturnType<typeof slipway> {
  const key = words.join(' ');
  const found = known.get(key) ?? slipway(...words, '--help');
  known.set(key, found);
  return found;
}

function slipway(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--', launcher, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...installed, FORCE_COLOR: undefined, NO_COLOR: '1', SLIPWAY_STATE: undefined },
  });
  return { status, stdout, stderr };
}

/** All but the one whose output is a script. */
const printing = commandTable.filter(({ name }) => name !== 'completion');

/** Commands of commands, with one of each. */
const groups: ReadonlyMap<string, string> = new Map([
  ['account', 'env'],
  ['oidc', 'explain'],
  ...['artifacts', 'cache', 'secret', 'token'].map((name) => [name, 'list'] as const),
]);

describe('slipway', () => {
  test('prints its version', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      readonly version: string;
    };
    expect(slipway('--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('lists every command in its help, once and below what it is for', () => {
    const { status, stdout } = slipway('--help');
    expect(status).toBe(0);
    const grouped = commandGroups.flatMap(([, names]) => names);
    expect(grouped.toSorted()).toEqual(commandTable.map(({ name }) => name).toSorted());
    expect(commandGroups.every(([title]) => stdout.includes(`\n\n${title}\n  `))).toBe(true);
    const width = Math.max(...commandTable.map(({ name }) => name.length));
    for (const { name, summary } of commandTable)
      expect(stdout).toContain(`${name.padEnd(width)}  ${summary}`);
  });

  test('without a command says what the folder holds and what can be done with it', () => {
    const { status, stdout } = slipway();
    expect(status).toBe(0);
    expect(stdout).toContain('Nothing in this folder is known');
    expect(stdout).toContain('slipway init --template list');
  });

  test('prints its version for the word as well', () => {
    expect(slipway('version')).toEqual(slipway('--version'));
    const { stdout } = slipway('version', '--json');
    expect(JSON.parse(stdout)).toEqual({ version: slipway('version').stdout.trim() });
  });

  test.each([
    [['version', '--help']],
    [['--version', '-h']],
    [['-V', '--json', '--help']],
    [['help', 'version']],
  ])('%j is the help of version', (words) => {
    const { status, stdout, stderr } = slipway(...words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: slipway version \[options\]\n[^]*Example:\n {2}slipway version --json\n/);
  });

  test.each(commandTable.map(({ name }) => name))('%s has help with an example', (name) => {
    const { status, stdout, stderr } = helpOf(name);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`Usage: slipway ${name}`);
    expect(stdout).toMatch(/Example:\n {2}.*slipway/);
    expect(stdout).toMatch(/Exit status: 0 .+, 2 /);
  });

  test.each(['run', 'artifacts'])('help %s is its help', (name) => {
    expect(slipway('help', name)).toEqual(helpOf(name));
  });

  test.each([
    ['artifacts', ['list', 'show', 'extract', 'export']],
    ['cache', ['list', 'clear']],
    ['secret', ['set', 'list', 'rm', 'import']],
    ['token', ['make', 'list', 'revoke']],
  ] as const)('%s %j have help with an example of their own', (name, subcommands) => {
    for (const subcommand of subcommands) {
      const { stdout } = helpOf(name, subcommand);
      expect(stdout).toMatch(new RegExp(`Example:\\n {2}slipway ${name} ${subcommand}`));
      expect(stdout).toContain('Exit status: 0 done');
    }
  });

  test.each([
    [
      ['slipway', 're'],
      ['reports', 'reject', 'retry'],
    ],
    [
      ['slipway', 'artifacts', 'ex'],
      ['extract', 'export'],
    ],
    [['slipway', 'artifacts', 'list', '--pi'], ['--pipeline']],
    [['slipway', 'logs', 'latest', '--fo'], ['--follow']],
    [['slipway', 'disable', 'Deploy'], []],
  ])('completes %j in bash', (words, expected) => {
    const script = [
      slipway('completion', 'bash').stdout,
      `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _slipway; echo "\${COMPREPLY[*]}"`,
    ];
    const { stdout, stderr } = spawnSync('bash', ['-c', script.join('\n')], { encoding: 'utf8' });
    expect({ stderr, words: stdout.trim().split(' ').filter(Boolean).toSorted() }).toEqual({
      stderr: '',
      words: expected.toSorted(),
    });
  });

  test.each(printing.map(({ name }) => [name, ...(groups.has(name) ? [groups.get(name)] : [])]))(
    '%s %s takes --json',
    (...names) => {
      expect(helpOf(...names.filter((name) => typeof name === 'string')).stdout).toContain('--json');
    },
  );

  test.each([
    [['rnu'], 'There is no command "rnu"', 'Did you mean slipway run?'],
    [['version', '--nope'], '"version" takes no option "--nope"', 'slipway version --json'],
    [['version', 'later'], '"version" takes no argument "later"', 'slipway version --json'],
    [['frobnicate'], 'There is no command "frobnicate"', 'See slipway --help'],
    [['deploy'], 'There is no command "deploy"', 'Did you mean slipway run?'],
    [
      ['--reuse', 'run'],
      'There is no option "--reuse" before the command',
      'Write it after the command: slipway run --reuse',
    ],
    [['--jsn'], 'There is no option "--jsn" before the command', 'See slipway --help'],
    [['run', '--jsn'], 'Unknown option "--jsn"', 'Did you mean --json?'],
    [
      ['run', 'a', 'b'],
      'Too many arguments',
      'Write slipway run [options] [definition]. Or see slipway run --help',
    ],
    [['disable'], 'Missing required argument "stage"', 'Write slipway disable [options] <stage>. Or see'],
    [['secret', 'set'], 'Missing required argument "name"', 'Write slipway secret set [options] <name>. Or'],
    [['artifacts', 'list', 'a', 'b'], 'Too many arguments', 'Or see slipway artifacts list --help'],
    [['artifacts'], 'A subcommand of "artifacts" is missing', 'slipway artifacts list (or show,'],
    [
      ['secret', '--state', 'all/.state'],
      'A subcommand of "secret" is missing',
      'slipway secret set --state all/.state (or list,',
    ],
    [
      ['artifacts', 'shwo', 'x'],
      'There is no subcommand "shwo" of "artifacts"',
      'Did you mean slipway artifacts show x?',
    ],
    [['secret', 'frob'], 'There is no subcommand "frob" of "secret"', 'Take one of set, list, rm, import'],
    [['up', '--poll', 'often'], '--poll takes', ''],
    [['history', '--limit', 'many'], '--limit takes a whole number from 1, not "many"', ''],
  ])('%j is refused', (args, message, help) => {
    const { status, stdout, stderr } = slipway(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain(help);
  });

  test('prints mistakes as one JSON document with --json', () => {
    const { status, stdout } = slipway('status', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ problems: [{ code: 'StateFolderNotFound' }] });
  });

  test.each(['status', 'history', 'logs', 'open', 'approve', 'stop', 'retry', 'rollback'])(
    '%s where nothing was run says so and makes no folder',
    (name) => {
      const { status, stderr } = slipway(name);
      expect(status).toBe(2);
      expect(stderr).toContain(
        `There is no state in "${join(folder, '.slipway')}": nothing was run there yet`,
      );
    },
  );

  test.skipIf(!existsSync('/dev/full'))(
    'output that cannot be written is reported, and is no success',
    () => {
      const full = openSync('/dev/full', 'w');
      const { status, stderr } = spawnSync(process.execPath, ['--', launcher, '--help'], {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      closeSync(full);
      expect(stderr).toMatch(/^error: standard output cannot be written: ENOSPC.*\n$/);
      expect(status).toBe(2);
    },
  );

  test('down where nothing was run has nothing to end', () => {
    expect(slipway('down')).toEqual({ status: 0, stdout: 'Nothing was running\n', stderr: '' });
  });

  test('run where there is no definition says which files it needs', () => {
    const { status, stdout, stderr } = slipway('run');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('There is no definition in');
  });
});
