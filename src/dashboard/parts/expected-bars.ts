// Where what has not begun or not ended is expected on the timeline of an execution that runs. Pure.
import type { ActionView, ExecutionView, StageView } from '../../view/execution-view.ts';
import type { ExpectedStage, ExpectedTimes } from '../../view/expected-times.ts';

export interface ExpectedBar {
  /** As the bar of the stage or action has it. */
  readonly key: string;
  readonly parent: string;
  readonly name: string;
  readonly depth: 0 | 1;
  /** Milliseconds since the epoch: from now on. */
  readonly from: number;
  readonly to: number;
  readonly hasBegun: boolean;
}

/** None for what has ended, and where nothing is known. @param now milliseconds since the epoch */
export function expectedBars(
  { stages, endedAt, startedAt }: ExecutionView,
  expected: ExpectedTimes | undefined,
  now: number,
): readonly ExpectedBar[] {
  if (expected === undefined || expected.executions === 0 || endedAt !== undefined || startedAt === undefined)
    return [];
  const bars: ExpectedBar[] = [];
  let next = now;
  for (const stage of stages) {
    const known = expected.stages.find(({ name }) => name === stage.name);
    if (known === undefined || !isOpen(stage)) continue;
    const own = stageBars(stage, known, { from: stage.startedAt ?? next, now });
    bars.push(...own);
    next = Math.max(next, ...own.map(({ to }) => to));
  }
  return bars;
}

function isOpen({ displayStatus }: Pick<StageView, 'displayStatus'>): boolean {
  return displayStatus === 'InProgress' || displayStatus === 'Pending' || displayStatus === 'Waiting';
}

function stageBars(
  stage: StageView,
  known: ExpectedStage,
  { from, now }: { readonly from: number; readonly now: number },
): readonly ExpectedBar[] {
  const actions = stage.actions.flatMap((action) => actionBar(stage.name, action, { known, from, now }));
  const end = Math.max(from + known.durationMs, ...actions.map(({ to }) => to));
  if (end <= now) return actions;
  const hasBegun = stage.startedAt !== undefined;
  const { name } = stage;
  return [
    { key: name, parent: '', name, depth: 0, from: Math.max(now, from), to: end, hasBegun },
    ...actions,
  ];
}

function actionBar(
  stageName: string,
  action: ActionView,
  { known, from, now }: { readonly known: ExpectedStage; readonly from: number; readonly now: number },
): readonly ExpectedBar[] {
  const times = known.actions.find(({ name }) => name === action.name);
  if (times === undefined || !isOpen(action) || action.approval !== undefined) return [];
  const { startedAt, name } = action;
  const begin = Math.max(now, startedAt ?? from + times.offsetMs);
  const to = startedAt === undefined ? begin + times.durationMs : startedAt + times.durationMs;
  if (to <= now) return [];
  const place = { key: `${stageName}/${name}`, parent: stageName, name, depth: 1 } as const;
  return [{ ...place, from: begin, to, hasBegun: startedAt !== undefined }];
}

/** Milliseconds by the key of a stage or an action. */
export function medians(expected: ExpectedTimes | undefined): ReadonlyMap<string, number> {
  return new Map(
    (expected?.stages ?? []).flatMap(({ name, durationMs, actions }) => [
      [name, durationMs] as const,
      ...actions.map((action) => [`${name}/${action.name}`, action.durationMs] as const),
    ]),
  );
}
