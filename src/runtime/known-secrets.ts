// The secrets that the actions of one pipeline have used: what one has put into its artifact, another may print. The values
// are kept in memory only.

export interface KnownSecrets {
  readonly add: (values: readonly string[]) => void;
  readonly all: () => readonly string[];
  /** Called with all that are known, and with those that come later, until it is disposed. */
  readonly follow: (take: (values: readonly string[]) => void) => Disposable;
}

/** @param onNew is called with those that were not known before */
export function openKnownSecrets(onNew: (values: readonly string[]) => void = () => undefined): KnownSecrets {
  const known = new Set<string>();
  const followers = new Set<(values: readonly string[]) => void>();
  return {
    add: (values) => {
      const fresh = values.filter((value) => !known.has(value));
      if (fresh.length === 0) return;
      for (const value of fresh) known.add(value);
      for (const take of followers) take(fresh);
      onNew(fresh);
    },
    all: () => [...known],
    follow: (take) => {
      if (known.size > 0) take([...known]);
      followers.add(take);
      return { [Symbol.dispose]: () => void followers.delete(take) };
    },
  };
}
