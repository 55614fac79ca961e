// Streams of Kinesis in a stack. Source: CloudFormation template reference, AWS::Kinesis::Stream.
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import { calledType } from '../recorded-type.ts';
import {
  createOnce,
  isFound,
  listIn,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const service = 'kinesis';
const gone = ['ResourceNotFoundException'];
const known = [
  'DesiredShardLevelMetrics',
  'Name',
  'RetentionPeriodHours',
  'ShardCount',
  'StreamEncryption',
  'StreamModeDetails',
  'Tags',
];

/** Kinesis API reference, CreateStream: what a stream has when nothing is said. */
const standardHours = 24;

async function made({ call }: ResourceWork, StreamName: string): Promise<Made> {
  const answer = await call(service, 'DescribeStreamSummary', { StreamName });
  return {
    physicalId: StreamName,
    attributes: { Arn: textIn(answer, 'StreamDescriptionSummary', 'StreamARN') },
  };
}

async function settleRetention(
  { call, properties }: ResourceWork,
  StreamName: string,
  before: Values,
): Promise<void> {
  const hoursOf = (values: Values): number => Number(values['RetentionPeriodHours'] ?? standardHours);
  const [wanted, earlier] = [hoursOf(properties), hoursOf(before)];
  if (wanted === earlier) return;
  const word = wanted > earlier ? 'Increase' : 'Decrease';
  await call(service, `${word}StreamRetentionPeriod`, { StreamName, RetentionPeriodHours: wanted });
}

async function settleEncryption(
  { call, properties }: ResourceWork,
  StreamName: string,
  before: Values,
): Promise<void> {
  const [wanted, earlier] = [properties['StreamEncryption'], before['StreamEncryption']] as const;
  if (isEqual(wanted ?? null, earlier ?? null)) return;
  if (wanted !== undefined)
    await call(service, 'StartStreamEncryption', { StreamName, ...(wanted as Values) });
  else await call(service, 'StopStreamEncryption', { StreamName, ...(earlier as Values) });
}

async function settleMetrics(
  { call, properties }: ResourceWork,
  StreamName: string,
  before: Values,
): Promise<void> {
  const [wanted, earlier] = [properties, before].map((values) => listIn(values, 'DesiredShardLevelMetrics'));
  const added = (wanted ?? []).filter((metric) => earlier?.includes(metric) !== true);
  const removed = (earlier ?? []).filter((metric) => wanted?.includes(metric) !== true);
  if (removed.length > 0)
    await call(service, 'DisableEnhancedMonitoring', { StreamName, ShardLevelMetrics: removed });
  if (added.length > 0)
    await call(service, 'EnableEnhancedMonitoring', { StreamName, ShardLevelMetrics: added });
}

async function settleTags({ call, tags }: ResourceWork, StreamName: string): Promise<void> {
  const answer = await call(service, 'ListTagsForStream', { StreamName });
  const keys = (listIn(answer, 'Tags') as readonly Values[]).map((tag) => textIn(tag, 'Key'));
  const removed = keys.filter((key) => tags[key] === undefined);
  if (removed.length > 0) await call(service, 'RemoveTagsFromStream', { StreamName, TagKeys: removed });
  if (Object.keys(tags).length > 0) await call(service, 'AddTagsToStream', { StreamName, Tags: tags });
}

async function settle(work: ResourceWork, name: string, before: Values): Promise<Made> {
  await settleRetention(work, name, before);
  await settleEncryption(work, name, before);
  await settleMetrics(work, name, before);
  await settleTags(work, name);
  return await made(work, name);
}

const modeOf = (properties: Values): string =>
  textIn(properties, 'StreamModeDetails', 'StreamMode') ||
  (properties['ShardCount'] === undefined ? 'ON_DEMAND' : 'PROVISIONED');

const stream: ResourceHandler = {
  here: 'executed',
  properties: known,
  name: { property: 'Name', longest: 128 },
  isThere: async ({ call, name: StreamName }) =>
    isFound(gone, call(service, 'DescribeStreamSummary', { StreamName })),
  create: async (work) => {
    const { call, properties, name: StreamName } = work;
    const { ShardCount } = properties;
    const StreamMode = modeOf(properties);
    const given = {
      StreamName,
      StreamModeDetails: { StreamMode },
      ...(StreamMode === 'ON_DEMAND' ? {} : { ShardCount: ShardCount ?? 1 }),
    };
    await createOnce(work, ['ResourceInUseException'], call(service, 'CreateStream', given));
    work.onMade(StreamName);
    return await settle(work, StreamName, {});
  },
  update: async (work, { physicalId: StreamName, properties: before }) => {
    const { call, properties } = work;
    const StreamMode = modeOf(properties);
    if (StreamMode !== modeOf(before)) {
      const { attributes } = await made(work, StreamName);
      await call(service, 'UpdateStreamMode', {
        StreamARN: attributes['Arn'],
        StreamModeDetails: { StreamMode },
      });
    }
    const { ShardCount: TargetShardCount } = properties;
    if (
      StreamMode === 'PROVISIONED' &&
      TargetShardCount !== undefined &&
      !isEqual(TargetShardCount, before['ShardCount'] ?? '')
    )
      await call(service, 'UpdateShardCount', {
        StreamName,
        TargetShardCount,
        ScalingType: 'UNIFORM_SCALING',
      });
    return await settle(work, StreamName, before);
  },
  remove: async ({ call }, { physicalId: StreamName }) => {
    await unless(gone, call(service, 'DeleteStream', { StreamName, EnforceConsumerDeletion: true }));
  },
};

/** Its ARN names the consumer, and what reads by it reads the stream. */
function madeConsumer(consumer: Values, StreamARN: unknown): Made {
  const ConsumerARN = textIn(consumer, 'ConsumerARN');
  return {
    physicalId: ConsumerARN,
    attributes: {
      ConsumerARN,
      ConsumerCreationTimestamp: textIn(consumer, 'ConsumerCreationTimestamp'),
      ConsumerName: textIn(consumer, 'ConsumerName'),
      ConsumerStatus: textIn(consumer, 'ConsumerStatus'),
      StreamARN: textIn({ StreamARN }, 'StreamARN'),
    },
  };
}

const consumer: ResourceHandler = calledType({
  here: 'executed',
  service,
  properties: ['ConsumerName', 'StreamARN'],
  there: ['ResourceInUseException'],
  gone,
  create: ({ properties: { ConsumerName, StreamARN } }) => [
    'RegisterStreamConsumer',
    { ConsumerName, StreamARN },
  ],
  made: async (answer, { call, properties: { ConsumerName, StreamARN } }) => {
    const registered = answer?.['Consumer'] as Values | undefined;
    if (registered !== undefined) return madeConsumer(registered, StreamARN);
    const found = await call(service, 'DescribeStreamConsumer', { ConsumerName, StreamARN });
    return madeConsumer((found['ConsumerDescription'] ?? {}) as Values, StreamARN);
  },
  remove: ({ physicalId: ConsumerARN }) => ['DeregisterStreamConsumer', { ConsumerARN }],
});

export const kinesisTypes: ResourceHandlers = {
  'AWS::Kinesis::Stream': stream,
  'AWS::Kinesis::StreamConsumer': consumer,
};
