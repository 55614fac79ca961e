// Sends a request to a pipeline: to the process that owns it when there is one, else we own it for as long as it takes.
import { defined } from '../../lib/defined.ts';
import { writeStall } from './write-stall.ts';
import { ProblemError } from '../../lib/problem.ts';
import type { Request, RequestResult } from '../../runtime/contract.ts';
import { askOwner, isSilent } from '../../server/ask-owner.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { CommonOptions } from '../command.ts';
import { shortExecutionId } from '../render/describe.ts';
import { existingStatePath, openForReading } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { readView } from '../../view/read-view.ts';
import { awaitOthers } from './await-others.ts';
import { readyDefinition, recordedDefinition } from './definition-record.ts';
import { exitStatusOf } from './exit-status.ts';
import { recordInterruption, reportInterruption, watchInterruption, reportOthers } from './interruption.ts';
import { openAsOwner, ownPipeline } from './own-pipeline.ts';
import { seeThrough } from './see-through.ts';
import { hasEnded, showOwnExecution } from './show-execution.ts';
import { notAnswering, waitForOwner } from './wait-for-owner.ts';
import { createInterludes } from './interludes.ts';
import { othersGoOn, startedGoesOn, watchSuspension } from './suspension.ts';

export interface PipelineRequest {
  readonly pipelineName: string;
  readonly request: Request;
  /** The execution that goes on because of the request, when it is known before. */
  readonly executionId?: string;
  /** What is said when it was recorded, after the name of the pipeline. */
  readonly done: string;
  /** `execution`: the caller waits until it ends, in any process. `record`: the caller waits for the record alone. */
  readonly waitsFor: 'execution' | 'record';
  /** What counts as success when it runs here: `stopped` for a request to stop. */
  readonly aim?: 'stopped';
}

/** @param prepare reads the state and gives the request; throws a ProblemError when there is nothing to request */
export async function sendRequest(
  prepare: (state: StateFolder) => PipelineRequest,
  options: CommonOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const path = existingStatePath(options, terminal);
  const wanted = await prepared(prepare, options, terminal);
  const call = { terminal, json: options.json === true, path };
  const wait = waitForOwner(path, terminal);
  for (;;) {
    const result = await askOwner(path, wanted.pipelineName, wanted.request);
    if (isSilent(result)) throw notAnswering(path, result.pid);
    if (result !== undefined) return await follow(wanted, result, call);
    const state = await openAsOwner(path);
    if (state !== undefined) return await askAsOwner(wanted, state, call);
    // Another process has begun to own the folder, or is about to end.
    await wait();
  }
}

/** The owner has the request: what it does is shown, and resumed here should it end first. */
async function follow(wanted: PipelineRequest, result: RequestResult, call: AskCall): Promise<ExitStatus> {
  if (!result.accepted) throw new ProblemError(result.problems);
  const executionId = result.executionId ?? wanted.executionId;
  reportDone(wanted, executionId, call);
  if (wanted.waitsFor === 'record' || executionId === undefined) return 0;
  const { openState } = await import('../../state/open-state.ts');
  await using state = await openState(call.path, { owner: false });
  const { pipelineName } = wanted;
  using interruption = watchInterruption();
  const interludes = createInterludes();
  using _suspension = watchSuspension(interludes, call.terminal, othersGoOn);
  const { signal } = interruption;
  const shownSeq = shownUntil(state, wanted);
  const { terminal, json } = call;
  const shown = { terminal, json, pipelineName, executionId, shownSeq, signal, interludes };
  const view = await seeThrough(state, { ...shown, leavesWhenIdle: true });
  if (!signal.aborted) return exitStatusOf(view);
  reportOthers(terminal);
  return interruption.status();
}

interface AskCall {
  readonly terminal: Terminal;
  readonly json: boolean;
  readonly path: string;
}

async function prepared(
  prepare: (state: StateFolder) => PipelineRequest,
  options: CommonOptions,
  terminal: Terminal,
): Promise<PipelineRequest> {
  await using state = await openForReading(options, terminal);
  return prepare(state);
}

/** No process owns it: the request is recorded, and what follows from it runs here to its end. */
async function askAsOwner(
  wanted: PipelineRequest,
  state: StateFolder,
  { terminal, json }: AskCall,
): Promise<ExitStatus> {
  await using _folder = state;
  terminal.hints.usePipelines(state.journal.names('pipeline'));
  const { pipelineName, request } = wanted;
  const recorded = recordedDefinition(state.records, pipelineName);
  const { path: definition, build } = recorded;
  const ready = await readyDefinition(definition, {
    terminal,
    json,
    ...defined({ build }),
  });
  if (ready === undefined) return 2;
  const shownSeq = shownUntil(state, wanted);
  // Before the pipeline, so that it still listens while the pipeline ends what runs.
  using interruption = watchInterruption();
  const interludes = createInterludes();
  using _suspension = watchSuspension(interludes, terminal, startedGoesOn);
  await using owned = await ownPipeline(state, ready, {
    ...recorded.options,
    leaves: true,
    onStall: (because) => writeStall(terminal, because),
  });
  const result = await owned.runner.request(request);
  if (!result.accepted) throw new ProblemError(result.problems);
  const executionId = result.executionId ?? wanted.executionId;
  reportDone(wanted, executionId, { terminal, json });
  if (executionId === undefined) return 0;
  const { signal } = interruption;
  const shown = { terminal, json, pipelineName, executionId, shownSeq, signal, interludes };
  const view = await showOwnExecution(owned, { ...shown, leavesWhenIdle: true });
  if (signal.aborted) {
    reportInterruption(terminal, definition);
    recordInterruption(state.records, executionId, Date.now());
    return interruption.status();
  }
  await awaitOthers(owned, { terminal, signal });
  // Waiting for the next request is no failure of this one.
  return hasEnded(view) && wanted.aim !== 'stopped' ? exitStatusOf(view) : 0;
}

/** What people know already of an execution that goes on; nothing of one that is to begin. */
function shownUntil(state: StateFolder, { pipelineName, executionId }: PipelineRequest): number {
  return executionId === undefined ? 0 : readView(state, { pipelineName, executionId }).seq;
}

function reportDone(
  { pipelineName, request, done }: PipelineRequest,
  executionId: string | undefined,
  { terminal, json }: Pick<AskCall, 'terminal' | 'json'>,
): void {
  const which = executionId === undefined ? '' : ` (execution ${shortExecutionId(executionId)})`;
  if (json)
    terminal.write(`${JSON.stringify({ accepted: true, type: request.type, pipelineName, executionId })}\n`);
  else terminal.write(`${pipelineName}: ${done}${which}\n`);
}
