// Removes what executions have made and nothing needs any more, and compresses what is old.
import { decideBuildRetention, decideRetention, type KeptFor, type Retention } from '../engine/retention.ts';
import type { Execution, PipelineState } from '../engine/state.ts';
import type { RetentionRules } from '../model/retention.ts';
import type { WorkloadType } from '../model/workload.ts';
import type { Sweep } from '../state/artifact-store.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { replay } from './replay.ts';

export interface Collection extends Sweep {
  readonly pipelines: readonly CollectedPipeline[];
}

export interface CollectedPipeline {
  readonly pipelineName: string;
  readonly kept: Readonly<Partial<Record<KeptFor, number>>>;
  /** Ids of the executions whose artifacts go, or are gone already. */
  readonly dropped: readonly string[];
}

interface CollectOptions {
  /** Undefined for a pipeline that keeps everything. */
  readonly rulesOf: (pipelineName: string, type: WorkloadType) => RetentionRules | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Says what would be done, and changes nothing. */
  readonly isDry: boolean;
  /** The rest waits for the next time. */
  readonly compressAtMostBytes?: number;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Only the owner of the state folder may call it, while nothing runs. */
export function collectGarbage(state: StateFolder, { rulesOf, now, ...options }: CollectOptions): Collection {
  const warm = new Set(state.records.digests(namesWhatIsUsed));
  const cold = new Set<string>();
  const dropped = new Set<string>();
  const pipelines: CollectedPipeline[] = [];
  let orphansDays = 0;
  for (const type of ['pipeline', 'build'] as const)
    for (const name of state.journal.names(type)) {
      const rules = rulesOf(name, type);
      const folded = replay(state, name);
      const retention = retentionOf(folded, rules, { type, now });
      orphansDays = Math.max(orphansDays, rules?.days ?? 0);
      const isOld = ({ endedAt }: Execution) =>
        rules !== undefined && endedAt !== undefined && now - endedAt > rules.compressAfterDays * dayMs;
      for (const { execution } of retention.kept)
        for (const digest of digestsOf(execution)) (isOld(execution) ? cold : warm).add(digest);
      for (const execution of retention.dropped)
        for (const digest of digestsOf(execution)) dropped.add(digest);
      if (type === 'pipeline') pipelines.push(summaryOf(name, retention));
    }
  const orphansBefore = now - orphansDays * dayMs;
  // What no execution knows is of an attempt that was repeated, or of a run that was killed.
  const keep = (digest: string, storedAt: number) =>
    warm.has(digest) || cold.has(digest) || (!dropped.has(digest) && storedAt >= orphansBefore);
  const isCold = (digest: string) => !warm.has(digest);
  return { pipelines, ...state.artifacts.sweep({ ...options, keep, isCold }) };
}

/** Records of deployments that have ended and of runs to be reused are history: nothing depends on their artifacts. */
function namesWhatIsUsed(kind: string): boolean {
  return kind !== 'codedeploy-deployment' && !kind.startsWith('reuse/');
}

function retentionOf(
  state: PipelineState,
  rules: RetentionRules | undefined,
  { type, now }: { readonly type: WorkloadType; readonly now: number },
): Retention {
  if (rules === undefined)
    return {
      kept: state.executions.values().map((execution) => ({ execution, because: 'age and number' })),
      dropped: [],
    };
  return type === 'build' ? decideBuildRetention(state, rules, now) : decideRetention(state, rules, now);
}

function digestsOf({ artifacts }: Execution): readonly string[] {
  return [...artifacts.values()].map(({ digest }) => digest);
}

function summaryOf(pipelineName: string, { kept, dropped }: Retention): CollectedPipeline {
  const counts: Partial<Record<KeptFor, number>> = {};
  for (const { because } of kept) counts[because] = (counts[because] ?? 0) + 1;
  return { pipelineName, kept: counts, dropped: dropped.map(({ executionId }) => executionId) };
}
