// What is where in one pipeline: for each stage the execution that entered it last, as in GetPipelineState.
import { defined } from '../lib/defined.ts';
import { pipelineWorkload } from '../model/workload.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { ExecutionView, StageView } from './execution-view.ts';
import { emptyView, foldEntries } from './fold-execution.ts';
import { readView } from './read-view.ts';

export interface PipelineStatus {
  readonly pipelineName: string;
  readonly stages: readonly StageStatus[];
  readonly inFlight: readonly ExecutionView[];
}

export interface StageStatus {
  readonly name: string;
  /** Present when the inbound transition is disabled. */
  readonly closed?: StageView['closed'];
  /** Absent before anything entered the stage. */
  readonly latest?: { readonly execution: ExecutionView; readonly stage: StageView };
}

/** Executions further back than this are found in the history. */
const searched = 200;

export function readPipelineStatus(
  state: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
): PipelineStatus {
  const declared = foldEntries(
    emptyView(pipelineName, ''),
    state.journal.read({ workload: pipelineWorkload(pipelineName), executionId: null }),
  );
  const views: ExecutionView[] = [];
  const missing = new Set(declared.stages.map(({ name }) => name));
  for (const summary of state.history.executions({ pipelineName, limit: searched })) {
    if (missing.size === 0 && summary.endedAt !== undefined) continue;
    const { view } = readView(state, summary);
    views.push(view);
    for (const { name } of view.stages.filter(isEntered)) missing.delete(name);
  }
  return {
    pipelineName,
    stages: declared.stages.map(({ name, closed }) => ({
      name,
      ...defined({ closed }),
      ...latestIn(name, views),
    })),
    inFlight: views.filter(({ endedAt }) => endedAt === undefined),
  };
}

function latestIn(name: string, views: readonly ExecutionView[]): Pick<StageStatus, 'latest'> {
  const found = views
    .flatMap((execution) =>
      execution.stages
        .filter((stage) => stage.name === name && isEntered(stage))
        .map((stage) => ({ execution, stage })),
    )
    .toSorted((a, b) => (b.stage.startedAt ?? 0) - (a.stage.startedAt ?? 0))[0];
  return found === undefined ? {} : { latest: found };
}

function isEntered({ attempt, displayStatus }: StageView): boolean {
  return attempt > 0 || displayStatus !== 'Pending';
}
