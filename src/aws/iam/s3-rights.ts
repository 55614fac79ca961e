// The rights that calls of S3 need: its actions are not named after its operations. Source: service authorization reference,
// "Actions, resources, and condition keys for Amazon S3". Pure.
import { percentDecoded } from '../../lib/percent-decoded.ts';
import type { CalledOperation, NeededRight } from './needed-right.ts';
import { textsAt } from './texts-at.ts';

type Rights = (call: CalledOperation) => readonly NeededRight[];

export function s3Rights(call: CalledOperation): readonly NeededRight[] {
  const special = specials[call.operation];
  if (special !== undefined) return special(call);
  return [{ action: `s3:${settingAction(call.operation)}`, resource: bucketOf(call) }];
}

const specials: Readonly<Record<string, Rights>> = {
  ListBuckets: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
  HeadBucket: listing('ListBucket'),
  ListObjects: listing('ListBucket'),
  ListObjectsV2: listing('ListBucket'),
  ListObjectVersions: listing('ListBucketVersions'),
  ListMultipartUploads: listing('ListBucketMultipartUploads'),
  GetObject: ofVersion('GetObject'),
  HeadObject: ofVersion('GetObject'),
  GetObjectAttributes: ofVersion('GetObject'),
  GetObjectAcl: ofVersion('GetObjectAcl'),
  PutObjectAcl: ofVersion('PutObjectAcl'),
  GetObjectTagging: ofVersion('GetObjectTagging'),
  PutObjectTagging: ofVersion('PutObjectTagging'),
  DeleteObjectTagging: ofVersion('DeleteObjectTagging'),
  DeleteObject: ofVersion('DeleteObject'),
  DeleteObjects: deleting,
  PutObject: putting,
  CreateMultipartUpload: putting,
  UploadPart: putting,
  CompleteMultipartUpload: putting,
  CopyObject: copying,
  UploadPartCopy: copying,
  AbortMultipartUpload: ofObject('AbortMultipartUpload'),
  ListParts: ofObject('ListMultipartUploadParts'),
  RestoreObject: ofObject('RestoreObject'),
  SelectObjectContent: ofObject('GetObject'),
  PutObjectRetention: ofObject('PutObjectRetention'),
  GetObjectRetention: ofObject('GetObjectRetention'),
  PutObjectLegalHold: ofObject('PutObjectLegalHold'),
  GetObjectLegalHold: ofObject('GetObjectLegalHold'),
};

/** Settings of a bucket whose actions have other names. */
const renamed: Readonly<Record<string, string>> = {
  BucketAccelerateConfiguration: 'AccelerateConfiguration',
  BucketAnalyticsConfiguration: 'AnalyticsConfiguration',
  BucketCors: 'BucketCORS',
  BucketEncryption: 'EncryptionConfiguration',
  BucketIntelligentTieringConfiguration: 'IntelligentTieringConfiguration',
  BucketInventoryConfiguration: 'InventoryConfiguration',
  BucketLifecycle: 'LifecycleConfiguration',
  BucketLifecycleConfiguration: 'LifecycleConfiguration',
  BucketMetricsConfiguration: 'MetricsConfiguration',
  BucketNotificationConfiguration: 'BucketNotification',
  BucketReplication: 'ReplicationConfiguration',
  ObjectLockConfiguration: 'BucketObjectLockConfiguration',
  PublicAccessBlock: 'BucketPublicAccessBlock',
};

/** What deletes a setting needs the right to put it, but for these. */
const deletedByName = new Set(['Bucket', 'BucketPolicy', 'BucketWebsite']);

function settingAction(operation: string): string {
  const [, verb = '', setting = ''] = /^(Get|Put|Delete|List)(.*?)s?$/.exec(operation) ?? [];
  if (verb === '') return operation;
  const whole = operation.slice(verb.length);
  const name = renamed[whole] ?? renamed[setting] ?? whole;
  if (verb === 'Delete' && !deletedByName.has(whole)) return `Put${name}`;
  return `${verb === 'List' ? 'Get' : verb}${name}`;
}

function bucketOf({ input, place }: CalledOperation): string {
  return `arn:${place.partition}:s3:::${textsAt(input, ['Bucket'])[0] ?? '*'}`;
}

function objectOf(call: CalledOperation, key = textsAt(call.input, ['Key'])[0] ?? '*'): string {
  return `${bucketOf(call)}/${key}`;
}

function ofObject(action: string): Rights {
  return (call) => [{ action: `s3:${action}`, resource: objectOf(call) }];
}

/** `?versionId=` asks for the right to versions in place of the other. */
function ofVersion(action: string): Rights {
  return (call) => {
    const [version] = textsAt(call.input, ['VersionId']);
    if (version === undefined) return ofObject(action)(call);
    const named = action.includes('Object') ? action.replace('Object', 'ObjectVersion') : action;
    return [{ action: `s3:${named}`, resource: objectOf(call), context: { 's3:VersionId': [version] } }];
  };
}

function listing(action: string): Rights {
  return (call) => {
    const context = keysFrom(call, { Prefix: 's3:prefix', Delimiter: 's3:delimiter' });
    const { MaxKeys: most } = call.input;
    const count: Readonly<Record<string, readonly string[]>> =
      typeof most === 'number' ? { 's3:max-keys': [String(most)] } : {};
    return [{ action: `s3:${action}`, resource: bucketOf(call), context: { ...context, ...count } }];
  };
}

function deleting(call: CalledOperation): readonly NeededRight[] {
  const { Delete: given } = call.input;
  const objects = (given as { readonly Objects?: readonly unknown[] } | undefined)?.Objects ?? [];
  return objects.map((each) => ({
    action: textsAt(each, ['VersionId']).length > 0 ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
    resource: objectOf(call, textsAt(each, ['Key'])[0]),
  }));
}

const putKeys = {
  ACL: 's3:x-amz-acl',
  ServerSideEncryption: 's3:x-amz-server-side-encryption',
  SSEKMSKeyId: 's3:x-amz-server-side-encryption-aws-kms-key-id',
  StorageClass: 's3:x-amz-storage-class',
} as const;

function putting(call: CalledOperation): readonly NeededRight[] {
  const context = keysFrom(call, putKeys);
  const also = {
    ACL: 'PutObjectAcl',
    Tagging: 'PutObjectTagging',
    ObjectLockMode: 'PutObjectRetention',
    ObjectLockLegalHoldStatus: 'PutObjectLegalHold',
  };
  const names = Object.entries(also).flatMap(([member, action]) =>
    textsAt(call.input, [member]).length > 0 ? [action] : [],
  );
  return ['PutObject', ...names].map((name) => ({
    action: `s3:${name}`,
    resource: objectOf(call),
    context,
  }));
}

function copying(call: CalledOperation): readonly NeededRight[] {
  const [source = ''] = textsAt(call.input, ['CopySource']);
  const [path = '', query = ''] = source.split('?');
  const action = query.startsWith('versionId=') ? 's3:GetObjectVersion' : 's3:GetObject';
  const from = decode(path).replace(/^\//, '');
  return [{ action, resource: `arn:${call.place.partition}:s3:::${from}` }, ...putting(call)];
}

function decode(text: string): string {
  return percentDecoded(text) ?? text;
}

function keysFrom(
  { input }: CalledOperation,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([member, key]) => {
      const values = textsAt(input, [member]);
      return values.length === 0 ? [] : [[key, values] as const];
    }),
  );
}
