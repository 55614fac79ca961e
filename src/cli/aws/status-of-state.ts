// What GetPipelineState says, as the status that a pipeline here has. Pure.
import type { ActionState, GetPipelineStateOutput, StageState } from '@aws-sdk/client-codepipeline';
import { defined } from '../../lib/defined.ts';
import type {
  ActionView,
  ConditionView,
  DisplayStatus,
  ExecutionView,
  StageView,
} from '../../view/execution-view.ts';
import { newAction } from '../../view/view-parts.ts';
import type { PipelineStatus } from '../../view/pipeline-status.ts';

export interface RunningExecution {
  readonly executionId: string;
  readonly startedAt: number;
}

/** @param running the executions that have not ended */
export function statusOfState(
  { pipelineName = '', stageStates = [] }: Pick<GetPipelineStateOutput, 'pipelineName' | 'stageStates'>,
  running: readonly RunningExecution[],
): PipelineStatus {
  const stages = stageStates.map((state) => ({ state, view: stageView(state) }));
  const executionOf = (executionId: string): ExecutionView => ({
    pipelineName,
    executionId,
    displayStatus: 'InProgress',
    stages: stages
      .filter(({ state }) => state.latestExecution?.pipelineExecutionId === executionId)
      .map(({ view }) => view),
    ...defined({ startedAt: running.find((each) => each.executionId === executionId)?.startedAt }),
  });
  return {
    pipelineName,
    stages: stages.map(({ state, view }) => {
      const id = state.latestExecution?.pipelineExecutionId;
      const latest = id === undefined ? undefined : { execution: executionOf(id), stage: view };
      return { name: view.name, ...defined({ closed: view.closed, latest }) };
    }),
    inFlight: running.map(({ executionId }) => executionOf(executionId)),
  };
}

function stageView(state: StageState): StageView {
  const { stageName: name = '', inboundTransitionState: inbound, latestExecution, actionStates = [] } = state;
  const actions = actionStates.map(actionView);
  const displayStatus = stageStatuses[latestExecution?.status ?? ''] ?? 'InProgress';
  const times = actions.flatMap(({ startedAt, endedAt }) => [startedAt ?? [], endedAt ?? []].flat());
  const isOver = displayStatus !== 'InProgress';
  return {
    name,
    displayStatus,
    attempt: 1,
    conditions: conditionsOf(state),
    actions,
    ...(times.length === 0
      ? {}
      : { startedAt: Math.min(...times), ...(isOver ? { endedAt: Math.max(...times) } : {}) }),
    ...(inbound?.enabled === false
      ? { closed: { reason: inbound.disabledReason ?? '', by: inbound.lastChangedBy ?? '' } }
      : {}),
  };
}

function conditionsOf({
  beforeEntryConditionState: entry,
  onSuccessConditionState: success,
  onFailureConditionState: failure,
}: StageState): readonly ConditionView[] {
  const given = [
    ['BEFORE_ENTRY', entry],
    ['ON_SUCCESS', success],
    ['ON_FAILURE', failure],
  ] as const;
  return given.flatMap(([type, state]): readonly ConditionView[] => {
    if (state?.latestExecution === undefined) return [];
    const rules = (state.conditionStates ?? []).flatMap(({ ruleStates = [] }) => ruleStates);
    return [
      {
        type,
        displayStatus: conditionStatuses[state.latestExecution.status ?? ''] ?? 'InProgress',
        rules: rules.map(({ ruleName: name = '', latestExecution: latest }) => ({
          name,
          succeeded: latest?.status === 'Succeeded',
          ...defined({ message: latest?.summary, ruleExecutionId: latest?.ruleExecutionId }),
        })),
      },
    ];
  });
}

const conditionStatuses: Readonly<Record<string, DisplayStatus>> = {
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Errored: 'Failed',
  Abandoned: 'Cancelled',
  Cancelled: 'Cancelled',
  Overridden: 'Skipped',
};

const stageStatuses: Readonly<Record<string, DisplayStatus>> = {
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Stopped: 'Cancelled',
  Cancelled: 'Superseded',
  Skipped: 'Skipped',
};

function actionView({ actionName = '', latestExecution: latest, currentRevision }: ActionState): ActionView {
  if (latest === undefined) return newAction(actionName);
  const changedAt = latest.lastStatusChange?.getTime();
  const displayStatus = actionStatus(latest.status ?? '', latest.token);
  const isOver = displayStatus !== 'InProgress' && displayStatus !== 'Waiting';
  const { code, message } = latest.errorDetails ?? {};
  const failed = displayStatus === 'Failed' && (code !== undefined || message !== undefined);
  const revisionId = currentRevision?.revisionId;
  return {
    ...newAction(actionName),
    displayStatus,
    outputArtifacts:
      revisionId === undefined ? [] : [{ name: '', digest: '', files: 0, sizeBytes: 0, revisionId }],
    ...defined({
      actionExecutionId: latest.actionExecutionId,
      summary: latest.summary,
      [isOver ? 'endedAt' : 'startedAt']: changedAt,
      error: failed ? { code: code ?? 'JobFailed', message: message ?? '' } : undefined,
    }),
  };
}

/** Only an approval has a token, while it waits. */
function actionStatus(status: string, token: string | undefined): DisplayStatus {
  if (status === 'InProgress') return token === undefined ? 'InProgress' : 'Waiting';
  if (status === 'Abandoned') return 'Cancelled';
  return status === 'Failed' ? 'Failed' : 'Succeeded';
}
