// Environments of Elastic Beanstalk next to fleets: both lie in folders of the same form, and each stays what it is.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Fleet } from '../../src/model/fleet.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { isRunning } from '../../src/targets/daemon/process-identity.ts';
import { environmentKind } from '../../src/targets/environment/kind.ts';
import { fleetKind } from '../../src/targets/fleet/kind.ts';
import { observeTargets } from '../../src/targets/observe-targets.ts';
import { readMetric } from '../../src/targets/read-metric.ts';
import { reviveTargets } from '../../src/targets/revive-targets.ts';
import { instances } from '../rig/fleet.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const signal = AbortSignal.timeout(240_000);
const environment = { applicationName: 'shop', environmentName: 'prod' };

async function makeTargets(): Promise<string> {
  const folder = await makeFolder();
  onTestFinished(async () => {
    await closeTargets(folder.path);
    await folder[Symbol.asyncDispose]();
  });
  return folder.path;
}

function fleet(name: string): Fleet {
  return { name, instances: instances('a'), isolation: 'process', imageId: 'elasticbeanstalk' };
}

async function kindsIn(targetsFolder: string): Promise<readonly string[]> {
  return (await observeTargets(targetsFolder)).map(({ view }) => `${view.kind} ${view.name}`);
}

async function killHost(targetsFolder: string, name: string): Promise<void> {
  const record = join(targetsFolder, name, 'i-a', 'process.json');
  process.kill(holderOf(record)?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => isRunning(holderOf(record))).toBe(false);
}

/** As before there were kinds. */
function makeOld(targetsFolder: string, name: string): void {
  const file = join(targetsFolder, name, 'fleet.json');
  const {
    kind: _kind,
    environment: _environment,
    ...old
  } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify(old));
}

test('a fleet whose instances have the image of the platform is a fleet, and closing one kind leaves the other', async () => {
  const targetsFolder = await makeTargets();
  await fleetKind.open({ fleet: fleet('web'), targetsFolder, signal });
  await environmentKind.open({ fleet: fleet('prod'), environment, targetsFolder, signal });
  expect(await kindsIn(targetsFolder)).toEqual(['fleet web', 'environment prod']);
  expect(await closeTargets(targetsFolder, { kinds: [environmentKind] })).toEqual({ ended: 1 });
  const running = (await observeTargets(targetsFolder)).map(({ summary }) => summary.running?.running);
  expect(running).toEqual([1, 0]);
});

test('an environment that an earlier version has opened is one, also after it was started again', async () => {
  const targetsFolder = await makeTargets();
  await environmentKind.open({ fleet: fleet('prod'), environment, targetsFolder, signal });
  makeOld(targetsFolder, 'prod');
  expect(await kindsIn(targetsFolder)).toEqual(['environment prod']);
  await killHost(targetsFolder, 'prod');
  const { revived } = await reviveTargets({ targetsFolder, signal, onDead: () => undefined });
  expect(revived).toMatchObject([{ kind: 'environment', name: 'prod', parts: ['i-a'] }]);
  expect(await kindsIn(targetsFolder)).toEqual(['environment prod']);
});

test('metrics of Elastic Beanstalk are those of environments alone', async () => {
  const targetsFolder = await makeTargets();
  await fleetKind.open({ fleet: fleet('web'), targetsFolder, signal });
  await environmentKind.open({ fleet: fleet('prod'), environment, targetsFolder, signal });
  const readOf = async (EnvironmentName: string) =>
    await readMetric(
      targetsFolder,
      {
        alarmName: 'errors',
        namespace: 'AWS/ElasticBeanstalk',
        metricName: 'ApplicationRequests5xx',
        dimensions: { EnvironmentName },
        statistic: 'Sum',
        periodSeconds: 60,
        evaluationPeriods: 1,
        datapointsToAlarm: 1,
        threshold: 1,
        comparisonOperator: 'GreaterThanThreshold',
        treatMissingData: 'notBreaching',
      },
      { periods: 1, now: Date.now() },
    );
  expect(await readOf('prod')).toEqual({ points: [undefined] });
  expect(await readOf('web')).toEqual({ failed: 'Nothing named web is deployed here' });
});
