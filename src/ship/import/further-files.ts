// What watches and starts a pipeline, as the files of a definition: alarms, notifications, schedules, budgets, parameters. Pure.
// Source: CloudFormation template reference of each type.
import { defined } from '../../lib/defined.ts';
import { ownValue } from '../../lib/own-value.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { parseSchedule, type Schedule } from '../../model/schedule.ts';
import {
  listIn,
  scalarIn,
  textIn,
  valuesIn,
  type FoundResource,
  type FurtherFiles,
  type ImportedFile,
  type Values,
} from './imported.ts';

/** @param pipeline its name */
export function furtherFiles(found: readonly FoundResource[], pipeline: string): FurtherFiles {
  const single = found.flatMap((each) => {
    const file = fileOf(each);
    return file === undefined ? [] : [{ file, ids: [each.id] }];
  });
  const lists = [
    listFile('notifications', notifications(found)),
    listFile('schedules', schedules(found, pipeline)),
    listFile('parameters', parameters(found)),
  ].flat();
  const all = [...single, ...lists];
  return {
    files: all.map(({ file }) => file),
    heldIn: new Map(all.flatMap(({ file, ids }) => ids.map((id) => [id, file.name] as const))),
  };
}

interface Held<T> {
  readonly value: T;
  /** Of the resources that say it. */
  readonly ids: readonly string[];
}

function listFile(name: string, held: readonly Held<unknown>[]) {
  if (held.length === 0) return [];
  const file: ImportedFile = { name, content: { [name]: held.map(({ value }) => value) } };
  return [{ file, ids: held.flatMap(({ ids }) => ids) }];
}

function fileOf({ type, name = '', properties = {} }: FoundResource): ImportedFile | undefined {
  switch (type) {
    case 'AWS::CloudWatch::Alarm':
    case 'AWS::CloudWatch::CompositeAlarm':
      return { name: `alarm ${name}`, content: alarm(name, properties) };
    case 'AWS::CodeCommit::Repository':
      return repositoryFile(name, properties);
    case 'AWS::Budgets::Budget':
      return budgetFile(name, properties);
    default:
      return undefined;
  }
}

/** Numbers may be written as texts in a template, and a value of a dimension as a number. */
function alarm(name: string, { Dimensions, ...given }: Values): object {
  const cast = Object.entries(given).map(([key, value]) => {
    if (alarmNumbers.has(key) && typeof value === 'string') return [key, Number(value)] as const;
    return key === 'ActionsEnabled' ? ([key, scalarIn(value) === 'true'] as const) : ([key, value] as const);
  });
  const dimensions = listIn(Dimensions).map(({ Name, Value }) => ({ Name, Value: scalarIn(Value) }));
  return {
    ...Object.fromEntries(cast),
    AlarmName: name,
    ...(dimensions.length === 0 ? {} : { Dimensions: dimensions }),
  };
}

const alarmNumbers = new Set(['DatapointsToAlarm', 'EvaluationPeriods', 'Period', 'Threshold']);

/** Undefined where it has what no file says: a key of its own, code that it begins with. */
function repositoryFile(name: string, properties: Values): ImportedFile | undefined {
  const { RepositoryName, RepositoryDescription, DefaultBranch, Triggers, Tags, ...rest } = properties;
  if (Object.values(rest).some((value) => scalarIn(value) !== '' || typeof value === 'object'))
    return undefined;
  const text = (value: unknown) => (scalarIn(value) === '' ? undefined : scalarIn(value));
  const repositoryName = text(RepositoryName) ?? name;
  const triggers = listIn(Triggers).map(({ Name, DestinationArn, CustomData, Branches, Events }) => ({
    name: Name,
    destinationArn: DestinationArn,
    ...defined({ customData: text(CustomData) }),
    ...(Array.isArray(Branches) && Branches.length > 0 ? { branches: Branches as unknown } : {}),
    events: Events,
  }));
  const tags = Object.fromEntries(listIn(Tags).map(({ Key, Value }) => [scalarIn(Key), scalarIn(Value)]));
  return {
    name: `repository ${repositoryName}`,
    content: {
      repositoryName,
      // A file of a repository says at least that there is no trigger.
      ...defined({ repositoryDescription: text(RepositoryDescription), defaultBranch: text(DefaultBranch) }),
      triggers,
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
    },
  };
}

/** Of a month's costs in US dollars: no other is held to here. */
function budgetFile(
  name: string,
  { Budget, NotificationsWithSubscribers }: Values,
): ImportedFile | undefined {
  const { BudgetLimit, TimeUnit, BudgetType, BudgetName = name, ...rest } = valuesIn(Budget);
  const { Amount, Unit } = valuesIn(BudgetLimit);
  const notifications = listIn(NotificationsWithSubscribers);
  const isPlain =
    TimeUnit === 'MONTHLY' &&
    BudgetType === 'COST' &&
    Unit === 'USD' &&
    Object.keys(rest).length === 0 &&
    notifications.every(
      ({ Notification }) => valuesIn(Notification)['ComparisonOperator'] === 'GREATER_THAN',
    );
  if (!isPlain) return undefined;
  const limit = { Amount: scalarIn(Amount), Unit };
  return {
    name: `budget ${scalarIn(BudgetName)}`,
    content: {
      Budget: { BudgetName, BudgetLimit: limit, TimeUnit, BudgetType },
      ...(notifications.length === 0 ? {} : { NotificationsWithSubscribers: notifications.map(withNumber) }),
    },
  };
}

function withNumber({ Notification, ...rest }: Values): Values {
  const { Threshold, ...notification } = valuesIn(Notification);
  return { Notification: { ...notification, Threshold: Number(Threshold) }, ...rest };
}

/** A rule that publishes to one topic: its subscribers by mail and by text messages are notified. */
function notifications(found: readonly FoundResource[]): readonly Held<object>[] {
  return found.flatMap((rule) => {
    const { EventPattern, Targets } = rule.properties ?? {};
    const [target, ...others] = listIn(Targets);
    if (rule.type !== 'AWS::Events::Rule' || EventPattern === undefined) return [];
    if (target === undefined || others.length > 0 || isOff(rule)) return [];
    const topic = topicOf(textIn(target['Arn']), found);
    if (topic === undefined) return [];
    const { subscriptions, ids } = subscriptionsOf(topic, found);
    if (subscriptions.length === 0) return [];
    const value = { name: rule.name, eventPattern: EventPattern, target: { type: 'sns', subscriptions } };
    return [{ value, ids: [rule.id, topic.id, ...ids] }];
  });
}

function topicOf(arn: string, found: readonly FoundResource[]): FoundResource | undefined {
  const name = parseArn(arn)?.resource;
  return found.find((each) => each.type === 'AWS::SNS::Topic' && each.name === name);
}

/** Those of the topic itself, and those that are resources of their own. */
function subscriptionsOf(topic: FoundResource, found: readonly FoundResource[]) {
  const apart = found.filter(
    ({ type, properties = {} }) =>
      type === 'AWS::SNS::Subscription' &&
      topicOf(textIn(properties['TopicArn']), found)?.id === topic.id &&
      isForPeople(properties),
  );
  const within = listIn(topic.properties?.['Subscription']).filter(isForPeople);
  return {
    ids: apart.map(({ id }) => id),
    subscriptions: [...within, ...apart.map(({ properties = {} }) => properties)].map(
      ({ Protocol, Endpoint }) => ({ protocol: Protocol, endpoint: scalarIn(Endpoint) }),
    ),
  };
}

/** By mail or text message, with nothing else that is set. */
function isForPeople({ Protocol, Endpoint, ...more }: Values): boolean {
  return (
    (Protocol === 'email' || Protocol === 'sms') &&
    scalarIn(Endpoint) !== '' &&
    Object.entries(more).every(
      ([key, value]) => key === 'TopicArn' || ownValue(unset, key) === scalarIn(value),
    )
  );
}

/** What a subscription is where a property is absent, as a text. */
const unset: Readonly<Record<string, string>> = {
  RawMessageDelivery: 'false',
  FilterPolicyScope: 'MessageAttributes',
};

/** By a rule of EventBridge, or by its Scheduler. */
function schedules(found: readonly FoundResource[], pipeline: string): readonly Held<Schedule>[] {
  return found.flatMap((each) => {
    const schedule = isOff(each) ? undefined : scheduleOf(each, pipeline);
    return schedule === undefined || isFailed(parseSchedule(schedule.scheduleExpression))
      ? []
      : [{ value: schedule, ids: [each.id] }];
  });
}

function isOff({ properties = {} }: FoundResource): boolean {
  return properties['State'] === 'DISABLED';
}

function scheduleOf(
  { type, name = '', properties = {} }: FoundResource,
  pipeline: string,
): Schedule | undefined {
  const scheduleExpression = textIn(properties['ScheduleExpression']);
  if (type === 'AWS::Events::Rule')
    return scheduleExpression !== '' && startsIt(listIn(properties['Targets']), pipeline)
      ? { name, scheduleExpression }
      : undefined;
  if (type !== 'AWS::Scheduler::Schedule') return undefined;
  const target = valuesIn(properties['Target']);
  const call = callOf(target);
  if (call?.Name !== pipeline && !startsIt([target], pipeline)) return undefined;
  const zone = textIn(properties['ScheduleExpressionTimezone']);
  const variables = listIn(call?.['Variables']).map(
    ({ Name, Value }) => [scalarIn(Name), scalarIn(Value)] as const,
  );
  return {
    name,
    scheduleExpression,
    ...defined({
      scheduleExpressionTimezone: zone === '' ? undefined : zone,
      variables: variables.length === 0 ? undefined : Object.fromEntries(variables),
    }),
  };
}

function startsIt(targets: readonly Values[], pipeline: string): boolean {
  return targets.some(({ Arn }) => {
    const arn = parseArn(textIn(Arn));
    return arn?.service === 'codepipeline' && arn.resource === pipeline;
  });
}

/** Of a target that calls an operation of any service (EventBridge Scheduler user guide, "Using universal targets"). */
function callOf({ Arn, Input }: Values): (Values & { readonly Name?: unknown }) | undefined {
  if (!textIn(Arn).endsWith(':aws-sdk:codepipeline:startPipelineExecution')) return undefined;
  try {
    return valuesIn(JSON.parse(textIn(Input)));
  } catch {
    return undefined;
  }
}

/** What is encrypted has no value in a template. */
function parameters(found: readonly FoundResource[]): readonly Held<object>[] {
  return found.flatMap(({ id, type, name, properties = {} }) => {
    const { Type, Value, Description } = properties;
    if (type !== 'AWS::SSM::Parameter' || Type === 'SecureString' || Value === undefined) return [];
    return [{ value: { Name: name, ...defined({ Type, Description }), Value: scalarIn(Value) }, ids: [id] }];
  });
}
