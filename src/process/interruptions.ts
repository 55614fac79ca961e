// What ends a command before its own end: its time, or its caller.

export interface Interruptions {
  readonly happened: Promise<'TimedOut' | 'Aborted'>;
  readonly stop: () => void;
}

/** Longer timers than this overflow and would fire at once. */
const maxTimerMs = 2 ** 31 - 1;

/** @param of `timeoutMs` from now on; a negative one is up at once */
export function interruptions({
  timeoutMs,
  signal,
}: {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}): Interruptions {
  const { promise, resolve } = Promise.withResolvers<'TimedOut' | 'Aborted'>();
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => resolve('TimedOut'), Math.min(Math.max(0, timeoutMs), maxTimerMs));
  const abort = () => resolve('Aborted');
  signal?.addEventListener('abort', abort, { once: true });
  // It may have come before this was called.
  if (signal?.aborted === true) abort();
  return {
    happened: promise,
    stop: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    },
  };
}
