// What buckets notify of, and whom: functions and queues of this machine.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  checkedConfiguration,
  matchesEvent,
  type NotificationConfiguration,
} from '../../src/services/s3/notifications/notification-configuration.ts';
import { deliveriesOf, type Cause } from '../../src/services/s3/notifications/object-event.ts';
import { ObjectStore } from '../../src/services/s3/object-store.ts';
import type { Bucket, StoredVersion } from '../../src/services/s3/store-rows.ts';
import { openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { makeFolder, makeFolderForFunctions } from '../rig/temporary-folder.ts';

const arn = 'arn:aws:lambda:eu-central-1:111122223333:function:thumbs';

function toFunction(
  events: readonly string[],
  { prefix, suffix, name = 'prefix' }: { prefix?: string; suffix?: string; name?: string } = {},
): NonNullable<NotificationConfiguration['LambdaFunctionConfigurations']>[number] {
  const rules = [
    ...(prefix === undefined ? [] : [{ Name: name, Value: prefix }]),
    ...(suffix === undefined ? [] : [{ Name: 'Suffix', Value: suffix }]),
  ];
  return {
    LambdaFunctionArn: arn,
    Events: events,
    Filter: { Key: { FilterRules: rules } },
  } as NonNullable<NotificationConfiguration['LambdaFunctionConfigurations']>[number];
}

describe('a configuration', () => {
  test('gets an id for each entry that has none', () => {
    const { LambdaFunctionConfigurations: [first] = [] } = checkedConfiguration({
      LambdaFunctionConfigurations: [toFunction(['s3:ObjectCreated:*'])],
    });
    expect(first?.Id).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, NotificationConfiguration, string]>([
    [
      'an ARN of another service',
      { QueueConfigurations: [{ QueueArn: arn, Events: ['s3:ObjectCreated:*'] }] },
      'The ARN could not be parsed',
    ],
    [
      'a filter by something else',
      { LambdaFunctionConfigurations: [toFunction(['s3:ObjectCreated:*'], { prefix: 'a', name: 'tag' })] },
      'filter rule name must be either prefix or suffix',
    ],
    [
      'two entries for one event of one key',
      {
        LambdaFunctionConfigurations: [
          toFunction(['s3:ObjectCreated:*'], { prefix: 'raw/' }),
          toFunction(['s3:ObjectCreated:Put'], { prefix: 'raw/a', suffix: '.csv' }),
        ],
      },
      'Configuration is ambiguously defined',
    ],
  ])('is refused with %s', (_what, configuration, message) => {
    expect(() => checkedConfiguration(configuration)).toThrow(message);
  });

  test('may have two entries that no event fits both', () => {
    const LambdaFunctionConfigurations = [
      toFunction(['s3:ObjectCreated:*'], { prefix: 'raw/' }),
      toFunction(['s3:ObjectRemoved:*'], { prefix: 'raw/' }),
      toFunction(['s3:ObjectCreated:*'], { prefix: 'new/' }),
    ];
    expect(() => checkedConfiguration({ LambdaFunctionConfigurations })).not.toThrow();
  });

  test.each([
    ['s3:ObjectCreated:*', 'ObjectCreated:Copy', true],
    ['s3:ObjectCreated:Put', 'ObjectCreated:Copy', false],
    ['s3:ObjectRemoved:*', 'ObjectCreated:Put', false],
    ['s3:ObjectTagging:Put', 'ObjectTagging:Put', true],
  ])('%s and %s: %s', (pattern, event, fits) => {
    expect(matchesEvent(pattern, event)).toBe(fits);
  });
});

const cause: Cause = {
  event: 'ObjectCreated:Put',
  at: Date.parse('2026-11-29T12:00:00.000Z'),
  requestId: 'r-1',
  userId: 'AIDA1',
  account: '111122223333',
};

function bucketWith(notification: NotificationConfiguration, more: Bucket['settings'] = {}): Bucket {
  return {
    name: 'shop',
    region: 'eu-central-1',
    account: '111122223333',
    createdAt: 0,
    settings: { notification, ...more },
  };
}

const version: StoredVersion = {
  bucket: 'shop',
  key: 'raw/red flower+1.jpg',
  versionId: 'v1',
  isLatest: true,
  isMarker: false,
  sizeBytes: 1024,
  etag: 'd41d',
  modifiedAt: 0,
  parts: [],
  about: { headers: {}, metadata: {}, tags: [] },
};

describe('an event', () => {
  test('has S3’s own form, with the key as a form writes it', () => {
    const LambdaFunctionConfigurations = [{ ...toFunction(['s3:ObjectCreated:*']), Id: 'thumbs' }];
    const bucket = bucketWith({ LambdaFunctionConfigurations }, { versioning: { Status: 'Enabled' } });
    const [delivery] = deliveriesOf({ bucket, version, cause, order: 1 });
    expect(delivery).toMatchObject({ to: 'lambda', arn });
    expect(JSON.parse(delivery?.body ?? '')).toMatchObject({
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: 'eu-central-1',
          eventTime: '2026-11-29T12:00:00.000Z',
          eventName: 'ObjectCreated:Put',
          s3: {
            configurationId: 'thumbs',
            bucket: { name: 'shop', arn: 'arn:aws:s3:::shop' },
            object: { key: 'raw/red+flower%2B1.jpg', size: 1024, eTag: 'd41d', versionId: 'v1' },
          },
        },
      ],
    });
  });

  test('goes to whom its key and its kind fit', () => {
    const LambdaFunctionConfigurations = [
      toFunction(['s3:ObjectCreated:*'], { prefix: 'raw/', suffix: '.jpg' }),
      toFunction(['s3:ObjectCreated:*'], { prefix: 'done/' }),
      toFunction(['s3:ObjectRemoved:*']),
    ];
    const bucket = bucketWith({ LambdaFunctionConfigurations });
    expect(deliveriesOf({ bucket, version, cause, order: 1 })).toHaveLength(1);
  });

  test('of EventBridge has the key as it is, and the reason', () => {
    const bucket = bucketWith({ EventBridgeConfiguration: {} });
    const [delivery] = deliveriesOf({ bucket, version, cause, order: 1 });
    const entry = JSON.parse(delivery?.body ?? '') as { readonly Detail: string };
    expect(entry).toMatchObject({ Source: 'aws.s3', DetailType: 'Object Created' });
    expect(JSON.parse(entry.Detail)).toMatchObject({
      object: { key: 'raw/red flower+1.jpg', size: 1024 },
      reason: 'PutObject',
    });
  });

  test('of a removal says nothing of the content', () => {
    const LambdaFunctionConfigurations = [toFunction(['s3:ObjectRemoved:*'])];
    const bucket = bucketWith({ LambdaFunctionConfigurations });
    const removal: Cause = { ...cause, event: 'ObjectRemoved:Delete' };
    const [delivery] = deliveriesOf({ bucket, version, cause: removal, order: 1 });
    const { Records } = JSON.parse(delivery?.body ?? '') as { Records: { s3: { object: object } }[] };
    expect(Object.keys(Records[0]?.s3.object ?? {})).toEqual(['key', 'sequencer']);
  });
});

const location =
  '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
const notification = `<NotificationConfiguration><CloudFunctionConfiguration><CloudFunction>${arn}</CloudFunction><Event>s3:ObjectCreated:*</Event></CloudFunctionConfiguration></NotificationConfiguration>`;

async function put(endpoint: TestEndpoint, path: string, body: string): Promise<string> {
  const response = await fetch(`${endpoint.url}${path}`, {
    method: 'PUT',
    headers: signature('s3', endpoint.credentials),
    body,
  });
  return response.ok ? '' : await response.text();
}

/** Writes the events that it is given into a file, one line for each. */
async function openWithFunction(file: string, endpoint: TestEndpoint) {
  const call = lambdaApi(endpoint);
  const code = `import { appendFileSync } from 'node:fs';
export const handler = async ({ Records }) => {
  for (const { eventName, s3 } of Records) appendFileSync(${JSON.stringify(file)}, eventName + ' ' + s3.object.key + '\\n');
};`;
  await call('POST functions', await nodeFunction('thumbs', code));
  await whenSettled(call, 'thumbs');
  return call;
}

const permission = {
  StatementId: 's3',
  Action: 'lambda:InvokeFunction',
  Principal: 's3.amazonaws.com',
  SourceArn: 'arn:aws:s3:::shop',
};

describe('a bucket', () => {
  test('invokes a function that lets it, for each object that is created', async () => {
    await using endpoint = await openTestEndpoint();
    await using folder = await makeFolderForFunctions();
    const file = join(folder.path, 'events.txt');
    const call = await openWithFunction(file, endpoint);
    await put(endpoint, '/shop', location);
    const refused = await put(endpoint, '/shop?notification', notification);
    expect(refused).toContain(`Not authorized to invoke function [${arn}]`);
    await call('POST functions/thumbs/policy', permission);
    expect(await put(endpoint, '/shop?notification', notification)).toBe('');
    await put(endpoint, '/shop/a.jpg', 'a');
    await put(endpoint, '/shop/b.jpg', 'b');
    await expect
      .poll(() => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []))
      .toHaveLength(2);
    expect(readFileSync(file, 'utf8').split('\n').toSorted()).toEqual([
      '',
      'ObjectCreated:Put a.jpg',
      'ObjectCreated:Put b.jpg',
    ]);
  });

  test('keeps what it has still to notify of, with the object that it is about', async () => {
    await using made = await makeFolder();
    const folder = made.path;
    await using store = new ObjectStore(folder);
    const bucket = bucketWith({ LambdaFunctionConfigurations: [toFunction(['s3:ObjectCreated:*'])] });
    store.createBucket(bucket);
    const { key, etag, sizeBytes, modifiedAt, parts, about } = version;
    store.put({ bucket, key, etag, sizeBytes, modifiedAt, parts, about, cause }, () => {});
    await store[Symbol.asyncDispose]();
    await using again = new ObjectStore(folder);
    expect(again.deliveries.due().map(({ to, failures }) => [to, failures])).toEqual([['lambda', 0]]);
  });
});
