// Runs one command in a process group of its own. Whatever happens to it is a result; only our own bugs throw.
import type { Readable } from 'node:stream';
import type { CommandOptions, CommandResult } from './command.ts';
import { endGroup } from './end-group.ts';
import { usualEnding } from './ending.ts';
import { interruptions } from './interruptions.ts';
import { drain, detach } from './detach-stream.ts';
import { startProcess, type StartedProcess } from './start-process.ts';
import { watchUsage } from './watch-usage.ts';

/**
 * Resolves when the command is over in the sense of `endsOn` and its output has been handed over. After a timeout or an
 * abort its ending says what of its group is left, usually nothing; after an exit, what it left behind goes on running and
 * may go on writing.
 */
export async function runCommand(options: CommandOptions): Promise<CommandResult> {
  const startedAt = performance.now();
  const over = (rest: Omit<CommandResult, 'durationMs'>): CommandResult => ({
    ...rest,
    durationMs: performance.now() - startedAt,
  });
  if (options.signal?.aborted === true) return over({ exitCode: null, signal: null, end: 'Aborted' });
  const started = await startProcess(options);
  if ('startError' in started)
    return over({ exitCode: null, signal: null, end: 'NotStarted', startError: started.startError });
  options.onStarted?.(started.pid);
  for (const stream of ['stdout', 'stderr'] as const)
    started[stream].on('data', (bytes: Uint8Array) => options.onOutput?.(bytes, stream));
  const usage = options.watchesUsage === true ? watchUsage(started.pid) : undefined;
  const end = await followToEnd(started, options);
  return over(usage === undefined ? end : { ...end, usage: usage() });
}

type End = Omit<CommandResult, 'durationMs'>;

/** First of: the command is over, its time is up, the caller aborts. */
async function followToEnd(started: StartedProcess, options: CommandOptions): Promise<End> {
  const streams = [started.stdout, started.stderr];
  const exited = whenExited(started);
  const closed = Promise.all(streams.map(whenClosed));
  const interruption = interruptions(options);
  const natural = options.endsOn === 'close' ? Promise.all([exited, closed]) : exited;
  try {
    const first = await Promise.race([natural.then(() => 'Over' as const), interruption.happened]);
    if (first === 'TimedOut' && started.child.exitCode !== null)
      return heldOpen(started, options, await exited);
    if (first !== 'Over') await endStarted(started, options);
    const exit = await exited;
    await drain(streams, closed);
    detachOutput(started, options);
    return { ...exit, end: first === 'Over' ? 'Exited' : first };
  } finally {
    interruption.stop();
  }
}

async function endStarted(
  { pid }: StartedProcess,
  { ending = usualEnding, innerProcess }: CommandOptions,
): Promise<void> {
  await endGroup(pid, ending, innerProcess?.(pid) ?? pid);
}

interface Exit {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
}

async function whenExited({ child }: StartedProcess): Promise<Exit> {
  const { promise, resolve } = Promise.withResolvers<Exit>();
  child.once('exit', (exitCode, signal) => resolve({ exitCode, signal }));
  return promise;
}

async function whenClosed(stream: Readable): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  stream.once('close', () => resolve());
  return promise;
}

/** Its time is up after it has exited: something that it started still holds a pipe. */
function heldOpen(started: StartedProcess, options: CommandOptions, exit: Exit): End {
  const held = started.stdout.readableEnded ? 'stderr' : 'stdout';
  detachOutput(started, options);
  return { ...exit, end: 'Exited', heldOpen: held };
}

function detachOutput(started: StartedProcess, { onLateOutput }: CommandOptions): void {
  for (const stream of ['stdout', 'stderr'] as const)
    detach(started[stream], onLateOutput && ((bytes) => onLateOutput(bytes, stream)));
}
