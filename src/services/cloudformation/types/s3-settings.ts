// The settings of a bucket: the property of a template, and the calls that set and remove it.
import { defined } from '../../../lib/defined.ts';
import type { Values } from '../../../aws/wire/message.ts';
import type { CallAws } from '../../../account/call-aws.ts';
import { listIn, without } from '../resource-type.ts';

interface BucketSetting {
  readonly property: string;
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
];

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
  const { TagFilters: _, ObjectSizeGreaterThan: __, ObjectSizeLessThan: ___, ...taken } = rest;
  const other = Object.keys(rest).find((name) => !Object.hasOwn(taken, name));
  if (other !== undefined) throw new Error(`Slipway does not execute the property ${other} on this machine`);
  const expiration = defined({ Days: ExpirationInDays, Date: ExpirationDate, ExpiredObjectDeleteMarker });
  return {
    ...taken,
    ...defined({ ID }),
    Filter: { Prefix: Prefix ?? '' },
    ...(Object.keys(expiration).length === 0 ? {} : { Expiration: expiration }),
  };
}
