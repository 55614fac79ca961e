// Which executions deployed to production, when, and how that ended. Pure but for what is read of the state.
import { defined } from '../lib/defined.ts';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../state/execution-history.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { latestDeclaration } from './latest-declaration.ts';

export interface ProductionDeployment {
  readonly pipelineName: string;
  readonly executionId: string;
  /** When its last action ended, in milliseconds since the epoch. */
  readonly at: number;
  readonly succeeded: boolean;
  /** Of a stage, by CodePipeline; a deployment that rolls itself back has failed. */
  readonly isRollback: boolean;
  /** When the newest of its commits was made; absent for a source that is no repository. */
  readonly committedAt?: number;
}

/** The actions that deploy to production: those of category Deploy in the last stage that has any. */
export function productionActions({ stages }: Pick<PipelineDeclaration, 'stages'>): ReadonlySet<string> {
  const deploys = stages.map(({ name, actions }) =>
    actions
      .filter(({ actionTypeId }) => actionTypeId.category === 'Deploy')
      .map((action) => `${name}/${action.name}`),
  );
  return new Set(deploys.findLast((names) => names.length > 0));
}

/** Undefined when the execution did not get there, or is not through. A retry replaces what failed before. */
export function productionDeployment(
  execution: ExecutionSummary,
  actions: readonly ActionExecutionSummary[],
  production: ReadonlySet<string>,
): ProductionDeployment | undefined {
  const own = actions.filter(({ stageName, actionName }) => production.has(`${stageName}/${actionName}`));
  const last = [...Map.groupBy(own, ({ actionName }) => actionName).values()].flatMap(
    (runs) => runs.at(-1) ?? [],
  );
  const ended = last.flatMap(({ endedAt }) => endedAt ?? []);
  if (last.length === 0 || ended.length < last.length) return undefined;
  // What was stopped is neither a success nor a failure of the change.
  if (last.some(({ status }) => status === 'Abandoned')) return undefined;
  const committed = execution.sourceRevisions.flatMap(({ committedAt }) => committedAt ?? []);
  return {
    pipelineName: execution.pipelineName,
    executionId: execution.executionId,
    at: Math.max(...ended),
    succeeded: last.length === production.size && last.every(({ status }) => status === 'Succeeded'),
    isRollback: execution.rollbackOf !== undefined,
    ...defined({ committedAt: committed.length === 0 ? undefined : Math.max(...committed) }),
  };
}

export function readProductionDeployments(
  state: Pick<StateFolder, 'journal' | 'history'>,
  executions: readonly ExecutionSummary[],
): readonly ProductionDeployment[] {
  const names = [...new Set(executions.map(({ pipelineName }) => pipelineName))];
  const production = new Map(
    names.map((name) => {
      const declaration = latestDeclaration(state, name);
      return [name, declaration === undefined ? new Set<string>() : productionActions(declaration)] as const;
    }),
  );
  return executions.flatMap((execution) => {
    const own = production.get(execution.pipelineName);
    if (own === undefined || own.size === 0) return [];
    return productionDeployment(execution, state.history.actions(execution.executionId), own) ?? [];
  });
}
