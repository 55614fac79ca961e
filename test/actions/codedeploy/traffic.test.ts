import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { giveTraffic, waitLimitMs } from '../../../src/actions/deployment/traffic.ts';
import type { Target } from '../../../src/actions/deployment/deployment.ts';
import type { Balancer } from '../../../src/targets/balancer/balancer.ts';
import { targetGroup } from '../../rig/fleet.ts';
import { noShell } from '../../rig/scripted-fleet.ts';

/** A balancer that never finds a target healthy. */
const neverHealthy: Balancer = {
  url: 'http://127.0.0.1:1',
  register: async (_, signal) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    }),
  deregister: async () => {},
  split: async () => {},
  health: async () => ({}),
  describe: async () => ({ targets: [] }),
};

function target(url?: string): Target {
  const instance = { instanceId: 'i-1', tags: {}, availabilityZone: 'a' };
  const host = {
    instance,
    ...(url === undefined ? {} : { url }),
    give: async (file: string) => file,
    openShell: noShell,
    runLifecycleEvent: async () => ({ status: 'Succeeded' as const, noop: false, notExecuted: [] }),
  };
  return { targetId: 'i-1', zone: 'a', host };
}

const around = {
  signal: new AbortController().signal,
  log: {
    write: () => {},
    line: () => {},
    redact: () => {},
    hidden: () => [],
    hide: (text: string) => text,
    tail: () => [],
  },
};

test('a host that does not become healthy in time is named with the path and what it answers', async () => {
  const server = createServer((_, response) => response.writeHead(503).end('database is down'));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const traffic = { balancer: neverHealthy, targetGroup };
  const result = await giveTraffic(target(`http://127.0.0.1:${port}`), traffic, { ...around, limitMs: 1 });
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect(result.diagnostics?.message).toBe(
    `i-1 did not become healthy in the target group web within 0.001 seconds: GET http://127.0.0.1:${port}/health answered 503 "database is down"`,
  );
  expect(result.explanation).toContain('asks every instance for /health on port 3000 and wants 200');
});

test('a host on which nothing listens is reported as that', async () => {
  const traffic = { balancer: neverHealthy, targetGroup };
  const result = await giveTraffic(target('http://127.0.0.1:1'), traffic, { ...around, limitMs: 1 });
  expect(result.diagnostics?.message).toMatch(/GET http:\/\/127\.0\.0\.1:1\/health failed: /);
});

test('a host that is not healthy yet is named while it is waited for, with what it answers', async () => {
  const server = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const said = Promise.withResolvers<string>();
  const log = { ...around.log, line: (text: string) => said.resolve(text) };
  // Healthy as soon as a word was said.
  const balancer = { ...neverHealthy, register: async () => void (await said.promise) };
  const result = await giveTraffic(
    target(`http://127.0.0.1:${port}`),
    { balancer, targetGroup },
    { ...around, log, limitMs: 60_000, sayEveryMs: 1 },
  );
  await new Promise((resolve) => {
    server.close(resolve);
  });
  expect(result.status).toBe('Succeeded');
  expect(await said.promise).toBe(
    `i-1 is not healthy yet: GET http://127.0.0.1:${port}/health answered 404; the health check wants 200 and has 60 s in all`,
  );
});

test('the wait is a minute at least, and three times what the health checks need', () => {
  expect(waitLimitMs(targetGroup)).toBe(60_000);
  expect(waitLimitMs({ ...targetGroup, healthCheckIntervalSeconds: 30, healthyThresholdCount: 5 })).toBe(
    5 * 32 * 3 * 1000,
  );
});
