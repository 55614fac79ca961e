// The cause card: the first thing that failed, how it failed, what that means and what to do now. Pure.
import { folderProvider } from '../../model/folder-provider.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { FailureDetails, TimedStep } from '../../model/progress.ts';
import type { ActionView, DeploymentView, ExecutionView, StageView } from '../../view/execution-view.ts';
import { actionsOf, firstLine, shortExecutionId } from './describe.ts';
import { explainFailure } from '../../view/explain-failure.ts';
import { cleanText, foldLine, hanging, span, wrapText, type Line, type Role } from './line.ts';
import type { CommandHints } from './command-hints.ts';
import { appearances } from './appearance.ts';
import type { Palette } from './palette.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';

export interface CardOptions {
  readonly width: number;
  /** Of the screen: longer lines go on below. In a pipe every line is whole. */
  readonly screenWidth?: number;
  readonly palette: Palette;
  readonly hints: CommandHints;
}

/** No lines when nothing failed. Paragraphs are wrapped to the width; what a command printed is never cut. */
export function renderCard(view: ExecutionView, { width, ...options }: CardOptions): readonly string[] {
  const { palette } = options;
  const lines = cardLines(view, { ...options, width: Math.max(40, Math.min(width, widest)) });
  return lines.map((line) => palette.paint(line));
}

const widest = 120;
const tailLength = 20;

function cardLines(view: ExecutionView, options: CardOptions): readonly Line[] {
  const found = firstFailure(view);
  if (found !== undefined) return actionCard(view, found, options);
  const stage = view.stages.find(({ displayStatus }) => displayStatus === 'Failed');
  return stage === undefined ? [] : stageCard(view, stage, options);
}

interface Failure {
  readonly stage: StageView;
  readonly action: ActionView;
  readonly error: FailureDetails;
}

/** The earliest: what failed later may only be its consequence. */
function firstFailure(view: ExecutionView): Failure | undefined {
  return actionsOf(view)
    .flatMap(({ stage, action }) =>
      action.error !== undefined &&
      action.mayFail !== true &&
      (action.displayStatus === 'Failed' || action.displayStatus === 'Declined')
        ? [{ stage, action, error: action.error }]
        : [],
    )
    .toSorted((a, b) => (a.action.endedAt ?? 0) - (b.action.endedAt ?? 0))[0];
}

function actionCard(
  view: ExecutionView,
  { stage, action, error }: Failure,
  options: CardOptions,
): readonly Line[] {
  const { width, screenWidth = Number.POSITIVE_INFINITY, hints } = options;
  const { mark, word, role } = appearances[action.displayStatus];
  const explanation = action.displayStatus === 'Declined' ? undefined : explainFailure(error);
  const tail = (error.logTail ?? []).slice(-tailLength);
  return [
    ...foldLine(
      [span(`${mark} ${stage.name} › ${action.name} ${word}`, role), span(headline(action, error))],
      screenWidth,
    ),
    ...paragraph('', `${error.code}: ${error.message}`, width),
    [],
    // Of a command of several lines the headline has only the first.
    ...fact('command', error.command?.trim().includes('\n') === true ? error.command : undefined, width),
    ...(tail.length === 0 ? [] : [[], ...tailLines(tail)]),
    ...(error.slowest === undefined ? [] : [[], ...slowestLines(error.slowest, width)]),
    [],
    ...fact('it means', explanation?.meaning, width),
    ...fact('to fix', remedyText(error.remedy ?? explanation?.advice, hints), width),
    ...action.deployments.flatMap((deployment) => rollbackFacts(deployment, action, width)),
    ...nextSteps(view, { stage, action }, options),
  ].filter(isNoDoubleGap);
}

/** The cause in one line: what failed, where, and how it ended. */
function headline(
  { deployments, approval }: ActionView,
  { command, exitCode, where }: FailureDetails,
): string {
  if (approval?.answer !== undefined) return ` by ${approval.answer.by}`;
  const target = deployments.flatMap(({ targets }) => targets).find(({ targetId }) => targetId === where);
  const event = target?.events.find(({ status }) => status === 'Failed');
  const place = where === undefined ? '' : event === undefined ? ` in ${where}` : `${event.name} on ${where}`;
  if (command === undefined) return event === undefined ? place : `: ${place}`;
  const shown = firstLine(command);
  const end = exitCode === undefined ? 'failed' : `ended with exit code ${exitCode}`;
  return event === undefined ? `${place}: ${shown} ${end}` : `: ${place}, ${shown} ${end}`;
}

function remedyText(remedy: string | undefined, hints: CommandHints): string | undefined {
  return remedy === undefined ? undefined : hints.complete(remedy);
}

function stageCard(view: ExecutionView, stage: StageView, options: CardOptions): readonly Line[] {
  const { width } = options;
  const rules = stage.conditions.flatMap(({ type, rules }) =>
    rules.filter((rule) => !rule.succeeded).map((rule) => ({ type, ...rule })),
  );
  return [
    [span(`✖ ${stage.name} failed`, 'red')],
    ...paragraph('', stage.reason ?? '', width),
    ...rules.flatMap(({ type, name, message }) => fact(type, `${name}: ${message ?? 'failed'}`, width)),
    [],
    ...nextSteps(view, { stage }, options),
  ].filter(isNoDoubleGap);
}

/** Whether an automatic rollback happened, how it went, and so what is serving. */
function rollbackFacts(deployment: DeploymentView, action: ActionView, width: number): readonly Line[] {
  if (deployment.creator === 'codeDeployRollback') return [];
  const { rollbackInfo, deploymentId } = deployment;
  const rollback = action.deployments.find(
    (other) =>
      other.deploymentId === rollbackInfo?.rollbackDeploymentId ||
      other.rollbackInfo?.rollbackTriggeringDeploymentId === deploymentId,
  );
  if (rollback === undefined)
    return fact(
      'rollback',
      rollbackInfo?.rollbackMessage ?? 'none: the hosts are as the failed deployment left them',
      width,
    );
  const serving = {
    Succeeded: 'the revision before is serving again',
    Failed: 'the rollback failed too, so the hosts are as it left them',
  };
  const state =
    rollback.status === 'Succeeded' || rollback.status === 'Failed'
      ? serving[rollback.status]
      : rollback.status;
  return fact('rollback', `${rollback.deploymentId} ${rollback.status}: ${state}`, width);
}

function nextSteps(
  view: ExecutionView,
  { stage, action }: { readonly stage: StageView; readonly action?: ActionView },
  { width, screenWidth, hints }: Omit<CardOptions, 'palette'>,
): readonly Line[] {
  const id = shortExecutionId(view.executionId);
  const steps: readonly (readonly [string, string])[] = [
    ...(action === undefined || action.displayStatus === 'Declined'
      ? []
      : [[hints.command(['logs', id, '--action', action.name]), 'everything that it printed'] as const]),
    ...(action === undefined ? [] : inspection(view, action, { isScreen: screenWidth !== undefined, hints })),
    [hints.command(['retry', id]), `${stage.name} again, with the same source`],
  ];
  const longest = Math.max(...steps.map(([command]) => displayWidth(command)));
  const room = width - longest - nextMargin;
  return [
    [],
    [span('next', 'bold')],
    ...steps.flatMap(([command, what]): readonly Line[] =>
      displayWidth(what) <= room
        ? [[span(`  ${padColumns(command, longest)}`, 'cyan'), span(`   ${what}`, 'dim')]]
        : [
            [span(`  ${command}`, 'cyan')],
            ...hanging(span('      '), what, width).map((part) => part.map(({ text }) => span(text, 'dim'))),
          ],
    ),
  ];
}

/** How to see where a build failed: only the call of `run` itself can be repeated with one more option. */
function inspection(
  view: ExecutionView,
  { phases, steps, deployments }: ActionView,
  { isScreen, hints }: { readonly isScreen: boolean; readonly hints: CommandHints },
): readonly (readonly [string, string])[] {
  if (!hints.isCall('run')) return [];
  if (phases.length > 0 && isAlone(view))
    return [[hints.again('--shell'), 'the same once more, with a shell where it fails']];
  if (isScreen && phases.length + steps.length + deployments.length > 0)
    return [[hints.again('--pause'), 'the same, with a shell where it fails']];
  return phases.length > 0
    ? [[hints.again('--keep-work'), 'a new execution that leaves its workspace to look into']]
    : [];
}

/** A build without a pipeline around it takes its files from a folder. */
function isAlone({ stages }: ExecutionView): boolean {
  return stages[0]?.actions[0]?.provider === folderProvider;
}

/** Before a command and behind it. */
const nextMargin = 5;

const labelWidth = 11;

function fact(label: string, text: string | undefined, width: number): readonly Line[] {
  return text === undefined || text === '' ? [] : paragraph(label, text, width);
}

/** A text that may wrap, next to its label. */
function paragraph(label: string, text: string, width: number): readonly Line[] {
  const indent = label === '' ? 2 : labelWidth + 2;
  return wrapText(cleanText(text.replaceAll(/\s*\n\s*/g, ' ')), width - indent).map((part, index) => {
    const lead = index === 0 && label !== '' ? `  ${label.padEnd(labelWidth)}` : ' '.repeat(indent);
    return [span(lead, 'dim' satisfies Role), span(part)];
  });
}

/** What to shorten, each next to its time. */
function slowestLines(steps: readonly TimedStep[], width: number): readonly Line[] {
  const spans = steps.map(({ durationMs }) => formatDuration(durationMs));
  const longest = Math.max(...spans.map((each) => each.length));
  return steps.flatMap(({ phaseType, command }, index) => {
    const label = `  ${(index === 0 ? 'slowest' : '').padEnd(labelWidth)}`;
    const text = command === undefined ? phaseType : `${phaseType}: ${firstLine(command)}`;
    return hanging(span(`${label}${(spans[index] ?? '').padStart(longest)}  `, 'dim'), text, width);
  });
}

/** Retries print the same again and again: once, with how often, is enough. */
function tailLines(tail: readonly string[]): readonly Line[] {
  const runs: { readonly text: string; count: number }[] = [];
  for (const text of tail.map(cleanText)) {
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => [
    span('  │ ', 'red'),
    span(text),
    // Empty lines are a gap, however many there are.
    span(count === 1 || text.trim() === '' ? '' : `  ${count} times`, 'dim'),
  ]);
}

/** Parts that are absent leave no hole. */
function isNoDoubleGap(line: Line, index: number, lines: readonly Line[]): boolean {
  return line.length > 0 || (lines[index - 1] ?? []).length > 0;
}
