// A shell session on a machine, without any build around it.
import { existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { removeTree } from '../../../src/lib/remove-tree.ts';
import { endMarked } from '../../../src/process/end-marked.ts';
import type { Machine } from '../../../src/process/machine/machine.ts';
import { openPlainMachine } from '../../../src/process/machine/plain-machine.ts';
import { ShellSession } from '../../../src/process/shell/shell-session.ts';

const mark = `shell-session-test-${process.pid}`;
afterEach(async () => endMarked(mark));

interface Opened {
  readonly session: ShellSession;
  readonly machine: Machine;
  readonly files: string;
  readonly run: (
    command: string,
    variables?: Readonly<Record<string, string>>,
  ) => Promise<{ readonly status: number | null; readonly printed: string }>;
}

async function open({ isCarrying = true, environment = {} } = {}): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-shell-'));
  const [work, files] = ['work', 'files'].map((name) => join(folder, name)) as [string, string];
  for (const path of [work, files]) mkdirSync(path);
  const variables = { PATH: process.env['PATH'] ?? '' };
  const machine = await openPlainMachine({
    isolation: 'folder',
    folder: files,
    environment: variables,
    cwd: work,
    mark,
  });
  onTestFinished(async () => {
    await machine.end();
    await removeTree(folder);
  });
  let printed: Uint8Array[] = [];
  const session = new ShellSession({
    machine,
    shell: '/bin/sh',
    environment: { ...variables, ...environment },
    folder: work,
    file: (name) => ({ inside: join(files, name), here: join(files, name) }),
    isCarrying,
    onOutput: (bytes) => void printed.push(bytes),
    timeLeftMs: () => 200_000,
  });
  const run: Opened['run'] = async (command, more = {}) => {
    printed = [];
    const { exitCode } = await session.run({ command, variables: more });
    return { status: exitCode, printed: Buffer.concat(printed).toString('utf8') };
  };
  return { session, machine, files, run };
}

test('variables and the folder of a command are those of the next one', async () => {
  const { run } = await open();
  await run(`mkdir below; cd below; WORD="it's
two lines"`);
  expect((await run('basename "$PWD"; echo "$WORD"')).printed).toBe("below\nit's\ntwo lines\n");
});

test('without carrying each command starts where the first one did', async () => {
  const { run } = await open({ isCarrying: false, environment: { GIVEN: 'given' } });
  await run('mkdir below; cd below; export GIVEN=changed WORD=word');
  expect((await run('basename "$PWD"; echo "$GIVEN[$WORD]"')).printed).toBe('work\ngiven[]\n');
});

test('what a command that exits has set is not carried, and what was before it is', async () => {
  const { run } = await open();
  await run('WORD=before; mkdir below');
  expect(await run('WORD=after; cd below; exit 3')).toMatchObject({ status: 3 });
  expect((await run('echo "$WORD"; basename "$PWD"')).printed).toBe('before\nwork\n');
});

test('the variables of one command replace those that were carried', async () => {
  const { run } = await open({ environment: { STATE: 'first' } });
  await run('STATE=mine');
  expect((await run('echo "$STATE"', { STATE: 'given' })).printed).toBe('given\n');
});

test('only the present variables lie in a file, and none after the end', async () => {
  const { session, files, run } = await open();
  for (const word of ['one', 'two', 'three']) await run(`WORD=${word}`);
  const environments = () => readdirSync(files).filter((name) => name.startsWith('env'));
  expect(environments()).toHaveLength(1);
  expect(existsSync(session.place.environmentFile.here)).toBe(true);
  session.end('removed');
  expect(environments()).toEqual([]);
});

test('variables are read as they are now, and those that are not set are left out', async () => {
  const { session, run } = await open({ environment: { GIVEN: 'given' } });
  expect(await session.read(['GIVEN', 'MADE', 'not a name'])).toEqual({ GIVEN: 'given' });
  await run('MADE="a=b\n"; unset GIVEN');
  expect(await session.read(['GIVEN', 'MADE'])).toEqual({ MADE: 'a=b\n' });
});

test('a command that puts pipes and links in place of the files of the session does not stop it', async () => {
  const { session, files, run } = await open();
  await run('WORD=kept');
  const hostile = `for file in ${files}/env*.sh ${files}/dir.txt; do cp $file $file.real; rm -f $file; mkfifo $file; done; exit 0`;
  expect((await run(hostile)).status).toBe(0);
  expect(session.folder.endsWith('/work')).toBe(true);
});

test('a command of a machine that has ended, with its files, does not start', async () => {
  const { session, machine, files } = await open();
  await machine.end();
  await removeTree(files);
  const { end, startError } = await session.run({ command: 'true', variables: {} });
  expect({ end, startError }).toEqual({
    end: 'NotStarted',
    startError: 'The machine of the command has ended',
  });
});
