// Runs one action through its provider, from an opened log to the event that ends it.
import type { AccountOfRun } from '../account/account.ts';
import { scopeOf } from '../account/scope.ts';
import { join } from 'node:path';
import { ActionAborted } from '../actions/action-aborted.ts';
import type { Pause } from '../actions/pause.ts';
import type {
  ActionContext,
  ActionResult,
  ActionRunner,
  RunOptions,
  StartPipeline,
} from '../actions/provider.ts';
import { executedTypes, type Providers } from '../actions/registry.ts';
import { defined } from '../lib/defined.ts';
import { unexecutedKeys } from '../model/action-type.ts';
import type { PipelineEvent } from '../engine/event.ts';
import { problemBehind } from '../lib/system-problem.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { JobPlanner } from '../model/job-graph.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { ArtifactReference, FailureDetails, Progress } from '../model/progress.ts';
import { reportAccess } from '../actions/report-access.ts';
import { serviceCallsOf } from '../model/rights/service-calls.ts';
import type { ServiceCalls } from '../model/rights/service-calls-shape.ts';
import { endMarked } from '../process/end-marked.ts';
import { removeTree } from '../lib/remove-tree.ts';
import { isFull } from '../state/disk-room.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { shortestSecret } from '../process/secret-forms.ts';
import { openActionLog, type OpenActionLog } from './action-log.ts';
import { actionState } from './action-state.ts';
import type { Hide } from './hide-secrets.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { keepWork } from './left-work.ts';
import { notePauses } from './note-pauses.ts';
import { observeAnyAlarm } from './observe-alarm.ts';
import { findReusable, inputsOf, placeOf, rememberRun, wantsReuse } from './reuse.ts';
import type { WorkRemoval } from './work-removal.ts';

/** What all actions of one pipeline share. */
export interface ActionSurroundings {
  readonly definition: CheckedDefinition;
  readonly definitionFolder: string;
  readonly state: StateFolder;
  readonly account: AccountOfRun;
  readonly options: RunOptions;
  readonly now: () => number;
  readonly secrets: KnownSecrets;
  readonly providers: Providers;
  readonly startPipeline?: StartPipeline;
  readonly pause?: Pause;
  /** For stages with jobs. */
  readonly jobs?: JobPlanner;
  readonly removal: WorkRemoval;
}

/** One run of one action, as the journal knows it. */
export interface ActionRunInput {
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  readonly actionExecutionId: string;
  readonly attempt: number;
  readonly declaration: ActionDeclaration;
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputArtifacts: readonly ArtifactReference[];
  readonly sourceRevision?: string;
  /** A job of a workflow with `continue-on-error`. */
  readonly mayFail?: true;
  /** Of a rule, which is run as an action; found by the declaration when absent. */
  readonly runner?: ActionRunner;
}

export type ActionEnd = Extract<PipelineEvent, { type: 'ActionSucceeded' | 'ActionFailed' }>;

/**
 * Runs the action to its end and gives the event to record. Never rejects: a provider that throws is our own bug or
 * an operation that could not go on, and becomes an ActionFailed that says so.
 */
export async function runAction(
  input: ActionRunInput,
  surroundings: ActionSurroundings,
  live: Live,
): Promise<ActionEnd> {
  const { providers } = surroundings;
  const runner = input.runner ?? providers.find(input.declaration.actionTypeId)?.runner;
  const result =
    runner === undefined
      ? failed(notExecuted(input.declaration, providers))
      : await runWith(runner, { input, surroundings, live }).catch((error: unknown) =>
          failed(unexpected(error)),
        );
  return toEvent(input, result, surroundings.now());
}

interface Live {
  readonly signal: AbortSignal;
  /** Aborts when it is asked to end by itself; its reason is why. */
  readonly cancelled?: AbortSignal;
  readonly report: (progress: Progress) => void;
}

interface Run {
  readonly input: ActionRunInput;
  readonly surroundings: ActionSurroundings;
  readonly live: Live;
}

async function runWith(runner: ActionRunner, run: Run): Promise<ActionResult> {
  const { input, surroundings } = run;
  const { state, options } = surroundings;
  const workFolder = await prepareWorkFolder(runner, run);
  const unwritable = new AbortController();
  await using opened = openActionLog(await state.logs.open(input.executionId, input.actionExecutionId), {
    known: surroundings.secrets,
    onTooShort: (name) => run.live.report(tooShort(name)),
    onFailure: () => unwritable.abort(new ActionAborted('Unwritable')),
  });
  const pausing = notePauses(surroundings.pause);
  const context: ActionContext<RunOptions> = {
    pipelineName: surroundings.definition.pipeline.name,
    executionId: input.executionId,
    stageName: input.stageName,
    actionExecutionId: input.actionExecutionId,
    attempt: input.attempt,
    declaration: input.declaration,
    configuration: input.configuration,
    definition: surroundings.definition,
    definitionFolder: surroundings.definitionFolder,
    ...scopeOf(input.declaration, surroundings.definition.pipeline, surroundings.account),
    ...recordIn(surroundings, input),
    observeAlarm: async (alarm, moment) => await observeAnyAlarm(alarm, surroundings, moment),
    inputArtifacts: input.inputArtifacts,
    workFolder,
    state: actionState(state, opened),
    log: opened.log,
    signal: AbortSignal.any([run.live.signal, unwritable.signal]),
    options,
    now: surroundings.now,
    ...defined({
      startPipeline: surroundings.startPipeline,
      sourceRevision: input.sourceRevision,
      cancelled: run.live.cancelled,
      pause: pausing.pause,
    }),
    step: async (name, work) => step(runner, { run, name, work, hide: opened.hide }),
    // What a script or a container has printed may hold a secret, in the details of a failure as in the log.
    report: (progress) => run.live.report(opened.show(progress)),
  };
  for (const each of unexecutedKeys(surroundings.providers, input.declaration, input.configuration))
    context.report({ kind: 'NotExecuted', ...each });
  let isLeft = false;
  try {
    const calls = callsOf(runner, context, surroundings);
    const ended = await runOrReuse(runner, context, { state, opened, calls, ...pausing }).catch(
      (error: unknown) => opened.show(failed(unexpected(error))),
    );
    const lost = opened.failure();
    const result = lost === undefined ? ended : failed(unexpected(lost));
    isLeft = options.keepsFailedBuild === true && result.status === 'Failed';
    return result;
  } finally {
    // An interrupted run that will be resumed needs what it has; everything else is over.
    const interrupted = run.live.signal.aborted && runner.recovery === 'resume';
    if (options.keepWork) keepWork(state.records, input.executionId, input.actionExecutionId);
    else if (!interrupted && !isLeft) {
      surroundings.removal.add(workFolder);
      // How it has ended needs the room that it has taken.
      if (isFull(state.path)) await surroundings.removal.removed();
    }
  }
}

function recordIn(
  { account, definition, now }: ActionSurroundings,
  { declaration, executionId, actionName }: ActionRunInput,
): Pick<ActionContext<RunOptions>, 'record' | 'register'> {
  const { place, resources } = scopeOf(declaration, definition.pipeline, account);
  const madeBy = {
    kind: 'deployment',
    pipelineName: definition.pipeline.name,
    executionId,
    actionName,
  } as const;
  return {
    record: (type, name, values) => {
      if (resources.find(type, name)?.madeBy.kind === 'definition') return;
      account.put({ ...place, type, name, values, madeBy, at: now() });
    },
    register: (type, name, { values, after = 0 }) =>
      account.put({ ...place, type, name, values, madeBy, at: now(), isRevision: true, after }).version,
  };
}

/** What AWS's services do for an action they do with roles: what those do not allow fails it, where they are enforced. */
async function asServicesMay(
  context: ActionContext<RunOptions>,
  calls: readonly ServiceCalls[],
  work: () => Promise<ActionResult>,
): Promise<ActionResult> {
  if (calls.length === 0) return await work();
  const { refusedToServices } = await import('../actions/service-access.ts');
  const refused = await refusedToServices(context, calls, 'before');
  if (refused !== undefined) return failed(refused);
  const result = await work();
  const lost = result.status === 'Failed' ? undefined : await refusedToServices(context, calls, 'after');
  return lost === undefined ? result : failed(lost);
}

/** Of a pipeline that was shipped: what is run from its files runs with the rights of who runs it. */
function callsOf(
  runner: ActionRunner,
  { declaration, configuration, place }: ActionContext<RunOptions>,
  { definition, providers, options }: ActionSurroundings,
): readonly ServiceCalls[] {
  if (options.isShipped !== true) return [];
  const type = providers.find(declaration.actionTypeId);
  const callsItself = runner.callsApi === true;
  return serviceCallsOf({ declaration, configuration, type, definition, place, callsItself });
}

/** What succeeds is remembered also when reuse is off now: the next run may. */
async function runOrReuse(
  runner: ActionRunner,
  context: ActionContext<RunOptions>,
  {
    state,
    opened,
    calls,
    wasPaused,
  }: {
    readonly state: StateFolder;
    readonly opened: OpenActionLog;
    readonly calls: readonly ServiceCalls[];
    readonly wasPaused: () => boolean;
  },
): Promise<ActionResult> {
  const { executionId } = context;
  const inputs = await inputsOf(runner, context);
  const place = placeOf(context);
  if (inputs !== undefined && wantsReuse(context)) {
    const found = await findReusable(state, place, inputs);
    if (found !== undefined) {
      context.report({ kind: 'Reused', executionId: found.executionId });
      context.log.line(`Not run: reused from execution ${found.executionId}`);
      return found.result;
    }
  }
  const action = await runner.load();
  const ended = await asServicesMay(context, calls, async () => action(context));
  await reportAccess({ ...context, state });
  const result = withoutSecrets(ended, { context, ...opened });
  const isRepeatable = opened.failure() === undefined && !wasPaused();
  if (inputs !== undefined && result.status === 'Succeeded' && isRepeatable)
    rememberRun(state, place, { inputs, executionId, result, at: context.now() });
  return result;
}

/**
 * A fresh attempt begins in an empty folder, with whatever an earlier attempt left running ended first. A resumed one
 * finds its folder as it was.
 */
async function prepareWorkFolder(runner: ActionRunner, { input, surroundings }: Run): Promise<string> {
  const parent = await surroundings.state.folder('work', input.executionId);
  const folder = join(parent, input.actionExecutionId);
  const isRecovery = input.attempt > 1;
  if (isRecovery) await endMarked(input.actionExecutionId);
  if (isRecovery && runner.recovery === 'restart') await removeTree(folder);
  return surroundings.state.folder('work', input.executionId, input.actionExecutionId);
}

/** A restarted attempt repeats everything, so its steps are its own; a resumed one finds the recorded results. */
async function step<T>(
  runner: ActionRunner,
  {
    run,
    name,
    work,
    hide,
  }: {
    readonly run: Run;
    readonly name: string;
    readonly work: () => Promise<T>;
    readonly hide: Hide;
  },
): Promise<T> {
  const { journal } = run.surroundings.state;
  const { actionExecutionId, attempt } = run.input;
  const key = runner.recovery === 'restart' ? `${attempt}:${name}` : name;
  const recorded = journal.stepResult(actionExecutionId, key);
  if (recorded !== undefined) return recorded.value as T;
  const value = await work();
  journal.recordStep(actionExecutionId, key, hide(value));
  return value;
}

/** Output variables are recorded in the clear and reach other actions: one that holds a secret is held back. */
function withoutSecrets(
  result: ActionResult,
  {
    context,
    hide,
    show,
  }: { readonly context: ActionContext<RunOptions>; readonly hide: Hide; readonly show: Hide },
): ActionResult {
  const { outputVariables, outputArtifacts } = result;
  const variables = Object.entries(outputVariables ?? {}).filter(([name, value]) => {
    if (hide(value) === value) return true;
    context.report({
      kind: 'Notice',
      message: `The output variable ${name} is held back: it holds a secret`,
    });
    return false;
  });
  const shown = {
    ...(outputVariables === undefined ? {} : { outputVariables: Object.fromEntries(variables) }),
    ...(outputArtifacts === undefined
      ? {}
      : { outputArtifacts: outputArtifacts.map((artifact) => shownArtifact(artifact, show)) }),
  };
  if (result.status === 'Failed') return { ...result, ...shown, error: show(result.error) };
  const { summary } = result;
  return { ...result, ...shown, ...(summary === undefined ? {} : { summary: show(summary) }) };
}

/** Its name is the definition's, its content has an address; a message or a place may be made of what a command said. */
function shownArtifact(artifact: ArtifactReference, show: Hide): ArtifactReference {
  const { location, revisionSummary } = artifact;
  return {
    ...artifact,
    ...(location === undefined ? {} : { location: show(location) }),
    ...(revisionSummary === undefined ? {} : { revisionSummary: show(revisionSummary) }),
  };
}

function tooShort(name: string): Progress {
  return {
    kind: 'Notice',
    message: `The value of ${name} has fewer than ${shortestSecret} characters: it is not hidden in the log and in reports`,
  };
}

function toEvent(input: ActionRunInput, result: ActionResult, at: number): ActionEnd {
  const { executionId, stageName, actionName, actionExecutionId } = input;
  const place = { at, executionId, stageName, actionName, actionExecutionId };
  if (result.status === 'Failed') {
    const { status: _status, ...rest } = result;
    return { type: 'ActionFailed', ...place, ...rest, ...defined({ mayFail: input.mayFail }) };
  }
  const { status: _status, ...rest } = result;
  return { type: 'ActionSucceeded', ...place, ...rest };
}

function failed(error: FailureDetails): ActionResult {
  return { status: 'Failed', error };
}

function notExecuted({ actionTypeId }: ActionDeclaration, providers: Providers): FailureDetails {
  const { category, owner, provider } = actionTypeId;
  return {
    code: 'ConfigurationError',
    message: `Actions of type ${category}/${owner}/${provider} cannot be executed here`,
    remedy: `Available here: ${executedTypes(providers).join(', ')}`,
  };
}

/** What the machine or the definition does not allow is said as it is; all else is a fault of ours, with its trace. */
function unexpected(error: unknown): FailureDetails {
  const found = problemBehind(error);
  if (found !== undefined)
    return {
      code: found.code,
      message: found.message,
      ...defined({ remedy: found.remedy }),
    };
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [message = 'unknown', ...where] = trace.split('\n');
  return {
    code: 'SystemUnavailable',
    message: `Slipway itself failed: ${message}`,
    logTail: where.slice(0, 8),
  };
}
