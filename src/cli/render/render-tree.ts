// The live picture of an execution: a tree that always fits the screen. Pure.
import type { ExecutionView, StageView } from '../../view/execution-view.ts';
import { actionRows } from './action-rows.ts';
import type { CommandHints } from './command-hints.ts';
import { shortExecutionId, spanText, triggerText, actionResult } from './describe.ts';
import { fitLine, span, withRight, type Span } from './line.ts';
import { appearances, markOf } from './appearance.ts';
import type { Palette } from './palette.ts';
import type { Detail, Row } from './row.ts';

export interface TreeOptions {
  /** Columns and rows that may be used. */
  readonly width: number;
  readonly height: number;
  /** Milliseconds since the epoch: what runs is shown as running since its start. */
  readonly now: number;
  readonly palette: Palette;
  readonly hints: CommandHints;
  /** The last lines that each running action printed, by actionExecutionId. */
  readonly tails?: ReadonlyMap<string, readonly string[]>;
}

/** Further than this to the right a duration is no longer seen as belonging to its name. */
const widest = 100;

/** Never more lines than `height`, none wider than `width`. */
export function renderTree(view: ExecutionView, options: TreeOptions): readonly string[] {
  const { width, height, palette } = options;
  const rows = details(view.pipelineName, options)
    .map((detail) => treeRows(view, detail))
    .find((candidate, index, all) => candidate.length <= height || index === all.length - 1);
  const lines = cutInTheMiddle(rows ?? [], height).map((row) =>
    fitLine(withRight(row.left, row.right, Math.min(width, widest)), width),
  );
  return lines.map((line) => palette.paint(line));
}

function details(pipelineName: string, { now, hints, tails = new Map() }: TreeOptions): readonly Detail[] {
  const full = { pipelineName, hints, now, tails, tailLines: 5, showsParts: true, countsQuietActions: false };
  return [
    full,
    { ...full, countsQuietActions: true },
    { ...full, countsQuietActions: true, tailLines: 2 },
    { ...full, countsQuietActions: true, tailLines: 0 },
    { ...full, countsQuietActions: true, tailLines: 0, showsParts: false },
  ];
}

function treeRows(view: ExecutionView, detail: Detail): readonly Row[] {
  return [headRow(view, detail.now), ...view.stages.flatMap((stage) => stageRows(view, stage, detail))];
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
      markOf(stage.displayStatus, detail.now),
      span(` ${stage.name}`, stage.displayStatus === 'Pending' ? 'dim' : 'bold'),
      ...(isOpen ? [] : closedStageText(stage)),
      ...doorText(view, stage),
    ],
    right: [span(stage.displayStatus === 'Pending' ? '' : spanText(stage, detail.now), 'dim')],
    isAnchor: true,
  };
  return isOpen ? [row, ...conditionRows(stage, detail.now), ...actionRows(stage, detail)] : [row];
}

/** A finished stage in a few words: what its actions gave, and what was not executed here. */
function closedStageText(stage: StageView): readonly Span[] {
  const { word, role } = appearances[stage.displayStatus];
  if (stage.displayStatus === 'Pending') return [];
  if (stage.displayStatus !== 'Succeeded' && stage.displayStatus !== 'NotExecuted')
    return [span(`  ${word}`, role), ...reasonText(stage.reason)];
  const results = stage.actions.map(actionResult).filter((text) => text !== '');
  const counted =
    stage.actions.length > 1 ? [`${stage.actions.length} actions`, ...results.slice(0, 1)] : results;
  const missing = stage.actions.flatMap((action) => action.notExecuted);
  return [
    span(counted.length === 0 ? '' : `  ${counted.join(' · ')}`, 'dim'),
    ...(missing.length === 0 ? [] : [span(`  ${missing.length} not executed here`, 'magenta')]),
  ];
}

function doorText(view: ExecutionView, { displayStatus, closed }: StageView): readonly Span[] {
  if (closed === undefined || displayStatus !== 'Pending') return [];
  const waits = view.displayStatus === 'InProgress' ? 'transition disabled' : 'disabled';
  return [span(`  ⏸ ${waits} by ${closed.by}`, 'yellow'), ...reasonText(closed.reason)];
}

function reasonText(reason: string | undefined): readonly Span[] {
  return reason === undefined || reason === '' ? [] : [span(`: ${reason}`, 'dim')];
}

function conditionRows(stage: StageView, now: number): readonly Row[] {
  return stage.conditions.map(({ type, displayStatus, rules }) => {
    const failed = rules.find((rule) => !rule.succeeded);
    const detail = failed === undefined ? '' : `  ${failed.name}: ${failed.message ?? 'failed'}`;
    return {
      left: [span('   '), markOf(displayStatus, now), span(` condition ${type}`), span(detail, 'dim')],
      right: [],
    };
  });
}

/** The stages stay, and of the rows between them the last: there the news are. */
function cutInTheMiddle(rows: readonly Row[], height: number): readonly Row[] {
  if (rows.length <= height) return rows;
  const anchors = rows.filter(({ isAnchor }) => isAnchor === true).length;
  const room = height - anchors - 1;
  if (room < 1) return rows.slice(0, Math.max(0, height));
  const others = rows.filter(({ isAnchor }) => isAnchor !== true);
  const kept = new Set(others.slice(-room));
  const first = rows.findIndex((row) => row.isAnchor !== true);
  const hidden: Row = { left: [span(`   ⋮ ${others.length - room} more lines`, 'dim')], right: [] };
  const shown = (row: Row): boolean => row.isAnchor === true || kept.has(row);
  return [...rows.slice(0, first), hidden, ...rows.slice(first).filter(shown)];
}
