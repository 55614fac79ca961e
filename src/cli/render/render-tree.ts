// The live picture of an execution: a tree that always fits the screen. Pure.
import type { ActionView, ExecutionView, StageView } from '../../view/execution-view.ts';
import { actionRows } from './action-rows.ts';
import type { CommandHints } from './command-hints.ts';
import { shortExecutionId, spanText, triggerText, actionResult } from './describe.ts';
import { fitLine, lineWidth, span, withRight, type Span } from './line.ts';
import { appearances, markOf, type Moment } from './appearance.ts';
import type { Palette } from './palette.ts';
import type { Detail, Row } from './row.ts';

/** Its moment: what runs is shown as running since its start. */
export interface TreeOptions extends Moment {
  /** Columns and rows that may be used. */
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly hints: CommandHints;
  /** The last lines that each running action printed, by actionExecutionId. */
  readonly tails?: ReadonlyMap<string, readonly string[]>;
}

/** Further than this to the right a duration is no longer seen as belonging to its name, unless a name is as long. */
const widest = 100;

/** Never more lines than `height`, none wider than `width`. */
export function renderTree(view: ExecutionView, options: TreeOptions): readonly string[] {
  const { width, height, palette } = options;
  const rows = details(view, options)
    .map((detail) => treeRows(view, detail))
    .find((candidate, index, all) => candidate.length <= height || index === all.length - 1);
  const shown = cutInTheMiddle(rows ?? [], height);
  const edge = Math.min(width, rightEdge(shown));
  return shown.map(({ left, right }) => {
    const line = lineWidth(right) === 0 ? left : withRight(left, right, edge);
    return palette.paint(fitLine(line, width));
  });
}

/** Where durations end. */
function rightEdge(rows: readonly Row[]): number {
  const timed = rows.filter(({ right }) => lineWidth(right) > 0);
  return Math.max(widest, ...timed.map(({ left, right }) => lineWidth(left) + 1 + lineWidth(right)));
}

function details(
  { pipelineName }: ExecutionView,
  { width, now, isStill = false, hints, tails = new Map() }: TreeOptions,
): readonly Detail[] {
  const full: Detail = {
    pipelineName,
    hints,
    now,
    isStill,
    width,
    tails,
    tailLines: 5,
    showsParts: true,
    countsQuietActions: false,
    countsQuietStages: false,
  };
  const counted: Detail = { ...full, countsQuietActions: true };
  return [
    full,
    counted,
    { ...counted, tailLines: 2 },
    { ...counted, tailLines: 2, countsQuietStages: true },
    { ...counted, tailLines: 0, countsQuietStages: true },
    { ...counted, tailLines: 0, countsQuietStages: true, showsParts: false },
  ];
}

function treeRows(view: ExecutionView, detail: Detail): readonly Row[] {
  const runs = detail.countsQuietStages ? runsOfStages(view.stages) : view.stages.map((stage) => [stage]);
  return [
    headRow(view, detail.now),
    ...runs.flatMap((run) =>
      run.length > 1 ? [countRow(run)] : run.flatMap((stage) => stageRows(view, stage, detail)),
    ),
  ];
}

/** Stages that say nothing but how they are, together with those next to them that say the same. */
function runsOfStages(stages: readonly StageView[]): readonly (readonly StageView[])[] {
  const runs: StageView[][] = [];
  for (const stage of stages) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && isQuiet(last[0]) && isQuiet(stage) && isAlike(last[0], stage))
      last.push(stage);
    else runs.push([stage]);
  }
  return runs;
}

function isQuiet({ displayStatus, closed, actions }: StageView): boolean {
  if (displayStatus === 'Pending') return closed === undefined;
  if (displayStatus === 'Skipped') return true;
  return displayStatus === 'Succeeded' && actions.every(({ notExecuted }) => notExecuted.length === 0);
}

function isAlike(a: StageView, b: StageView): boolean {
  return a.displayStatus === b.displayStatus;
}

function countRow(run: readonly StageView[]): Row {
  const { displayStatus } = run[0] ?? { displayStatus: 'Pending' };
  const { word } = appearances[displayStatus];
  return {
    left: [span(' '), markOf(displayStatus), span(` ${run.length} stages ${word}`, 'dim')],
    right: [],
    isAnchor: true,
  };
}

function headRow(view: ExecutionView, now: number): Row {
  const { word, role } = appearances[view.displayStatus];
  const state = view.displayStatus === 'InProgress' && view.stopRequested !== undefined ? 'stopping' : word;
  const summary = [shortExecutionId(view.executionId), triggerText(view)].filter((text) => text !== '');
  const title = view.runName === undefined ? [] : [span(`  ${view.runName}`)];
  return {
    left: [
      span(view.pipelineName, 'bold'),
      ...title,
      span(`  ${summary.join(' · ')}`, 'dim'),
      ...(view.displayStatus === 'InProgress' && view.stopRequested === undefined
        ? []
        : [span(`  ${state}`, role)]),
    ],
    right: [span(spanText(view, now), 'dim')],
    isAnchor: true,
  };
}

function stageRows(view: ExecutionView, stage: StageView, detail: Detail): readonly Row[] {
  const isOpen =
    stage.displayStatus === 'InProgress' ||
    stage.displayStatus === 'Failed' ||
    stage.displayStatus === 'Cancelled';
  const row: Row = {
    left: [
      span(' '),
      markOf(stage.displayStatus, detail),
      span(` ${stage.name}`, stage.displayStatus === 'Pending' ? 'dim' : 'bold'),
      ...(isOpen ? [] : closedStageText(stage)),
      ...doorText(view, stage),
    ],
    right: [span(stage.displayStatus === 'Pending' ? '' : spanText(stage, detail.now), 'dim')],
    isAnchor: true,
  };
  return isOpen ? [row, ...conditionRows(stage, detail), ...actionRows(stage, detail)] : [row];
}

/** A finished stage in a few words: what its actions gave, and what was not executed here. */
function closedStageText(stage: StageView): readonly Span[] {
  const { word, role } = appearances[stage.displayStatus];
  if (stage.displayStatus === 'Pending') return [];
  if (stage.displayStatus !== 'Succeeded' && stage.displayStatus !== 'NotExecuted')
    return stage.reason?.startsWith(`${word} `) === true
      ? [span(`  ${stage.reason}`, role)]
      : [span(`  ${word}`, role), ...reasonText(stage.reason)];
  const skipped = stage.actions.filter(({ displayStatus }) => displayStatus === 'Skipped');
  const ran = stage.actions.filter((action) => !skipped.includes(action));
  const results = ran.map(actionResult).filter((text) => text !== '');
  const counted = ran.length > 1 ? [`${ran.length} actions`, ...results.slice(0, 1)] : results;
  const missing = stage.actions.flatMap((action) => action.notExecuted);
  return [
    span(counted.length === 0 ? '' : `  ${counted.join(' · ')}`, 'dim'),
    ...(skipped.length === 0
      ? []
      : [span(`  ${appearances.Skipped.word}: ${namesOf(skipped)}`, appearances.Skipped.role)]),
    ...(missing.length === 0 ? [] : [span(`  ${missing.length} not executed here`, 'magenta')]),
  ];
}

function namesOf(actions: readonly ActionView[]): string {
  return actions.map(({ name }) => name).join(', ');
}

function doorText(view: ExecutionView, { displayStatus, closed }: StageView): readonly Span[] {
  if (closed === undefined || displayStatus !== 'Pending') return [];
  const waits = view.displayStatus === 'InProgress' ? 'transition disabled' : 'disabled';
  return [span(`  ⏸ ${waits} by ${closed.by}`, 'yellow'), ...reasonText(closed.reason)];
}

function reasonText(reason: string | undefined): readonly Span[] {
  return reason === undefined || reason === '' ? [] : [span(`: ${reason}`, 'dim')];
}

function conditionRows(stage: StageView, moment: Moment): readonly Row[] {
  return stage.conditions.map(({ type, displayStatus, rules }) => {
    const failed = rules.find((rule) => !rule.succeeded);
    const detail = failed === undefined ? '' : `  ${failed.name}: ${failed.message ?? 'failed'}`;
    return {
      left: [span('   '), markOf(displayStatus, moment), span(` condition ${type}`), span(detail, 'dim')],
      right: [],
    };
  });
}

/** The stages stay, of the rows between them what failed or waits, and then the last. What is left out is counted. */
function cutInTheMiddle(rows: readonly Row[], height: number): readonly Row[] {
  if (rows.length <= height) return rows;
  if (height < 2) return rows.slice(0, Math.max(0, height));
  const isAnchor = (row: Row): boolean => row.isAnchor === true;
  const others = rows.filter((row) => !isAnchor(row)).toReversed();
  const ranked = [
    ...rows.filter(isAnchor),
    ...others.filter((row) => row.isNews === true).toReversed(),
    ...others.filter((row) => row.isNews !== true),
  ];
  const kept = new Set(ranked.slice(0, height - 1));
  const first = rows.findIndex((row) => !kept.has(row));
  const hidden: Row = { left: [span(`   ⋮ ${rows.length - kept.size} more lines`, 'dim')], right: [] };
  return [...rows.slice(0, first), hidden, ...rows.slice(first).filter((row) => kept.has(row))];
}
