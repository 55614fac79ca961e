// The logs command: an execution's output action by action, or all of it as it comes.
import { setTimeout as delay } from 'node:timers/promises';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { loggedActions, type Logged } from '../../view/logged-actions.ts';
import { readableExecution } from '../request/choose-pipeline.ts';
import type { PipelineOptions } from '../command.ts';
import { openForReading } from '../state-path.ts';
import { shortExecutionId } from '../render/describe.ts';
import { cleanText, span } from '../render/line.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { linesOfStep, type PrintLine } from './step-lines.ts';

export interface LogsOptions extends PipelineOptions {
  readonly action?: string;
  /** As it is shown, without the mark in front. */
  readonly step?: string;
  readonly follow?: boolean;
  readonly timestamps?: boolean;
}

export async function showLogs(
  execution: string,
  options: LogsOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  await using state = await openForReading(options, terminal);
  const { executionId, pipelineName } = readableExecution(state, execution, options);
  if (execution === 'latest' && options.pipeline === undefined && state.journal.names('pipeline').length > 1)
    terminal.writeError(`Logs of execution ${shortExecutionId(executionId)} of "${pipelineName}"\n`);
  const printed = logPrinter(options, terminal);
  const step = options.step === undefined ? undefined : linesOfStep(options.step, printed);
  const print = step?.print ?? printed;
  const shown = new Map<string, number>();
  for (;;) {
    // Asked before reading, so that what was written until the end is read once more after it.
    const isOver = state.history.execution(executionId)?.endedAt !== undefined;
    for (const action of wantedActions(state, { executionId, pipelineName }, options))
      shown.set(
        action.actionExecutionId,
        await showNew(state, { action, print, from: shown.get(action.actionExecutionId) ?? 0 }),
      );
    if (options.follow !== true || isOver) break;
    await delay(pollMs);
  }
  step?.expectFound();
  return 0;
}

const pollMs = 100;

function wantedActions(
  state: StateFolder,
  execution: Pick<ExecutionSummary, 'executionId' | 'pipelineName'>,
  { action, follow }: LogsOptions,
): readonly Logged[] {
  const all = loggedActions(state, execution);
  if (action === undefined) return all;
  const found = all.filter(({ actionName }) => actionName === action);
  if (found.length === 0 && follow !== true) throw unknownAction(action, all);
  return found;
}

function unknownAction(name: string, all: readonly Logged[]): ProblemError {
  const names = [...new Set(all.map(({ actionName }) => actionName))];
  const remedy = didYouMean(name, names, `Those that ran: ${names.join(', ') || 'none yet'}`);
  const message = `No action "${name}" has run in this execution`;
  return new ProblemError([problem({ code: 'ActionNotFoundException', whose: 'call', message, remedy })]);
}

/** Lines from number `from` on; gives the number of the next. A line that may still grow waits for its end. */
async function showNew(
  state: StateFolder,
  { action, print, from }: { readonly action: Logged; readonly print: PrintLine; readonly from: number },
): Promise<number> {
  let next = from;
  for await (const line of state.logs.read(action.executionId, action.actionExecutionId, from)) {
    if (line.unfinished === true && action.status === 'InProgress') break;
    print(action, line);
    next += 1;
  }
  return next;
}

/** Named by action unless only one was asked for. */
export function logPrinter(
  { json, action: only, timestamps }: LogsOptions,
  { palette, write }: Terminal,
): PrintLine {
  if (json === true)
    return ({ stageName, actionName, actionExecutionId }, { at, text }) =>
      write(`${JSON.stringify({ at, stageName, actionName, actionExecutionId, text })}\n`);
  return ({ stageName, actionName }, { at, text }) => {
    const prefix = only === undefined ? `${stageName}/${actionName} | ` : '';
    const time = timestamps === true ? `${new Date(at).toISOString()}  ` : '';
    write(`${palette.paint([span(`${time}${prefix}`, 'dim'), span(cleanText(text))])}\n`);
  };
}
