// Events of trails that cannot be delivered: they wait, and keep no others back.
import { DeleteBucketPolicyCommand, ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import type { TrailRecord } from '../../src/services/cloudtrail/call-event.ts';
import { logBatches } from '../../src/services/cloudtrail/log-batches.ts';
import { account, clientOf, letTrailsIn, openBucket, region, trail, type Called } from '../rig/cloudtrail.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';

async function started(endpoint: Called, Name: string, more: object): Promise<void> {
  expect(await trail(endpoint, 'CreateTrail', { Name, ...more })).toMatchObject({ Name });
  await trail(endpoint, 'StartLogging', { Name });
}

async function change(endpoint: Called): Promise<void> {
  const ssm = new SSMClient(clientOf(endpoint));
  await ssm.send(new PutParameterCommand({ Name: '/a', Value: 'x', Type: 'String', Overwrite: true }));
}

async function filesIn(s3: S3Client, Prefix: string): Promise<number> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'audit', Prefix }));
  return Contents.length;
}

test('a trail whose files S3 refuses keeps no other back, and is delivered when it can be', async () => {
  await using endpoint = await openTestEndpoint();
  const s3 = await openBucket(endpoint, 'audit');
  // The key of a file would be too long.
  const refused = { S3BucketName: 'audit', S3KeyPrefix: 'x'.repeat(1000) };
  await started(endpoint, 'a-first', refused);
  await started(endpoint, 'b-second', { S3BucketName: 'audit', S3KeyPrefix: 'second' });
  await change(endpoint);
  await expect.poll(async () => filesIn(s3, 'second/'), { timeout: 20_000 }).toBeGreaterThan(0);
  const before = await trail(endpoint, 'GetTrailStatus', { Name: 'a-first' });
  expect(before).toMatchObject({
    LatestDeliveryError: 'KeyTooLongError',
    LatestDeliveryAttemptTime: expect.stringMatching(/^\d{4}-/) as string,
    LatestDeliveryAttemptSucceeded: '',
  });
  expect(before).not.toHaveProperty('LatestDeliveryTime');
  // What comes later is soon there too.
  const count = await filesIn(s3, 'second/');
  await change(endpoint);
  await expect.poll(async () => filesIn(s3, 'second/'), { timeout: 20_000 }).toBeGreaterThan(count);
  await trail(endpoint, 'UpdateTrail', { Name: 'a-first', S3KeyPrefix: 'first' });
  const after = await trail(endpoint, 'GetTrailStatus', { Name: 'a-first' });
  expect(after).not.toHaveProperty('LatestDeliveryError');
  expect(await filesIn(s3, 'first/')).toBeGreaterThan(0);
});

test('events whose bucket is closed for a while are in the log group once', async () => {
  await using endpoint = await openTestEndpoint();
  const logs = async (operation: string, input: object) =>
    (await callJson(endpoint, 'logs', { target: `Logs_20140328.${operation}`, input })).body;
  await logs('CreateLogGroup', { logGroupName: 'audit' });
  const s3 = await openBucket(endpoint, 'audit');
  await started(endpoint, 'all-calls', {
    S3BucketName: 'audit',
    CloudWatchLogsLogGroupArn: `arn:aws:logs:${region}:${account}:log-group:audit:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${account}:role/trail`,
  });
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: 'audit' }));
  await change(endpoint);
  const status = async () => trail(endpoint, 'GetTrailStatus', { Name: 'all-calls' });
  for (const _attempt of [1, 2])
    expect(await status()).toMatchObject({ LatestDeliveryError: 'AccessDenied' });
  await letTrailsIn(s3, 'audit');
  expect(await status()).not.toHaveProperty('LatestDeliveryError');
  const found = (await logs('FilterLogEvents', { logGroupName: 'audit' })) as {
    readonly events: readonly { readonly message: string }[];
  };
  const events = found.events.map(({ message }) => JSON.parse(message) as TrailRecord);
  expect(events.filter(({ eventName }) => eventName === 'PutParameter')).toHaveLength(1);
});

test('events are put into a log group in the order of time, in batches that it takes', () => {
  const at = (eventTime: string, more = '') => ({ eventTime, more }) as unknown as TrailRecord;
  const timesOf = (records: readonly TrailRecord[]) =>
    logBatches(records).map((batch) =>
      batch.map(({ timestamp }) => new Date(timestamp).toISOString().slice(8, 19)),
    );
  const [first, second, later] = [
    at('2026-01-01T00:00:00Z'),
    at('2026-01-01T00:00:01Z'),
    at('2026-01-02T00:00:01Z'),
  ];
  expect(timesOf([later, second, first])).toEqual([['01T00:00:00', '01T00:00:01'], ['02T00:00:01']]);
  const large = at('2026-01-01T00:00:00Z', 'x'.repeat(400_000));
  expect(timesOf([large, large, large]).map((batch) => batch.length)).toEqual([2, 1]);
  expect(timesOf(Array<TrailRecord>(10_001).fill(first)).map((batch) => batch.length)).toEqual([10_000, 1]);
  expect(logBatches([])).toEqual([]);
});
