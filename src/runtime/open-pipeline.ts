// Opens a pipeline: reads what the journal holds, takes up what was interrupted, and drives it from there.
import { defined } from '../lib/defined.ts';
import { isFailed } from '../lib/result.ts';
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { providers as registered, type Providers } from '../actions/registry.ts';
import type { PipelineEvent } from '../engine/event.ts';
import type { InterruptedAction } from '../engine/recover.ts';
import { recover, recoverConditions } from '../engine/recover.ts';
import type { RequestOutcome } from '../engine/request.ts';
import {
  disableTransition,
  enableTransition,
  overrideCondition,
  putApprovalResult,
  retryStage,
  rollbackStage,
  startExecution,
  stopExecution,
} from '../engine/request.ts';
import type { RequestContext } from '../engine/scope.ts';
import type { PipelineState } from '../engine/state.ts';
import { problemBehind } from '../lib/system-problem.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { Definition } from '../model/definition.ts';
import type { JobPlanner } from '../model/job-graph.ts';
import { limitOf } from '../model/execution-limit.ts';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { OpenPipeline, Request, RequestResult } from './contract.ts';
import { openKnownSecrets } from './known-secrets.ts';
import { removeWorkOf } from './left-work.ts';
import { openPipelineAccount } from './pipeline-account.ts';
import { PipelineLoop, runInput } from './pipeline-loop.ts';
import { noteUsedSecrets, usedSecrets } from './used-secrets.ts';
import { replay } from './replay.ts';
import { WorkRemoval } from './work-removal.ts';
import { fetchCalledWorkflows, knownWorkflows } from './workflows/remote-workflows.ts';

/** See `OpenPipeline`. The caller owns the state folder. */
export const openPipeline: OpenPipeline = async ({
  now = Date.now,
  providers = registered,
  onStall,
  groups,
  ...surroundings
}) => {
  const { definition, state } = surroundings;
  let { limits } = definition;
  using opening = new DisposableStack();
  const account = opening.use(openPipelineAccount(surroundings, { state, now }));
  const known = replay(state, definition.pipeline.name);
  const { name } = definition.pipeline;
  const secrets = openKnownSecrets((values) => noteUsedSecrets(state, name, values));
  secrets.add(usedSecrets(state, name));
  const jobs = await plannerFor(definition, state);
  const removal = new WorkRemoval();
  const driven = { ...surroundings, account, now, providers, secrets, removal, ...defined({ jobs }) };
  // Only workflows claim groups.
  const loop = new PipelineLoop(known, driven, { onStall, groups: jobs && groups });
  const interrupted = recover(known);
  const conditions = recoverConditions(known);
  loop.record([
    ...interrupted.map((action) => recovery(action, providers, now())),
    ...updates(known, definition.pipeline, now()),
  ]);
  for (const action of interrupted) await takeUp(loop, state, action);
  for (const condition of conditions) loop.evaluateCondition(condition, true);
  const opened = opening.move();
  return {
    request: async (request) => answer(loop, request, { now: now(), limits }),
    update: (changed) => {
      account.update(changed);
      limits = changed.definition.limits;
      loop.update(changed);
      loop.record(updates(loop.state, changed.definition.pipeline, now()));
    },
    note: (event) => loop.record([event]),
    subscribe: (listener) => loop.subscribe(listener),
    idle: async () => loop.until(() => loop.isIdle),
    ended: async (id) => loop.until(() => loop.state.executions.get(id)?.endedAt !== undefined),
    [Symbol.asyncDispose]: async () => {
      await using closing = new AsyncDisposableStack();
      closing.use(opened);
      closing.use(removal);
      closing.use(loop);
    },
  };
};

/** Loaded only where there are jobs: what reads expressions takes a while to load. */
async function plannerFor(definition: Definition, state: StateFolder): Promise<JobPlanner | undefined> {
  if (definition.pipeline.stages.every(({ jobs }) => jobs === undefined)) return undefined;
  const { jobPlanner } = await import('../workflows/plan-job.ts');
  await fetchCalledWorkflows(definition, state, new AbortController().signal);
  return jobPlanner({
    platform: process.platform,
    variables: () => repositoryVariables(state.secrets),
    called: () => knownWorkflows(state),
  });
}

/** `vars` of a workflow: parameters of that name. */
function repositoryVariables(store: StateFolder['secrets']): Readonly<Record<string, string>> {
  const names = store
    .list()
    .flatMap(({ kind, name }) => (kind === 'parameter' && /^\w+$/.test(name) ? [name] : []));
  return Object.fromEntries(names.map((name) => [name, store.parameter(name) ?? '']));
}

/** A new or changed declaration, under the next version (CodePipeline counts from 1). */
function updates(known: PipelineState, given: PipelineDeclaration, at: number): readonly PipelineEvent[] {
  const { version: _known, ...before } = known.declaration;
  const { version: _given, ...after } = JSON.parse(JSON.stringify(given)) as PipelineDeclaration;
  if (known.version > 0 && isDeepStrictEqual(before, after)) return [];
  return [{ type: 'PipelineUpdated', at, declaration: { ...after, version: known.version + 1 } }];
}

/** What is recorded of an action that the end of the last process interrupted: its provider says how it goes on. */
function recovery(action: InterruptedAction, providers: Providers, at: number): PipelineEvent {
  const { executionId, stageName, actionName, actionExecutionId } = action;
  const place = { at, executionId, stageName, actionName, actionExecutionId };
  const how = providers.find(action.declaration.actionTypeId)?.runner?.recovery ?? 'fail';
  if (how === 'fail') {
    const message = 'The action was interrupted, and its type cannot be resumed';
    return { type: 'ActionFailed', ...place, error: { code: 'SystemUnavailable', message } };
  }
  const recovered = how === 'resume' ? 'Resumed' : 'Restarted';
  return { type: 'ActionRecovered', ...place, how: recovered, attempt: action.attempt + 1 };
}

/** Runs it again, unless recording the recovery ended it (a changed declaration does not: its actions run to their end). */
async function takeUp(
  loop: PipelineLoop,
  folder: Pick<StateFolder, 'path'>,
  action: InterruptedAction,
): Promise<void> {
  const stage = loop.state.executions.get(action.executionId)?.stages.get(action.stageName);
  const run = stage?.actions.get(action.actionName);
  if (run?.status !== 'InProgress' || run.started.actionExecutionId !== action.actionExecutionId) {
    await removeWorkOf(folder, action);
    return;
  }
  loop.resume({ ...runInput(loop.state, action.started), attempt: run.attempt }, run.cancelReason);
}

interface Circumstances {
  readonly now: number;
  readonly limits: Definition['limits'];
}

function answer(loop: PipelineLoop, request: Request, { now, limits }: Circumstances): RequestResult {
  const timeoutInMinutes = limitOf(loop.state.declaration.name, limits);
  const limited =
    request.type === 'StartPipelineExecution' && timeoutInMinutes !== undefined
      ? { ...request, timeoutInMinutes }
      : request;
  const outcome = check(loop.state, limited, { now, newId: randomUUID });
  if (isFailed(outcome)) return { accepted: false, problems: [outcome.failed] };
  try {
    loop.record(outcome.events);
  } catch (error) {
    const found = problemBehind(error);
    if (found?.code !== 'DiskFull') throw error;
    return { accepted: false, problems: [found] };
  }
  const started = outcome.events.find((event) => event.type === 'ExecutionStarted');
  const executionId = started?.executionId ?? outcome.startedBefore;
  return { accepted: true, ...defined({ executionId }) };
}

function check(state: PipelineState, request: Request, circumstances: RequestContext): RequestOutcome {
  switch (request.type) {
    case 'StartPipelineExecution':
      return startExecution(state, request, circumstances);
    case 'StopPipelineExecution':
      return stopExecution(state, request, circumstances);
    case 'RetryStageExecution':
      return retryStage(state, request, circumstances);
    case 'RollbackStage':
      return rollbackStage(state, request, circumstances);
    case 'PutApprovalResult':
      return putApprovalResult(state, request, circumstances);
    case 'EnableStageTransition':
      return enableTransition(state, request, circumstances);
    case 'DisableStageTransition':
      return disableTransition(state, request, circumstances);
    case 'OverrideStageCondition':
      return overrideCondition(state, request, circumstances);
    default:
      return unreachable(request);
  }
}
