// Work of one name at a time, in the order in which it came.

export interface Turns {
  /** Resolves and rejects as the work does. */
  readonly take: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves when what has been taken so far is over. */
  readonly settled: () => Promise<void>;
  readonly isBusy: () => boolean;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: async (name, work) => {
      const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
      last.set(name, turn);
      try {
        return await turn;
      } finally {
        if (last.get(name) === turn) last.delete(name);
      }
    },
    settled: async () => {
      await Promise.allSettled(last.values());
    },
    isBusy: () => last.size > 0,
  };
}
