// Metrics of CloudWatch out of what a load balancer has seen.
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import type { Alarm } from '../../src/model/alarm.ts';
import { readMetric } from '../../src/targets/read-metric.ts';
import { startApplication } from '../rig/application.ts';
import { instances, makeFleet, targetGroup } from '../rig/fleet.ts';

const alarm: Alarm = {
  alarmName: 'slow',
  namespace: 'AWS/ApplicationELB',
  metricName: 'TargetResponseTime',
  dimensions: { TargetGroup: `targetgroup/${targetGroup.name}/1234567890abcdef` },
  statistic: 'Maximum',
  periodSeconds: 60,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 0.2,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'notBreaching',
};

// shows: S3-100, S4-118
test('hosts that fail their health check are counted in each second', async () => {
  await using rig = makeFleet('process', { instances: instances('a', 'b') });
  const fleet = await rig.open();
  const [a, b] = fleet.hosts;
  await using _a = await startApplication(a?.url ?? '', (_, response) => void response.end());
  const application = await startApplication(b?.url ?? '', (_, response) => void response.end());
  for (const id of ['i-a', 'i-b']) await fleet.balancer?.register(id, AbortSignal.timeout(240_000));
  const seen = async (metricName: string): Promise<number | undefined> => {
    const read = await readMetric(
      rig.targetsFolder,
      { ...alarm, metricName, statistic: 'Maximum' },
      { periods: 2, now: Date.now() },
    );
    return isFailed(read) ? Number.NaN : read.points.findLast((point) => point !== undefined);
  };
  await expect.poll(async () => await seen('HealthyHostCount')).toBe(2);
  expect(await seen('UnHealthyHostCount')).toBe(0);
  await application[Symbol.asyncDispose]();
  await expect.poll(async () => await seen('UnHealthyHostCount')).toBe(1);
});

// shows: S3-112, S4-114
test('the latency of a target and its answers are what the load balancer has seen of them', async () => {
  await using rig = makeFleet('process', { instances: instances('a') });
  const fleet = await rig.open();
  await using _a = await startApplication(fleet.hosts[0]?.url ?? '', (_, response) => {
    setTimeout(() => response.writeHead(500).end(), 250);
  });
  await fleet.balancer?.register('i-a', AbortSignal.timeout(240_000));
  expect((await fetch(fleet.balancer?.url ?? '')).status).toBe(500);
  // Two periods, because one may have ended since.
  const seen = async (metricName: string): Promise<number> => {
    const read = await readMetric(
      rig.targetsFolder,
      { ...alarm, metricName, statistic: metricName === 'TargetResponseTime' ? 'Maximum' : 'Sum' },
      { periods: 2, now: Date.now() },
    );
    return isFailed(read) ? Number.NaN : Math.max(...read.points.map((point = 0) => point));
  };
  await expect.poll(() => seen('TargetResponseTime')).toBeGreaterThan(0.24);
  expect(await seen('HTTPCode_Target_5XX_Count')).toBe(1);
  expect(await seen('HTTPCode_Target_2XX_Count')).toBe(0);
});
