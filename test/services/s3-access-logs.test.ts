// Server access logs of buckets: lines in S3's form, in objects of another bucket.
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetBucketLoggingCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  CopyObjectCommand,
  S3Client,
  type Grantee,
  type LoggingEnabled,
} from '@aws-sdk/client-s3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { accessLine, type LoggedRequest } from '../../src/services/s3/access-logs/access-line.ts';
import { LineStore } from '../../src/services/s3/access-logs/line-store.ts';
import { isSameFile, logKey, type LogTarget } from '../../src/services/s3/access-logs/log-target.ts';
import { loggedOperation } from '../../src/services/s3/access-logs/logged-operation.ts';
import { account, clientOf, region } from '../rig/cloudtrail.ts';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { call, visit } from '../rig/s3-calls.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

async function open() {
  const endpoint = await openTestEndpoint();
  const s3 = new S3Client(clientOf(endpoint));
  for (const Bucket of ['shop', 'logs']) await s3.send(new CreateBucketCommand({ Bucket }));
  return { endpoint, s3, [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose]() };
}

async function letLogsIn(s3: S3Client, SourceArn: string): Promise<void> {
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::logs/web/*',
    Condition: { ArnLike: { 'aws:SourceArn': SourceArn }, StringEquals: { 'aws:SourceAccount': account } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'logs', Policy }));
}

async function log(s3: S3Client, more: Partial<LoggingEnabled> = {}): Promise<string> {
  const LoggingEnabled = { TargetBucket: 'logs', TargetPrefix: 'web/', ...more };
  const BucketLoggingStatus = { LoggingEnabled };
  return await s3.send(new PutBucketLoggingCommand({ Bucket: 'shop', BucketLoggingStatus })).then(
    () => '',
    (error: Error) => error.name,
  );
}

async function logged(
  s3: S3Client,
): Promise<{ readonly keys: readonly string[]; readonly lines: readonly string[] }> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'logs' }));
  const keys = Contents.map(({ Key = '' }) => Key).filter((key) => key !== 'web/other');
  const texts = await Promise.all(
    keys.map(async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'logs', Key }));
      return (await Body?.transformToString()) ?? '';
    }),
  );
  return {
    keys,
    lines: texts
      .join('')
      .split('\n')
      .filter((line) => line !== ''),
  };
}

/** The fields of a line; what is in quotes or brackets is one. */
function fieldsOf(line: string): readonly string[] {
  return line.match(/\[[^\]]*\]|"[^"]*"|\S+/g) ?? [];
}

const place = { operation: 6, key: 7, request: 8, status: 9, code: 10, sent: 11, size: 12 } as const;

function shown(line: string): string {
  const fields = fieldsOf(line);
  return [place.operation, place.key, place.status, place.code, place.size].map((at) => fields[at]).join(' ');
}

test('each request of a bucket becomes a line in the bucket of its log', { timeout: 60_000 }, async () => {
  await using ground = await open();
  const { endpoint, s3 } = ground;
  await letLogsIn(s3, 'arn:aws:s3:::shop');
  expect(await log(s3)).toBe('');
  const WebsiteConfiguration = { IndexDocument: { Suffix: 'index.html' } };
  await s3.send(new PutBucketWebsiteCommand({ Bucket: 'shop', WebsiteConfiguration }));
  await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: 'a b/ü', Body: '12345' }));
  await s3.send(new CopyObjectCommand({ Bucket: 'shop', Key: 'copy', CopySource: 'shop/a%20b/%C3%BC' }));
  const Range = 'bytes=1-2';
  const part = await s3.send(new GetObjectCommand({ Bucket: 'shop', Key: 'copy', Range }));
  expect(await part.Body?.transformToString()).toBe('23');
  await call(endpoint, 'GET /shop/none?x-who=me', { headers: { referer: 'http://a/"b"' } });
  await call(endpoint, 'HEAD /shop/copy');
  await s3.send(new ListObjectsV2Command({ Bucket: 'shop' }));
  await s3.send(new DeleteObjectsCommand({ Bucket: 'shop', Delete: { Objects: [{ Key: 'copy' }] } }));
  const Objects = [{ Key: 'a b/ü' }, { Key: 'gone' }];
  await s3.send(new DeleteObjectsCommand({ Bucket: 'shop', Delete: { Objects, Quiet: true } }));
  await visit(endpoint, '/');
  // A bucket without a log has no lines.
  await s3.send(new PutObjectCommand({ Bucket: 'logs', Key: 'web/other', Body: 'x' }));
  const expected = [
    'REST.PUT.LOGGING_STATUS - 200 - -',
    'REST.PUT.WEBSITE - 200 - -',
    'REST.PUT.OBJECT a%20b/%C3%BC 200 - 5',
    'REST.COPY.OBJECT_GET a%20b/%C3%BC 200 - -',
    'REST.COPY.OBJECT copy 200 - -',
    'REST.GET.OBJECT copy 206 - 5',
    'REST.GET.OBJECT none 404 NoSuchKey -',
    'REST.HEAD.OBJECT copy 200 - 5',
    'REST.GET.BUCKET - 200 - -',
    'BATCH.DELETE.OBJECT copy 204 - -',
    'REST.POST.MULTI_OBJECT_DELETE - 200 - -',
    'BATCH.DELETE.OBJECT a%20b/%C3%BC 204 - -',
    'BATCH.DELETE.OBJECT gone 204 - -',
    'REST.POST.MULTI_OBJECT_DELETE - 200 - -',
    'WEBSITE.GET.OBJECT - 403 AccessDenied -',
  ];
  const found = async () => (await logged(s3)).lines.map(shown).toSorted();
  await expect.poll(found, { timeout: 40_000 }).toEqual(expected.toSorted());
  const { keys, lines } = await logged(s3);
  for (const key of keys) expect(key).toMatch(/^web\/\d{4}(-\d\d){5}-[0-9A-F]{16}$/);
  const byOperation = Map.groupBy(lines.map(fieldsOf), (fields) => fields[place.operation]);
  const [[...range] = []] = byOperation.get('REST.GET.OBJECT') ?? [];
  expect(range).toHaveLength(26);
  expect(range[0]).toBe(account.padStart(64, '0'));
  expect(range[2]).toMatch(/^\[\d\d\/[A-Z][a-z]{2}\/\d{4}(:\d\d){3} \+0000\]$/);
  expect(range.slice(3, 5)).toEqual(['127.0.0.1', `arn:aws:iam::${account}:user/slipway`]);
  expect(range[place.request]).toBe('"GET /shop/copy?x-id=GetObject HTTP/1.1"');
  expect(range[place.sent]).toBe('2');
  expect(range[13]).toMatch(/^\d+$/);
  expect(range.slice(19, 22)).toEqual(['SigV4', '-', 'AuthHeader']);
  const [, [...missing] = []] = byOperation.get('REST.GET.OBJECT') ?? [];
  expect([missing[place.request], missing[15]]).toEqual([
    '"GET /shop/none?x-who=me HTTP/1.1"',
    '"http://a/%22b%22"',
  ]);
  const [[...visitor] = []] = byOperation.get('WEBSITE.GET.OBJECT') ?? [];
  expect(visitor.slice(4, 5)).toEqual(['-']);
});

test(
  'lines wait while their bucket does not let S3 in, and are there when it does',
  { timeout: 60_000 },
  async () => {
    await using ground = await open();
    const { s3 } = ground;
    await letLogsIn(s3, 'arn:aws:s3:::another');
    const format = { PartitionedPrefix: { PartitionDateSource: 'EventTime' as const } };
    expect(await log(s3, { TargetObjectKeyFormat: format })).toBe('');
    await s3.send(new PutObjectCommand({ Bucket: 'shop', Key: 'a', Body: 'x' }));
    // Another log of the same bucket is delivered meanwhile.
    await s3.send(new CreateBucketCommand({ Bucket: 'open' }));
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::open/*',
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await s3.send(new PutBucketPolicyCommand({ Bucket: 'open', Policy }));
    expect(await log(s3, { TargetBucket: 'open', TargetPrefix: '' })).toBe('');
    const count = async () => (await s3.send(new ListObjectsV2Command({ Bucket: 'open' }))).KeyCount;
    await expect.poll(count, { timeout: 40_000 }).toBeGreaterThan(0);
    expect((await logged(s3)).keys).toEqual([]);
    await letLogsIn(s3, 'arn:aws:s3:::shop');
    const found = async () => (await logged(s3)).lines.map(shown);
    await expect.poll(found, { timeout: 40_000 }).toContain('REST.PUT.OBJECT a 200 - 1');
    const { keys } = await logged(s3);
    const folders = `web/${account}/${region}/shop/\\d{4}/\\d\\d/\\d\\d`;
    expect(keys).toEqual([expect.stringMatching(`^${folders}/\\d{4}-\\d\\d-\\d\\d-00-00-00-[0-9A-F]{16}$`)]);
  },
);

test('a log is refused into a bucket that is not there, is elsewhere, or whose list does not let S3 in, and with a grant that S3 refuses', async () => {
  await using ground = await open();
  const { endpoint, s3 } = ground;
  expect(await log(s3, { TargetBucket: 'none' })).toBe('InvalidTargetBucketForLogging');
  const elsewhere = new S3Client({ ...clientOf(endpoint), region: 'us-west-2' });
  await elsewhere.send(new CreateBucketCommand({ Bucket: 'far' }));
  expect(await log(s3, { TargetBucket: 'far' })).toBe('CrossLocationLoggingProhibited');
  const TargetGrants = [
    {
      Grantee: { Type: 'Group' as const, URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      Permission: 'READ' as const,
    },
  ];
  expect(await log(s3, { TargetGrants })).toBe('AccessControlListNotSupported');
  const Rules = [{ ObjectOwnership: 'ObjectWriter' as const }];
  await s3.send(new PutBucketOwnershipControlsCommand({ Bucket: 'logs', OwnershipControls: { Rules } }));
  expect(await log(s3)).toBe('InvalidTargetBucketForLogging');
  await call(endpoint, 'PUT /logs?acl', { headers: { 'x-amz-acl': 'log-delivery-write' } });
  const grant = async (Grantee: Grantee) => log(s3, { TargetGrants: [{ Grantee, Permission: 'READ' }] });
  expect(await grant({ Type: 'AmazonCustomerByEmail', EmailAddress: 'a@example.com' })).toBe(
    'UnresolvableGrantByEmailAddress',
  );
  expect(await grant({ Type: 'Group', URI: 'http://example.com/all' })).toBe('InvalidArgument');
  expect(await grant({ Type: 'CanonicalUser', ID: account })).toBe('InvalidArgument');
  expect(await grant({ Type: 'CanonicalUser', ID: account.padStart(64, '0') })).toBe('');
  expect(await log(s3)).toBe('');
  const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket: 'shop' }));
  expect(LoggingEnabled).toEqual({ TargetBucket: 'logs', TargetPrefix: 'web/' });
  await s3.send(new PutBucketLoggingCommand({ Bucket: 'shop', BucketLoggingStatus: {} }));
  expect(await s3.send(new GetBucketLoggingCommand({ Bucket: 'shop' }))).not.toHaveProperty('LoggingEnabled');
});

const target: LogTarget = {
  source: 'shop',
  account,
  region,
  partition: 'aws',
  bucket: 'logs',
  prefix: 'web/',
};

test('what is planned is written again under the same key after a kill, without lines that came later', async () => {
  await using folder = await makeFolder();
  mkdirSync(join(folder.path, 's3'));
  const at = Date.parse('2026-01-01T23:59:59Z');
  const plan = (store: LineStore, now: number) =>
    store.plan(
      (first) => logKey(first.target, first, now),
      (first, next) => isSameFile(first.target, first.at, next.at),
    );
  {
    using store = new LineStore(folder.path);
    store.add({ target, at, line: 'one', isOpen: false });
    store.add({ target, at: at + 1, line: 'on its way', isOpen: true });
    plan(store, at + 3000);
  }
  using store = new LineStore(folder.path);
  store.add({ target, at: at + 2, line: 'three', isOpen: false });
  plan(store, at + 9000);
  const files = store.files().map((file) => ({ key: file.key, lines: store.linesOf(file) }));
  expect(files.map(({ lines }) => lines)).toEqual([['one'], ['on its way', 'three']]);
  expect(files[0]?.key).toMatch(/^web\/2026-01-02-00-00-02-/);
  for (const file of store.files()) store.remove(file);
  expect(store.files()).toEqual([]);
});

test('an object by the time of events has those of one day, in its folder', () => {
  const byEvent = { ...target, partitionedBy: 'EventTime' as const };
  const [late, early] = [Date.parse('2026-01-01T23:59:59Z'), Date.parse('2026-01-02T00:00:01Z')];
  const now = Date.parse('2026-01-03T04:05:06Z');
  expect([isSameFile(byEvent, late, early), isSameFile(target, late, early)]).toEqual([false, true]);
  const folders = `web/${account}/${region}/shop`;
  const keyOf = (of: LogTarget) => logKey(of, { at: late, number: 1 }, now).slice(0, -17);
  expect([byEvent, { ...target, partitionedBy: 'DeliveryTime' as const }, target].map(keyOf)).toEqual([
    `${folders}/2026/01/01/2026-01-01-00-00-00`,
    `${folders}/2026/01/03/2026-01-03-04-05-06`,
    'web/2026-01-03-04-05-06',
  ]);
});

test('operations are called in a log what S3 calls them there', () => {
  const names = [
    ['GetBucketLogging', 'GET'],
    ['GetBucketPolicy', 'GET'],
    ['ListObjectVersions', 'GET'],
    ['GetBucketRequestPayment', 'GET'],
    ['PutPublicAccessBlock', 'PUT'],
    ['DeleteBucketLifecycle', 'DELETE'],
    ['GetObjectLockConfiguration', 'GET'],
    ['UploadPart', 'PUT'],
    ['UploadPartCopy', 'PUT'],
    ['GetBucketCors', 'GET'],
  ] as const;
  expect(names.map(([operation, method]) => loggedOperation(operation, method))).toEqual([
    'REST.GET.LOGGING_STATUS',
    'REST.GET.BUCKETPOLICY',
    'REST.GET.BUCKETVERSIONS',
    'REST.GET.REQUEST_PAYMENT',
    'REST.PUT.PUBLIC_ACCESS_BLOCK',
    'REST.DELETE.LIFECYCLE',
    'REST.GET.OBJECT_LOCK_CONFIGURATION',
    'REST.PUT.PART',
    'REST.COPY.PART',
    'REST.GET.CORS',
  ]);
});

test('nothing that a client sends ends a field or a line', () => {
  const request: LoggedRequest = {
    owner: 'o',
    bucket: 'b',
    at: 0,
    requestId: 'r',
    operation: 'REST.GET.OBJECT',
    key: 'a "b"\nc',
    request: 'GET /a"b HTTP/1.1',
    userAgent: 'x"\n"y',
    host: 'a b',
  };
  const line = accessLine(request, { status: 200 });
  expect(line).not.toContain('\n');
  expect(fieldsOf(line)).toHaveLength(26);
  expect(fieldsOf(line)[place.key]).toBe('a%20%22b%22%0Ac');
});
