// How S3 says that an object is encrypted (Amazon S3 user guide, "Protecting data with server-side encryption"). It is recorded: the file lies
// in the state folder as it is. Pure.
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { S3Api } from '../../aws/operations/s3.ts';
import type { AnyOperations, Operations, ServiceCall } from '../service.ts';
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
    | 'ObjectLockMode'
    | 'ObjectLockLegalHoldStatus'
    | 'ObjectLockRetainUntilDate'
  >
>;

/** What an answer has of it. */
type Shown = Pick<Shapes['PutObjectOutput'], 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>;

/**
 * As the call asks, or as the bucket has it for all; undefined of the keys of S3, by which every object is encrypted.
 * @throws AwsError for locks, and for a key without the encryption that it is for
 */
export function encryptionOf(
  input: EncryptionInput,
  { settings }: Pick<Bucket, 'settings'>,
  place: AwsPlace,
): ObjectEncryption | undefined {
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

/** No object here is encrypted by a key that callers keep: what names one is refused, whatever it does. */
export function withoutCallersKeys(operations: Operations<S3Api>): Operations<S3Api> {
  return Object.fromEntries(
    Object.entries(operations as AnyOperations).map(([name, operation]) => [
      name,
      async (input: never, call: ServiceCall) => {
        refuseCallersKeys(name, input);
        return await operation?.(input, call);
      },
    ]),
  );
}

function refuseCallersKeys(operation: string, input: object): void {
  const names = Object.entries(input).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const isRead = /^(?:Get|Head)/.test(operation);
  if (names.some((name) => (isRead ? /^SSECustomer/ : /^CopySourceSSECustomer/).test(name)))
    throw s3Error('InvalidRequest', {
      message: 'The encryption parameters are not applicable to this object.',
    });
  if (names.some((name) => name.startsWith('SSECustomer')))
    throw s3Error('NotImplemented', {
      message: 'Slipway does not execute encryption by keys that callers keep',
    });
}
