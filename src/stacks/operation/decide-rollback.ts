// The rollback of a failed create or update: what was made is removed again, what was changed gets its earlier properties.
import { defined } from '../../lib/defined.ts';
import type { Operation, Step } from '../stack.ts';
import { stepKey } from '../stack.ts';
import type { Decision, PlannedStep, World } from './decision.ts';
import { madeBy, removal } from './decide-removals.ts';
import { failedIds, removable, resourcesText, stepsOf } from './steps.ts';

export function decideRollback(operation: Operation, world: World): readonly Decision[] {
  // What was taken in is let go as it is.
  if (operation.kind === 'import') return [{ type: 'end', status: 'IMPORT_ROLLBACK_COMPLETE' }];
  const isCreate = operation.kind === 'create';
  const steps = stepsOf(operation, 'rollback');
  const isRunning = steps.some(({ state }) => state === 'running');
  const ready = isCreate ? removals(operation) : restorations(operation, world);
  if (ready.length > 0) return ready;
  if (isRunning) return [];
  const failed = failedIds(operation, 'rollback', ['delete', 'restore']);
  if (isCreate && operation.onFailure === 'DELETE') return [deletionEnd(failed)];
  if (failed.length > 0)
    return [
      isCreate
        ? { type: 'end', status: 'ROLLBACK_FAILED', reason: resourcesText('delete', failed) }
        : {
            type: 'end',
            status: 'UPDATE_ROLLBACK_FAILED',
            reason: resourcesText('update', failed).trimEnd(),
          },
    ];
  return [
    isCreate ? { type: 'end', status: 'ROLLBACK_COMPLETE' } : { type: 'enter', phase: 'rollback-cleanup' },
  ];
}

/** OnFailure DELETE: the stack goes with its resources. */
function deletionEnd(failed: readonly string[]): Decision {
  return failed.length === 0
    ? { type: 'end', status: 'DELETE_COMPLETE' }
    : { type: 'end', status: 'DELETE_FAILED', reason: resourcesText('delete', failed) };
}

function removals(operation: Operation): readonly Decision[] {
  const stateOf = (logicalId: string) =>
    operation.steps.get(stepKey({ phase: 'rollback', logicalId }))?.state;
  const made = madeBy(operation);
  const left = made.filter(({ logicalId }) => {
    const state = stateOf(logicalId);
    return state === undefined || state === 'running' || state === 'failed';
  });
  return removable(left)
    .filter(({ logicalId }) => stateOf(logicalId) === undefined)
    .map((each) => removal(each, operation, 'rollback'));
}

/** In the reverse order of the update. What is new is removed afterwards, and not here. */
function restorations(operation: Operation, { rules }: World): readonly Decision[] {
  const stateOf = (logicalId: string) =>
    operation.steps.get(stepKey({ phase: 'rollback', logicalId }))?.state;
  const changed = stepsOf(operation, 'forward').filter(
    ({ action, state }) => (action === 'update' || action === 'replace') && state !== 'unchanged',
  );
  const left = changed.filter(({ logicalId }) => {
    const state = stateOf(logicalId);
    return state === undefined || state === 'running' || state === 'failed';
  });
  return removable(left)
    .filter(({ logicalId }) => stateOf(logicalId) === undefined)
    .map((step) => restoration(step, operation, rules.isCalledAgain(step.type)));
}

/**
 * A resource whose own update failed is as it was, and gets a lone UPDATE_COMPLETE; so does one that was replaced: its
 * old one is still there.
 */
function restoration(step: Step, operation: Operation, isCalledAgain: boolean): Decision {
  const before = operation.before.get(step.logicalId);
  if (before === undefined) throw new Error(`${step.logicalId} was not there before`);
  const planned: PlannedStep = {
    phase: 'rollback',
    logicalId: step.logicalId,
    type: step.type,
    action: 'restore',
    properties: before.properties,
    attributes: before.attributes,
    ...defined({ shown: before.shown, noEcho: before.noEcho }),
    needs: step.needs,
    deletionPolicy: before.deletionPolicy,
    physicalId: before.physicalId,
  };
  const wasCalled =
    step.action === 'update' && (step.state === 'done' || step.state === 'cancelled' || isCalledAgain);
  const isKept = !wasCalled || operation.skip.includes(step.logicalId);
  return isKept ? { type: 'pass', step: planned, as: 'kept' } : { type: 'begin', step: planned };
}
