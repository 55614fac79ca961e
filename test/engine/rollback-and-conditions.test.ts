// Rolling back, and the conditions around a stage.
import { expect, test } from 'vitest';
import { disableTransition, overrideCondition, retryStage, rollbackStage } from '../../src/engine/request.ts';
import { executionsOf, rollbackTargets } from '../../src/engine/view.ts';
import type { StageDeclaration } from '../../src/model/pipeline.ts';
import { build, condition, pipeline, source, stage } from '../rig/pipelines.ts';
import { EngineRig } from '../rig/engine-rig.ts';

const deploy = (more: Partial<StageDeclaration> = {}) =>
  pipeline([
    stage(
      'Deploy',
      [build('D', { inputArtifacts: [{ name: 'SourceOutput' }], configuration: { Id: '#{Src.Commit}' } })],
      more,
    ),
    stage('After', [build('E')]),
  ]);

/** An execution that succeeds everywhere, from this commit. */
function succeeded(rig: EngineRig, commit: string): string {
  const id = inDeploy(rig, commit);
  rig.finish();
  return id;
}

/** An execution that is in the stage Deploy. */
function inDeploy(rig: EngineRig, commit: string): string {
  const id = rig.start();
  rig.succeed(id, 'Checkout', { Commit: commit });
  return id;
}

const latest = (rig: EngineRig) => executionsOf(rig.state)[0];
const rollback = (rig: EngineRig, targetExecutionId?: string, stageName = 'Deploy') =>
  rig.ask(rollbackStage, {
    stageName,
    ...(targetExecutionId === undefined ? {} : { targetExecutionId }),
    by: 'ada',
  });

// shows: S4-074
test('a rollback is a new execution of one stage with the artifacts and variables of its target', () => {
  const rig = new EngineRig(deploy());
  const first = succeeded(rig, 'one');
  succeeded(rig, 'two');
  expect(rollback(rig, first)).toBeUndefined();
  const back = latest(rig);
  expect(back).toMatchObject({
    trigger: { triggerType: 'ManualRollback', triggerDetail: 'ada' },
    rollback: { stageName: 'Deploy', targetExecutionId: first },
  });
  const id = back?.executionId ?? '';
  const run = rig.run(id, 'D');
  expect(run.resolvedConfiguration).toEqual({ Id: 'one' });
  expect(run.inputArtifacts).toEqual([rig.execution(first).artifacts.get('SourceOutput')]);
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
  expect(rig.stages(id)).toEqual(['Deploy:Succeeded']);
});

test('without a target, a rollback goes to the latest execution that is not what the stage holds', () => {
  const rig = new EngineRig(deploy());
  const first = succeeded(rig, 'one');
  const second = succeeded(rig, 'two');
  const goesTo = () => {
    expect(rollback(rig)).toBeUndefined();
    rig.finish();
    return latest(rig)?.rollback?.targetExecutionId;
  };
  expect(goesTo()).toBe(first);
  expect(goesTo()).toBe(second);
  rig.fail(inDeploy(rig, 'three'), 'D');
  expect(goesTo()).toBe(second);
});

test('a rollback is refused where CodePipeline refuses it', () => {
  const rig = new EngineRig(deploy());
  expect(rollback(rig)).toBe('UnableToRollbackStageException');
  const first = succeeded(rig, 'one');
  const failed = inDeploy(rig, 'two');
  expect(rollback(rig, first)).toBe('ConflictException');
  rig.fail(failed, 'D');
  expect(rollback(rig, failed)).toBe('UnableToRollbackStageException');
  expect(rollback(rig, first, 'Source')).toBe('UnableToRollbackStageException');
  expect(rollback(rig, first, 'Nowhere')).toBe('StageNotFoundException');
  expect(rollback(rig, 'unknown')).toBe('PipelineExecutionNotFoundException');
  rollback(rig, first);
  rig.finish();
  expect(rollback(rig, latest(rig)?.executionId)).toBe('UnableToRollbackStageException');
  rig.update(deploy());
  expect(rollback(rig, first)).toBe('PipelineExecutionOutdatedException');
  expect(rollbackTargets(rig.state, 'Deploy')).toEqual([]);
  rig.update({ ...deploy(), executionMode: 'PARALLEL' });
  expect(rollback(rig, succeeded(rig, 'three'))).toBe('UnableToRollbackStageException');
});

test('a disabled transition does not hold a rollback', () => {
  const rig = new EngineRig(deploy());
  const first = succeeded(rig, 'one');
  const freeze = { stageName: 'Deploy', transitionType: 'Inbound', reason: 'Freeze', by: 'ada' } as const;
  rig.ask(disableTransition, freeze);
  rollback(rig, first);
  rig.finish();
  expect(latest(rig)?.status).toBe('Succeeded');
});

test('a failing stage rolls back by itself, before anyone who waits gets in', () => {
  const rig = new EngineRig(deploy({ onFailure: { result: 'ROLLBACK' } }));
  const first = succeeded(rig, 'one');
  const failing = inDeploy(rig, 'two');
  const waiting = inDeploy(rig, 'three');
  rig.fail(failing, 'D');
  expect(rig.status(failing)).toBe('Failed');
  const back = latest(rig);
  expect(back).toMatchObject({
    trigger: { triggerType: 'AutomatedRollback', triggerDetail: failing },
    rollback: { stageName: 'Deploy', targetExecutionId: first },
  });
  expect(rig.stages(waiting)).toContain('Deploy:NotStarted');
  const retry = { executionId: failing, stageName: 'Deploy', retryMode: 'FAILED_ACTIONS' } as const;
  expect(rig.ask(retryStage, retry)).toBe('NotLatestPipelineExecutionException');
  rig.succeed(back?.executionId ?? '', 'D');
  expect(rig.stages(waiting)).toContain('Deploy:InProgress');
});

test('a stage without an execution to go back to just stays failed', () => {
  const rig = new EngineRig(deploy({ onFailure: { result: 'ROLLBACK' } }));
  const id = inDeploy(rig, 'one');
  rig.fail(id, 'D');
  expect(rig.status(id)).toBe('Failed');
  expect(executionsOf(rig.state)).toHaveLength(1);
});

test('a rollback that fails does not cause another', () => {
  const rig = new EngineRig(deploy({ onFailure: { result: 'ROLLBACK' } }));
  succeeded(rig, 'one');
  rig.fail(inDeploy(rig, 'two'), 'D');
  const back = latest(rig)?.executionId ?? '';
  rig.fail(back, 'D');
  expect(rig.status(back)).toBe('Failed');
  expect(latest(rig)?.executionId).toBe(back);
});

test('an entry condition lets in when it passes, while the stage is held for the execution that is checked', () => {
  const rig = new EngineRig(deploy({ beforeEntry: condition('FAIL') }));
  const id = inDeploy(rig, 'one');
  const next = inDeploy(rig, 'two');
  expect(rig.stages(id)).toContain('Deploy:InProgress');
  expect(rig.running.size).toBe(0);
  rig.evaluate('Succeeded');
  expect([...rig.running.values()].map(({ actionName }) => actionName)).toEqual(['D']);
  expect(rig.stages(next)).toContain('Deploy:NotStarted');
});

test('a failed entry condition with FAIL fails the execution, until someone overrides it', () => {
  const rig = new EngineRig(deploy({ beforeEntry: condition('FAIL') }));
  const id = inDeploy(rig, 'one');
  rig.evaluate('Failed');
  expect(rig.execution(id)).toMatchObject({
    status: 'Failed',
    statusSummary: 'Deploy: beforeEntry condition failed: rule Check',
  });
  const input = { executionId: id, stageName: 'Deploy', conditionType: 'BEFORE_ENTRY', by: 'ada' } as const;
  expect(rig.ask(retryStage, { ...input, retryMode: 'FAILED_ACTIONS' })).toBe('StageNotRetryableException');
  expect(rig.ask(overrideCondition, input)).toBeUndefined();
  expect(rig.execution(id).stages.get('Deploy')?.conditions.get('BEFORE_ENTRY')?.status).toBe('Overridden');
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
  expect(rig.ask(overrideCondition, input)).toBe('ConditionNotOverridableException');
});

test('a failed entry condition with SKIP skips the stage, and cannot be overridden', () => {
  const rig = new EngineRig(deploy({ beforeEntry: condition('SKIP') }));
  const id = inDeploy(rig, 'one');
  rig.evaluate('Failed');
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Deploy:Skipped', 'After:InProgress']);
  expect(rig.actions(id, 'Deploy')).toEqual(["D:Didn't Run"]);
  expect(
    rig.ask(overrideCondition, {
      executionId: id,
      stageName: 'Deploy',
      conditionType: 'BEFORE_ENTRY',
      by: 'ada',
    }),
  ).toBe('ConditionNotOverridableException');
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
  expect(rollback(rig, id)).toBe('UnableToRollbackStageException');
});

test('the entry condition is not evaluated again by a retry', () => {
  const rig = new EngineRig(deploy({ beforeEntry: condition('FAIL') }));
  const id = inDeploy(rig, 'one');
  rig.evaluate('Succeeded');
  rig.fail(id, 'D');
  rig.ask(retryStage, { executionId: id, stageName: 'Deploy', retryMode: 'ALL_ACTIONS' });
  expect(rig.evaluating).toEqual([]);
  expect(rig.run(id, 'D').actionName).toBe('D');
});

test('a failed condition on success with FAIL fails the stage; overridden, the execution goes on', () => {
  const rig = new EngineRig(deploy({ onSuccess: condition('FAIL') }));
  const id = inDeploy(rig, 'one');
  rig.succeed(id, 'D');
  expect(rig.stages(id)).toContain('Deploy:InProgress');
  rig.evaluate('Failed');
  expect(rig.stages(id)).toContain('Deploy:Failed');
  rig.ask(overrideCondition, {
    executionId: id,
    stageName: 'Deploy',
    conditionType: 'ON_SUCCESS',
    by: 'ada',
  });
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Deploy:Succeeded', 'After:InProgress']);
});

test('a failed condition on success with ROLLBACK fails the stage and goes back', () => {
  const rig = new EngineRig(deploy({ onSuccess: condition('ROLLBACK') }));
  const first = succeeded(rig, 'one');
  const id = inDeploy(rig, 'two');
  rig.succeed(id, 'D');
  rig.evaluate('Failed');
  expect(rig.status(id)).toBe('Failed');
  expect(latest(rig)?.rollback?.targetExecutionId).toBe(first);
});

test('a condition on failure rolls back when it fails, and leaves the stage failed when it passes', () => {
  const rig = new EngineRig(deploy({ onFailure: condition('ROLLBACK') }));
  succeeded(rig, 'one');
  const second = inDeploy(rig, 'two');
  rig.fail(second, 'D');
  expect(rig.status(second)).toBe('InProgress');
  rig.evaluate('Succeeded');
  expect(rig.status(second)).toBe('Failed');
  expect(latest(rig)?.executionId).toBe(second);
  const third = inDeploy(rig, 'three');
  rig.fail(third, 'D');
  rig.evaluate('Failed');
  expect(latest(rig)?.trigger.triggerDetail).toBe(third);
});

test('rules are evaluated with their variables resolved', () => {
  const rig = new EngineRig(deploy({ beforeEntry: condition('FAIL', '#{Src.Commit}', 'one') }));
  inDeploy(rig, 'one');
  expect(rig.evaluating[0]?.rules[0]?.configuration).toEqual({
    Variable: 'one',
    Operator: 'EQ',
    Value: 'one',
  });
});

test('a rule whose variable has no value makes the condition errored, which counts as failed', () => {
  const rig = new EngineRig(deploy({ beforeEntry: condition('FAIL', '#{Src.Absent}') }));
  const id = inDeploy(rig, 'one');
  expect(rig.execution(id).stages.get('Deploy')?.conditions.get('BEFORE_ENTRY')).toMatchObject({
    status: 'Errored',
    rules: [
      {
        message: 'The variable #{Src.Absent} in configuration Variable has no value in this execution',
      },
    ],
  });
  expect(rig.status(id)).toBe('Failed');
});

test('the result of an evaluation that belongs to an earlier attempt is ignored', () => {
  const rig = new EngineRig(deploy({ onFailure: condition('ROLLBACK') }));
  const id = inDeploy(rig, 'one');
  rig.fail(id, 'D');
  const [late] = rig.evaluating.splice(0);
  rig.ask(retryStage, { executionId: id, stageName: 'Deploy', retryMode: 'FAILED_ACTIONS' });
  rig.fail(id, 'D');
  if (late === undefined) throw new Error('The first failure was checked');
  rig.record({ ...late.event, type: 'ConditionEnded', status: 'Succeeded', rules: [] });
  expect(rig.status(id)).toBe('InProgress');
  rig.evaluate('Succeeded');
  expect(rig.status(id)).toBe('Failed');
});

test('a rollback does not pass the entry condition: it is not evaluated', () => {
  const rig = new EngineRig({
    ...deploy({ beforeEntry: condition('FAIL') }),
    stages: [stage('Source', [source()]), ...deploy({ beforeEntry: condition('FAIL') }).stages.slice(1)],
  });
  const first = succeeded(rig, 'one');
  rollback(rig, first);
  expect(rig.evaluating).toEqual([]);
  expect(rig.run(latest(rig)?.executionId ?? '', 'D').actionName).toBe('D');
});
