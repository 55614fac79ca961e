// The CloudFormation action: stacks of this machine, by a change set and directly, with parameters and outputs.
import { expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
const there = ['--state', '.slipway'] as const;
const role = 'arn:aws:iam::111122223333:role/stacks';

const template = `
Parameters:
  Stage: {Type: String}
  Version: {Type: String}
Resources:
  Address:
    Type: AWS::SSM::Parameter
    Properties: {Name: !Sub "/app/\${Stage}", Type: String, Value: !Ref Version}
Outputs:
  Address: {Value: !Sub "\${Address}=\${Address.Value}"}
`;

function stackAction(name: string, configuration: object, more: object = {}) {
  return {
    name,
    actionTypeId: type('Deploy', 'CloudFormation'),
    configuration: { StackName: 'app', RoleArn: role, ...configuration },
    inputArtifacts: [{ name: 'SourceOutput' }],
    ...more,
  };
}

test('an action makes a stack, a change set changes it, and its outputs go on', async () => {
  await using app = makeProject();
  const given = {
    TemplatePath: 'SourceOutput::stack.yml',
    TemplateConfiguration: 'SourceOutput::settings.json',
    ParameterOverrides: JSON.stringify({
      Version: { 'Fn::GetParam': ['SourceOutput', 'version.json', 'version'] },
    }),
  };
  const make = stackAction(
    'Make',
    { ActionMode: 'CREATE_UPDATE', ...given, OutputFileName: 'outputs.json' },
    { namespace: 'Stack', outputArtifacts: [{ name: 'Outputs' }] },
  );
  const replace = stackAction('Replace', {
    ActionMode: 'CHANGE_SET_REPLACE',
    ChangeSetName: 'next',
    ...given,
  });
  const execute = stackAction(
    'Execute',
    { ActionMode: 'CHANGE_SET_EXECUTE', ChangeSetName: 'next' },
    { inputArtifacts: [] },
  );
  const show = {
    name: 'Show',
    actionTypeId: type('Compute', 'Commands'),
    inputArtifacts: [{ name: 'Outputs' }],
    commands: ['cat outputs.json', 'echo "variable #{Stack.Address}"'],
  };
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Make', actions: [make] },
      { name: 'Prepare', actions: [replace] },
      { name: 'Execute', actions: [execute] },
      { name: 'Show', actions: [show] },
    ]),
  );
  app.write('stack.yml', template);
  app.write(
    'settings.json',
    JSON.stringify({ Parameters: { Stage: 'dev', Version: 'none' }, Tags: { team: 'a' } }),
  );
  app.write('version.json', JSON.stringify({ version: '1.2' }));
  const run = await app.run('run', ...there);
  expect(run.stdout + run.stderr).toContain('app CREATE_COMPLETE');
  expect(run.status).toBe(0);
  const logs = await app.run('logs', '--action', 'Show', ...there);
  expect(logs.stdout).toContain('{"Address":"/app/dev=1.2"}');
  expect(logs.stdout).toContain('variable /app/dev=1.2');
  await app.run('down', ...there);
});

test('a stack that cannot be made fails its action, is replaced by the next run, and deleted by DELETE_ONLY', async () => {
  await using app = makeProject();
  const make = stackAction('Make', {
    ActionMode: 'REPLACE_ON_FAILURE',
    TemplatePath: 'SourceOutput::stack.yml',
    ParameterOverrides: JSON.stringify({ Stage: 'dev', Version: '1' }),
  });
  const remove = stackAction('Remove', { ActionMode: 'DELETE_ONLY' }, { inputArtifacts: [] });
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Make', actions: [make] }, { name: 'Remove', actions: [remove] }]),
  );
  const stream = '  Stream: {Type: AWS::Logs::LogStream, Properties: {LogGroupName: none}}\n';
  app.write('stack.yml', template.replace('Outputs:', `${stream}Outputs:`));
  const run = await app.run('run', ...there);
  expect(run.status).toBe(1);
  expect(run.stdout + run.stderr).toMatch(/The stack app is in ROLLBACK_COMPLETE\. Stream: /);
  app.write('stack.yml', template);
  const next = await app.run('run', ...there);
  expect(next.stdout + next.stderr).toMatch(/app CREATE_COMPLETE[^]*app DELETE_COMPLETE/);
  expect(next.status).toBe(0);
  await app.run('down', ...there);
});

test('a pipeline that init wrote for a template makes a stack whose first creation failed, and names its addresses', async () => {
  await using app = makeProject();
  const site = (more: string) =>
    `Resources:\n  Site: { Type: AWS::S3::Bucket, Properties: { BucketName: site-of-init, WebsiteConfiguration: { IndexDocument: i } } }\n${more}` +
    'Outputs: { Address: { Value: !GetAtt Site.WebsiteURL }, Name: { Value: !Ref Site } }\n';
  app.write(
    'template.yml',
    site('  Stream: { Type: AWS::Logs::LogStream, Properties: { LogGroupName: none } }\n'),
  );
  expect((await app.run('init', '--yes')).stdout).toMatch(/note: .+ REPLACE_ON_FAILURE/);
  const failed = await app.run('run', ...there);
  expect(failed.status).toBe(1);
  expect(failed.stdout).toMatch(/it means +The first creation of the stack has failed/);
  expect(failed.stdout).toMatch(/to fix +Repair what the reason names\./);
  app.write('template.yml', site(''));
  const made = await app.run('run', ...there);
  const answers = /^It answers at\n {2}Address +(http:\/\/\S+) +output of the stack\n\n/m;
  expect(made.stdout).toMatch(answers);
  expect(made.status).toBe(0);
  // The bucket is empty, and its website says so: it answers.
  const opened = await app.run('open', '--json', ...there);
  expect(JSON.parse(opened.stdout)).toEqual({ name: 'Address', url: answers.exec(made.stdout)?.[1] });
  await app.run('down', ...there);
});

test('an action makes a stack set with its stacks, and another one adds a Region with a parameter of its own', async () => {
  await using app = makeProject();
  const setAction = (provider: string, configuration: object) => ({
    name: provider,
    namespace: provider,
    actionTypeId: type('Deploy', provider),
    configuration: {
      StackSetName: 'shared',
      DeploymentTargets: 'SourceOutput::accounts.json',
      ...configuration,
    },
    inputArtifacts: [{ name: 'SourceOutput' }],
  });
  const make = setAction('CloudFormationStackSet', {
    TemplatePath: 'SourceOutput::stack.yml',
    Parameters: 'ParameterKey=Stage,ParameterValue=dev ParameterKey=Version,ParameterValue=1.0',
    Regions: 'us-east-1',
  });
  const add = setAction('CloudFormationStackInstances', {
    Regions: 'us-east-1,eu-west-1',
    ParameterOverrides: '[{"ParameterKey": "Version", "ParameterValue": "2.0"}]',
  });
  const show = {
    name: 'Show',
    actionTypeId: type('Compute', 'Commands'),
    inputArtifacts: [{ name: 'SourceOutput' }],
    commands: ['echo "set #{CloudFormationStackSet.StackSetId}"'],
  };
  app.write('stack.yml', template.replace('/app/', '/app/${AWS::Region}/'));
  app.write('accounts.json', '["111122223333"]');
  const stages = [
    sourceStage,
    { name: 'Make', actions: [make] },
    { name: 'Add', actions: [add] },
    { name: 'Show', actions: [show] },
  ];
  app.write('pipeline.json', pipeline(stages));
  const first = await app.run('run', ...there);
  expect(first.stdout).toContain('111122223333 us-east-1 SUCCEEDED');
  expect(first.stdout).toContain('111122223333 eu-west-1 SUCCEEDED');
  expect(first.stdout).toMatch(/set shared:[\da-f-]{36}/);
  expect(first.status).toBe(0);
  app.write('accounts.json', '{"Accounts": "444455556666"}');
  const second = await app.run('run', ...there);
  expect(second.stdout).toContain("should have 'AWSCloudFormationStackSetExecutionRole' role");
  expect(second.status).toBe(1);
});

const box = '  Box: {Type: AWS::EC2::Instance, Properties: {ImageId: ami-12345678}}\n';

const letIn = (action: string, resource: string): string =>
  `{Version: '2012-10-17', Statement: [{Effect: Allow, Principal: {AWS: '111122223333'}, Action: ${action}, Resource: ${resource}}]}`;

/** What passes messages and events on, and what calls are held against: nothing of it is said to be only recorded. */
const acting = `
  Inbox: {Type: AWS::SQS::Queue}
  News: {Type: AWS::SNS::Topic}
  Reader:
    Type: AWS::SNS::Subscription
    Properties: {TopicArn: !Ref News, Protocol: sqs, Endpoint: !GetAtt Inbox.Arn}
  LetNewsIn:
    Type: AWS::SQS::QueuePolicy
    Properties: {Queues: [!Ref Inbox], PolicyDocument: ${letIn('sqs:SendMessage', '!GetAtt Inbox.Arn')}}
  LetOthersIn:
    Type: AWS::SNS::TopicPolicy
    Properties: {Topics: [!Ref News], PolicyDocument: ${letIn('sns:Publish', '!Ref News')}}
  Bus: {Type: AWS::Events::EventBus, Properties: {Name: orders}}
  Nightly:
    Type: AWS::Events::Rule
    Properties:
      ScheduleExpression: rate(1 day)
      Targets: [{Id: inbox, Arn: !GetAtt Inbox.Arn}]
  Files: {Type: AWS::S3::Bucket}
  ReadFiles:
    Type: AWS::S3::BucketPolicy
    Properties: {Bucket: !Ref Files, PolicyDocument: ${letIn('s3:GetObject', '!Sub "${Files.Arn}/*"')}}
`;

test('what a stack has only by its settings is named as not executed, also when nothing of it changes', async () => {
  await using app = makeProject();
  app.write('stack.yml', template.replace('Resources:\n', `Resources:\n${box}${acting}`));
  const action = stackAction('Make', {
    ActionMode: 'CREATE_UPDATE',
    TemplatePath: 'SourceOutput::stack.yml',
    ParameterOverrides: JSON.stringify({ Stage: 'test', Version: '1' }),
  });
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Deploy', actions: [action] }]));
  for (const summary of ['app CREATE_COMPLETE', 'No updates are to be performed.']) {
    const { stdout, status } = await app.run('run', ...there);
    expect(stdout).toContain(summary);
    expect(status).toBe(0);
    const [, shown = ''] = stdout.split('Not executed here\n');
    expect(shown.split('\n\n')[0]?.replaceAll(/\s+/g, ' ')).toBe(
      ' ◌ AWS::EC2::Instance: only recorded, its settings are kept and nothing runs: Box (Deploy › Make)',
    );
  }
});
