// The way outside for hosts without a network of their own.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createOutboundProxy } from '../../../src/targets/balancer/outbound-proxy.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

/** A program that answers every connection with this. */
async function answering(answer: string) {
  const server = createServer((socket) => {
    socket.once('data', () => socket.end(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  };
}

async function ask(socketFile: string, request: string): Promise<string> {
  const socket = connect(socketFile);
  socket.write(`${request}\r\nHost: a\r\nConnection: close\r\n\r\n`);
  return await text(socket);
}

test.each([
  ['a status of 000', 'HTTP/1.1 000 Nothing'],
  ['a control character in its status', 'HTTP/1.1 200 O\u0001K'],
])('a response with %s is 502 to the host, and the next request is answered', async (_title, head) => {
  await using folder = await makeFolder();
  await using wrong = await answering(`${head}\r\nContent-Length: 2\r\n\r\nok`);
  await using right = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  using proxy = createOutboundProxy(async () => Promise.resolve(undefined));
  const socketFile = join(folder.path, 'socket');
  proxy.serve(socketFile);
  expect(await ask(socketFile, `GET http://127.0.0.1:${wrong.port}/ HTTP/1.1`)).toContain('502 Bad Gateway');
  expect(await ask(socketFile, `GET http://127.0.0.1:${right.port}/ HTTP/1.1`)).toContain('200 OK');
});

test.each(['a:99999', 'a:', '', ':0', '[::1'])(
  'a tunnel to "%s" is refused, and the next request is answered',
  async (address) => {
    await using folder = await makeFolder();
    await using right = await answering('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    using proxy = createOutboundProxy(async () => Promise.resolve(undefined));
    const socketFile = join(folder.path, 'socket');
    proxy.serve(socketFile);
    expect(await ask(socketFile, `CONNECT ${address} HTTP/1.1`)).toMatch(/^HTTP\/1.1 (400|502) /);
    expect(await ask(socketFile, `GET http://127.0.0.1:${right.port}/ HTTP/1.1`)).toContain('200 OK');
  },
);
