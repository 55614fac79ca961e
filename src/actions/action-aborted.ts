// Why a running action has to end: the reason of its context's signal.

/**
 * - `Abandoned`: the execution was stopped and what it does is abandoned.
 * - `TimedOut`: the action took longer than it may; it has failed.
 * - `Unwritable`: what it prints cannot be stored; it has failed.
 * - `Interrupted`: Slipway itself ends. The next start goes on, so nothing is over.
 */
export class ActionAborted extends Error {
  readonly because: 'Abandoned' | 'TimedOut' | 'Unwritable' | 'Interrupted';

  constructor(because: ActionAborted['because']) {
    super(`The action has to end: ${because}`);
    this.name = 'ActionAborted';
    this.because = because;
  }
}

/** Whether it ends because Slipway itself does, so that the next start goes on with it. */
export function isInterrupted({ reason }: AbortSignal): boolean {
  return reason instanceof ActionAborted && reason.because === 'Interrupted';
}
