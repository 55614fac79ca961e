// Manual approvals, requests that name the wrong thing, and what a restarted process takes up.
import { expect, test } from 'vitest';
import { recover, recoverConditions } from '../../src/engine/recover.ts';
import {
  disableTransition,
  enableTransition,
  putApprovalResult,
  startExecution,
} from '../../src/engine/request.ts';
import { artifactsOf, variablesOf } from '../../src/engine/view.ts';
import { approval, build, condition, pipeline, stage } from '../rig/pipelines.ts';
import { EngineRig, ofAction } from '../rig/engine-rig.ts';

const minute = 60_000;

function atGate(more: Parameters<typeof approval>[1] = {}) {
  const rig = new EngineRig(
    pipeline([stage('Gate', [approval('Ship', more)]), stage('Deploy', [build('D')])]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout', { Commit: 'abc' });
  return { rig, id };
}

const answer = (rig: EngineRig, executionId: string, more: object = {}) =>
  rig.ask(putApprovalResult, {
    executionId,
    stageName: 'Gate',
    actionName: 'Ship',
    status: 'Approved' as const,
    summary: 'Looks good',
    by: 'ada',
    ...more,
  });

test('an approval waits with a token and its data, for seven days', () => {
  const configuration = { CustomData: 'Ship #{Src.Commit}?', ExternalEntityLink: 'https://example.test' };
  const { rig } = atGate({ configuration });
  expect(rig.running.size).toBe(0);
  const [waiting] = rig.approvals();
  expect(waiting?.approval).toEqual({
    token: expect.any(String),
    expiresAt: rig.now + 7 * 24 * 60 * minute,
    customData: 'Ship abc?',
    externalEntityLink: 'https://example.test',
  });
  expect(rig.wakeAt()).toBe(waiting?.approval.expiresAt);
});

test('approved, the execution goes on', () => {
  const { rig, id } = atGate();
  expect(answer(rig, id)).toBeUndefined();
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Gate:Succeeded', 'Deploy:InProgress']);
  expect(answer(rig, id)).toBe('ApprovalAlreadyCompletedException');
});

test('rejected, the stage fails with what was said', () => {
  const { rig, id } = atGate();
  answer(rig, id, { status: 'Rejected', summary: 'Not on a Friday' });
  expect(rig.execution(id).statusSummary).toBe('Gate: Ship: Rejected by ada: Not on a Friday');
});

test('an approval that is not answered in time fails', () => {
  const { rig, id } = atGate({ timeoutInMinutes: 90 });
  rig.pass(90 * minute - 1);
  expect(rig.status(id)).toBe('InProgress');
  rig.now += 1;
  expect(answer(rig, id)).toBe('InvalidApprovalTokenException');
  rig.record();
  expect(rig.execution(id).statusSummary).toBe(
    'Gate: Ship: It was not approved or rejected within 90 minutes',
  );
});

test('an answer must name an approval that waits, with its token', () => {
  const { rig, id } = atGate();
  expect(answer(rig, id, { token: 'wrong' })).toBe('InvalidApprovalTokenException');
  expect(answer(rig, id, { stageName: 'Deploy', actionName: 'D' })).toBe('InvalidApprovalTokenException');
  expect(answer(rig, id, { stageName: 'Gaet' })).toBe('StageNotFoundException');
  expect(answer(rig, id, { actionName: 'Shop' })).toBe('ActionNotFoundException');
  expect(answer(rig, 'unknown')).toBe('PipelineExecutionNotFoundException');
  expect(answer(rig, id, { summary: 'x'.repeat(513) })).toBe('ValidationException');
  expect(answer(rig, id, { token: rig.approvals()[0]?.approval.token })).toBeUndefined();
});

test('a start resolves variables once: given, by default, or not at all', () => {
  const variables = [{ name: 'Stage', defaultValue: 'beta' }, { name: 'Region' }];
  const rig = new EngineRig(pipeline([stage('Deploy', [build('D')])], { variables }));
  const start = (given: Record<string, string>, sourceRevisions = {}) =>
    rig.ask(startExecution, { variables: given, sourceRevisions, by: 'ada' });
  expect(start({})).toBe('ValidationException');
  expect(start({ Region: '' })).toBe('ValidationException');
  expect(start({ Region: 'x'.repeat(1001) })).toBe('ValidationException');
  expect(start({ Region: 'eu', Regoin: 'eu' })).toBe('ValidationException');
  expect(start({ Region: 'eu' }, { Chekcout: 'abc' })).toBe('ValidationException');
  expect(start({ Region: 'eu' }, { Checkout: 'abc' })).toBeUndefined();
  const [id = ''] = rig.state.live;
  expect(rig.execution(id)).toMatchObject({
    variables: { Stage: 'beta', Region: 'eu' },
    sourceRevisions: { Checkout: 'abc' },
  });
});

test('nothing starts before the pipeline is declared', () => {
  const input = { variables: {}, sourceRevisions: {}, by: 'ada' };
  expect(new EngineRig().ask(startExecution, input)).toBe('PipelineNotFoundException');
});

test('a transition is refused that is none, or whose reason CodePipeline does not take', () => {
  const { rig } = atGate();
  const input = { stageName: 'Gate', transitionType: 'Inbound', reason: 'Freeze', by: 'ada' } as const;
  expect(rig.ask(disableTransition, { ...input, stageName: 'Source' })).toBe('ValidationException');
  expect(rig.ask(disableTransition, { ...input, stageName: 'Deploy', transitionType: 'Outbound' })).toBe(
    'ValidationException',
  );
  expect(rig.ask(disableTransition, { ...input, reason: '' })).toBe('ValidationException');
  expect(rig.ask(disableTransition, { ...input, reason: 'über' })).toBe('ValidationException');
  expect(rig.ask(enableTransition, { ...input, stageName: 'Gaet' })).toBe('StageNotFoundException');
  expect(rig.ask(disableTransition, input)).toBeUndefined();
});

test('a restarted process takes up running actions, and leaves approvals waiting', () => {
  const rig = new EngineRig(pipeline([stage('Mixed', [approval('Ship'), build('A')])]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  const run = rig.run(id, 'A');
  const interrupted = recover(rig.state);
  expect(interrupted).toMatchObject([
    { actionName: 'A', actionExecutionId: run.actionExecutionId, attempt: 1, started: run },
  ]);
  rig.now += 24 * 60 * minute;
  rig.record({ ...ofAction(run, rig.now), type: 'ActionRecovered', how: 'Restarted', attempt: 2 });
  expect(recover(rig.state)[0]?.attempt).toBe(2);
  expect(rig.actions(id, 'Mixed')).toEqual(['Ship:InProgress', 'A:InProgress']);
  rig.pass(36 * 60 * minute - 1);
  expect(rig.actions(id, 'Mixed')).toContain('A:InProgress');
  rig.pass(1);
  expect(rig.actions(id, 'Mixed')).toContain('A:Failed');
});

test('a restarted process evaluates interrupted conditions again', () => {
  const beforeEntry = condition('FAIL', '#{Src.Commit}');
  const rig = new EngineRig(pipeline([stage('Deploy', [build('D')], { beforeEntry })]));
  const id = rig.start();
  rig.succeed(id, 'Checkout', { Commit: 'abc' });
  expect(recoverConditions(rig.state)).toEqual(rig.evaluating);
  rig.evaluate('Succeeded');
  expect(recoverConditions(rig.state)).toEqual([]);
});

test('artifacts and variables of an execution can be looked up', () => {
  const { rig, id } = atGate();
  expect(artifactsOf(rig.execution(id)).map(({ name }) => name)).toEqual(['SourceOutput']);
  expect([...variablesOf(rig.execution(id)).keys()]).toEqual(['codepipeline', 'variables', 'Src']);
});
