// What an execution has made is kept as long as anything can need it, whatever has happened to the pipeline.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { overrideCondition, retryStage, rollbackStage } from '../../src/engine/request.ts';
import { decideRetention } from '../../src/engine/retention.ts';
import { isFailed } from '../../src/lib/result.ts';
import { EngineRig } from '../rig/engine-rig.ts';
import { day, happen, pickFrom, scenario } from '../rig/random-history.ts';

const rules = fc.record({
  days: fc.integer({ min: 1, max: 40 }),
  successful: fc.integer({ min: 1, max: 4 }),
  compressAfterDays: fc.constant(7),
});

function targetOf(event: PipelineEvent): string | undefined {
  return event.type === 'ExecutionStarted' ? event.rollback?.targetExecutionId : undefined;
}

// shows: S0-070, S0-155
test('nothing that runs, and nothing that a retry, an override or a rollback takes up, loses its artifacts', () => {
  fc.assert(
    fc.property(scenario, rules, fc.integer({ min: 0, max: 60 }), (given, limits, days) => {
      let updates = 0;
      const next = () => pickFrom(given.pipelines, (updates += 1));
      const rig = new EngineRig(given.pipelines[0]);
      const update = () => {
        const declaration = next();
        if (declaration !== undefined) rig.update({ ...declaration, name: rig.state.declaration.name });
      };
      for (const each of given.happenings) happen(rig, each, update);
      const { state } = rig;
      const now = rig.now + days * day;
      const { kept, dropped } = decideRetention(state, limits, now);
      expect(kept.length + dropped.length).toBe(state.executions.values().length);
      const gone = new Set(dropped.map(({ executionId }) => executionId));
      const context = { ...rig.context, now };
      for (const executionId of state.live) expect(gone).not.toContain(executionId);
      for (const { name: stageName } of state.declaration.stages) {
        const back = rollbackStage(state, { stageName, by: 'ada' }, context);
        const targets = isFailed(back) ? [] : back.events.map(targetOf);
        expect(targets.filter((target) => target !== undefined && gone.has(target))).toEqual([]);
        for (const executionId of gone) {
          for (const retryMode of ['FAILED_ACTIONS', 'ALL_ACTIONS'] as const)
            expect(retryStage(state, { executionId, stageName, retryMode }, context)).toHaveProperty(
              'failed',
            );
          for (const conditionType of ['BEFORE_ENTRY', 'ON_SUCCESS'] as const)
            expect(
              overrideCondition(state, { executionId, stageName, conditionType, by: 'ada' }, context),
            ).toHaveProperty('failed');
        }
      }
      const fresh = kept
        .filter(({ because }) => because === 'age and number')
        .map(({ execution }) => execution);
      for (const { endedAt = now } of fresh) expect(now - endedAt).toBeLessThan(limits.days * day);
      expect(fresh.filter(({ status }) => status === 'Succeeded').length).toBeLessThanOrEqual(
        limits.successful,
      );
    }),
    { numRuns: 60 },
  );
});

test('the latest execution of a stage and the one before it stay for a rollback, older ones go by number and age', () => {
  const rig = new EngineRig({
    name: 'app',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    stages: ['Source', 'Deploy'].map((name) => ({
      name,
      actions: [
        {
          name,
          actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
          configuration: { FunctionName: 'f' },
        },
      ],
    })),
  });
  const ids = Array.from({ length: 6 }, () => {
    const id = rig.start();
    rig.finish();
    rig.pass(day);
    return id;
  });
  const limits = { days: 30, successful: 3, compressAfterDays: 7 };
  const keptAt = (now: number) =>
    decideRetention(rig.state, limits, now)
      .kept.map(({ execution }) => execution.executionId)
      .toSorted();
  expect(keptAt(rig.now)).toEqual(ids.slice(3));
  expect(keptAt(rig.now + 60 * day)).toEqual(ids.slice(3));
  const failed = rig.start();
  rig.succeed(failed, 'Source');
  rig.fail(failed, 'Deploy');
  const late = decideRetention(rig.state, { ...limits, successful: 1 }, rig.now + 60 * day);
  const reasons = new Map(late.kept.map(({ execution, because }) => [execution.executionId, because]));
  expect(reasons).toEqual(
    new Map([[failed, 'retry'], ...ids.slice(4).map((id) => [id, 'rollback'] as const)]),
  );
});
