// The settings of buckets that are kept exactly as they were put. Of these versioning, the
// website, CORS rules, the policy, the public access block, the lifecycle and logging decide what happens here; the others are
// recorded.
import type { S3Api } from '../../aws/operations/s3.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { AnyOperations, Operations, ServiceCall } from '../service.ts';
import type { Bucket } from './store-rows.ts';
import { bucketOf, storeOf, type Op, type Shapes } from './s3-call.ts';
import { keepLifecycle } from './lifecycle/run-lifecycle.ts';
import { retryAccessLogs } from './access-logs/deliver-lines.ts';
import { checkLogging } from './access-logs/log-target.ts';
import { checkOwnership } from './access-lists.ts';
import { isBlockedPolicy, isPublicPolicy } from './public-access.ts';
import { s3Error } from './s3-errors.ts';
import { checkLifecycle } from './lifecycle/check-lifecycle.ts';
import { checkWebsite } from './check-website.ts';

type Name = keyof S3Api['operations'];

interface Setting {
  readonly name: string;
  readonly put: Name;
  readonly get: Name;
  readonly delete?: Name;
  /** The member of the input that is the setting. */
  readonly member: string;
  /** Whether the answer has the members of the setting, and not the setting as one member. */
  readonly isSpread: boolean;
  /** What GET answers while nothing is put: a value, or the code and the text of its error. */
  readonly absent: Readonly<Record<string, unknown>> | readonly [code: string, message: string];
  /** Throws an AwsError for what S3 refuses. */
  readonly check?: (value: unknown, bucket: Bucket, call: ServiceCall) => void;
  /** The same after it was deleted, where S3 then answers otherwise than for a new bucket. */
  readonly deleted?: readonly [code: string, message: string];
}

/** What GET answers: S3 as recorded in 2026, for a bucket that was made with nothing but a name. */
const settings: readonly Setting[] = [
  {
    name: 'cors',
    put: 'PutBucketCors',
    get: 'GetBucketCors',
    delete: 'DeleteBucketCors',
    member: 'CORSConfiguration',
    isSpread: true,
    absent: ['NoSuchCORSConfiguration', 'The CORS configuration does not exist'],
  },
  {
    name: 'website',
    put: 'PutBucketWebsite',
    get: 'GetBucketWebsite',
    delete: 'DeleteBucketWebsite',
    member: 'WebsiteConfiguration',
    isSpread: true,
    check: (value) => checkWebsite(value as Shapes['WebsiteConfiguration']),
    absent: ['NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'],
  },
  {
    name: 'lifecycle',
    put: 'PutBucketLifecycleConfiguration',
    get: 'GetBucketLifecycleConfiguration',
    delete: 'DeleteBucketLifecycle',
    member: 'LifecycleConfiguration',
    isSpread: true,
    check: (value) => checkLifecycle(value as Shapes['BucketLifecycleConfiguration']),
    absent: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
  },
  {
    name: 'encryption',
    put: 'PutBucketEncryption',
    get: 'GetBucketEncryption',
    delete: 'DeleteBucketEncryption',
    member: 'ServerSideEncryptionConfiguration',
    isSpread: false,
    absent: {
      Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
    },
  },
  {
    name: 'publicAccessBlock',
    put: 'PutPublicAccessBlock',
    get: 'GetPublicAccessBlock',
    delete: 'DeletePublicAccessBlock',
    member: 'PublicAccessBlockConfiguration',
    isSpread: false,
    absent: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    deleted: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
  },
  {
    name: 'ownershipControls',
    put: 'PutBucketOwnershipControls',
    get: 'GetBucketOwnershipControls',
    delete: 'DeleteBucketOwnershipControls',
    member: 'OwnershipControls',
    isSpread: false,
    check: (value, bucket) =>
      checkOwnership({ ...bucket, settings: { ...bucket.settings, ownershipControls: value } }),
    absent: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    deleted: ['OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
  },
  {
    name: 'tagging',
    put: 'PutBucketTagging',
    get: 'GetBucketTagging',
    delete: 'DeleteBucketTagging',
    member: 'Tagging',
    isSpread: true,
    absent: ['NoSuchTagSet', 'The TagSet does not exist'],
  },
  {
    name: 'logging',
    put: 'PutBucketLogging',
    get: 'GetBucketLogging',
    member: 'BucketLoggingStatus',
    isSpread: true,
    check: (value, bucket, call) => checkLogging(value as Shapes['BucketLoggingStatus'], bucket, call),
    absent: {},
  },
  {
    name: 'notification',
    put: 'PutBucketNotificationConfiguration',
    get: 'GetBucketNotificationConfiguration',
    member: 'NotificationConfiguration',
    isSpread: true,
    absent: {},
  },
  {
    name: 'accelerate',
    put: 'PutBucketAccelerateConfiguration',
    get: 'GetBucketAccelerateConfiguration',
    member: 'AccelerateConfiguration',
    isSpread: true,
    absent: {},
  },
  {
    name: 'requestPayment',
    put: 'PutBucketRequestPayment',
    get: 'GetBucketRequestPayment',
    member: 'RequestPaymentConfiguration',
    isSpread: true,
    absent: { Payer: 'BucketOwner' },
  },
];

/** What stands in the place of a setting that was deleted. */
const wasDeleted = 'deleted';

type Input = Readonly<Record<string, unknown>> & { readonly Bucket: string };

function operationsFor(setting: Setting): AnyOperations {
  const put = (input: Input, call: ServiceCall) => {
    const bucket = bucketOf(input, call);
    const { name } = bucket;
    const value = input[setting.member];
    if (value === undefined) throw s3Error('MissingRequestBodyError');
    setting.check?.(value, bucket, call);
    storeOf(call).setSetting(name, setting.name, value);
    if (setting.name === 'lifecycle') keepLifecycle(call.ground);
    retryAccessLogs(call.ground);
    return {};
  };
  const remove = (input: Input, call: ServiceCall) => {
    const { name } = bucketOf(input, call);
    storeOf(call).setSetting(name, setting.name, setting.deleted === undefined ? undefined : wasDeleted);
    retryAccessLogs(call.ground);
    return {};
  };
  return {
    [setting.put]: put,
    [setting.get]: (input: Input, call: ServiceCall) => shown(setting, bucketOf(input, call)),
    ...(setting.delete === undefined ? {} : { [setting.delete]: remove }),
  };
}

function shown(setting: Setting, { name, settings: kept }: Bucket): Readonly<Record<string, unknown>> {
  const { absent, deleted = absent, isSpread, member } = setting;
  const value = kept[setting.name];
  const found = value === undefined ? absent : value === wasDeleted ? deleted : value;
  if (Array.isArray(found)) {
    const [code = '', message = ''] = found as readonly string[];
    throw new AwsError(code, message, { status: 404, members: { BucketName: name } });
  }
  const dated = withDates(found) as Readonly<Record<string, unknown>>;
  return isSpread ? { ...dated, ...defaultsOf(setting) } : { [member]: dated };
}

/** Terraform compares it. */
function defaultsOf({ name }: Setting): Readonly<Record<string, string>> {
  return name === 'lifecycle' ? { TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' } : {};
}

/** A rule's date was a date before it was kept as JSON. */
function withDates(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withDates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === 'Date' && typeof each === 'string' ? new Date(each) : withDates(each),
    ]),
  );
}

const putBucketVersioning: Op<'PutBucketVersioning'> = (input, call) => {
  const { name } = bucketOf(input, call);
  const { Status } = input.VersioningConfiguration;
  if (Status === undefined)
    throw new AwsError(
      'IllegalVersioningConfigurationException',
      'The Versioning element must be specified',
      {
        status: 400,
      },
    );
  storeOf(call).setSetting(name, 'versioning', { Status });
  return {};
};

const getBucketVersioning: Op<'GetBucketVersioning'> = (input, call) =>
  bucketOf(input, call).settings['versioning'] ?? {};

const putBucketPolicy: Op<'PutBucketPolicy'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const { name } = bucket;
  const policy = checkedPolicy(input.Policy);
  if (isBlockedPolicy(bucket, policy)) {
    const user = call.caller.arn;
    throw s3Error('AccessDenied', {
      message: `User: ${user} is not authorized to perform: s3:PutBucketPolicy on resource: "arn:aws:s3:::${name}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
    });
  }
  storeOf(call).setSetting(name, 'policy', policy);
  retryAccessLogs(call.ground);
  return {};
};

function checkedPolicy(text: string): string {
  try {
    const policy: unknown = JSON.parse(text);
    if (typeof policy !== 'object' || policy === null || Array.isArray(policy))
      throw s3Error('MalformedPolicy');
    if (Object.hasOwn(policy, 'Statement')) return text;
    throw s3Error('MalformedPolicy', { message: 'Missing required field Statement' });
  } catch (error) {
    throw error instanceof AwsError ? error : s3Error('MalformedPolicy');
  }
}

const getBucketPolicy: Op<'GetBucketPolicy'> = (input, call) => ({ Policy: policyOf(bucketOf(input, call)) });

const getBucketPolicyStatus: Op<'GetBucketPolicyStatus'> = (input, call) => ({
  PolicyStatus: { IsPublic: isPublicPolicy(policyOf(bucketOf(input, call))) },
});

/** @throws AwsError when the bucket has none */
function policyOf({ name, settings: { policy } }: Bucket): string {
  if (typeof policy === 'string') return policy;
  throw new AwsError('NoSuchBucketPolicy', 'The bucket policy does not exist', {
    status: 404,
    members: { BucketName: name },
  });
}

const deleteBucketPolicy: Op<'DeleteBucketPolicy'> = (input, call) => {
  storeOf(call).setSetting(bucketOf(input, call).name, 'policy', undefined);
  return {};
};

/** What no bucket here has: S3's answer for a bucket without it. */
function never(code: string, message: string) {
  return (input: Input, call: ServiceCall): never => {
    const { name } = bucketOf(input, call);
    throw new AwsError(code, message, { status: 404, members: { BucketName: name } });
  };
}

export const bucketSettings = {
  ...Object.assign({}, ...settings.map(operationsFor)),
  PutBucketVersioning: putBucketVersioning,
  GetBucketVersioning: getBucketVersioning,
  PutBucketPolicy: putBucketPolicy,
  GetBucketPolicy: getBucketPolicy,
  GetBucketPolicyStatus: getBucketPolicyStatus,
  DeleteBucketPolicy: deleteBucketPolicy,
  GetBucketReplication: never(
    'ReplicationConfigurationNotFoundError',
    'The replication configuration was not found',
  ),
  GetObjectLockConfiguration: never(
    'ObjectLockConfigurationNotFoundError',
    'Object Lock configuration does not exist for this bucket',
  ),
} as Operations<S3Api>;
