// How a command that is over its time, or not wanted any more, is asked to end before it is killed.

export interface Ending {
  /** One after the other, each with the time that it leaves; then whatever is left is killed. */
  readonly requests: readonly { readonly signal: NodeJS.Signals; readonly forMs: number }[];
  /**
   * Who is asked: all of its process group, or its own process alone, which then sees to those that it has started. What those
   * leave goes on.
   */
  readonly asks: 'group' | 'process';
  /** When it aborts, there is no more time: the usual ending takes its place. */
  readonly hurries?: AbortSignal;
}

/** All that belong to the command are asked once. */
export function askingAll(forMs: number): Ending {
  return { requests: [{ signal: 'SIGTERM', forMs }], asks: 'group' };
}

/** What a command has that is given none. */
export const usualEnding = askingAll(2000);
