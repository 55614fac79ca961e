// Asking something of a pipeline: the process that owns it when there is one, else we own it for as long as it takes.
import { ProblemError, problem } from '../../lib/problem.ts';
import type { Request } from '../../runtime/contract.ts';
import { askOwner } from '../../server/ask-owner.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { CommonOptions } from '../command.ts';
import { shortExecutionId } from '../text/describe.ts';
import { existingStatePath, openForReading } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readView } from '../../view/read-view.ts';
import { readyDefinition, recordedDefinition } from './definition-record.ts';
import { exitStatusOf } from './exit-status.ts';
import { recordInterruption, tellInterrupted, watchInterruption } from './interruption.ts';
import { openAsOwner, ownPipeline } from './own-pipeline.ts';
import { followExecution, hasEnded, showOwnExecution } from './show-execution.ts';

export interface Asked {
  readonly pipelineName: string;
  readonly request: Request;
  /** The execution that goes on because of the request, when it is known before. */
  readonly executionId?: string;
  /** What is said when it was recorded, after the name of the pipeline. */
  readonly done: string;
  /** `execution`: the caller wants to know how it ends, whoever runs it. `record`: the record is all. */
  readonly waitsFor: 'execution' | 'record';
  /** What counts as success when it runs here: `stopped` for those who asked for just that. */
  readonly aim?: 'stopped';
}

/** @param prepare looks at the state and says what to ask; throws a ProblemError when there is nothing to ask */
export async function askPipeline(
  prepare: (state: StateFolder) => Asked,
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const path = existingStatePath(options, terminal);
  const asked = await prepared(prepare, options, terminal);
  const call = { terminal, json: options.json === true, path };
  const result = await askOwner(path, asked.pipelineName, asked.request);
  if (result === undefined) return await askAsOwner(asked, call);
  if (!result.accepted) throw new ProblemError(result.problems);
  const executionId = result.executionId ?? asked.executionId;
  tellDone(asked, executionId, call);
  if (asked.waitsFor === 'record' || executionId === undefined) return 0;
  await using state = await openForReading(options, terminal);
  const { pipelineName } = asked;
  using interruption = watchInterruption();
  const view = await followExecution(state, {
    terminal,
    json: call.json,
    pipelineName,
    executionId,
    shownSeq: shownUntil(state, asked),
    signal: interruption.signal,
  });
  return interruption.signal.aborted ? 130 : exitStatusOf(view);
}

interface AskCall {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly path: string;
}

async function prepared(
  prepare: (state: StateFolder) => Asked,
  options: CommonOptions,
  terminal: Terminal,
): Promise<Asked> {
  await using state = await openForReading(options, terminal);
  return prepare(state);
}

/** Nobody owns it: what was asked is recorded, and what follows from it runs here to its end. */
async function askAsOwner(asked: Asked, { terminal, json, path }: AskCall): Promise<ExitStatus> {
  const state = await openAsOwner(path);
  if (state === undefined) throw new ProblemError([silentOwner(path)]);
  await using _folder = state;
  terminal.hints.usePipelines(state.journal.pipelineNames());
  const { pipelineName, request } = asked;
  const recorded = recordedDefinition(state.records, pipelineName);
  const { path: definition, build } = recorded;
  const ready = await readyDefinition(definition, {
    terminal,
    json,
    ...(build === undefined ? {} : { build }),
  });
  if (ready === undefined) return 2;
  const shownSeq = shownUntil(state, asked);
  // Before the pipeline, so that it still listens while the pipeline ends what runs.
  using interruption = watchInterruption();
  await using owned = await ownPipeline(state, ready, recorded.options);
  const result = await owned.runner.request(request);
  if (!result.accepted) throw new ProblemError(result.problems);
  const executionId = result.executionId ?? asked.executionId;
  tellDone(asked, executionId, { terminal, json });
  if (executionId === undefined) return 0;
  const { signal } = interruption;
  const shown = { terminal, json, pipelineName, executionId, shownSeq, signal, leavesWhenIdle: true };
  const view = await showOwnExecution(owned, shown);
  if (signal.aborted) {
    tellInterrupted(terminal, definition);
    recordInterruption(state.records, executionId, Date.now());
    return 130;
  }
  // Waiting for the next request is no failure of this one.
  return hasEnded(view) && asked.aim !== 'stopped' ? exitStatusOf(view) : 0;
}

/** What people know already of an execution that goes on; nothing of one that is to begin. */
function shownUntil(state: StateFolder, { pipelineName, executionId }: Asked): number {
  return executionId === undefined ? 0 : readView(state, { pipelineName, executionId }).seq;
}

function tellDone(
  { pipelineName, request, done }: Asked,
  executionId: string | undefined,
  { terminal, json }: Pick<AskCall, 'terminal' | 'json'>,
): void {
  const told = executionId === undefined ? '' : ` (execution ${shortExecutionId(executionId)})`;
  if (json)
    terminal.write(`${JSON.stringify({ accepted: true, type: request.type, pipelineName, executionId })}\n`);
  else terminal.write(`${pipelineName}: ${done}${told}\n`);
}

function silentOwner(path: string) {
  return problem({
    code: 'StateLocked',
    whose: 'call',
    message: `Another process owns the state folder "${path}" and does not answer`,
    remedy: 'Try again; if it stays so, end that process (slipway doctor names it)',
  });
}
