// Events of trails that cannot be delivered: they wait, and keep no others back.
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { clientOf, openBucket, trail, type Called } from '../rig/cloudtrail.ts';
import { openTestEndpoint } from '../rig/endpoint.ts';

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
  expect(before).toMatchObject({ LatestDeliveryError: 'KeyTooLongError' });
  // What comes later is soon there too.
  const count = await filesIn(s3, 'second/');
  await change(endpoint);
  await expect.poll(async () => filesIn(s3, 'second/'), { timeout: 20_000 }).toBeGreaterThan(count);
  await trail(endpoint, 'UpdateTrail', { Name: 'a-first', S3KeyPrefix: 'first' });
  const after = await trail(endpoint, 'GetTrailStatus', { Name: 'a-first' });
  expect(after).not.toHaveProperty('LatestDeliveryError');
  expect(await filesIn(s3, 'first/')).toBeGreaterThan(0);
});
