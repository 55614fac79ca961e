// What happened to an object, as the destinations of a bucket's notifications get it. Pure. Sources: Amazon S3 user
// guide, "Event message structure" and "EventBridge event message structure".
import { defined } from '../../../lib/defined.ts';
import { versioningOf } from '../versioning.ts';
import type { Bucket, StoredVersion } from '../store-rows.ts';
import {
  matchesEvent,
  notifiesEventBridge,
  subscriptionsOf,
  type Destination,
} from './notification-configuration.ts';

export type ObjectEventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated'
  | 'ObjectAcl:Put'
  | 'ObjectTagging:Put'
  | 'ObjectTagging:Delete'
  | 'LifecycleExpiration:Delete'
  | 'LifecycleExpiration:DeleteMarkerCreated'
  | 'LifecycleTransition';

/** Why something is written: the call that does it. */
export interface Cause {
  readonly event: ObjectEventName;
  readonly at: number;
  readonly requestId: string;
  /** Of the caller. */
  readonly userId: string;
  readonly account: string;
}

export interface Delivery {
  readonly to: Destination | 'events';
  /** ARN of the function, the queue or the topic; of the bucket for EventBridge. */
  readonly arn: string;
  /** JSON: of EventBridge one entry of PutEvents, of the others the message. */
  readonly body: string;
}

/** In S3's form of the id that orders the events of one key. @param order grows with each event */
function sequencer(at: number, order: number): string {
  return (at * 4096 + (order % 4096)).toString(16).toUpperCase().padStart(16, '0');
}

export interface Happening {
  readonly bucket: Bucket;
  readonly version: StoredVersion;
  readonly cause: Cause;
  readonly order: number;
}

/** To each destination whose events and filters fit. */
export function deliveriesOf(happening: Happening): readonly Delivery[] {
  const { bucket, version, cause } = happening;
  const wanted = subscriptionsOf(bucket).filter(
    ({ events, prefix, suffix }) =>
      events.some((pattern) => matchesEvent(pattern, cause.event)) &&
      version.key.startsWith(prefix) &&
      version.key.endsWith(suffix),
  );
  const deliveries = wanted.map(({ destination, arn, id }): Delivery => {
    const body = JSON.stringify({ Records: [recordOf(happening, id)] });
    return { to: destination, arn, body };
  });
  if (!notifiesEventBridge(bucket)) return deliveries;
  const body = JSON.stringify(eventOf(happening));
  return [...deliveries, { to: 'events', arn: `arn:aws:s3:::${bucket.name}`, body }];
}

function recordOf({ bucket, version, cause, order }: Happening, configurationId: string) {
  const isOfAbout = /^Object(?:Tagging|Acl):/.test(cause.event);
  return {
    eventVersion: isOfAbout ? '2.3' : '2.1',
    eventSource: 'aws:s3',
    awsRegion: bucket.region,
    eventTime: new Date(cause.at).toISOString(),
    eventName: cause.event,
    userIdentity: { principalId: `AWS:${cause.userId}` },
    requestParameters: { sourceIPAddress: '127.0.0.1' },
    responseElements: { 'x-amz-request-id': cause.requestId, 'x-amz-id-2': cause.requestId },
    s3: {
      s3SchemaVersion: '1.0',
      configurationId,
      bucket: {
        name: bucket.name,
        ownerIdentity: { principalId: bucket.account },
        arn: `arn:aws:s3:::${bucket.name}`,
      },
      object: {
        // As a form writes it: a space is a plus sign.
        key: new URLSearchParams({ k: version.key }).toString().slice(2).replaceAll('%2F', '/'),
        ...aboutOf(version, cause),
        ...defined({ versionId: versionIdOf(bucket, version) }),
        sequencer: sequencer(cause.at, order),
      },
    },
  };
}

/** Of what was removed there is nothing to say, and of a delete marker its ETag alone. */
function aboutOf({ sizeBytes, etag }: StoredVersion, { event }: Cause) {
  if (/^(ObjectRemoved|LifecycleExpiration):Delete$/.test(event)) return {};
  if (event.endsWith(':DeleteMarkerCreated')) return { eTag: emptyMd5 };
  return event.startsWith('ObjectCreated') ? { size: sizeBytes, eTag: etag } : { eTag: etag };
}

const emptyMd5 = 'd41d8cd98f00b204e9800998ecf8427e';

function versionIdOf(bucket: Bucket, { versionId }: StoredVersion): string | undefined {
  return versioningOf(bucket) === undefined ? undefined : versionId;
}

const detailTypes: Readonly<
  Record<ObjectEventName, readonly [detailType: string, more: Readonly<Record<string, string>>]>
> = {
  'ObjectCreated:Put': ['Object Created', { reason: 'PutObject' }],
  'ObjectCreated:Copy': ['Object Created', { reason: 'CopyObject' }],
  'ObjectCreated:CompleteMultipartUpload': ['Object Created', { reason: 'CompleteMultipartUpload' }],
  'ObjectRemoved:Delete': [
    'Object Deleted',
    { reason: 'DeleteObject', 'deletion-type': 'Permanently Deleted' },
  ],
  'ObjectRemoved:DeleteMarkerCreated': [
    'Object Deleted',
    { reason: 'DeleteObject', 'deletion-type': 'Delete Marker Created' },
  ],
  'LifecycleExpiration:Delete': [
    'Object Deleted',
    { reason: 'Lifecycle Expiration', 'deletion-type': 'Permanently Deleted' },
  ],
  'LifecycleExpiration:DeleteMarkerCreated': [
    'Object Deleted',
    { reason: 'Lifecycle Expiration', 'deletion-type': 'Delete Marker Created' },
  ],
  LifecycleTransition: ['Object Storage Class Changed', {}],
  'ObjectAcl:Put': ['Object ACL Updated', {}],
  'ObjectTagging:Put': ['Object Tags Added', {}],
  'ObjectTagging:Delete': ['Object Tags Deleted', {}],
};

/** An entry of PutEvents. */
function eventOf({ bucket, version, cause, order }: Happening) {
  const [detailType, more] = detailTypes[cause.event];
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    object: {
      key: version.key,
      ...(cause.event.startsWith('ObjectCreated') ? { size: version.sizeBytes, etag: version.etag } : {}),
      ...defined({ 'version-id': versionIdOf(bucket, version) }),
      sequencer: sequencer(cause.at, order),
    },
    'request-id': cause.requestId,
    requester: cause.account,
    'source-ip-address': '127.0.0.1',
    ...more,
  };
  return {
    Time: Math.floor(cause.at / 1000),
    Source: 'aws.s3',
    DetailType: detailType,
    Resources: [`arn:aws:s3:::${bucket.name}`],
    Detail: JSON.stringify(detail),
  };
}
