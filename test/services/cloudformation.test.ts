// CloudFormation: stacks over the endpoint's own operations.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { callJson, openTestEndpoint } from '../rig/endpoint.ts';
import { callStacks as call, ended, eventsOf as events, type StackCaller } from '../rig/stacks.ts';

async function parameter(endpoint: StackCaller, Name: string): Promise<unknown> {
  const { body } = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name } });
  return (body['Parameter'] as { readonly Value?: unknown } | undefined)?.Value ?? body['__type'];
}

async function putParameter(endpoint: StackCaller, Name: string, Value: string): Promise<void> {
  const input = { Name, Value, Type: 'String' };
  await callJson(endpoint, 'ssm', { target: 'AmazonSSM.PutParameter', input });
}

const application = `
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Password: {Type: String, Default: secret, NoEcho: true}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: {Status: Enabled}
  Address:
    Type: AWS::SSM::Parameter
    Properties:
      Name: !Sub /app/\${Stage}/bucket
      Type: String
      Value: !Sub "\${Bucket.Arn} \${Bucket}"
  Logs:
    Type: AWS::Logs::LogGroup
    Condition: IsProd
    Properties: {RetentionInDays: 7}
  Secret:
    Type: AWS::SecretsManager::Secret
    Properties:
      GenerateSecretString:
        SecretStringTemplate: '{"username": "app"}'
        GenerateStringKey: password
        PasswordLength: 20
Outputs:
  Name: {Value: !Ref Bucket, Export: {Name: !Sub "\${AWS::StackName}-bucket"}}
`;

test('a stack is made, changed by a change set and deleted by calls of AWS', async () => {
  await using endpoint = await openTestEndpoint();
  const { part } = await call(endpoint, 'CreateStack', { StackName: 'app', TemplateBody: application });
  expect(part('StackId')).toMatch(
    /^arn:aws:cloudformation:eu-central-1:111122223333:stack\/app\/[\da-f-]{36}$/,
  );
  expect(await ended(endpoint, 'app')).toBe('CREATE_COMPLETE');
  const described = await call(endpoint, 'DescribeStacks', { StackName: 'app' });
  const bucket = described.part('OutputValue');
  expect(bucket).toMatch(/^app-bucket-[a-z0-9]{12}$/);
  expect(described.text).toContain(
    '<ParameterKey>Password</ParameterKey><ParameterValue>****</ParameterValue>',
  );
  expect(await parameter(endpoint, '/app/dev/bucket')).toBe(`arn:aws:s3:::${bucket} ${bucket}`);

  const again = await call(endpoint, 'UpdateStack', { StackName: 'app', TemplateBody: application });
  expect(again.part('Message')).toBe('No updates are to be performed.');

  const prod = application.replace('Default: dev', 'Default: prod');
  const given = { StackName: 'app', ChangeSetName: 'to-prod' };
  await call(endpoint, 'CreateChangeSet', { ...given, TemplateBody: prod });
  const { text } = await call(endpoint, 'DescribeChangeSet', given);
  expect(text).toContain('<Replacement>True</Replacement>');
  expect(text).toMatch(/<Action>Add<\/Action><LogicalResourceId>Logs</);
  await call(endpoint, 'ExecuteChangeSet', given);
  expect(await ended(endpoint, 'app')).toBe('UPDATE_COMPLETE');
  expect(await parameter(endpoint, '/app/dev/bucket')).toBe('ParameterNotFound');
  expect(await parameter(endpoint, '/app/prod/bucket')).toBe(`arn:aws:s3:::${bucket} ${bucket}`);

  await call(endpoint, 'DeleteStack', { StackName: 'app' });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
  expect(await parameter(endpoint, '/app/prod/bucket')).toBe('ParameterNotFound');
  const gone = await call(endpoint, 'DescribeStacks', { StackName: 'app' });
  expect(gone.part('Message')).toBe('Stack with id app does not exist');
});

const pair = (second: string) => `
Resources:
  First:
    Type: AWS::SSM::Parameter
    Properties: {Name: /pair/first, Type: String, Value: one}
  Second:
    Type: AWS::SSM::Parameter
    DependsOn: First
    Properties: {Name: /pair/second, Type: String, Value: ${second}}
`;

test("a resource that is not the stack's own makes the creation fail, and stays", async () => {
  await using endpoint = await openTestEndpoint();
  await putParameter(endpoint, '/pair/second', 'foreign');
  await call(endpoint, 'CreateStack', { StackName: 'pair', TemplateBody: pair('two') });
  expect(await ended(endpoint, 'pair')).toBe('ROLLBACK_COMPLETE');
  expect(await parameter(endpoint, '/pair/second')).toBe('foreign');
  expect(await parameter(endpoint, '/pair/first')).toBe('ParameterNotFound');
  expect((await events(endpoint, 'pair')).filter((each) => /FAILED|ROLLBACK/.test(each))).toEqual([
    `Second CREATE_FAILED Resource handler returned message: &quot;Resource of type 'AWS::SSM::Parameter' with identifier '/pair/second' already exists.&quot; (HandlerErrorCode: AlreadyExists)`,
    'pair ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Second]. Rollback requested by user.',
    'pair ROLLBACK_COMPLETE',
  ]);
});

test('an update that fails gives what it has changed its earlier properties', async () => {
  await using endpoint = await openTestEndpoint();
  await call(endpoint, 'CreateStack', { StackName: 'pair', TemplateBody: pair('two') });
  expect(await ended(endpoint, 'pair')).toBe('CREATE_COMPLETE');
  // SSM refuses a text of more than 8 KB.
  const TemplateBody = pair(`"${'x'.repeat(8200)}"`).replace('Value: one', 'Value: changed');
  await call(endpoint, 'UpdateStack', { StackName: 'pair', TemplateBody });
  expect(await ended(endpoint, 'pair')).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await parameter(endpoint, '/pair/first')).toBe('one');
  expect(await parameter(endpoint, '/pair/second')).toBe('two');
});

test('a property that no call takes is refused by name and line before anything is made, unless a condition leaves it out', async () => {
  await using endpoint = await openTestEndpoint();
  const template = (locked: string) => `
Parameters: {Locked: {Type: String, Default: "${locked}"}}
Conditions: {IsLocked: !Equals [!Ref Locked, "yes"]}
Resources:
  First: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: a}}
  Bucket:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: taken-properties
      ObjectLockEnabled: !If [IsLocked, true, !Ref AWS::NoValue]
`;
  const refused = await call(endpoint, 'CreateStack', {
    StackName: 'locked',
    TemplateBody: template('yes'),
  });
  expect([refused.status, refused.part('Message')]).toEqual([
    400,
    'Slipway does not execute the property ObjectLockEnabled of resources of type AWS::S3::Bucket on this machine (Bucket, line 10, column 7)',
  ]);
  const StackName = 'open';
  await call(endpoint, 'CreateStack', { StackName, TemplateBody: template('no') });
  expect(await ended(endpoint, StackName)).toBe('CREATE_COMPLETE');
});

test('what the type of a resource does not take within its properties is refused by its place before anything is made', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = `
Parameters: {Days: {Type: Number, Default: 5}}
Resources:
  First: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: /within/first, Value: a}}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      RedrivePolicy:
        maxReceiveCount: !Ref Days
        deadLetterTarget: x
`;
  const message =
    'Properties validation failed for resource Queue with message: #/RedrivePolicy: extraneous key [deadLetterTarget] is not permitted (line 10, column 9)';
  const refused = await call(endpoint, 'CreateStack', { StackName: 'within', TemplateBody });
  expect([refused.status, refused.part('Message')]).toEqual([400, message]);
  const set = { StackName: 'within', ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody };
  const changeSet = await call(endpoint, 'CreateChangeSet', set);
  expect([changeSet.status, changeSet.part('Message')]).toEqual([400, message]);
  expect(await parameter(endpoint, '/within/first')).toContain('ParameterNotFound');
});

/** A parameter, and a pipeline with one more line. */
function withPipeline(line: string): string {
  const action = (Category: string, Provider: string, more: object) => ({
    Name: Category,
    Actions: [{ Name: Category, ActionTypeId: { Category, Owner: 'AWS', Provider, Version: '1' }, ...more }],
  });
  const stages = [
    action('Source', 'S3', {
      OutputArtifacts: [{ Name: 'source' }],
      Configuration: { S3Bucket: 'b', S3ObjectKey: 'k.zip' },
    }),
    action('Approval', 'Manual', {}),
  ];
  return `
Resources:
  First: {Type: AWS::SSM::Parameter, Properties: {Type: String, Name: value-of-first, Value: a}}
  Pipe:
    Type: AWS::CodePipeline::Pipeline
    Properties:
      RoleArn: arn:aws:iam::111122223333:role/pipeline
      ArtifactStore: {Type: S3, Location: artifacts}
      Stages: ${JSON.stringify(stages)}
      ${line}
`;
}

test('a value that a type does not execute is refused by its place before anything is made', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = withPipeline('RestartExecutionOnUpdate: true');
  const answer = await call(endpoint, 'CreateStack', { StackName: 'piped', TemplateBody });
  expect([answer.status, answer.part('Message')]).toEqual([
    400,
    'Slipway does not execute the property RestartExecutionOnUpdate on this machine (Pipe, line 10, column 7)',
  ]);
  expect(await parameter(endpoint, 'value-of-first')).toContain('ParameterNotFound');
});

test('a value that is not known before the operation refuses nothing', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = withPipeline('Name: !Ref First');
  await call(endpoint, 'CreateStack', { StackName: 'piped', TemplateBody });
  expect(await ended(endpoint, 'piped')).toBe('CREATE_COMPLETE');
});

test('an operation goes on when the process that drove it is gone', async () => {
  await using endpoint = await openTestEndpoint();
  const folder = join(endpoint.stateFolder, 'targets', '@second');
  const ids = Array.from({ length: 30 }, (_, index) => `P${index}`);
  const TemplateBody = JSON.stringify({
    Resources: Object.fromEntries(
      ids.map((id) => [
        id,
        { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Name: `/${id}`, Value: id } },
      ]),
    ),
  });
  const first = await serveEndpoint(endpoint.stateFolder, folder);
  await call({ ...endpoint, url: first.url }, 'CreateStack', { StackName: 'many', TemplateBody });
  await first[Symbol.asyncDispose]();
  await using second = await serveEndpoint(endpoint.stateFolder, folder);
  const caller = { ...endpoint, url: second.url };
  expect(await ended(caller, 'many')).toBe('CREATE_COMPLETE');
  expect(await Promise.all(ids.map(async (id) => parameter(caller, `/${id}`)))).toEqual(ids);
});

test.each([
  ['Resources: {}', 'Template format error: At least one Resources member must be defined.'],
  [
    'Resources: {A: {Type: AWS::No::Such}}',
    'Template format error: Unrecognized resource types: [AWS::No::Such]',
  ],
  [
    'Resources:\n  A:\n    Type: AWS::Neptune::DBCluster',
    'Slipway does not execute resources of type AWS::Neptune::DBCluster on this machine (A) (line 3, column 11)',
  ],
  [
    'Resources: {A: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref B}}}',
    'Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
  ],
])('%s is refused before anything is touched', async (TemplateBody, message) => {
  await using endpoint = await openTestEndpoint();
  const answer = await call(endpoint, 'CreateStack', { StackName: 'wrong', TemplateBody });
  expect([answer.status, answer.part('Code'), answer.part('Message')]).toEqual([
    400,
    'ValidationError',
    message,
  ]);
  expect((await call(endpoint, 'DescribeStacks', { StackName: 'wrong' })).part('Message')).toBe(
    'Stack with id wrong does not exist',
  );
});

test('a protected stack is not deleted, nor one whose export is in use', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = `${pair('two')}Outputs: {Name: {Value: x, Export: {Name: shared}}}`;
  await call(endpoint, 'CreateStack', {
    StackName: 'owner',
    TemplateBody,
    EnableTerminationProtection: 'true',
  });
  expect(await ended(endpoint, 'owner')).toBe('CREATE_COMPLETE');
  const refused = await call(endpoint, 'DeleteStack', { StackName: 'owner' });
  expect(refused.part('Message')).toBe(
    'Stack [owner] cannot be deleted while TerminationProtection is enabled',
  );
  await call(endpoint, 'UpdateTerminationProtection', {
    StackName: 'owner',
    EnableTerminationProtection: 'false',
  });
  const user =
    'Resources: {A: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !ImportValue shared}}}';
  await call(endpoint, 'CreateStack', { StackName: 'user', TemplateBody: user });
  expect(await ended(endpoint, 'user')).toBe('CREATE_COMPLETE');
  expect((await call(endpoint, 'ListImports', { ExportName: 'shared' })).text).toContain(
    '<member>user</member>',
  );
  const inUse = await call(endpoint, 'DeleteStack', { StackName: 'owner' });
  expect(inUse.part('Message')).toBe('Delete canceled. Cannot delete export shared as it is in use by user.');
});

const containers = (pull: string, path: string) => `
Resources:
  Images:
    Type: AWS::ECR::Repository
    Properties:
      ImageTagMutability: ${pull}
      LifecyclePolicy: {LifecyclePolicyText: '{"rules": [{"rulePriority": 1, "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 3}, "action": {"type": "expire"}}]}'}
  Cluster:
    Type: AWS::ECS::Cluster
  Tasks:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Cpu: "256"
      Memory: "512"
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      ContainerDefinitions:
        - Name: web
          Image: public.ecr.aws/web:${pull}
          PortMappings: [{ContainerPort: 8080}]
          Environment: [{Name: STAGE, Value: dev}]
  Targets:
    Type: AWS::ElasticLoadBalancingV2::TargetGroup
    Properties:
      Port: 8080
      Protocol: HTTP
      TargetType: ip
      VpcId: vpc-1
      HealthCheckPath: ${path}
      TargetGroupAttributes: [{Key: deregistration_delay.timeout_seconds, Value: "5"}]
  Service:
    Type: AWS::ECS::Service
    Properties: {Cluster: !Ref Cluster, TaskDefinition: !Ref Tasks, DesiredCount: 0}
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      Subnets: [subnet-1, subnet-2]
      LoadBalancerAttributes: [{Key: idle_timeout.timeout_seconds, Value: "61"}]
  Listener:
    Type: AWS::ElasticLoadBalancingV2::Listener
    Properties:
      LoadBalancerArn: !Ref Balancer
      Port: 80
      Protocol: HTTP
      DefaultActions: [{Type: forward, TargetGroupArn: !Ref Targets}]
  Rule:
    Type: AWS::ElasticLoadBalancingV2::ListenerRule
    Properties:
      ListenerArn: !Ref Listener
      Priority: ${path.length}
      Conditions: [{Field: path-pattern, Values: ["${path}/*"]}]
      Actions: [{Type: forward, TargetGroupArn: !Ref Targets}]
Outputs:
  Tasks: {Value: !Ref Tasks}
  Targets: {Value: !GetAtt Targets.TargetGroupFullName}
`;

test('repositories, clusters, services and load balancers are made, changed and deleted', async () => {
  await using endpoint = await openTestEndpoint();
  const { part } = await call(endpoint, 'CreateStack', {
    StackName: 'run',
    TemplateBody: containers('MUTABLE', '/a'),
  });
  expect([await ended(endpoint, 'run'), await failedEvents(endpoint, 'run')]).toEqual([
    'CREATE_COMPLETE',
    [],
  ]);
  const { text } = await call(endpoint, 'DescribeStacks', { StackName: 'run' });
  expect(text).toMatch(/:task-definition\/runTasks:1</);
  expect(text).toMatch(/>targetgroup\/run-Targets-[A-Za-z0-9]{12}\//);
  await call(endpoint, 'UpdateStack', { StackName: 'run', TemplateBody: containers('IMMUTABLE', '/bc') });
  expect([await ended(endpoint, 'run'), await failedEvents(endpoint, 'run')]).toEqual([
    'UPDATE_COMPLETE',
    [],
  ]);
  const changed = await call(endpoint, 'DescribeStacks', { StackName: 'run' });
  expect(changed.text).toMatch(/:task-definition\/runTasks:2</);
  await call(endpoint, 'DeleteStack', { StackName: 'run' });
  expect(await ended(endpoint, part('StackId'))).toBe('DELETE_COMPLETE');
});

async function failedEvents(endpoint: StackCaller, name: string): Promise<readonly string[]> {
  return (await events(endpoint, name)).filter((line) => line.includes('_FAILED'));
}

test('what a template refers to and is not there is named, and an address that is none is refused', async () => {
  await using endpoint = await openTestEndpoint();
  const TemplateBody = pair("'{{resolve:ssm:/absent:3}}'");
  await call(endpoint, 'CreateStack', { StackName: 'refers', TemplateBody });
  expect(await ended(endpoint, 'refers')).toBe('ROLLBACK_COMPLETE');
  expect(await events(endpoint, 'refers')).toContain(
    'Second CREATE_FAILED Parameters: [ssm:/absent:3] cannot be found.',
  );
  const refused = await call(endpoint, 'CreateStack', {
    StackName: 'bad',
    TemplateURL: 'https://s3.amazonaws.com/bucket/%E0%A4%A',
  });
  expect(refused.part('Message')).toBe('TemplateURL must be a supported URL.');
});
