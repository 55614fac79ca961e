// What kind of event a call is: by which name it is in a trail, whether it changes something, and whether it is about data.
// Source: CloudTrail user guide, "Logging data events", "CloudTrail record contents"; Lambda developer guide, "Logging Lambda API
// calls". Pure.
import { isValues, type Values } from '../../aws/wire/message.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { changesSomething } from '../behind/behind-services.ts';

export interface DataResource {
  /** Of the selectors: `AWS::S3::Object`. */
  readonly type: string;
  /** The member of the input that names the resource. */
  readonly arn: (input: Values, place: AwsPlace) => string | undefined;
}

interface DataEvents {
  readonly operations: RegExp;
  readonly resource: DataResource;
}

const text = (input: Values, name: string): string | undefined => {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
};

/** An ARN, or the name from which one is made. */
const named =
  (member: string, service: string, before: string) =>
  (input: Values, place: AwsPlace): string | undefined => {
    const given = text(input, member);
    if (given === undefined || given.startsWith('arn:')) return given;
    const name = given.slice(given.lastIndexOf('/') + 1);
    return formatArn({ ...place, service, resource: `${before}${name}` });
  };

const s3Object: DataResource = {
  type: 'AWS::S3::Object',
  arn: (input, { partition }) => {
    const bucket = text(input, 'Bucket');
    return bucket === undefined ? undefined : `arn:${partition}:s3:::${bucket}/${text(input, 'Key') ?? ''}`;
  },
};

const dataEvents: Readonly<Record<string, DataEvents>> = {
  s3: {
    operations:
      /^((Get|Put|Delete|Head|Copy|Restore|Rename)Object|DeleteObjects|(Get|Put)Object(Acl|LegalHold|Retention|Tagging|Torrent|Attributes)|DeleteObjectTagging|ListObjects(V2)?|ListObjectVersions|(Create|Complete|Abort)MultipartUpload|UploadPart(Copy)?|ListParts|SelectObjectContent)$/,
    resource: s3Object,
  },
  lambda: {
    operations: /^(Invoke|InvokeAsync|InvokeWithResponseStream)$/,
    resource: { type: 'AWS::Lambda::Function', arn: named('FunctionName', 'lambda', 'function:') },
  },
  dynamodb: {
    operations: /^((Get|Put|Update|Delete)Item|Query|Scan|Batch\w+|Transact\w+Items|Execute\w+)$/,
    resource: { type: 'AWS::DynamoDB::Table', arn: named('TableName', 'dynamodb', 'table/') },
  },
  dynamodbstreams: {
    operations: /^(GetRecords|GetShardIterator)$/,
    resource: { type: 'AWS::DynamoDB::Stream', arn: (input) => text(input, 'StreamArn') },
  },
  sqs: {
    operations: /^(SendMessage|ReceiveMessage|DeleteMessage|ChangeMessageVisibility)(Batch)?$/,
    resource: { type: 'AWS::SQS::Queue', arn: named('QueueUrl', 'sqs', '') },
  },
  sns: {
    operations: /^Publish(Batch)?$/,
    resource: { type: 'AWS::SNS::Topic', arn: named('TopicArn', 'sns', '') },
  },
  kinesis: {
    operations: /^(PutRecords?|GetRecords|GetShardIterator|SubscribeToShard)$/,
    resource: { type: 'AWS::Kinesis::Stream', arn: named('StreamName', 'kinesis', 'stream/') },
  },
  logs: {
    operations: /^(PutLogEvents|GetLogEvents|FilterLogEvents|GetLogRecord)$/,
    resource: { type: 'AWS::Logs::LogGroup', arn: named('logGroupName', 'logs', 'log-group:') },
  },
  cloudwatch: {
    operations: /^(PutMetricData|GetMetric\w+)$/,
    resource: { type: 'AWS::CloudWatch::Metric', arn: () => undefined },
  },
  'rds-data': {
    operations: /./,
    resource: { type: 'AWS::RDS::DBCluster', arn: (input) => text(input, 'resourceArn') },
  },
  events: { operations: /^PutEvents$/, resource: { type: 'AWS::Events::EventBus', arn: () => undefined } },
};

/** Undefined for a management event. */
export function dataResourceOf(service: string, operation: string): DataResource | undefined {
  const known = dataEvents[service];
  return known?.operations.test(operation) === true ? known.resource : undefined;
}

/** STS's credentials, iterators, and what is encrypted by a key, change nothing that is kept. */
export function isReadOnly(service: string, operation: string): boolean {
  return service === 'sts' || operation === 'GetShardIterator' || !changesSomething(operation);
}

/** What follows the name of an operation of Lambda. */
const lambdaVersions: Readonly<Record<string, string>> = {
  AddPermission: '20150331v2',
  GetFunction: '20150331v2',
  GetFunctionConfiguration: '20150331v2',
  GetPolicy: '20150331v2',
  RemovePermission: '20150331v2',
  UpdateFunctionCode: '20150331v2',
  UpdateFunctionConfiguration: '20150331v2',
  CreateFunction: '20150331',
  CreateEventSourceMapping: '20150331',
  DeleteEventSourceMapping: '20150331',
  DeleteFunction: '20150331',
  ListEventSourceMappings: '20150331',
  ListFunctions: '20150331',
  UpdateEventSourceMapping: '20150331',
  PublishVersion: '20150331',
};

const s3Names: Readonly<Record<string, string>> = {
  DeletePublicAccessBlock: 'DeleteBucketPublicAccessBlock',
  GetBucketLifecycleConfiguration: 'GetBucketLifecycle',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  ListObjectsV2: 'ListObjects',
  PutBucketLifecycleConfiguration: 'PutBucketLifecycle',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
};

export function eventNameOf(service: string, operation: string): string {
  if (service === 'lambda') return operation + (lambdaVersions[operation] ?? '');
  return (service === 's3' ? s3Names[operation] : undefined) ?? operation;
}

/** Hosts of services whose signatures have another name. */
const sources: Readonly<Record<string, string>> = {
  cloudwatch: 'monitoring',
  'rds-data': 'rdsdata',
  dynamodbstreams: 'dynamodb',
};

/** @param signingName as the scope of a signature has it */
export function eventSourceOf(service: string, signingName: string): string {
  return `${sources[service] ?? signingName}.amazonaws.com`;
}

/** Services without a region: their events are those of the first one (CloudTrail user guide, "Global service events"). */
export const globalServices: ReadonlySet<string> = new Set(['iam', 'sts', 'cloudfront', 'route53']);

/** Whose ARNs an event names, of those that its input or output says outright. */
export function namedArns(...all: readonly (Values | undefined)[]): readonly string[] {
  const found = all.flatMap((values) => Object.values(values ?? {}).flatMap(arnsIn));
  return [...new Set(found)];
}

function arnsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^arn:[\w-]+:[\w-]+:[\w-]*:\d*:\S+$/.test(value) ? [value] : [];
  if (!isValues(value)) return [];
  return Object.values(value).flatMap((each) => (typeof each === 'string' ? arnsIn(each) : []));
}
