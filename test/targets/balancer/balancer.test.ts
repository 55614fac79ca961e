import { once } from 'node:events';
import { Agent, get, request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { Balancer } from '../../../src/targets/balancer/balancer.ts';
import type { OpenFleet } from '../../../src/targets/fleet/fleet-contract.ts';
import { startApplication, type Application } from '../../rig/application.ts';
import { instances, makeFleet, targetGroup } from '../../rig/fleet.ts';

const soon = (): AbortSignal => AbortSignal.timeout(240_000);

function balancerOf(fleet: OpenFleet): Balancer {
  if (fleet.balancer === undefined) throw new Error('the fleet has no balancer');
  return fleet.balancer;
}

function urlOf(fleet: OpenFleet, index: number): string {
  const url = fleet.hosts[index]?.url;
  if (url === undefined) throw new Error('the host has no address');
  return url;
}

async function fetchOver(agent: Agent, url: string): Promise<{ status: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  get(url, { agent }, resolve).on('error', reject);
  const response = await promise;
  return { status: response.statusCode ?? 0, body: await text(response) };
}

describe('a balancer', () => {
  // shows: S4-084, S4-103
  test('loses no request of 300 kept connections while one target after another is replaced', async () => {
    await using rig = makeFleet('process');
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    await using applications = new AsyncDisposableStack();
    const versions: Application[] = [];
    const start = async (index: number, version: string): Promise<void> => {
      versions[index] = applications.use(
        await startApplication(urlOf(fleet, index), (_, r) => void r.end(version)),
      );
    };
    for (const [index, host] of fleet.hosts.entries()) {
      await start(index, 'old');
      await balancer.register(host.instance.instanceId, soon());
    }
    const agent = new Agent({ keepAlive: true, maxSockets: 300 });
    const connections = new Set<unknown>();
    agent.on('free', (socket) => connections.add(socket));
    const seen = new Map<string, number>();
    const over = new AbortController();
    const clients = Array.from({ length: 300 }, async () => {
      while (!over.signal.aborted) {
        const outcome = await fetchOver(agent, balancer.url).then(
          ({ status, body }) => `${status} ${body}`,
          (error: Error) => error.message,
        );
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }
    });
    for (const [index, host] of fleet.hosts.entries()) {
      await balancer.deregister(host.instance.instanceId, soon());
      await versions[index]?.kill();
      await start(index, 'new');
      await balancer.register(host.instance.instanceId, soon());
    }
    const before = seen.get('200 new') ?? 0;
    await expect.poll(() => seen.get('200 new') ?? 0).toBeGreaterThan(before + 300);
    over.abort();
    await Promise.all(clients);
    agent.destroy();
    expect([...seen.keys()].sort()).toEqual(['200 new', '200 old']);
    expect(connections.size).toBe(300);
  });

  test('lets a slow request end before a deregistration is done, and gives the target no new one', async () => {
    await using rig = makeFleet('process', { instances: instances('a', 'b') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    const slow = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    await using _a = await startApplication(urlOf(fleet, 0), (_, response) => {
      arrived.resolve();
      void slow.promise.then(() => response.end('slow'));
    });
    await using _b = await startApplication(urlOf(fleet, 1), (_, response) => void response.end('quick'));
    await balancer.register('i-a', soon());
    const answer = fetch(balancer.url).then((response) => response.text());
    await arrived.promise;
    await balancer.register('i-b', soon());
    let isDone = false;
    const deregistered = balancer.deregister('i-a', soon()).then(() => (isDone = true));
    await expect.poll(async () => (await balancer.health())['i-a']).toBe('draining');
    for (let n = 0; n < 5; n += 1) expect(await (await fetch(balancer.url)).text()).toBe('quick');
    expect(isDone).toBe(false);
    slow.resolve();
    await deregistered;
    expect(await answer).toBe('slow');
    expect((await balancer.health())['i-a']).toBe('unused');
  });

  test('cuts a request that outlasts the deregistration delay', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open({ targetGroup: { ...targetGroup, deregistrationDelaySeconds: 0.1 } });
    const balancer = balancerOf(fleet);
    const arrived = Promise.withResolvers<void>();
    await using _a = await startApplication(urlOf(fleet, 0), () => arrived.resolve());
    await balancer.register('i-a', soon());
    const answer = fetch(balancer.url);
    await arrived.promise;
    await balancer.deregister('i-a', soon());
    expect((await answer).status).toBe(502);
  });

  test('answers 503 without a registered target, and fails open when none is healthy', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open({ targetGroup: { ...targetGroup, healthCheckPath: '/never' } });
    const balancer = balancerOf(fleet);
    expect((await fetch(balancer.url)).status).toBe(503);
    await using _a = await startApplication(urlOf(fleet, 0), (incoming, response) => {
      response.statusCode = incoming.url === '/never' ? 500 : 200;
      response.end('open');
    });
    const giveUp = new AbortController();
    const registration = balancer.register('i-a', giveUp.signal);
    await expect.poll(async () => (await balancer.health())['i-a']).toBe('unhealthy');
    expect(await (await fetch(balancer.url)).text()).toBe('open');
    giveUp.abort(new Error('enough'));
    await expect(registration).rejects.toThrow('enough');
  });

  test('tries another target when one refuses the connection', async () => {
    await using rig = makeFleet('process', { instances: instances('a', 'b') });
    const fleet = await rig.open({ targetGroup: { ...targetGroup, healthCheckIntervalSeconds: 60 } });
    const balancer = balancerOf(fleet);
    await using a = await startApplication(urlOf(fleet, 0), (_, response) => void response.end('a'));
    await using _b = await startApplication(
      urlOf(fleet, 1),
      (incoming, response) => void incoming.pipe(response),
    );
    await balancer.register('i-a', soon());
    await balancer.register('i-b', soon());
    await a.kill();
    for (let n = 0; n < 4; n += 1) {
      const response = await fetch(balancer.url, { method: 'POST', body: 'whole' });
      expect([response.status, await response.text()]).toEqual([200, 'whole']);
    }
  });

  test('sends an unhealthy target nothing as long as another is healthy', async () => {
    await using rig = makeFleet('process', { instances: instances('a', 'b') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    await using a = await startApplication(urlOf(fleet, 0), (_, response) => void response.end('a'));
    await using _b = await startApplication(urlOf(fleet, 1), (_, response) => void response.end('b'));
    await balancer.register('i-a', soon());
    await balancer.register('i-b', soon());
    await a.kill();
    await expect.poll(async () => (await balancer.health())['i-a']).toBe('unhealthy');
    await using _again = await startApplication(urlOf(fleet, 0), (_, response) => void response.end('a'));
    await expect.poll(async () => (await balancer.health())['i-a']).toBe('healthy');
  });
});

describe('a forwarded request', () => {
  test('keeps Host and large headers, adds where it came from, and loses hop-by-hop headers', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    await using _a = await startApplication(urlOf(fleet, 0), (incoming, response) => {
      response.setHeader('Set-Cookie', ['one=1', 'two=2']);
      response.end(JSON.stringify(incoming.headers));
    });
    await balancer.register('i-a', soon());
    const { port } = new URL(balancer.url);
    const large = 'x'.repeat(30_000);
    const headers = {
      Host: 'shop.example',
      'X-Large': large,
      'X-Drop': '1',
      Connection: 'keep-alive, x-drop',
    };
    const sent = request({
      port,
      host: '127.0.0.1',
      headers: { ...headers, 'X-Forwarded-For': '203.0.113.7' },
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const received = JSON.parse(await text(response)) as Record<string, string>;
    expect(received).toMatchObject({
      host: 'shop.example',
      'x-large': large,
      'x-forwarded-for': '203.0.113.7, 127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-port': port,
    });
    expect(received['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    expect(received['x-drop']).toBeUndefined();
    expect(response.headers['set-cookie']).toEqual(['one=1', 'two=2']);
  });

  test('streams both ways: the first bytes arrive before the last are sent', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    await using _a = await startApplication(
      urlOf(fleet, 0),
      (incoming, response) => void incoming.pipe(response),
    );
    await balancer.register('i-a', soon());
    const sent = request(balancer.url, { method: 'POST' });
    sent.write('first');
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    expect(await once(response, 'data')).toEqual(['first']);
    sent.end('last');
    expect(await text(response)).toBe('last');
  });

  test('gets 100 Continue when it expects that', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    await using _a = await startApplication(
      urlOf(fleet, 0),
      (incoming, response) => void incoming.pipe(response),
    );
    await balancer.register('i-a', soon());
    const sent = request(balancer.url, {
      method: 'PUT',
      headers: { Expect: '100-continue', 'Content-Length': 4 },
    });
    sent.flushHeaders();
    await once(sent, 'continue');
    sent.end('body');
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(await text(response)).toBe('body');
  });

  test.each(['HTTP/1.1 000 Nothing', 'HTTP/1.1 200 O\u0001K'])(
    'gets 502 for a head that HTTP does not have (%j), and the next one is answered',
    async (head) => {
      await using rig = makeFleet('process', { instances: instances('a') });
      const fleet = await rig.open();
      const balancer = balancerOf(fleet);
      await using _a = await startApplication(urlOf(fleet, 0), ({ url, socket }, response) => {
        if (url === '/wrong') socket.end(`${head}\r\nContent-Length: 0\r\n\r\n`);
        else response.end('right');
      });
      await balancer.register('i-a', soon());
      expect((await fetch(`${balancer.url}/wrong`)).status).toBe(502);
      expect(await (await fetch(balancer.url)).text()).toBe('right');
    },
  );

  test('ends at the target when the client gives up, and breaks off at the client when the target does', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    const gone = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    await using _a = await startApplication(urlOf(fleet, 0), (incoming, response) => {
      if (incoming.url === '/half') {
        response.writeHead(200, { 'Content-Length': 10 }).write('half', () => response.destroy());
        return;
      }
      arrived.resolve();
      response.on('close', () => gone.resolve());
    });
    await balancer.register('i-a', soon());
    const sent = request(balancer.url).on('error', () => undefined);
    sent.end();
    await arrived.promise;
    sent.destroy();
    await gone.promise;
    const half = await fetch(`${balancer.url}/half`);
    await expect(half.text()).rejects.toThrow('terminated');
  });

  test('becomes a WebSocket when the application agrees, and an ordinary answer when not', async () => {
    await using rig = makeFleet('process', { instances: instances('a') });
    const fleet = await rig.open();
    const balancer = balancerOf(fleet);
    await using a = await startApplication(urlOf(fleet, 0), (_, response) => void response.end('plain'));
    a.server.on('upgrade', (incoming, socket) => {
      if (incoming.url === '/no') {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno');
        return;
      }
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
      socket.pipe(socket);
    });
    await balancer.register('i-a', soon());
    expect(await handshake(balancer.url, '/yes', 'ping')).toMatch(/^HTTP\/1.1 101 [^]*\r\n\r\nping$/);
    expect(await handshake(balancer.url, '/no', '')).toMatch(/^HTTP\/1.1 403 [^]*\r\n\r\nno$/);
  });
});

/** Everything that comes back for a handshake, with `sent` sent after it. */
async function handshake(url: string, path: string, sent: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
  let received = '';
  for await (const piece of socket) {
    if (received === '' && String(piece).includes(' 101 ')) socket.end(sent);
    received += String(piece);
  }
  return received;
}
