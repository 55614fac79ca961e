// What the rules about pipelines share: the actions with their place and order, and words for messages.
import type { Path } from '../lib/node.ts';
import type { ActionDeclaration, PipelineDeclaration, StageDeclaration } from './pipeline.ts';

export interface PlacedAction {
  readonly action: ActionDeclaration;
  readonly stage: StageDeclaration;
  readonly stageIndex: number;
  readonly runOrder: number;
  readonly path: Path;
}

/** Every action, in the order of the declaration. */
export function actionsOf(pipeline: PipelineDeclaration): readonly PlacedAction[] {
  return pipeline.stages.flatMap((stage, stageIndex) =>
    stage.actions.map((action, actionIndex) => ({
      action,
      stage,
      stageIndex,
      runOrder: action.runOrder ?? 1,
      path: ['pipeline', 'stages', stageIndex, 'actions', actionIndex],
    })),
  );
}

/** Whether `a` has certainly ended when `b` starts: an earlier stage, or a lower runOrder in the same one. */
export function runsBefore(a: PlacedAction, b: PlacedAction): boolean {
  return a.stageIndex < b.stageIndex || (a.stageIndex === b.stageIndex && a.runOrder < b.runOrder);
}

/** How a message names an action: `action "Build" of stage "Build"`. */
export function nameOf({ action, stage }: PlacedAction): string {
  return `action "${action.name}" of stage "${stage.name}"`;
}

/** `2 input artifacts`, `1 input artifact`, `no input artifact`. */
export function count(number: number, thing: string): string {
  if (number === 0) return `no ${thing}`;
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** Items that share a name with an earlier one, each with the first of that name. Empty names are not counted. */
export function repeats<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [T, T])[] {
  const first = new Map<string, T>();
  const found: (readonly [T, T])[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const earlier = first.get(key);
    if (key === '') continue;
    if (earlier === undefined) first.set(key, item);
    else found.push([item, earlier]);
  }
  return found;
}
