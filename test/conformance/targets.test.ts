// What every kind of deployed thing promises (src/targets/target-kind.ts), on each kind that kinds.ts lists.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { arnOf, resourceTypes, type NamedResource } from '../../src/account/resource-types.ts';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { isRunning } from '../../src/targets/daemon/process-identity.ts';
import { targetKey, type TargetKey } from '../../src/targets/deployers.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { targetKinds } from '../../src/targets/kinds.ts';
import { listResources } from '../../src/targets/list-resources.ts';
import { observeTargets } from '../../src/targets/observe-targets.ts';
import { reviveTargets } from '../../src/targets/revive-targets.ts';
import { siteKind } from '../../src/targets/site/kind.ts';
import {
  isSupported,
  type Observation,
  type RevivedTarget,
  type TargetKind,
  type TargetResource,
} from '../../src/targets/target-kind.ts';
import { plainBucket } from '../rig/open-target.ts';
import { openedKinds, openTarget, whyNotOpened } from '../rig/open-target.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const members = ['open', 'observe', 'close', 'revive', 'metrics', 'resources'] as const;
const place = { partition: 'aws', region: 'eu-central-1', account: '111122223333' };
const signal = new AbortController().signal;

async function makeTargets(): Promise<string> {
  const folder = await makeFolder();
  onTestFinished(async () => {
    await closeTargets(folder.path);
    await folder[Symbol.asyncDispose]();
  });
  return folder.path;
}

async function observe(targetsFolder: string, kind: TargetKind): Promise<readonly Observation[]> {
  return await observeTargets(targetsFolder, [kind]);
}

async function revive(
  targetsFolder: string,
  kind: TargetKind,
): Promise<{ readonly revived: readonly RevivedTarget[]; readonly dead: readonly RevivedTarget[] }> {
  const dead: RevivedTarget[] = [];
  const onDead = (target: RevivedTarget): void => void dead.push(target);
  const { revived, failures } = await reviveTargets({ targetsFolder, signal, onDead }, [kind]);
  expect(failures).toEqual([]);
  return { revived, dead };
}

/** The records of all processes that there are or were. */
function processRecords(targetsFolder: string): readonly string[] {
  return globSync('**/process.json', { cwd: targetsFolder }).map((file) => join(targetsFolder, file));
}

function runningProcesses(records: readonly string[]): readonly number[] {
  return records.flatMap((record) => {
    const holder = holderOf(record);
    return isRunning(holder) ? [holder.pid] : [];
  });
}

/** As when the machine is switched off. */
async function killAll(targetsFolder: string): Promise<void> {
  const records = processRecords(targetsFolder);
  for (const pid of runningProcesses(records)) process.kill(pid, 'SIGKILL');
  await expect.poll(() => runningProcesses(records)).toEqual([]);
}

/** Where it answers, whatever the kind calls that. */
function addressesOf(observed: readonly Observation[]): readonly unknown[] {
  return observed.map(({ view }) => ('address' in view ? view.address : view.url));
}

/** The record of the target that is not the neighbour. */
function recordFileOf(targetsFolder: string): string {
  const files = globSync('{*,@*/*}/{fleet,service,site,cluster}.json', { cwd: targetsFolder });
  const shared = globSync('@*/{registry,endpoint}.json', { cwd: targetsFolder });
  const file = [...files, ...shared].find((each) => !each.includes('neighbour')) ?? 'no record';
  return join(targetsFolder, file);
}

/** A service that runs a task has more that can be damaged. */
function withTask(record: object): object {
  if (!('deployments' in record)) return record;
  const revision = {
    family: 'web',
    revision: 1,
    containers: [],
    volumes: [],
    notExecuted: [],
    imageIds: {},
  };
  return {
    ...record,
    deployments: [{ id: 'one', revision, containerPort: 80, rolloutState: 'COMPLETED', createdAt: 0 }],
    tasks: [{ taskId: 't', deploymentId: 'one', desiredStatus: 'RUNNING', createdAt: 0, wasHealthy: true }],
  };
}

/** The value with each of its parts replaced in turn by each of these, and left out. */
function damages(value: unknown): readonly unknown[] {
  const others: readonly unknown[] = [null, 7, 'x', {}, [null], undefined];
  if (Array.isArray(value))
    return value.flatMap((_, index) =>
      [...others, ...damages(value[index])].map((other) => value.with(index, other)),
    );
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    [...others, ...damages(part)].map((other) => ({ ...value, [key]: other })),
  );
}

/** The ARN that the account gives a resource of that type and name; undefined for types that it does not have. */
function accountArn(type: string, name: string, values: TargetResource['values']): string | undefined {
  const named = { name, version: 1, values: { ...values, applicationName: values['ApplicationName'] } };
  return type in resourceTypes ? arnOf({ ...named, type } as unknown as NamedResource, place) : undefined;
}

describe.each(targetKinds.map((kind) => ({ name: kind.kind, kind })))(
  'a target of the kind $name',
  ({ kind }) => {
    const reason = whyNotOpened(kind);
    if (reason !== undefined) console.warn(`A ${kind.kind} is not opened: ${reason}`);

    test('has a target here that these tests open, or says why it cannot be opened', () => {
      expect(openedKinds).toContain(kind.kind);
    });

    test('does each of these, or says why it does not', () => {
      const reasons = members.flatMap((member) => {
        const value = kind[member];
        return 'notSupported' in value ? [value.notSupported] : [];
      });
      expect(reasons.filter((text) => !/\w+ \w+/.test(text))).toEqual([]);
    });

    test.each(['an empty folder', 'a folder that does not exist'])('is not found in %s', async (what) => {
      const folder = await makeTargets();
      const targetsFolder = what === 'an empty folder' ? folder : join(folder, 'targets');
      expect(await observe(targetsFolder, kind)).toEqual([]);
      expect(await revive(targetsFolder, kind)).toEqual({ revived: [], dead: [] });
      expect(await listResources(targetsFolder, place, [kind])).toEqual([]);
      expect(await closeTargets(targetsFolder, { kinds: [kind] })).toEqual({ ended: 0 });
    });

    test.skipIf(reason !== undefined)(
      'is observed, dies, is revived at its address, and is closed once',
      async () => {
        const targetsFolder = await makeTargets();
        await openTarget(kind, targetsFolder);
        const opened = await observe(targetsFolder, kind);
        expect(opened).toHaveLength(1);
        const [address] = addressesOf(opened);
        expect(address).toMatch(/127\.0\.0\.1:\d+$/);
        const { running } = opened[0]?.summary ?? {};
        expect(running?.running).toBe(running?.all);
        expect(await revive(targetsFolder, kind)).toEqual({ revived: [], dead: [] });

        await killAll(targetsFolder);
        expect(addressesOf(await observe(targetsFolder, kind))).toEqual([undefined]);

        const { revived, dead } = await revive(targetsFolder, kind);
        const named = { kind: kind.kind, name: opened[0]?.view.name };
        expect(dead).toMatchObject([named]);
        expect(revived).toMatchObject([named]);
        expect(addressesOf(await observe(targetsFolder, kind))).toEqual([address]);
        expect(await revive(targetsFolder, kind)).toEqual({ revived: [], dead: [] });

        const records = processRecords(targetsFolder);
        expect(runningProcesses(records)).not.toEqual([]);
        expect(await closeTargets(targetsFolder, { kinds: [kind], isMeant: () => false })).toEqual({
          ended: 0,
        });
        const target = targetKey(opened[0]?.view ?? { kind: '', name: '' });
        const isMeant = (each: TargetKey): boolean => each.kind === target.kind && each.name === target.name;
        const { ended } = await closeTargets(targetsFolder, { kinds: [kind], isMeant });
        expect(ended).toBe(records.length);
        expect(processRecords(targetsFolder)).toEqual([]);
        const closed = await observe(targetsFolder, kind);
        expect(addressesOf(closed)).toEqual([undefined]);
        expect(closed[0]?.view.name).toBe(named.name);
        expect(await revive(targetsFolder, kind)).toEqual({ revived: [], dead: [] });
        expect(await closeTargets(targetsFolder, { kinds: [kind] })).toEqual({ ended: 0 });
      },
    );

    test.skipIf(reason !== undefined)(
      'is one target, with the same processes, when it is opened again and by two at once',
      async () => {
        const targetsFolder = await makeTargets();
        await Promise.all([openTarget(kind, targetsFolder), openTarget(kind, targetsFolder)]);
        const pids = runningProcesses(processRecords(targetsFolder));
        await openTarget(kind, targetsFolder);
        expect(runningProcesses(processRecords(targetsFolder))).toEqual(pids);
        expect(await observe(targetsFolder, kind)).toHaveLength(1);
      },
    );

    test.skipIf(reason !== undefined)(
      'comes back place it was when it is opened after it was closed',
      async () => {
        const targetsFolder = await makeTargets();
        await openTarget(kind, targetsFolder);
        const addresses = addressesOf(await observe(targetsFolder, kind));
        await closeTargets(targetsFolder, { kinds: [kind] });
        await openTarget(kind, targetsFolder);
        expect(addressesOf(await observe(targetsFolder, kind))).toEqual(addresses);
      },
    );

    test.skipIf(reason !== undefined)(
      'whose record is damaged is shown as that, hides no other target, and is ended all the same',
      async () => {
        const targetsFolder = await makeTargets();
        await siteKind.open({
          targetsFolder,
          bucket: plainBucket('neighbour'),
          distributions: [],
          ports: {},
          signal,
        });
        const neighbour = (await observeTargets(targetsFolder)).map(({ view }) => view);
        await closeTargets(targetsFolder, { kinds: [siteKind] });
        await openTarget(kind, targetsFolder);
        const opened = (await observe(targetsFolder, kind)).find(({ view }) => view.name !== 'neighbour');
        const file = recordFileOf(targetsFolder);
        const written = readFileSync(file, 'utf8');
        for (const damage of [written.slice(0, written.length / 2), '', '{}', '[]', 'null', '{"name":1}']) {
          writeFileSync(file, damage);
          const observed = (await observeTargets(targetsFolder)).map(({ view }) => view);
          expect(observed).toContainEqual({
            kind: kind.kind,
            name: opened?.view.name,
            damaged: file,
          });
          expect(observed.map(({ name }) => name)).toContain(neighbour[0]?.name);
          expect(await revive(targetsFolder, kind)).toEqual({ revived: [], dead: [] });
          await listResources(targetsFolder, place, [kind]);
        }
        const records = processRecords(targetsFolder).filter((record) => record.startsWith(dirname(file)));
        expect(runningProcesses(records)).toHaveLength(records.length);
        expect(await closeTargets(targetsFolder, { kinds: [kind] })).toEqual({ ended: records.length });
        expect(processRecords(targetsFolder)).toEqual([]);
      },
    );

    test.skipIf(reason !== undefined)(
      'is observed and listed without a failure, whatever part of its record is damaged',
      async () => {
        const targetsFolder = await makeTargets();
        await openTarget(kind, targetsFolder);
        const file = recordFileOf(targetsFolder);
        const written = withTask(JSON.parse(readFileSync(file, 'utf8')) as object);
        const failures: string[] = [];
        for (const damaged of damages(written)) {
          writeFileSync(file, JSON.stringify(damaged));
          try {
            expect(await observe(targetsFolder, kind)).toHaveLength(1);
            await listResources(targetsFolder, place, [kind]);
          } catch (error) {
            failures.push(`${String(error)}: ${JSON.stringify(damaged)}`);
          }
        }
        expect(failures).toEqual([]);
        writeFileSync(file, JSON.stringify(written));
      },
    );

    test.skipIf(reason !== undefined)(
      'is resources of the account and Region, each with an ARN',
      async () => {
        const targetsFolder = await makeTargets();
        await openTarget(kind, targetsFolder);
        const resources = await listResources(targetsFolder, place, [kind]);
        for (const { type, name, arn, values } of resources) {
          expect(type).toMatch(/^AWS::\w+::\w+$/);
          expect(arn).toMatch(/^arn:aws:[a-z0-9-]+:(eu-central-1)?:(111122223333)?:\S+$/);
          expect([undefined, arn]).toContain(accountArn(type, name, values));
        }
        expect(new Set(resources.map(({ arn }) => arn)).size).toBe(resources.length);
      },
    );

    test.skipIf(reason !== undefined)(
      'measures what it says it measures, and nothing of others',
      async () => {
        const targetsFolder = await makeTargets();
        await openTarget(kind, targetsFolder);
        const [observed] = await observe(targetsFolder, kind);
        const metrics = isSupported(kind.metrics) ? kind.metrics : { gauges: [], cloudWatch: [] };
        for (const { gauge, labels } of observed?.summary.samples ?? []) {
          expect(metrics.gauges).toContainEqual(gauge);
          expect(Object.keys(labels).toSorted()).toEqual(gauge.labelNames.toSorted());
        }
        for (const { metricNames, dimensions, read } of metrics.cloudWatch) {
          expect(dimensions).not.toEqual([]);
          for (const metricName of metricNames) {
            const query = { metricName, since: 0 };
            expect(await read(targetsFolder, { ...query, name: observed?.view.name ?? '' })).toEqual([]);
            expect(await read(targetsFolder, { ...query, name: 'another' })).toBeUndefined();
          }
        }
      },
    );
  },
);
