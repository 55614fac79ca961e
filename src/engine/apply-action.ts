// Facts about one run of one action. Each names the run by its id; the first end of a run counts.
import { defined } from '../lib/defined.ts';
import type { ArtifactReference } from '../model/progress.ts';
import type { ActionRun, EventOf, Execution, PipelineState } from './state.ts';
import { declaredStage } from './state.ts';
import { changeOpenRun, liveExecution, withEntry, withExecution } from './change.ts';

export function applyActionStarted(state: PipelineState, event: EventOf<'ActionStarted'>): PipelineState {
  return changeOpenRun(state, event, (run) => {
    if (run.actions.has(event.actionName)) return run;
    const action: ActionRun = { status: 'InProgress', started: event, attempt: 1, clockFrom: event.at };
    return { ...run, actions: withEntry(run.actions, event.actionName, action) };
  });
}

/** The same run goes on in another process. Its time limit begins anew: the time in which nothing ran is not its fault. */
export function applyActionRecovered(state: PipelineState, event: EventOf<'ActionRecovered'>): PipelineState {
  const { attempt, at } = event;
  const changed = changeRunning(state, event, (action) => ({ ...action, attempt, clockFrom: at }));
  const execution = changed === state ? undefined : liveExecution(changed, event.executionId);
  return execution === undefined ? changed : withExecution(changed, { ...execution, clockFrom: at });
}

export function applyApprovalRequested(
  state: PipelineState,
  event: EventOf<'ApprovalRequested'>,
): PipelineState {
  const { token, expiresAt, customData, externalEntityLink } = event;
  return changeRunning(state, event, (action) => ({
    ...action,
    approval: {
      token,
      expiresAt,
      ...defined({ customData, externalEntityLink }),
    },
  }));
}

/** The first answer with the right token counts. */
export function applyApprovalGiven(state: PipelineState, event: EventOf<'ApprovalGiven'>): PipelineState {
  const { token, status, summary, by } = event;
  return changeRunning(state, event, (action) => {
    const { approval } = action;
    if (approval === undefined || approval.token !== token || approval.answer !== undefined) return action;
    return { ...action, approval: { ...approval, answer: { status, summary, by } } };
  });
}

/** Its artifacts and variables are there for all that run later. Those of an earlier run are replaced. */
export function applyActionSucceeded(state: PipelineState, event: EventOf<'ActionSucceeded'>): PipelineState {
  const { at, outputVariables, outputArtifacts } = event;
  const after = changeRunning(state, event, (action) => ({
    ...action,
    status: 'Succeeded',
    endedAt: at,
    outputVariables,
    ...externalIdOf(event),
    ...defined({ summary: event.summary }),
  }));
  const execution = after === state ? undefined : after.executions.get(event.executionId);
  if (execution === undefined) return state;
  return withExecution(after, {
    ...execution,
    artifacts: withArtifacts(execution, outputArtifacts),
    namespaces: withNamespace(execution, event),
  });
}

function withArtifacts(
  { artifacts }: Execution,
  added: readonly ArtifactReference[],
): Execution['artifacts'] {
  if (added.length === 0) return artifacts;
  return new Map([...artifacts, ...added.map((artifact) => [artifact.name, artifact] as const)]);
}

/** Without a namespace the variables are shown, and cannot be referred to (CodePipeline user guide, "Variables"). */
function withNamespace(execution: Execution, event: EventOf<'ActionSucceeded'>): Execution['namespaces'] {
  const stage = declaredStage(execution.declaration, event.stageName);
  const namespace = stage?.actions.find(({ name }) => name === event.actionName)?.namespace;
  if (namespace === undefined) return execution.namespaces;
  return withEntry(execution.namespaces, namespace, event.outputVariables);
}

export function applyActionFailed(state: PipelineState, event: EventOf<'ActionFailed'>): PipelineState {
  const { at, error, outputVariables } = event;
  return changeRunning(state, event, (action) => ({
    ...action,
    status: 'Failed',
    endedAt: at,
    error,
    ...defined({ outputVariables }),
    ...externalIdOf(event),
  }));
}

export function applyActionAbandoned(state: PipelineState, event: EventOf<'ActionAbandoned'>): PipelineState {
  return changeRunning(state, event, (action) => ({ ...action, status: 'Abandoned', endedAt: event.at }));
}

function externalIdOf({ externalExecutionId }: { readonly externalExecutionId?: string }) {
  return externalExecutionId === undefined ? {} : { externalExecutionId };
}

/** Only while it runs, and only this run of the action: late reports of an ended or earlier run change nothing. */
function changeRunning(
  state: PipelineState,
  event: EventOf<
    | 'ActionRecovered'
    | 'ApprovalRequested'
    | 'ApprovalGiven'
    | 'ActionSucceeded'
    | 'ActionFailed'
    | 'ActionAbandoned'
  >,
  change: (action: ActionRun) => ActionRun,
): PipelineState {
  return changeOpenRun(state, event, (run) => {
    const action = run.actions.get(event.actionName);
    const isThisRun = action?.started.actionExecutionId === event.actionExecutionId;
    if (action?.status !== 'InProgress' || !isThisRun) return run;
    const changed = change(action);
    return changed === action ? run : { ...run, actions: withEntry(run.actions, event.actionName, changed) };
  });
}
