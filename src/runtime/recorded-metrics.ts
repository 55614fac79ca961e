// Metrics of CloudWatch that follow from what was recorded here: of builds (CodeBuild user guide, "CodeBuild CloudWatch
// metrics") and of pipelines (CodePipeline user guide, "CodePipeline CloudWatch metrics").
import type { Failed, Result } from '../lib/result.ts';
import { buildsOf, type ActionTypes } from '../model/action-type.ts';
import type { Alarm } from '../model/alarm.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { ExecutionHistory } from '../state/execution-history.ts';

export interface Sample {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
}

export interface Recorded {
  readonly definition: CheckedDefinition;
  readonly history: ExecutionHistory;
  readonly now: number;
  readonly providers: ActionTypes;
}

/** By namespace. Each gives what was measured of late, in any order, or why that cannot be had. */
export const recordedMetrics: Readonly<
  Record<string, (alarm: Alarm, recorded: Recorded) => Result<readonly Sample[]>>
> = {
  'AWS/CodeBuild': ofBuilds,
  'AWS/CodePipeline': ofPipelines,
};

/** As many executions are read; those that matter to an alarm are among the newest. */
const recentExecutions = 50;

function ofBuilds(
  { namespace, metricName, dimensions }: Alarm,
  { definition: { pipeline }, history, now, providers }: Recorded,
): Result<readonly Sample[]> {
  const read = buildMetrics[metricName];
  if (read === undefined) return unknown({ namespace, metricName, metrics: buildMetrics });
  const wanted = dimensions['ProjectName'];
  const names = new Set(
    buildsOf(pipeline, providers)
      .filter(({ project }) => wanted === undefined || project === wanted)
      .map(({ placed }) => placed.action.name),
  );
  return history
    .executions({ pipelineName: pipeline.name, limit: recentExecutions })
    .flatMap(({ executionId }) => history.actions(executionId))
    .filter(({ actionName }) => names.has(actionName))
    .flatMap((run) => read(run, now));
}

/** Without a dimension those of every pipeline, as of an account. */
function ofPipelines(
  { namespace, metricName, dimensions }: Alarm,
  { definition: { pipeline }, history }: Recorded,
): Result<readonly Sample[]> {
  const read = pipelineMetrics[metricName];
  if (read === undefined) return unknown({ namespace, metricName, metrics: pipelineMetrics });
  const { PipelineName } = dimensions;
  if (pipeline.pipelineType === 'V1' && PipelineName === pipeline.name)
    return { failed: `${namespace} has metrics of pipelines of type V2 only, and ${PipelineName} is V1` };
  const wanted = PipelineName === undefined ? {} : { pipelineName: PipelineName };
  return history
    .executions({ ...wanted, limit: recentExecutions })
    .flatMap(({ status, startedAt, endedAt }) =>
      endedAt !== undefined && (status === 'Succeeded' || status === 'Failed')
        ? [{ at: endedAt, value: read({ status, durationMs: endedAt - startedAt }) }]
        : [],
    );
}

type Run = ReturnType<ExecutionHistory['actions']>[number];

/** CloudWatch learns of a build when it has ended. Here one that still runs already counts for how long it has. */
const buildMetrics: Readonly<Record<string, (run: Run, now: number) => readonly Sample[]>> = {
  Duration: ({ startedAt, endedAt }, now) => [
    { at: endedAt ?? now, value: ((endedAt ?? now) - startedAt) / 1000 },
  ],
  Builds: ({ startedAt }) => [{ at: startedAt, value: 1 }],
  FailedBuilds: ({ status, endedAt }) =>
    endedAt === undefined ? [] : [{ at: endedAt, value: status === 'Failed' ? 1 : 0 }],
  SucceededBuilds: ({ status, endedAt }) =>
    endedAt === undefined ? [] : [{ at: endedAt, value: status === 'Succeeded' ? 1 : 0 }],
};

interface Completion {
  readonly status: 'Succeeded' | 'Failed';
  readonly durationMs: number;
}

const pipelineMetrics: Readonly<Record<string, (completion: Completion) => number>> = {
  /** In seconds. */
  PipelineDuration: ({ durationMs }) => durationMs / 1000,
  FailedPipelineExecutions: ({ status }) => (status === 'Failed' ? 1 : 0),
};

function unknown({
  namespace,
  metricName,
  metrics,
}: {
  readonly namespace: string;
  readonly metricName: string;
  readonly metrics: Readonly<Record<string, unknown>>;
}): Failed {
  const names = Object.keys(metrics).join(', ');
  return { failed: `${namespace} ${metricName} is not measured here; there are ${names}` };
}
