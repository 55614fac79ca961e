// What every isolation promises, on each that this machine can do.
import { existsSync, mkdtempSync, readFileSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Host, OpenFleet } from '../../src/targets/fleet-contract.ts';
import { removeTree } from '../../src/targets/host/remove-tree.ts';
import { missingForNamespace } from '../../src/targets/isolation/choose-isolation.ts';
import { deployToHost, webApplication } from '../rig/fleet-application.ts';
import { holderPid, instances, makeFleet, targetGroup } from '../rig/fleet.ts';

const soon = (): AbortSignal => AbortSignal.timeout(20_000);
const two = instances('a', 'b');
const group = { ...targetGroup, healthCheckPath: '/' };

async function canNamespace(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-probe-'));
  try {
    return (await missingForNamespace(folder)) === undefined;
  } finally {
    await removeTree(folder);
  }
}

const isolations = (await canNamespace()) ? (['process', 'namespace'] as const) : (['process'] as const);

async function answers(url: string | undefined): Promise<string> {
  return await (await fetch(url ?? 'http://127.0.0.1:0')).text();
}

function hostsOf(fleet: OpenFleet): readonly [Host, Host] {
  const [a, b] = fleet.hosts;
  if (a === undefined || b === undefined) throw new Error('two hosts are needed');
  return [a, b];
}

async function deployBoth(fleet: OpenFleet): Promise<void> {
  const results = await Promise.all(
    fleet.hosts.map((host) => deployToHost(host, 'd-1', webApplication(`of ${host.instance.instanceId}`))),
  );
  for (const { result, lines } of results) expect(result.status, lines.join('\n')).toBe('Succeeded');
  await Promise.all(fleet.hosts.map((host) => fleet.balancer?.register(host.instance.instanceId, soon())));
}

describe.each(isolations)('a fleet with the isolation %s', (isolation) => {
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
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(rig.targetsFolder);
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

  test('ends a lifecycle event whose caller is gone, with its processes, and runs it again for the next', async () => {
    await using rig = makeFleet(isolation, { instances: two, targetGroup: group });
    const [host] = hostsOf(await rig.open());
    const hanging = webApplication('1', {
      'start.sh': { text: `#!/bin/sh\necho hook $$\nreadlink /proc/self/ns/pid\nsleep 1000\n`, mode: 0o755 },
    });
    const caller = new AbortController();
    const lines: string[] = [];
    const started = Promise.withResolvers<void>();
    const deployment = deployToHost(host, 'd-1', hanging, {
      signal: caller.signal,
      onLine: (line) => {
        lines.push(line);
        if (line.includes('pid:[')) started.resolve();
      },
    });
    await started.promise;
    caller.abort(new Error('killed'));
    await expect(deployment).rejects.toThrow('killed');
    const again = await deployToHost(host, 'd-2', webApplication('2'));
    expect(again.result.status, JSON.stringify(again)).toBe('Succeeded');
    await expect.poll(async () => await answers(host.url).catch(() => '')).toBe('2');
    if (isolation === 'namespace') expect(lines.join('\n')).not.toContain(readlinkSync('/proc/self/ns/pid'));
    else {
      const pid = /hook (\d+)/.exec(lines.join('\n'))?.[1];
      await expect.poll(() => existsSync(`/proc/${pid}`)).toBe(false);
    }
  });

  test('tells that an application does not answer, instead of waiting without an end', async () => {
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
