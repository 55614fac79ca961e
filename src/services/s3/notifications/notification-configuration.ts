// Whom a bucket notifies of what happens in it. Pure. Sources: Amazon S3 user guide, "Event notification types and
// destinations" and "Configuring event notifications using object key name filtering"; S3 API reference,
// PutBucketNotificationConfiguration.
import { randomUUID } from 'node:crypto';
import type { S3Api } from '../../../aws/operations/s3.ts';
import { parseArn } from '../../../model/arn.ts';
import type { Bucket } from '../store-rows.ts';
import { s3Error } from '../s3-errors.ts';

type Shapes = S3Api['shapes'];

export type Destination = 'lambda' | 'sqs' | 'sns';

/** One entry of the configuration, whatever its destination. */
export interface Subscription {
  readonly id: string;
  readonly destination: Destination;
  readonly arn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

export type NotificationConfiguration = Shapes['NotificationConfiguration'];

/** With an id for each entry that has none, as S3 makes one. @throws AwsError for what S3 refuses */
export function checkedConfiguration(configuration: NotificationConfiguration): NotificationConfiguration {
  const { LambdaFunctionConfigurations, QueueConfigurations, TopicConfigurations } = configuration;
  const named: NotificationConfiguration = {
    ...configuration,
    ...(LambdaFunctionConfigurations && {
      LambdaFunctionConfigurations: LambdaFunctionConfigurations.map(withId),
    }),
    ...(QueueConfigurations && { QueueConfigurations: QueueConfigurations.map(withId) }),
    ...(TopicConfigurations && { TopicConfigurations: TopicConfigurations.map(withId) }),
  };
  const subscriptions = subscriptionsIn(named);
  for (const subscription of subscriptions) checkDestination(subscription);
  checkFilterNames(named);
  checkOverlap(subscriptions);
  return named;
}

function withId<T extends { readonly Id?: string }>(entry: T): T {
  return entry.Id === undefined ? { ...entry, Id: randomUUID() } : entry;
}

/** What is kept of a bucket's notifications. */
export function subscriptionsOf({ settings }: Pick<Bucket, 'settings'>): readonly Subscription[] {
  return subscriptionsIn(configurationOf(settings));
}

export function notifiesEventBridge({ settings }: Pick<Bucket, 'settings'>): boolean {
  return configurationOf(settings).EventBridgeConfiguration !== undefined;
}

function configurationOf(settings: Bucket['settings']): NotificationConfiguration {
  return settings['notification'] ?? {};
}

function subscriptionsIn(configuration: NotificationConfiguration): readonly Subscription[] {
  const { LambdaFunctionConfigurations: functions = [] } = configuration;
  const { QueueConfigurations: queues = [], TopicConfigurations: topics = [] } = configuration;
  return [
    ...functions.map((each) => subscription(each, 'lambda', each.LambdaFunctionArn)),
    ...queues.map((each) => subscription(each, 'sqs', each.QueueArn)),
    ...topics.map((each) => subscription(each, 'sns', each.TopicArn)),
  ];
}

interface Entry {
  readonly Id?: string;
  readonly Events: readonly string[];
  readonly Filter?: Shapes['NotificationConfigurationFilter'];
}

function subscription({ Id: id = '', Events: events, Filter }: Entry, destination: Destination, arn: string) {
  const valueOf = (name: string) =>
    (Filter?.Key?.FilterRules ?? []).find((rule) => rule.Name?.toLowerCase() === name)?.Value ?? '';
  return { id, destination, arn, events, prefix: valueOf('prefix'), suffix: valueOf('suffix') };
}

const argumentNames = { lambda: 'CloudFunction', sqs: 'Queue', sns: 'Topic' } as const;

function checkDestination({ arn, destination }: Subscription): void {
  if (parseArn(arn)?.service === destination) return;
  throw s3Error('InvalidArgument', {
    message: 'The ARN could not be parsed',
    members: { ArgumentName: argumentNames[destination], ArgumentValue: arn },
  });
}

function checkFilterNames(configuration: NotificationConfiguration): void {
  const { LambdaFunctionConfigurations, QueueConfigurations, TopicConfigurations } = configuration;
  const entries: readonly Entry[] = [
    ...(LambdaFunctionConfigurations ?? []),
    ...(QueueConfigurations ?? []),
    ...(TopicConfigurations ?? []),
  ];
  const names = entries.flatMap(({ Filter }) =>
    (Filter?.Key?.FilterRules ?? []).map(({ Name = '' }) => Name),
  );
  const wrong = names.find((name) => !/^(prefix|suffix)$/i.test(name));
  if (wrong !== undefined)
    throw s3Error('InvalidArgument', {
      message: 'filter rule name must be either prefix or suffix',
      members: { ArgumentName: 'FilterRule.Name', ArgumentValue: wrong },
    });
}

/** Two entries that one event of one key would fit. */
function checkOverlap(subscriptions: readonly Subscription[]): void {
  for (const [index, one] of subscriptions.entries())
    for (const other of subscriptions.slice(index + 1)) {
      const sameEvent = one.events.some((event) => other.events.some((each) => overlap(event, each)));
      const samePrefix = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
      const sameSuffix = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
      if (sameEvent && samePrefix && sameSuffix)
        throw s3Error('InvalidArgument', {
          message:
            'Configuration is ambiguously defined. Cannot have overlapping suffixes in two rules if the prefixes are overlapping for the same event type.',
        });
    }
}

function overlap(one: string, other: string): boolean {
  return matchesEvent(one, withoutScheme(other)) || matchesEvent(other, withoutScheme(one));
}

function withoutScheme(event: string): string {
  return event.replace(/^s3:/, '');
}

/** @param pattern `s3:ObjectCreated:*`. @param event `ObjectCreated:Put` */
export function matchesEvent(pattern: string, event: string): boolean {
  const wanted = withoutScheme(pattern);
  return wanted === event || (wanted.endsWith(':*') && event.startsWith(wanted.slice(0, -1)));
}
