// What follows when all resources of an operation are there: its outputs, and then the clean-up or the end.
import { outputsOf, scopeOf } from '../target.ts';
import { EvaluationError } from '../values/scope.ts';
import type { Operation, Stack } from '../stack.ts';
import type { Decision, World } from './decision.ts';
import { liveResources } from './steps.ts';

/** Outputs are evaluated when all resources are there, before anything is cleaned up. */
export function afterResources(stack: Stack, operation: Operation, world: World): Decision {
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
    if (operation.kind === 'create') return { type: 'end', status: 'CREATE_COMPLETE', outputs };
    if (operation.kind === 'import') return { type: 'end', status: 'IMPORT_COMPLETE', outputs };
    return { type: 'enter', phase: 'cleanup', outputs };
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return { type: 'fail', reason: error.message };
  }
}
