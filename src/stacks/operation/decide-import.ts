// An import: resources that are there already become the stack's, and get its tags. Nothing of them is changed otherwise.
// Source: CloudFormation user guide, "Import AWS resources into a CloudFormation stack".
import { defined } from '../../lib/defined.ts';
import type { Operation, Stack, Step } from '../stack.ts';
import { afterResources } from './decide-outputs.ts';
import { decideResource } from './decide-resource.ts';
import type { Decision, World } from './decision.ts';
import { failedIds, readyResources, resourcesText, stepsOf } from './steps.ts';

export function decideImport(stack: Stack, operation: Operation, world: World): readonly Decision[] {
  const taken = stepsOf(operation, 'forward');
  const tagged = stepsOf(operation, 'import-tags');
  const isRunning = [...taken, ...tagged].some(({ state }) => state === 'running');
  const failed = [
    ...failedIds(operation, 'forward', ['import']),
    ...failedIds(operation, 'import-tags', ['update']),
  ];
  if (failed.length > 0 || operation.failure !== undefined)
    return isRunning ? [] : [{ type: 'enter', phase: 'rollback', reason: failureText(operation, failed) }];
  const ready = resourcesReady(stack, operation, world);
  if (ready.length > 0) return ready;
  return isRunning ? [] : [afterResources(stack, operation, world)];
}

function failureText({ failure }: Operation, failed: readonly string[]): string {
  return failure ?? resourcesText('import', failed);
}

/** What can begin: resources whose needs are there, and the tags of those that were taken in. */
export function resourcesReady(stack: Stack, operation: Operation, world: World): readonly Decision[] {
  const steps = stepsOf(operation, 'forward');
  const tagged = stepsOf(operation, 'import-tags');
  return [
    ...readyResources(world, steps).map((logicalId) => takenIn(stack, operation, { logicalId, world })),
    ...steps.flatMap((step) => (isUntagged(step, tagged) ? [tagging(step)] : [])),
  ];
}

/** One that is not imported is made or changed as always. */
function takenIn(
  stack: Stack,
  operation: Operation,
  of: { readonly logicalId: string; readonly world: World },
): Decision {
  const decision = decideResource(stack, operation, of);
  const physicalId = operation.imports?.[of.logicalId];
  if (decision.type !== 'begin' || decision.step.action !== 'create' || physicalId === undefined)
    return decision;
  return { type: 'begin', step: { ...decision.step, action: 'import', physicalId } };
}

function isUntagged({ logicalId, action, state }: Step, tagged: readonly Step[]): boolean {
  return action === 'import' && state === 'done' && !tagged.some((each) => each.logicalId === logicalId);
}

function tagging(step: Step): Decision {
  const { logicalId, type, properties, needs, deletionPolicy, physicalId, attributes } = step;
  return {
    type: 'begin',
    step: {
      phase: 'import-tags',
      action: 'update',
      logicalId,
      type,
      properties,
      needs,
      deletionPolicy,
      ...defined({ physicalId, attributes }),
    },
  };
}
