// How S3 says that an object is encrypted (Amazon S3 user guide, "Protecting data with server-side encryption"). It is recorded: the file lies
// in the state folder as it is. Pure.
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { Shapes } from './s3-call.ts';
import { s3Error } from './s3-errors.ts';
import type { Bucket, ObjectEncryption } from './store-rows.ts';

/** What the calls that write an object have of it, and what they may not have here. */
export type EncryptionInput = Partial<
  Pick<
    Shapes['PutObjectRequest'],
    | 'ServerSideEncryption'
    | 'SSEKMSKeyId'
    | 'BucketKeyEnabled'
    | 'SSECustomerAlgorithm'
    | 'ObjectLockMode'
    | 'ObjectLockLegalHoldStatus'
    | 'ObjectLockRetainUntilDate'
  >
>;

/** What an answer has of it. */
type Shown = Pick<Shapes['PutObjectOutput'], 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>;

/**
 * As the call asks, or as the bucket has it for all; undefined of the keys of S3, by which every object is encrypted.
 * @throws AwsError for keys that the caller keeps, and for locks
 */
export function encryptionOf(
  input: EncryptionInput,
  { settings }: Pick<Bucket, 'settings'>,
  place: AwsPlace,
): ObjectEncryption | undefined {
  if (input.SSECustomerAlgorithm !== undefined)
    throw s3Error('NotImplemented', {
      message: 'Slipway does not execute encryption by keys that callers keep',
    });
  if (
    input.ObjectLockMode !== undefined ||
    input.ObjectLockLegalHoldStatus !== undefined ||
    input.ObjectLockRetainUntilDate !== undefined
  )
    throw s3Error('NotImplemented', { message: 'Slipway does not execute object lock' });
  const ofBucket = defaultOf(settings['encryption']);
  const { ServerSideEncryption: kind = ofBucket.kind } = input;
  if (!kind.startsWith('aws:kms')) {
    if (input.SSEKMSKeyId === undefined) return undefined;
    throw s3Error('InvalidArgument', {
      message:
        'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
    });
  }
  const key = input.SSEKMSKeyId ?? (kind === ofBucket.kind ? ofBucket.key : undefined);
  const isBucketKey = input.BucketKeyEnabled ?? ofBucket.isBucketKey;
  return { kind, key: keyArn(key ?? 'alias/aws/s3', place), ...(isBucketKey ? { isBucketKey } : {}) };
}

interface Default {
  readonly kind: string;
  readonly key?: string;
  readonly isBucketKey: boolean;
}

/** @param setting as PutBucketEncryption has put it */
function defaultOf(setting: unknown): Default {
  const rules = isRecord(setting) && Array.isArray(setting['Rules']) ? (setting['Rules'] as unknown[]) : [];
  const rule = rules.find(isRecord);
  const chosen = rule?.['ApplyServerSideEncryptionByDefault'];
  const { SSEAlgorithm = 'AES256', KMSMasterKeyID } = isRecord(chosen) ? chosen : {};
  return defined({
    kind: String(SSEAlgorithm),
    key: typeof KMSMasterKeyID === 'string' ? KMSMasterKeyID : undefined,
    isBucketKey: rule?.['BucketKeyEnabled'] === true,
  });
}

function keyArn(key: string, { partition, region, account }: AwsPlace): string {
  if (key.startsWith('arn:')) return key;
  return `arn:${partition}:kms:${region}:${account}:${key.startsWith('alias/') ? key : `key/${key}`}`;
}

/** @param encryption undefined of the keys of S3 */
export function shownEncryption(encryption: ObjectEncryption | undefined): Shown {
  if (encryption === undefined) return { ServerSideEncryption: 'AES256' };
  const { kind, key, isBucketKey } = encryption;
  return defined({
    ServerSideEncryption: kind as NonNullable<Shown['ServerSideEncryption']>,
    SSEKMSKeyId: key,
    BucketKeyEnabled: isBucketKey,
  });
}
