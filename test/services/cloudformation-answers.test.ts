// What CloudFormation answers of stacks and change sets, as it was recorded on AWS.
import { setTimeout as delay } from 'node:timers/promises';
import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackResourceCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListChangeSetsCommand,
  UpdateStackCommand,
  ValidateTemplateCommand,
  type CreateChangeSetCommandInput,
  type DescribeChangeSetCommandOutput,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signature, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { ended, eventsOf } from '../rig/stacks.ts';

let endpoint: TestEndpoint;
let client: CloudFormationClient;

beforeAll(async () => {
  endpoint = await openTestEndpoint();
  client = new CloudFormationClient(endpoint.client);
});

afterAll(async () => {
  client.destroy();
  await endpoint[Symbol.asyncDispose]();
});

const parameter = (Name: string, more: object = {}) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name, Type: 'String', Value: 'one' },
  ...more,
});

const bodyOf = (Resources: object, more: object = {}) => JSON.stringify({ ...more, Resources });

async function stackOf(StackName: string): Promise<Stack> {
  const { Stacks: [found] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
  if (found === undefined) throw new Error(`There is no stack ${StackName}`);
  return found;
}

/** Its description, as soon as it is made or has failed. */
async function changeSet(
  input: Omit<CreateChangeSetCommandInput, 'ChangeSetName'>,
): Promise<DescribeChangeSetCommandOutput> {
  const given = { ChangeSetName: 'same', Capabilities: ['CAPABILITY_AUTO_EXPAND' as const], ...input };
  const { Id } = await client.send(new CreateChangeSetCommand(given));
  for (;;) {
    const found = await client.send(
      new DescribeChangeSetCommand({ ChangeSetName: Id, IncludePropertyValues: true }),
    );
    if (found.Status === 'CREATE_COMPLETE' || found.Status === 'FAILED') return found;
    await delay(20);
  }
}

async function execute({ ChangeSetId, StackId = '' }: DescribeChangeSetCommandOutput): Promise<string> {
  await client.send(new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId }));
  return await ended(endpoint, StackId);
}

async function create(StackName: string, TemplateBody: string): Promise<string> {
  const Capabilities = ['CAPABILITY_AUTO_EXPAND' as const];
  const { StackId = '' } = await client.send(
    new CreateStackCommand({ StackName, TemplateBody, Capabilities }),
  );
  return await ended(endpoint, StackId);
}

async function refusal(call: Promise<unknown>): Promise<string> {
  return await call.then(
    () => 'answered',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

test('a stack says which change set made it until another way changes it, and what its last operation was allowed', async () => {
  const StackName = 'described';
  const first = await changeSet({
    StackName,
    ChangeSetType: 'CREATE',
    TemplateBody: bodyOf({ A: parameter('/described') }),
  });
  expect([first.Parameters, first.Tags]).toEqual([undefined, undefined]);
  expect(await execute(first)).toBe('CREATE_COMPLETE');
  const made = await stackOf(StackName);
  expect(made).toMatchObject({ ChangeSetId: first.ChangeSetId, Capabilities: ['CAPABILITY_AUTO_EXPAND'] });
  expect([made.LastUpdatedTime instanceof Date, made.Parameters, made.Tags]).toEqual([true, undefined, []]);

  const TemplateBody = bodyOf({ A: parameter('/described'), B: parameter('/described/b') });
  await client.send(new UpdateStackCommand({ StackName, TemplateBody }));
  expect(await ended(endpoint, StackName)).toBe('UPDATE_COMPLETE');
  const updated = await stackOf(StackName);
  expect([updated.ChangeSetId, updated.Capabilities]).toEqual([undefined, undefined]);

  await client.send(new DeleteStackCommand({ StackName }));
  expect(await ended(endpoint, made.StackId ?? '')).toBe('DELETE_COMPLETE');
  const gone = await stackOf(made.StackId ?? '');
  expect(gone.EnableTerminationProtection).toBe(undefined);
  expect([gone.LastUpdatedTime, gone.DeletionTime instanceof Date]).toEqual([updated.LastUpdatedTime, true]);
});

test('an executed change set is described, not listed, keeps its end, and leaves its name', async () => {
  const StackName = 'executed';
  const TemplateBody = bodyOf({ A: parameter('/executed') });
  const first = await changeSet({ StackName, ChangeSetType: 'CREATE', TemplateBody });
  expect(await execute(first)).toBe('CREATE_COMPLETE');
  const listed = await client.send(new ListChangeSetsCommand({ StackName }));
  expect(listed.Summaries ?? []).toEqual([]);
  const again = await changeSet({ StackName, TemplateBody: bodyOf({ B: parameter('/executed/b') }) });
  expect(again).toMatchObject({ ChangeSetName: 'same', ExecutionStatus: 'AVAILABLE' });
  expect(await refusal(changeSet({ StackName, TemplateBody: bodyOf({ C: parameter('/c') }) }))).toBe(
    'ChangeSet same already exists',
  );
  await client.send(new DeleteChangeSetCommand({ StackName, ChangeSetName: 'same' }));
  const left = await client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName: 'same' }));
  expect(left.ChangeSetId).toBe(first.ChangeSetId);
  await client.send(new DeleteStackCommand({ StackName }));
  await ended(endpoint, first.StackId ?? '');
  const described = await client.send(new DescribeChangeSetCommand({ ChangeSetName: first.ChangeSetId }));
  expect(described.ExecutionStatus).toBe('EXECUTE_COMPLETE');
});

test('a creation that goes back has the time of it, and no change set', async () => {
  const value = { 'Fn::ImportValue': 'export-of-nothing' };
  const properties = { Name: '/importing', Type: 'String', Value: value };
  const found = await changeSet({
    StackName: 'importing',
    ChangeSetType: 'CREATE',
    TemplateBody: bodyOf({ A: parameter('/importing', { Properties: properties }) }),
  });
  expect(found.StatusReason).toBe(
    '[WARN] --include-property-values option can return incomplete ChangeSet data because: ChangeSet creation failed for resource [A] because: No export named export-of-nothing',
  );
  expect(JSON.parse(found.Changes?.[0]?.ResourceChange?.AfterContext ?? '')).toEqual({
    Properties: { Name: '/importing', Type: 'String', Value: '{{changeSet:KNOWN_AFTER_APPLY}}' },
  });
  expect(await execute(found)).toBe('ROLLBACK_COMPLETE');
  const { ChangeSetId, DeletionTime, LastUpdatedTime } = await stackOf('importing');
  expect([ChangeSetId, DeletionTime instanceof Date, LastUpdatedTime instanceof Date]).toEqual([
    undefined,
    true,
    true,
  ]);
});

test('metadata that refers to a parameter changes with it, and is shown with its value', async () => {
  const StackName = 'metadata';
  const resources = { A: parameter('/metadata', { Metadata: { Word: { Ref: 'Word' } } }) };
  const TemplateBody = bodyOf(resources, { Parameters: { Word: { Type: 'String', Default: 'one' } } });
  expect(await create(StackName, TemplateBody)).toBe('CREATE_COMPLETE');
  const shown = await client.send(new DescribeStackResourceCommand({ StackName, LogicalResourceId: 'A' }));
  expect(JSON.parse(shown.StackResourceDetail?.Metadata ?? '')).toEqual({ Word: 'one' });
  const Parameters = [{ ParameterKey: 'Word', ParameterValue: 'two' }];
  const { Changes: [change] = [] } = await changeSet({ StackName, TemplateBody, Parameters });
  expect(change?.ResourceChange).toMatchObject({ Replacement: 'False', Scope: ['Metadata'] });
  const target = { Attribute: 'Metadata', RequiresRecreation: 'Never' };
  expect(change?.ResourceChange?.Details).toEqual([
    { Target: target, Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity: 'Word' },
    { Target: target, Evaluation: 'Dynamic', ChangeSource: 'DirectModification' },
  ]);
});

test('a policy may be what a condition says', async () => {
  const policy = { 'Fn::If': ['Keeps', 'Retain', 'Delete'] };
  const body = (keeps: string) =>
    bodyOf(
      { A: parameter(`/policy/${keeps}`, { DeletionPolicy: policy, UpdateReplacePolicy: policy }) },
      { Conditions: { Keeps: { 'Fn::Equals': [keeps, 'yes'] } } },
    );
  for (const [keeps, status] of [
    ['yes', 'A DELETE_SKIPPED'],
    ['no', 'A DELETE_COMPLETE'],
  ] as const) {
    expect(await create(`policy-${keeps}`, body(keeps))).toBe('CREATE_COMPLETE');
    const { StackId = '' } = await stackOf(`policy-${keeps}`);
    await client.send(new DeleteStackCommand({ StackName: StackId }));
    expect(await ended(endpoint, StackId)).toBe('DELETE_COMPLETE');
    expect(await eventsOf(endpoint, StackId)).toContain(status);
  }
  const wrong = body('no').replaceAll('"Delete"', '"Keep"');
  expect(await refusal(create('policy-wrong', wrong))).toBe(
    'Template format error: Unrecognized DeletionPolicy Keep for resource A',
  );
});

test.each<readonly [string, string, object]>([
  [
    'an unknown key of a mapping',
    'Template error: Unable to get mapping for M::c::Suffix',
    { 'Fn::FindInMap': ['M', { Ref: 'Key' }, 'Suffix'] },
  ],
  [
    'an unknown second key',
    'Template error: Unable to get mapping for M::a::Other',
    { 'Fn::Join': ['-', ['x', { 'Fn::FindInMap': ['M', 'a', { Ref: 'Second' }] }]] },
  ],
  [
    'a member that a list does not have',
    'Template error: Fn::Select  cannot select nonexistent value at index 3',
    { 'Fn::Select': [3, { 'Fn::Split': [',', { Ref: 'Key' }] }] },
  ],
])('%s is refused before anything is made', async (_what, message, Value) => {
  const more = {
    Parameters: { Key: { Type: 'String', Default: 'c' }, Second: { Type: 'String', Default: 'Other' } },
    Mappings: { M: { a: { Suffix: '1' } } },
    Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
  };
  const bodyWith = (value: object) =>
    bodyOf({ A: parameter('/looked-up', { Properties: { Type: 'String', Value: value } }) }, more);
  expect(await refusal(create('looked-up', bodyWith(Value)))).toBe(message);
  expect(await refusal(client.send(new DescribeStacksCommand({ StackName: 'looked-up' })))).toBe(
    'Stack with id looked-up does not exist',
  );
  const untaken = bodyWith({ 'Fn::If': ['Never', Value, 'taken'] });
  const set = await changeSet({ StackName: 'untaken', ChangeSetType: 'CREATE', TemplateBody: untaken });
  expect(set.Status).toBe('CREATE_COMPLETE');
  await client.send(new DeleteStackCommand({ StackName: 'untaken' }));
});

test.each([
  ['s3://templates/app.yml', 'S3 error: Domain name specified in templates is not a valid S3 domain'],
  ['https://example.com/app.yml', 'TemplateURL must be a supported URL.'],
  ['nothing', 'TemplateURL must be a supported URL.'],
])('a template at %s is refused', async (TemplateURL, message) => {
  expect(await refusal(client.send(new CreateStackCommand({ StackName: 'url', TemplateURL })))).toBe(message);
});

test('a text that is no JSON is refused at the place up to which it was read', async () => {
  const TemplateBody = '{"this is invalid JSON"="bobbins"}';
  expect(await refusal(client.send(new ValidateTemplateCommand({ TemplateBody })))).toBe(
    'Template format error: JSON not well-formed. (line 1, column 25)',
  );
});

test('the template of a change set that is not there is refused by what was given', async () => {
  const arn = 'arn:aws:cloudformation:eu-central-1:111122223333:changeSet/none/d065e78c';
  expect(await refusal(client.send(new GetTemplateCommand({ ChangeSetName: 'none' })))).toBe(
    'StackName is a required parameter.',
  );
  const unknown = client.send(new GetTemplateCommand({ ChangeSetName: arn }));
  await expect(unknown).rejects.toMatchObject({
    name: expect.stringContaining('ChangeSetNotFound') as string,
    message: `ChangeSet [${arn}] does not exist`,
  });
});

test('what is made by a transform is updated also without a change', async () => {
  const TemplateBody = bodyOf(
    { A: { Type: 'AWS::SNS::Topic' } },
    { Transform: 'AWS::Serverless-2016-10-31' },
  );
  expect(await create('transformed', TemplateBody)).toBe('CREATE_COMPLETE');
  const Capabilities = ['CAPABILITY_AUTO_EXPAND' as const];
  await client.send(new UpdateStackCommand({ StackName: 'transformed', TemplateBody, Capabilities }));
  expect(await ended(endpoint, 'transformed')).toBe('UPDATE_COMPLETE');
  const { StackResources = [] } = await client.send(
    new DescribeStackResourcesCommand({ StackName: 'transformed' }),
  );
  expect(StackResources.map(({ ResourceStatus }) => ResourceStatus)).toEqual(['CREATE_COMPLETE']);
});

describe('a transform', () => {
  const answers: Readonly<Record<string, string>> = {
    Says: "{ requestId: event.requestId, status: 'failure', errorMessage: 'it is a test' }",
    Silent: "{ requestId: event.requestId, status: 'failed' }",
    Odd: "{ requestId: event.requestId, status: 'success', fragment: 'text' }",
    Other: '{}',
    Echo: `{ requestId: event.requestId, status: 'success', fragment: { Resources: { P: { Type: 'AWS::SSM::Parameter',
              Properties: { Name: '/echo', Type: 'String', Value: JSON.stringify([event.params, event.fragment.Transform ?? null, event.templateParameterValues.List]) } } } } }`,
  };

  beforeAll(async () => {
    const Role = 'arn:aws:iam::111122223333:role/macro';
    const resources = Object.entries({
      ...answers,
      Throws: '(() => { throw new Error("thrown") })()',
    }).flatMap(([name, answer]) => [
      [
        `${name}Function`,
        {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Runtime: 'nodejs22.x',
            Handler: 'index.handler',
            Role,
            Code: { ZipFile: `exports.handler = async (event) => (${answer});` },
          },
        },
      ],
      [
        `${name}Macro`,
        {
          Type: 'AWS::CloudFormation::Macro',
          Properties: { Name: name, FunctionName: { 'Fn::GetAtt': [`${name}Function`, 'Arn'] } },
        },
      ],
    ]);
    expect(await create('macros', bodyOf(Object.fromEntries(resources)))).toBe('CREATE_COMPLETE');
  });

  test.each([
    ['Says', 'Transform 111122223333::Says failed with: it is a test'],
    ['Silent', 'Transform 111122223333::Silent failed without an error message.'],
    ['Odd', 'Template format error: unsupported structure.'],
    ['Other', 'Received malformed response from transform 111122223333::Other'],
    ['Throws', 'Received malformed response from transform 111122223333::Throws'],
  ])('%s fails: the stack goes back with its reason, a change set keeps it', async (Transform, reason) => {
    const TemplateBody = bodyOf({ A: parameter(`/never/${Transform}`) }, { Transform });
    const StackName = `direct-${Transform}`;
    expect(await create(StackName, TemplateBody)).toBe('ROLLBACK_COMPLETE');
    expect(await eventsOf(endpoint, StackName)).toEqual([
      `${StackName} CREATE_IN_PROGRESS User Initiated`,
      `${StackName} ROLLBACK_IN_PROGRESS ${reason}. Rollback requested by user.`,
      `${StackName} ROLLBACK_COMPLETE`,
    ]);
    const given = await client.send(new GetTemplateCommand({ StackName, TemplateStage: 'Original' }));
    expect(given.TemplateBody).toBe(TemplateBody);
    const set = await changeSet({ StackName: `set-${Transform}`, ChangeSetType: 'CREATE', TemplateBody });
    expect(set).toMatchObject({ Status: 'FAILED', ExecutionStatus: 'UNAVAILABLE', StatusReason: reason });
  });

  test('is given the values of parameters, and the template without what it is called by', async () => {
    const body = bodyOf(
      { A: parameter('/unused') },
      {
        Parameters: {
          Word: { Type: 'String', Default: 'hello' },
          List: { Type: 'CommaDelimitedList', Default: 'a, b' },
        },
        Transform: [
          {
            Name: 'Echo',
            Parameters: {
              Word: { Ref: 'Word' },
              Text: { 'Fn::Sub': '${Word} in ${AWS::Region}' },
              List: { Ref: 'List' },
            },
          },
        ],
      },
    );
    expect(await create('echo', body)).toBe('CREATE_COMPLETE');
    const answer = await fetch(endpoint.url, {
      method: 'POST',
      headers: {
        ...signature('ssm', endpoint.credentials),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AmazonSSM.GetParameter',
      },
      body: JSON.stringify({ Name: '/echo' }),
    });
    const { Parameter } = (await answer.json()) as { readonly Parameter: { readonly Value: string } };
    expect(JSON.parse(Parameter.Value)).toEqual([
      { Word: 'hello', Text: 'hello in eu-central-1', List: ['a', 'b'] },
      null,
      ['a', 'b'],
    ]);
  });
});
