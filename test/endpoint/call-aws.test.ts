// The client of the own endpoint, in each of the protocols that services speak.
import { expect, test } from 'vitest';
import { callingEndpoint, EndpointGone } from '../../src/account/call-aws.ts';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';

function clientOf({ url, credentials }: Pick<TestEndpoint, 'url' | 'credentials'>) {
  return callingEndpoint({ url, region: 'eu-central-1', credentials: () => credentials });
}

test('calls operations by their names, whatever the protocol of the service', async () => {
  await using endpoint = await openTestEndpoint();
  const callAws = clientOf(endpoint);
  await callAws('ssm', 'PutParameter', { Name: 'limit', Value: 42, Type: 'String' });
  expect(await callAws('ssm', 'GetParameter', { Name: 'limit' })).toMatchObject({
    Parameter: { Value: '42', Version: 1 },
  });
  expect(await callAws('sts', 'GetCallerIdentity', {})).toMatchObject({ Account: '111122223333' });
  await callAws('s3', 'CreateBucket', {
    Bucket: 'photos',
    CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' },
  });
  await callAws('s3', 'PutObject', { Bucket: 'photos', Key: 'a b/ü.txt', Body: 'hello' });
  expect(await callAws('s3', 'GetObject', { Bucket: 'photos', Key: 'a b/ü.txt' })).toMatchObject({
    Body: 'hello',
  });
  expect(await callAws('lambda', 'ListFunctions', { MaxItems: '5' })).toEqual({ Functions: [] });
});

test.each([
  ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00, 0xc3, 0x28])],
  ['a document of XML', '<a>1<b/></a>'],
  ['JSON', '{"a": [1]}'],
  ['nothing', ''],
])('an object that is %s comes as it was put', async (_what, Body) => {
  await using endpoint = await openTestEndpoint();
  const callAws = clientOf(endpoint);
  const CreateBucketConfiguration = { LocationConstraint: 'eu-central-1' };
  await callAws('s3', 'CreateBucket', { Bucket: 'photos', CreateBucketConfiguration });
  await callAws('s3', 'PutObject', { Bucket: 'photos', Key: 'a', Body });
  const read = await callAws('s3', 'GetObject', { Bucket: 'photos', Key: 'a' });
  expect(read['Body']).toEqual(Body);
});

test('a key with half of a pair of UTF-16 is refused by the service', async () => {
  await using endpoint = await openTestEndpoint();
  await expect(
    clientOf(endpoint)('s3', 'GetObject', { Bucket: 'photos', Key: 'a\ud800b' }),
  ).rejects.toMatchObject({ code: 'NoSuchBucket' });
});

test('a refusal has the code, the message and the status of the service', async () => {
  await using endpoint = await openTestEndpoint();
  const callAws = clientOf(endpoint);
  await expect(callAws('ssm', 'GetParameter', { Name: 'missing' })).rejects.toMatchObject({
    name: 'CallRefused',
    code: 'ParameterNotFound',
    status: 400,
  });
  await expect(callAws('s3', 'GetObject', { Bucket: 'photos', Key: 'a' })).rejects.toMatchObject({
    code: 'NoSuchBucket',
    status: 404,
  });
  const stranger = clientOf({ ...endpoint, credentials: { accessKeyId: 'AKIANONE', secretAccessKey: '' } });
  await expect(stranger('sts', 'GetCallerIdentity', {})).rejects.toMatchObject({
    code: 'InvalidClientTokenId',
    status: 403,
  });
});

test('an endpoint that has ended is no refusal of a service', async () => {
  const endpoint = await openTestEndpoint();
  await endpoint[Symbol.asyncDispose]();
  await expect(clientOf(endpoint)('sts', 'GetCallerIdentity', {})).rejects.toBeInstanceOf(EndpointGone);
});

test('a call that its caller has ended rejects with the caller’s reason', async () => {
  await using endpoint = await openTestEndpoint();
  const { url, credentials } = endpoint;
  const reason = new Error('the pipeline was stopped');
  const callAws = callingEndpoint({
    url,
    region: 'eu-central-1',
    credentials: () => credentials,
    signal: AbortSignal.abort(reason),
  });
  await expect(callAws('sts', 'GetCallerIdentity', {})).rejects.toBe(reason);
});
