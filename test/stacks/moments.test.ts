// The moments at which an operation goes on by itself, at a clock of the test's own.
import { expect, test } from 'vitest';
import { apply } from '../../src/stacks/operation/apply.ts';
import { decide } from '../../src/stacks/operation/decide.ts';
import { nextMoment } from '../../src/stacks/operation/moments.ts';
import type { Stack } from '../../src/stacks/stack.ts';
import { targetOf } from '../../src/stacks/target.ts';
import { readTemplate } from '../../src/stacks/template/read-template.ts';
import { SimulatedStack } from './simulated-account.ts';

const templateText = 'Resources: {A: {Type: AWS::SNS::Topic}}';

function worldAt(now: number) {
  const { template } = readTemplate({ path: 'template', text: templateText });
  const place = {
    account: '1',
    region: 'r',
    partition: 'aws',
    stackId: 's',
    stackName: 'n',
    notificationArns: [],
  };
  const target = template === undefined ? undefined : targetOf(template, [], place).target;
  if (target === undefined) throw new Error('The template is wrong');
  return {
    now,
    target,
    surroundings: { exports: new Map(), zones: () => [] },
    rules: {
      replaces: () => false,
      nameOf: () => undefined,
      isCalledAgain: () => false,
      isAlwaysUpdated: () => false,
    },
    exportFailure: () => undefined,
  };
}

function began(settings: Partial<Stack>, kind: 'create' | 'update' = 'create'): Stack {
  const definition = { templateText, parameters: [], tags: {} };
  const stack = { ...new SimulatedStack().stack, ...settings };
  return apply(stack, {
    type: 'OperationBegan',
    id: 'operation',
    kind,
    definition,
    onFailure: 'ROLLBACK',
    skip: [],
    at: 1000,
  });
}

/** With its resource made. */
function made(stack: Stack): Stack {
  const [decision] = decide(stack, worldAt(1000));
  if (decision?.type !== 'begin') throw new Error('Nothing is to be made');
  const key = { phase: 'forward', logicalId: 'A' } as const;
  const running = apply(stack, {
    type: 'StepBegan',
    ...key,
    step: { ...decision.step, suffix: 'x' },
    at: 1000,
  });
  return apply(running, { type: 'StepDone', ...key, physicalId: 'a', attributes: {}, at: 2000 });
}

test('a creation that takes longer than its time limit fails, and not a moment before', () => {
  const stack = began({ timeoutInMinutes: 5 });
  expect(nextMoment(stack)).toBe(301_000);
  expect(decide(stack, worldAt(300_999))).toMatchObject([{ type: 'begin' }]);
  const [failure] = decide(stack, worldAt(301_000));
  expect(failure).toEqual({ type: 'fail', reason: 'Stack creation time exceeded the specified timeout.' });
  const failed = apply(stack, { type: 'OperationFailed', reason: 'Late.', at: 301_000 });
  expect(decide(failed, worldAt(301_000))).toEqual([
    { type: 'enter', phase: 'rollback', reason: 'Late. Rollback requested by user.' },
  ]);
});

test('a time limit is one of the creation, and none of a later update', () => {
  expect(nextMoment(began({ timeoutInMinutes: 5 }, 'update'))).toBeUndefined();
});

test('an operation is complete when its alarms have been observed long enough', () => {
  const rollbackConfiguration = { alarmArns: ['alarm'], monitoringMinutes: 2 };
  const stack = made(began({ rollbackConfiguration }));
  expect(decide(stack, worldAt(3000))).toEqual([{ type: 'monitor' }]);
  const monitored = apply(stack, { type: 'MonitoringBegan', at: 3000 });
  expect(nextMoment(monitored)).toBe(123_000);
  expect(decide(monitored, worldAt(122_999))).toEqual([]);
  expect(decide(monitored, worldAt(123_000))).toMatchObject([{ type: 'end', status: 'CREATE_COMPLETE' }]);
});

test('without alarms an update waits for the monitoring time, and a creation does not', () => {
  const rollbackConfiguration = { alarmArns: [], monitoringMinutes: 2 };
  expect(decide(made(began({ rollbackConfiguration })), worldAt(3000))).toMatchObject([{ type: 'end' }]);
  expect(decide(made(began({ rollbackConfiguration }, 'update')), worldAt(3000))).toEqual([
    { type: 'monitor' },
  ]);
});
