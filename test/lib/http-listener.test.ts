import { expect, test } from 'vitest';
import { serveLocally } from '../../src/lib/http-listener.ts';

test('a listener answers on this machine until it is disposed', async () => {
  const listener = await serveLocally(async (request, response) => {
    await Promise.resolve();
    response.end(`${request.method} ${request.url}`);
  });
  const url = `http://${listener.address}/here`;
  expect(await (await fetch(url)).text()).toBe('GET /here');
  await listener[Symbol.asyncDispose]();
  await expect(fetch(url)).rejects.toThrow('fetch failed');
});

test('a handler that rejects has the connection closed, and the next request is answered', async () => {
  let asked = 0;
  await using listener = await serveLocally(async (_request, response) => {
    asked += 1;
    if (asked === 1) throw new Error('the caller is gone');
    await Promise.resolve();
    response.end('here');
  });
  await expect(fetch(`http://${listener.address}/`)).rejects.toThrow('fetch failed');
  expect(await (await fetch(`http://${listener.address}/`)).text()).toBe('here');
});

test('disposing ends a request that is still answered', async () => {
  const arrived = Promise.withResolvers<void>();
  const listener = await serveLocally(async () => arrived.resolve());
  const end = arrived.promise.then(async () => listener[Symbol.asyncDispose]());
  await expect(fetch(`http://${listener.address}/`)).rejects.toThrow('fetch failed');
  await end;
});
