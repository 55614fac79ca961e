// The .slipway folder, as every other room sees it. Opened here only.
import type { ArtifactStore } from './artifact-store.ts';
import type { BuildCache } from './build-cache.ts';
import type { ExecutionHistory } from './execution-history.ts';
import type { FoldedStates } from './folded-states.ts';
import type { Journal } from './journal.ts';
import type { LogGroups } from './log-groups/log-groups.ts';
import type { LogStore } from './log-store.ts';
import type { Records } from './records.ts';
import type { SecretStore } from './secret-store.ts';

export interface StateFolder extends AsyncDisposable {
  /** Absolute path. */
  readonly path: string;
  readonly journal: Journal;
  readonly folded: FoldedStates;
  readonly history: ExecutionHistory;
  readonly artifacts: ArtifactStore;
  readonly caches: BuildCache;
  readonly logs: LogStore;
  /** Those of CloudWatch Logs; opened at the first call, and closed with the folder. */
  readonly logGroups: () => LogGroups;
  readonly records: Records;
  readonly secrets: SecretStore;
  /** Users of this machine who work in a subfolder may pass through to it from now on, and see nothing else here. */
  readonly admitOthers: () => void;
  /** Absolute path of a subfolder, made when it does not exist. */
  readonly folder: (
    name: 'work' | 'targets' | 'cache' | 'made-by-api' | 'definitions',
    ...below: readonly string[]
  ) => Promise<string>;
}
