// The history command with --failures: what fails again and again, for a weekly review.
import { counted } from '../../lib/counted.ts';
import { formatDuration } from '../../lib/duration.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { groupFailures, type FailureGroup } from '../../view/failure-groups.ts';
import { namedPipeline } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { shortExecutionId } from '../render/describe.ts';
import { hanging, span, type Line } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readLimit } from './read-limit.ts';

export interface FailuresOptions extends PipelineOptions {
  readonly limit: string;
  readonly days: string;
}

export async function showFailures(options: FailuresOptions, terminal: Terminal): Promise<ExitStatus> {
  const limit = readLimit(options.limit);
  const days = readDays(options.days);
  await using state = await openForReading(options, terminal);
  const now = Date.now();
  const since = now - days * dayMs;
  const pipelineName = namedPipeline(state, options);
  const executions = state.history
    .executions(pipelineName === undefined ? {} : { pipelineName })
    .filter(({ startedAt, endedAt = now }) => startedAt >= since || endedAt >= since)
    .map((summary) => ({ ...summary, actions: state.history.actions(summary.executionId) }));
  const failures = groupFailures(executions).filter(({ lastAt }) => lastAt >= since);
  if (options.json === true) {
    const shown = failures.slice(0, limit);
    terminal.write(`${JSON.stringify({ since, executions: executions.length, failures: shown })}\n`);
    return 0;
  }
  const pipelines = new Set(executions.map(({ pipelineName }) => pipelineName));
  const lines = [
    headline(failures, { days, executions: executions.length }),
    ...failures
      .slice(0, limit)
      .flatMap((group) => groupLines(group, { now, width: terminal.columns(), several: pipelines.size > 1 })),
    ...(failures.length > limit ? [[span(`  … and ${failures.length - limit} more: --limit`, 'dim')]] : []),
  ];
  for (const line of lines) terminal.write(`${terminal.palette.paint(line)}\n`);
  return 0;
}

const dayMs = 24 * 60 * 60 * 1000;

function readDays(text: string): number {
  const days = Number(text);
  if (Number.isFinite(days) && days > 0) return days;
  const message = `--days takes a number above 0, not "${text}"`;
  throw new ProblemError([problem({ code: 'CallInvalid', whose: 'call', message })]);
}

function headline(
  failures: readonly FailureGroup[],
  { days, executions }: { readonly days: number; readonly executions: number },
): Line {
  const count = failures.reduce((sum, group) => sum + group.count, 0);
  const summary = count === 0 ? 'No failure' : count === 1 ? '1 failure' : `${count} failures`;
  const among = counted(executions, 'execution');
  return [span(`${summary} in ${among} of the last ${days === 1 ? 'day' : `${days} days`}`, 'bold')];
}

interface Shown {
  readonly now: number;
  readonly width: number;
  /** Of more than one pipeline. */
  readonly several: boolean;
}

function groupLines(group: FailureGroup, { now, width, several }: Shown): readonly Line[] {
  const { pipelineName, place, code, count, lastAt, message, executionIds, hasSucceededSince } = group;
  const where = place === undefined ? pipelineName : `${place.stageName} › ${place.actionName}`;
  const indent = ' '.repeat(8);
  return [
    [],
    [
      span(`${String(count).padStart(4)} ×  `, 'bold'),
      span(several && place !== undefined ? `${pipelineName}: ${where}  ` : `${where}  `),
      span(code, 'red'),
      span(`  last ${formatDuration(now - lastAt)} ago, `, 'dim'),
      hasSucceededSince ? span('has succeeded since', 'green') : span('not succeeded since', 'yellow'),
    ],
    ...hanging(span(indent), message, width),
    [span(`${indent}${idsOf(executionIds)}`, 'dim')],
  ];
}

const shownIds = 5;

function idsOf(executionIds: readonly string[]): string {
  const shown = executionIds.slice(0, shownIds).map(shortExecutionId).join(' ');
  const more = executionIds.length - shownIds;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
