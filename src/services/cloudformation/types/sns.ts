// Topics of SNS and their subscriptions in a stack. Source: CloudFormation template reference, AWS::SNS.
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  isFound,
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { fifoName } from './fifo-name.ts';

const noTopic = ['NotFound', 'NotFoundException'];

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

function topicMade(TopicArn: string, { properties }: ResourceWork): Made {
  const TopicName = TopicArn.split(':').at(-1) ?? '';
  return {
    physicalId: TopicArn,
    attributes: { TopicArn, TopicName, DisplayName: textIn(properties, 'DisplayName') },
  };
}

const topic: ResourceHandler = {
  here: 'executed',
  properties: topicProperties,
  name: { property: 'TopicName', longest: 256 },
  isThere: async (work) =>
    isFound(
      noTopic,
      work.call('sns', 'GetTopicAttributes', { TopicArn: topicArn(work, fifoName(work, 'FifoTopic')) }),
    ),
  create: async (work) => {
    const { call, properties, tags } = work;
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
    return topicMade(TopicArn, work);
  },
  update: async (work, { physicalId: TopicArn, properties: before }) => {
    const { call, properties } = work;
    for (const AttributeName of topicAttributes)
      if (!isEqual(properties[AttributeName] ?? '', before[AttributeName] ?? ''))
        await call('sns', 'SetTopicAttributes', {
          TopicArn,
          AttributeName,
          AttributeValue: properties[AttributeName] ?? '',
        });
    await subscribe(work, TopicArn, before);
    return topicMade(TopicArn, work);
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
  here: 'executed',
  properties: ['Endpoint', 'Protocol', 'TopicArn', ...subscriptionAttributes],
  create: async ({ call, properties, onMade }) => {
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
  here: 'executed',
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
export const snsTypes: ResourceHandlers = {
  'AWS::SNS::Subscription': subscription,
  'AWS::SNS::Topic': topic,
  'AWS::SNS::TopicPolicy': topicPolicy,
};
