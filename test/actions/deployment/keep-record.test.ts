import { expect, test } from 'vitest';
import type { DeploymentRecord } from '../../../src/actions/deployment/deployment-record.ts';
import { recordAfter } from '../../../src/actions/deployment/keep-record.ts';
import type { Progress } from '../../../src/model/progress.ts';

const deploymentId = 'd-1';
const targetId = 'shop:web';

const begun: DeploymentRecord = {
  deploymentId,
  applicationName: 'shop',
  deploymentGroupName: 'live',
  deploymentConfigName: 'CodeDeployDefault.ECSAllAtOnce',
  creator: 'user',
  status: 'Created',
  revision: { digest: 'sha256:0', bucket: 'local', key: 'appspec' },
  fileExistsBehavior: 'DISALLOW',
  createTime: 0,
  targets: [
    {
      targetId,
      status: 'Pending',
      lifecycleEvents: ['BeforeInstall', 'Install', 'AfterInstall'].map((lifecycleEventName) => ({
        lifecycleEventName,
        status: 'Pending',
      })),
    },
  ],
};

function after(...reported: readonly Progress[]): DeploymentRecord {
  return reported.reduce((record, progress, index) => recordAfter(record, progress, index + 1), begun);
}

function event(status: 'InProgress' | 'Succeeded' | 'Failed'): Progress {
  return { kind: 'LifecycleEvent', deploymentId, targetId, lifecycleEventName: 'Install', status };
}

function target(status: 'InProgress' | 'Succeeded' | 'Failed'): Progress {
  return { kind: 'Target', deploymentId, targetId, status };
}

function eventsOf(record: DeploymentRecord) {
  return record.targets[0]?.lifecycleEvents.map(({ status }) => status);
}

test('an event that has nothing to run has succeeded when the next one begins', () => {
  expect(eventsOf(after(target('InProgress'), event('InProgress')))).toEqual([
    'Succeeded',
    'InProgress',
    'Pending',
  ]);
});

test.each([
  [
    'Succeeded',
    [event('InProgress'), event('Succeeded'), target('Succeeded')],
    ['Succeeded', 'Succeeded', 'Succeeded'],
  ],
  ['Failed', [event('InProgress'), event('Failed'), target('Failed')], ['Succeeded', 'Failed', 'Skipped']],
  ['broken off', [event('InProgress'), target('Failed')], ['Succeeded', 'Failed', 'Skipped']],
] as const)('when its target is %s, no event is open any more', (_how, reported, statuses) => {
  expect(eventsOf(after(...reported))).toEqual(statuses);
});

test('the tasks of a service are no targets of its deployment', () => {
  const task = { kind: 'Target', deploymentId, targetId: 'task', status: 'Succeeded' } as const;
  expect(after(task)).toEqual(begun);
});

test('an event has the times of its beginning and of its end, also when it runs again after a crash', () => {
  const record = after(event('InProgress'), event('InProgress'), event('Succeeded'));
  expect(record.targets[0]?.lifecycleEvents[1]).toMatchObject({ startTime: 2, endTime: 3 });
});

test('a deployment waits as long as it is Ready, and remembers that its termination wait had begun', () => {
  const deployment = (
    more: Pick<Extract<Progress, { kind: 'Deployment' }>, 'status' | 'waitType'>,
  ): Progress => ({
    kind: 'Deployment',
    deploymentId,
    deploymentGroupName: 'live',
    creator: 'user',
    ...more,
  });
  const ready = after(deployment({ status: 'Ready', waitType: 'TERMINATION_WAIT' }));
  expect(ready).toMatchObject({ waitType: 'TERMINATION_WAIT', instanceTerminationWaitTimeStarted: true });
  expect(ready.completeTime).toBeUndefined();
  const done = recordAfter(ready, deployment({ status: 'Succeeded' }), 9);
  expect(done).toMatchObject({
    status: 'Succeeded',
    completeTime: 9,
    instanceTerminationWaitTimeStarted: true,
  });
  expect(done.waitType).toBeUndefined();
});
