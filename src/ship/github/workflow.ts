// A pipeline as a workflow of GitHub: a job for each action, in the order of stages and runOrders. Pure.
// Sources: CodePipeline user guide, "Pipeline structure"; GitHub, "Workflow syntax for GitHub Actions".
import type { Definition } from '../../model/definition.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import { expressionsOf } from './expressions.ts';
import { jobIds, jobOf, type GithubSources, type JobContext } from './job.ts';
import { triggersOf } from './triggers.ts';

export interface GithubWorkflow {
  /** In the words and the order of GitHub's syntax. */
  readonly workflow: object;
  /** What it does not do as the pipeline does, as sentences. */
  readonly losses: readonly string[];
}

export function githubWorkflowOf(definition: Definition, sources: GithubSources): GithubWorkflow {
  const { pipeline } = definition;
  const working = actionsOf(pipeline).filter(({ action }) => action.actionTypeId.category !== 'Source');
  const ids = jobIds(working);
  const named = new Map(working.map((placed) => [placed.action.namespace, ids.get(placed)]));
  const expressions = expressionsOf(pipeline, (namespace) => named.get(namespace));
  const context: JobContext = { definition, sources, working, ids, expressions };
  const jobs = working.map((placed) => jobOf(placed, context));
  const triggers = triggersOf(definition);
  return {
    workflow: {
      name: pipeline.name,
      on: triggers.on,
      permissions: { contents: 'read' },
      ...concurrencyOf(pipeline),
      jobs: Object.fromEntries(jobs.map(({ id, job }) => [id, job])),
    },
    losses: [
      ...new Set([...triggers.losses, ...stageLosses(pipeline), ...jobs.flatMap(({ losses }) => losses)]),
    ],
  };
}

/** GitHub keeps the newest of those that wait, as SUPERSEDED does, and all of them with `queue: max`. */
function concurrencyOf({ name, executionMode = 'SUPERSEDED' }: PipelineDeclaration): object {
  if (executionMode === 'PARALLEL') return {};
  const queue = executionMode === 'QUEUED' ? { queue: 'max' } : {};
  return { concurrency: { group: name, 'cancel-in-progress': false, ...queue } };
}

function stageLosses({ stages }: PipelineDeclaration): readonly string[] {
  return stages.flatMap((stage) => [
    ...(['beforeEntry', 'onSuccess'] as const).flatMap((key) =>
      stage[key] === undefined ? [] : [`Stage ${stage.name}: the conditions of ${key} are not checked`],
    ),
    ...(stage.onFailure === undefined
      ? []
      : [`Stage ${stage.name}: a failure is followed by nothing (onFailure)`]),
    ...((stage.blockers ?? []).length === 0 ? [] : [`Stage ${stage.name}: its blockers stop nothing`]),
  ]);
}
