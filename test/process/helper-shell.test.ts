// The shell that starts programs for this process.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { removeTree } from '../../src/lib/remove-tree.ts';
import { startThroughHelper, type StartedJob } from '../../src/process/helper-shell.ts';

interface Job extends StartedJob {
  readonly printed: () => string;
}

function start(
  words: readonly string[],
  { input = '', env = {} }: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Job {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-helper-')));
  writeFileSync(join(folder, 'in'), input);
  const files = [openSync(join(folder, 'in'), 'r'), openSync(join(folder, 'out'), 'w')] as const;
  onTestFinished(async () => {
    for (const file of files) closeSync(file);
    await removeTree(folder);
  });
  const job = startThroughHelper({ words, cwd: folder, env, input: files[0], output: files[1] });
  return { ...job, printed: () => readFileSync(join(folder, 'out'), 'utf8').replaceAll(folder, 'FOLDER') };
}

function statusOf(pid: number, field: string): string | undefined {
  return new RegExp(`^${field}:\\s+(\\S+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
}

test.skipIf(process.platform !== 'linux')(
  'a program has its own folder, variables, input and words, and nothing of this process',
  async () => {
    const words = [
      '/bin/sh',
      '-c',
      'pwd; cat; printf "%s|" "$@"; env | sort',
      'sh',
      "it's",
      'two\nlines',
      '$HOME',
    ];
    const job = start(words, { input: 'what it reads\n', env: { PATH: '/usr/bin:/bin', MARK: 'a "b"\nc' } });
    await job.exited;
    expect(job.printed()).toBe(
      'FOLDER\nwhat it reads\n' +
        "it's|two\nlines|$HOME|" +
        'MARK=a "b"\nPATH=/usr/bin:/bin\nPWD=FOLDER\nc\n',
    );
  },
);

test.skipIf(process.platform !== 'linux')('the number that is reported is that of the program', async () => {
  const job = start(['/bin/sh', '-c', 'echo $$']);
  await job.exited;
  expect(job.printed()).toBe(`${await job.started}\n`);
});

test.skipIf(process.platform !== 'linux')('programs that cannot be started end at once', async () => {
  const job = start(['/no/such/program']);
  await job.exited;
  expect(job.printed()).toContain('/no/such/program');
});

test.skipIf(process.platform !== 'linux')(
  'no program that has ended stays in the table of processes',
  async () => {
    const first = start(['/bin/true']);
    await first.exited;
    const last = start(['/bin/true']);
    await last.exited;
    for (const job of [first, last]) {
      const pid = await job.started;
      expect(() => statusOf(pid ?? 0, 'State')).toThrow(/ENOENT/);
    }
  },
);

test.skipIf(process.platform !== 'linux')('another shell takes over when it was killed', async () => {
  const running = start(['/bin/sleep', '1000']);
  const pid = (await running.started) ?? 0;
  const waiting = Number(statusOf(pid, 'PPid'));
  const helper = Number(statusOf(waiting, 'PPid'));
  process.kill(helper, 'SIGKILL');
  await expect.poll(() => existsSync(`/proc/${helper}`)).toBe(false);
  const next = start(['/bin/echo', 'next']);
  await next.exited;
  expect(next.printed()).toBe('next\n');
  process.kill(pid, 'SIGKILL');
  await running.exited;
});

test.skipIf(process.platform !== 'linux')(
  'it keeps a process alive while a program runs, and not longer',
  () => {
    const source = join(import.meta.dirname, '..', '..', 'src', 'process', 'helper-shell.ts');
    const program = `
    const { openSync } = await import('node:fs');
    const { startThroughHelper } = await import(${JSON.stringify(source)});
    const job = { cwd: '/', env: {}, input: openSync('/dev/null', 'r'), output: openSync('/dev/null', 'w') };
    startThroughHelper({ ...job, words: ['/bin/sleep', '0.3'] }).exited.then(() => console.log('ended'));`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
    });
    expect({ stdout, status }).toEqual({ stdout: 'ended\n', status: 0 });
  },
);
