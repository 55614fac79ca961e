// Which executions keep what they have made. Pure.
import type { RetentionRules } from '../model/retention.ts';
import { declaredStage, isParallel, stageState, type Execution, type PipelineState } from './state.ts';

/** Why an execution keeps its artifacts. */
export type KeptFor = 'running' | 'retry' | 'rollback' | 'age and number';

export interface Retention {
  readonly kept: readonly { readonly execution: Execution; readonly because: KeptFor }[];
  readonly dropped: readonly Execution[];
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * The rules decide on what nothing needs: an execution that runs, one that can be retried or taken up again, and those that a stage
 * would be rolled back to keep theirs whatever their age.
 */
export function decideRetention(state: PipelineState, rules: RetentionRules, now: number): Retention {
  const running = new Set(state.live);
  const targets = rollbackTargets(state, rules);
  const fresh = withinRules(state, rules, now);
  const because = (execution: Execution): KeptFor | undefined => {
    const { executionId } = execution;
    if (running.has(executionId)) return 'running';
    if (canBeTakenUp(state, execution)) return 'retry';
    if (targets.has(executionId)) return 'rollback';
    return fresh.has(executionId) ? 'age and number' : undefined;
  };
  const decided = state.executions.values().map((execution) => ({ execution, because: because(execution) }));
  return {
    kept: decided.flatMap(({ execution, because: why }) =>
      why === undefined ? [] : [{ execution, because: why }],
    ),
    dropped: decided.flatMap(({ execution, because: why }) => (why === undefined ? [execution] : [])),
  };
}

/** Of a build or a deployment that a call has started there is one execution, which nothing goes back to: its age decides. */
export function decideBuildRetention(state: PipelineState, rules: RetentionRules, now: number): Retention {
  const isKept = ({ endedAt }: Execution) => endedAt === undefined || now - endedAt < rules.days * dayMs;
  const all = state.executions.values();
  return {
    kept: all.filter(isKept).map((execution) => ({
      execution,
      because: execution.endedAt === undefined ? 'running' : 'age and number',
    })),
    dropped: all.filter((execution) => !isKept(execution)),
  };
}

/**
 * By a retry, or by an override of a condition: what requests/outcome.ts and retry-stage.ts accept, whatever else runs now. Of a
 * workflow that has changed since, the rules decide.
 */
function canBeTakenUp(state: PipelineState, execution: Execution): boolean {
  const { position, version, status, executionId } = execution;
  if (version !== state.version || position.kind !== 'Inside' || status === 'Succeeded') return false;
  return isParallel(execution) || stageState(state, position.stageName).latestExecutionId === executionId;
}

/**
 * What a stage holds, and where it can be rolled back to: the last executions that succeeded in it, never fewer than two, for one
 * of them is what it holds.
 */
function rollbackTargets(state: PipelineState, { successful }: RetentionRules): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const [stageName, { succeeded, latestExecutionId = '' }] of state.stages) {
    if (declaredStage(state.declaration, stageName) === undefined) continue;
    const latest = state.executions.get(latestExecutionId);
    for (const id of [latestExecutionId, latest?.rollback?.targetExecutionId]) if (id) targets.add(id);
    for (const id of succeeded.slice(-Math.max(2, successful))) targets.add(id);
  }
  return targets;
}

function withinRules(
  state: PipelineState,
  { days, successful }: RetentionRules,
  now: number,
): ReadonlySet<string> {
  const recent = state.executions
    .values()
    .filter(({ endedAt }) => endedAt !== undefined && now - endedAt < days * dayMs);
  const succeeded = recent
    .filter(({ status }) => status === 'Succeeded')
    .toSorted((a, b) => b.startOrder - a.startOrder);
  const tooMany = new Set(succeeded.slice(successful).map(({ executionId }) => executionId));
  return new Set(recent.map(({ executionId }) => executionId).filter((id) => !tooMany.has(id)));
}
