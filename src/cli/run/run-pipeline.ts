// The run command: load, check, own the state or ask who does, resume or start, show, and report how it ended.
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { readyDefinition, recordDefinition, type Readying } from '../session/definition-record.ts';
import {
  recordInterruption,
  takeInterruption,
  reportInterruption,
  watchInterruption,
} from '../session/interruption.ts';
import { resumeNotice } from '../session/resume-notice.ts';
import { exitStatusOf } from '../session/exit-status.ts';
import { watchSources } from '../../runtime/watch-sources.ts';
import { awaitedExecutions, awaitOthers } from '../session/await-others.ts';
import { makeRequestToken } from '../session/request-token.ts';
import { writeStall } from '../session/write-stall.ts';
import { waitForOwner } from '../session/wait-for-owner.ts';
import { openAsOwner, ownPipeline, type OwnedPipeline } from '../session/own-pipeline.ts';
import { findInterrupted } from '../session/find-interrupted.ts';
import { showOwnExecution, type ShowOptions } from '../session/show-execution.ts';
import { endpointsOf, shortExecutionId } from '../render/describe.ts';
import { statePath } from '../state-path.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { isDeclared } from '../../view/latest-declaration.ts';
import { readView } from '../../view/read-view.ts';
import { createInterludes } from '../session/interludes.ts';
import { answerApprovals } from './answer-approvals.ts';
import { abandonBuild, abandonOlderBuilds } from './abandon-build.ts';
import { keepSecrets, readBuildCall } from './build-call.ts';
import { finishBuild } from './finish-build.ts';
import { writeArtifacts } from './write-artifacts.ts';
import type { RunCommandOptions } from './run-command-options.ts';
import type { ReadyForRun } from './ready-for-run.ts';
import { requireStart, withEvent } from './workflow-event.ts';
import { readRunOptions } from './run-options.ts';
import { runsOfOtherEvents } from './runs-of-events.ts';
import { pauseAtFailure } from './pause-at-failure.ts';
import { isServing, keepServing } from './keep-serving.ts';
import type { RunCall } from './run-call.ts';
import { requireValues } from './require-values.ts';
import { requireEngine } from './require-engine.ts';
import { runThroughOwner } from './run-through-owner.ts';
import { writeText } from '../write-lines.ts';
import { startedGoesOn, watchSuspension } from '../session/suspension.ts';

export async function runPipeline(
  definition: string,
  given: RunCommandOptions,
  terminal: Terminal,
): Promise<ExitStatus> {
  const json = given.json === true;
  const build = readBuildCall(given, terminal);
  const meant = { call: build, hasOwnSource: given.source !== undefined };
  const found = await findReady(definition, given, { terminal, json, build: meant });
  if (found === undefined) return 2;
  const { ready } = found;
  const caller = { ...terminal, ...build, folder: ready.folder };
  const options = readRunOptions(given, ready.definition, caller);
  const sourceRevisions = { ...found.sourceRevisions, ...options.sourceRevisions };
  const read = await withEvent({ ...options, sourceRevisions }, given, { ...ready, ...terminal });
  await requireEngine(read.options.executor);
  const path = statePath(given, terminal, ready.folder);
  const token = makeRequestToken();
  const call = { ready, path, given, read, build, terminal, json, token };
  const wait = waitForOwner(path, terminal);
  let hasRequested = false;
  for (;;) {
    const state = await openAsOwner(path);
    if (state !== undefined) return await runInFolder(state, { ...call, hasRequested });
    const outcome = await runThroughOwner(call);
    if (typeof outcome === 'number') return outcome;
    // The owner that got the request may have started it before it ended: the token shows it.
    hasRequested ||= outcome === 'asked';
    await wait();
  }
}

async function findReady(
  definition: string,
  given: RunCommandOptions,
  reading: Readying,
): Promise<ReadyForRun | undefined> {
  if (given.ref !== undefined) {
    const { readyForRun } = await import('./ready-for-run.ts');
    return await readyForRun(definition, given, reading);
  }
  const ready = await readyDefinition(definition, reading);
  return ready === undefined ? undefined : { ready, sourceRevisions: {} };
}

interface OwnRunCall extends RunCall {
  /** Another process was asked to start it, and has ended since. */
  readonly hasRequested: boolean;
}

async function runInFolder(state: StateFolder, call: OwnRunCall): Promise<ExitStatus> {
  await using _folder = state;
  const { ready, read, build, terminal } = call;
  const { options } = read;
  const { pipeline } = ready.definition;
  terminal.hints.usePipelines([...new Set([...state.journal.names('pipeline'), pipeline.name])]);
  const framed = ready.build === undefined ? {} : { build: ready.build };
  const record = { path: ready.path, options, ...framed };
  recordDefinition(state.records, pipeline.name, record);
  if (call.given.ref !== undefined) {
    const { removeOldDefinitions } = await import('../session/pushed-definition.ts');
    await removeOldDefinitions(state);
  }
  keepSecrets(build, state.secrets);
  await requireValues(ready, { state, options, cwd: terminal.cwd });
  return await runAsOwner(state, call);
}

async function runAsOwner(state: StateFolder, call: OwnRunCall): Promise<ExitStatus> {
  const { ready, given, read, terminal, json, hasRequested } = call;
  const pipelineName = ready.definition.pipeline.name;
  const isBuild = ready.build !== undefined;
  const isNew = given.new === true || isBuild || hasRequested;
  const interrupted = isNew ? undefined : carriable(state, call);
  if (interrupted !== undefined) refuseUnusedOptions(given, interrupted.executionId);
  const known = interrupted === undefined ? undefined : readView(state, { pipelineName, ...interrupted });
  if (known !== undefined && !json && !terminal.isQuiet) {
    const at = takeInterruption(state.records, known.view.executionId);
    writeText(terminal, `${resumeNotice(known.view, at === undefined ? undefined : Date.now() - at)}\n`);
  }
  // Before the pipeline, so that it still listens while the pipeline ends what runs.
  const interludes = createInterludes();
  using interruption = watchInterruption(interludes.takesInterrupts);
  using _suspension = watchSuspension(interludes, terminal, startedGoesOn);
  const staysOpen = given.exit !== true && terminal.isScreen && !json && !terminal.isQuiet;
  const serves = given.watch === true || (!isBuild && staysOpen);
  await using owned = await ownPipeline(state, ready, {
    ...read.options,
    leaves: !serves,
    onStall: (because) => writeStall(terminal, because),
    pause: given.pause === true ? pauseAtFailure(terminal, interludes) : undefined,
  });
  if (isBuild) await abandonOlderBuilds(owned);
  using _watching = given.watch === true ? startOnChange(owned, call) : undefined;
  const executionId = known?.view.executionId ?? (await start(owned, call));
  const { signal } = interruption;
  const { approve = [] } = given;
  using _answering = answerApprovals(owned, {
    executionId,
    approve,
    terminal,
    json,
    interludes,
  });
  const shown = { terminal, json, pipelineName, executionId, shownSeq: known?.seq ?? 0, signal, interludes };
  const view = await showOwnExecution(owned, {
    ...shown,
    leavesWhenIdle: false,
    // It has not succeeded before all that was wanted of it is there.
    beforeFinalLines: async (ended) => {
      if (ended.displayStatus === 'Succeeded') await writeArtifacts(state, ended, call);
    },
  });
  if (signal.aborted && isBuild) {
    terminal.writeError('\nInterrupted: the build is stopped.\n');
    await abandonBuild(owned, executionId, 'interrupted');
    return interruption.status();
  }
  if (signal.aborted) {
    reportInterruption(terminal, ready.path);
    recordInterruption(state.records, executionId, Date.now());
    return interruption.status();
  }
  await followRollback(owned, shown);
  // Where nothing is deployed there is nothing to stay for.
  if (serves && (given.watch === true || (await isServing(owned, view))))
    return await keepServing(owned, view, { terminal, interruption, json, path: ready.path });
  if (isBuild) return await finishBuild(state, view, call);
  if (!json && !terminal.isQuiet) reportWhatIsLeft(view, call);
  await awaitOthers(owned, { terminal, signal });
  return exitStatusOf(view);
}

/** A stage that failed may have begun to go back to what it had before: that is shown, and waited for. */
async function followRollback(owned: OwnedPipeline, shown: ShowOptions): Promise<void> {
  const { pipelineName, executionId: failed, terminal, json } = shown;
  const { history } = owned.state;
  const rollback = history
    .executions({ pipelineName, limit: recentExecutions })
    .find(({ trigger }) => trigger.triggerType === 'AutomatedRollback' && trigger.triggerDetail === failed);
  if (rollback === undefined || rollback.endedAt !== undefined) return;
  if (!json && !terminal.isQuiet) terminal.write('\nThe stage goes back to what it had before:\n');
  const { executionId } = rollback;
  await showOwnExecution(owned, { ...shown, executionId, shownSeq: 0, leavesWhenIdle: false });
}

/** A rollback starts together with the failure that causes it. */
const recentExecutions = 10;

/** Its mode says what becomes of an execution that still runs. */
function startOnChange({ runner }: OwnedPipeline, { ready, read, terminal }: RunCall): Disposable {
  const { definition, folder } = ready;
  const { variables, options } = read;
  return watchSources({ definition, definitionFolder: folder, options }, (by) => {
    terminal.writeError(`\n${by}\n`);
    void runner.request({ type: 'StartPipelineExecution', variables, sourceRevisions: {}, by });
  });
}

/** CodePipeline lets an execution start nothing more once its pipeline was updated: there is nothing to carry on. */
function carriable(state: StateFolder, call: RunCall): { readonly executionId: string } | undefined {
  const { ready, terminal, json } = call;
  const { pipeline } = ready.definition;
  const others = [...awaitedExecutions(state, pipeline.name), ...runsOfOtherEvents(state, call)];
  const found = findInterrupted(state, pipeline.name, others);
  if (found === undefined || isDeclared(state, pipeline)) return found;
  if (!json)
    terminal.write(
      `execution ${shortExecutionId(found.executionId)} was interrupted, and the pipeline was changed since: it is not resumed\n`,
    );
  return undefined;
}

/** What is given for a new execution would have no effect on the one that is carried on. */
function refuseUnusedOptions(given: RunCommandOptions, executionId: string): void {
  const { variable, sourceRevision, skip, only, until } = given;
  const ofNew = { skip, only, until, variable, 'source-revision': sourceRevision };
  const unused = Object.entries(ofNew).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`]));
  if (unused.length === 0) return;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `${unused.join(', ')} ${unused.length === 1 ? 'is' : 'are'} for a new execution, and ${shortExecutionId(executionId)} was interrupted and would be resumed`,
      remedy: `Leave ${unused.length === 1 ? 'it' : 'them'} out, or start a new execution with --new`,
    }),
  ]);
}

async function start({ runner }: OwnedPipeline, { read, token }: RunCall): Promise<string> {
  requireStart(read);
  const { variables, sourceRevisions, selection } = read;
  const result = await runner.request({
    type: 'StartPipelineExecution',
    variables,
    sourceRevisions,
    by: currentUser().username,
    clientRequestToken: token,
    ...defined({ selection }),
  });
  if (!result.accepted) throw new ProblemError(result.problems);
  if (result.executionId === undefined) throw new Error('An execution was started and its id is not known');
  return result.executionId;
}

/** The command ends, what it deployed does not. */
function reportWhatIsLeft(view: ExecutionView, { terminal: { write, hints }, ready }: RunCall): void {
  write(`\nDashboard: ${hints.up(ready.path)}\n`);
  if (endpointsOf(view).length > 0)
    write(
      `What is deployed goes on running: ${hints.command(['down'], ready.definition.pipeline.name)} ends it.\n`,
    );
}
