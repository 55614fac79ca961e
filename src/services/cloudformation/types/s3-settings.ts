// The settings of a bucket: the property of a template, and the calls that set and remove it.
import { defined } from '../../../lib/defined.ts';
import type { Values } from '../../../aws/wire/message.ts';
import type { CallAws } from '../../../account/call-aws.ts';
import { listIn, without } from '../resource-type.ts';
import { patchText } from './api-parts.ts';
import { refuseOthers } from './logs.ts';

interface BucketSetting {
  readonly property: string;
  /** @param value an object, or a text */
  readonly put: (call: CallAws, Bucket: string, value: Values) => Promise<unknown>;
  readonly remove: (call: CallAws, Bucket: string) => Promise<unknown>;
}

export const bucketSettings: readonly BucketSetting[] = [
  {
    property: 'VersioningConfiguration',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketVersioning', { Bucket, VersioningConfiguration: value }),
    remove: async (call, Bucket) =>
      call('s3', 'PutBucketVersioning', { Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  },
  {
    property: 'BucketEncryption',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketEncryption', {
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: listIn(value, 'ServerSideEncryptionConfiguration').map((rule) => {
            const given = rule as Values;
            const chosen = given['ServerSideEncryptionByDefault'];
            return {
              ...without(given, 'ServerSideEncryptionByDefault'),
              ...defined({ ApplyServerSideEncryptionByDefault: chosen }),
            };
          }),
        },
      }),
    remove: async (call, Bucket) => call('s3', 'DeleteBucketEncryption', { Bucket }),
  },
  {
    property: 'PublicAccessBlockConfiguration',
    put: async (call, Bucket, value) =>
      call('s3', 'PutPublicAccessBlock', { Bucket, PublicAccessBlockConfiguration: value }),
    remove: async (call, Bucket) => call('s3', 'DeletePublicAccessBlock', { Bucket }),
  },
  {
    property: 'LifecycleConfiguration',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketLifecycleConfiguration', {
        Bucket,
        LifecycleConfiguration: {
          Rules: listIn(value, 'Rules').map((rule) => lifecycleRule(rule as Values)),
        },
      }),
    remove: async (call, Bucket) => call('s3', 'DeleteBucketLifecycle', { Bucket }),
  },
  {
    property: 'OwnershipControls',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketOwnershipControls', {
        Bucket,
        OwnershipControls: { Rules: listIn(value, 'Rules') },
      }),
    remove: async (call, Bucket) => call('s3', 'DeleteBucketOwnershipControls', { Bucket }),
  },
  {
    property: 'CorsConfiguration',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketCors', {
        Bucket,
        CORSConfiguration: {
          CORSRules: listIn(value, 'CorsRules').map((rule) => {
            const { Id, MaxAge, ExposedHeaders, ...rest } = rule as Values;
            return {
              ...rest,
              ...defined({ ID: Id }),
              ...defined({ MaxAgeSeconds: MaxAge }),
              ...defined({ ExposeHeaders: ExposedHeaders }),
            };
          }),
        },
      }),
    remove: async (call, Bucket) => call('s3', 'DeleteBucketCors', { Bucket }),
  },
  {
    property: 'WebsiteConfiguration',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketWebsite', {
        Bucket,
        WebsiteConfiguration: {
          ...(value['IndexDocument'] === undefined
            ? {}
            : { IndexDocument: { Suffix: value['IndexDocument'] } }),
          ...(value['ErrorDocument'] === undefined ? {} : { ErrorDocument: { Key: value['ErrorDocument'] } }),
          ...without(value, 'IndexDocument', 'ErrorDocument', 'RoutingRules'),
          ...(value['RoutingRules'] === undefined
            ? {}
            : { RoutingRules: listIn(value, 'RoutingRules').map(routingRule) }),
        },
      }),
    remove: async (call, Bucket) => call('s3', 'DeleteBucketWebsite', { Bucket }),
  },
  {
    property: 'NotificationConfiguration',
    put: async (call, Bucket, value) =>
      call('s3', 'PutBucketNotificationConfiguration', {
        Bucket,
        NotificationConfiguration: notificationOf(value),
      }),
    remove: async (call, Bucket) =>
      call('s3', 'PutBucketNotificationConfiguration', { Bucket, NotificationConfiguration: {} }),
  },
  {
    // `BucketOwnerRead` is the list `bucket-owner-read` of S3.
    property: 'AccessControl',
    put: async (call, Bucket, value) => {
      const words = patchText(value).replaceAll(/(?!^)[A-Z]/g, (letter) => `-${letter}`);
      return await call('s3', 'PutBucketAcl', { Bucket, ACL: words.toLowerCase() });
    },
    remove: async (call, Bucket) => call('s3', 'PutBucketAcl', { Bucket, ACL: 'private' }),
  },
];

/** A template has one event where S3 has a list, and other names (AWS::S3::Bucket NotificationConfiguration). */
function notificationOf(value: Values): Values {
  const configured = (list: string, target: string, arn: string) =>
    listIn(value, list).map((each) => {
      const { Event, Filter, [target]: receiver } = each as Values;
      const rules = ((Filter as Values | undefined)?.['S3Key'] as Values | undefined)?.['Rules'];
      return {
        [arn]: receiver,
        Events: [Event],
        ...(rules === undefined ? {} : { Filter: { Key: { FilterRules: rules } } }),
      };
    });
  const bridge = value['EventBridgeConfiguration'] as Values | undefined;
  const isBridged = bridge !== undefined && patchText(bridge['EventBridgeEnabled'] ?? true) === 'true';
  return {
    LambdaFunctionConfigurations: configured('LambdaConfigurations', 'Function', 'LambdaFunctionArn'),
    QueueConfigurations: configured('QueueConfigurations', 'Queue', 'QueueArn'),
    TopicConfigurations: configured('TopicConfigurations', 'Topic', 'TopicArn'),
    ...(isBridged ? { EventBridgeConfiguration: {} } : {}),
  };
}

function routingRule(rule: unknown): Values {
  const { RedirectRule, RoutingRuleCondition } = rule as Values;
  return {
    Redirect: RedirectRule,
    ...defined({ Condition: RoutingRuleCondition }),
  };
}

/** S3 has one structure where the template has several keys. */
function lifecycleRule(rule: Values): Values {
  const { Id: ID, Prefix, ExpirationInDays, ExpirationDate, ExpiredObjectDeleteMarker, ...rest } = rule;
  refuseOthers(rest, ruleProperties);
  const { NoncurrentVersionExpirationInDays: days, ...taken } = without(rest, ...transitionProperties);
  const expiration = defined({ Days: ExpirationInDays, Date: ExpirationDate, ExpiredObjectDeleteMarker });
  return {
    ...taken,
    ...defined({ ID }),
    ...(days === undefined ? {} : { NoncurrentVersionExpiration: { NoncurrentDays: days } }),
    ...transitionsOf(rest),
    Filter: { Prefix: Prefix ?? '' },
    ...(Object.keys(expiration).length === 0 ? {} : { Expiration: expiration }),
  };
}

const transitionProperties = [
  'NoncurrentVersionTransition',
  'NoncurrentVersionTransitions',
  'Transition',
  'Transitions',
];

const ruleProperties = [
  ...transitionProperties,
  'AbortIncompleteMultipartUpload',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionExpirationInDays',
  'Status',
];

/** A template has one or a list of them, under names of its own. */
function transitionsOf(rule: Values): Values {
  const all = (name: string) => [...listIn(rule, name), ...listIn(rule, `${name}s`)] as readonly Values[];
  const current = all('Transition').map(({ TransitionInDays, TransitionDate, ...rest }) => ({
    ...rest,
    ...defined({ Days: TransitionInDays, Date: TransitionDate }),
  }));
  const earlier = all('NoncurrentVersionTransition').map(({ TransitionInDays, ...rest }) => ({
    ...rest,
    NoncurrentDays: TransitionInDays,
  }));
  return {
    ...(current.length === 0 ? {} : { Transitions: current }),
    ...(earlier.length === 0 ? {} : { NoncurrentVersionTransitions: earlier }),
  };
}
