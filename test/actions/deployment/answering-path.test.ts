import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { answeringPath } from '../../../src/actions/deployment/announce.ts';

/** Answers 200 at these paths and 404 at any other. */
async function serve(...paths: readonly string[]): Promise<string> {
  const server = createServer((request, response) => {
    response.statusCode = paths.includes(request.url ?? '') ? 200 : 404;
    response.end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each([
  ['an API without a page at its root is shown at its health path', ['/health'], '/health', '/health'],
  ['what answers at its root is shown there', ['/', '/health'], '/health', undefined],
  ['what is asked at its root anyway is shown there', [], '/', undefined],
])('%s', async (_, paths, healthCheckPath, path) => {
  const url = await serve(...paths);
  expect((await answeringPath(url, { healthCheckPath })).path).toBe(path);
});

test('what does not answer, or has no health check, is shown at its root', async () => {
  const url = await serve('/health');
  expect(await answeringPath(url, undefined)).toEqual({});
  expect(await answeringPath('http://127.0.0.1:1', { healthCheckPath: '/health' })).toEqual({});
});
