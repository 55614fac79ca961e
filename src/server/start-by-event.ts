// Starts whatever an event of a repository starts, and reports why each pipeline was or was not started.
import { providers } from '../actions/registry.ts';
import { defined } from '../lib/defined.ts';
import type { Problem } from '../lib/problem.ts';
import type { Definition } from '../model/definition.ts';
import { decideStarts, type StartDecision } from '../model/triggers/decide-start.ts';
import type { GitEvent } from '../model/triggers/git-event.ts';
import { repositoryNameOf } from '../model/triggers/source-repository.ts';
import { startByGit } from '../workflows/events/start-by-git.ts';
import type { Served } from './http/served.ts';
import { noteAudit } from './note-audit.ts';

export interface StartedByEvent {
  readonly pipelineName: string;
  /** Absent when it was not started. */
  readonly executionId?: string;
  readonly because: string;
  /** Set when it was to be started and could not be. */
  readonly problems?: readonly Problem[];
}

/** @param clientRequestToken of the event: delivered again, it starts only what it has not started before */
export async function startByEvent(
  served: Pick<Served, 'pipelines' | 'access' | 'log' | 'now'>,
  event: GitEvent,
  clientRequestToken?: string,
): Promise<readonly StartedByEvent[]> {
  const { pipelines, log, now } = served;
  const outcomes: StartedByEvent[] = [];
  for (const pipelineName of pipelines.names()) {
    const driven = pipelines.definitionOf(pipelineName);
    const { decisions, variables } = driven === undefined ? nothing : decisionsOf(driven.definition, event);
    const good = decisions.filter((decision) => decision.starts);
    const [first] = good;
    if (first === undefined) {
      outcomes.push(...decisions.map(({ because }) => ({ pipelineName, because })));
      continue;
    }
    const result = await pipelines.request(pipelineName, {
      type: 'StartPipelineExecution',
      variables,
      sourceRevisions: Object.fromEntries(
        good.map(({ sourceActionName, commitId }) => [sourceActionName, commitId]),
      ),
      by: describeEvent(event),
      triggerType: first.triggerType,
      ...defined({ clientRequestToken }),
    });
    const outcome = result.accepted ? 'accepted' : result.problems.map(({ code }) => code).join(', ');
    noteAudit(served, {
      at: now(),
      who: event.by,
      what: first.triggerType,
      pipelineName,
      ...(result.accepted && result.executionId !== undefined ? { executionId: result.executionId } : {}),
      detail: { repository: event.repository, commitId: event.commitId },
      outcome,
    });
    outcomes.push({
      pipelineName,
      because: result.accepted ? first.because : result.problems.map(({ message }) => message).join('; '),
      ...(result.accepted ? {} : { problems: result.problems }),
      ...(result.accepted && result.executionId !== undefined ? { executionId: result.executionId } : {}),
    });
  }
  const { payload: _payload, ...logged } = event;
  log.info({ event: logged, outcomes }, 'event of a repository');
  return outcomes;
}

interface Decisions {
  readonly decisions: readonly StartDecision[];
  readonly variables: Readonly<Record<string, string>>;
}

const nothing: Decisions = { decisions: [], variables: {} };

/** A workflow has its own events and filters. */
function decisionsOf({ pipeline, workflow }: Definition, event: GitEvent): Decisions {
  if (workflow === undefined) return { decisions: decideStarts(pipeline, event, providers), variables: {} };
  const [source] = pipeline.stages.flatMap(({ actions }) => actions);
  const repository = repositoryNameOf(source?.configuration) ?? '';
  const start = startByGit(workflow, repository, event);
  if (source === undefined || start === undefined) return nothing;
  const { starts, because, variables } = start;
  const how = { sourceActionName: source.name, commitId: event.commitId, triggerType: 'WebhookV2' } as const;
  return { decisions: [starts ? { starts, because, ...how } : { starts, because }], variables };
}

function describeEvent(event: GitEvent): string {
  const commit = event.commitId.slice(0, 8);
  switch (event.kind) {
    case 'push':
      return `push of ${commit} to ${event.branch} by ${event.by}`;
    case 'tag':
      return `tag ${event.tag} by ${event.by}`;
    default:
      return `pull request to ${event.targetBranch} (${event.event}) by ${event.by}`;
  }
}
