// Change sets of type IMPORT: resources that are there already become a stack's, and nothing of them is changed.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { callJson, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { callStacks, ended, eventsOf } from '../rig/stacks.ts';

async function putParameter(endpoint: TestEndpoint, Name: string): Promise<void> {
  const input = { Name, Type: 'String', Value: 'kept' };
  await callJson(endpoint, 'ssm', { target: 'AmazonSSM.PutParameter', input });
}

const parameter = (id: string, name: string, policy = 'DeletionPolicy: Retain, ') =>
  `  ${id}: { Type: AWS::SSM::Parameter, ${policy}Properties: { Name: ${name}, Type: String, Value: template } }\n`;

const member = (id: string, name: string, at = 1) => ({
  [`ResourcesToImport.member.${at}.ResourceType`]: 'AWS::SSM::Parameter',
  [`ResourcesToImport.member.${at}.LogicalResourceId`]: id,
  [`ResourcesToImport.member.${at}.ResourceIdentifier.entry.1.key`]: 'Name',
  [`ResourcesToImport.member.${at}.ResourceIdentifier.entry.1.value`]: name,
});

/** The change set as it is described; its call's answer when it is refused. */
async function plan(endpoint: TestEndpoint, resources: string, given: Readonly<Record<string, string>>) {
  const ChangeSetName = `set-${resources.length}`;
  const common = { StackName: 'taken', ChangeSetName };
  const made = await callStacks(endpoint, 'CreateChangeSet', {
    ...common,
    ChangeSetType: 'IMPORT',
    TemplateBody: `Resources:\n${resources}`,
    ...given,
  });
  if (made.status !== 200) return { ...made, common };
  for (;;) {
    const described = await callStacks(endpoint, 'DescribeChangeSet', common);
    if (!described.part('Status').endsWith('_IN_PROGRESS')) return { ...described, common };
    await delay(5);
  }
}

async function imported(endpoint: TestEndpoint, resources: string, given: Readonly<Record<string, string>>) {
  const { common, ...described } = await plan(endpoint, resources, given);
  await callStacks(endpoint, 'ExecuteChangeSet', common);
  return { described, status: await ended(endpoint, 'taken') };
}

const valueOf = async (endpoint: TestEndpoint, Name: string) => {
  const { body } = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.GetParameter', input: { Name } });
  return (body['Parameter'] as { readonly Value?: string } | undefined)?.Value;
};

test('what is there becomes a resource of a new stack, with its tags, and is updated as the others from then on', async () => {
  await using endpoint = await openTestEndpoint();
  await putParameter(endpoint, '/one');
  const { described, status } = await imported(endpoint, parameter('One', '/one'), {
    ...member('One', '/one'),
    'Tags.member.1.Key': 'team',
    'Tags.member.1.Value': 'blue',
  });
  expect(described.text).toContain('<Action>Import</Action>');
  expect([described.part('PhysicalResourceId'), status]).toEqual(['/one', 'IMPORT_COMPLETE']);
  expect(await eventsOf(endpoint, 'taken')).toEqual([
    'taken REVIEW_IN_PROGRESS User Initiated',
    'taken IMPORT_IN_PROGRESS User Initiated',
    'One IMPORT_IN_PROGRESS Resource import started.',
    'One IMPORT_COMPLETE Resource import completed.',
    'One UPDATE_IN_PROGRESS Apply stack-level tags to imported resource if applicable.',
    'One UPDATE_COMPLETE',
    'taken IMPORT_COMPLETE',
  ]);
  const input = { ResourceType: 'Parameter', ResourceId: '/one' };
  const { body } = await callJson(endpoint, 'ssm', { target: 'AmazonSSM.ListTagsForResource', input });
  expect(body['TagList']).toEqual([{ Key: 'team', Value: 'blue' }]);
  expect(await valueOf(endpoint, '/one')).toBe('kept');
  const TemplateBody = `Resources:\n${parameter('One', '/one').replace('template', 'changed')}`;
  await callStacks(endpoint, 'UpdateStack', { StackName: 'taken', TemplateBody });
  expect([await ended(endpoint, 'taken'), await valueOf(endpoint, '/one')]).toEqual([
    'UPDATE_COMPLETE',
    'changed',
  ]);
});

test('what goes away before the change set is executed is rolled back: the stack is as before', async () => {
  await using endpoint = await openTestEndpoint();
  await putParameter(endpoint, '/one');
  await putParameter(endpoint, '/two');
  await imported(endpoint, parameter('One', '/one'), member('One', '/one'));
  const both = `${parameter('One', '/one')}${parameter('Two', '/two')}`;
  const { common } = await plan(endpoint, both, member('Two', '/two'));
  await callJson(endpoint, 'ssm', { target: 'AmazonSSM.DeleteParameter', input: { Name: '/two' } });
  await callStacks(endpoint, 'ExecuteChangeSet', common);
  expect(await ended(endpoint, 'taken')).toBe('IMPORT_ROLLBACK_COMPLETE');
  expect((await eventsOf(endpoint, 'taken')).slice(-5)).toEqual([
    'taken IMPORT_IN_PROGRESS User Initiated',
    'Two IMPORT_IN_PROGRESS Resource import started.',
    `Two IMPORT_FAILED Resource of type 'AWS::SSM::Parameter' with identifier '/two' was not found.`,
    'taken IMPORT_ROLLBACK_IN_PROGRESS The following resource(s) failed to import: [Two].',
    'taken IMPORT_ROLLBACK_COMPLETE',
  ]);
  const { text } = await callStacks(endpoint, 'ListStackResources', { StackName: 'taken' });
  expect([...text.matchAll(/<LogicalResourceId>(.*?)</g)].map((match) => match[1])).toEqual(['One']);
});

test.each([
  [
    'is not there',
    parameter('One', '/none'),
    member('One', '/none'),
    /Resource of type .*AWS::SSM::Parameter.* with identifier .*\/none.* was not found/,
  ],
  [
    'is another stack’s',
    parameter('One', '/owned'),
    member('One', '/owned'),
    /\/owned already exists in stack arn:aws:cloudformation:/,
  ],
  [
    'comes with another change',
    `${parameter('One', '/free')}${parameter('Two', '/new')}`,
    member('One', '/free'),
    /You have modified resources \[Two\] in your template that are not being imported/,
  ],
  [
    'has no DeletionPolicy',
    parameter('One', '/free', ''),
    member('One', '/free'),
    /Resources \[One\] to import must have a DeletionPolicy/,
  ],
  [
    'is not in the template',
    parameter('One', '/free'),
    member('Two', '/free'),
    /no resource Two of the type/,
  ],
  [
    'is of a type that is not imported',
    '  One: { Type: AWS::CloudFormation::WaitConditionHandle, DeletionPolicy: Retain }\n',
    {
      ...member('One', '/free'),
      'ResourcesToImport.member.1.ResourceType': 'AWS::CloudFormation::WaitConditionHandle',
    },
    /ResourceTypes \[AWS::CloudFormation::WaitConditionHandle\] are not supported for Import/,
  ],
  ['is named by nothing', parameter('One', '/free'), {}, /ResourcesToImport must be specified/],
])('a resource that %s is not imported', async (_what, resources, given, expected) => {
  await using endpoint = await openTestEndpoint();
  await putParameter(endpoint, '/free');
  const TemplateBody = `Resources:\n${parameter('Own', '/owned')}`;
  await callStacks(endpoint, 'CreateStack', { StackName: 'owner', TemplateBody });
  await ended(endpoint, 'owner');
  const { text } = await plan(endpoint, resources, given);
  expect(text).toMatch(expected);
});

test('a change set with ImportExistingResources takes in what is there under its name, makes the rest, and lets go what it took when it fails', async () => {
  await using endpoint = await openTestEndpoint();
  await putParameter(endpoint, '/free');
  const made = async (resources: string) => {
    const ChangeSetName = `c${resources.length}`;
    const given = { StackName: 'mixed', ChangeSetName };
    await callStacks(endpoint, 'CreateChangeSet', {
      ...given,
      ChangeSetType: 'CREATE',
      ImportExistingResources: 'true',
      TemplateBody: `Resources:\n${resources}`,
    });
    const { text } = await callStacks(endpoint, 'DescribeChangeSet', given);
    await callStacks(endpoint, 'ExecuteChangeSet', given);
    const actions = [...text.matchAll(/<Action>(\w+)</g)].map(([, action = '']) => action);
    return [...actions.toSorted(), await ended(endpoint, 'mixed')];
  };
  const broken =
    '  Bad: { Type: AWS::Logs::LogStream, DependsOn: One, Properties: { LogGroupName: none } }\n';
  const both = `${parameter('One', '/free')}${parameter('Two', '/new', '')}`;
  expect(await made(`${both}${broken}`)).toEqual(['Add', 'Add', 'Import', 'ROLLBACK_COMPLETE']);
  await callStacks(endpoint, 'DeleteStack', { StackName: 'mixed' });
  await ended(endpoint, 'mixed');
  const input = (Name: string) => ({ target: 'AmazonSSM.GetParameter', input: { Name } });
  expect((await callJson(endpoint, 'ssm', input('/free'))).status).toBe(200);
  expect((await callJson(endpoint, 'ssm', input('/new'))).status).toBe(400);
  expect(await made(both)).toEqual(['Add', 'Import', 'CREATE_COMPLETE']);
  const events = await eventsOf(endpoint, 'mixed');
  expect(events).toContain('One IMPORT_COMPLETE Resource import completed.');
  expect(events).toContain('Two CREATE_COMPLETE');
});
