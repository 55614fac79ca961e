// Stopping, and taking up again what stopped or failed.
import { expect, test } from 'vitest';
import { putApprovalResult, retryStage, stopExecution } from '../../src/engine/request.ts';
import { stageViews } from '../../src/engine/view.ts';
import type { StageRetryMode } from '../../src/model/pipeline.ts';
import { approval, build, pipeline, stage } from '../rig/pipelines.ts';
import { EngineRig } from '../rig/engine-rig.ts';

const declaration = pipeline([
  stage('Build', [build('A'), build('B'), build('C', { runOrder: 2 })]),
  stage('Deploy', [build('D')]),
]);

function inBuild(): { readonly rig: EngineRig; readonly id: string } {
  const rig = new EngineRig(declaration);
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  return { rig, id };
}

const stop = (rig: EngineRig, executionId: string, abandon = false) =>
  rig.ask(stopExecution, { executionId, abandon, reason: 'Wrong version', by: 'ada' });
const retry = (rig: EngineRig, executionId: string, retryMode: StageRetryMode, stageName = 'Build') =>
  rig.ask(retryStage, { executionId, stageName, retryMode });

test('stop and wait lets running actions end and starts nothing more', () => {
  const { rig, id } = inBuild();
  stop(rig, id);
  expect(rig.status(id)).toBe('Stopping');
  expect(rig.stages(id)).toContain('Build:Stopping');
  rig.fail(id, 'A');
  rig.succeed(id, 'B');
  expect(rig.actions(id, 'Build')).toEqual(['A:Failed', 'B:Succeeded', 'C:NotStarted']);
  expect(rig.stages(id)).toContain('Build:Stopped');
  expect(rig.execution(id)).toMatchObject({ status: 'Stopped', statusSummary: 'Build: Wrong version' });
});

test('stop and abandon marks running actions as abandoned and ends at once', () => {
  const { rig, id } = inBuild();
  const late = rig.run(id, 'A');
  stop(rig, id, true);
  expect(rig.actions(id, 'Build')).toEqual(['A:Abandoned', 'B:Abandoned', 'C:NotStarted']);
  expect(rig.status(id)).toBe('Stopped');
  rig.record(rig.success(late));
  expect(rig.actions(id, 'Build')[0]).toBe('A:Abandoned');
});

test('a stop that waits may become one that abandons, and no stop may be repeated', () => {
  const { rig, id } = inBuild();
  expect(stop(rig, id)).toBeUndefined();
  expect(stop(rig, id)).toBe('DuplicatedStopRequestException');
  expect(stop(rig, id, true)).toBeUndefined();
  expect(rig.status(id)).toBe('Stopped');
  expect(stop(rig, id, true)).toBe('PipelineExecutionNotStoppableException');
});

test('a waiting execution stops at once and cannot be retried', () => {
  const { rig } = inBuild();
  const waiting = rig.start();
  rig.succeed(waiting, 'Checkout');
  stop(rig, waiting);
  expect(rig.status(waiting)).toBe('Stopped');
  expect(retry(rig, waiting, 'FAILED_ACTIONS')).toBe('StageNotRetryableException');
});

test('a stop that waits waits for a pending approval, too', () => {
  const rig = new EngineRig(pipeline([stage('Gate', [approval('Ship')])]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  stop(rig, id);
  expect(rig.status(id)).toBe('Stopping');
  const [waiting] = rig.approvals();
  expect(waiting?.actionName).toBe('Ship');
  rig.ask(putApprovalResult, {
    executionId: id,
    stageName: 'Gate',
    actionName: 'Ship',
    status: 'Approved',
    summary: '',
    by: 'ada',
  });
  expect(rig.status(id)).toBe('Stopped');
});

test('a stopped execution frees its stage for the next', () => {
  const { rig, id } = inBuild();
  const next = rig.start();
  rig.succeed(next, 'Checkout');
  stop(rig, id, true);
  expect(rig.stages(next)).toContain('Build:InProgress');
});

test('retrying the failed actions keeps those that succeeded and goes on with the later ones', () => {
  const { rig, id } = inBuild();
  rig.fail(id, 'A');
  rig.succeed(id, 'B');
  expect(rig.status(id)).toBe('Failed');
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBeUndefined();
  expect(rig.status(id)).toBe('InProgress');
  expect([...rig.running.values()].map(({ actionName }) => actionName)).toEqual(['A']);
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
  const { attempt, retryStageMetadata } = stageViews(rig.execution(id))[1] ?? {};
  expect({ attempt, retryStageMetadata }).toEqual({
    attempt: 2,
    retryStageMetadata: { autoStageRetryAttempt: 0, manualStageRetryAttempt: 1 },
  });
});

test('a failed action may be retried while its neighbour still runs', () => {
  const { rig, id } = inBuild();
  const before = rig.run(id, 'A').actionExecutionId;
  rig.fail(id, 'A');
  expect(retry(rig, id, 'ALL_ACTIONS')).toBe('ConflictException');
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBeUndefined();
  expect(rig.actions(id, 'Build')).toEqual(['A:InProgress', 'B:InProgress', 'C:NotStarted']);
  expect(rig.run(id, 'A').actionExecutionId).not.toBe(before);
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBe('StageNotRetryableException');
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
});

test('retrying all actions runs the stage from its first group', () => {
  const { rig, id } = inBuild();
  rig.succeed(id, 'A');
  rig.succeed(id, 'B');
  rig.fail(id, 'C');
  retry(rig, id, 'ALL_ACTIONS');
  expect(rig.actions(id, 'Build')).toEqual(['A:InProgress', 'B:InProgress', 'C:NotStarted']);
});

test('a stopped execution is taken up in the stage where it stopped', () => {
  const { rig, id } = inBuild();
  rig.succeed(id, 'A');
  stop(rig, id, true);
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBeUndefined();
  expect(rig.actions(id, 'Build')).toEqual(['A:Succeeded', 'B:InProgress', 'C:NotStarted']);
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
});

test('a retry is refused once a later execution has been in the stage', () => {
  const { rig, id } = inBuild();
  rig.fail(id, 'A');
  rig.succeed(id, 'B');
  const later = rig.start();
  rig.succeed(later, 'Checkout');
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBe('NotLatestPipelineExecutionException');
});

test('a retry is refused after an update, of a stage that has gone well, and of one not yet entered', () => {
  const { rig, id } = inBuild();
  expect(retry(rig, id, 'FAILED_ACTIONS', 'Source')).toBe('StageNotRetryableException');
  expect(retry(rig, id, 'FAILED_ACTIONS', 'Deploy')).toBe('StageNotRetryableException');
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBe('StageNotRetryableException');
  expect(retry(rig, id, 'FAILED_ACTIONS', 'Bild')).toBe('StageNotFoundException');
  expect(retry(rig, 'unknown', 'FAILED_ACTIONS')).toBe('PipelineExecutionNotFoundException');
  rig.fail(id, 'A');
  rig.succeed(id, 'B');
  rig.update(declaration);
  expect(retry(rig, id, 'FAILED_ACTIONS')).toBe('StageNotRetryableException');
});

// shows: S4-107
test.each(['FAILED_ACTIONS', 'ALL_ACTIONS'] as const)(
  'an automatic retry in mode %s happens exactly once, and no execution gets into the stage before it',
  (retryMode) => {
    const onFailure = { result: 'RETRY', retryConfiguration: { retryMode } } as const;
    const rig = new EngineRig(pipeline([stage('Build', [build('A'), build('B')], { onFailure })]));
    const id = rig.start();
    rig.succeed(id, 'Checkout');
    const next = rig.start();
    rig.succeed(next, 'Checkout');
    rig.succeed(id, 'A');
    rig.fail(id, 'B');
    expect(rig.actions(id, 'Build')).toEqual([
      retryMode === 'ALL_ACTIONS' ? 'A:InProgress' : 'A:Succeeded',
      'B:InProgress',
    ]);
    if (retryMode === 'ALL_ACTIONS') rig.succeed(id, 'A');
    rig.fail(id, 'B');
    expect(rig.status(id)).toBe('Failed');
    expect(rig.stages(next)).toContain('Build:InProgress');
  },
);

test('the source stage is retried automatically as well', () => {
  const { stages, ...rest } = pipeline([stage('Build', [build('A')])]);
  const [first, ...others] = stages;
  if (first === undefined) throw new Error('There is a source stage');
  const rig = new EngineRig({ ...rest, stages: [{ ...first, onFailure: { result: 'RETRY' } }, ...others] });
  const id = rig.start();
  rig.fail(id, 'Checkout');
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
});
