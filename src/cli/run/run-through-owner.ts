// Run while another process owns the state folder: it is asked to start the execution, and we watch.
import { userInfo } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { problem, ProblemError } from '../../lib/problem.ts';
import { askOwner, findOwner } from '../../server/ask-owner.ts';
import type { OwnerDescription } from '../../server/serve-owner.ts';
import { openState } from '../../state/open-state.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { exitStatusOf } from '../drive/exit-status.ts';
import { watchInterruption } from '../drive/interruption.ts';
import { followExecution } from '../drive/show-execution.ts';
import type { ExitStatus } from '../terminal.ts';
import { isDeclared } from '../../view/latest-declaration.ts';
import { buildOptions } from './build-call.ts';
import type { RunCall } from './run-call.ts';

export async function runThroughOwner(call: RunCall): Promise<ExitStatus> {
  const { path, read, terminal, json } = call;
  const owner = await waitForOwner(path);
  await using state = await openState(path, { owner: false });
  terminal.hints.usePipelines(state.journal.pipelineNames());
  refuse(call, owner, state);
  const { variables, sourceRevisions } = read;
  const pipelineName = call.ready.definition.pipeline.name;
  const by = userInfo().username;
  const result = await askOwner(path, pipelineName, {
    type: 'StartPipelineExecution',
    variables,
    sourceRevisions,
    by,
  });
  if (result === undefined) throw notAnswering(path);
  if (!result.accepted) throw new ProblemError(result.problems);
  const { executionId } = result;
  if (executionId === undefined) throw new Error('The owner started an execution and did not tell its id');
  if (!json) terminal.write(`process ${owner.pid} runs it; Ctrl-C only stops watching\n`);
  using interruption = watchInterruption();
  const { signal } = interruption;
  const view = await followExecution(state, {
    terminal,
    json,
    pipelineName,
    executionId,
    shownSeq: 0,
    signal,
  });
  return signal.aborted ? 130 : exitStatusOf(view);
}

const attempts = 100;
const intervalMs = 50;

/** An owner that has just begun takes a moment until it listens. */
async function waitForOwner(path: string): Promise<OwnerDescription> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const owner = await findOwner(path);
    if (owner !== undefined) return owner;
    await delay(intervalMs);
  }
  throw notAnswering(path);
}

function notAnswering(path: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'StateLocked',
      whose: 'call',
      message: `Another process owns the state folder "${path}" and does not answer`,
      remedy: 'Wait until it has ended, or use another state folder (--state DIR)',
    }),
  ]);
}

/** The owner runs its own definition with its own options: whoever wants others must not believe they were taken. */
function refuse({ ready, given, path }: RunCall, owner: OwnerDescription, state: StateFolder): void {
  const { pipeline } = ready.definition;
  const isThere = owner.pipelineNames.includes(pipeline.name);
  const who = `Process ${owner.pid} owns the state folder "${path}"`;
  const reasons = [
    isThere
      ? ''
      : `${who} and runs ${owner.pipelineNames.map((name) => `"${name}"`).join(', ')}, not "${pipeline.name}"`,
    // A server reads the definition again before each execution.
    !isThere || owner.url !== undefined || isDeclared(state, pipeline)
      ? ''
      : `${who} and runs the pipeline as it was declared before its last change`,
    ...ownOptions
      .filter(([, isGiven]) => isGiven(given))
      .map(([name]) => `${who}, so ${name} cannot be given now`),
  ].filter((reason) => reason !== '');
  if (reasons.length === 0) return;
  const remedy = 'End that process first, or use another state folder (--state DIR)';
  throw new ProblemError(
    reasons.map((message) => problem({ code: 'StateLocked', whose: 'call', message, remedy })),
  );
}

const ownOptions: readonly (readonly [string, (given: RunCall['given']) => boolean])[] = [
  ['--source', ({ source }) => source !== undefined],
  ...buildOptions,
  ['--max-builds', ({ maxBuilds }) => maxBuilds !== undefined],
  ['--minute', ({ minute }) => minute !== undefined],
  ['--reuse', ({ reuse }) => reuse === true],
  ['--aws-values', ({ awsValues }) => awsValues === true],
  ['--watch', ({ watch }) => watch === true],
  ['--executor', ({ executor }) => executor !== undefined],
  ['--isolation', ({ isolation }) => isolation !== undefined],
  ['--strict-runtimes', ({ strictRuntimes }) => strictRuntimes === true],
  ['--keep-work', ({ keepWork }) => keepWork === true],
];
