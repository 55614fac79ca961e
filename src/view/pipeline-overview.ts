// What people see first of a pipeline: where it stands, what runs, what waits, how the last executions ended.
import { defined } from '../lib/defined.ts';
import type { ExecutionSummary } from '../state/execution-history.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Endpoint, DisplayStatus } from './execution-view.ts';
import { readPipelineStatus } from './pipeline-status.ts';
import { readView } from './read-view.ts';
import { failureInShort, type FailureInShort } from './what-failed.ts';

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
  /** How many executions have not ended: some may wait for a person, for a stage, or between two actions. */
  readonly underWay: number;
  /** Why the newest execution failed, when it did and one of its actions says why. */
  readonly failure?: FailureInShort;
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
  const recent = state.history.executions({ pipelineName, limit: shownExecutions });
  return {
    pipelineName,
    stages: stages.map(({ name, latest, closed }) => ({
      name,
      displayStatus: latest?.stage.displayStatus ?? 'Pending',
      isClosed: closed !== undefined,
      ...defined({ executionId: latest?.execution.executionId }),
    })),
    recent,
    running: at('InProgress'),
    waiting: at('Waiting'),
    underWay: inFlight.length,
    ...defined({ failure: failureOf(state, recent[0]) }),
    endpoints: stages.flatMap(
      ({ latest }) => latest?.stage.actions.flatMap(({ endpoints }) => endpoints) ?? [],
    ),
  };
}

function failureOf(
  state: Pick<StateFolder, 'journal'>,
  newest: ExecutionSummary | undefined,
): FailureInShort | undefined {
  return newest?.status === 'Failed' ? failureInShort(readView(state, newest).view) : undefined;
}
