// The status command: pipelines, what waits, what is deployed, and who owns the state folder.
import { formatDuration } from '../../lib/duration.ts';
import { findOwner, isSilent, type SilentOwner } from '../../server/ask-owner.ts';
import { isOutdated, outdatedText, type OwnerDescription } from '../../server/owner.ts';
import { formatSize } from '../../lib/size.ts';
import { fullDisk } from '../../state/disk-reserve.ts';
import { targetKinds } from '../../targets/kinds.ts';
import { observeTargets } from '../../targets/observe-targets.ts';
import type { Observation, TargetKind } from '../../targets/target-kind.ts';
import type { PipelineOptions } from '../command.ts';
import { madePipelines, startCommand } from '../session/made-by-api.ts';
import { definitionPath } from '../session/definition-record.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import { openForReading } from '../state-path.ts';
import { actionResult, shortExecutionId } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import { appearances, markOf } from '../render/appearance.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { readPipelineStatus, type PipelineStatus, type StageStatus } from '../../view/pipeline-status.ts';
import { deployedTargets, type DeployedTarget } from './deployed-by.ts';
import { statusDocument } from './status-document.ts';
import { targetLines } from './target-lines.ts';
import type { Hints } from '../hints-contract.ts';
import { writeLines } from '../write-lines.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';

/** Kinds of targets that are given are shown in place of all. */
export async function showStatus(
  options: PipelineOptions,
  terminal: Terminal,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const named = namedPipeline(state, options);
  const names = named === undefined ? state.journal.names('pipeline') : [named];
  const pipelines = names.map((name) => readPipelineStatus(state, name));
  const [observed, owner] = await Promise.all([
    observeTargets(await state.folder('targets'), kinds),
    findOwner(state.path),
  ]);
  const targets = named === undefined ? observed : ofPipeline(deployedTargets(state, observed), named);
  if (options.json === true) {
    const views = targets.map(({ view }) => view);
    const document = { pipelines, targets: views, owner, fullDisk: fullDisk(state.path) };
    terminal.write(`${JSON.stringify(statusDocument(document))}
`);
    return 0;
  }
  const now = Date.now();
  const lines = [
    ...fullDiskLines(state.path),
    ...pipelines.flatMap((pipeline) => [...pipelineLines(pipeline, { now, hints: terminal.hints }), []]),
    ...(named === undefined ? unstartedLines(state.path, names, terminal.hints) : []),
    ...targets.flatMap((target) => [...targetLines(target), []]),
    ...ownerLines(owner, pipelines, (name) =>
      terminal.hints.run(definitionPath(state.records, name) ?? terminal.cwd),
    ),
  ];
  writeLines(terminal, lines);
  return 0;
}

/** Made by a stack or a call, and without an execution. */
function unstartedLines(stateFolder: string, known: readonly string[], hints: Hints): readonly Line[] {
  return madePipelines(stateFolder)
    .filter(({ name }) => !known.includes(name))
    .flatMap(({ name }) => [
      [span(name, 'bold'), span('  not started yet', 'dim')],
      [span(`  start it: ${hints.command(startCommand(name))}`, 'dim')],
      [],
    ]);
}

function fullDiskLines(path: string): readonly Line[] {
  const full = fullDisk(path);
  if (full === undefined) return [];
  const left = `${formatSize(full.freeBytes)} free${full.freeFiles === 0 ? ', no more files' : ''}`;
  return [[span('The disk is full ', 'red'), span(`(${left}): make room on the file system of ${path}`)], []];
}

/** With what belongs to the state folder. */
function ofPipeline(targets: readonly DeployedTarget[], name: string): readonly Observation[] {
  return targets
    .filter(({ observation, pipelines }) => observation.summary.isShared || pipelines.includes(name))
    .map(({ observation }) => observation);
}

export function pipelineLines(
  { pipelineName, stages, inFlight }: PipelineStatus,
  { now, hints }: { readonly now: number; readonly hints: Hints },
): readonly Line[] {
  const width = Math.max(0, ...stages.map(({ name }) => displayWidth(name)));
  const waiting = inFlight.flatMap((execution) =>
    execution.stages.flatMap((stage) =>
      stage.actions
        .filter(({ displayStatus }) => displayStatus === 'Waiting')
        .map(({ name }): Line => [
          span('   ◆ ', 'yellow'),
          span(hints.command(['approve', stage.name, name], pipelineName), 'cyan'),
          span(`   for execution ${shortExecutionId(execution.executionId)}, or reject`, 'dim'),
        ]),
    ),
  );
  return [
    [span(pipelineName, 'bold')],
    ...stages.flatMap((stage) => stageLines(stage, width, now)),
    ...waiting,
  ];
}

function stageLines({ name, latest, closed }: StageStatus, width: number, now: number): readonly Line[] {
  const displayStatus = latest?.stage.displayStatus ?? 'Pending';
  const { word, role } = appearances[displayStatus];
  const door: readonly Line[] =
    closed === undefined
      ? []
      : [
          [
            span('   ⏸ ', 'yellow'),
            span(`no execution enters ${name}: disabled by ${closed.by}`),
            span(`  ${closed.reason}`, 'dim'),
          ],
        ];
  const at = latest?.stage.endedAt ?? latest?.stage.startedAt;
  return [
    ...door,
    [
      span(' '),
      markOf(displayStatus),
      span(` ${padColumns(name, width)}`, 'bold'),
      span(`  ${word.padEnd(latest === undefined ? 0 : wordWidth)}`, role),
      ...(latest === undefined || at === undefined
        ? []
        : [
            span(`  ${shortExecutionId(latest.execution.executionId)}`),
            span(`  ${formatDuration(now - at)} ago`, 'dim'),
            span(`  ${resultOf(latest.stage)}`, 'dim'),
          ]),
    ],
  ];
}

/** `succeeded`, `in progress`: most words of the stages below each other. */
const wordWidth = 11;

function resultOf(stage: NonNullable<StageStatus['latest']>['stage']): string {
  const failed = stage.actions.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) return `${failed.name}: ${failed.error.code}`;
  // A stage that is tried again keeps the conditions of before.
  const isOver = stage.displayStatus === 'Failed' || stage.displayStatus === 'Skipped';
  const refused = isOver
    ? stage.conditions.find(({ displayStatus }) => displayStatus === 'Failed')
    : undefined;
  const rule = refused?.rules.find(({ succeeded }) => !succeeded);
  if (refused !== undefined) return `condition ${refused.type}${rule === undefined ? '' : `: ${rule.name}`}`;
  return stage.actions.map(actionResult).find((text) => text !== '') ?? '';
}

/** In flight and no process there: it was interrupted or killed. */
function ownerLines(
  owner: OwnerDescription | SilentOwner | undefined,
  pipelines: readonly PipelineStatus[],
  resume: (pipelineName: string) => string,
): readonly Line[] {
  if (isSilent(owner))
    return [
      [
        span(`Process ${owner.pid} owns this state folder and does not answer: `, 'yellow'),
        span(`kill -CONT ${owner.pid}`, 'cyan'),
        span(' lets it go on, ', 'yellow'),
        span(`kill -9 ${owner.pid}`, 'cyan'),
        span(' ends it', 'yellow'),
      ],
    ];
  if (owner?.url !== undefined)
    return [
      [span(`slipway up is running here, process ${owner.pid}: `, 'dim'), span(owner.url, 'cyan')],
      ...(isOutdated(owner) ? [[span(`${outdatedText('It')}: end it and start it again`, 'yellow')]] : []),
    ];
  if (owner !== undefined) return [[span(`Process ${owner.pid} is running here`, 'dim')]];
  const left = pipelines.filter(({ inFlight }) => inFlight.length > 0);
  if (left.length === 0) return [[span('No slipway process is running here', 'dim')]];
  return left.map(({ pipelineName, inFlight }) => [
    span(`No process runs ${inFlight.map(idOf).join(', ')}. To resume: `, 'yellow'),
    span(resume(pipelineName), 'cyan'),
  ]);
}

function idOf({ executionId }: ExecutionView): string {
  return shortExecutionId(executionId);
}
