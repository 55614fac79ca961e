// What of a workflow an event of a repository starts: as GitHub's event, with the variables of the run. Pure.
import type { GitEvent } from '../../model/triggers/git-event.ts';
import { shortName } from '../../model/triggers/source-repository.ts';
import type { RunVariables, Workflow } from '../../model/workflow.ts';
import { defined } from '../../lib/defined.ts';
import { decideStart, type StartDecision, type WorkflowEvent } from './decide-start.ts';
import type { Payload } from './event-payload.ts';

export interface GitStart extends StartDecision {
  readonly variables: Pick<RunVariables, 'event' | 'ref' | 'payload'>;
}

/** Undefined when the workflow belongs to another repository. */
export function startByGit(
  workflow: Pick<Workflow, 'on'>,
  repository: string,
  event: GitEvent,
): GitStart | undefined {
  const names = [repository, shortName(repository)].map((name) => name.toLowerCase());
  if (!names.includes(event.repository.toLowerCase())) return undefined;
  const { name, ref, activity: usual, payload } = asGithubs(event);
  const sent = event.payload?.['action'];
  const activity = usual !== undefined && typeof sent === 'string' ? sent : usual;
  const target = event.kind === 'pullRequest' ? `refs/heads/${event.targetBranch}` : ref;
  const changedPaths = event.kind === 'tag' ? undefined : event.changedPaths;
  const asked: WorkflowEvent = { name, ref: target, ...defined({ activity, changedPaths }) };
  const whole = { sender: { login: event.by }, ...payload, ...event.payload };
  return {
    ...decideStart(workflow, asked),
    variables: { event: name, ref, payload: JSON.stringify(whole) },
  };
}

interface Githubs {
  readonly name: string;
  readonly ref: string;
  readonly activity?: string;
  readonly payload: Payload;
}

const activities = { OPEN: 'opened', UPDATED: 'synchronize', CLOSED: 'closed' } as const;

function asGithubs(event: GitEvent): Githubs {
  switch (event.kind) {
    case 'push':
      return {
        name: 'push',
        ref: `refs/heads/${event.branch}`,
        payload: { created: event.isNew, ...defined({ before: event.before }) },
      };
    case 'tag':
      return { name: 'push', ref: `refs/tags/${event.tag}`, payload: { created: true } };
    default: {
      const { sourceBranch, targetBranch, number, commitId } = event;
      const action = activities[event.event];
      const pull = { head: { ref: sourceBranch, sha: commitId }, base: { ref: targetBranch } };
      const payload = { action, number, pull_request: pull };
      return { name: 'pull_request', ref: `refs/heads/${sourceBranch}`, activity: action, payload };
    }
  }
}
