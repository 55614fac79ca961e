// The four measures of delivery, from executions of a period.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExecutionSummary } from '../../src/state/execution-history.ts';
import { deliveryMeasures } from '../../src/view/delivery-measures.ts';

const minute = 60_000;
const day = 86_400_000;

function execution(
  status: ExecutionSummary['status'],
  {
    from,
    tookMs = minute,
    pipelineName = 'app',
  }: { readonly from: number; readonly tookMs?: number; readonly pipelineName?: string },
): ExecutionSummary {
  const ended = status === 'InProgress' ? {} : { endedAt: from + tookMs };
  return {
    executionId: `${pipelineName}-${from}`,
    pipelineName,
    status,
    startedAt: from,
    ...ended,
    trigger: { triggerType: 'WebhookV2', triggerDetail: '' },
    sourceRevisions: [],
  };
}

// shows: S0-130, S4-111
test('deployments are executions that succeeded, and the change failure rate counts those that ended by themselves', () => {
  const executions = [
    execution('Succeeded', { from: day, tookMs: 2 * minute }),
    execution('Succeeded', { from: 2 * day, tookMs: 4 * minute }),
    execution('Failed', { from: 3 * day }),
    execution('Stopped', { from: 4 * day }),
    execution('Superseded', { from: 5 * day }),
    execution('InProgress', { from: 6 * day }),
    execution('Succeeded', { from: -day }),
  ];
  expect(deliveryMeasures(executions, { from: 0, to: 10 * day })).toEqual({
    deployments: 2,
    deploymentsPerDay: 0.2,
    leadTimeMs: 3 * minute,
    changeFailureRate: 1 / 3,
  });
});

test('time to restore is from the first of a row of failures to the success that ended it, pipeline by pipeline', () => {
  const executions = [
    execution('Failed', { from: 0 }),
    execution('Failed', { from: 10 * minute }),
    execution('Succeeded', { from: 5 * minute, pipelineName: 'other' }),
    execution('Succeeded', { from: 20 * minute }),
    execution('Failed', { from: 30 * minute, pipelineName: 'other' }),
  ];
  expect(deliveryMeasures(executions, { from: 0, to: day }).timeToRestoreMs).toBe(20 * minute);
});

test('of nothing nothing is measured', () => {
  expect(deliveryMeasures([], { from: 0, to: day })).toEqual({ deployments: 0, deploymentsPerDay: 0 });
});

test('no order of the executions changes anything', () => {
  const one = fc.record({ status: fc.constantFrom('Succeeded', 'Failed', 'Stopped'), from: fc.nat(1000) });
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ from }) => from }), (given) => {
      const executions = given.map(({ status, from }) =>
        execution(status as ExecutionSummary['status'], { from: from * day }),
      );
      const period = { from: 0, to: 1001 * day };
      expect(deliveryMeasures(executions.toReversed(), period)).toEqual(deliveryMeasures(executions, period));
    }),
  );
});
