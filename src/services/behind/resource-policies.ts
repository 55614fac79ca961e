// The policies of queues, topics and keys, which moto keeps, for IAM's evaluation of calls that are about them.
import { callingEndpoint, type CallAws } from '../../account/call-aws.ts';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { localUser } from '../../account/principals.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { Values } from '../../aws/wire/message.ts';
import { parseArn, type Arn } from '../../model/arn.ts';
import type { PoliciesOfRequest } from '../../model/iam/evaluate.ts';
import { policyDocumentIn } from '../../model/policy.ts';
import type { Ground } from '../service.ts';

type OfResource = Pick<PoliciesOfRequest, 'resource' | 'resourceAccount' | 'needsResourcePolicy'>;

/** The text of the policy; undefined when there is none. */
type ReadPolicy = (call: CallAws, arn: string, parsed: Arn) => Promise<unknown>;

const attributes = (answer: Values): Values => (answer['Attributes'] ?? {}) as Values;

const readers: Readonly<Record<string, ReadPolicy>> = {
  sqs: async (call, _, { account, resource }) => {
    const QueueUrl = `https://sqs.amazonaws.com/${account}/${resource}`;
    return attributes(await call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['Policy'] }))[
      'Policy'
    ];
  },
  sns: async (call, TopicArn) => attributes(await call('sns', 'GetTopicAttributes', { TopicArn }))['Policy'],
  kms: async (call, KeyId) => (await call('kms', 'GetKeyPolicy', { KeyId, PolicyName: 'default' }))['Policy'],
};

/** By ARN. All are read anew when one may have changed. */
type Known = Map<string, Promise<OfResource>> & Disposable;

function openKnown(): Known {
  return Object.assign(new Map<string, Promise<OfResource>>(), { [Symbol.dispose]: () => undefined });
}

/** Undefined for a service whose resources have none here. */
export async function policiesBehind(ground: Ground, arn: string): Promise<OfResource | undefined> {
  const parsed = parseArn(arn);
  const read = readers[parsed?.service ?? ''];
  // An alias has the policy of its key, which is not known by its name.
  if (parsed === undefined || read === undefined || /[*?]|^alias\//.test(parsed.resource)) return undefined;
  const known = ground.keep(openKnown);
  const found = known.get(arn) ?? readPolicy(ground, arn, { parsed, read });
  known.set(arn, found);
  return await found.catch((error: unknown) => {
    known.delete(arn);
    // What the call is about is not there: the service says so.
    if (error instanceof CallRefused) return {};
    throw error;
  });
}

interface Reading {
  readonly parsed: Arn;
  readonly read: ReadPolicy;
}

async function readPolicy(ground: Ground, arn: string, { parsed, read }: Reading): Promise<OfResource> {
  const { url, sessions, account } = ground;
  const credentials = () => sessions.keysOf(localUser(placeOfAccount(account)));
  const text = await read(callingEndpoint({ url, region: parsed.region, credentials }), arn, parsed);
  const resource = typeof text === 'string' ? policyDocumentIn(text) : undefined;
  if (resource === undefined) return { resourceAccount: parsed.account };
  const needs = parsed.service === 'kms' ? ({ needsResourcePolicy: true } as const) : {};
  return { resource, resourceAccount: parsed.account, ...needs };
}

/** After each call that moto has executed for one of these services. */
export function forgetPolicies(ground: Ground, service: string, operation: string): void {
  if (
    Object.hasOwn(readers, service) &&
    /Policy|Permission|Attributes|Create|Delete/.test(operation) &&
    !operation.startsWith('Get')
  )
    ground.keep(openKnown).clear();
}
