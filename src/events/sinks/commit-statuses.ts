// An execution that a webhook started, as the status of its commit on GitHub.
import type { AwsEvent } from '../../model/events/aws-event.ts';
import { messageOf } from '../../model/events/notification.ts';
import type { ExecutionFacts } from '../aws-events.ts';
import { setCommitStatus, type CommitStatus } from '../github.ts';

/** What an execution says of itself, in GitHub's four words. STOPPING says nothing new. */
const states: Readonly<Record<string, CommitStatus['state']>> = {
  STARTED: 'pending',
  RESUMED: 'pending',
  SUCCEEDED: 'success',
  FAILED: 'failure',
  STOPPED: 'error',
  CANCELED: 'error',
  SUPERSEDED: 'error',
};

/** GitHub takes no longer one. */
const mostCharacters = 140;

/** @param pagesUrl of the dashboard, as others reach it */
export async function sendCommitStatuses(
  event: AwsEvent,
  facts: ExecutionFacts,
  { token, pagesUrl }: { readonly token: string; readonly pagesUrl?: string },
): Promise<void> {
  const { pipeline, status, executionId, error } = messageOf(event);
  const state = states[status];
  if (state === undefined) return;
  for (const commit of commitsOf(facts))
    await setCommitStatus(token, commit, {
      state,
      context: `slipway/${pipeline}`,
      description: (error ?? sentences[state]).slice(0, mostCharacters),
      ...(pagesUrl === undefined ? {} : { target_url: `${pagesUrl}/executions/${executionId}` }),
    });
}

const sentences: Readonly<Record<CommitStatus['state'], string>> = {
  pending: 'The execution is in progress',
  success: 'The execution succeeded',
  failure: 'The execution failed',
  error: 'The execution was stopped or superseded',
};

const ownerAndName = /^[\w.-]+\/[\w.-]+$/;

/** Only of executions that a webhook started: what else runs need not be on GitHub at all. */
function commitsOf({ declaration, trigger, sourceRevisions }: ExecutionFacts) {
  if (trigger.triggerType !== 'WebhookV2' && trigger.triggerType !== 'Webhook') return [];
  return declaration.stages
    .flatMap(({ actions }) => actions)
    .flatMap(({ name, configuration = {} }) => {
      const { FullRepositoryId, Owner = '', Repo = '' } = configuration;
      const repository = FullRepositoryId ?? `${Owner}/${Repo}`;
      const commitId = sourceRevisions[name];
      return commitId !== undefined && ownerAndName.test(repository) ? [{ repository, commitId }] : [];
    });
}
