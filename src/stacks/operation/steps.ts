// What is asked of an operation's steps in several places.
import type { Operation, Phase, ResourceState, Stack, Step, StepAction } from '../stack.ts';
import type { World } from './decision.ts';

export function stepsOf({ steps }: Operation, phase: Phase): readonly Step[] {
  return [...steps.values()].filter((step) => step.phase === phase);
}

export function failedIds(
  operation: Operation,
  phase: Phase,
  actions: readonly StepAction[],
): readonly string[] {
  return stepsOf(operation, phase)
    .filter(({ state, action }) => (state === 'failed' || state === 'cancelled') && actions.includes(action))
    .map(({ logicalId }) => logicalId);
}

/** Those that are there. */
export function liveResources({ resources }: Stack): ReadonlyMap<string, ResourceState> {
  return new Map([...resources].filter(([, each]) => isLive(each)));
}

export function isLive({ status, physicalId }: ResourceState): boolean {
  return status !== 'DELETE_COMPLETE' && status !== 'DELETE_SKIPPED' && physicalId !== '';
}

/** `The following resource(s) failed to create: [A, B]. `; empty for none. */
export function resourcesText(
  what: 'create' | 'update' | 'delete' | 'import',
  ids: readonly string[],
): string {
  return ids.length === 0 ? '' : `The following resource(s) failed to ${what}: [${ids.join(', ')}]. `;
}

/**
 * Those that can be removed now: nothing that is still there needs them.
 * @param left all that is still to be removed
 */
export function removable<T extends { readonly logicalId: string; readonly needs: readonly string[] }>(
  left: readonly T[],
): readonly T[] {
  const needed = new Set(left.flatMap(({ logicalId, needs }) => needs.filter((each) => each !== logicalId)));
  return left.filter(({ logicalId }) => !needed.has(logicalId));
}

const finished: ReadonlySet<Step['state']> = new Set(['done', 'unchanged'] as const);

/** Those that are not begun yet, and whose needs are there. */
export function readyResources({ target }: World, steps: readonly Step[]): readonly string[] {
  const states = new Map(steps.map(({ logicalId, state }) => [logicalId, state]));
  return [...(target?.graph ?? [])].flatMap(([logicalId, needs]) => {
    const isReady = [...needs].every((id) => finished.has(states.get(id) ?? 'running'));
    return states.has(logicalId) || !isReady ? [] : [logicalId];
  });
}
