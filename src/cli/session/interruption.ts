// Ctrl-C and its relatives: the first asks for an orderly end, the second ends at once.
import type { Records } from '../../state/records.ts';
import type { Terminal } from '../terminal.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const interruptedStatus = 130;

export interface Interruption extends Disposable {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
}

/** While it is not disposed, signals are taken here; a Ctrl-C is not while it is for others. */
export function watchInterruption(isForOthers: () => boolean = () => false): Interruption {
  const controller = new AbortController();
  const take = (name: string): void => {
    if (name === 'SIGINT' && isForOthers()) return;
    if (controller.signal.aborted) process.exit(interruptedStatus);
    controller.abort();
  };
  for (const name of signals) process.on(name, take);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const name of signals) process.removeListener(name, take);
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
