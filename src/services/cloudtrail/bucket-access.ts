// Whether the bucket of a trail lets CloudTrail in. Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail".
import { letsServiceIn } from '../lets-service-in.ts';
import { openStore } from '../s3/s3-call.ts';
import type { Ground } from '../service.ts';
import { arnOfTrail, type Trail } from './trail-record.ts';

export type BucketAccess = 'open' | 'missing' | 'closed';

export function accessTo({ keep }: Pick<Ground, 'keep'>, trail: Trail): BucketAccess {
  const bucket = keep(openStore).bucket(trail.bucket);
  if (bucket === undefined) return 'missing';
  const { policy } = bucket.settings;
  const lets = (action: string, resource: string) =>
    typeof policy === 'string' &&
    letsServiceIn(policy, {
      service: 'cloudtrail.amazonaws.com',
      action,
      resource,
      context: {
        'aws:SourceArn': arnOfTrail(trail),
        'aws:SourceAccount': trail.account,
        's3:x-amz-acl': 'bucket-owner-full-control',
      },
    });
  const arn = `arn:${trail.partition}:s3:::${trail.bucket}`;
  const isOpen = lets('s3:GetBucketAcl', arn) && lets('s3:PutObject', `${arn}/${folderOf(trail)}/CloudTrail`);
  return isOpen ? 'open' : 'closed';
}

/** In the bucket. */
export function folderOf({ prefix, account }: Pick<Trail, 'prefix' | 'account'>): string {
  return `${prefix === undefined ? '' : `${prefix}/`}AWSLogs/${account}`;
}
