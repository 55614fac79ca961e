// The types of resources that a stack takes in: how one is named, what is read of it, and how it gets the stack's tags.
// Source: CloudFormation user guide, "Resource type support for imports and drift detection"; identifiers are those of the
// types' schemas.
import type { Values } from '../../aws/wire/message.ts';
import type { AwsPlace } from '../../model/place.ts';
import { ownValue } from '../../lib/own-value.ts';
import { driftReaders } from './drift-readers.ts';
import { bucketAttributes } from './types/s3.ts';
import { listIn, tagList, textIn, unless, type Made, type ResourceWork } from './resource-type.ts';

type Attributes = Made['attributes'];
type Taken = Pick<ResourceWork, 'call' | 'place' | 'properties'>;

export interface Importer {
  /** The key of ResourceIdentifier; its value is the physical id. */
  readonly identifier: string;
  /** The physical id of the one that a template names so, when that is not the name. */
  readonly idOf?: (place: AwsPlace, name: string) => string;
  /** What Fn::GetAtt gives; undefined for a resource that is not there. */
  readonly read: (work: Taken, id: string) => Promise<Attributes | undefined>;
  readonly tag: (work: Taken, id: string, tags: Readonly<Record<string, string>>) => Promise<void>;
}

/** Undefined for a type whose resources cannot be imported here. */
export function importerOf(type: string): Importer | undefined {
  return ownValue(importers, type);
}

/** CloudFormation's own. */
export function notFoundText(type: string, id: string): string {
  return `Resource of type '${type}' with identifier '${id}' was not found.`;
}

const importers: Readonly<Record<string, Importer>> = {
  'AWS::DynamoDB::Table': {
    identifier: 'TableName',
    read: async ({ call }, TableName) => {
      const answer = await unless(
        ['ResourceNotFoundException'],
        call('dynamodb', 'DescribeTable', { TableName }),
      );
      if (answer === undefined) return undefined;
      const StreamArn = textIn(answer, 'Table', 'LatestStreamArn');
      return { Arn: textIn(answer, 'Table', 'TableArn'), ...(StreamArn === '' ? {} : { StreamArn }) };
    },
    tag: async ({ call, place }, name, tags) => {
      const ResourceArn = `arn:${place.partition}:dynamodb:${place.region}:${place.account}:table/${name}`;
      await call('dynamodb', 'TagResource', { ResourceArn, Tags: tagList(tags) });
    },
  },
  'AWS::Lambda::Function': {
    identifier: 'FunctionName',
    read: async ({ call }, FunctionName) => {
      const found = await unless(
        ['ResourceNotFoundException'],
        call('lambda', 'GetFunctionConfiguration', { FunctionName }),
      );
      return found === undefined ? undefined : { Arn: textIn(found, 'FunctionArn') };
    },
    tag: async ({ call, place }, name, tags) => {
      const Resource = `arn:${place.partition}:lambda:${place.region}:${place.account}:function:${name}`;
      await call('lambda', 'TagResource', { Resource, Tags: tags });
    },
  },
  'AWS::Logs::LogGroup': {
    identifier: 'LogGroupName',
    read: async ({ call, place }, name) => {
      const found = await driftReaders['AWS::Logs::LogGroup']?.read(call, name);
      return found === undefined ? undefined : { Arn: `${logGroupArn(place, name)}:*` };
    },
    tag: async ({ call, place }, name, tags) => {
      await call('logs', 'TagResource', { resourceArn: logGroupArn(place, name), tags });
    },
  },
  'AWS::S3::Bucket': {
    identifier: 'BucketName',
    read: async ({ call, place }, name) => {
      const found = await driftReaders['AWS::S3::Bucket']?.read(call, name);
      return found === undefined ? undefined : bucketAttributes(place, name);
    },
    tag: async ({ call }, Bucket, tags) => {
      const answer = await unless(['NoSuchTagSet'], call('s3', 'GetBucketTagging', { Bucket }));
      const own = (listIn(answer ?? {}, 'TagSet') as readonly Values[]).filter(
        (tag) => !Object.hasOwn(tags, textIn(tag, 'Key')),
      );
      await call('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet: [...own, ...tagList(tags)] } });
    },
  },
  'AWS::SNS::Topic': {
    identifier: 'TopicArn',
    idOf: ({ partition, region, account }, name) => `arn:${partition}:sns:${region}:${account}:${name}`,
    read: async ({ call }, TopicArn) => {
      const answer = await unless(
        ['NotFound', 'NotFoundException'],
        call('sns', 'GetTopicAttributes', { TopicArn }),
      );
      if (answer === undefined) return undefined;
      const DisplayName = textIn(answer, 'Attributes', 'DisplayName');
      return { TopicArn, TopicName: TopicArn.split(':').at(-1) ?? '', DisplayName };
    },
    tag: async ({ call }, ResourceArn, tags) => {
      await call('sns', 'TagResource', { ResourceArn, Tags: tagList(tags) });
    },
  },
  'AWS::SQS::Queue': {
    identifier: 'QueueUrl',
    idOf: ({ region, account }, name) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    read: async ({ call }, QueueUrl) => {
      const answer = await unless(
        ['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'],
        call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] }),
      );
      if (answer === undefined) return undefined;
      const Arn = textIn(answer, 'Attributes', 'QueueArn');
      return { Arn, QueueName: Arn.split(':').at(-1) ?? '', QueueUrl };
    },
    tag: async ({ call }, QueueUrl, tags) => {
      await call('sqs', 'TagQueue', { QueueUrl, Tags: tags });
    },
  },
  'AWS::SSM::Parameter': {
    identifier: 'Name',
    read: async ({ call }, Name) => {
      const answer = await unless(['ParameterNotFound'], call('ssm', 'GetParameter', { Name }));
      if (answer === undefined) return undefined;
      const [Type, Value] = [textIn(answer, 'Parameter', 'Type'), textIn(answer, 'Parameter', 'Value')];
      return { Type, Value, Arn: textIn(answer, 'Parameter', 'ARN') };
    },
    tag: async ({ call }, ResourceId, tags) => {
      await call('ssm', 'AddTagsToResource', { ResourceType: 'Parameter', ResourceId, Tags: tagList(tags) });
    },
  },
};

function logGroupArn({ partition, region, account }: ResourceWork['place'], name: string): string {
  return `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
}
