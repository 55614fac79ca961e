// Stages in order, actions by runOrder, what one hands on to the next.
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { build, pipeline, source, stage } from '../rig/pipelines.ts';
import { startExecution } from '../../src/engine/request.ts';
import { EngineRig } from '../rig/engine-rig.ts';

test('stages run one after the other, and the execution succeeds with the last', () => {
  const rig = new EngineRig(pipeline([stage('Build', [build('Compile')]), stage('Test', [build('Unit')])]));
  const id = rig.start();
  expect(rig.stages(id)).toEqual(['Source:InProgress', 'Build:NotStarted', 'Test:NotStarted']);
  rig.succeed(id, 'Checkout');
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Build:InProgress', 'Test:NotStarted']);
  rig.succeed(id, 'Compile');
  rig.succeed(id, 'Unit');
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Build:Succeeded', 'Test:Succeeded']);
  expect(rig.status(id)).toBe('Succeeded');
});

test('actions of one runOrder run together, and the next group begins when all of them have succeeded', () => {
  const actions = [
    build('Last', { runOrder: 7 }),
    build('A'),
    build('B', { runOrder: 1 }),
    build('C', { runOrder: 3 }),
  ];
  const rig = new EngineRig(pipeline([stage('Build', actions)]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  expect(rig.actions(id, 'Build')).toEqual([
    'Last:NotStarted',
    'A:InProgress',
    'B:InProgress',
    'C:NotStarted',
  ]);
  rig.succeed(id, 'B');
  expect(rig.running.size).toBe(1);
  rig.succeed(id, 'A');
  expect([...rig.running.values()].map(({ actionName }) => actionName)).toEqual(['C']);
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
});

test('a failing action lets its neighbours finish, no later group starts, then the stage fails', () => {
  const rig = new EngineRig(
    pipeline([
      stage('Build', [build('A'), build('B'), build('Later', { runOrder: 2 })]),
      stage('After', [build('Deploy')]),
    ]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  rig.fail(id, 'A', 'Exit status 2');
  expect(rig.status(id)).toBe('InProgress');
  rig.succeed(id, 'B');
  expect(rig.actions(id, 'Build')).toEqual(['A:Failed', 'B:Succeeded', 'Later:NotStarted']);
  expect(rig.stages(id)).toEqual(['Source:Succeeded', 'Build:Failed', 'After:NotStarted']);
  expect(rig.execution(id)).toMatchObject({ status: 'Failed', statusSummary: 'Build: A: Exit status 2' });
});

test('two failed actions are both counted in the reason', () => {
  const rig = new EngineRig(pipeline([stage('Build', [build('A'), build('B')])]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  rig.fail(id, 'A', 'first');
  rig.fail(id, 'B', 'second');
  expect(rig.execution(id).statusSummary).toBe('Build: A (and 1 more): first');
});

// shows: S4-013
test('an artifact is handed to every later action that names it', () => {
  const inputArtifacts = [{ name: 'SourceOutput' }];
  const rig = new EngineRig(
    pipeline([
      stage('Build', [build('A', { inputArtifacts, outputArtifacts: [{ name: 'Built' }] })]),
      stage('Deploy', [build('B', { inputArtifacts: [{ name: 'Built' }, { name: 'SourceOutput' }] })]),
    ]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  rig.succeed(id, 'A');
  expect(rig.run(id, 'B').inputArtifacts.map(({ name }) => name)).toEqual(['Built', 'SourceOutput']);
  expect([...rig.execution(id).artifacts.keys()]).toEqual(['SourceOutput', 'Built']);
});

test('an action whose input artifact was never produced fails without being started', () => {
  const rig = new EngineRig(
    pipeline([stage('Build', [build('A', { inputArtifacts: [{ name: 'Nothing' }] })])], {}),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  expect(rig.running.size).toBe(0);
  expect(rig.execution(id).stages.get('Build')?.actions.get('A')?.error).toEqual({
    code: 'ConfigurationError',
    message: 'The input artifact Nothing was not produced in this execution',
  });
});

test('references become values right before the action starts', () => {
  const configuration = {
    Text: '#{Src.CommitId} of #{variables.Stage} in #{codepipeline.PipelineExecutionId} at #{codepipeline.StartTime}',
    Ruby: 'puts "#{name}"',
  };
  const rig = new EngineRig(
    pipeline([stage('Build', [build('A', { configuration })])], {
      variables: [{ name: 'Stage', defaultValue: 'beta' }],
    }),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout', { CommitId: 'abc' });
  expect(rig.run(id, 'A').resolvedConfiguration).toEqual({
    Text: `abc of beta in ${id} at 2026-01-01T00:00:00.000Z`,
    Ruby: 'puts "#{name}"',
  });
});

test('references in commands and environment variables are resolved too', () => {
  const rig = new EngineRig(
    pipeline([
      stage('Build', [
        build('A', {
          commands: ['echo #{Src.CommitId}', 'true'],
          environmentVariables: [{ name: 'COMMIT', value: '#{Src.CommitId}' }],
        }),
      ]),
    ]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout', { CommitId: 'abc' });
  expect(rig.run(id, 'A')).toMatchObject({
    resolvedCommands: ['echo abc', 'true'],
    resolvedEnvironmentVariables: [{ name: 'COMMIT', value: 'abc' }],
  });
});

test('a reference without a value fails its action with a ConfigurationError that names it, without starting it', () => {
  const rig = new EngineRig(
    pipeline([stage('Build', [build('A', { commands: ['echo #{Src.Branch} #{Other.Key}'] }), build('B')])]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout', { CommitId: 'abc' });
  expect([...rig.running.values()].map(({ actionName }) => actionName)).toEqual(['B']);
  expect(rig.execution(id).stages.get('Build')?.actions.get('A')?.error).toEqual({
    code: 'ConfigurationError',
    message:
      'The variable #{Src.Branch} in commands has no value in this execution; ' +
      'The variable #{Other.Key} in commands has no value in this execution',
  });
  rig.succeed(id, 'B');
  expect(rig.status(id)).toBe('Failed');
});

test('a name that every object has is not taken for a variable', () => {
  const rig = new EngineRig(
    pipeline([stage('Build', [build('A', { configuration: { Key: '#{Src.constructor}' } })])]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout', { CommitId: 'abc' });
  expect(rig.status(id)).toBe('Failed');
});

test('a source action cannot use pipeline variables', () => {
  const declaration = pipeline([stage('Build', [build('A')])], {
    variables: [{ name: 'Branch', defaultValue: 'main' }],
  });
  const stages = [
    stage('Source', [source({ configuration: { BranchName: '#{variables.Branch}' } })]),
    ...declaration.stages.slice(1),
  ];
  const rig = new EngineRig({ ...declaration, stages });
  expect(rig.status(rig.start())).toBe('Failed');
});

test('variables of an action without a namespace are kept and cannot be referred to', () => {
  const rig = new EngineRig(
    pipeline([
      stage('Build', [build('A')]),
      stage('Deploy', [build('B', { configuration: { Key: '#{A.Key}' } })]),
    ]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  rig.succeed(id, 'A', { Key: 'value' });
  expect(rig.execution(id).stages.get('Build')?.actions.get('A')?.outputVariables).toEqual({ Key: 'value' });
  expect(rig.status(id)).toBe('Failed');
});

test('a resolved configuration of more than 100 KB fails its action', () => {
  const rig = new EngineRig(
    pipeline([stage('Build', [build('A', { configuration: { Key: '#{Src.Message}' } })])]),
  );
  const id = rig.start();
  rig.succeed(id, 'Checkout', { Message: 'x'.repeat(100 * 1024) });
  expect(rig.execution(id).statusSummary).toContain('larger than 100 KB');
});

test('an action that takes longer than its type may fails, and its later end is ignored', () => {
  const rig = new EngineRig(pipeline([stage('Build', [build('A')])]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  const run = rig.run(id, 'A');
  expect(rig.wakeAt()).toBe(rig.now + 36 * 3_600_000);
  rig.pass(36 * 3_600_000 - 1);
  expect(rig.status(id)).toBe('InProgress');
  rig.pass(1);
  expect(rig.execution(id).stages.get('Build')?.actions.get('A')?.error).toEqual({
    code: 'TimedOut',
    message: 'It did not end within 36 hours, the most that an action of this type may take',
  });
  rig.record(rig.success(run));
  expect(rig.status(id)).toBe('Failed');
});

test.each([
  ['Deploy', 'AWS', 'CodeDeploy', 5 * 24 * 60],
  ['Deploy', 'AWS', 'CloudFormation', 3 * 24 * 60],
  ['Deploy', 'AWS', 'S3', 90],
  ['Deploy', 'AWS', 'ECS', 60],
  ['Compute', 'AWS', 'Commands', 55],
  ['Invoke', 'AWS', 'Lambda', 24 * 60],
  ['Invoke', 'AWS', 'StepFunctions', 7 * 24 * 60],
  ['Build', 'Custom', 'Jenkins', 24 * 60],
] as const)('%s/%s/%s may take as long as its quota says', (category, owner, provider, minutes) => {
  const actionTypeId = { category, owner, provider, version: '1' };
  const rig = new EngineRig(pipeline([stage('Run', [build('A', { actionTypeId })])]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  expect(rig.wakeAt()).toBe(rig.now + minutes * 60_000);
});

test('the same request to start with the same token starts one execution, whatever became of it', () => {
  const rig = new EngineRig(pipeline([stage('Build', [build('Compile')])]));
  const ask = (clientRequestToken: string) => {
    const outcome = startExecution(
      rig.state,
      { variables: {}, sourceRevisions: {}, by: 'ann', clientRequestToken },
      rig.context,
    );
    if (isFailed(outcome)) throw new Error(outcome.failed.message);
    if (outcome.events.length > 0) rig.record(...outcome.events);
    const [first] = outcome.events;
    return first?.type === 'ExecutionStarted' ? first.executionId : outcome.startedBefore;
  };
  const id = ask('one') ?? '';
  expect(ask('one')).toBe(id);
  rig.succeed(id, 'Checkout');
  rig.succeed(id, 'Compile');
  expect(rig.status(id)).toBe('Succeeded');
  expect(ask('one')).toBe(id);
  expect(ask('two')).not.toBe(id);
});
