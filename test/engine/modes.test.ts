// SUPERSEDED, QUEUED and PARALLEL, transitions, and what an update does to executions in flight.
import { expect, test } from 'vitest';
import { disableTransition, enableTransition, startExecution } from '../../src/engine/request.ts';
import { inboundExecutions, isHeldByTransition, latestExecution } from '../../src/engine/view.ts';
import type { ExecutionMode } from '../../src/model/pipeline.ts';
import { build, pipeline, stage } from '../rig/pipelines.ts';
import { EngineRig } from '../rig/engine-rig.ts';

const day = 24 * 3_600_000;
const declare = (executionMode: ExecutionMode) =>
  pipeline([stage('Build', [build('A')]), stage('Deploy', [build('B')])], { executionMode });

/** An execution that has come through the source stage. */
function startIn(rig: EngineRig): string {
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  return id;
}

const waiting = (rig: EngineRig, stageName: string) =>
  inboundExecutions(rig.state, stageName).map(({ executionId }) => executionId);

const hold = (rig: EngineRig, stageName: string) =>
  rig.ask(disableTransition, { stageName, transitionType: 'Inbound', reason: 'Freeze', by: 'ada' });
const release = (rig: EngineRig, stageName: string) =>
  rig.ask(enableTransition, { stageName, transitionType: 'Inbound', by: 'ada' });

test('SUPERSEDED: an execution waits in front of a locked stage, and a newer one takes its place', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  const first = startIn(rig);
  const second = startIn(rig);
  expect(waiting(rig, 'Build')).toEqual([second]);
  const third = startIn(rig);
  expect(waiting(rig, 'Build')).toEqual([third]);
  expect(rig.execution(second)).toMatchObject({ status: 'Superseded', supersededBy: third });
  expect(rig.status(first)).toBe('InProgress');
  rig.succeed(first, 'A');
  expect(rig.stages(third)).toContain('Build:InProgress');
});

test('SUPERSEDED: each entrance has its own waiting place, that of the first stage too', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  const first = startIn(rig);
  rig.succeed(first, 'A');
  const second = startIn(rig);
  rig.succeed(second, 'A');
  const third = startIn(rig);
  const fourth = startIn(rig);
  const fifth = rig.start();
  const sixth = rig.start();
  const seventh = rig.start();
  expect(waiting(rig, 'Deploy')).toEqual([second]);
  expect(waiting(rig, 'Build')).toEqual([fourth]);
  expect(waiting(rig, 'Source')).toEqual([seventh]);
  expect(rig.status(sixth)).toBe('Superseded');
  expect([rig.status(third), rig.status(fifth)]).toEqual(['InProgress', 'InProgress']);
});

test.each(['SUPERSEDED', 'QUEUED'] as const)('%s: a failed execution frees its stage', (mode) => {
  const rig = new EngineRig(declare(mode));
  const first = startIn(rig);
  const second = startIn(rig);
  rig.fail(first, 'A');
  expect(rig.status(first)).toBe('Failed');
  expect(rig.stages(second)).toContain('Build:InProgress');
  expect(latestExecution(rig.state, 'Build')?.executionId).toBe(second);
});

test('QUEUED: executions wait in the order in which they came, and none is superseded', () => {
  const rig = new EngineRig(declare('QUEUED'));
  const first = startIn(rig);
  const others = [startIn(rig), startIn(rig), startIn(rig)];
  expect(waiting(rig, 'Build')).toEqual(others);
  rig.succeed(first, 'A');
  expect(waiting(rig, 'Build')).toEqual(others.slice(1));
  rig.finish();
  expect(others.map((id) => rig.status(id))).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
});

test.each(['QUEUED', 'PARALLEL'] as const)('%s: fifty executions at a time, and no more', (mode) => {
  const rig = new EngineRig(declare(mode));
  const ids = Array.from({ length: 50 }, () => rig.start());
  const input = { variables: {}, sourceRevisions: {}, by: 'ada' };
  expect(rig.ask(startExecution, input)).toBe('ConcurrentPipelineExecutionsLimitExceededException');
  rig.fail(ids[0] ?? '', 'Checkout');
  expect(rig.ask(startExecution, input)).toBeUndefined();
});

test('PARALLEL: executions run through the same stages at the same time', () => {
  const rig = new EngineRig(declare('PARALLEL'));
  const ids = [startIn(rig), startIn(rig), startIn(rig)];
  expect(ids.map((id) => rig.stages(id)[1])).toEqual(Array.from(ids, () => 'Build:InProgress'));
  expect(latestExecution(rig.state, 'Build')).toBeUndefined();
});

test('PARALLEL: five actions of one execution run at a time', () => {
  const actions = Array.from({ length: 8 }, (_, index) => build(`A${index}`));
  const rig = new EngineRig(pipeline([stage('Build', actions)], { executionMode: 'PARALLEL' }));
  const id = startIn(rig);
  expect(rig.running.size).toBe(5);
  rig.succeed(id, 'A0');
  expect([...rig.running.values()].map(({ actionName }) => actionName)).toEqual([
    'A1',
    'A2',
    'A3',
    'A4',
    'A5',
  ]);
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
});

test('a disabled transition holds who comes, not who is inside or past it', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  const inside = startIn(rig);
  hold(rig, 'Build');
  rig.succeed(inside, 'A');
  rig.succeed(inside, 'B');
  expect(rig.status(inside)).toBe('Succeeded');
  const held = startIn(rig);
  expect(isHeldByTransition(rig.state, rig.execution(held))).toBe(true);
  const newer = startIn(rig);
  expect(rig.status(held)).toBe('Superseded');
  release(rig, 'Build');
  expect(rig.stages(newer)).toContain('Build:InProgress');
});

test('behind a disabled transition a queue keeps its order', () => {
  const rig = new EngineRig(declare('QUEUED'));
  hold(rig, 'Build');
  const ids = [startIn(rig), startIn(rig)];
  release(rig, 'Build');
  expect(rig.stages(ids[0] ?? '')).toContain('Build:InProgress');
  expect(waiting(rig, 'Build')).toEqual(ids.slice(1));
});

test('in PARALLEL mode each execution waits for itself at a disabled transition', () => {
  const rig = new EngineRig(declare('PARALLEL'));
  hold(rig, 'Build');
  const ids = [startIn(rig), startIn(rig)];
  expect(waiting(rig, 'Build')).toEqual(ids);
  release(rig, 'Build');
  expect(rig.running.size).toBe(2);
});

test('a disabled outbound transition holds an execution after the stage', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  const input = { stageName: 'Build', transitionType: 'Outbound', by: 'ada' } as const;
  rig.ask(disableTransition, { ...input, reason: 'Freeze' });
  const id = startIn(rig);
  rig.succeed(id, 'A');
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Build:Succeeded', 'Deploy:NotStarted']);
  release(rig, 'Deploy');
  expect(rig.running.size).toBe(0);
  rig.ask(enableTransition, input);
  expect(rig.stages(id)).toContain('Deploy:InProgress');
});

test('who is held at a disabled transition for more than 30 days does not go on', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  hold(rig, 'Build');
  const id = startIn(rig);
  expect(rig.wakeAt()).toBe(rig.now + 30 * day);
  rig.pass(30 * day);
  expect(rig.execution(id)).toMatchObject({
    status: 'Cancelled',
    statusSummary: 'Held at the disabled transition into Build for more than 30 days',
  });
});

test('an update cancels executions in flight once their running actions have ended, and those that wait at once', () => {
  const rig = new EngineRig(declare('QUEUED'));
  const running = startIn(rig);
  const behind = startIn(rig);
  rig.update(declare('QUEUED'));
  expect([rig.status(running), rig.status(behind)]).toEqual(['InProgress', 'Cancelled']);
  rig.succeed(running, 'A');
  expect(rig.execution(running)).toMatchObject({ status: 'Cancelled' });
  expect(rig.stages(running)).toEqual(['Source:Succeeded', 'Build:Cancelled', 'Deploy:NotStarted']);
});

test('executions in PARALLEL mode go on with the declaration that they began with', () => {
  const rig = new EngineRig(declare('PARALLEL'));
  const id = startIn(rig);
  rig.update(pipeline([stage('Other', [build('X')])]));
  rig.succeed(id, 'A');
  rig.succeed(id, 'B');
  expect(rig.status(id)).toBe('Succeeded');
});

test('a disabled transition stays disabled when the pipeline is updated', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  hold(rig, 'Deploy');
  rig.update(declare('QUEUED'));
  const id = startIn(rig);
  rig.succeed(id, 'A');
  expect(waiting(rig, 'Deploy')).toEqual([id]);
});

test('who is held too long when a newer one comes is cancelled, not superseded', () => {
  const rig = new EngineRig(declare('SUPERSEDED'));
  hold(rig, 'Build');
  const old = startIn(rig);
  const newer = rig.start();
  rig.now += 30 * day;
  rig.succeed(newer, 'Checkout');
  expect(rig.status(old)).toBe('Cancelled');
});
