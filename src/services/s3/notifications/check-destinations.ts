// Whether the destinations of a bucket's notifications are there and let S3 in, as S3 asks when they are put. Source:
// Amazon S3 user guide, "Granting permissions to publish event notification messages to a destination".
import { CallRefused } from '../../../aws/client/decode-response.ts';
import type { Values } from '../../../aws/wire/message.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import { isRecord } from '../../../lib/is-record.ts';
import { letsServiceIn } from '../../lets-service-in.ts';
import type { ServiceCall } from '../../service.ts';
import { callingFor, queueUrl } from './notify.ts';
import { s3Error } from '../s3-errors.ts';
import type { Subscription } from './notification-configuration.ts';

/** @throws AwsError naming the first that is not */
export async function checkDestinations(
  bucket: string,
  subscriptions: readonly Subscription[],
  call: ServiceCall,
): Promise<void> {
  for (const subscription of subscriptions) {
    const policy = await policyOf(subscription, call);
    if (policy !== undefined && letsIn(policy, { bucket, subscription, account: call.caller.account }))
      continue;
    throw s3Error('InvalidArgument', {
      message: 'Unable to validate the following destination configurations',
      members: {
        ArgumentName1: `${subscription.arn}, null`,
        ArgumentValue1: refusals[subscription.destination](subscription.arn),
      },
    });
  }
}

const refusals = {
  lambda: (arn: string) => `Not authorized to invoke function [${arn}]`,
  sqs: () => 'Permissions on the destination queue do not allow S3 to publish notifications from this bucket',
  sns: () => 'Permissions on the destination topic do not allow S3 to publish notifications from this bucket',
} as const;

const actions = { lambda: 'lambda:InvokeFunction', sqs: 'sqs:SendMessage', sns: 'sns:Publish' } as const;

interface Asked {
  readonly bucket: string;
  readonly subscription: Subscription;
  readonly account: string;
}

function letsIn(policy: string, { bucket, subscription, account }: Asked): boolean {
  const { destination, arn } = subscription;
  return letsServiceIn(policy, {
    service: 's3.amazonaws.com',
    action: actions[destination],
    resource: arn,
    context: { 'aws:SourceArn': `arn:aws:s3:::${bucket}`, 'aws:SourceAccount': account },
  });
}

/** Undefined when there is no such destination, or no policy of it. */
async function policyOf(
  { destination, arn }: Subscription,
  { ground, place }: ServiceCall,
): Promise<string | undefined> {
  const callAws = callingFor(arn, ground, place);
  try {
    switch (destination) {
      case 'lambda':
        return textOf((await callAws('lambda', 'GetPolicy', { FunctionName: arn }))['Policy']);
      case 'sqs':
        return policyIn(
          await callAws('sqs', 'GetQueueAttributes', { QueueUrl: queueUrl(arn), AttributeNames: ['Policy'] }),
        );
      case 'sns':
        return policyIn(await callAws('sns', 'GetTopicAttributes', { TopicArn: arn }));
      default:
        return unreachable(destination);
    }
  } catch (error) {
    if (error instanceof CallRefused) return undefined;
    throw error;
  }
}

function policyIn({ Attributes }: Values): string | undefined {
  return isRecord(Attributes) ? textOf(Attributes['Policy']) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
