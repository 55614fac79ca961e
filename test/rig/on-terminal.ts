// The real command on a terminal of its own: what it shows, and what a person types.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { firstChildOf } from '../../src/process/namespace-processes.ts';
import { launcher } from './program.ts';

export interface OnTerminal extends AsyncDisposable {
  /** Resolves when the text is shown after all that earlier calls have waited for; rejects when the command ends without it. */
  readonly shows: (text: string) => Promise<void>;
  readonly type: (text: string) => void;
  /** Closes the terminal. Resolves when the command has ended of it. */
  readonly hangUp: () => Promise<void>;
  /** All that it has shown, without the sequences that move the cursor and with them, and its exit status. */
  readonly ended: Promise<Ended>;
}

interface Ended {
  readonly shown: string;
  readonly raw: string;
  readonly status: number | null;
}

interface TerminalOptions {
  readonly columns?: number;
  readonly rows?: number;
  /** As a job of a shell, which takes the terminal when the job is stopped. */
  readonly inShell?: boolean;
}

/** script(1) of util-linux; other programs of that name take other arguments. */
export const hasTerminals = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes(
  'util-linux',
);

export function startOnTerminal(
  folder: string,
  args: readonly string[],
  { columns = 100, rows = 30, inShell = false }: TerminalOptions = {},
): OnTerminal {
  const words = [process.execPath, '--', launcher, ...args].map((word) => `'${word}'`).join(' ');
  const env = { ...process.env, TERM: 'xterm', GITHUB_ACTIONS: undefined, CI: undefined };
  const command = inShell ? 'bash --norc --noprofile -i' : words;
  const call = `stty cols ${columns} rows ${rows}; exec ${command}`;
  const child = spawn('script', ['-qefc', call, '/dev/null'], { cwd: folder, env });
  let raw = '';
  let seen = 0;
  let isOver = false;
  const watchers = new Set<() => void>();
  const shown = (): string => stripVTControlCharacters(raw);
  const wake = (): void => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    raw += chunk.toString('utf8');
    wake();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (status) => {
      isOver = true;
      wake();
      resolve({ shown: shown(), raw, status });
    });
  });
  if (inShell) child.stdin.write(`${words}\n`);
  return {
    hangUp: async () => {
      const leader = firstChildOf(child.pid ?? 0);
      child.kill('SIGKILL');
      await ended;
      const process = `/proc/${leader}`;
      while (existsSync(process)) await delay(20);
    },
    shows: async (text) => {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const check = (): void => {
        const at = shown().indexOf(text, seen);
        if (at !== -1) {
          seen = at + text.length;
          resolve(undefined);
        } else if (isOver) reject(new Error(`It has ended without "${text}":\n${shown().slice(-3000)}`));
      };
      watchers.add(check);
      check();
      await promise.finally(() => watchers.delete(check));
    },
    type: (text) => void child.stdin.write(text),
    ended,
    [Symbol.asyncDispose]: async () => {
      if (!isOver) child.kill('SIGKILL');
      await ended;
    },
  };
}
