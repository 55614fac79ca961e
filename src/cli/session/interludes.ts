// Times in which the terminal belongs to something else than the execution that is shown: a shell, a question.

export interface Interludes {
  /** Whether Ctrl-C is for what has the terminal now. */
  readonly takesInterrupts: () => boolean;
  /** One after the other. What shows the execution stands still meanwhile. */
  readonly run: <T>(work: (takeInterrupts: (takes: boolean) => void) => Promise<T>) => Promise<T>;
  /** Gives what ends the subscription. */
  readonly subscribe: (listener: InterludeListener) => () => void;
}

interface InterludeListener {
  readonly begin: () => void;
  readonly end: () => void;
}

export function createInterludes(): Interludes {
  const listeners = new Set<InterludeListener>();
  let last: Promise<unknown> = Promise.resolve();
  let takes = false;
  return {
    takesInterrupts: () => takes,
    run: async (work) => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<undefined>();
      last = promise;
      await before;
      for (const { begin } of listeners) begin();
      try {
        return await work((wanted) => (takes = wanted));
      } finally {
        takes = false;
        for (const { end } of listeners) end();
        resolve(undefined);
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
