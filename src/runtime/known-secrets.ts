// The secrets that the actions of one pipeline have used since it was opened: what one has put into its artifact, another
// may print. They are kept in memory only.

export interface KnownSecrets {
  readonly add: (values: readonly string[]) => void;
  /** Called with all that are known, and with those that come later, until it is disposed. */
  readonly follow: (take: (values: readonly string[]) => void) => Disposable;
}

export function openKnownSecrets(): KnownSecrets {
  const known = new Set<string>();
  const followers = new Set<(values: readonly string[]) => void>();
  return {
    add: (values) => {
      const fresh = values.filter((value) => !known.has(value));
      if (fresh.length === 0) return;
      for (const value of fresh) known.add(value);
      for (const take of followers) take(fresh);
    },
    follow: (take) => {
      if (known.size > 0) take([...known]);
      followers.add(take);
      return { [Symbol.dispose]: () => void followers.delete(take) };
    },
  };
}
