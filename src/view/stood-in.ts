// What of an execution something on this machine did in place of GitHub or AWS, and what nothing did. Pure.
import type { ExecutionView } from './execution-view.ts';

export interface StoodIn {
  readonly what: string;
  readonly by: string;
  /** `Stage › action`, of each action in which it did so. */
  readonly where: readonly string[];
}

export interface LeftOut {
  readonly what: string;
  readonly reason: string;
  readonly where: readonly string[];
}

/** Each once, in the order in which they are first met. */
export function stoodIn({ stages }: Pick<ExecutionView, 'stages'>): readonly StoodIn[] {
  const all = placed(stages).flatMap(({ where, action }) =>
    action.stoodIn.map(({ what, by }) => ({ what, by, where })),
  );
  return gathered(all, ({ what, by }) => JSON.stringify([what, by]));
}

/** The same of what is not executed here. */
export function leftOut({ stages }: Pick<ExecutionView, 'stages'>): readonly LeftOut[] {
  const all = placed(stages).flatMap(({ where, action }) =>
    action.notExecuted.map(({ what, reason }) => ({ what, reason, where })),
  );
  return gathered(all, ({ what, reason }) => JSON.stringify([what, reason]));
}

function placed(stages: ExecutionView['stages']) {
  return stages.flatMap((stage) =>
    stage.actions.map((action) => ({ where: `${stage.name} › ${action.name}`, action })),
  );
}

function gathered<T extends { readonly where: string }>(
  all: readonly T[],
  keyOf: (one: T) => string,
): readonly (Omit<T, 'where'> & { readonly where: readonly string[] })[] {
  return [...Map.groupBy(all, keyOf).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, where: same.map(({ where }) => where) }];
  });
}
