// What S3's operations share: the store, and the bucket that a request names.
import type { S3Api } from '../../aws/operations/s3.ts';
import type { Operation, ServiceCall } from '../service.ts';
import { ObjectStore } from './object-store.ts';
import type { Cause, ObjectEventName } from './notifications/object-event.ts';
import { versioningOf } from './versioning.ts';
import type { Bucket, StoredVersion } from './store-rows.ts';
import { s3Error } from './s3-errors.ts';

export type Op<N extends keyof S3Api['operations']> = Operation<S3Api, N>;
export type Shapes = S3Api['shapes'];

export function storeOf({ ground }: ServiceCall): ObjectStore {
  return ground.keep(openStore);
}

/** For `Ground.keep`. */
export function openStore(stateFolder: string): ObjectStore {
  return new ObjectStore(stateFolder);
}

/** Of what an operation is about to write. */
export function causeOf(event: ObjectEventName, { caller, now, requestId }: ServiceCall): Cause {
  return { event, at: now, requestId, userId: caller.userId, account: caller.account };
}

interface InBucket {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
}

/** @throws AwsError when there is none, or another account is said to own it */
export function bucketOf({ Bucket: name, ExpectedBucketOwner: owner }: InBucket, call: ServiceCall): Bucket {
  const bucket = storeOf(call).bucket(name);
  if (bucket === undefined) throw s3Error('NoSuchBucket', { members: { BucketName: name } });
  if (owner !== undefined && owner !== bucket.account) throw s3Error('AccessDenied');
  return bucket;
}

/** S3 user guide, "Naming Amazon S3 objects". @throws AwsError */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key);
  if (size <= 1024) return;
  throw s3Error('KeyTooLongError', { members: { Size: size, MaxSizeAllowed: 1024 } });
}

/** Present in answers once the bucket has, or had, versioning. */
export function versionMember(bucket: Bucket, { versionId }: StoredVersion): { readonly VersionId?: string } {
  return versioningOf(bucket) === undefined ? {} : { VersionId: versionId };
}

export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** Of an account (S3 gives a canonical user there, which nothing here has). */
export function ownerOf({ account }: Pick<Bucket, 'account'>): Shapes['Owner'] {
  return { ID: account.padStart(64, '0') };
}
