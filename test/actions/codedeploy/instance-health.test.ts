import { expect, test } from 'vitest';
import { healthAfter, inOrderOfAttack } from '../../../src/actions/deployment/instance-health.ts';

test('unhealthy instances are taken first, then unknown, old and current revisions', () => {
  const order = inOrderOfAttack([
    { instanceId: 'current', record: { instanceHealth: 'healthy', revisionHealth: 'current' } },
    { instanceId: 'old', record: { instanceHealth: 'healthy', revisionHealth: 'old' } },
    { instanceId: 'unknown', record: { instanceHealth: 'healthy', revisionHealth: 'unknown' } },
    { instanceId: 'unhealthy', record: { instanceHealth: 'unhealthy', revisionHealth: 'current' } },
    { instanceId: 'new' },
  ]);
  expect(order).toEqual(['unhealthy', 'new', 'unknown', 'old', 'current']);
});

const current = { instanceHealth: 'healthy', revisionHealth: 'current', digest: 'one' } as const;

test('after a success an instance that took it is healthy and current', () => {
  expect(healthAfter({ result: 'Succeeded', deploymentSucceeded: true, digest: 'two' })).toEqual({
    instanceHealth: 'healthy',
    revisionHealth: 'current',
    digest: 'two',
  });
});

test('an instance that failed while the deployment succeeded is unhealthy and no longer current', () => {
  const after = healthAfter({ before: current, result: 'Failed', deploymentSucceeded: true, digest: 'two' });
  expect(after).toMatchObject({ instanceHealth: 'unhealthy', revisionHealth: 'unknown' });
});

test('a failed deployment leaves alone what it did not reach', () => {
  expect(
    healthAfter({ before: current, result: 'Skipped', deploymentSucceeded: false, digest: 'two' }),
  ).toBeUndefined();
});

test('a failed deployment marks the instances that it reached by their own result', () => {
  const failed = healthAfter({
    before: current,
    result: 'Failed',
    deploymentSucceeded: false,
    digest: 'two',
  });
  expect(failed).toMatchObject({ instanceHealth: 'unhealthy', revisionHealth: 'current' });
  const reached = healthAfter({
    before: current,
    result: 'Succeeded',
    deploymentSucceeded: false,
    digest: 'two',
  });
  expect(reached).toMatchObject({ instanceHealth: 'healthy', revisionHealth: 'unknown' });
});
