// Trails of CloudTrail, and the bucket that they write to.
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { callJson, type TestEndpoint } from './endpoint.ts';

export type Called = Pick<TestEndpoint, 'url' | 'credentials'>;
export type Answer = Readonly<Record<string, unknown>>;

export const region = 'eu-central-1';
export const account = '111122223333';

export async function trail(endpoint: Called, operation: string, input: object): Promise<Answer> {
  const target = `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.${operation}`;
  return (await callJson(endpoint, 'cloudtrail', { target, input })).body;
}

export function clientOf({ url, credentials }: Called) {
  return { endpoint: url, region, credentials, maxAttempts: 1 as const, forcePathStyle: true };
}

/** Lets CloudTrail in, as AWS's documentation has it. */
export async function letTrailsIn(s3: S3Client, Bucket: string): Promise<void> {
  const statement = { Effect: 'Allow', Principal: { Service: 'cloudtrail.amazonaws.com' } };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { ...statement, Action: 's3:GetBucketAcl', Resource: `arn:aws:s3:::${Bucket}` },
      {
        ...statement,
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${Bucket}/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
}

/** That lets CloudTrail in. */
export async function openBucket(endpoint: Called, Bucket: string): Promise<S3Client> {
  const s3 = new S3Client(clientOf(endpoint));
  await s3.send(new CreateBucketCommand({ Bucket }));
  await letTrailsIn(s3, Bucket);
  return s3;
}
