// What a provider does for the things that it has deployed while nothing is deployed to them.
import type { StateFolder } from '../state/state-folder.ts';
import type { AnyRevivedTarget } from '../targets/kinds.ts';

/**
 * Made once for a state folder, by the process that owns it. `keep` is called again and again, never concurrently with
 * itself, with what has been started again since the last call. It leaves alone what is being deployed to. When it
 * rejects, it is called again after a pause, and the other keepers are called all the same.
 */
export interface TargetKeeper {
  readonly keep: (revived: readonly AnyRevivedTarget[]) => Promise<void>;
}

export interface KeepContext {
  readonly state: StateFolder;
  readonly signal: AbortSignal;
  /** For the log of the server. Texts that come from the user's programs go through `hide` first. */
  readonly report: (fields: Readonly<Record<string, unknown>>, message: string) => void;
  /** Takes out the secrets that the state folder stores. */
  readonly hide: (text: string) => string;
  /** Those secrets, for a log that a host keeps. */
  readonly hidden: () => readonly string[];
}
