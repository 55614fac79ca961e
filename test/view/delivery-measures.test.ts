// The measures of delivery, from deployments to production of a period.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ActionExecutionSummary, ExecutionSummary } from '../../src/state/execution-history.ts';
import { deliveryMeasures, type DeliveryMeasures } from '../../src/view/delivery-measures.ts';
import {
  productionActions,
  productionDeployment,
  type ProductionDeployment,
} from '../../src/view/production-deployments.ts';
import { declaration } from '../rig/journal-entries.ts';

const minute = 60_000;
const day = 86_400_000;

function deployed(at: number, more: Partial<ProductionDeployment> = {}): ProductionDeployment {
  return { pipelineName: 'app', executionId: `e-${at}`, at, succeeded: true, isRollback: false, ...more };
}

function measured(
  deployments: readonly ProductionDeployment[],
  period = { from: 0, to: 10 * day },
): DeliveryMeasures {
  return deliveryMeasures({ deployments, executions: [] }, period);
}

const failed = { succeeded: false } as const;

test('frequency and lead time are of deployments that succeeded, from their commits', () => {
  const found = measured([
    deployed(day, { committedAt: day - 3 * minute }),
    deployed(2 * day, { committedAt: 2 * day - 9 * minute }),
    deployed(3 * day, { ...failed, committedAt: 0 }),
    // Of a bucket, which has no commits.
    deployed(4 * day),
    deployed(-day),
  ]);
  expect(found).toMatchObject({
    deployments: 3,
    deploymentsPerDay: 0.3,
    leadTimeMs: 6 * minute,
    samples: { leadTime: 2, changes: 4, all: 4 },
    before: { deployments: 1 },
  });
});

test('a change fails when its deployment fails or is rolled back; what follows from it is rework', () => {
  const found = measured([
    deployed(1 * day),
    deployed(2 * day, failed),
    deployed(3 * day),
    deployed(4 * day, { isRollback: true }),
    deployed(5 * day),
  ]);
  // The second failed, the third was rolled back; the third and the rollback were made because of them.
  expect(found).toMatchObject({
    changeFailureRate: 2 / 4,
    reworkRate: 2 / 5,
    samples: { changes: 4, all: 5 },
  });
});

test('recovery is from the end of a failed deployment to the next success of the same pipeline', () => {
  const found = measured([
    deployed(10 * minute, failed),
    deployed(20 * minute, { pipelineName: 'other' }),
    deployed(30 * minute, failed),
    deployed(50 * minute),
    deployed(60 * minute, { ...failed, pipelineName: 'other' }),
  ]);
  expect(found).toMatchObject({ timeToRestoreMs: 30 * minute, samples: { restored: 2 } });
});

// shows: S0-130, S4-111
test('executions that ended by themselves are counted apart: a build that fails is no failed change', () => {
  const executions = (['Succeeded', 'Succeeded', 'Failed', 'Stopped', 'Superseded'] as const).map(
    (status) => ({
      status,
      startedAt: day,
    }),
  );
  const found = deliveryMeasures({ deployments: [], executions }, { from: 0, to: 2 * day });
  expect(found).toMatchObject({ executions: { succeeded: 2, failed: 1 }, deployments: 0 });
  expect(found).not.toHaveProperty('changeFailureRate');
});

test('the trend has every deployment of the period once, in no order that matters', () => {
  const one = fc.record({
    at: fc.nat(20 * day),
    succeeded: fc.boolean(),
    isRollback: fc.boolean(),
    pipelineName: fc.constantFrom('a', 'b'),
  });
  fc.assert(
    fc.property(fc.uniqueArray(one, { selector: ({ at }) => at }), (given) => {
      const all = given.map(({ at, ...more }) => deployed(at, more));
      const period = { from: 0, to: 12 * day };
      const found = measured(all, period);
      expect(measured(all.toReversed(), period)).toEqual(found);
      const counted = found.trend.reduce((sum, each) => sum + each.succeeded + each.failed, 0);
      expect(counted).toBe(all.filter(({ at }) => at < 12 * day).length);
      const shares = [found.changeFailureRate ?? 0, found.reworkRate ?? 0];
      expect(shares.filter((share) => share < 0 || share > 1)).toEqual([]);
    }),
  );
});

const production = productionActions(declaration);
const summary: ExecutionSummary = {
  executionId: 'e',
  pipelineName: 'app',
  status: 'Failed',
  startedAt: 0,
  trigger: { triggerType: 'WebhookV2', triggerDetail: '' },
  sourceRevisions: [
    { actionName: 'A', revisionId: '1', committedAt: 5 },
    { actionName: 'B', revisionId: '2', committedAt: 7 },
  ],
};

function run(
  stageName: string,
  status: ActionExecutionSummary['status'],
  endedAt?: number,
): ActionExecutionSummary {
  const actionName = stageName === 'Deploy' ? 'ToFleet' : 'BuildAndTest';
  return {
    actionExecutionId: `${stageName}-${endedAt}`,
    executionId: 'e',
    stageName,
    actionName,
    status,
    attempt: 1,
    startedAt: 0,
    ...(endedAt === undefined ? {} : { endedAt }),
  };
}

test('production is the last stage that deploys', () => {
  expect([...production]).toEqual(['Deploy/ToFleet']);
  const [source, build] = declaration.stages;
  expect(productionActions({ stages: [source, build].filter((stage) => stage !== undefined) }).size).toBe(0);
});

test.each([
  ['failed', [run('Deploy', 'Failed', 3)], { at: 3, succeeded: false }],
  ['succeeded', [run('Deploy', 'Succeeded', 3)], { at: 3, succeeded: true, committedAt: 7 }],
  ['was retried', [run('Deploy', 'Failed', 3), run('Deploy', 'Succeeded', 9)], { at: 9, succeeded: true }],
] as const)('an execution that %s in production deployed', (_, actions, expected) => {
  const found = productionDeployment(summary, actions, production);
  expect(found).toMatchObject(expected);
});

test.each([
  ['did not get there', [run('Build', 'Failed', 3)]],
  ['is under way', [run('Deploy', 'InProgress')]],
  ['was stopped', [run('Deploy', 'Abandoned', 3)]],
] as const)('an execution that %s is no deployment', (_, actions) => {
  expect(productionDeployment(summary, actions, production)).toBeUndefined();
});
