// Starts the workflows that wait for runs of others (`on.workflow_run`), as those are requested, begin and end.
import { defined } from '../lib/defined.ts';
import { isRecord } from '../lib/is-record.ts';
import type { PipelineEvent } from '../engine/event.ts';
import type { WorkflowRepository } from '../model/workflow.ts';
import { repositoryNameOf } from '../model/triggers/source-repository.ts';
import type { Definition } from '../model/definition.ts';
import { isPullRequest } from '../workflows/events/event-payload.ts';
import { startByRun, type ObservedRun } from '../workflows/events/start-by-run.ts';
import { runIdOf } from '../workflows/github-context.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Pipelines } from './pipelines.ts';
import type { OnRefused } from './run-schedules.ts';

type Known = Pick<StateFolder, 'journal' | 'history'>;

/** Until it is disposed. What ends while no server runs starts nothing. */
export function startAfterRuns(
  pipelines: Pick<Pipelines, 'names' | 'definitionOf' | 'request' | 'subscribe'>,
  state: Known,
  onRefused: OnRefused,
): Disposable {
  const start = async (pipelineName: string, run: ObservedRun): Promise<void> => {
    const workflow = pipelines.definitionOf(pipelineName)?.definition.workflow;
    const decided = workflow && startByRun(workflow, run);
    if (decided?.starts !== true) return;
    const result = await pipelines.request(pipelineName, {
      type: 'StartPipelineExecution',
      variables: decided.variables,
      sourceRevisions: {},
      by: `${run.workflow.name} ${run.activity}`,
      triggerType: 'CloudWatchEvent',
    });
    if (result.accepted) return;
    const reason = result.problems.map(({ message }) => message).join('; ');
    onRefused({ pipelineName, schedule: `the end of ${run.workflow.name}`, reason });
  };
  const end = pipelines.subscribe(({ event }) => {
    const activity = activityOf(event);
    if (activity === undefined || !('executionId' in event)) return;
    const run = observe(pipelines, state, { executionId: event.executionId, ...activity });
    if (run === undefined) return;
    for (const name of pipelines.names()) void start(name, run);
  });
  return { [Symbol.dispose]: end };
}

type Activity = Pick<ObservedRun, 'activity' | 'conclusion'>;

function activityOf(event: PipelineEvent): Activity | undefined {
  switch (event.type) {
    case 'ExecutionStarted':
      return { activity: 'requested' };
    case 'StageStarted':
      return event.stageName === 'Jobs' ? { activity: 'in_progress' } : undefined;
    case 'ExecutionEnded':
      return { activity: 'completed', conclusion: conclusions[event.status] };
    default:
      return undefined;
  }
}

const conclusions = {
  Succeeded: 'success',
  Failed: 'failure',
  Stopped: 'cancelled',
  Cancelled: 'cancelled',
} as const;

/** Undefined for an execution of no workflow. */
function observe(
  pipelines: Pick<Pipelines, 'definitionOf'>,
  state: Known,
  { executionId, ...activity }: Activity & { readonly executionId: string },
): ObservedRun | undefined {
  const summary = state.history.execution(executionId);
  const definition = summary && pipelines.definitionOf(summary.pipelineName)?.definition;
  if (summary === undefined || definition?.workflow === undefined) return undefined;
  const { pipelineName, trigger, sourceRevisions, runName } = summary;
  const { event = 'push', ref = '', payload = '{}' } = variablesOf(state, executionId);
  const known: unknown = JSON.parse(payload);
  const head = textAt(known, 'pull_request', 'head', 'ref');
  const [source] = sourceRevisions;
  return {
    ...activity,
    workflow: definition.workflow,
    repository: repositoryOf(definition),
    executionId,
    runId: runIdOf(executionId),
    runNumber: state.history.executions({ pipelineName, before: executionId }).length + 1,
    event,
    ref: isPullRequest(event) && head !== undefined ? `refs/heads/${head}` : ref,
    actor: textAt(known, 'sender', 'login') ?? trigger.triggerDetail,
    level: levelOf(state, executionId),
    ...defined({ title: runName, commitId: source?.revisionId }),
  };
}

function repositoryOf({ pipeline }: Definition): WorkflowRepository {
  const [source] = pipeline.stages.flatMap(({ actions }) => actions);
  const ref = pipeline.variables?.find(({ name }) => name === 'ref')?.defaultValue ?? '';
  return {
    name: repositoryNameOf(source?.configuration) ?? '',
    defaultBranch: ref.replace('refs/heads/', ''),
  };
}

function variablesOf({ journal }: Known, executionId: string): Readonly<Record<string, string>> {
  const [first] = journal.read({ executionId, limit: 1 });
  return first?.event.type === 'ExecutionStarted' ? first.event.variables : {};
}

/** How many runs have led to it, one by one. */
function levelOf(state: Known, executionId: string): number {
  const { event, payload = '{}' } = variablesOf(state, executionId);
  const before =
    event === 'workflow_run' ? textAt(JSON.parse(payload), 'workflow_run', 'node_id') : undefined;
  return before === undefined ? 0 : 1 + levelOf(state, before);
}

function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = keys.reduce<unknown>((each, key) => (isRecord(each) ? each[key] : undefined), value);
  return typeof found === 'string' ? found : undefined;
}
