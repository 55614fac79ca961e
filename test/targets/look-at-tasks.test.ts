// What is known of tasks when the engine and the scheduler are asked one after the other.
import { expect, test } from 'vitest';
import { serviceDefaults } from '../../src/model/service.ts';
import { lookAtTasks } from '../../src/targets/service/look-at-tasks.ts';
import type { ServiceRecord } from '../../src/targets/service/service-record.ts';

const record: ServiceRecord = {
  service: {
    serviceName: 'web',
    cluster: 'shop',
    taskDefinition: 'web',
    desiredCount: 1,
    controller: 'ECS',
    strategy: 'ROLLING',
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: { enable: false, rollback: false },
    alarms: { alarmNames: [], enable: false, rollback: false },
    healthCheckGracePeriodSeconds: 0,
    bakeTimeMinutes: 0,
    canary: serviceDefaults.canary,
    linear: serviceDefaults.linear,
    lifecycleHooks: [],
    notExecuted: [],
  },
  ports: {},
  engine: 'true',
  parameters: [],
  primary: 'one',
  deployments: [],
  tasks: [{ taskId: 'a', deploymentId: 'one', desiredStatus: 'RUNNING', createdAt: 0, wasHealthy: false }],
  hasTestListener: false,
  isDown: false,
};
/** An engine that says of every question that there is nothing. */
const place = { engine: 'true', targetsFolder: '/nowhere', cluster: 'shop', serviceName: 'web' };

test('a task whose start ends while the engine is asked is not taken for lost', async () => {
  let isAsked = false;
  const isStarting = (): boolean => {
    const isFirst = !isAsked;
    isAsked = true;
    return isFirst;
  };
  const [look] = await lookAtTasks(record, { place, targets: [], isStarting, now: 0 });
  expect(look).toMatchObject({ taskId: 'a', lastStatus: 'PENDING' });
});

test('a task without containers that nobody starts is gone, and nothing is to blame', async () => {
  const [look] = await lookAtTasks(record, { place, targets: [], isStarting: () => false, now: 0 });
  expect(look).toMatchObject({ taskId: 'a', lastStatus: 'STOPPED' });
  expect(look?.stopped).toBeUndefined();
});
