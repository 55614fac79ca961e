// The endpoint of AWS's API: who calls, what is not there, and that it outlives everything.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { holderOf, ticketFile } from '../../src/targets/daemon/claim-record.ts';
import { isRunning } from '../../src/targets/daemon/process-identity.ts';
import { closeServer, listen } from '../../src/lib/listen.ts';
import { endpointKind } from '../../src/targets/endpoint/kind.ts';
import {
  closeEndpoint,
  findEndpoint,
  openEndpoint,
  reviveEndpoint,
} from '../../src/targets/endpoint/open-endpoint.ts';
import { callJson, callQuery, openTestEndpoint, signature, userKeys } from '../rig/endpoint.ts';
import { call as s3, location } from '../rig/s3-calls.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const unknownKey = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' };
const identity = { Action: 'GetCallerIdentity', Version: '2011-06-15' };

test('a caller is who its access key was given to', async () => {
  await using endpoint = await openTestEndpoint();
  const { status, text, headers } = await callQuery(endpoint, 'sts', identity);
  expect(status).toBe(200);
  expect(text).toContain('<Arn>arn:aws:iam::111122223333:user/slipway</Arn>');
  expect(text).toContain('<Account>111122223333</Account>');
  expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a key that was never given out is refused in the words of each protocol', async () => {
  await using endpoint = await openTestEndpoint();
  const caller = { url: endpoint.url, credentials: unknownKey };
  const query = await callQuery(caller, 'sts', identity);
  expect(query).toMatchObject({
    status: 403,
    text: expect.stringContaining('<Code>InvalidClientTokenId</Code>') as string,
  });
  const json = await callJson(caller, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name: 'a' } });
  expect(json).toMatchObject({ status: 400, body: { __type: 'UnrecognizedClientException' } });
  const s3 = await fetch(`${endpoint.url}/bucket/key`, { headers: signature('s3', unknownKey) });
  expect(s3.status).toBe(403);
  expect(await s3.text()).toContain('<Error><Code>InvalidAccessKeyId</Code>');
});

test('a request without a signature is refused', async () => {
  await using endpoint = await openTestEndpoint();
  const response = await fetch(endpoint.url, { method: 'POST', body: new URLSearchParams(identity) });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
});

test.each([
  ['sts', 'GetDelegatedAccessToken', 'STS'],
  ['cloudformation', 'CreateGeneratedTemplate', 'CloudFormation'],
])('an operation of %s that is not executed is refused at once by its name, and recorded', async (...row) => {
  const [signingName, operation, service] = row;
  await using endpoint = await openTestEndpoint();
  const { status, text } = await callQuery(endpoint, signingName, {
    Action: operation,
    Version: '2011-06-15',
  });
  expect(status).toBe(400);
  expect(text).toContain('<Code>InvalidAction</Code>');
  expect(text).toContain(`Slipway does not execute ${operation} of ${service} on this machine`);
  using calls = openNotExecutedCalls(endpoint.stateFolder);
  expect(calls.list()).toMatchObject([
    { service, operation, principal: 'arn:aws:iam::111122223333:user/slipway', count: 1 },
  ]);
});

test('an operation of S3 that is not executed is refused by its name', async () => {
  await using endpoint = await openTestEndpoint();
  const headers = signature('s3', endpoint.credentials);
  const response = await fetch(`${endpoint.url}/bucket?inventory&id=1`, { headers });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(
    '<Message>Slipway does not execute GetBucketInventoryConfiguration of S3 on this machine',
  );
});

test('an operation that AWS does not have is refused as AWS refuses it', async () => {
  await using endpoint = await openTestEndpoint();
  const { status, text } = await callQuery(endpoint, 'sts', { Action: 'GetNothing', Version: '2011-06-15' });
  expect(status).toBe(400);
  expect(text).toContain('<Message>Could not find operation GetNothing for version 2011-06-15</Message>');
});

test('what does not keep the constraints of the model is refused before it is executed', async () => {
  await using endpoint = await openTestEndpoint();
  const { status, text } = await callQuery(endpoint, 'sts', {
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: 'arn:aws:iam::111122223333:role/deploy',
  });
  expect(status).toBe(400);
  expect(text).toContain('<Code>ValidationError</Code>');
  expect(text).toContain('Value null at &apos;roleSessionName&apos;'.replaceAll('&apos;', "'"));
});

test('a body that was compressed is read', async () => {
  await using endpoint = await openTestEndpoint();
  const response = await fetch(endpoint.url, {
    method: 'POST',
    headers: {
      ...signature('sts', endpoint.credentials),
      'content-type': 'application/x-www-form-urlencoded',
      'content-encoding': 'gzip',
    },
    body: gzipSync(new URLSearchParams(identity).toString()),
  });
  expect(response.status).toBe(200);
});

test('a call that was executed is answered as such when its host names cannot be published', async () => {
  await using endpoint = await openTestEndpoint();
  // No file can take the place of a folder.
  mkdirSync(join(endpoint.stateFolder, 'targets', '@endpoint', 'aws-hosts', 'x'), { recursive: true });
  expect((await s3(endpoint, 'PUT /shop', { body: location })).status).toBe(200);
});

test('an endpoint whose port another program has taken says in its state where it was', async () => {
  await using folder = await makeFolder();
  const targetsFolder = join(folder.path, '.slipway', 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  onTestFinished(async () => void (await closeEndpoint(targetsFolder)));
  const { signal } = new AbortController();
  const before = await openEndpoint({ targetsFolder, signal });
  const notes = async () => (await endpointKind.observe(targetsFolder)).map(({ summary }) => summary.note);
  expect(await notes()).toEqual([`${before.url}  AWS's API on this machine`]);
  await closeEndpoint(targetsFolder);
  const other = createServer();
  const { port } = new URL(before.url);
  await listen(other, { port: Number(port), host: '127.0.0.1' });
  onTestFinished(async () => closeServer(other));
  const after = await openEndpoint({ targetsFolder, signal });
  expect(after.url).not.toBe(before.url);
  expect(await notes()).toEqual([
    expect.stringContaining(`${after.url}  AWS's API on this machine; another program has port ${port}`),
  ]);
});

test('an endpoint that another process is ending is not started again meanwhile', async () => {
  await using folder = await makeFolder();
  const targetsFolder = join(folder.path, '.slipway', 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  onTestFinished(async () => void (await closeEndpoint(targetsFolder)));
  const { signal } = new AbortController();
  await openEndpoint({ targetsFolder, signal });
  const record = join(targetsFolder, '@endpoint', 'process.json');
  // As far as the end has come when its process is gone.
  rmSync(ticketFile(record));
  const holder = holderOf(record);
  process.kill(holder?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => isRunning(holder), { timeout: 120_000 }).toBe(false);
  expect(await reviveEndpoint(targetsFolder, signal, () => undefined)).toBe(false);
});

test('a killed endpoint comes back at the same address, with the same keys', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  const targetsFolder = join(stateFolder, 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  onTestFinished(async () => void (await closeEndpoint(targetsFolder)));
  const { signal } = new AbortController();
  const credentials = userKeys(stateFolder);
  const { url } = await openEndpoint({ targetsFolder, signal });
  expect(await callQuery({ url, credentials }, 'sts', identity)).toMatchObject({ status: 200 });

  const holder = holderOf(join(targetsFolder, '@endpoint', 'process.json'));
  process.kill(holder?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => isRunning(holder), { timeout: 120_000 }).toBe(false);
  expect(await findEndpoint(targetsFolder)).toBeUndefined();

  expect(await openEndpoint({ targetsFolder, signal })).toEqual({ url });
  expect(await callQuery({ url, credentials }, 'sts', identity)).toMatchObject({ status: 200 });
  expect(await closeEndpoint(targetsFolder)).toBe(true);
  expect(await closeEndpoint(targetsFolder)).toBe(false);
});
