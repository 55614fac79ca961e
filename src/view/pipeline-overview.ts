// What people see first of a pipeline: where it stands, what runs, what waits, how the last executions ended.
import { defined } from '../lib/defined.ts';
import type { ExecutionSummary } from '../state/execution-history.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Endpoint, DisplayStatus } from './execution-view.ts';
import { readPipelineStatus } from './pipeline-status.ts';

interface ActionPlace {
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  /** Milliseconds since the epoch. */
  readonly since?: number;
}

export interface PipelineOverview {
  readonly pipelineName: string;
  readonly stages: readonly {
    readonly name: string;
    readonly displayStatus: DisplayStatus;
    readonly executionId?: string;
    readonly isClosed: boolean;
  }[];
  /** Newest first. */
  readonly recent: readonly ExecutionSummary[];
  readonly running: readonly ActionPlace[];
  readonly waiting: readonly ActionPlace[];
  /** Of what is in its stages now. */
  readonly endpoints: readonly Endpoint[];
}

/** Enough for their strip and the median of their times; a hundred pipelines are one answer. */
const shownExecutions = 12;

export function readPipelineOverview(
  state: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
): PipelineOverview {
  const { stages, inFlight } = readPipelineStatus(state, pipelineName);
  const at = (displayStatus: DisplayStatus) =>
    inFlight.flatMap(({ executionId, stages: own }) =>
      own.flatMap((stage) =>
        stage.actions
          .filter((action) => action.displayStatus === displayStatus)
          .map(({ name, startedAt }) => ({
            executionId,
            stageName: stage.name,
            actionName: name,
            ...defined({ since: startedAt }),
          })),
      ),
    );
  return {
    pipelineName,
    stages: stages.map(({ name, latest, closed }) => ({
      name,
      displayStatus: latest?.stage.displayStatus ?? 'Pending',
      isClosed: closed !== undefined,
      ...defined({ executionId: latest?.execution.executionId }),
    })),
    recent: state.history.executions({ pipelineName, limit: shownExecutions }),
    running: at('InProgress'),
    waiting: at('Waiting'),
    endpoints: stages.flatMap(
      ({ latest }) => latest?.stage.actions.flatMap(({ endpoints }) => endpoints) ?? [],
    ),
  };
}
