// Queues of SQS in a stack. Source: CloudFormation template reference, AWS::SQS.
import type { Values } from '../../../aws/wire/message.ts';
import {
  isFound,
  listIn,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { fifoName } from './fifo-name.ts';

const noQueue = ['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist', 'NonExistentQueue'];

const queueAttributes = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

function attributesIn(properties: Values): Values {
  const pairs = [
    ...queueAttributes.map((name) => [name, properties[name]] as const),
    // The template has shorter words for one of them.
    ['ReceiveMessageWaitTimeSeconds', properties['ReceiveMessageWaitTimeSeconds']] as const,
  ];
  return Object.fromEntries(pairs.filter(([, value]) => value !== undefined));
}

async function queueMade({ call }: ResourceWork, QueueUrl: string): Promise<Made> {
  const answer = await call('sqs', 'GetQueueAttributes', { QueueUrl, AttributeNames: ['QueueArn'] });
  const Arn = textIn(answer, 'Attributes', 'QueueArn');
  return { physicalId: QueueUrl, attributes: { Arn, QueueName: Arn.split(':').at(-1) ?? '', QueueUrl } };
}

const queue: ResourceHandler = {
  here: 'executed',
  properties: ['QueueName', 'Tags', ...queueAttributes],
  name: { property: 'QueueName', longest: 80 },
  isThere: async (work) =>
    isFound(noQueue, work.call('sqs', 'GetQueueUrl', { QueueName: fifoName(work, 'FifoQueue') })),
  create: async (work) => {
    const { call, properties, tags } = work;
    const answer = await call('sqs', 'CreateQueue', {
      QueueName: fifoName(work, 'FifoQueue'),
      Attributes: attributesIn(properties),
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
    });
    const url = textIn(answer, 'QueueUrl');
    work.onMade(url);
    return await queueMade(work, url);
  },
  update: async (work, { physicalId: QueueUrl, properties: before }) => {
    const { call, properties, tags } = work;
    const removed = Object.keys(attributesIn(before)).filter((name) => properties[name] === undefined);
    const reset = Object.fromEntries(removed.map((name) => [name, queueDefaults[name] ?? '']));
    const Attributes = without({ ...reset, ...attributesIn(properties) }, 'FifoQueue');
    if (Object.keys(Attributes).length > 0) await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes });
    if (Object.keys(tags).length > 0) await call('sqs', 'TagQueue', { QueueUrl, Tags: tags });
    return await queueMade(work, QueueUrl);
  },
  remove: async ({ call }, { physicalId: QueueUrl }) => {
    await unless(noQueue, call('sqs', 'DeleteQueue', { QueueUrl }));
  },
};

/** SQS API reference, CreateQueue. */
const queueDefaults: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '262144',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
};

const queuePolicy: ResourceHandler = {
  here: 'executed',
  create: async (work) => setQueuePolicies(work, work.name, {}),
  update: async (work, { physicalId, properties }) => setQueuePolicies(work, physicalId, properties),
  remove: async (work, { properties, physicalId }) => {
    await setQueuePolicies({ ...work, properties: {} }, physicalId, properties);
  },
};

async function setQueuePolicies(
  { call, properties }: ResourceWork,
  physicalId: string,
  before: Values,
): Promise<Made> {
  const queues = listIn(properties, 'Queues').map(String);
  for (const QueueUrl of queues)
    await call('sqs', 'SetQueueAttributes', {
      QueueUrl,
      Attributes: { Policy: properties['PolicyDocument'] },
    });
  for (const QueueUrl of listIn(before, 'Queues').map(String))
    if (!queues.includes(QueueUrl))
      await unless(noQueue, call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy: '' } }));
  return { physicalId, attributes: { Id: physicalId } };
}
export const sqsTypes: ResourceHandlers = {
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': queuePolicy,
};
