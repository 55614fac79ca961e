// What ends a job from outside: a cancellation, which leaves it time for its last steps, or an end at once.
import { isInterrupted } from '../action-aborted.ts';
import type { ActionContext } from '../provider.ts';

type Ends = Pick<ActionContext<unknown>, 'signal' | 'cancelled'>;

/**
 * When Slipway itself ends, the job is cancelled: the next start runs it from its beginning, and until then nothing watches over
 * what its steps have begun. Whatever else ends it leaves it no time.
 */
export function cancelledWhenInterrupted<Context extends Ends>(context: Context): Context {
  const { signal, cancelled } = context;
  const ended = new AbortController();
  const interrupted = new AbortController();
  const take = (): void => {
    if (isInterrupted(signal)) interrupted.abort('Slipway was interrupted');
    else ended.abort(signal.reason);
  };
  if (signal.aborted) take();
  else signal.addEventListener('abort', take, { once: true });
  return {
    ...context,
    signal: ended.signal,
    cancelled: AbortSignal.any([interrupted.signal, ...(cancelled === undefined ? [] : [cancelled])]),
  };
}

/** Aborts when nothing more of the job should begin, for which no condition is asked. */
export function endOfJob({ signal, cancelled }: Ends): AbortSignal {
  return cancelled === undefined ? signal : AbortSignal.any([signal, cancelled]);
}
