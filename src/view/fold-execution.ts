// The view of one execution, folded from the journal's entries. Pure; entries of other executions change nothing.
import type { PipelineEvent } from '../engine/event.ts';
import { jobCancelled } from '../engine/jobs/job-outcome.ts';
import { defined } from '../lib/defined.ts';
import { unreachable } from '../lib/unreachable.ts';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { FailureDetails } from '../model/progress.ts';
import type { JournalEntry } from '../state/journal.ts';
import type { ActionView, ConditionView, ExecutionView, DisplayStatus, StageView } from './execution-view.ts';
import { foldCancelled, foldGroup, foldPlan, jobProvider, newJob } from './fold-jobs.ts';
import { foldProgress } from './fold-progress.ts';
import { inAction, inStage, newAction, newStage } from './view-parts.ts';

/** The view of an execution of which nothing is known yet. */
export function emptyView(pipelineName: string, executionId: string): ExecutionView {
  return { pipelineName, executionId, displayStatus: 'Pending', stages: [] };
}

export function foldEntries(view: ExecutionView, entries: readonly JournalEntry[]): ExecutionView {
  return entries.reduce(
    (before, entry) => (entry.workload.name === view.pipelineName ? foldEvent(before, entry.event) : before),
    view,
  );
}

/** One more event. Unknown stages and actions are shown as they appear, so a changed declaration hides nothing. */
export function foldEvent(view: ExecutionView, event: PipelineEvent): ExecutionView {
  if ('executionId' in event && event.executionId !== view.executionId) return view;
  switch (event.type) {
    case 'AlarmStateChanged':
      return view;
    case 'PipelineUpdated':
      return view.startedAt === undefined ? { ...view, stages: stagesOf(event.declaration, view) } : view;
    case 'ExecutionStarted':
    case 'ExecutionSuperseded':
    case 'ExecutionEnded':
    case 'StopRequested':
    case 'StageRetryRequested':
      return foldExecutionEvent(view, event);
    case 'TransitionDisabled':
    case 'TransitionEnabled':
      return foldTransition(view, event);
    case 'StageStarted':
    case 'StageEnded':
    case 'ConditionStarted':
    case 'ConditionEnded':
    case 'ConditionOverridden':
      return inStage(view, event.stageName, (stage) => foldStageEvent(stage, event));
    case 'RunPlanned':
      return { ...view, ...defined({ runName: event.plan.name, notices: event.plan.notices }) };
    case 'ConcurrencyRequested':
    case 'ConcurrencyGranted':
      return inStage(view, event.stageName, (stage) => foldGroup(stage, event));
    case 'JobPlanned':
      return inStage(view, event.stageName, (stage) => foldPlan(stage, event));
    case 'JobCallEnded':
      return view;
    case 'JobLegCancelled':
      return inStage(view, event.stageName, (stage) => foldCancelled(stage, event));
    case 'JobCancelRequested':
      return view;
    case 'ActionStarted':
    case 'ActionRecovered':
    case 'ActionProgressed':
    case 'ApprovalRequested':
    case 'ApprovalGiven':
    case 'ActionSucceeded':
    case 'ActionFailed':
    case 'ActionAbandoned':
      return inStage(view, event.stageName, (stage) =>
        inAction(stage, event.actionName, (action) => foldActionEvent(action, event)),
      );
    default:
      return unreachable(event);
  }
}

type Of<Type extends PipelineEvent['type']> = Extract<PipelineEvent, { type: Type }>;

/** A transition stays as it is when the pipeline is updated. */
function stagesOf(declaration: PipelineDeclaration, before: ExecutionView): readonly StageView[] {
  return declaration.stages.map((stage) => ({
    ...newStage(stage.name),
    ...closedOf(before.stages.find(({ name }) => name === stage.name)),
    ...(stage.jobs === undefined ? {} : { jobs: stage.jobs.map(newJob) }),
    actions: [
      ...(stage.jobs ?? []).map(({ id }) => ({ ...newAction(id), provider: jobProvider })),
      ...actionsIn(stage),
    ],
  }));
}

function actionsIn({ actions }: PipelineDeclaration['stages'][number]): readonly ActionView[] {
  return actions
    .map((action) => ({
      ...newAction(action.name),
      provider: action.actionTypeId.provider,
      runOrder: action.runOrder ?? 1,
    }))
    .toSorted((a, b) => a.runOrder - b.runOrder);
}

function closedOf(stage: StageView | undefined): Pick<StageView, 'closed'> {
  return stage?.closed === undefined ? {} : { closed: stage.closed };
}

function foldExecutionEvent(
  view: ExecutionView,
  event: Of<
    'ExecutionStarted' | 'ExecutionSuperseded' | 'ExecutionEnded' | 'StopRequested' | 'StageRetryRequested'
  >,
): ExecutionView {
  switch (event.type) {
    case 'ExecutionStarted':
      return {
        ...view,
        displayStatus: 'InProgress',
        startedAt: event.at,
        trigger: event.trigger,
        ...(event.skipped === undefined ? {} : { stages: withSkipped(view.stages, event.skipped) }),
        ...(event.rollback === undefined ? {} : rollbackOf(view, event.rollback)),
      };
    case 'ExecutionSuperseded':
      return { ...view, displayStatus: 'Superseded', endedAt: event.at, supersededBy: event.byExecutionId };
    case 'ExecutionEnded':
      return {
        ...view,
        displayStatus: partly(endStatuses[event.status], view.stages),
        endedAt: event.at,
        ...defined({ summary: event.statusSummary }),
      };
    case 'StopRequested': {
      const { abandon, reason, by } = event;
      return { ...view, stopRequested: { abandon, reason, by } };
    }
    case 'StageRetryRequested': {
      // A retry takes an execution up again that had ended.
      const { endedAt: _endedAt, summary: _summary, stopRequested: _stop, ...rest } = view;
      return { ...rest, displayStatus: 'InProgress' };
    }
    default:
      return unreachable(event);
  }
}

/** Left out on request: it never begins. */
function withSkipped(
  stages: readonly StageView[],
  skipped: NonNullable<Of<'ExecutionStarted'>['skipped']>,
): readonly StageView[] {
  return stages.map((stage) => ({
    ...stage,
    actions: stage.actions.map((action) =>
      skipped.some((each) => each.stageName === stage.name && each.actionName === action.name)
        ? { ...action, displayStatus: 'Skipped' as const, summary: 'skipped on request' }
        : action,
    ),
  }));
}

/** A rollback runs one stage; the others have no part in it. */
function rollbackOf(
  { stages }: ExecutionView,
  rollback: NonNullable<ExecutionView['rollback']>,
): Pick<ExecutionView, 'rollback' | 'stages'> {
  return { rollback, stages: stages.filter(({ name }) => name === rollback.stageName) };
}

const endStatuses: Readonly<Record<Of<'StageEnded' | 'ExecutionEnded'>['status'], DisplayStatus>> = {
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Stopped: 'Cancelled',
  Cancelled: 'Cancelled',
  Skipped: 'Skipped',
};

/** What succeeded only because a part of it could not be executed here is never shown as plain success. */
function partly(
  displayStatus: DisplayStatus,
  parts: readonly { readonly displayStatus: DisplayStatus }[],
): DisplayStatus {
  return displayStatus === 'Succeeded' && parts.some((part) => part.displayStatus === 'NotExecuted')
    ? 'NotExecuted'
    : displayStatus;
}

function foldTransition(
  view: ExecutionView,
  event: Of<'TransitionDisabled' | 'TransitionEnabled'>,
): ExecutionView {
  const index = view.stages.findIndex((stage) => stage.name === event.stageName);
  // Nothing leaves a stage: the same as nothing enters the next one, which is where people look.
  const closedName = view.stages[event.transitionType === 'Inbound' ? index : index + 1]?.name;
  if (index === -1 || closedName === undefined) return view;
  return inStage(view, closedName, ({ closed: _closed, ...stage }) =>
    event.type === 'TransitionEnabled' ? stage : { ...stage, closed: { reason: event.reason, by: event.by } },
  );
}

function foldStageEvent(
  stage: StageView,
  event: Of<'StageStarted' | 'StageEnded' | 'ConditionStarted' | 'ConditionEnded' | 'ConditionOverridden'>,
): StageView {
  switch (event.type) {
    case 'StageStarted': {
      const { endedAt: _endedAt, reason: _reason, ...rest } = stage;
      return { ...rest, displayStatus: 'InProgress', attempt: event.attempt, startedAt: event.at };
    }
    case 'StageEnded':
      return {
        ...stage,
        displayStatus: partly(endStatuses[event.status], stage.actions),
        endedAt: event.at,
        ...defined({ reason: event.reason }),
      };
    case 'ConditionStarted':
      return withCondition(stage, { type: event.conditionType, displayStatus: 'InProgress', rules: [] });
    case 'ConditionEnded':
      return withCondition(stage, {
        type: event.conditionType,
        displayStatus: conditionStatuses[event.status],
        rules: event.rules,
      });
    case 'ConditionOverridden':
      return withCondition(stage, { type: event.conditionType, displayStatus: 'Skipped', rules: [] });
    default:
      return unreachable(event);
  }
}

const conditionStatuses: Readonly<Record<Of<'ConditionEnded'>['status'], DisplayStatus>> = {
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Errored: 'Failed',
  Overridden: 'Skipped',
  Abandoned: 'Cancelled',
};

function withCondition(stage: StageView, condition: ConditionView): StageView {
  const others = stage.conditions.filter((one) => one.type !== condition.type);
  return { ...stage, conditions: [...others, condition] };
}

type ActionEvent = Of<
  | 'ActionStarted'
  | 'ActionRecovered'
  | 'ActionProgressed'
  | 'ApprovalRequested'
  | 'ApprovalGiven'
  | 'ActionSucceeded'
  | 'ActionFailed'
  | 'ActionAbandoned'
>;

function successStatus({ reusedFrom, notExecuted }: ActionView): DisplayStatus {
  if (reusedFrom !== undefined) return 'Reused';
  return notExecuted.length > 0 ? 'NotExecuted' : 'Succeeded';
}

function foldActionEvent(action: ActionView, event: ActionEvent): ActionView {
  switch (event.type) {
    case 'ActionStarted': {
      const { provider, runOrder, runsOn } = action;
      const fresh = { ...newAction(action.name), provider, runOrder, ...defined({ runsOn }) };
      return {
        ...fresh,
        displayStatus: 'InProgress',
        startedAt: event.at,
        actionExecutionId: event.actionExecutionId,
      };
    }
    case 'ActionRecovered':
      return {
        ...action,
        attempt: event.attempt,
        recovered: event.how,
        ...(event.how === 'Restarted' ? { phases: [] } : {}),
      };
    case 'ActionProgressed':
      return foldProgress(action, event.progress, event.at);
    case 'ApprovalRequested': {
      const { expiresAt, customData, externalEntityLink } = event;
      const approval = {
        expiresAt,
        ...defined({ customData, externalEntityLink }),
      };
      return { ...action, displayStatus: 'Waiting', approval };
    }
    case 'ApprovalGiven': {
      const { status, summary, by } = event;
      const approval = { expiresAt: event.at, ...action.approval, answer: { status, summary, by } };
      return { ...action, approval };
    }
    case 'ActionSucceeded':
      return {
        ...action,
        displayStatus: successStatus(action),
        endedAt: event.at,
        outputArtifacts: event.outputArtifacts,
        ...defined({ summary: event.summary }),
      };
    case 'ActionFailed':
      return {
        ...action,
        displayStatus: failureStatus(action, event.error),
        endedAt: event.at,
        error: event.error,
        outputArtifacts: event.outputArtifacts ?? [],
        ...defined({ mayFail: event.mayFail }),
      };
    case 'ActionAbandoned':
      return { ...action, displayStatus: 'Cancelled', endedAt: event.at };
    default:
      return unreachable(event);
  }
}

/** CodePipeline fails a rejected approval; the display says that a user declined. */
function failureStatus(action: ActionView, { code }: FailureDetails): DisplayStatus {
  if (code === jobCancelled) return 'Cancelled';
  return action.approval?.answer?.status === 'Rejected' ? 'Declined' : 'Failed';
}
