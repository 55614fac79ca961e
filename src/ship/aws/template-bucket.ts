// The bucket of the account that templates lie in which are too long for a request.
import { createHash } from 'node:crypto';
import { problem, ProblemError } from '../../lib/problem.ts';
import { bootstrapBucket, templateKey } from '../bootstrap/names.ts';
import { calling, placeOfCaller, type AwsAccess } from './access.ts';

/** @returns the URL that CloudFormation reads it from; the same text has the same one */
export async function keepTemplate(access: AwsAccess, text: string): Promise<string> {
  const place = await placeOfCaller(access);
  const Bucket = bootstrapBucket(place);
  const Key = templateKey(createHash('sha256').update(text).digest('hex'));
  const { S3Client, PutObjectCommand } = await import('@aws-sdk/client-s3');
  const { config } = access;
  const client = new S3Client({ ...config, forcePathStyle: config.endpoint !== undefined });
  await calling('a place for the template', async () => {
    try {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: text, ContentType: 'application/json' }));
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchBucket') throw notBootstrapped(Bucket);
      throw error;
    }
  });
  const host = place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return `https://${Bucket}.s3.${place.region}.${host}/${Key}`;
}

function notBootstrapped(bucket: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'NotBootstrapped',
      whose: 'call',
      message: `The template does not fit into the 51,200 bytes of a request, and there is no bucket ${bucket} for it`,
      remedy: 'Make it once with slipway bootstrap, for the same account and Region',
    }),
  ]);
}
