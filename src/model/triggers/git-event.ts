// What happened in a repository, from either source: a webhook, or a push to this machine. Pure.

interface OfRepository {
  /** `owner/name`, or the name alone for a repository of this machine. */
  readonly repository: string;
  readonly commitId: string;
  /** Who did it. */
  readonly by: string;
  /** What GitHub has sent with it. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

export type GitEvent =
  | (OfRepository & {
      readonly kind: 'push';
      readonly branch: string;
      /** A branch that was not there before has nothing to differ from. */
      readonly isNew: boolean;
      /** The commit that the branch had; undefined when it is not known. */
      readonly before?: string;
      /** Undefined when it is not known. */
      readonly changedPaths?: readonly string[];
    })
  | (OfRepository & { readonly kind: 'tag'; readonly tag: string })
  | (OfRepository & {
      readonly kind: 'pullRequest';
      readonly event: 'OPEN' | 'UPDATED' | 'CLOSED';
      readonly number: number;
      readonly targetBranch: string;
      readonly sourceBranch: string;
      /** Undefined when it is not known. */
      readonly changedPaths?: readonly string[];
    });
