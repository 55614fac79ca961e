// What a push has done to the branches and tags of a repository.
export interface RepositoryChange {
  readonly repositoryName: string;
  readonly references: readonly ChangedReference[];
  /** Who has pushed. */
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface ChangedReference {
  /** `refs/heads/main` */
  readonly ref: string;
  /** The new one; of a deletion the last one. */
  readonly commit: string;
  readonly change: 'created' | 'updated' | 'deleted';
}

/** Pure. */
export function changedReferences(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly ChangedReference[] {
  const now = [...after].flatMap(([ref, commit]): readonly ChangedReference[] => {
    const old = before.get(ref);
    if (old === commit) return [];
    return [{ ref, commit, change: old === undefined ? 'created' : 'updated' }];
  });
  const gone = [...before].flatMap(([ref, commit]): readonly ChangedReference[] =>
    after.has(ref) ? [] : [{ ref, commit, change: 'deleted' }],
  );
  return [...now, ...gone];
}
