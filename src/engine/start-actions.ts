// Which actions of a stage begin now: the next group by runOrder, once the one before it has succeeded (CodePipeline
// user guide, "Action structure reference": runOrder).
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { Decision } from './decision.ts';
import { resolveAction } from './resolve.ts';
import type { Scope } from './scope.ts';
import { inStage, record } from './scope.ts';
import { unfinishedActions } from './skipped.ts';
import { isParallel } from './state.ts';

/** CodePipeline user guide, "Quotas": actions of one execution in PARALLEL mode that run at the same time. */
const maxParallelActions = 5;

/** Call while no action of the stage has failed. */
export function startActions(scope: Scope): readonly Decision[] {
  const { run, execution } = scope;
  const unfinished = unfinishedActions(scope);
  const order = Math.min(...unfinished.map(runOrderOf));
  const group = unfinished.filter((action) => runOrderOf(action) === order);
  const waiting = group.filter(({ name }) => !run.actions.has(name));
  const room = isParallel(execution) ? maxParallelActions - (group.length - waiting.length) : waiting.length;
  return waiting.slice(0, Math.max(0, room)).flatMap((action) => startAction(scope, action));
}

function runOrderOf({ runOrder = 1 }: ActionDeclaration): number {
  return runOrder;
}

/** Nothing runs for an approval, and nothing may run for an action whose references cannot be resolved. */
function startAction(scope: Scope, action: ActionDeclaration): readonly Decision[] {
  const { resolved, error } = resolveAction(scope.execution, action);
  const actionExecutionId = scope.context.newId();
  const ofAction = { ...inStage(scope), actionName: action.name, actionExecutionId };
  const event = { ...ofAction, type: 'ActionStarted', ...resolved } as const;
  if (error !== undefined) return [record(event), record({ ...ofAction, type: 'ActionFailed', error })];
  return [isApproval(action) ? record(event) : { type: 'StartAction', event }];
}

/** Waits for a person instead of running a provider. */
export function isApproval({ actionTypeId: { category } }: ActionDeclaration): boolean {
  return category === 'Approval';
}
