// Why a running action is told to end: the reason of its context's signal.

/**
 * - `Abandoned`: somebody stopped the execution and abandoned what it does.
 * - `TimedOut`: the action took longer than it may; it has failed.
 * - `Interrupted`: Slipway itself ends. The next start goes on, so nothing is over.
 */
export class ActionAborted extends Error {
  readonly because: 'Abandoned' | 'TimedOut' | 'Interrupted';

  constructor(because: ActionAborted['because']) {
    super(`The action was told to end: ${because}`);
    this.name = 'ActionAborted';
    this.because = because;
  }
}
