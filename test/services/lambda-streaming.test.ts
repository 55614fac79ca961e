// Answers that a function streams, by AWS's API and at its address.
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { signature } from '../rig/endpoint.ts';
import { nodeFunction, openLambda } from '../rig/lambda-api.ts';

const source = `
const streaming = awslambda.streamifyResponse(async (event, response, context) => {
  const { how, gate } = event.queryStringParameters ?? event;
  if (how === 'throw') throw new RangeError('too far');
  if (how === 'http') response = awslambda.HttpResponseStream.from(response, {
    statusCode: 202, headers: { 'X-Own': 'yes' }, cookies: ['a=b'],
  });
  else response.setContentType('text/plain');
  response.write('first ');
  if (gate !== undefined) await fetch(gate);
  if (how === 'late') { response.write('part'); await new Promise((resolve) => setImmediate(resolve)); throw new TypeError('late'); }
  response.write(context.functionName);
  response.end();
  await new Promise((resolve) => response.once('finish', resolve));
});
export const handler = streaming;
`;

interface StreamEvent {
  readonly type: string;
  readonly payload: string;
}

/** Smithy, "Amazon Event Stream Specification". */
function eventsIn(bytes: Buffer): readonly StreamEvent[] {
  const events: StreamEvent[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    const message = bytes.subarray(at, at + bytes.readUInt32BE(at));
    expect(message.readUInt32BE(8)).toBe(crc32(message.subarray(0, 8)));
    expect(message.readUInt32BE(message.length - 4)).toBe(crc32(message.subarray(0, -4)));
    const headers = message.subarray(12, 12 + message.readUInt32BE(4));
    const [, type = ''] = /:event-type\W*?([A-Z]\w+)/.exec(headers.toString('latin1')) ?? [];
    events.push({ type, payload: message.subarray(12 + headers.length, -4).toString('utf8') });
  }
  return events;
}

async function openStreaming() {
  const app = await openLambda();
  await app.call('POST functions', await nodeFunction('check', source));
  const invoke = async (input: object, headers: Readonly<Record<string, string>> = {}) => {
    const path = '/2021-11-15/functions/check/response-streaming-invocations';
    const response = await fetch(`${app.endpoint.url}${path}`, {
      method: 'POST',
      headers: { ...signature('lambda', app.endpoint.credentials), ...headers },
      body: JSON.stringify(input),
    });
    return { response, events: eventsIn(Buffer.from(await response.arrayBuffer())) };
  };
  return { ...app, invoke, [Symbol.asyncDispose]: async () => app[Symbol.asyncDispose]() };
}

/** An address that answers when it is opened. */
async function openGate() {
  const opened = Promise.withResolvers<void>();
  const server = createServer((_request, response) => void opened.promise.then(() => response.end()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: opened.resolve,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const textOf = (events: readonly StreamEvent[]) =>
  events.map(({ type, payload }) => (type === 'PayloadChunk' ? payload : '')).join('');

test('an answer is given in events, with its end', async () => {
  await using app = await openStreaming();
  const { response, events } = await app.invoke({ how: 'plain' }, { 'x-amz-log-type': 'Tail' });
  expect(response.headers.get('content-type')).toBe('application/vnd.amazon.eventstream');
  expect(response.headers.get('x-amz-executed-version')).toBe('$LATEST');
  expect(textOf(events)).toBe('first check');
  const last = events.at(-1);
  expect(last?.type).toBe('InvokeComplete');
  const { LogResult } = JSON.parse(last?.payload ?? '') as { readonly LogResult: string };
  expect(Buffer.from(LogResult, 'base64').toString('utf8')).toMatch(/^START RequestId[^]*REPORT RequestId/);
});

test.each([
  ['throw', '', 'RangeError', 'too far'],
  ['late', 'first part', 'TypeError', 'late'],
])('a function that fails (%s) ends its events with its error', async (how, text, type, message) => {
  await using app = await openStreaming();
  const { events } = await app.invoke({ how });
  expect(textOf(events)).toBe(text);
  const { ErrorCode, ErrorDetails } = JSON.parse(events.at(-1)?.payload ?? '') as Record<string, string>;
  expect(ErrorCode).toBe(type);
  expect(JSON.parse(ErrorDetails ?? '')).toMatchObject({ errorType: type, errorMessage: message });
  // Its process is as good as before.
  expect(textOf((await app.invoke({ how: 'plain' })).events)).toBe('first check');
});

test('the usual invocation of a streaming function collects its answer, and an answer that is not streamed is one event', async () => {
  await using app = await openStreaming();
  expect((await app.call('POST functions/check/invocations', { how: 'plain' })).text).toBe('first check');
  expect((await app.call('POST functions/check/invocations', { how: 'late' })).body).toMatchObject({
    errorType: 'TypeError',
  });
  const { ZipFile } = (
    (await nodeFunction('x', 'export const handler = async () => ({ a: 1 });')) as {
      readonly Code: { readonly ZipFile: string };
    }
  ).Code;
  await app.call('PUT functions/check/code', { ZipFile });
  const { events } = await app.invoke({});
  expect(events.map(({ type, payload }) => [type, payload])).toEqual([
    ['PayloadChunk', '{"a":1}'],
    ['InvokeComplete', '{}'],
  ]);
});

test('an address that streams has the status and headers in front, and breaks off when the function does', async () => {
  await using app = await openStreaming();
  const made = await app.call('POST /2021-10-31/functions/check/url', {
    AuthType: 'NONE',
    InvokeMode: 'RESPONSE_STREAM',
  });
  await app.call('POST functions/check/policy', {
    StatementId: 'all',
    Action: 'lambda:InvokeFunctionUrl',
    Principal: '*',
    FunctionUrlAuthType: 'NONE',
  });
  const [, id] = /^https:\/\/(\w+)\./.exec(String(made.body['FunctionUrl'])) ?? [];
  const address = (how: string) => `${app.endpoint.url}/_aws/lambda-url/${id}/?how=${how}`;
  await using gate = await openGate();
  const http = await fetch(address(`http&gate=${encodeURIComponent(gate.url)}`));
  expect([http.status, http.headers.get('x-own'), http.headers.get('set-cookie')]).toEqual([
    202,
    'yes',
    'a=b',
  ]);
  const parts = (http.body as ReadableStream<Uint8Array>).getReader();
  // The function writes the rest only when this is here.
  expect(Buffer.from((await parts.read()).value ?? []).toString('utf8')).toBe('first ');
  gate.open();
  expect(Buffer.from((await parts.read()).value ?? []).toString('utf8')).toBe('check');
  const plain = await fetch(address('plain'));
  expect([plain.status, plain.headers.get('content-type'), await plain.text()]).toEqual([
    200,
    'text/plain',
    'first check',
  ]);
  expect((await fetch(address('throw'))).status).toBe(502);
  const [late] = (await once(get(address('late')), 'response')) as [IncomingMessage];
  await expect(late.toArray()).rejects.toThrow('aborted');
});
