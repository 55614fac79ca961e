// Whether the destinations of a bucket's notifications are there and let S3 in, as S3 asks when they are put. Source:
// Amazon S3 user guide, "Granting permissions to publish event notification messages to a destination".
import { unreachable } from '../../../lib/unreachable.ts';
import { decides } from '../../../model/policy-decision.ts';
import { listOf, type PolicyStatement } from '../../../model/policy.ts';
import { isRecord } from '../../../lib/is-record.ts';
import { callHere } from '../../call-here.ts';
import type { ServiceCall } from '../../service.ts';
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
  const document: unknown = JSON.parse(policy);
  const given = isRecord(document) ? document['Statement'] : undefined;
  const Statement = (Array.isArray(given) ? given : [given]).filter(
    (statement): statement is PolicyStatement =>
      isRecord(statement) && namesS3(statement as unknown as PolicyStatement),
  );
  const context = { 'aws:SourceArn': `arn:aws:s3:::${bucket}`, 'aws:SourceAccount': account };
  return (
    decides({ Statement }, { action: actions[destination], resource: arn, context }).decision === 'Allowed'
  );
}

function namesS3({ Principal }: PolicyStatement): boolean {
  if (Principal === undefined || typeof Principal === 'string') return Principal === '*';
  return listOf(Principal['Service']).includes('s3.amazonaws.com') || listOf(Principal['AWS']).includes('*');
}

/** Undefined when there is no such destination, or no policy of it. */
async function policyOf({ destination, arn }: Subscription, call: ServiceCall): Promise<string | undefined> {
  switch (destination) {
    case 'lambda':
      return memberOf(
        await callHere(call.ground, call.place, {
          signingName: 'lambda',
          method: 'GET',
          path: `/2015-03-31/functions/${encodeURIComponent(arn)}/policy`,
        }),
        ['Policy'],
      );
    case 'sqs': {
      const [account = '', name = ''] = arn.split(':').slice(-2);
      const input = { QueueUrl: `https://sqs.amazonaws.com/${account}/${name}`, AttributeNames: ['Policy'] };
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': 'AmazonSQS.GetQueueAttributes',
      };
      const body = JSON.stringify(input);
      return memberOf(await callHere(call.ground, call.place, { signingName: 'sqs', headers, body }), [
        'Attributes',
        'Policy',
      ]);
    }
    case 'sns': {
      const form = { Action: 'GetTopicAttributes', Version: '2010-03-31', TopicArn: arn };
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams(form).toString();
      const { isOk, text } = await callHere(call.ground, call.place, { signingName: 'sns', headers, body });
      return isOk ? topicPolicy(text) : undefined;
    }
    default:
      return unreachable(destination);
  }
}

function memberOf(
  { isOk, text }: { readonly isOk: boolean; readonly text: string },
  path: readonly string[],
): string | undefined {
  if (!isOk) return undefined;
  const found = path.reduce<unknown>(
    (value, name) => (isRecord(value) ? value[name] : undefined),
    JSON.parse(text),
  );
  return typeof found === 'string' ? found : undefined;
}

/** The query protocol gives attributes as a list of entries. */
function topicPolicy(xml: string): string | undefined {
  const [, escaped] = /<key>Policy<\/key>\s*<value>([^<]*)<\/value>/.exec(xml) ?? [];
  return escaped
    ?.replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
