// Where the server access log of a bucket goes, and whether it may. Source: Amazon S3 user guide, "Logging requests with server
// access logging" and "Enabling Amazon S3 server access logging".
import { createHash } from 'node:crypto';
import { AwsError } from '../../../aws/wire/aws-error.ts';
import { defined } from '../../../lib/defined.ts';
import { isRecord } from '../../../lib/is-record.ts';
import type { AwsPlace } from '../../../model/place.ts';
import { letsServiceIn } from '../../lets-service-in.ts';
import type { ServiceCall } from '../../service.ts';
import { checkedGrant, hasLists, listLetsLogsIn } from '../access-lists.ts';
import { storeOf, type Shapes } from '../s3-call.ts';
import { s3Error } from '../s3-errors.ts';
import type { Bucket } from '../store-rows.ts';

/** Kept with each line: what was set when its request came. JSON, and the same text for the same target. */
export interface LogTarget {
  readonly source: string;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly bucket: string;
  readonly prefix: string;
  /** Absent for keys without folders. */
  readonly partitionedBy?: 'EventTime' | 'DeliveryTime';
  readonly grants?: readonly Shapes['TargetGrant'][];
}

/** Undefined of a bucket without a log. */
export function logTargetOf(
  bucket: Bucket,
  { partition }: Pick<AwsPlace, 'partition'>,
): LogTarget | undefined {
  const logging = bucket.settings['logging'];
  const enabled = isRecord(logging) ? logging['LoggingEnabled'] : undefined;
  if (enabled === undefined) return undefined;
  const { TargetBucket, TargetPrefix, TargetGrants, TargetObjectKeyFormat } =
    enabled as Shapes['LoggingEnabled'];
  const { name: source, account, region } = bucket;
  const { PartitionedPrefix } = TargetObjectKeyFormat ?? {};
  const partitionedBy =
    PartitionedPrefix === undefined ? undefined : (PartitionedPrefix.PartitionDateSource ?? 'DeliveryTime');
  const where = { source, account, region, partition, bucket: TargetBucket, prefix: TargetPrefix };
  return { ...where, ...defined({ partitionedBy, grants: TargetGrants }) };
}

/** @throws AwsError for a status that S3 refuses */
export function checkLogging(status: Shapes['BucketLoggingStatus'], bucket: Bucket, call: ServiceCall): void {
  const { LoggingEnabled: enabled } = status;
  if (enabled === undefined) return;
  const { SimplePrefix, PartitionedPrefix } = enabled.TargetObjectKeyFormat ?? {};
  if (SimplePrefix !== undefined && PartitionedPrefix !== undefined) throw s3Error('MalformedXML');
  const target = storeOf(call).bucket(enabled.TargetBucket);
  if (target === undefined) throw invalidTarget('The target bucket for logging does not exist');
  if (target.account !== bucket.account)
    throw invalidTarget('The owner for the bucket to be logged and the target bucket must be the same.');
  if (target.region !== bucket.region)
    throw new AwsError('CrossLocationLoggingProhibited', 'Cross S3 location logging not allowed.', {
      status: 403,
    });
  const { TargetGrants: grants = [] } = enabled;
  if (!hasLists(target)) {
    if (grants.length > 0) throw s3Error('AccessControlListNotSupported');
    return;
  }
  for (const grant of grants) checkedGrant(grant);
  const kept = { settings: { logging: status } };
  const asked = logTargetOf({ ...bucket, ...kept }, call.place);
  if (asked !== undefined && refusalOf(asked, target) !== undefined)
    throw invalidTarget(
      'You must give the log-delivery group WRITE and READ_ACP permissions to the target bucket',
    );
}

function invalidTarget(message: string): AwsError {
  return new AwsError('InvalidTargetBucketForLogging', message, { status: 400 });
}

/** Why S3 does not write the log into its bucket. @param bucket the target's, as it is now */
export function refusalOf(target: LogTarget, bucket: Bucket | undefined): string | undefined {
  if (bucket === undefined) return 'there is no such bucket';
  if (bucket.account !== target.account || bucket.region !== target.region)
    return 'it is in another account or region';
  if (isByKms(bucket)) return 'its objects are encrypted by a key of KMS, which logs cannot be';
  const lets =
    listLetsLogsIn(bucket) ||
    (typeof bucket.settings['policy'] === 'string' && policyLets(bucket.settings['policy'], target));
  return lets ? undefined : 'neither its policy nor its list lets logging.s3.amazonaws.com put objects';
}

function policyLets(policy: string, { source, account, partition, bucket, prefix }: LogTarget): boolean {
  return letsServiceIn(policy, {
    service: 'logging.s3.amazonaws.com',
    action: 's3:PutObject',
    resource: `arn:${partition}:s3:::${bucket}/${prefix}log`,
    context: {
      'aws:SourceArn': `arn:${partition}:s3:::${source}`,
      'aws:SourceAccount': account,
      'aws:SecureTransport': 'true',
    },
  });
}

function isByKms({ settings }: Bucket): boolean {
  const encryption = settings['encryption'] as
    | Shapes['ServerSideEncryptionConfiguration']
    | string
    | undefined;
  if (encryption === undefined || typeof encryption === 'string') return false;
  return encryption.Rules.some(
    ({ ApplyServerSideEncryptionByDefault: by }) => by !== undefined && by.SSEAlgorithm !== 'AES256',
  );
}

/** The key of an object whose first line has this number. Source: "Log object key format". */
export function logKey(
  target: LogTarget,
  first: { readonly at: number; readonly number: number },
  now: number,
): string {
  const { prefix, partitionedBy, account, region, source } = target;
  const moment = new Date(partitionedBy === 'EventTime' ? first.at : now).toISOString();
  const day = moment.slice(0, 10);
  // Of a day's events the time of the day is not said.
  const time = partitionedBy === 'EventTime' ? '00-00-00' : moment.slice(11, 19).replaceAll(':', '-');
  const unique = createHash('sha256')
    .update(`${source} ${first.number} ${first.at}`)
    .digest('hex')
    .slice(0, 16)
    .toUpperCase();
  const folders =
    partitionedBy === undefined ? '' : `${account}/${region}/${source}/${day.replaceAll('-', '/')}/`;
  return `${prefix}${folders}${day}-${time}-${unique}`;
}

/** An object by the time of events has those of one day. */
export function isSameFile({ partitionedBy }: LogTarget, one: number, other: number): boolean {
  return partitionedBy !== 'EventTime' || dayOf(one) === dayOf(other);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
