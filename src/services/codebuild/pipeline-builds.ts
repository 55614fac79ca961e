// Builds that actions of pipelines have run, as CodeBuild's API gives them: read from the journals of the pipelines.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import type { PipelineEvent } from '../../engine/event.ts';
import { pipelineWorkload } from '../../model/workload.ts';
import type { StartedBuild } from '../../model/started-build.ts';
import type { ActionExecutionSummary, ExecutionSummary } from '../../state/execution-history.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { readState } from '../read-state.ts';
import type { ServiceCall } from '../service.ts';
import { buildOutput } from './build-output.ts';
import { findProject } from './project-record.ts';

type Shapes = CodeBuildApi['shapes'];

interface PipelineBuild {
  readonly build: Omit<StartedBuild, 'number'>;
  /** Of its action alone; the last ends it as the end of an execution would. */
  readonly events: readonly PipelineEvent[];
}

/** Older executions are in the history. */
const mostExecutions = 100;

/** Newest first. A build is known as soon as its first phase has begun, and as long as its project is there. */
export async function pipelineBuilds(call: ServiceCall): Promise<readonly PipelineBuild[]> {
  const found = await readState(call, (state) =>
    state.history
      .executions({ limit: mostExecutions })
      // Around a build that a call has started there is a pipeline of its name.
      .filter(({ pipelineName }) => !pipelineName.includes(':'))
      .flatMap((execution) => buildsOf(call, state, execution)),
  );
  return found ?? [];
}

function buildsOf(
  call: ServiceCall,
  state: StateFolder,
  execution: ExecutionSummary,
): readonly PipelineBuild[] {
  const { executionId, pipelineName } = execution;
  const entries = state.journal.read({ workload: pipelineWorkload(pipelineName), executionId });
  const events = entries.map(({ event }) => event);
  return state.history.actions(executionId).flatMap((action) => {
    const own = events.filter((event) => isOf(event, action));
    const id = own.map(buildIdIn).find((each) => each !== undefined);
    const project = id === undefined ? undefined : findProject(call, id.slice(0, id.indexOf(':')));
    if (id === undefined || project === undefined) return [];
    const build = {
      id,
      project: project.values,
      source: { actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodePipeline', version: '1' } },
      roleArn: project.values.serviceRole,
      region: call.place.region,
      initiator: `codepipeline/${pipelineName}`,
      startedAt: action.startedAt,
      executionId,
    } as const;
    return [{ build, events: [...own, ...endOf(own, execution)] }];
  });
}

function isOf(event: PipelineEvent, { actionExecutionId }: ActionExecutionSummary): boolean {
  return 'actionExecutionId' in event && event.actionExecutionId === actionExecutionId;
}

function buildIdIn(event: PipelineEvent): string | undefined {
  return event.type === 'ActionProgressed' && event.progress.kind === 'Phase'
    ? event.progress.buildId
    : undefined;
}

/** Its number stands in its log alone. */
export function pipelineBuildOutput(call: ServiceCall, { build, events }: PipelineBuild): Shapes['Build'] {
  const { buildNumber: _unknown, ...output } = buildOutput(call, { ...build, number: 0 }, events);
  return output;
}

function endOf(
  events: readonly PipelineEvent[],
  { executionId }: ExecutionSummary,
): readonly PipelineEvent[] {
  const last = events.at(-1);
  const status = last === undefined ? undefined : statuses[last.type];
  if (last === undefined || status === undefined) return [];
  return [{ type: 'ExecutionEnded', at: last.at, executionId, status }];
}

const statuses: Readonly<Record<string, 'Succeeded' | 'Failed' | 'Stopped'>> = {
  ActionSucceeded: 'Succeeded',
  ActionFailed: 'Failed',
  ActionAbandoned: 'Stopped',
};
