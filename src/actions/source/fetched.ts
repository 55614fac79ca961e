// What was found where a source action looked.
import type { StoredTree } from '../../state/artifact-store.ts';
import type { Commit } from './commit.ts';

export interface Fetched {
  readonly commit: Commit;
  /** What the revision is, in a few words. */
  readonly summary: string;
  /** What differs from what AWS would have fetched. */
  readonly notices: readonly string[];
  /** Takes the files into the store. */
  readonly save: () => Promise<StoredTree>;
  /** What CODEBUILD_CLONE_REF refers to; absent when the source is no repository. */
  readonly clone?: {
    readonly url: string;
    readonly branchName: string | undefined;
    /** What a clone has more or less than the files. */
    readonly notices: readonly string[];
    /** Set when the files are the repository's whole tree: what they can be given as their `.git`. */
    readonly repository?: { readonly url: string; readonly origin?: string };
  };
}

/** Failing to fetch is the user's matter: the message says what git or the file system said. */
export type FetchResult =
  | { readonly fetched: Fetched }
  | {
      readonly failed: {
        /** RevisionUnavailable when absent. */
        readonly code?: 'ConfigurationError';
        readonly message: string;
        readonly remedy?: string;
      };
    };

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
