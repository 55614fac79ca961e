// Ctrl-C and its relatives: the first asks for an orderly end, the second ends at once.
import type { Records } from '../../state/records.ts';
import type { SignalStatus, Terminal } from '../terminal.ts';

const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const satisfies Record<string, SignalStatus>;
type SignalName = keyof typeof statuses;
const names: readonly SignalName[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** What a whole group of processes gets, a launcher passes on as well: what comes together is one signal. */
const togetherMs = 300;

export interface Interruption extends Disposable {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** Of a command that was ended by it. */
  readonly status: () => SignalStatus;
}

/** While it is not disposed, signals are taken here; a Ctrl-C is not while it is for others. */
export function watchInterruption(isForOthers: () => boolean = () => false): Interruption {
  const controller = new AbortController();
  let first: { readonly name: SignalName; readonly at: number } | undefined;
  const take = (name: SignalName): void => {
    if (name === 'SIGINT' && isForOthers()) return;
    if (first === undefined) {
      first = { name, at: performance.now() };
      controller.abort();
      return;
    }
    // A terminal that was closed is reported by the kernel and by the shell.
    if (name === 'SIGHUP' || performance.now() - first.at < togetherMs) return;
    process.stderr.write('\nEnded at once: what ran may be half done.\n');
    process.exit(statuses[name]);
  };
  for (const name of names) process.on(name, take);
  return {
    signal: controller.signal,
    status: () => statuses[first?.name ?? 'SIGINT'],
    [Symbol.dispose]: () => {
      for (const name of names) process.removeListener(name, take);
    },
  };
}

/** Resolves when the signal aborts; at once when it has. */
export async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  signal.addEventListener('abort', () => resolve(undefined), { once: true });
  await promise;
}

const kind = 'interruption';

/** Remembered until the execution is resumed, so that the next run can say when it was. */
export function recordInterruption(records: Records, executionId: string, at: number): void {
  records.put(kind, executionId, { at });
}

/** When the execution was interrupted on request, or undefined when its process just died. */
export function takeInterruption(records: Records, executionId: string): number | undefined {
  const found = records.get<{ readonly at: number }>(kind, executionId);
  records.remove(kind, executionId);
  return found?.at;
}

/** @param path of the definition: running it again resumes the execution */
export function reportInterruption({ writeError, hints }: Terminal, path: string): void {
  writeError(`\nInterrupted: ending what runs. Once more ends at once. To resume: ${hints.run(path)}\n`);
}

/** @param pid of the process that runs the execution, which was only being watched */
export function reportOthers({ writeError }: Terminal, pid?: number): void {
  const where = pid === undefined ? 'where it runs' : `in process ${pid}`;
  writeError(`\nNot watched any more: the execution goes on ${where}.\n`);
}
