// Run while another process owns the state folder: it is asked to start the execution, and we watch.
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { askOwner, findOwner, isSilent } from '../../server/ask-owner.ts';
import { isOutdated, outdatedText, type OwnerDescription } from '../../server/owner.ts';
import { openState } from '../../state/open-state.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { exitStatusOf } from '../session/exit-status.ts';
import { watchInterruption, reportOthers } from '../session/interruption.ts';
import { nameOfCall } from '../session/own-pipeline.ts';
import { seeThrough } from '../session/see-through.ts';
import { notAnswering } from '../session/wait-for-owner.ts';
import type { ExitStatus } from '../terminal.ts';
import { isDeclared } from '../../view/latest-declaration.ts';
import { buildOptions } from './build-call.ts';
import type { RunCall } from './run-call.ts';
import { requireStart } from './workflow-event.ts';
import { createInterludes } from '../session/interludes.ts';
import { othersGoOn, watchSuspension } from '../session/suspension.ts';

/**
 * The exit status of an execution that the owner was asked to start; `wait` when it is this command's turn only after
 * the owner has ended, `asked` when the owner has ended over the question. Throws a ProblemError when waiting is no
 * use.
 */
export async function runThroughOwner(call: RunCall): Promise<ExitStatus | 'wait' | 'asked'> {
  const { path, read, terminal, json, token } = call;
  const owner = await findOwner(path);
  if (isSilent(owner)) throw notAnswering(path, owner.pid);
  // One that has just begun takes a moment until it listens.
  if (owner === undefined) return 'wait';
  await using state = await openState(path, { owner: false });
  terminal.hints.usePipelines(state.journal.names('pipeline'));
  if (!isForOwner(call, owner, state)) return 'wait';
  requireStart(read);
  const { variables, sourceRevisions, selection } = read;
  const pipelineName = call.ready.definition.pipeline.name;
  const result = await askOwner(path, pipelineName, {
    type: 'StartPipelineExecution',
    variables,
    sourceRevisions,
    by: currentUser().username,
    clientRequestToken: token,
    ...defined({ selection }),
  });
  if (isSilent(result)) throw notAnswering(path, result.pid);
  if (result === undefined) return 'asked';
  if (!result.accepted) throw new ProblemError(result.problems);
  const { executionId } = result;
  if (executionId === undefined) throw new Error('The owner started an execution and did not return its id');
  if (isOutdated(owner))
    terminal.writeError(`${outdatedText(`process ${owner.pid}`)}: end it and start it again\n`);
  if (!json && !terminal.isQuiet)
    terminal.write(`process ${owner.pid} runs it; Ctrl-C only stops watching\n`);
  using interruption = watchInterruption();
  const interludes = createInterludes();
  using _suspension = watchSuspension(interludes, terminal, othersGoOn);
  const { signal } = interruption;
  const shown = { terminal, json, pipelineName, executionId, shownSeq: 0, signal, interludes };
  const view = await seeThrough(state, { ...shown, leavesWhenIdle: false });
  if (!signal.aborted) return exitStatusOf(view);
  reportOthers(terminal, owner.pid);
  return interruption.status();
}

/**
 * The owner runs its own definition with its own options: a caller that wants others must not believe they were taken.
 * False when the caller gets them as soon as the owner has ended. Throws a ProblemError when that is not foreseeable.
 */
function isForOwner(call: RunCall, owner: OwnerDescription, state: StateFolder): boolean {
  const { ready, given } = call;
  const { pipeline } = ready.definition;
  const who = `Process ${owner.pid} owns the state folder "${call.path}"`;
  if (given.approve !== undefined) throw refusal([`${who}, so --approve cannot be given now`]);
  const isThere = owner.pipelineNames.includes(pipeline.name);
  // A build takes its own variables, secrets and artifacts: it has an owner of its own.
  const isBuild = ready.build !== undefined;
  if (isBuild && owner.leaves === true) return false;
  const isSame = owner.call === nameOfCall(ready.path, call.read.options);
  const options = isSame ? [] : ownOptions.filter(([, isGiven]) => isGiven(given));
  if (options.length > 0) throw refusal(options.map(([name]) => `${who}, so ${name} cannot be given now`));
  // A server reads the definition again before each execution.
  const isCurrent = owner.url !== undefined || isDeclared(state, pipeline);
  const fits = isThere && isCurrent && !isBuild;
  if (owner.leaves === true) return fits && isSame;
  if (fits) return true;
  throw refusal([
    isThere
      ? `${who} and runs the pipeline as it was declared before its last change`
      : `${who} and runs ${owner.pipelineNames.map((name) => `"${name}"`).join(', ')}, not "${pipeline.name}"`,
  ]);
}

function refusal(messages: readonly string[]): ProblemError {
  const remedy = 'End that process first, or use another state folder (--state DIR)';
  return new ProblemError(
    messages.map((message) => problem({ code: 'StateLocked', whose: 'call', message, remedy })),
  );
}

const ownOptions: readonly (readonly [string, (given: RunCall['given']) => boolean])[] = [
  ['--source', ({ source }) => source !== undefined],
  ...buildOptions,
  ['--max-builds', ({ maxBuilds }) => maxBuilds !== undefined],
  ['--minute', ({ minute }) => minute !== undefined],
  ['--reuse', ({ reuse }) => reuse === true],
  ['--aws-values', ({ awsValues }) => awsValues === true],
  ['--pause', ({ pause }) => pause === true],
  ['--watch', ({ watch }) => watch === true],
  ['--executor', ({ executor }) => executor !== undefined],
  ['--iam', ({ iam }) => iam !== undefined],
  ['--isolation', ({ isolation }) => isolation !== undefined],
  ['--strict-runtimes', ({ strictRuntimes }) => strictRuntimes === true],
  ['--keep-work', ({ keepWork }) => keepWork === true],
];
