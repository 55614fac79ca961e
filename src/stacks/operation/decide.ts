// What happens next in an operation of a stack: the steps that can begin, the next phase, or the end. Pure.
import { unreachable } from '../../lib/unreachable.ts';
import type { Operation, Phase, Stack } from '../stack.ts';
import { decideRemovals } from './decide-removals.ts';
import { decideImport, resourcesReady } from './decide-import.ts';
import { decideRollback } from './decide-rollback.ts';
import { isMonitored, isOverdue } from './moments.ts';
import type { Decision, World } from './decision.ts';
import { afterResources } from './decide-outputs.ts';
import { failedIds, resourcesText, stepsOf } from './steps.ts';

/** Nothing while steps run and no other can begin; and nothing when no operation runs. */
export function decide(stack: Stack, world: World): readonly Decision[] {
  const { operation } = stack;
  if (operation === undefined || operation.ended === true) return [];
  switch (operation.phase) {
    case 'forward':
    case 'import-tags':
      return operation.kind === 'import'
        ? decideImport(stack, operation, world)
        : decideForward(stack, operation, world);
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
  const steps = [...stepsOf(operation, 'forward'), ...stepsOf(operation, 'import-tags')];
  const isRunning = steps.some(({ state }) => state === 'running');
  const failed = steps.some(({ state }) => state === 'failed') || operation.failure !== undefined;
  const stops = operation.cancelled === true || (failed && operation.onFailure !== 'DO_NOTHING');
  if (stops || operation.failure !== undefined) return isRunning ? [] : [afterFailure(operation)];
  if (!failed && isOverdue(stack, world.now)) return [{ type: 'fail', reason: overdue }];
  const ready = resourcesReady(stack, operation, world);
  if (ready.length > 0) return ready;
  if (isRunning) return [];
  if (failed) return [afterFailure(operation)];
  return isMonitored(stack, world.now) ? monitoring(operation) : [afterResources(stack, operation, world)];
}

const overdue = 'Stack creation time exceeded the specified timeout.';

function monitoring({ monitoredSince }: Operation): readonly Decision[] {
  return monitoredSince === undefined ? [{ type: 'monitor' }] : [];
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
    reason:
      kind === 'create' && operation.cancelled !== true ? `${reason}${what} requested by user.` : reason,
  };
}

/** With the blank at its end, as CloudFormation writes it; what is no resource's failure has none in an update. */
function failureText(operation: Operation): string {
  if (operation.cancelled === true) return 'User Initiated';
  if (operation.failure !== undefined)
    return operation.kind === 'create' ? `${operation.failure} ` : operation.failure;
  const created = failedIds(operation, 'forward', ['create']);
  const updated = failedIds(operation, 'forward', ['update', 'replace']);
  const imported = failedIds(operation, 'forward', ['import']);
  const untagged = failedIds(operation, 'import-tags', ['update']);
  const texts = [resourcesText('create', created), resourcesText('update', updated)];
  return [...texts, resourcesText('import', [...imported, ...untagged])].join('');
}
