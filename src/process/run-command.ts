// Runs one command in a process group of its own. Whatever happens to it is a result; only our own bugs throw.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { getSystemErrorMessage } from 'node:util';
import type { CommandOptions, CommandResult } from './command.ts';
import { endGroup } from './end-group.ts';
import { drainThenLetGo, letGo } from './let-go.ts';

type Child = ChildProcessByStdio<null, Readable, Readable>;

/**
 * Resolves when the command is over in the sense of `endsOn` and its output has been handed over. After a timeout or an
 * abort no process of its group is left; after an exit, what it left behind goes on running and may go on writing.
 */
export async function runCommand(options: CommandOptions): Promise<CommandResult> {
  const startedAt = performance.now();
  const over = (rest: Omit<CommandResult, 'durationMs'>): CommandResult => ({
    ...rest,
    durationMs: performance.now() - startedAt,
  });
  if (options.signal?.aborted === true) return over({ exitCode: null, signal: null, end: 'Aborted' });
  const started = await start(options);
  if ('startError' in started)
    return over({ exitCode: null, signal: null, end: 'NotStarted', startError: started.startError });
  return over(await followToEnd(started.child, options));
}

async function start(
  options: CommandOptions,
): Promise<{ readonly child: Child } | { readonly startError: string }> {
  let child: Child;
  try {
    child = spawn(options.file, options.args, {
      cwd: options.cwd,
      env: { ...options.env, SLIPWAY_MARK: options.mark },
      // Its own session and group: a signal to the group reaches everything it starts, and no terminal reaches it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid }),
      ...(options.gid === undefined ? {} : { gid: options.gid }),
    });
  } catch (error) {
    return { startError: startErrorText(error, options) };
  }
  if (child.pid === undefined) return { startError: startErrorText(await failureOf(child), options) };
  // Listening starts in the same turn as the process, so no output is missed.
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].on('data', (bytes: Uint8Array) => options.onOutput?.(bytes, stream));
  return { child };
}

async function failureOf(child: Child): Promise<unknown> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  child.once('error', resolve);
  return promise;
}

/** The system's own words. It reports a missing working folder as if the program were missing. */
function startErrorText(error: unknown, options: CommandOptions): string {
  const { errno, message } = error as { readonly errno?: number; readonly message: string };
  if (!existsSync(options.cwd)) return `No such working directory: ${options.cwd}`;
  if (errno === undefined) return message;
  const words = getSystemErrorMessage(errno);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type End = Omit<CommandResult, 'durationMs'>;

/** First of: the command is over, its time is up, the caller aborts. */
async function followToEnd(child: Child, options: CommandOptions): Promise<End> {
  const pid = child.pid ?? 0;
  const exited = whenExited(child);
  const closed = whenClosed(child);
  const interruption = interruptions(options);
  try {
    const natural = (options.endsOn === 'close' ? Promise.all([exited, closed]) : exited).then(
      () => 'Over' as const,
    );
    const first = await Promise.race([natural, interruption.happened]);
    if (first === 'Over') return await finish(child, { exited, closed });
    if (first === 'TimedOut' && child.exitCode !== null) return heldOpen(child, await exited);
    await endGroup(pid, options.graceMs ?? 2000);
    const exit = await exited;
    await drainThenLetGo([child.stdout, child.stderr], closed);
    return { ...exit, end: first };
  } finally {
    interruption.stop();
  }
}

interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

async function whenExited(child: Child): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  return promise;
}

async function whenClosed(child: Child): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('close', () => resolve());
  return promise;
}

async function finish(
  child: Child,
  { exited, closed }: { readonly exited: Promise<Exit>; readonly closed: Promise<void> },
): Promise<End> {
  const exit = await exited;
  await drainThenLetGo([child.stdout, child.stderr], closed);
  return { ...exit, end: 'Exited' };
}

/** Its time is up after it has exited: something that it started still holds a pipe. */
function heldOpen(child: Child, exit: Exit): End {
  const held = child.stdout.readableEnded ? 'stderr' : 'stdout';
  letGo([child.stdout, child.stderr]);
  return { ...exit, end: 'Exited', heldOpen: held };
}

interface Interruptions {
  readonly happened: Promise<'TimedOut' | 'Aborted'>;
  readonly stop: () => void;
}

function interruptions({ timeoutMs, signal }: CommandOptions): Interruptions {
  const { promise, resolve } = Promise.withResolvers<'TimedOut' | 'Aborted'>();
  // Longer timers than this overflow and would fire at once.
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => resolve('TimedOut'), Math.min(Math.max(0, timeoutMs), 2 ** 31 - 1));
  const abort = () => resolve('Aborted');
  signal?.addEventListener('abort', abort, { once: true });
  return {
    happened: promise,
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
