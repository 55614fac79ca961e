// Triggers of a repository: topics of SNS and functions that are called when its branches and tags change. Source: AWS CodeCommit
// user guide, "Manage triggers for a repository" and the example of an event for a Lambda function; API reference.
import { randomUUID } from 'node:crypto';
import { text as textOf } from 'node:stream/consumers';
import { callingAs } from '../../account/call-aws.ts';
import { localUser } from '../../account/principals.ts';
import type { CodeCommitApi } from '../../aws/operations/codecommit.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { defined } from '../../lib/defined.ts';
import { parseArn } from '../../model/arn.ts';
import type { ChangedReference, RepositoryChange } from '../../model/triggers/repository-change.ts';
import type { DataPlane } from '../data-plane.ts';
import { letsServiceIn } from '../lets-service-in.ts';
import { refuse, type Ground, type Operation } from '../service.ts';
import {
  arnOfRepository,
  existingRepository,
  repositoriesNamed,
  saveRepository,
  type RepositoryRecord,
  type Trigger,
} from './repository-record.ts';

type Op<N extends keyof CodeCommitApi['operations']> = Operation<CodeCommitApi, N>;

export const getRepositoryTriggers: Op<'GetRepositoryTriggers'> = ({ repositoryName }, call) => {
  const { triggers, configurationId } = existingRepository(call, repositoryName);
  return { triggers, ...defined({ configurationId }) };
};

/** All of them at once: those that are not named are removed. */
export const putRepositoryTriggers: Op<'PutRepositoryTriggers'> = ({ repositoryName, triggers }, call) => {
  const record = existingRepository(call, repositoryName);
  checkTriggers(triggers, record.place.region);
  const configurationId = randomUUID();
  saveRepository(call, { ...record, triggers, configurationId, changedAt: call.now });
  return { configurationId };
};

const mostTriggers = 10;

/** @throws AwsError */
function checkTriggers(triggers: readonly Trigger[], region: string): void {
  if (triggers.length > mostTriggers)
    throw refuse<CodeCommitApi>(
      'MaximumRepositoryTriggersExceededException',
      `The number of triggers exceeds the maximum of ${mostTriggers}`,
    );
  for (const { destinationArn } of triggers) {
    const arn = parseArn(destinationArn);
    if (!['lambda', 'sns'].includes(arn?.service ?? ''))
      throw refuse<CodeCommitApi>(
        'InvalidRepositoryTriggerDestinationArnException',
        `${destinationArn} is neither a topic of SNS nor a function of Lambda`,
      );
    if (arn?.region !== region)
      throw refuse<CodeCommitApi>(
        'InvalidRepositoryTriggerRegionException',
        `The AWS Region of the trigger target ${destinationArn} does not match that of the repository, ${region}`,
      );
  }
}

/** `POST /_slipway/repository-changes`, by the git server after a push. */
export const serveRepositoryChanges: DataPlane = async (incoming, response, ground) => {
  const change = JSON.parse(await textOf(incoming)) as RepositoryChange;
  await Promise.all(
    repositoriesNamed(ground, change.repositoryName).map(async (record) =>
      callTriggers(record, change, ground),
    ),
  );
  response.writeHead(204).end();
};

async function callTriggers(
  record: RepositoryRecord,
  change: RepositoryChange,
  ground: Ground,
): Promise<void> {
  for (const trigger of record.triggers) {
    const references = change.references.filter((each) => isFor(trigger, each));
    if (references.length === 0) continue;
    const body = JSON.stringify({ Records: [eventOf(record, trigger, { ...change, references })] });
    try {
      await callTrigger(trigger, body, { ground, record });
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      process.stderr.write(`CodeCommit could not call the trigger ${trigger.name}: ${error.message}\n`);
    }
  }
}

const eventOfChange = {
  created: 'createReference',
  deleted: 'deleteReference',
  updated: 'updateReference',
} as const;

/** Without branches it is for all of them, and for tags. */
function isFor({ branches = [], events }: Trigger, { ref, change }: ChangedReference): boolean {
  const isOfBranch = branches.length === 0 || branches.some((branch) => ref === `refs/heads/${branch}`);
  return isOfBranch && events.some((event) => event === 'all' || event === eventOfChange[change]);
}

function eventOf(
  record: RepositoryRecord,
  { name, customData }: Trigger,
  { references, at, by }: RepositoryChange,
): object {
  const { place, configurationId } = record;
  return {
    awsRegion: place.region,
    codecommit: {
      references: references.map(({ ref, commit, change }) => ({
        commit,
        ref,
        ...(change === 'updated' ? {} : { [change]: true }),
      })),
    },
    ...defined({ customData }),
    eventId: randomUUID(),
    eventName: 'ReferenceChanges',
    eventPartNumber: 1,
    eventSource: 'aws:codecommit',
    eventSourceARN: arnOfRepository(record),
    eventTime: new Date(at).toISOString().replace('Z', '+0000'),
    eventTotalParts: 1,
    eventTriggerConfigId: configurationId,
    eventTriggerName: name,
    eventVersion: '1.0',
    userIdentityARN: `arn:${place.partition}:iam::${place.account}:user/${by}`,
  };
}

/** A function's policy must let CodeCommit in (user guide, "Create a trigger for a Lambda function"). */
async function callTrigger(
  { destinationArn: arn }: Trigger,
  body: string,
  { ground, record }: { readonly ground: Ground; readonly record: RepositoryRecord },
): Promise<void> {
  const { place } = record;
  const call = callingAs(ground, {
    principal: localUser(place),
    region: parseArn(arn)?.region || place.region,
  });
  if (parseArn(arn)?.service === 'sns') {
    await call('sns', 'Publish', { TopicArn: arn, Message: body });
    return;
  }
  const { Policy = '{}' } = await call('lambda', 'GetPolicy', { FunctionName: arn });
  const context = { 'aws:SourceArn': arnOfRepository(record), 'aws:SourceAccount': place.account };
  const asked = {
    service: 'codecommit.amazonaws.com',
    action: 'lambda:InvokeFunction',
    resource: arn,
    context,
  };
  if (!letsServiceIn(String(Policy), asked))
    throw new CallRefused(
      'AccessDeniedException',
      `The policy of ${arn} does not let CodeCommit invoke it`,
      403,
    );
  await call('lambda', 'Invoke', { FunctionName: arn, InvocationType: 'Event', Payload: body });
}
