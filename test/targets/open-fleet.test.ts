import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { isRunning, identityOf } from '../../src/targets/daemon/process-identity.ts';
import { observeTargets } from '../../src/targets/observe-targets.ts';
import { removeTree } from '../../src/lib/remove-tree.ts';
import { startApplication } from '../rig/application.ts';
import {
  holderPid,
  instances,
  makeFleet,
  processesNaming,
  targetGroup,
  type TestFleet,
} from '../rig/fleet.ts';

const soon = (): AbortSignal => AbortSignal.timeout(240_000);
let rig: TestFleet;

beforeEach(() => {
  rig = makeFleet('process', { instances: instances('a', 'b') });
});
afterEach(async () => {
  await rig[Symbol.asyncDispose]();
});

async function endsByItself(pid: number): Promise<void> {
  await expect.poll(() => identityOf(pid)).toBeUndefined();
}

describe('opening a fleet', () => {
  // shows: S4-109
  test('starts a killed agent again', async () => {
    await rig.open();
    const before = holderPid(rig.targetsFolder, 'i-a');
    process.kill(before, 'SIGKILL');
    await endsByItself(before);
    await rig.open();
    expect(isRunning(identityOf(holderPid(rig.targetsFolder, 'i-a')))).toBe(true);
  });

  test('starts a killed balancer again, with its port and its registered targets', async () => {
    const first = await rig.open();
    await using _a = await startApplication(
      first.hosts[0]?.url ?? '',
      (_, response) => void response.end('a'),
    );
    await first.balancer?.register('i-a', soon());
    process.kill(holderPid(rig.targetsFolder, 'balancer'), 'SIGKILL');
    await endsByItself(holderPid(rig.targetsFolder, 'balancer'));
    const second = await rig.open();
    expect(second.balancer?.url).toBe(first.balancer?.url);
    await expect
      .poll(async () => await second.balancer?.health())
      .toEqual({ 'i-a': 'healthy', 'i-b': 'unused' });
    expect(await (await fetch(second.balancer?.url ?? '')).text()).toBe('a');
  });

  test('brings a balancer back that dies while a deployment uses it', async () => {
    const fleet = await rig.open();
    await using _a = await startApplication(
      fleet.hosts[0]?.url ?? '',
      (_, response) => void response.end('a'),
    );
    process.kill(holderPid(rig.targetsFolder, 'balancer'), 'SIGKILL');
    await endsByItself(holderPid(rig.targetsFolder, 'balancer'));
    await fleet.balancer?.register('i-a', soon());
    expect(await (await fetch(fleet.balancer?.url ?? '')).text()).toBe('a');
  });

  test('takes up what an opener left that was killed at any moment', async () => {
    const opener = new URL('../rig/open-fleet-and-wait.ts', import.meta.url).pathname;
    for (const afterMs of [0, 20, 40, 60, 80, 120]) {
      const child = spawn(process.execPath, [opener, rig.targetsFolder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      await once(child.stdout, 'data');
      setTimeout(() => child.kill('SIGKILL'), afterMs);
      await once(child, 'exit');
      const fleet = await rig.open();
      await expect(fleet.balancer?.health()).resolves.toEqual({ 'i-a': 'unused', 'i-b': 'unused' });
      await closeTargets(rig.targetsFolder);
      await expect.poll(() => processesNaming(rig.targetsFolder)).toEqual([]);
    }
  });

  // shows: S4-100
  test('applies a changed fleet: hosts added and removed, another port for the load balancer', async () => {
    const first = await rig.open();
    const removed = holderPid(rig.targetsFolder, 'i-b');
    const listenerPort = Number(new URL(first.balancer?.url ?? '').port) === 29_999 ? 29_998 : 29_999;
    const second = await rig.open({
      instances: instances('a', 'c'),
      targetGroup: { ...targetGroup, listenerPort },
    });
    expect(second.hosts.map(({ instance }) => instance.instanceId)).toEqual(['i-a', 'i-c']);
    expect(second.hosts[0]?.url).toBe(first.hosts[0]?.url);
    expect(second.balancer?.url).toBe(`http://127.0.0.1:${listenerPort}`);
    await expect(fetch(first.balancer?.url ?? '')).rejects.toThrow('fetch failed');
    expect(identityOf(removed)).toBeUndefined();
    expect(existsSync(join(rig.targetsFolder, 'Fleet', 'i-b'))).toBe(false);
  });

  test('refuses a load balancer port that another program uses', async () => {
    const stranger = createServer().listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = stranger.address();
    const listenerPort = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await expect(rig.open({ targetGroup: { ...targetGroup, listenerPort } })).rejects.toMatchObject({
      problems: [
        { code: 'PortTaken', whose: 'machine', message: expect.stringContaining(String(listenerPort)) },
      ],
    });
    stranger.close();
  });
});

describe('closing targets', () => {
  test('leaves no process and no port, and says how many hosts and balancers it ended', async () => {
    const fleet = await rig.open();
    expect(processesNaming(rig.targetsFolder)).toHaveLength(3);
    expect(await closeTargets(rig.targetsFolder)).toEqual({ ended: 3 });
    expect(processesNaming(rig.targetsFolder)).toEqual([]);
    await expect(fetch(fleet.balancer?.url ?? '')).rejects.toThrow('fetch failed');
    expect(await closeTargets(rig.targetsFolder)).toEqual({ ended: 0 });
  });

  test('is not needed when the whole folder is removed: everything ends by itself', async () => {
    await rig.open();
    await removeTree(rig.targetsFolder);
    await expect.poll(() => processesNaming(rig.targetsFolder)).toEqual([]);
  });
});

test('the endpoints of a fleet are listed with their health, also when it does not run', async () => {
  const fleet = await rig.open();
  await using _a = await startApplication(fleet.hosts[0]?.url ?? '', (_, response) => void response.end('a'));
  await fleet.balancer?.register('i-a', soon());
  await fetch(fleet.balancer?.url ?? '');
  const [listed] = (await observeTargets(rig.targetsFolder)).map(({ view }) => view);
  expect(listed).toMatchObject({
    kind: 'fleet',
    name: 'Fleet',
    isolation: 'process',
    url: fleet.balancer?.url,
    hosts: [
      {
        instanceId: 'i-a',
        url: fleet.hosts[0]?.url,
        isRunning: true,
        health: 'healthy',
        counters: { requests: 1, status2xx: 1 },
      },
      { instanceId: 'i-b', url: fleet.hosts[1]?.url, isRunning: true, health: 'unused' },
    ],
  });
  await closeTargets(rig.targetsFolder);
  const [closed] = (await observeTargets(rig.targetsFolder)).map(({ view }) => view);
  expect(closed).toEqual({
    kind: 'fleet',
    name: 'Fleet',
    isolation: 'process',
    hosts: [
      { instanceId: 'i-a', url: fleet.hosts[0]?.url, isRunning: false },
      { instanceId: 'i-b', url: fleet.hosts[1]?.url, isRunning: false },
    ],
  });
});
