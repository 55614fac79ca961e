// What an extension may ask of the Telemetry API, and what is delivered to it.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { Telemetry } from '../../../src/targets/function/telemetry.ts';
import { readSubscription } from '../../../src/targets/function/telemetry-subscription.ts';

const asked = {
  schemaVersion: '2025-01-29',
  types: ['function', 'platform'],
  destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:8080/a?b' },
};

test('a subscription has what Lambda gives where it says nothing', () => {
  expect(readSubscription(JSON.stringify(asked))).toEqual({
    subscription: {
      types: ['platform', 'function'],
      buffering: { maxItems: 10_000, maxBytes: 262_144, timeoutMs: 1000 },
      destination: { protocol: 'HTTP', method: 'POST', port: 8080, path: '/a?b' },
    },
  });
});

test.each([
  ['nonsense', 'The body is not a JSON object'],
  [{ ...asked, types: [] }, 'types should not be empty'],
  [{ ...asked, types: ['logs'] }, 'types has an unknown type "logs"'],
  [
    { ...asked, schemaVersion: '2020-08-15' },
    'schemaVersion should be one of 2022-07-01, 2022-12-13, 2025-01-29',
  ],
  [{ ...asked, buffering: { maxItems: 999 } }, 'buffering.maxItems should be between 1000 and 10000'],
  [{ ...asked, buffering: { timeoutMs: 30_001 } }, 'buffering.timeoutMs should be between 25 and 30000'],
  [{ ...asked, destination: undefined }, 'destination should not be empty'],
  [{ ...asked, destination: { protocol: 'UDP' } }, 'destination.protocol should be HTTP or TCP'],
  [{ ...asked, destination: { protocol: 'TCP', port: 'x' } }, 'destination.port should be a number'],
  [
    { ...asked, destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain/' } },
    'URI port is not provided',
  ],
  [
    { ...asked, destination: { protocol: 'HTTP', URI: 'http://example.org:80/' } },
    'URI host should be sandbox.localdomain',
  ],
] as const)('what Lambda refuses is refused: %j', (body, failed) => {
  const read = readSubscription(typeof body === 'string' ? body : JSON.stringify(body));
  expect(read).toEqual({ failed });
});

/** Refuses the first requests, and keeps the batches of the others. */
async function openReceiver(refused: number) {
  const batches: unknown[][] = [];
  let left = refused;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    left -= 1;
    if (left < 0) batches.push(JSON.parse(body) as unknown[]);
    response.writeHead(left < 0 ? 200 : 500).end();
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { batches, port, [Symbol.asyncDispose]: close };
}

function subscribed(port: number, more: object = {}): Telemetry {
  const telemetry = new Telemetry();
  telemetry.emit('platform.initStart', {});
  const destination = { protocol: 'HTTP', URI: `http://sandbox.localdomain:${port}/` };
  const body = Buffer.from(JSON.stringify({ ...asked, destination, ...more }));
  expect(telemetry.subscribe('agent', body)).toEqual({ status: 200, body: 'OK' });
  return telemetry;
}

test('what is refused is sent again, in order, and nothing twice', async () => {
  await using receiver = await openReceiver(2);
  const telemetry = subscribed(receiver.port);
  for (const line of ['one', 'two', 'three']) telemetry.emit('function', line);
  telemetry.emit('extension', 'of a stream that was not asked for');
  await telemetry.flush(20_000);
  expect(receiver.batches.flat()).toMatchObject([
    { type: 'platform.initStart' },
    { type: 'platform.telemetrySubscription' },
    { type: 'function', record: 'one' },
    { type: 'function', record: 'two' },
    { type: 'function', record: 'three' },
  ]);
  telemetry.stop();
});

test('a batch has as many events as it may', async () => {
  await using receiver = await openReceiver(0);
  const telemetry = subscribed(receiver.port, { types: ['function'], buffering: { maxItems: 1000 } });
  for (let number = 0; number < 2500; number += 1) telemetry.emit('function', String(number));
  await telemetry.flush(20_000);
  const flat = receiver.batches.flat() as readonly { readonly record: string }[];
  expect(flat.map(({ record }) => Number(record))).toEqual(Array.from({ length: 2500 }, (_, index) => index));
  expect(Math.max(...receiver.batches.map((batch) => batch.length))).toBeLessThanOrEqual(1000);
  telemetry.stop();
});

test('an extension that takes nothing loses what does not fit, and is notified of how much', async () => {
  await using receiver = await openReceiver(1);
  const telemetry = subscribed(receiver.port, { types: ['platform', 'function'] });
  const line = 'x'.repeat(1024 * 1024);
  for (let number = 0; number < 12; number += 1) telemetry.emit('function', line);
  await telemetry.flush(20_000);
  const flat = receiver.batches.flat() as readonly { readonly type: string; readonly record: unknown }[];
  const taken = flat.filter(({ type }) => type === 'function').length;
  const dropped = flat.filter(({ type }) => type === 'platform.logsDropped');
  expect(dropped).toMatchObject([{ record: { droppedRecords: 12 - taken } }]);
  expect(taken).toBeLessThan(12);
  telemetry.stop();
});

test('no extension subscribes after the environment has initialised itself', () => {
  const telemetry = new Telemetry();
  telemetry.close();
  const answer = telemetry.subscribe('agent', Buffer.from(JSON.stringify(asked)));
  expect(answer).toMatchObject({ status: 403 });
  expect(JSON.parse(answer.body)).toMatchObject({ errorType: 'Telemetry.SubscriptionClosed' });
});
