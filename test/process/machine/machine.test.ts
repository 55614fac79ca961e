// What every machine promises, on each kind of machine that this one can make.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { isFailed } from '../../../src/lib/result.ts';
import { successor, type Successor } from '../../../src/process/fork-server-script.ts';
import { endMarked } from '../../../src/process/end-marked.ts';
import type { Machine } from '../../../src/process/machine/machine.ts';
import { openNamespaceMachine } from '../../../src/process/machine/namespace-machine.ts';
import { namespaceSupport } from '../../../src/process/machine/namespace-support.ts';
import { nextToOthers } from '../../../src/process/machine/next-to-others.ts';
import { openPlainMachine } from '../../../src/process/machine/plain-machine.ts';
import { removeTree } from '../../../src/lib/remove-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-machines-'));
const { missing } = await namespaceSupport(join(folder, 'support'));
const environment = { PATH: process.env['PATH'] ?? '' };
let number = 0;
const opened: (() => Promise<void>)[] = [];

beforeAll(() => async () => removeTree(folder));
afterEach(async () => {
  for (const end of opened.splice(0)) await end();
});

interface Open {
  readonly machine: Machine;
  /** Where its working folder lies for this process. */
  readonly here: string;
  readonly mark: string;
}

interface Wish {
  readonly signal?: AbortSignal;
  /** A folder that the machine has as its own, and a tool in it. */
  readonly home?: string;
  readonly tool?: string;
  readonly more?: Readonly<Record<string, string>>;
  /** A folder that the machine has in memory. */
  readonly memory?: string;
}

async function open(name: string, { signal, home, tool, more, memory }: Wish = {}): Promise<Open> {
  number += 1;
  const kind = name.startsWith('namespace') ? 'namespace' : 'folder';
  const own = join(folder, `${kind}-${number}`);
  mkdirSync(own);
  const mark = `machine-test-${process.pid}-${number}`;
  const common = {
    environment: { ...environment, ...more },
    mark,
    ...successors[name.replace(/^\w+/, '')],
    ...(signal === undefined ? {} : { signal }),
  };
  const machine =
    kind === 'namespace'
      ? await openNamespaceMachine({
          ...common,
          folder: own,
          cwd: '/workspace',
          own: [
            { path: '/workspace', folder: join(own, 'workspace') },
            { path: '/tmp', folder: join(own, 'tmp') },
            ...(home === undefined ? [] : [{ path: home, folder: join(own, 'home') }]),
          ],
          layered: [],
          ...(memory === undefined ? {} : { memory: [memory] }),
          visible: [],
          tools: tool === undefined ? [] : [tool],
          shared: [],
        })
      : await openPlainMachine({ ...common, isolation: 'folder', folder: own, cwd: own });
  if (isFailed(machine)) throw new Error(machine.failed);
  opened.push(async () => {
    await machine.end();
    await endMarked(mark);
  });
  return { machine, mark, here: kind === 'namespace' ? join(own, 'workspace') : own };
}

const bash = successor();
/** By which shell commands are forked: that of every system for the first ones, or its successor from the first one on. */
const successors: Readonly<Record<string, { readonly successor?: Successor | null }>> = {
  '': {},
  ...(bash === null ? {} : { ' (bash)': { successor: { ...bash, afterCommands: 0 } } }),
};

/** Each kind of machine that this one can make, by each shell that can fork its commands. */
const kinds = (missing === undefined ? ['namespace', 'folder'] : ['folder']).flatMap((kind) =>
  Object.keys(successors).map((by) => `${kind}${by}`),
);

const sh = (script: string) => ({ file: '/bin/sh', args: ['-c', script] });

async function outputOf(machine: Machine, script: string): Promise<string> {
  const parts: Uint8Array[] = [];
  await machine.run({ ...sh(script), onOutput: (bytes) => void parts.push(bytes) });
  return Buffer.concat(parts).toString();
}

describe.each(kinds)('a machine of the kind %s', (kind) => {
  test('gives the status of a command and all that it prints, both streams in order', async () => {
    const { machine } = await open(kind);
    const parts: Uint8Array[] = [];
    const { exitCode, end } = await machine.run({
      ...sh('echo one; echo two >&2; echo three; exit 7'),
      onOutput: (bytes) => void parts.push(bytes),
    });
    expect({ exitCode, end }).toEqual({ exitCode: 7, end: 'Exited' });
    expect(Buffer.concat(parts).toString()).toBe('one\ntwo\nthree\n');
  });

  test('hands words over as they are', async () => {
    const { machine } = await open(kind);
    const words = [`it's`, 'a b', '$HOME', '`id`', 'two\nlines', '', '*', '\\n', 'é'];
    const { output } = await machine.capture(['printf', '%s\\0', ...words]);
    expect(output.toString().split('\0').slice(0, -1)).toEqual(words);
  });

  test('gives a command no standard input', async () => {
    const { machine } = await open(kind);
    expect(await outputOf(machine, 'cat; echo read')).toBe('read\n');
  });

  test('says that a signal ended a command by a status above 128', async () => {
    const { machine } = await open(kind);
    expect(await machine.run(sh('kill -9 $$'))).toMatchObject({ exitCode: 137, end: 'Exited' });
  });

  test('lets SIGINT and SIGQUIT end a command, as where a terminal has started it', async () => {
    const { machine } = await open(kind);
    for (const [signal, exitCode] of [
      ['INT', 130],
      ['QUIT', 131],
    ] as const)
      expect(await machine.run(sh(`ulimit -c 0; kill -${signal} $$; echo lives`))).toMatchObject({
        exitCode,
      });
  });

  test('waits for a command that stops itself', async () => {
    const { machine } = await open(kind);
    const isStopped = `grep -q '^State:.T' /proc/$$/status`;
    const script = `(until ${isStopped}; do :; done; kill -CONT $$) & kill -STOP $$; wait; echo goes on`;
    expect(await outputOf(machine, script)).toBe('goes on\n');
  });

  test('gives commands its environment, and what every shell adds to it', async () => {
    const { machine } = await open(kind);
    const names = (await outputOf(machine, 'env')).trim().split('\n');
    const given = names.map((line) => line.slice(0, line.indexOf('='))).toSorted();
    const added = new Set(['_', 'SHLVL']);
    expect(given.filter((name) => !added.has(name))).toEqual(['PATH', 'PWD', 'SLIPWAY_MARK']);
  });

  test('asks the process of a command alone, next to others as well', async () => {
    const { machine } = await open(kind);
    for (const each of [machine, nextToOthers(machine)]) {
      const controller = new AbortController();
      let printed = '';
      const { end } = await each.run({
        ...sh(`trap 'echo INT; exit 0' INT; sleep 100 & echo "$! begun"; while :; do wait; done`),
        signal: controller.signal,
        ending: { requests: [{ signal: 'SIGINT', forMs: 600_000 }], asks: 'process' },
        onOutput: (bytes) => {
          printed += Buffer.from(bytes).toString();
          if (printed.includes('begun')) controller.abort();
        },
      });
      expect(end).toBe('Aborted');
      expect(printed).toMatch(/begun\nINT\n$/);
      const [child = ''] = printed.split(' ');
      expect(await outputOf(machine, `kill -0 ${child} && echo lives`)).toBe('lives\n');
    }
  });

  test('gives 127 for a program that is not there', async () => {
    const { machine } = await open(kind);
    expect((await machine.run({ file: 'no-such-program', args: [] })).exitCode).toBe(127);
  });

  test('lets a command signal its own group without reaching another', async () => {
    const { machine } = await open(kind);
    await outputOf(machine, 'sleep 100 & echo $! > pid');
    expect((await machine.run(sh('trap "" TERM; kill 0; exit 3'))).exitCode).toBe(3);
    expect(await outputOf(machine, 'kill -0 $(cat pid) && echo lives')).toBe('lives\n');
  });

  test('ends at its time the command with its group, and nothing else', async () => {
    const { machine } = await open(kind);
    await outputOf(machine, 'sleep 100 & echo $! > first');
    const result = await machine.run({ ...sh('sleep 100 & echo $! > second; wait'), timeoutMs: 1500 });
    expect(result.end).toBe('TimedOut');
    // The dead may not have been collected yet.
    const alive =
      'for name in first second; do grep -q "^State:.*[RSD]" /proc/$(cat $name)/status 2>/dev/null && echo $name; done';
    expect(await outputOf(machine, alive)).toBe('first\n');
  });

  test('ends a command at any moment of its start', async () => {
    const { machine } = await open(kind);
    for (let timeoutMs = 1; timeoutMs < 9; timeoutMs += 0.2)
      expect((await machine.run({ ...sh('sleep 1000'), timeoutMs })).end).toBe('TimedOut');
  });

  test('ends the command when the caller aborts, and starts no other', async () => {
    const controller = new AbortController();
    const { machine } = await open(kind, { signal: controller.signal });
    const running = machine.run({ ...sh('echo begun; sleep 100'), onOutput: () => controller.abort() });
    expect((await running).end).toBe('Aborted');
    expect((await machine.run(sh('true'))).end).toBe('Aborted');
  });

  test('captures only what the command itself prints', async () => {
    const { machine } = await open(kind);
    const shown: string[] = [];
    const run = machine.run({
      ...sh('(while test ! -e stop; do echo noise; sleep 0.01; done) & '),
      onOutput: (bytes) => void shown.push(Buffer.from(bytes).toString()),
    });
    await run;
    const { output } = await machine.capture(['/bin/sh', '-c', 'sleep 0.1; echo mine; echo error >&2']);
    await machine.run(sh('touch stop'));
    expect(output.toString()).toBe('mine\n');
    expect(shown.join('')).toContain('noise');
  });

  test('runs commands one after the other, in the order of the calls', async () => {
    const { machine, here } = await open(kind);
    await Promise.all([1, 2, 3].map(async (each) => machine.run(sh(`sleep 0.05; echo ${each} >> order`))));
    expect(readFileSync(join(here, 'order'), 'utf8')).toBe('1\n2\n3\n');
  });

  test('runs many commands alike, one after the other, and what an early one has left goes on', async () => {
    const { machine } = await open(kind);
    const pid = (await outputOf(machine, 'sleep 600 >/dev/null 2>&1 & echo $!')).trim();
    // The shell lists its files itself: another program would see them in the middle of starting it.
    const script = `cd /proc/$$/fd; set -- *; echo $0 $PPID $(readlink /proc/self/fd/0) $*; exit`;
    const printed: string[] = [];
    for (let status = 0; status < 12; status += 1) {
      const parts: Uint8Array[] = [];
      const { exitCode } = await machine.run({
        ...sh(`${script} ${status}`),
        onOutput: (bytes) => void parts.push(bytes),
      });
      expect(exitCode).toBe(status);
      printed.push(Buffer.concat(parts).toString());
    }
    expect(new Set(printed).size).toBe(1);
    expect(await machine.run(sh(`kill -0 ${pid}`))).toMatchObject({ exitCode: 0 });
  });

  test('runs a command in the background next to the others, with a status and an end of its own', async () => {
    const { machine, here } = await open(kind);
    const controller = new AbortController();
    const parts: Uint8Array[] = [];
    const script = (end: string) =>
      `cd ${JSON.stringify(where)}; until test -e go; do sleep 0.02; done; ${end}`;
    const where = (await machine.capture(['pwd'])).output.toString().trim();
    const background = {
      isBackground: true,
      onOutput: (bytes: Uint8Array) => void parts.push(bytes),
    } as const;
    const first = machine.run({ ...sh(script('echo went; kill -9 $$')), ...background });
    const second = machine.run({ ...sh('sleep 100'), ...background, signal: controller.signal });
    await machine.run(sh('touch go'));
    expect(await first).toMatchObject({ end: 'Exited', exitCode: 137 });
    controller.abort();
    expect((await second).end).toBe('Aborted');
    expect(Buffer.concat(parts).toString()).toBe('went\n');
    expect(readFileSync(join(here, 'go'), 'utf8')).toBe('');
    const { output } = await nextToOthers(machine).capture(['sh', '-c', 'echo mine; echo error >&2']);
    expect(output.toString()).toBe('mine\n');
  });

  test('lets the caller see its files under other paths', async () => {
    const { machine } = await open(kind);
    const where = (await machine.capture(['pwd'])).output.toString().trim();
    await machine.run(sh('echo seen > file'));
    expect(readFileSync(machine.outside(join(where, 'file')), 'utf8')).toBe('seen\n');
  });

  test.runIf(process.getuid?.() === 0)('runs a command as another user', async () => {
    const { machine } = await open(kind);
    const { output } = await machine.capture(['id', '-u'], { account: { uid: 12, gid: 12 } });
    expect(output.toString()).toBe('12\n');
  });
});

describe.skipIf(missing !== undefined)('a machine in namespaces', () => {
  test('drops what a command changes outside of its own folders', async () => {
    const { machine } = await open('namespace');
    const file = join(folder, 'mine');
    writeFileSync(file, 'mine');
    const made = `/etc/slipway-machine-test-${process.pid}`;
    const temporary = `/tmp/slipway-machine-test-${process.pid}`;
    await machine.run(sh(`echo made > ${made}; rm -rf '${folder}'; rm -f /etc/hosts; echo x > ${temporary}`));
    expect(await outputOf(machine, `cat ${made}; ls /etc/hosts 2>&1 | wc -l`)).toBe('made\n1\n');
    await machine.end();
    opened.pop();
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect(existsSync(made)).toBe(false);
    expect(existsSync('/etc/hosts')).toBe(true);
    expect(existsSync(temporary)).toBe(false);
  });

  test.each([tmpdir(), '/var/tmp'])(
    'sees the tools of a home in %s that it has as its own, may write to them, and leaves them as they were',
    async (parent) => {
      const home = mkdtempSync(join(parent, 'slipway-machine-home-'));
      const tool = join(home, '.tools', 'one');
      mkdirSync(tool, { recursive: true });
      for (const file of [join(home, 'letter'), join(tool, 'program'), join(tool, 'old')])
        writeFileSync(file, 'mine');
      const { machine, here } = await open('namespace', { home, tool });
      const script = `cd ${home}; ls -A . .tools; cat .tools/one/program; echo new > .tools/one/added; rm .tools/one/old; echo changed > .tools/one/program; echo own > letter; ls .tools/one`;
      expect(await outputOf(machine, script)).toBe('.:\n.tools\n\n.tools:\none\nmineadded\nprogram\n');
      await machine.end();
      opened.pop();
      expect(readFileSync(join(here, '..', 'home', 'letter'), 'utf8')).toBe('own\n');
      const left = readdirSync(home, { recursive: true })
        .map(String)
        .toSorted((a, b) => (a < b ? -1 : 1));
      expect(left).toEqual(['.tools', '.tools/one', '.tools/one/old', '.tools/one/program', 'letter']);
      expect(readFileSync(join(tool, 'program'), 'utf8')).toBe('mine');
      await removeTree(home);
    },
  );

  test('keeps what lies in a folder in memory from every disk, and forgets it at its end', async () => {
    const { machine, here } = await open('namespace', { memory: '/workspace/carried' });
    const file = machine.outside('/workspace/carried/variables');
    writeFileSync(file, 'first');
    expect(await outputOf(machine, 'cd /workspace/carried && cat variables && echo second >variables')).toBe(
      'first',
    );
    expect(readFileSync(file, 'utf8')).toBe('second\n');
    const { output } = await machine.capture(['echo', 'captured']);
    expect(output.toString()).toBe('captured\n');
    expect(readdirSync(here, { recursive: true })).toEqual(['carried']);
    await machine.end();
    opened.pop();
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(here, { recursive: true })).toEqual(['carried']);
  });

  test('leaves no process when it ends, in whatever session they hide', async () => {
    const { machine, mark } = await open('namespace');
    await machine.run(sh(`setsid sh -c 'trap "" TERM HUP; sleep 1000' & sleep 1000 & echo`));
    await machine.end();
    opened.pop();
    expect(await endMarked(mark)).toBe(0);
  });

  test('goes on when a command removes the shells of the machine', async () => {
    const { machine } = await open('namespace');
    await machine.run(sh('rm -f /bin/bash /usr/bin/bash'));
    for (let status = 0; status < 12; status += 1)
      expect(await machine.run(sh(`exit ${status}`))).toMatchObject({ exitCode: status });
  });

  test('shows only its own processes', async () => {
    const { machine } = await open('namespace');
    const { output } = await machine.capture(['/bin/sh', '-c', 'ls -d /proc/[0-9]* | wc -l']);
    expect(Number(output.toString())).toBeLessThan(8);
  });

  test('goes on after a command that kills all that it can', async () => {
    const { machine } = await open('namespace');
    await machine.run(sh('kill -9 -1'));
    expect(await outputOf(machine, 'echo still here')).toBe('still here\n');
  });
});
