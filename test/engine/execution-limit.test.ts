// How long a whole execution may take: a limit that its start brings along.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { retryStage, stopExecution } from '../../src/engine/request.ts';
import { executionsOf } from '../../src/engine/view.ts';
import { approval, build, pipeline, stage } from '../rig/pipelines.ts';
import { EngineRig } from '../rig/engine-rig.ts';
import { randomPipeline } from '../rig/random-pipeline.ts';

const declaration = pipeline([
  stage('Build', [build('A'), build('B')]),
  stage('Release', [approval('SignOff')]),
  stage('Deploy', [build('C')]),
]);
const minute = 60_000;
const reason = 'It did not end within 1 hour, the most that the pipeline may take';

function started(timeoutInMinutes = 60): { readonly rig: EngineRig; readonly id: string } {
  const rig = new EngineRig(declaration);
  return { rig, id: rig.start({}, { timeoutInMinutes }) };
}

test('at its end what runs is abandoned, and stage and execution fail with the reason', () => {
  const { rig, id } = started();
  rig.succeed(id, 'Checkout');
  const late = rig.run(id, 'A');
  expect(rig.wakeAt()).toBe(rig.now + 60 * minute);
  rig.pass(60 * minute - 1);
  expect(rig.status(id)).toBe('InProgress');
  rig.pass(1);
  expect(rig.actions(id, 'Build')).toEqual(['A:Abandoned', 'B:Abandoned']);
  expect(rig.stages(id)).toContain('Build:Failed');
  expect(rig.execution(id)).toMatchObject({ status: 'Failed', statusSummary: `Build: ${reason}` });
  rig.record(rig.success(late));
  expect(rig.status(id)).toBe('Failed');
});

test('time that it waits for a person counts', () => {
  const { rig, id } = started();
  rig.succeed(id, 'Checkout');
  rig.pass(10 * minute);
  rig.succeed(id, 'A');
  rig.succeed(id, 'B');
  expect(rig.approvals()).toHaveLength(1);
  expect(rig.wakeAt()).toBe(rig.now + 50 * minute);
  rig.pass(50 * minute);
  expect(rig.approvals()).toEqual([]);
  expect(rig.execution(id)).toMatchObject({ status: 'Failed', statusSummary: `Release: ${reason}` });
});

test('one that waits before a stage fails there', () => {
  const { rig, id } = started();
  const second = rig.start({}, { timeoutInMinutes: 90 });
  rig.succeed(id, 'Checkout');
  rig.succeed(second, 'Checkout');
  expect(rig.execution(second).position).toMatchObject({ kind: 'Waiting', stageName: 'Build' });
  rig.pass(60 * minute);
  expect(rig.status(id)).toBe('Failed');
  expect(rig.status(second)).toBe('InProgress');
  expect(rig.execution(second).position).toMatchObject({ kind: 'Inside', stageName: 'Build' });
});

test('a stage that rolls back when it fails goes back to what it had before, and that has no limit', () => {
  const rig = new EngineRig(pipeline([stage('Deploy', [build('A')], { onFailure: { result: 'ROLLBACK' } })]));
  const good = rig.start();
  rig.finish();
  const slow = rig.start({}, { timeoutInMinutes: 60 });
  rig.succeed(slow, 'Checkout');
  rig.pass(60 * minute);
  expect(rig.execution(slow)).toMatchObject({ status: 'Failed', statusSummary: `Deploy: ${reason}` });
  const back = executionsOf(rig.state).find(({ rollback }) => rollback !== undefined);
  expect(back).toMatchObject({
    status: 'InProgress',
    rollback: { stageName: 'Deploy', targetExecutionId: good },
    trigger: { triggerType: 'AutomatedRollback', triggerDetail: slow },
  });
  expect(rig.wakeAt()).toBe(rig.now + 36 * 60 * minute);
});

test('without a limit an execution takes as long as its actions may', () => {
  const rig = new EngineRig(declaration);
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  expect(rig.wakeAt()).toBe(rig.now + 36 * 60 * minute);
});

test('a retry gives it its whole time again', () => {
  const { rig, id } = started();
  rig.succeed(id, 'Checkout');
  rig.pass(60 * minute);
  const input = { executionId: id, stageName: 'Build', retryMode: 'FAILED_ACTIONS' } as const;
  expect(rig.ask(retryStage, input)).toBeUndefined();
  expect(rig.status(id)).toBe('InProgress');
  rig.pass(59 * minute);
  rig.succeed(id, 'A');
  expect(rig.status(id)).toBe('InProgress');
  rig.pass(minute);
  expect(rig.execution(id)).toMatchObject({ status: 'Failed', statusSummary: `Build: ${reason}` });
});

test('so does a crash, for what ran then', () => {
  const { rig, id } = started();
  rig.succeed(id, 'Checkout');
  const after = new EngineRig();
  after.adopt(rig.journal);
  after.now = rig.now + 300 * minute;
  const recovered = [...after.running.values()].map(
    (run) =>
      ({
        at: after.now,
        executionId: id,
        stageName: run.stageName,
        actionName: run.actionName,
        actionExecutionId: run.actionExecutionId,
        type: 'ActionRecovered',
        how: 'Restarted',
        attempt: 2,
      }) as const,
  );
  after.record(...recovered);
  expect(after.status(id)).toBe('InProgress');
  expect(after.wakeAt()).toBe(after.now + 60 * minute);
});

test('a requested stop comes about, however long it takes', () => {
  const { rig, id } = started();
  rig.succeed(id, 'Checkout');
  rig.ask(stopExecution, { executionId: id, abandon: false, reason: 'Not now', by: 'ada' });
  rig.pass(60 * minute);
  expect(rig.status(id)).toBe('Stopping');
  rig.succeed(id, 'A');
  rig.succeed(id, 'B');
  expect(rig.status(id)).toBe('Stopped');
});

test.each([
  [1, '1 minute'],
  [90, '90 minutes'],
  [0.5, '30 seconds'],
  [1440, '1 day'],
])('a limit of %d minutes is reported as %s', (timeoutInMinutes, text) => {
  const { rig, id } = started(timeoutInMinutes);
  rig.pass(timeoutInMinutes * minute);
  expect(rig.execution(id).statusSummary).toContain(`within ${text},`);
});

test('whatever the pipeline, nothing of it goes on behind its limit', () => {
  const steps = fc.array(fc.record({ wait: fc.nat(20), ends: fc.boolean() }), { maxLength: 20 });
  fc.assert(
    fc.property(randomPipeline, fc.integer({ min: 1, max: 60 }), steps, (random, timeoutInMinutes, taken) => {
      const rig = new EngineRig(random);
      rig.start({}, { timeoutInMinutes });
      for (const { wait, ends } of taken) {
        const [run] = rig.running.values();
        if (ends && run !== undefined) rig.record(rig.success(run));
        rig.pass(wait * minute);
      }
      rig.pass(timeoutInMinutes * minute);
      const open = executionsOf(rig.state).filter(
        ({ rollback, endedAt }) => rollback === undefined && endedAt === undefined,
      );
      expect(open).toEqual([]);
    }),
  );
});
