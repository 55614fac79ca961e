// The history command: each execution with result, duration, revision, trigger and what failed.
import { defined } from '../../lib/defined.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../../state/execution-history.ts';
import type { PipelineExecutionStatus } from '../../model/status.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { firstLine, shortExecutionId, shortRevision } from '../render/describe.ts';
import { span, type Line } from '../render/line.ts';
import { appearances, markOf } from '../render/appearance.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readLimit } from './read-limit.ts';
import { eventOfRun } from '../../view/event-of-run.ts';
import { causesOf } from '../../view/failure-groups.ts';
import type { DisplayStatus } from '../../view/execution-view.ts';
import { writeLines } from '../write-lines.ts';
import { displayWidth, padColumns } from '../../lib/display-width.ts';

export async function showHistory(
  options: PipelineOptions & { readonly limit: string },
  terminal: Terminal,
): Promise<ExitStatus> {
  const limit = readLimit(options.limit);
  await using state = await openForReading(options, terminal);
  const pipelineName = namedPipeline(state, options);
  const ofPipeline = pipelineName === undefined ? {} : { pipelineName };
  const executions = state.history.executions({ ...ofPipeline, limit }).map((summary) => ({
    ...summary,
    ...defined({ event: eventOfRun(state, summary.executionId) }),
    actions: state.history.actions(summary.executionId),
  }));
  const names = pipelineName === undefined ? state.journal.names('pipeline') : [];
  writeHistory(executions, { names, json: options.json === true }, terminal);
  return 0;
}

type ShownExecution = ExecutionSummary & {
  /** Of GitHub, that has started a run of a workflow. */
  readonly event?: string;
  readonly actions: readonly ActionExecutionSummary[];
};

/** @param names of the pipelines that they are of; one pipeline needs no name on each line */
export function writeHistory(
  executions: readonly ShownExecution[],
  { names, json }: { readonly names: readonly string[]; readonly json: boolean },
  terminal: Terminal,
): void {
  if (json) {
    terminal.write(`${JSON.stringify({ executions })}\n`);
    return;
  }
  if (executions.length === 0)
    terminal.write(`No execution yet: ${terminal.hints.command(['run'])} starts one\n`);
  const width = names.length < 2 ? 0 : Math.max(...names.map((name) => displayWidth(name)));
  const now = Date.now();
  for (const execution of executions) {
    const lines = [executionLine(execution, { now, width }), ...failureLines(execution)];
    writeLines(terminal, lines);
  }
}

const displayStatuses: Readonly<Record<PipelineExecutionStatus, DisplayStatus>> = {
  Cancelled: 'Cancelled',
  InProgress: 'InProgress',
  Stopped: 'Cancelled',
  Stopping: 'InProgress',
  Succeeded: 'Succeeded',
  Superseded: 'Superseded',
  Failed: 'Failed',
};

const statusWidth = 11;

function executionLine(
  execution: ExecutionSummary & Pick<ShownExecution, 'event'>,
  { now, width }: { readonly now: number; readonly width: number },
): Line {
  const {
    executionId,
    pipelineName,
    status,
    startedAt,
    endedAt,
    trigger,
    rollbackOf,
    sourceRevisions,
    runName,
    event,
  } = execution;
  const displayStatus = displayStatuses[status];
  const revisions = sourceRevisions.map(({ revisionId, revisionSummary }) =>
    `${shortRevision(revisionId)} ${firstLine(revisionSummary ?? '')}`.trim(),
  );
  const how =
    trigger.triggerType === 'StartPipelineExecution' ? (event ?? trigger.triggerType) : trigger.triggerType;
  const why = rollbackOf === undefined ? how : `rollback to ${shortExecutionId(rollbackOf)}`;
  return [
    markOf(displayStatus),
    span(` ${shortExecutionId(executionId)}  `, 'bold'),
    span(width === 0 ? '' : `${padColumns(pipelineName, width)}  `),
    span(status.padEnd(statusWidth), appearances[displayStatus].role),
    span(formatDuration((endedAt ?? now) - startedAt).padStart(8)),
    span(`  ${formatDuration(now - startedAt)} ago`.padEnd(14), 'dim'),
    span(`  ${why}${trigger.triggerDetail === '' ? '' : ` by ${trigger.triggerDetail}`}`),
    span(runName === undefined ? '' : `  ${runName}`),
    span(revisions.length === 0 ? '' : `  ${revisions.join(', ')}`, 'dim'),
  ];
}

function failureLines(execution: ShownExecution): readonly Line[] {
  return causesOf(execution).map(({ stageName, actionName, error }) => [
    span(`    ${stageName} › ${actionName}: `),
    span(error?.code ?? 'failed', 'red'),
    span(`  ${firstLine(error?.message ?? '')}`, 'dim'),
  ]);
}
