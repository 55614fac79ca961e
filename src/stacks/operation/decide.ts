// What happens next in an operation of a stack: the steps that can begin, the next phase, or the end. Pure.
import { unreachable } from '../../lib/unreachable.ts';
import { outputsOf, scopeOf } from '../target.ts';
import { EvaluationError } from '../values/scope.ts';
import type { Operation, Phase, Stack, Step } from '../stack.ts';
import { decideRemovals } from './decide-removals.ts';
import { decideRollback } from './decide-rollback.ts';
import { decideResource } from './decide-resource.ts';
import { isMonitored, isOverdue } from './moments.ts';
import type { Decision, World } from './decision.ts';
import { failedIds, liveResources, resourcesText, stepsOf } from './steps.ts';

/** Nothing while steps run and no other can begin; and nothing when no operation runs. */
export function decide(stack: Stack, world: World): readonly Decision[] {
  const { operation } = stack;
  if (operation === undefined || operation.ended === true) return [];
  switch (operation.phase) {
    case 'forward':
      return decideForward(stack, operation, world);
    case 'rollback':
      return decideRollback(operation, world);
    case 'cleanup':
    case 'rollback-cleanup':
    case 'delete':
      return decideRemovals(stack, operation);
    default:
      return unreachable(operation.phase);
  }
}

function decideForward(stack: Stack, operation: Operation, world: World): readonly Decision[] {
  const steps = stepsOf(operation, 'forward');
  const isRunning = steps.some(({ state }) => state === 'running');
  const failed = steps.some(({ state }) => state === 'failed') || operation.failure !== undefined;
  const stops = operation.cancelled === true || (failed && operation.onFailure !== 'DO_NOTHING');
  if (stops || operation.failure !== undefined) return isRunning ? [] : [afterFailure(operation)];
  if (!failed && isOverdue(stack, world.now)) return [{ type: 'fail', reason: overdue }];
  const ready = readyResources(world, steps).map((logicalId) =>
    decideResource(stack, operation, { logicalId, world }),
  );
  if (ready.length > 0) return ready;
  if (isRunning) return [];
  if (failed) return [afterFailure(operation)];
  return isMonitored(stack, world.now) ? monitoring(operation) : [afterResources(stack, operation, world)];
}

const overdue = 'Stack creation time exceeded the specified timeout.';

function monitoring({ monitoredSince }: Operation): readonly Decision[] {
  return monitoredSince === undefined ? [{ type: 'monitor' }] : [];
}

const finished: ReadonlySet<Step['state']> = new Set(['done', 'unchanged'] as const);

function readyResources({ target }: World, steps: readonly Step[]): readonly string[] {
  const states = new Map(steps.map(({ logicalId, state }) => [logicalId, state]));
  return [...(target?.graph ?? [])].flatMap(([logicalId, needs]) => {
    const isReady = [...needs].every((id) => finished.has(states.get(id) ?? 'running'));
    return states.has(logicalId) || !isReady ? [] : [logicalId];
  });
}

/** Outputs are evaluated when all resources are there, before anything is cleaned up. */
function afterResources(stack: Stack, operation: Operation, world: World): Decision {
  const { target } = world;
  if (target === undefined) throw new Error(`The operation of ${stack.name} has no template`);
  const live = liveResources(stack);
  try {
    const outputs = outputsOf(
      target,
      scopeOf(target, world.surroundings, (logicalId) => live.get(logicalId)),
    );
    const failure = world.exportFailure(outputs);
    if (failure !== undefined) return { type: 'fail', reason: failure };
    return operation.kind === 'create'
      ? { type: 'end', status: 'CREATE_COMPLETE', outputs }
      : { type: 'enter', phase: 'cleanup', outputs };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { type: 'fail', reason: error.message };
  }
}

function afterFailure(operation: Operation): Decision {
  const { kind, onFailure } = operation;
  const reason = failureText(operation);
  if (onFailure === 'DO_NOTHING' && operation.failure === undefined && operation.cancelled !== true)
    return { type: 'end', status: kind === 'create' ? 'CREATE_FAILED' : 'UPDATE_FAILED', reason };
  if (onFailure === 'DO_NOTHING' && kind === 'create')
    return { type: 'end', status: 'CREATE_FAILED', reason };
  const phase: Phase = 'rollback';
  const what = onFailure === 'DELETE' ? 'Delete' : 'Rollback';
  return {
    type: 'enter',
    phase,
    reason: kind === 'create' ? `${reason}${what} requested by user.` : reason,
  };
}

/** With the blank at its end, as CloudFormation writes it; what is no resource's failure has none in an update. */
function failureText(operation: Operation): string {
  if (operation.cancelled === true) return 'User Initiated';
  if (operation.failure !== undefined)
    return operation.kind === 'create' ? `${operation.failure} ` : operation.failure;
  const created = failedIds(operation, 'forward', ['create']);
  const updated = failedIds(operation, 'forward', ['update', 'replace']);
  return `${resourcesText('create', created)}${resourcesText('update', updated)}`;
}
