// Queues of SQS and topics of SNS in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  isFound,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { refuseOthers } from './logs.ts';

const noQueue = ['AWS.SimpleQueueService.NonExistentQueue', 'QueueDoesNotExist', 'NonExistentQueue'];
const noTopic = ['NotFound', 'NotFoundException'];

/** FIFO queues and topics end in `.fifo`, also those whose names CloudFormation makes up. */
function fifoName({ name, properties }: ResourceWork, property: string): string {
  return String(properties[property]) === 'true' && !name.endsWith('.fifo')
    ? `${name.slice(0, 75)}.fifo`
    : name;
}

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
  name: { property: 'QueueName', longest: 80 },
  isThere: async (work) =>
    isFound(noQueue, work.call('sqs', 'GetQueueUrl', { QueueName: fifoName(work, 'FifoQueue') })),
  create: async (work) => {
    const { call, properties, tags } = work;
    refuseOthers(properties, ['QueueName', 'Tags', ...queueAttributes]);
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
    refuseOthers(properties, ['QueueName', 'Tags', ...queueAttributes]);
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
  here: 'recorded',
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

const topicAttributes = [
  'ContentBasedDeduplication',
  'DisplayName',
  'FifoTopic',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
];
const topicProperties = [...topicAttributes, 'Subscription', 'Tags', 'TopicName'];

function topicArn({ place }: ResourceWork, name: string): string {
  return `arn:${place.partition}:sns:${place.region}:${place.account}:${name}`;
}

function topicMade(TopicArn: string): Made {
  return { physicalId: TopicArn, attributes: { TopicArn, TopicName: TopicArn.split(':').at(-1) ?? '' } };
}

const topic: ResourceHandler = {
  here: 'recorded',
  name: { property: 'TopicName', longest: 256 },
  isThere: async (work) =>
    isFound(
      noTopic,
      work.call('sns', 'GetTopicAttributes', { TopicArn: topicArn(work, fifoName(work, 'FifoTopic')) }),
    ),
  create: async (work) => {
    const { call, properties, tags } = work;
    refuseOthers(properties, topicProperties);
    const Attributes = Object.fromEntries(
      topicAttributes.flatMap((name) =>
        properties[name] === undefined ? [] : [[name, properties[name]] as const],
      ),
    );
    const answer = await call('sns', 'CreateTopic', {
      Name: fifoName(work, 'FifoTopic'),
      Attributes,
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
    });
    const TopicArn = textIn(answer, 'TopicArn');
    work.onMade(TopicArn);
    await subscribe(work, TopicArn, {});
    return topicMade(TopicArn);
  },
  update: async (work, { physicalId: TopicArn, properties: before }) => {
    const { call, properties } = work;
    refuseOthers(properties, topicProperties);
    for (const AttributeName of topicAttributes)
      if (!isEqual(properties[AttributeName] ?? '', before[AttributeName] ?? ''))
        await call('sns', 'SetTopicAttributes', {
          TopicArn,
          AttributeName,
          AttributeValue: properties[AttributeName] ?? '',
        });
    await subscribe(work, TopicArn, before);
    return topicMade(TopicArn);
  },
  remove: async ({ call }, { physicalId: TopicArn }) => {
    await unless(noTopic, call('sns', 'DeleteTopic', { TopicArn }));
  },
};

/** The subscriptions that a topic has in its own properties. */
async function subscribe(
  { call, properties }: ResourceWork,
  TopicArn: string,
  before: Values,
): Promise<void> {
  const [now, earlier] = [
    listIn(properties, 'Subscription'),
    listIn(before, 'Subscription'),
  ] as readonly (readonly Values[])[];
  for (const each of now ?? [])
    if (!(earlier ?? []).some((other) => isEqual(other, each)))
      await call('sns', 'Subscribe', { TopicArn, ...each });
  for (const each of earlier ?? [])
    if (!(now ?? []).some((other) => isEqual(other, each))) {
      const answer = await call('sns', 'ListSubscriptionsByTopic', { TopicArn });
      const found = (listIn(answer, 'Subscriptions') as readonly Values[]).find(
        (other) => other['Endpoint'] === each['Endpoint'] && other['Protocol'] === each['Protocol'],
      );
      if (found !== undefined)
        await call('sns', 'Unsubscribe', { SubscriptionArn: found['SubscriptionArn'] });
    }
}

const subscriptionAttributes = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
  'SubscriptionRoleArn',
];

const subscription: ResourceHandler = {
  here: 'recorded',
  create: async ({ call, properties, onMade }) => {
    refuseOthers(properties, ['Endpoint', 'Protocol', 'TopicArn', ...subscriptionAttributes]);
    const { TopicArn, Protocol, Endpoint } = properties;
    const answer = await call('sns', 'Subscribe', {
      TopicArn,
      Protocol,
      Endpoint,
      ReturnSubscriptionArn: true,
    });
    const Arn = textIn(answer, 'SubscriptionArn');
    onMade(Arn);
    await setSubscription(call, Arn, properties, {});
    return { physicalId: Arn, attributes: { Arn } };
  },
  update: async ({ call, properties }, { physicalId, properties: before }) => {
    await setSubscription(call, physicalId, properties, before);
    return { physicalId, attributes: { Arn: physicalId } };
  },
  remove: async ({ call }, { physicalId: SubscriptionArn }) => {
    if (SubscriptionArn.startsWith('arn:'))
      await unless(noTopic, call('sns', 'Unsubscribe', { SubscriptionArn }));
  },
};

async function setSubscription(
  call: ResourceWork['call'],
  SubscriptionArn: string,
  ...[now, before]: readonly [Values, Values]
): Promise<void> {
  for (const AttributeName of subscriptionAttributes)
    if (!isEqual(now[AttributeName] ?? '', before[AttributeName] ?? ''))
      await call('sns', 'SetSubscriptionAttributes', {
        SubscriptionArn,
        AttributeName,
        AttributeValue: now[AttributeName] ?? '',
      });
}

const topicPolicy: ResourceHandler = {
  here: 'recorded',
  create: async ({ call, properties, name }) => {
    for (const TopicArn of listIn(properties, 'Topics'))
      await call('sns', 'SetTopicAttributes', {
        TopicArn,
        AttributeName: 'Policy',
        AttributeValue: properties['PolicyDocument'],
      });
    return { physicalId: name, attributes: { Id: name } };
  },
  update: async (work, { physicalId }) => topicPolicy.create({ ...work, name: physicalId }),
  remove: async (work, { properties }) => {
    // The policy that a topic has by itself (SNS developer guide, default policy).
    const { call, place } = work;
    for (const TopicArn of listIn(properties, 'Topics'))
      await unless(
        noTopic,
        call('sns', 'SetTopicAttributes', {
          TopicArn,
          AttributeName: 'Policy',
          AttributeValue: {
            Version: '2008-10-17',
            Id: '__default_policy_ID',
            Statement: [
              {
                Sid: '__default_statement_ID',
                Effect: 'Allow',
                Principal: { AWS: '*' },
                Action: [
                  'SNS:GetTopicAttributes',
                  'SNS:SetTopicAttributes',
                  'SNS:AddPermission',
                  'SNS:RemovePermission',
                  'SNS:DeleteTopic',
                  'SNS:Subscribe',
                  'SNS:ListSubscriptionsByTopic',
                  'SNS:Publish',
                ],
                Resource: TopicArn,
                Condition: { StringEquals: { 'AWS:SourceOwner': place.account } },
              },
            ],
          },
        }),
      );
  },
};

export const messagingTypes: ResourceHandlers = {
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': topic,
  'AWS::SNS::TopicPolicy': topicPolicy,
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': queuePolicy,
};
