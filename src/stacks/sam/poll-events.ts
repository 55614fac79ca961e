// Queues and streams that Lambda polls, and the rights that the function's role needs for it.
import { isFunction } from './functions.ts';
import { compact, isMap, isTruthy, member, type JsonMap, type Optional, pythonText } from './json.ts';
import type { SamEvent } from './event.ts';
import type { PropertyRules } from './properties.ts';
import { generated, type Generated } from './resource.ts';
import { SamEventError } from './sam-error.ts';

const shared: PropertyRules = {
  BatchSize: 'integer',
  StartingPosition: 'any',
  StartingPositionTimestamp: 'any',
  Enabled: 'boolean',
  MaximumBatchingWindowInSeconds: 'integer',
  MaximumRetryAttempts: 'integer',
  BisectBatchOnFunctionError: 'boolean',
  MaximumRecordAgeInSeconds: 'integer',
  DestinationConfig: 'map',
  ParallelizationFactor: 'integer',
  Topics: 'list',
  Queues: 'list',
  SourceAccessConfigurations: 'list',
  SecretsManagerKmsKeyId: 'string',
  TumblingWindowInSeconds: 'integer',
  FunctionResponseTypes: 'list',
  KafkaBootstrapServers: 'list',
  FilterCriteria: 'map',
  KmsKeyArn: 'any',
  ConsumerGroupId: 'string',
  ScalingConfig: 'map',
  ProvisionedPollerConfig: 'map',
  SchemaRegistryConfig: 'map',
  MetricsConfig: 'map',
  LoggingConfig: 'map',
};

interface PollKind {
  readonly source: string;
  readonly policy: string;
  readonly rules: PropertyRules;
}

export type PollType = 'DynamoDB' | 'Kinesis' | 'SQS';

/** The managed policies are those of the SAM specification. */
export const pollKinds: Readonly<Record<PollType, PollKind>> = {
  DynamoDB: {
    source: 'Stream',
    policy: 'service-role/AWSLambdaDynamoDBExecutionRole',
    rules: { ...shared, Stream: 'any!', StartingPosition: 'any!' },
  },
  Kinesis: {
    source: 'Stream',
    policy: 'service-role/AWSLambdaKinesisExecutionRole',
    rules: { ...shared, Stream: 'any!', StartingPosition: 'any!' },
  },
  SQS: {
    source: 'Queue',
    policy: 'service-role/AWSLambdaSQSQueueExecutionRole',
    rules: { ...shared, Queue: 'any!' },
  },
};

export function isPollType(type: string): type is PollType {
  return Object.hasOwn(pollKinds, type);
}

/** What is passed on to the mapping under the same name. */
const passed = Object.keys(shared).filter(
  (name) =>
    !['SecretsManagerKmsKeyId', 'KafkaBootstrapServers', 'ConsumerGroupId', 'SchemaRegistryConfig'].includes(
      name,
    ),
);

export function pollEvent({ id, name, properties, target }: SamEvent, type: PollType): readonly Generated[] {
  const filter = properties['FilterCriteria'];
  if (isMap(filter) && !isFunction(filter) && Object.keys(filter).some((key) => key !== 'Filters'))
    throw new SamEventError(name, 'FilterCriteria field has a wrong format');
  if (isTruthy(properties['ConsumerGroupId']))
    throw new SamEventError(id, `Property ConsumerGroupId not defined for resource of type ${type}.`);
  const of = Object.fromEntries(passed.map((each) => [each, properties[each]]));
  return [
    generated(
      { id, type: 'AWS::Lambda::EventSourceMapping' },
      {
        ...of,
        FunctionName: target.name,
        EventSourceArn: properties[pollKinds[type].source],
        DestinationConfig: withoutType(properties['DestinationConfig']),
      },
      { attributes: target.attributes },
    ),
  ];
}

/** SAM's `Type` of a destination is not Lambda's. */
function withoutType(destination: Optional): Optional {
  const failure = member(destination, 'OnFailure');
  if (!isMap(destination) || !isMap(failure)) return isTruthy(destination) ? destination : undefined;
  const { Type: _type, ...rest } = failure;
  return { ...destination, OnFailure: rest };
}

/** Where what failed may go (AWS SAM developer guide, DestinationConfig). */
const destinationTypes = new Set(['Kafka', 'S3', 'SNS', 'SQS']);

/** The right to send what failed to its destination. @throws SamEventError */
export function failurePolicy({ id, properties }: SamEvent): JsonMap | undefined {
  const destinationConfig = properties['DestinationConfig'];
  if (!isTruthy(destinationConfig)) return undefined;
  const failure = member(destinationConfig, 'OnFailure');
  if (!isMap(failure))
    throw new SamEventError(
      id,
      failure === undefined
        ? "Property 'DestinationConfig.OnFailure' is required."
        : "Property 'DestinationConfig.OnFailure' should be a map.",
    );
  const type = failure['Type'];
  if (!isTruthy(type)) return undefined;
  if (!destinationTypes.has(pythonText(type)))
    throw new SamEventError(id, "The only valid values for 'Type' are 'SQS', 'SNS', 'S3', and 'Kafka'");
  return destinationPolicy(pythonText(type), id, failure['Destination']);
}

/** By the type of a destination. */
export function destinationPolicy(type: string, id: string, arn: Optional): JsonMap | undefined {
  const policy = (name: string, statements: readonly JsonMap[]): JsonMap => ({
    PolicyName: `${id}${name}`,
    PolicyDocument: { Statement: [...statements] },
  });
  const allow = (Action: string, Resource = arn): JsonMap => compact({ Action, Effect: 'Allow', Resource });
  switch (type) {
    case 'SQS':
      return policy('SQSPolicy', [allow('sqs:SendMessage')]);
    case 'SNS':
      return policy('SNSPolicy', [allow('sns:publish')]);
    case 'EventBridge':
      return policy('EventBridgePolicy', [allow('events:PutEvents')]);
    case 'Lambda':
      return policy('LambdaPolicy', [allow('lambda:InvokeFunction')]);
    case 'S3':
    case 'S3Bucket':
      return policy('S3Policy', [
        allow('s3:PutObject', { 'Fn::Join': ['/', [arn ?? null, '*']] }),
        allow('s3:ListBucket'),
      ]);
    default:
      return undefined;
  }
}
