// Buckets, topics, log groups and others that call a function by themselves.
import { either, getAtt, isFunction, ref, referredId, sub } from './functions.ts';
import {
  compact,
  copyOf,
  ensureMap,
  isMap,
  isSame,
  isTruthy,
  listOf,
  mapOf,
  member,
  type Json,
  type JsonMap,
  pythonText,
} from './json.ts';
import { permission, queuePolicy, type SamEvent } from './event.ts';
import { pollEvent } from './poll-events.ts';
import { generated, ownAttributes, tagList, type Generated } from './resource.ts';
import { resolved } from './context.ts';
import { SamError, SamEventError } from './sam-error.ts';

/** The bucket of the same template gets the notification, and waits for the permission. */
export function bucketEvent(event: SamEvent): readonly Generated[] {
  const { properties, target, context, name } = event;
  const bucketId = referenced(properties['Bucket']);
  const bucket = bucketId === undefined ? undefined : context.resources[bucketId];
  if (bucketId === undefined || !isMap(bucket))
    throw new SamEventError(name, 'S3 events must reference an S3 bucket in the same template.');
  const allowed = permission(event, { principal: 's3.amazonaws.com', sourceAccount: ref('AWS::AccountId') });
  if (Object.hasOwn(target.attributes, 'Condition')) dependByTag(bucket, bucketId, allowed);
  else bucket['DependsOn'] = [...new Set([...listOf(bucket['DependsOn']), allowed.id])];
  addNotifications(event, bucket, bucketId);
  return [
    allowed,
    generated({ id: bucketId, type: pythonText(bucket['Type']) }, mapOf(bucket['Properties']), {
      attributes: ownAttributes(bucket),
      dependsOn: bucket['DependsOn'],
    }),
  ];
}

function referenced(value: Json | undefined): string | undefined {
  const name = isMap(value) ? value['Ref'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** DependsOn has no conditions, but a tag may refer to what exists only under one. */
function dependByTag(bucket: JsonMap, bucketId: string, allowed: Generated): void {
  const properties = ensureMap(bucket, 'Properties');
  const tags = properties['Tags'] ?? [];
  if (!Array.isArray(tags)) throw new SamError(bucketId, "Property 'Tags' should be a list.");
  const value = either(allowed.attributes['Condition'] ?? '', ref(allowed.id), 'no dependency');
  properties['Tags'] = [...tags, ...tagList({ [`sam:ConditionalDependsOn:${allowed.id}`]: value })];
}

function addNotifications({ properties, target }: SamEvent, bucket: JsonMap, bucketId: string): void {
  const given = bucket['Properties'] ?? {};
  if (!isMap(given)) throw new SamError(bucketId, 'Properties should be a map.');
  bucket['Properties'] = given;
  const configuration = given['NotificationConfiguration'] ?? {};
  if (!isMap(configuration))
    throw new SamError(bucketId, "Property 'NotificationConfiguration' should be a map.");
  given['NotificationConfiguration'] = configuration;
  const notifications = configuration['LambdaConfigurations'] ?? [];
  if (!Array.isArray(notifications))
    throw new SamError(bucketId, 'Invalid type for LambdaConfigurations. Must be a list.');
  const condition = target.attributes['Condition'];
  for (const type of listOf(properties['Events'])) {
    const one = compact({ Function: target.arn, Filter: copyOf(properties['Filter']), Event: type });
    const notification = condition === undefined ? one : either(condition, one);
    if (!notifications.some((each) => isSame(each, notification))) notifications.push(notification);
  }
  configuration['LambdaConfigurations'] = notifications;
}

export function topicEvent(event: SamEvent): readonly Generated[] {
  const { id, properties, target, context, name } = event;
  const { Topic: topic = null, SqsSubscription: queued } = properties;
  const { attributes } = target;
  if (!isTruthy(queued)) {
    const allowed = permission(event, { principal: 'sns.amazonaws.com', sourceArn: topic });
    return [allowed, subscription(event, 'lambda', target.arn)];
  }
  const isOwn = queued === true;
  const [queueArn, queueUrl] = isOwn
    ? [getAtt(`${id}Queue`, 'Arn'), ref(`${id}Queue`)]
    : [member(queued, 'QueueArn'), member(queued, 'QueueUrl')];
  if (!isTruthy(queueArn) || !isTruthy(queueUrl))
    throw new SamEventError(name, 'No QueueARN or QueueURL provided.');
  const topicResource = context.resources[referredId(topic) ?? ''];
  const isFifo = resolved(copyOf(member(topicResource, 'Properties', 'FifoTopic')), context);
  const queue = generated(
    { id: `${id}Queue`, type: 'AWS::SQS::Queue' },
    { FifoQueue: isTruthy(isFifo) ? isFifo : undefined },
    { attributes },
  );
  const policyId = member(queued, 'QueuePolicyLogicalId');
  const size = member(queued, 'BatchSize');
  const polled = { Queue: queueArn, BatchSize: isTruthy(size) ? size : 10, Enabled: true };
  return [
    ...pollEvent({ ...event, id: `${id}EventSourceMapping`, properties: polled }, 'SQS'),
    ...(isOwn ? [queue] : []),
    queuePolicy(typeof policyId === 'string' ? policyId : `${id}QueuePolicy`, {
      queueArn,
      queueUrl,
      principal: '*',
      sourceArn: topic,
      attributes,
    }),
    subscription(event, 'sqs', queueArn),
  ];
}

function subscription({ id, properties, target }: SamEvent, protocol: string, endpoint: Json): Generated {
  const { Topic, Region, FilterPolicy, FilterPolicyScope, RedrivePolicy } = properties;
  const of = {
    Endpoint: endpoint,
    Protocol: protocol,
    TopicArn: Topic,
    Region,
    FilterPolicy,
    FilterPolicyScope,
  };
  return generated(
    { id, type: 'AWS::SNS::Subscription' },
    { ...of, RedrivePolicy },
    { attributes: target.attributes },
  );
}

export function logEvent(event: SamEvent): readonly Generated[] {
  const { id, properties, target, context } = event;
  const { LogGroupName, FilterPattern } = properties;
  const arn = `arn:${context.partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:\${__LogGroupName__}:*`;
  const sourceArn = sub(arn, { __LogGroupName__: LogGroupName ?? null });
  const allowed = permission(event, { principal: 'logs.amazonaws.com', sourceArn });
  const filter = generated(
    { id, type: 'AWS::Logs::SubscriptionFilter' },
    { LogGroupName, FilterPattern, DestinationArn: target.arn },
    { attributes: target.attributes, dependsOn: [allowed.id] },
  );
  return [allowed, filter];
}

export function iotEvent(event: SamEvent): readonly Generated[] {
  const { id, properties, target, context } = event;
  const { Sql, AwsIotSqlVersion } = properties;
  const arn = `arn:${context.partition}:iot:\${AWS::Region}:\${AWS::AccountId}:rule/\${RuleName}`;
  const payload = compact({
    Sql,
    RuleDisabled: false,
    Actions: [{ Lambda: { FunctionArn: target.arn } }],
    AwsIotSqlVersion: isTruthy(AwsIotSqlVersion) ? AwsIotSqlVersion : undefined,
  });
  return [
    permission(event, {
      principal: 'iot.amazonaws.com',
      sourceArn: sub(arn, { RuleName: ref(id) }),
      sourceAccount: sub('${AWS::AccountId}'),
    }),
    generated(
      { id, type: 'AWS::IoT::TopicRule' },
      { TopicRulePayload: payload },
      { attributes: target.attributes },
    ),
  ];
}

export function skillEvent(event: SamEvent): readonly Generated[] {
  const { SkillId } = event.properties;
  return [permission(event, { principal: 'alexa-appkit.amazon.com', eventSourceToken: SkillId })];
}

/** The user pool of the same template gets the trigger. */
export function userPoolEvent(event: SamEvent): readonly Generated[] {
  const { properties, target, context, name } = event;
  const poolId = referenced(properties['UserPool']);
  const pool = poolId === undefined ? undefined : context.resources[poolId];
  if (poolId === undefined || !isMap(pool))
    throw new SamEventError(name, 'Cognito events must reference a Cognito UserPool in the same template.');
  const allowed = permission(event, {
    principal: 'cognito-idp.amazonaws.com',
    sourceArn: getAtt(poolId, 'Arn'),
    prefix: `${target.id}Cognito`,
  });
  const configuration: Json = ensureMap(pool, 'Properties')['LambdaConfig'] ?? {};
  if (!isMap(configuration) || isFunction(configuration))
    throw new SamError(poolId, "Property 'LambdaConfig' should be a map.");
  mapOf(pool['Properties'])['LambdaConfig'] = configuration;
  for (const trigger of listOf(properties['Trigger'])) {
    if (Object.hasOwn(configuration, pythonText(trigger)))
      throw new SamEventError(name, `Cognito trigger "${pythonText(trigger)}" defined multiple times.`);
    configuration[pythonText(trigger)] = target.arn;
  }
  return [allowed];
}
