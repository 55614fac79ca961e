// The phases that remove resources: of a whole stack, of what an update no longer has, and of what a failed operation made.
import { defined } from '../../lib/defined.ts';
import type { Operation, Phase, ResourceState, Stack } from '../stack.ts';
import { stepKey } from '../stack.ts';
import type { Decision, PlannedStep } from './decision.ts';
import { failedIds, liveResources, removable, resourcesText, stepsOf } from './steps.ts';

export function decideRemovals(stack: Stack, operation: Operation): readonly Decision[] {
  const { phase } = operation;
  const begun = new Set(stepsOf(operation, phase).map(({ logicalId }) => logicalId));
  const left = removalsOf(stack, operation).filter((each) => isLeft(each, operation));
  const ready = removable(left).filter(({ logicalId }) => !begun.has(logicalId));
  if (ready.length > 0) return ready.map((each) => removal(each, operation, phase));
  const isRunning = stepsOf(operation, phase).some(({ state }) => state === 'running');
  return isRunning ? [] : [endOf(operation)];
}

/** A failed one is out of the way: the deletes that are independent of it go on. */
function isLeft({ logicalId }: ResourceState, operation: Operation): boolean {
  const state = operation.steps.get(stepKey({ phase: operation.phase, logicalId }))?.state;
  return state === undefined || state === 'running' || (state === 'failed' && operation.phase === 'delete');
}

/** Everything that the phase removes, whether it has begun or not. */
function removalsOf(stack: Stack, operation: Operation): readonly ResourceState[] {
  const { before, phase } = operation;
  if (phase === 'delete') return [...before.values()];
  if (phase === 'cleanup') return obsolete(stack, operation);
  return leftovers(stack, operation);
}

/** A custom resource may have gone back to the id that its update had given it. */
function leftovers(stack: Stack, operation: Operation): readonly ResourceState[] {
  const live = liveResources(stack);
  return madeBy(operation).filter(
    ({ logicalId, physicalId }) =>
      !operation.before.has(logicalId) || live.get(logicalId)?.physicalId !== physicalId,
  );
}

/** What was replaced, and what the new template no longer has: by its definition of before. */
function obsolete(stack: Stack, operation: Operation): readonly ResourceState[] {
  const live = liveResources(stack);
  const steps = new Map(stepsOf(operation, 'forward').map((step) => [step.logicalId, step]));
  return [...operation.before.values()].flatMap((resource) => {
    const step = steps.get(resource.logicalId);
    if (step === undefined) return [resource];
    // Custom resources are replaced by their updates.
    const isReplaced =
      (step.action === 'replace' || step.action === 'update') &&
      live.get(resource.logicalId)?.physicalId !== resource.physicalId;
    // DeletionPolicy is not about what is replaced (user guide, UpdateReplacePolicy attribute).
    return isReplaced ? [{ ...resource, deletionPolicy: step.updateReplacePolicy ?? 'Delete' }] : [];
  });
}

/** What a create or an update has made: also what failed, when the service had given it a name. */
export function madeBy(operation: Operation): readonly ResourceState[] {
  return stepsOf(operation, 'forward').flatMap((step) => {
    const { action, physicalId, logicalId } = step;
    const isNew =
      action === 'create' ||
      ((action === 'replace' || action === 'update') &&
        physicalId !== operation.before.get(logicalId)?.physicalId);
    if (!isNew || physicalId === undefined || physicalId === '') return [];
    return [
      {
        logicalId,
        type: step.type,
        physicalId,
        properties: step.properties,
        attributes: step.attributes ?? {},
        ...defined({ shown: step.shown }),
        needs: step.needs,
        deletionPolicy: step.deletionPolicy,
        status: 'CREATE_COMPLETE' as const,
        changedAt: 0,
      },
    ];
  });
}

export function removal(resource: ResourceState, operation: Operation, phase: Phase): Decision {
  const { logicalId, type, physicalId, properties, attributes, needs, deletionPolicy, shown } = resource;
  const step: PlannedStep = {
    phase,
    logicalId,
    type,
    action: 'delete',
    properties,
    attributes,
    ...defined({ shown }),
    needs,
    deletionPolicy,
    physicalId,
  };
  const isUndone =
    operation.retainExceptOnCreate === true && (phase === 'rollback' || phase === 'rollback-cleanup');
  const isKept = operation.skip.includes(logicalId) || (!isUndone && isRetained(resource, phase));
  return isKept ? { type: 'pass', step, as: 'skipped' } : { type: 'begin', step };
}

/** RetainExceptOnCreate keeps a resource but for the rollback of its creation (user guide, DeletionPolicy). */
function isRetained({ deletionPolicy }: ResourceState, phase: Phase): boolean {
  if (deletionPolicy === 'Retain') return true;
  return deletionPolicy === 'RetainExceptOnCreate' && (phase === 'delete' || phase === 'cleanup');
}

function endOf(operation: Operation): Decision {
  const failed = failedIds(operation, operation.phase, ['delete']);
  switch (operation.phase) {
    case 'delete':
      return failed.length === 0
        ? { type: 'end', status: 'DELETE_COMPLETE' }
        : { type: 'end', status: 'DELETE_FAILED', reason: resourcesText('delete', failed) };
    case 'cleanup':
      return {
        type: 'end',
        status: 'UPDATE_COMPLETE',
        ...(failed.length === 0
          ? {}
          : { reason: 'Update successful. One or more resources could not be deleted.' }),
      };
    default:
      return { type: 'end', status: 'UPDATE_ROLLBACK_COMPLETE' };
  }
}
