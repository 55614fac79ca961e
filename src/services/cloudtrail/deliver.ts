// Files of events in the bucket of a trail, and the same events in its log group. Source: CloudTrail user guide, "Finding your
// CloudTrail log files", "CloudTrail log file name format", "Sending events to CloudWatch Logs".
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { LogsApi } from '../../aws/operations/logs.ts';
import type { S3Api } from '../../aws/operations/s3.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { groupKey, logsOf, nameOfGroup } from '../logs/stored-logs.ts';
import { inOnePiece, ownCall } from '../own-call.ts';
import { operationsOf } from '../registry.ts';
import type { Ground, Operations, ServiceCall } from '../service.ts';
import { accessTo, folderOf } from './bucket-access.ts';
import type { TrailRecord } from './call-event.ts';
import { logBatches } from './log-batches.ts';
import { noteDelivery, type Trail } from './trail-record.ts';

export interface Pending {
  /** Of the oldest event among them: a file that is written again has the same name. */
  readonly first: number;
  readonly records: readonly TrailRecord[];
}

/** @returns whether the bucket has them: if not, they are tried again */
export async function deliver(ground: Ground, trail: Trail, pending: Pending): Promise<boolean> {
  const call = ownCall(ground, trail);
  const attemptedAt = call.now;
  const access = accessTo(ground, trail);
  if (access !== 'open') {
    noteDelivery(call, trail, { attemptedAt, error: access === 'missing' ? 'NoSuchBucket' : 'AccessDenied' });
    return false;
  }
  const error = await toBucket(call, trail, pending).then(() => '', codeOf);
  if (error !== '') {
    noteDelivery(call, trail, { attemptedAt, error });
    return false;
  }
  // Not before: what the bucket lacks is delivered again.
  const logs = await toLogGroup(call, trail, pending.records).then(
    () => (trail.logGroupArn === undefined ? {} : { logsAt: call.now, logsError: '' }),
    (reason: unknown) => ({ logsError: String(reason) }),
  );
  noteDelivery(call, trail, { ...logs, attemptedAt, at: call.now, error });
  return true;
}

/** The error of S3, by its name. */
function codeOf(error: unknown): string {
  if (error instanceof AwsError) return error.code;
  throw error;
}

async function toBucket(call: ServiceCall, trail: Trail, { first, records: all }: Pending): Promise<void> {
  const s3 = (await operationsOf('s3')) as Operations<S3Api>;
  for (const [folder, records] of Map.groupBy(all, folderOfRecord)) {
    const Body = await promisify(gzip)(JSON.stringify({ Records: records }));
    await s3.PutObject?.(
      {
        Bucket: trail.bucket,
        Key: `${folderOf(trail)}/CloudTrail/${folder}/${fileName(trail, records, first)}`,
        Body: inOnePiece(Body),
        ContentLength: Body.length,
        ContentType: 'application/json',
        ContentEncoding: 'gzip',
        ...(trail.kmsKeyId === undefined
          ? {}
          : { ServerSideEncryption: 'aws:kms' as const, SSEKMSKeyId: trail.kmsKeyId }),
      },
      call,
    );
  }
}

function folderOfRecord({ awsRegion, eventTime }: TrailRecord): string {
  return `${awsRegion}/${eventTime.slice(0, 10).replaceAll('-', '/')}`;
}

function fileName({ account, name }: Trail, records: readonly TrailRecord[], first: number): string {
  const { eventTime = '', awsRegion = '' } = records[0] ?? {};
  const minute = `${eventTime.slice(0, 16).replaceAll(/[-:]/g, '')}Z`;
  const unique = createHash('sha256').update(`${name} ${first} ${awsRegion}`).digest('base64');
  return `${account}_CloudTrail_${awsRegion}_${minute}_${unique.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16)}.json.gz`;
}

async function toLogGroup(call: ServiceCall, trail: Trail, records: readonly TrailRecord[]): Promise<void> {
  const { logGroupArn, account, region } = trail;
  if (logGroupArn === undefined) return;
  const logs = (await operationsOf('logs')) as Operations<LogsApi>;
  const logGroupName = nameOfGroup(logGroupArn);
  const logStreamName = `${account}_CloudTrail_${region}`;
  const group = logsOf(call).group(groupKey(call, logGroupName));
  if (group !== undefined && logsOf(call).stream(group, logStreamName) === undefined)
    await logs.CreateLogStream?.({ logGroupName, logStreamName }, call);
  for (const logEvents of logBatches(records))
    await logs.PutLogEvents?.({ logGroupName, logStreamName, logEvents }, call);
}
