// What is no request of HTTP, or none that ends: each is answered in AWS's form, and the endpoint goes on.
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { callJson, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';

let endpoint: TestEndpoint;
beforeAll(async () => {
  endpoint = await openTestEndpoint();
});
afterAll(async () => endpoint[Symbol.asyncDispose]());

/** What comes back for these bytes, until the endpoint closes or an answer is whole. */
async function answerTo(text: string, { leaves = false } = {}): Promise<string> {
  const socket = connect(Number(new URL(endpoint.url).port), '127.0.0.1');
  // Node's server gives up an answer whose client has closed its side.
  if (leaves) socket.end(text);
  else socket.write(text);
  let got = '';
  socket.on('data', (data) => {
    got += data.toString('latin1');
  });
  // The endpoint may close while this side still sends.
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('close', resolve));
  return got;
}

const many = (count: number) => Array.from({ length: count }, (_, at) => `x-${at}: y\r\n`).join('');

function head(lines: string): string {
  const signed = Object.entries(signature('ssm', endpoint.credentials)).map(
    ([key, value]) => `${key}: ${value}\r\n`,
  );
  return `POST / HTTP/1.1\r\nhost: x\r\n${signed.join('')}x-amz-target: AmazonSSM.GetParameter\r\n${lines}\r\n`;
}

test.each([
  ['a length that is no number', 'BadRequest', () => `${head('content-length: abc\r\n')}{}`],
  ['two lengths', 'BadRequest', () => `${head('content-length: 2\r\ncontent-length: 3\r\n')}{}`],
  [
    'a chunk without a size',
    'BadRequest',
    () => `${head('transfer-encoding: chunked\r\n')}zz\r\n{}\r\n0\r\n\r\n`,
  ],
  ['a method that there is not', 'BadRequest', () => 'BREW / HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['the first bytes of TLS', 'BadRequest', () => '\x16\x03\x01\x02\x00\x01\x00\x01'],
  ['ten thousand headers', 'RequestHeaderSectionTooLarge', () => head(many(10_000))],
  [
    'a body that is no gzip',
    'SerializationException',
    () => `${head('content-encoding: gzip\r\ncontent-length: 4\r\nconnection: close\r\n')}none`,
  ],
  [
    'a credential of three parts',
    'UnrecognizedClientException',
    () =>
      'POST / HTTP/1.1\r\nhost: x\r\nauthorization: AWS4-HMAC-SHA256 Credential=a/b/c\r\nx-amz-target: AmazonSSM.GetParameter\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}',
  ],
])('a request with %s is answered with %s', async (_what, code, request) => {
  const answer = await answerTo(request());
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect(answer).toContain(`x-amzn-errortype: ${code}\r\n`);
  expect(answer).toMatch(/"message":"[^"]+"/);
});

test('a body in chunks is read', async () => {
  const answer = await answerTo(
    `${head('transfer-encoding: chunked\r\nconnection: close\r\n')}2\r\n{"\r\n9\r\nName":"a"\r\n1\r\n}\r\n0\r\n\r\n`,
  );
  expect(answer).toContain('x-amzn-errortype: ParameterNotFound');
});

test('a client that leaves before its body is whole changes nothing, and others are served', async () => {
  const input = '{"Name":"half","Value":"1","Type":"String"}';
  const begun = head(`content-length: ${input.length + 1}\r\n`).replace('GetParameter', 'PutParameter');
  await answerTo(begun + input, { leaves: true });
  const read = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name: 'half' } });
  expect(read.body).toMatchObject({ __type: 'ParameterNotFound' });
});

test('an address of ten thousand characters reaches its service', async () => {
  const response = await fetch(`${endpoint.url}/2015-03-31/functions/${'n'.repeat(10_000)}`, {
    headers: signature('lambda', endpoint.credentials),
  });
  expect(response.status).toBe(400);
  expect(response.headers.get('x-amzn-errortype')).toMatch(/Validation/);
});
