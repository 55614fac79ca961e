// A call of what answers behind the endpoint, over a real connection whose other side ends early.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { exchange } from '../../src/services/behind/exchange.ts';

const head = { method: 'POST', path: '/', query: '' } as const;
const whole = 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789';

test('a whole answer is returned', async () => {
  expect(await exchangedWith(whole)).toMatchObject({ status: 200, body: Buffer.from('0123456789') });
});

test.each([
  ['before its answer', ''],
  ['in the head', whole.slice(0, 20)],
  ['after the head', whole.slice(0, -10)],
  ['in the body', whole.slice(0, -3)],
])('an answer that ends %s is an error', async (_, sent) => {
  await expect(exchangedWith(sent)).rejects.toThrow(/socket hang up|aborted/);
});

/** With a side that sends this when the call has come, and ends the connection. */
async function exchangedWith(sent: string) {
  await using server = createServer((socket) => {
    socket.once('data', () => socket.end(sent));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  return await exchange(socket, { head, headers: { host: 'localhost' }, body: Buffer.from('{}') });
}
