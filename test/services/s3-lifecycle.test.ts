// What lifecycle rules of buckets do, at times that the tests choose.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import {
  stepOfUpload,
  stepsOfKey,
  type LifecycleRule,
} from '../../src/services/s3/lifecycle/decide-lifecycle.ts';
import { runLifecycle } from '../../src/services/s3/lifecycle/run-lifecycle.ts';
import { ObjectStore } from '../../src/services/s3/object-store.ts';
import type { StoredVersion } from '../../src/services/s3/store-rows.ts';
import { openTestEndpoint, signature } from '../rig/endpoint.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const day = 24 * 60 * 60 * 1000;
const noon = Date.UTC(2026, 0, 10, 12);

function version(more: Partial<StoredVersion> = {}): StoredVersion {
  const about = { headers: {}, metadata: {}, tags: [] };
  const of = { bucket: 'shop', key: 'logs/a', versionId: 'null', isLatest: true, isMarker: false };
  return { ...of, sizeBytes: 500_000, etag: 'e', modifiedAt: noon, parts: [], about, ...more };
}

const marker = { isMarker: true, sizeBytes: 0 };
const expires = (Expiration: LifecycleRule['Expiration'], more: LifecycleRule = {}) => [
  { ...more, ...(Expiration === undefined ? {} : { Expiration }) },
];

const tagged = version({ about: { headers: {}, metadata: {}, tags: [{ Key: 'a', Value: 'b' }] } });
const newer = version({ modifiedAt: noon + day, versionId: '2' });
const noncurrent = (more: object = {}) => [{ NoncurrentVersionExpiration: { NoncurrentDays: 1, ...more } }];

test.each<readonly [string, readonly LifecycleRule[], readonly StoredVersion[], number, readonly string[]]>([
  // Rounded up to the next midnight.
  ['the day before', expires({ Days: 1 }), [version()], noon + day, []],
  ['after midnight', expires({ Days: 1 }), [version()], noon + 1.5 * day, ['expire']],
  ['before its date', expires({ Date: '2026-02-01T00:00:00Z' }), [version()], noon, []],
  ['after its date', expires({ Date: '2026-01-01T00:00:00Z' }), [version()], noon, ['expire']],
  ['another prefix', expires({ Days: 1 }, { Prefix: 'img/' }), [version()], noon + 9 * day, []],
  [
    'a filter',
    expires({ Days: 1 }, { Filter: { Prefix: 'logs/' } }),
    [version()],
    noon + 9 * day,
    ['expire'],
  ],
  [
    'a missing tag',
    expires({ Days: 1 }, { Filter: { Tag: { Key: 'a', Value: 'b' } } }),
    [version()],
    noon + 9 * day,
    [],
  ],
  [
    'a tag',
    expires({ Days: 1 }, { Filter: { And: { Tags: [{ Key: 'a', Value: 'b' }] } } }),
    [tagged],
    noon + 9 * day,
    ['expire'],
  ],
  [
    'a smaller size',
    expires({ Days: 1 }, { Filter: { ObjectSizeGreaterThan: 500_000 } }),
    [version()],
    noon + 9 * day,
    [],
  ],
  ['a marker alone', expires({ ExpiredObjectDeleteMarker: true }), [version(marker)], noon, ['remove']],
  ['a marker of days', expires({ Days: 1 }), [version(marker)], noon + 9 * day, ['remove']],
  [
    'a marker that hides',
    expires({ ExpiredObjectDeleteMarker: true }),
    [version(marker), version()],
    noon,
    [],
  ],
  ['a noncurrent version', noncurrent(), [newer, version()], noon + 3 * day, ['remove']],
  ['a noncurrent version of today', noncurrent(), [newer, version()], noon + 1.5 * day, []],
  [
    'noncurrent versions but one',
    noncurrent({ NewerNoncurrentVersions: 1 }),
    [newer, version(), version()],
    noon + 3 * day,
    ['remove'],
  ],
  [
    'a transition',
    [{ Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] }],
    [version()],
    noon + 2 * day,
    ['transition GLACIER'],
  ],
  [
    'the last of two',
    [
      {
        Transitions: [
          { Days: 0, StorageClass: 'STANDARD_IA' },
          { Days: 1, StorageClass: 'GLACIER' },
        ],
      },
    ],
    [version()],
    noon + 2 * day,
    ['transition GLACIER'],
  ],
  [
    'a small object',
    [{ Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] }],
    [version({ sizeBytes: 9 })],
    noon + 2 * day,
    [],
  ],
  [
    'removal first',
    [...expires({ Days: 1 }), { Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] }],
    [version()],
    noon + 2 * day,
    ['expire'],
  ],
])('a rule does what S3 does: %s', (...[, rules, versions, now, expected]) => {
  const steps = stepsOfKey(rules, versions, now);
  expect(
    steps.map((step) => (step.type === 'transition' ? `transition ${step.storageClass}` : step.type)),
  ).toEqual(expected);
});

test('an upload that was not completed is aborted after its days', () => {
  const rules = [{ Prefix: 'big/', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } }];
  const upload = { id: 'u', bucket: 'shop', key: 'big/a', initiatedAt: noon, about: version().about };
  expect(stepOfUpload(rules, upload, noon + 2 * day)).toBeUndefined();
  expect(stepOfUpload(rules, upload, noon + 3 * day)).toMatchObject({ type: 'abort' });
  expect(stepOfUpload(rules, { ...upload, key: 'small' }, noon + 3 * day)).toBeUndefined();
});

test('a store loses what is over, is notified of it, and keeps what it keeps as versions', async () => {
  await using folder = await makeFolder();
  await using store = new ObjectStore(folder.path);
  const make = (name: string, settings: object) => {
    const bucket = { name, region: 'eu-central-1', account: '111122223333', createdAt: noon, settings: {} };
    store.createBucket(bucket);
    for (const [key, value] of Object.entries(settings)) store.setSetting(name, key, value);
    return store.bucket(name) ?? bucket;
  };
  const rule = { Status: 'Enabled', Filter: {}, Expiration: { Days: 1 } };
  const lifecycle = { Rules: [rule, { ...rule, Status: 'Disabled', Expiration: { Days: 0 } }] };
  const notification = { EventBridgeConfiguration: {} };
  const plain = make('plain', { lifecycle, notification });
  const versioned = make('versioned', { lifecycle, versioning: { Status: 'Enabled' } });
  for (const bucket of [plain, versioned])
    store.put(
      {
        bucket,
        key: 'a',
        sizeBytes: 0,
        etag: 'e',
        modifiedAt: noon,
        parts: [],
        about: version().about,
        cause: { event: 'ObjectCreated:Put', at: noon, requestId: 'r', userId: 'u', account: '1' },
      },
      () => undefined,
    );
  expect(runLifecycle(store, noon)).toBe(0);
  expect(runLifecycle(store, noon + 2 * day)).toBe(2);
  expect(runLifecycle(store, noon + 2 * day)).toBe(0);
  expect(store.latest('plain', 'a')).toBeUndefined();
  expect(store.latest('versioned', 'a')).toMatchObject({ isMarker: true });
  expect([...store.versionsFrom('versioned', '')]).toHaveLength(2);
  const bodies = store.deliveries.due().map(({ body }) => JSON.parse(body) as { readonly Detail: string });
  expect(bodies.map(({ Detail }) => (JSON.parse(Detail) as { readonly reason: string }).reason)).toEqual([
    'PutObject',
    'Lifecycle Expiration',
  ]);
});

test('the endpoint executes the rules when it starts', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  mkdirSync(stateFolder);
  {
    await using store = new ObjectStore(stateFolder);
    const bucket = {
      name: 'shop',
      region: 'eu-central-1',
      account: '111122223333',
      createdAt: 0,
      settings: {},
    };
    store.createBucket(bucket);
    store.setSetting('shop', 'lifecycle', {
      Rules: [{ Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    });
    store.uploads.create({ bucket: 'shop', key: 'a', initiatedAt: noon - 365 * day, about: version().about });
  }
  const served = await serveEndpoint(stateFolder, join(stateFolder, 'targets', '@endpoint'));
  await served[Symbol.asyncDispose]();
  await using store = new ObjectStore(stateFolder);
  expect(store.uploads.of('shop')).toEqual([]);
});

test.each([
  ['<Status>Enabled</Status><Filter/>', 'At least one action'],
  [
    '<Status>Enabled</Status><Filter/><Expiration><Date>2026-01-01T01:00:00Z</Date></Expiration>',
    'must be at midnight GMT',
  ],
])('a rule that S3 does not take is refused: %s', async (rule, message) => {
  await using endpoint = await openTestEndpoint();
  const headers = signature('s3', endpoint.credentials);
  const region =
    '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
  await fetch(`${endpoint.url}/shop`, { method: 'PUT', headers, body: region });
  const body = `<LifecycleConfiguration><Rule>${rule}</Rule></LifecycleConfiguration>`;
  const response = await fetch(`${endpoint.url}/shop?lifecycle`, { method: 'PUT', headers, body });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(message);
});
