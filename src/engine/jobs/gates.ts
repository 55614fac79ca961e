// What a leg waits for before it begins: an approval and a timer of its environment. Pure.
import type { JobLeg } from '../../model/job-graph.ts';
import type { Decision } from '../decision.ts';
import { inStage, record, type Scope } from '../scope.ts';
import type { Execution } from '../state.ts';
import { openStageRun } from '../state.ts';
import { jobCancelled } from './job-outcome.ts';

type Place = Pick<Scope, 'run' | 'context'>;

/** Its error is reported at once, whatever it would wait for. */
export function mayBegin({ run, context }: Place, leg: JobLeg): boolean {
  if (leg.error !== undefined) return true;
  const { approval, waitsUntil = 0 } = leg;
  if (approval !== undefined && run.actions.get(approval.name)?.status !== 'Succeeded') return false;
  return context.now >= waitsUntil;
}

/** Requests the approval; a leg that is not approved fails with the answer. */
export function openGate(scope: Scope, leg: JobLeg): readonly Decision[] {
  const { approval, action, error } = leg;
  if (approval === undefined || error !== undefined) return [];
  const known = scope.run.actions.get(approval.name);
  if (known === undefined) return [record(started(scope, approval.name, approval.configuration))];
  if (known.status !== 'Failed' || known.error === undefined) return [];
  const event = started(scope, action.name);
  const { actionName, actionExecutionId } = event;
  const failed = { ...inStage(scope), type: 'ActionFailed', actionName, actionExecutionId } as const;
  return [record(event), record({ ...failed, error: known.error })];
}

function started(scope: Scope, actionName: string, configuration: Readonly<Record<string, string>> = {}) {
  return {
    ...inStage(scope),
    type: 'ActionStarted',
    actionName,
    actionExecutionId: scope.context.newId(),
    resolvedConfiguration: configuration,
    inputArtifacts: [],
  } as const;
}

/** It is not asked for any more. */
export function endApproval(scope: Scope, { approval }: JobLeg): readonly Decision[] {
  const waiting = approval === undefined ? undefined : scope.run.actions.get(approval.name);
  if (waiting?.status !== 'InProgress') return [];
  const { actionName, actionExecutionId } = waiting.started;
  const error = { code: jobCancelled, message: 'The job was cancelled before it was approved' };
  return [record({ ...inStage(scope), type: 'ActionFailed', actionName, actionExecutionId, error })];
}

/** When a timer of a leg that has not begun is up; Infinity without one. */
export function nextTimer(execution: Execution): number {
  const run = openStageRun(execution);
  const legs = [...(run?.plans?.values() ?? [])].flatMap((plan) =>
    plan.outcome === 'Runs' ? plan.legs : [],
  );
  const times = legs.flatMap(({ action, waitsUntil }) =>
    waitsUntil === undefined || run?.actions.has(action.name) === true ? [] : [waitsUntil],
  );
  return Math.min(Infinity, ...times);
}
