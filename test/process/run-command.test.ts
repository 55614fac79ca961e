// Commands run for real: their output, their ends, and what is left of them.
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { CommandOptions } from '../../src/process/command.ts';
import { askingAll } from '../../src/process/ending.ts';
import { endMarked } from '../../src/process/end-marked.ts';
import { runCommand } from '../../src/process/run-command.ts';

const env = { PATH: process.env['PATH'] ?? '' };
const isLinux = process.platform === 'linux';
let count = 0;
const newMark = () => `test-${process.pid}-${(count += 1)}`;

function shell(script: string, more: Partial<CommandOptions> = {}): CommandOptions {
  return {
    file: '/bin/sh',
    args: ['-c', script],
    cwd: tmpdir(),
    env,
    endsOn: 'exit',
    mark: newMark(),
    ...more,
  };
}

async function output(script: string, more: Partial<CommandOptions> = {}) {
  const parts: { text: string; stream: string }[] = [];
  const result = await runCommand(
    shell(script, {
      onOutput: (bytes, stream) => parts.push({ text: Buffer.from(bytes).toString('latin1'), stream }),
      ...more,
    }),
  );
  const of = (stream: string) =>
    parts
      .filter((part) => part.stream === stream)
      .map((part) => part.text)
      .join('');
  return { result, stdout: of('stdout'), stderr: of('stderr') };
}

describe('a command', () => {
  test('gives its exit status and every byte of both streams', async () => {
    const { result, stdout, stderr } = await output(`printf 'a\\000\\377'; printf 'e' >&2; exit 7`);
    expect(result).toMatchObject({ exitCode: 7, signal: null, end: 'Exited' });
    expect([stdout, stderr]).toEqual(['a\0\u{ff}', 'e']);
  });

  test('gives all of a long output although it ends right after writing it', async () => {
    const { stdout } = await output('head -c 3000000 /dev/zero');
    expect(stdout.length).toBe(3_000_000);
  });

  test('can open its output and errors by name', async () => {
    const { stdout, stderr } = await output(
      'echo out > /dev/stdout; echo err > /dev/stderr; echo more | tee /dev/stderr',
    );
    expect([stdout, stderr]).toEqual(['out\nmore\n', 'err\nmore\n']);
  });

  test('holds no pipe of another command', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, async () => output('ls -l /proc/self/fd')));
    for (const { stdout } of results)
      expect(stdout.match(/slipway-pipes/g) ?? []).toHaveLength(isLinux ? 2 : 0);
  });

  test('inherits nothing: it has the given environment and its mark', async () => {
    const { stdout } = await output('env | cut -d= -f1 | sort', { mark: 'm' });
    expect(stdout.split('\n').filter((name) => !['', 'OLDPWD', 'PWD', 'SHLVL', '_'].includes(name))).toEqual([
      'PATH',
      'SLIPWAY_MARK',
    ]);
  });

  test('has an empty standard input', async () => {
    expect((await output('cat; echo end')).stdout).toBe('end\n');
  });

  test('leads a process group of its own', async () => {
    const { stdout } = await output('echo $$; ps -o pgid= -p $$');
    const [pid, group] = stdout.trim().split(/\s+/);
    expect(group).toBe(pid);
  });

  test('that a signal ended reports the signal', async () => {
    expect((await output('kill -KILL $$')).result).toMatchObject({
      exitCode: null,
      signal: 'SIGKILL',
      end: 'Exited',
    });
  });
});

describe('a command that cannot start', () => {
  test.each([
    ['a missing program', { file: '/no/such/program' }, 'No such file or directory'],
    ['a file that is not executable', { file: '/etc/passwd' }, 'Permission denied'],
    ['a missing working folder', { cwd: '/no/such/folder' }, 'No such working directory: /no/such/folder'],
  ])('because of %s says so in the result', async (_, more, startError) => {
    const result = await runCommand(shell('true', more));
    expect(result).toMatchObject({ exitCode: null, end: 'NotStarted', startError });
  });
});

describe('a command that leaves a process behind', () => {
  test('is over at its exit when it ends on exit, and the process lives on', async () => {
    const mark = newMark();
    const { result, stdout } = await output('sleep 60 & echo done', { mark });
    expect([result.end, stdout]).toEqual(['Exited', 'done\n']);
    expect(await endMarked(mark)).toBe(1);
  });

  test('does not end it by letting go of its output', async () => {
    const mark = newMark();
    await output('while echo tick; do sleep 0.001; done &', { mark });
    // It would have died of SIGPIPE at one of the writes that this second command outlives.
    await output('for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.002; done');
    expect(await endMarked(mark)).toBeGreaterThanOrEqual(1);
  });

  test('gives what that process still writes to a caller that requests it', async () => {
    const mark = newMark();
    const { promise, resolve } = Promise.withResolvers<string>();
    await output('while :; do sleep 0.001; echo late; done &', {
      mark,
      onLateOutput: (bytes, stream) => resolve(`${stream} ${Buffer.from(bytes).toString('utf8')}`),
    });
    expect(await promise).toMatch(/^stdout late\n/);
    await endMarked(mark);
  });

  test('is over when the pipes are closed when it ends on close', async () => {
    const { stdout } = await output('echo early; (sleep 0.02; echo late) &', { endsOn: 'close' });
    expect(stdout).toBe('early\nlate\n');
  });

  test.each(['stdout', 'stderr'] as const)(
    'reports that %s was still open at the deadline',
    async (stream) => {
      const mark = newMark();
      const other = stream === 'stdout' ? '2>/dev/null' : '>/dev/null';
      const { result } = await output(`sleep 60 ${other} &`, { endsOn: 'close', timeoutMs: 1000, mark });
      expect(result).toMatchObject({ exitCode: 0, end: 'Exited', heldOpen: stream });
      expect(await endMarked(mark)).toBe(1);
    },
  );
});

describe('a command that must end', () => {
  test('at its timeout is ended with its whole group', async () => {
    const mark = newMark();
    const { result, stdout } = await output('sleep 60 & echo started; sleep 60', { timeoutMs: 1000, mark });
    expect([result.end, stdout]).toEqual(['TimedOut', 'started\n']);
    expect(await endMarked(mark)).toBe(0);
  });

  test('is killed when it ignores the request', async () => {
    const controller = new AbortController();
    const { result } = await output(`trap '' TERM; echo ready; while :; do sleep 1; done`, {
      signal: controller.signal,
      ending: askingAll(20),
      onOutput: () => controller.abort(),
    });
    expect(result).toMatchObject({ end: 'Aborted', signal: 'SIGKILL' });
  });

  test('by its own ending is asked alone and one signal after the other, and what it has left goes on', async () => {
    const controller = new AbortController();
    const mark = newMark();
    let printed = '';
    const result = await runCommand(
      shell(
        `trap 'echo INT' INT; trap 'echo TERM; exit 3' TERM; sleep 60 >/dev/null 2>&1 & echo ready; while :; do wait; done`,
        {
          mark,
          signal: controller.signal,
          ending: {
            requests: [
              { signal: 'SIGINT', forMs: 300 },
              { signal: 'SIGTERM', forMs: 600_000 },
            ],
            asks: 'process',
          },
          onOutput: (bytes) => {
            printed += Buffer.from(bytes).toString();
            controller.abort();
          },
        },
      ),
    );
    expect(result).toMatchObject({ end: 'Aborted', exitCode: 3 });
    expect(printed).toBe('ready\nINT\nTERM\n');
    expect(await endMarked(mark)).toBe(1);
  });

  test('that stays through its whole ending is killed with its group', async () => {
    const controller = new AbortController();
    const mark = newMark();
    const { result } = await output(
      `trap 'echo INT' INT; sleep 60 >/dev/null 2>&1 & echo ready; while :; do wait; done`,
      {
        mark,
        signal: controller.signal,
        ending: { requests: [{ signal: 'SIGINT', forMs: 300 }], asks: 'process' },
        onOutput: () => controller.abort(),
      },
    );
    expect(result).toMatchObject({ end: 'Aborted', signal: 'SIGKILL' });
    expect(await endMarked(mark)).toBe(0);
  });

  test('has no more of its time once there is none', async () => {
    const [controller, hurry] = [new AbortController(), new AbortController()];
    const { result } = await output(
      `trap 'kill -KILL 0' TERM; trap 'echo INT' INT; echo ready; while :; do sleep 0.02; done`,
      {
        signal: controller.signal,
        ending: { requests: [{ signal: 'SIGINT', forMs: 600_000 }], asks: 'process', hurries: hurry.signal },
        onOutput: (bytes) => {
          if (Buffer.from(bytes).includes('INT')) hurry.abort();
          else controller.abort();
        },
      },
    );
    expect(result).toMatchObject({ end: 'Aborted', signal: 'SIGKILL' });
  });

  test('does not start when the abort came first', async () => {
    const { result, stdout } = await output('echo started', { signal: AbortSignal.abort() });
    expect([result.end, stdout]).toEqual(['Aborted', '']);
  });
});

describe('endMarked', () => {
  test('finds a process in another session, whose parent is gone, and waits until it is gone', async () => {
    const mark = newMark();
    const { stdout } = await output('setsid sleep 60 >/dev/null 2>&1 & echo $!', { mark });
    expect(stdout).toMatch(/^\d+\n$/);
    expect(await endMarked(mark)).toBe(1);
    expect(await endMarked(mark)).toBe(0);
  });

  test('leaves processes with another mark alone', async () => {
    const [mine, other] = [newMark(), newMark()];
    await Promise.all([mine, other].map(async (mark) => output('sleep 60 >/dev/null 2>&1 &', { mark })));
    expect(await Promise.all([endMarked(mine), endMarked(`${mine}-longer`)])).toEqual([1, 0]);
    expect(await endMarked(other)).toBe(1);
  });
});

test('processes that become one program after another are found at any moment', async () => {
  for (let round = 0; round < 30; round += 1) {
    const mark = newMark();
    // Each exec is a moment in which the process has no environment to read.
    const chain = 'exec env env env env env env env env sleep 60 >/dev/null 2>&1';
    await output(`(${chain}) & echo begun`, { mark });
    expect(await endMarked(mark)).toBe(1);
  }
});

test('a process without any environment does not hold up the scan', async () => {
  const { stdout } = await output('env -i sleep 60 >/dev/null 2>&1 & echo $!');
  try {
    expect(await endMarked(newMark())).toBe(0);
  } finally {
    process.kill(Number(stdout));
  }
});
