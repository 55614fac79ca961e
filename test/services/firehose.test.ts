// Firehose: keys of objects, what a delivery stream may be, and records on their way into a bucket.
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GetObjectCommand, ListObjectsV2Command, S3Client, CreateBucketCommand } from '@aws-sdk/client-s3';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { wrongDestination, wrongStream } from '../../src/services/firehose/check-stream.ts';
import { dueIn } from '../../src/services/firehose/deliver.ts';
import {
  evaluatedErrorPrefix,
  evaluatedPrefix,
  objectKey,
  wrongPrefixes,
} from '../../src/services/firehose/object-key.ts';
import { partsOf, readAnswer } from '../../src/services/firehose/transform-records.ts';
import {
  addRecords,
  allStreams,
  beginObject,
  endObject,
  nextRecords,
  type Destination,
} from '../../src/services/firehose/stream-record.ts';
import { Documents } from '../../src/state/documents.ts';
import { callJson, callQuery, openTestEndpoint, userKeys, type TestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const RoleARN = 'arn:aws:iam::111122223333:role/firehose';
const moment = { at: Date.UTC(2027, 0, 2, 23, 4, 5), timeZone: 'UTC', random: 'abcdef01-2345' };

describe('the key of an object', () => {
  test.each<readonly [string, string]>([
    ['', '2027/01/02/23/'],
    ['logs/', 'logs/2027/01/02/23/'],
    ['logs/!{firehose:random-string}/', 'logs/abcdef01-23/2027/01/02/23/'],
    ["y=!{timestamp:yyyy}/m=!{timestamp:MM}/!{timestamp:yy'at'HHmmss}/", 'y=2027/m=01/27at230405/'],
    ['!{timestamp:M-d}', '1-2'],
  ])('begins with %j as %s', (prefix, expected) => expect(evaluatedPrefix(prefix, moment)).toBe(expected));

  test('is that of the time zone', () => {
    expect(evaluatedPrefix('', { ...moment, timeZone: 'Europe/Berlin' })).toBe('2027/01/03/00/');
  });

  test('has the name of the stream, its version and the moment', () => {
    expect(objectKey('a/', { ...moment, stream: 's', version: 2, extension: '.gz' })).toBe(
      'a/s-2-2027-01-02-23-04-05-abcdef01-2345.gz',
    );
  });

  test.each<readonly [string, string, string]>([
    ['logs/', '', 'logs/processing-failed/2027/01/02/23/'],
    ['', 'e/!{firehose:error-output-type}/!{timestamp:dd}/', 'e/processing-failed/02/'],
    ['logs/', 'e/', 'e/processing-failed/2027/01/02/23/'],
  ])('of failures, with the prefixes %j and %j, begins with %s', (prefix, errorPrefix, expected) => {
    expect(evaluatedErrorPrefix({ prefix, errorPrefix }, moment, 'processing-failed')).toBe(expected);
  });

  test.each<readonly [string, string, string | undefined]>([
    ['logs/', '', undefined],
    ['!{timestamp:yyyy}/', 'e/!{firehose:error-output-type}/', undefined],
    ['!{timestamp:yyyy}/', '', 'ErrorOutputPrefix is required when Prefix has expressions'],
    ['', 'e/', undefined],
    ['!{timestamp:yyyy}/', 'e/', undefined],
    [
      '',
      'e/!{timestamp:yyyy}/',
      'ErrorOutputPrefix with expressions must have !{firehose:error-output-type}',
    ],
    [
      '!{firehose:error-output-type}',
      'e/!{firehose:error-output-type}',
      'The expression !{firehose:error-output-type} is not valid in this prefix',
    ],
    [
      '!{partitionKeyFromQuery:a}',
      'e/!{firehose:error-output-type}',
      'The expression !{partitionKeyFromQuery:a} is not valid in this prefix',
    ],
    [
      '!{timestamp:yyyy-w}',
      'e/!{firehose:error-output-type}',
      'Slipway does not execute the letter w of !{timestamp:yyyy-w} on this machine',
    ],
  ])('with the prefixes %j and %j is refused for %j', (prefix, errorPrefix, expected) => {
    expect(wrongPrefixes({ prefix, errorPrefix })).toBe(expected);
  });
});

describe('a delivery stream', () => {
  const given: Destination = {
    RoleARN,
    BucketARN: 'arn:aws:s3:::b',
    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 60 },
    CompressionFormat: 'UNCOMPRESSED',
  };
  const processor = (Type: string) => ({ Enabled: true, Processors: [{ Type }] });

  test.each<readonly [object, string | undefined]>([
    [{}, undefined],
    [
      { CompressionFormat: 'Snappy' },
      'Slipway does not execute the compression Snappy of delivery streams on this machine',
    ],
    [{ S3BackupMode: 'Enabled' }, 'Slipway does not execute the backup of source records on this machine'],
    [
      { DynamicPartitioningConfiguration: { Enabled: true } },
      'Slipway does not execute dynamic partitioning on this machine',
    ],
    [
      { DataFormatConversionConfiguration: {} },
      'Slipway does not execute the conversion of record formats on this machine',
    ],
    [
      { ProcessingConfiguration: processor('Decompression') },
      'Slipway does not execute the processor Decompression of delivery streams on this machine',
    ],
    [{ ProcessingConfiguration: processor('Lambda') }, 'LambdaArn must be given for the processor Lambda'],
    [{ ProcessingConfiguration: { ...processor('Decompression'), Enabled: false } }, undefined],
    [{ BucketARN: 'b' }, 'b is not the ARN of a bucket'],
    [{ RoleARN: 'r' }, 'r is not the ARN of a role'],
    [{ CustomTimeZone: 'Nowhere/City' }, 'Nowhere/City is no time zone'],
  ])('to S3 with %j is refused for %j', (change, expected) => {
    expect(wrongDestination({ ...given, ...change })?.message).toBe(expected);
  });

  test.each<readonly [Readonly<Record<string, unknown>>, string | undefined]>([
    [{ ExtendedS3DestinationConfiguration: given }, undefined],
    [
      { SplunkDestinationConfiguration: {} },
      'Slipway does not execute SplunkDestinationConfiguration on this machine',
    ],
    [
      { DeliveryStreamType: 'KinesisStreamAsSource' },
      'Slipway does not execute delivery streams of the type KinesisStreamAsSource on this machine',
    ],
  ])('with %j is refused for %j', (input, expected) => {
    expect(wrongStream(input)?.message).toBe(expected);
  });

  test('delivers when its buffer is full, or its oldest record is old enough', () => {
    const due = (bytes: number, now: number) => dueIn({ destination: given }, { bytes, since: 1000 }, now);
    expect([due(10, 1000), due(10, 31_000), due(10, 99_000), due(1_048_576, 1000)]).toEqual([
      60_000, 30_000, 0, 0,
    ]);
  });
});

describe('the records of a transformation', () => {
  const datum = (id: string, size = 1) => ({ id, at: 1, data: Buffer.alloc(size, 'a') });

  test('are given in parts that keep all of them and their order', () => {
    const sizes = fc.array(fc.nat(20), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 25 }), (given, most) => {
        const records = given.map((size, at) => datum(String(at), size));
        const parts = partsOf(records, most);
        expect(parts.flat()).toEqual(records);
        const sizeOf = (part: readonly { readonly data: Buffer }[]) =>
          part.reduce((sum, { data }) => sum + data.length, 0);
        expect(parts.every((part) => part.length === 1 || sizeOf(part) <= most)).toBe(true);
      }),
    );
  });

  test.each<readonly [string, readonly string[], readonly string[]]>([
    [
      '{"records":[{"recordId":"a","result":"Ok","data":"eA=="},{"recordId":"b","result":"Dropped"}]}',
      ['x'],
      [],
    ],
    [
      '{"records":[{"recordId":"a","result":"ProcessingFailed"}]}',
      [],
      ['a Lambda.ProcessingFailedStatus', 'b Lambda.MissingRecordId'],
    ],
    ['no JSON', [], ['a Lambda.MissingRecordId', 'b Lambda.MissingRecordId']],
    [
      '{"records":[null,{"recordId":"b","result":"Fine"}]}',
      [],
      ['a Lambda.MissingRecordId', 'b Lambda.JsonProcessingException'],
    ],
  ])('of the answer %s are kept as %j, and have failed as %j', (text, kept, failed) => {
    const answer = readAnswer(text, [datum('a'), datum('b')]);
    expect(answer.kept.map(({ data }) => data.toString())).toEqual(kept);
    expect(answer.failed.map(({ id, code }) => `${id} ${code}`)).toEqual(failed);
  });
});

type Called = Pick<TestEndpoint, 'url' | 'credentials'>;

function callerOf(endpoint: Called) {
  const client = new S3Client({
    endpoint: endpoint.url,
    region: 'eu-central-1',
    credentials: endpoint.credentials,
    forcePathStyle: true,
  });
  const call = async (operation: string, input: object) =>
    await callJson(endpoint, 'firehose', { target: `Firehose_20150804.${operation}`, input });
  const put = async (name: string, ...texts: readonly string[]) =>
    await call('PutRecordBatch', {
      DeliveryStreamName: name,
      Records: texts.map((text) => ({ Data: Buffer.from(text).toString('base64') })),
    });
  const bucket = async (Bucket: string) => await client.send(new CreateBucketCommand({ Bucket }));
  const keys = async (Bucket: string) =>
    ((await client.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).map(({ Key = '' }) => Key);
  const read = async (Bucket: string, Key: string) =>
    Buffer.from(
      (await (await client.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToByteArray()) ?? [],
    );
  return { call, put, bucket, keys, read };
}

const streamTo = (name: string, Bucket: string, more: object = {}) => ({
  DeliveryStreamName: name,
  ExtendedS3DestinationConfiguration: {
    RoleARN,
    BucketARN: `arn:aws:s3:::${Bucket}`,
    BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 0 },
    ...more,
  },
});

test('records are transformed, compressed and put under their prefix, and what fails under that of errors', async () => {
  await using endpoint = await openTestEndpoint();
  const { call, put, bucket, keys, read } = callerOf(endpoint);
  await bucket('events');
  const source = `export const handler = async ({ records }) => ({
    records: records.map(({ recordId, data }) => {
      const text = Buffer.from(data, 'base64').toString();
      if (text === 'drop') return { recordId, result: 'Dropped' };
      if (text === 'bad') return { recordId, result: 'ProcessingFailed' };
      return { recordId, result: 'Ok', data: Buffer.from(text.toUpperCase()).toString('base64') };
    }),
  });`;
  const lambda = lambdaApi(endpoint);
  await lambda('POST functions', await nodeFunction('upper', source));
  await whenSettled(lambda, 'upper');
  const LambdaArn = 'arn:aws:lambda:eu-central-1:111122223333:function:upper';
  const Parameters = [{ ParameterName: 'LambdaArn', ParameterValue: LambdaArn }];
  const made = await call(
    'CreateDeliveryStream',
    streamTo('events', 'events', {
      Prefix: 'ok/!{timestamp:yyyy}/',
      ErrorOutputPrefix: 'failed/!{firehose:error-output-type}/',
      CompressionFormat: 'GZIP',
      BufferingHints: { SizeInMBs: 1, IntervalInSeconds: 1 },
      ProcessingConfiguration: {
        Enabled: true,
        Processors: [{ Type: 'Lambda', Parameters }, { Type: 'AppendDelimiterToRecord' }],
      },
    }),
  );
  expect(made.body).toEqual({
    DeliveryStreamARN: 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/events',
  });
  expect((await put('events', 'one', 'drop', 'bad', 'two')).body).toMatchObject({ FailedPutCount: 0 });
  await expect.poll(() => keys('events')).toHaveLength(2);
  const [failed = '', ok = ''] = await keys('events');
  expect([failed, ok]).toEqual([
    expect.stringMatching(/^failed\/processing-failed\/events-1-[\d-]{19}-[\da-f-]{36}$/) as string,
    expect.stringMatching(/^ok\/\d{4}\/events-1-[\d-]{19}-[\da-f-]{36}\.gz$/) as string,
  ]);
  expect(gunzipSync(await read('events', ok)).toString()).toBe('ONE\nTWO\n');
  expect(JSON.parse((await read('events', failed)).toString())).toMatchObject({
    errorCode: 'Lambda.ProcessingFailedStatus',
    rawData: Buffer.from('bad').toString('base64'),
    lambdaArn: LambdaArn,
  });
});

test('a stream is described, changed by its version, tagged, listed and deleted', async () => {
  await using endpoint = await openTestEndpoint();
  const { call, put, bucket, keys } = callerOf(endpoint);
  await bucket('first');
  await bucket('second');
  await call('CreateDeliveryStream', { ...streamTo('s', 'first'), Tags: [{ Key: 'team', Value: 'a' }] });
  expect((await call('CreateDeliveryStream', streamTo('s', 'first'))).body).toMatchObject({
    message: 'Firehose s under accountId 111122223333 already exists',
  });
  const described = async () => {
    const { body } = await call('DescribeDeliveryStream', { DeliveryStreamName: 's' });
    return body['DeliveryStreamDescription'];
  };
  expect(await described()).toMatchObject({
    DeliveryStreamStatus: 'ACTIVE',
    VersionId: '1',
    Destinations: [
      { ExtendedS3DestinationDescription: { CompressionFormat: 'UNCOMPRESSED', S3BackupMode: 'Disabled' } },
    ],
  });
  const change = {
    DeliveryStreamName: 's',
    DestinationId: 'destinationId-000000000001',
    ExtendedS3DestinationUpdate: { BucketARN: 'arn:aws:s3:::second' },
  };
  expect((await call('UpdateDestination', { ...change, CurrentDeliveryStreamVersionId: '9' })).status).toBe(
    400,
  );
  expect((await call('UpdateDestination', { ...change, CurrentDeliveryStreamVersionId: '1' })).status).toBe(
    200,
  );
  expect(await described()).toMatchObject({ VersionId: '2' });
  await put('s', 'x');
  await expect.poll(() => keys('second')).toHaveLength(1);
  expect(await keys('first')).toEqual([]);
  await call('TagDeliveryStream', { DeliveryStreamName: 's', Tags: [{ Key: 'stage', Value: 'test' }] });
  await call('UntagDeliveryStream', { DeliveryStreamName: 's', TagKeys: ['team'] });
  expect((await call('ListTagsForDeliveryStream', { DeliveryStreamName: 's' })).body).toEqual({
    Tags: [{ Key: 'stage', Value: 'test' }],
    HasMoreTags: false,
  });
  expect((await call('ListDeliveryStreams', {})).body).toEqual({
    DeliveryStreamNames: ['s'],
    HasMoreDeliveryStreams: false,
  });
  await call('DeleteDeliveryStream', { DeliveryStreamName: 's' });
  expect((await put('s', 'y')).body).toMatchObject({
    message: 'Firehose s under account 111122223333 not found.',
  });
});

test('a role that does not trust Firehose is refused, and the account is the external id', async () => {
  await using endpoint = await openTestEndpoint();
  const { call } = callerOf(endpoint);
  const role = async (RoleName: string, service: string, externalId: string) => {
    const Statement = {
      Effect: 'Allow',
      Principal: { Service: `${service}.amazonaws.com` },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId } },
    };
    await callQuery(endpoint, 'iam', {
      Version: '2010-05-08',
      Action: 'CreateRole',
      RoleName,
      AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [Statement] }),
    });
    return `arn:aws:iam::111122223333:role/${RoleName}`;
  };
  const other = await role('other', 'lambda', '111122223333');
  const stranger = await role('stranger', 'firehose', '444455556666');
  const message = (arn: string) =>
    `Firehose is unable to assume role ${arn}. Please check the role provided.`;
  for (const arn of [other, stranger])
    expect((await call('CreateDeliveryStream', streamTo('t', 'b', { RoleARN: arn }))).body).toMatchObject({
      message: message(arn),
    });
  const trusting = await role('trusting', 'firehose', '111122223333');
  expect((await call('CreateDeliveryStream', streamTo('t', 'b', { RoleARN: trusting }))).status).toBe(200);
  const change = {
    DeliveryStreamName: 't',
    DestinationId: 'destinationId-000000000001',
    CurrentDeliveryStreamVersionId: '1',
    ExtendedS3DestinationUpdate: { RoleARN: other },
  };
  expect((await call('UpdateDestination', change)).body).toMatchObject({ message: message(other) });
});

test('what could not be delivered is delivered when its bucket is there, by the next process too', async () => {
  await using folder = await makeFolder();
  const serve = async () => await serveEndpoint(folder.path, join(folder.path, 'targets', '@endpoint'));
  {
    await using first = await serve();
    const { call, put } = callerOf({ url: first.url, credentials: userKeys(folder.path) });
    await call('CreateDeliveryStream', streamTo('late', 'later'));
    expect((await put('late', 'kept')).status).toBe(200);
  }
  await using second = await serve();
  const { bucket, keys, read } = callerOf({ url: second.url, credentials: userKeys(folder.path) });
  await bucket('later');
  await expect.poll(() => keys('later')).toHaveLength(1);
  expect((await read('later', (await keys('later'))[0] ?? '')).toString()).toBe('kept');
});

/** What the streams of a state folder have on disk. */
function onDisk(stateFolder: string) {
  const documents = new Documents(stateFolder);
  const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
  const call = { ground: { keep: () => documents as never }, place };
  return { call, [Symbol.dispose]: () => documents[Symbol.dispose]() };
}

test('an object that was begun has the same records until it is written, whatever comes meanwhile', async () => {
  await using folder = await makeFolder();
  using disk = onDisk(folder.path);
  const BufferingHints = { SizeInMBs: 1, IntervalInSeconds: 0 };
  const destination: Destination = {
    RoleARN,
    BucketARN: 'arn:aws:s3:::b',
    BufferingHints,
    CompressionFormat: 'UNCOMPRESSED',
  };
  const times = { createdAt: 1, changedAt: 1 };
  const stream = { name: 's', place: disk.call.place, destination, version: 1, ...times, tags: {} };
  const add = (id: string) => addRecords(disk.call, stream, { id, stream: 's', at: 1, data: ['YQ=='] });
  const next = () => nextRecords(disk.call, stream).map(({ id }) => id);
  const last = { id: '2', stream: 's', at: 1, data: [] };
  add('1');
  add('2');
  beginObject(disk.call, stream, last);
  add('3');
  expect(next()).toEqual(['1', '2']);
  endObject(disk.call, stream, last);
  expect(next()).toEqual(['3']);
});

test('what could not be delivered for 24 hours is lost, as on AWS, and the log says so', async () => {
  await using folder = await makeFolder();
  const serve = async () => await serveEndpoint(folder.path, join(folder.path, 'targets', '@endpoint'));
  const logs = { logGroupName: '/firehose', logStreamName: 'errors' };
  const errors = async (from: Called, operation: string) =>
    await callJson(from, 'logs', { target: `Logs_20140328.${operation}`, input: logs });
  const CloudWatchLoggingOptions = { Enabled: true, LogGroupName: '/firehose', LogStreamName: 'errors' };
  {
    await using first = await serve();
    const from = { url: first.url, credentials: userKeys(folder.path) };
    const group = { target: 'Logs_20140328.CreateLogGroup', input: { logGroupName: '/firehose' } };
    await callJson(from, 'logs', group);
    await errors(from, 'CreateLogStream');
    await callerOf(from).call('CreateDeliveryStream', streamTo('old', 'none', { CloudWatchLoggingOptions }));
  }
  {
    using disk = onDisk(folder.path);
    const [stream] = allStreams(disk.call);
    const at = Date.now() - 25 * 60 * 60 * 1000;
    if (stream !== undefined)
      addRecords(disk.call, stream, { id: `${at}-1`, stream: 'old', at, data: ['YQ=='] });
  }
  await using second = await serve();
  const from = { url: second.url, credentials: userKeys(folder.path) };
  await expect
    .poll(async () => (await errors(from, 'GetLogEvents')).text)
    .toMatch(/1 record not delivered within 24 hours, and lost: .*S3\.NoSuchBucket/);
  const { put, bucket, keys, read } = callerOf(from);
  await bucket('none');
  await put('old', 'new');
  await expect.poll(() => keys('none')).toHaveLength(1);
  expect((await read('none', (await keys('none'))[0] ?? '')).toString()).toBe('new');
});

test('a stack makes a delivery stream, changes it, and refuses what is not executed before anything is made', async () => {
  await using endpoint = await openTestEndpoint();
  const { put, keys } = callerOf(endpoint);
  const template = (prefix: string, more = '') => `
Resources:
  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: stacked}}
  Stream:
    Type: AWS::KinesisFirehose::DeliveryStream
    Properties:
      DeliveryStreamName: stacked
      ExtendedS3DestinationConfiguration:
        RoleARN: ${RoleARN}
        BucketARN: !GetAtt Bucket.Arn
        Prefix: ${prefix}
        BufferingHints: {SizeInMBs: 1, IntervalInSeconds: 0}
        ${more}
Outputs:
  Arn: {Value: !GetAtt Stream.Arn}
`;
  const refused = await callStacks(endpoint, 'CreateStack', {
    StackName: 'refused',
    TemplateBody: template('a/', 'S3BackupMode: Enabled'),
  });
  expect([refused.status, refused.part('Message')]).toEqual([
    400,
    expect.stringContaining(
      'Slipway does not execute the backup of source records on this machine',
    ) as string,
  ]);
  const extended = template('a/', 'FileExtension: .log');
  await callStacks(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: extended });
  expect([
    await ended(endpoint, 'app'),
    (await eventsOf(endpoint, 'app')).filter((each) => each.includes('_FAILED')),
  ]).toEqual(['CREATE_COMPLETE', []]);
  await put('stacked', 'x');
  await expect.poll(() => keys('stacked')).toEqual([expect.stringMatching(/^a\/\d{4}\/.*\.log$/)]);
  await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: template('b/') });
  expect(await ended(endpoint, 'app')).toBe('UPDATE_COMPLETE');
  await put('stacked', 'y');
  await expect.poll(async () => (await keys('stacked')).map((key) => key.slice(0, 2))).toEqual(['a/', 'b/']);
  expect((await keys('stacked'))[1]).toMatch(/[\da-f]$/);
  const encrypted = template(
    'b/',
    '\n      DeliveryStreamEncryptionConfigurationInput: {KeyType: AWS_OWNED_CMK}',
  );
  await callStacks(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: encrypted });
  expect(await ended(endpoint, 'app')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect((await eventsOf(endpoint, 'app')).join('\n')).toContain(
    'Slipway does not execute changes of DeliveryStreamEncryptionConfigurationInput on this machine',
  );
  const { part } = await callStacks(endpoint, 'DescribeStacks', { StackName: 'app' });
  expect(part('OutputValue')).toBe('arn:aws:firehose:eu-central-1:111122223333:deliverystream/stacked');
});
