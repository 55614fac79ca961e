// Targets whose disk is full go on with what they have, and change when there is room again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemBehind } from '../../src/lib/system-problem.ts';
import { plainBucket } from '../rig/open-target.ts';
import { agentPaths } from '../../src/targets/agent/agent-paths.ts';
import { openScriptLog } from '../../src/targets/agent/script-log.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { openSite } from '../../src/targets/site/open-site.ts';
import { startApplication } from '../rig/application.ts';
import { instances, makeFleet } from '../rig/fleet.ts';
import { cannotMount, mountSmallDisk } from '../rig/small-disk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const soon = (): AbortSignal => AbortSignal.timeout(240_000);

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return await work.then(
    () => 'it succeeded',
    (error: unknown) => problemBehind(error)?.code ?? String(error),
  );
}

test.skipIf(cannotMount)(
  'the log of an agent leaves out what has no room, and the deployment still gets each line',
  async () => {
    await using folder = await makeFolder();
    using disk = mountSmallDisk(join(folder.path, 'root'), 2);
    const paths = agentPaths(join(folder.path, 'root'), { deploymentGroupId: 'g', deploymentId: 'd-1' });
    const lines: string[] = [];
    using log = openScriptLog(paths, 'd-1', { onLine: (line) => lines.push(line) });
    const printed = (from: string) =>
      Array.from({ length: 200 }, (_, index) => `${from} ${index} ${'x'.repeat(80)}`);
    log.line('before');
    disk.fill();
    for (const line of printed('full')) log.line(line);
    disk.clear();
    log.line('after');
    expect(lines).toEqual(['before', ...printed('full'), 'after']);
    expect(log.tail()).toContain('full 199');
    for (const file of [paths.scriptsLog, paths.deploymentsLog]) {
      const written = readFileSync(file, 'utf8');
      expect(written).toContain('before\n');
      expect(written).toMatch(/after\n$/);
      expect(written).not.toContain('full 199');
    }
  },
);

test.skipIf(cannotMount)(
  'a balancer answers on a full disk, refuses a change that it cannot keep, and takes it when there is room',
  async () => {
    await using rig = makeFleet('process', { instances: instances('a', 'b') });
    using disk = mountSmallDisk(rig.targetsFolder, 4);
    const ids = ['i-a', 'i-b'] as const;
    {
      const fleet = await rig.open();
      const { balancer } = fleet;
      if (balancer === undefined) throw new Error('the fleet has no balancer');
      await using applications = new AsyncDisposableStack();
      for (const { url = '', instance } of fleet.hosts)
        applications.use(
          await startApplication(url, (_, response) => void response.end(instance.instanceId)),
        );
      await balancer.register(ids[0], soon());
      const answered = async () => {
        const texts = await Promise.all(
          Array.from({ length: 20 }, async () => (await fetch(balancer.url)).text()),
        );
        return [...new Set(texts)].toSorted();
      };
      disk.fill();
      expect(await failureOf(balancer.register(ids[1], soon()))).toBe('DiskFull');
      expect(await failureOf(balancer.deregister(ids[0], soon()))).toBe('DiskFull');
      expect(await failureOf(balancer.split({ instanceIds: [ids[0]], percent: 50 }))).toBe('DiskFull');
      expect(await answered()).toEqual([ids[0]]);
      disk.clear();
      await balancer.register(ids[1], soon());
      await expect.poll(answered).toEqual(ids);
      await balancer.deregister(ids[0], soon());
      expect(await answered()).toEqual([ids[1]]);
    }
    await closeTargets(rig.targetsFolder);
  },
);

test.skipIf(cannotMount)(
  'a site answers on a full disk with what it had, refuses what has no room, and takes it later',
  async () => {
    await using folder = await makeFolder();
    const targetsFolder = join(folder.path, 'targets');
    using disk = mountSmallDisk(targetsFolder, 4);
    await using _closed = { [Symbol.asyncDispose]: async () => void (await closeTargets(targetsFolder)) };
    const site = await openSite({
      targetsFolder,
      bucket: { ...plainBucket('shop'), website: { indexSuffix: 'index.html' } },
      distributions: [],
      ports: {},
      signal: soon(),
    });
    const upload = async (id: string, size: number): Promise<unknown> => {
      const objects = join(folder.path, id);
      mkdirSync(objects);
      writeFileSync(join(objects, 'index.html'), `${id} ${'x'.repeat(size)}`);
      return await failureOf(site.put({ id, at: Date.now(), folder: objects, prefix: '' }));
    };
    const page = async (): Promise<string> =>
      (await (await fetch(`http://127.0.0.1:${site.description.port}/index.html`)).text()).split(' ')[0] ??
      '';
    expect(await upload('one', 10)).toBe('it succeeded');
    expect(await page()).toBe('one');
    disk.fill();
    expect(await upload('large', 100_000)).toBe('DiskFull');
    expect(await page()).toBe('one');
    disk.clear();
    expect(await upload('two', 100_000)).toBe('it succeeded');
    expect(await page()).toBe('two');
  },
);
