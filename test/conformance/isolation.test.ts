// What every isolation promises, on each that this machine can do.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Host } from '../../src/targets/host/host.ts';
import type { OpenFleet } from '../../src/targets/fleet/fleet-contract.ts';
import { deployToHost, webApplication } from '../rig/fleet-application.ts';
import { holderPid, instances, makeFleet, processesNaming, targetGroup } from '../rig/fleet.ts';
import { possibleIsolations } from '../rig/isolations.ts';

const soon = (): AbortSignal => AbortSignal.timeout(240_000);
const two = instances('a', 'b');
const group = { ...targetGroup, healthCheckPath: '/' };

async function answers(url: string | undefined): Promise<string> {
  return await (await fetch(url ?? 'http://127.0.0.1:0')).text();
}

function hostsOf(fleet: OpenFleet): readonly [Host, Host] {
  const [a, b] = fleet.hosts;
  if (a === undefined || b === undefined) throw new Error('two hosts are needed');
  return [a, b];
}

function expectNoMount(folder: string): void {
  expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(folder);
}

async function deployBoth(fleet: OpenFleet): Promise<void> {
  const results = await Promise.all(
    fleet.hosts.map((host) => deployToHost(host, 'd-1', webApplication(`of ${host.instance.instanceId}`))),
  );
  for (const { result } of results) expect(result).toMatchObject({ status: 'Succeeded' });
  for (const { instance } of fleet.hosts) await fleet.balancer?.register(instance.instanceId, soon());
}

describe.each(await possibleIsolations())('a fleet with the isolation %s', (isolation) => {
  test('runs the same application on every host at once, each with its own files and the same addresses', async () => {
    await using rig = makeFleet(isolation, { instances: two, targetGroup: group });
    const fleet = await rig.open();
    await deployBoth(fleet);
    const [a, b] = hostsOf(fleet);
    expect([await answers(a.url), await answers(b.url)]).toEqual(['of i-a', 'of i-b']);
    const balanced = await Promise.all([answers(fleet.balancer?.url), answers(fleet.balancer?.url)]);
    expect(balanced.sort()).toEqual(['of i-a', 'of i-b']);
    expect((await deployToHost(a, 'd-2', webApplication('second'))).result.status).toBe('Succeeded');
    await expect.poll(async () => await answers(a.url).catch(() => '')).toBe('second');
    expect(await answers(b.url)).toBe('of i-b');
  });

  test('leaves the real file system as it was', async () => {
    await using rig = makeFleet(isolation, { instances: two, targetGroup: group });
    const mark = `slipway-${process.pid}`;
    const fleet = await rig.open();
    const files = webApplication('here', {
      'start.sh': { text: `#!/bin/sh\ntouch "$SLIPWAY_HOST_ROOT/home/ec2-user/${mark}"\n`, mode: 0o755 },
    });
    const before = existsSync('/home/ec2-user');
    for (const host of fleet.hosts) await deployToHost(host, 'd-1', files);
    expect(existsSync('/home/ec2-user')).toBe(before);
    expect(existsSync(`/home/ec2-user/${mark}`)).toBe(false);
    if (process.platform === 'linux') expectNoMount(rig.targetsFolder);
  });

  test('goes on when it is opened again, and keeps its addresses', async () => {
    await using rig = makeFleet(isolation, { instances: two, targetGroup: group });
    const first = await rig.open();
    await deployBoth(first);
    const pids = [holderPid(rig.targetsFolder, 'i-a'), holderPid(rig.targetsFolder, 'balancer')];
    const second = await rig.open();
    expect([holderPid(rig.targetsFolder, 'i-a'), holderPid(rig.targetsFolder, 'balancer')]).toEqual(pids);
    expect(second.hosts.map(({ url }) => url)).toEqual(first.hosts.map(({ url }) => url));
    expect(second.balancer?.url).toBe(first.balancer?.url);
    expect(await second.balancer?.health()).toEqual({ 'i-a': 'healthy', 'i-b': 'healthy' });
  });

  test('ends a lifecycle event whose caller is gone, with its processes, and takes the next', async () => {
    await using rig = makeFleet(isolation, { instances: two, targetGroup: group });
    const [host] = hostsOf(await rig.open());
    const lasting = `98765.${process.pid}${isolation.length}`;
    const hanging = webApplication('1', {
      'start.sh': { text: `#!/bin/sh\nsleep ${lasting} &\necho waiting\nwait\n`, mode: 0o755 },
    });
    const caller = new AbortController();
    const started = Promise.withResolvers<void>();
    const deployment = deployToHost(host, 'd-1', hanging, {
      signal: caller.signal,
      onLine: (line) => {
        if (line.includes('waiting')) started.resolve();
      },
    });
    await started.promise;
    await expect.poll(() => processesNaming(lasting)).toHaveLength(1);
    caller.abort(new Error('killed'));
    await expect(deployment).rejects.toThrow('killed');
    await expect.poll(() => processesNaming(lasting)).toEqual([]);
    expect((await deployToHost(host, 'd-2', webApplication('2'))).result).toMatchObject({
      status: 'Succeeded',
    });
    await expect.poll(async () => await answers(host.url).catch(() => '')).toBe('2');
  });

  test('reports that an application does not answer, instead of waiting without an end', async () => {
    await using rig = makeFleet(isolation, { instances: two, targetGroup: group });
    const fleet = await rig.open();
    const giveUp = new AbortController();
    const registration = fleet.balancer?.register('i-a', giveUp.signal);
    await expect.poll(async () => (await fleet.balancer?.health())?.['i-a']).toBe('unhealthy');
    giveUp.abort(new Error('no longer'));
    await expect(registration).rejects.toThrow('no longer');
    expect((await fetch(fleet.balancer?.url ?? '')).status).toBe(502);
  });
});
