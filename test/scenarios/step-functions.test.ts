// The Step Functions action: a state machine of a stack is executed with an input of the pipeline, and its output goes on.
import { expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeProject } from '../rig/project.ts';

const missing = await missingMoto();
const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

const template = `
Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: app
      RoleArn: arn:aws:iam::111122223333:role/states
      Definition:
        StartAt: Way
        States:
          Way: {Type: Choice, Choices: [{Variable: $.stage, StringEquals: none, Next: Wrong}], Default: Greet}
          Greet: {Type: Pass, Parameters: {"text.$": "States.Format('hello {}', $.stage)"}, End: true}
          Wrong: {Type: Fail, Error: NoStage, Cause: there is none}
Outputs:
  Arn: {Value: !Ref Machine}
`;

test.skipIf(missing !== undefined)(
  'an action executes a state machine, and fails with the error of the execution',
  async () => {
    await using app = makeProject();
    const stack = {
      name: 'Stack',
      namespace: 'Stack',
      actionTypeId: type('Deploy', 'CloudFormation'),
      configuration: {
        ActionMode: 'CREATE_UPDATE',
        StackName: 'app',
        RoleArn: 'arn:aws:iam::111122223333:role/stacks',
        TemplatePath: 'SourceOutput::stack.yml',
      },
      inputArtifacts: [{ name: 'SourceOutput' }],
    };
    const execute = {
      name: 'Execute',
      namespace: 'Execute',
      actionTypeId: type('Invoke', 'StepFunctions'),
      configuration: {
        StateMachineArn: '#{Stack.Arn}',
        ExecutionNamePrefix: 'deploy',
        InputType: 'FilePath',
        Input: 'input.json',
      },
      inputArtifacts: [{ name: 'SourceOutput' }],
      outputArtifacts: [{ name: 'Result' }],
    };
    const show = {
      name: 'Show',
      actionTypeId: type('Compute', 'Commands'),
      inputArtifacts: [{ name: 'Result' }],
      commands: ['cat output.json', 'echo "execution #{Execute.ExecutionArn}"'],
    };
    app.write('stack.yml', template);
    app.write('input.json', '{"stage": "test"}');
    app.write(
      'pipeline.json',
      pipeline([
        sourceStage,
        { name: 'Stack', actions: [stack] },
        { name: 'Execute', actions: [execute] },
        { name: 'Show', actions: [show] },
      ]),
    );
    const first = await app.run('run', '--state', '.slipway');
    expect(first.stdout).toContain('{"text":"hello test"}');
    expect(first.stdout).toMatch(
      /execution arn:aws:states:[\w-]+:111122223333:execution:app:deploy-[\da-f-]{36}/,
    );
    expect(first.status).toBe(0);
    app.write('input.json', '{"stage": "none"}');
    const second = await app.run('run', '--state', '.slipway');
    expect(second.stdout).toContain('has FAILED: NoStage: there is none');
    expect(second.status).toBe(1);
  },
);
