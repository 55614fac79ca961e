// A rule of EventBridge that starts a shipped pipeline: its role must let it, and let EventBridge in.
import { expect, test } from 'vitest';
import { openIamCalls } from '../../src/account/iam-calls.ts';
import { openAccount } from '../../src/account/open-account.ts';
import type { PolicyStatement } from '../../src/model/policy.ts';
import { refusedStart } from '../../src/server/hold-start.ts';
import { openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { definition, withActions } from '../rig/empty-definition.ts';
import { action } from '../rig/rights.ts';

type Driven = Parameters<typeof refusedStart>[0];

const account = '111122223333';
const pipelineArn = `arn:aws:codepipeline:eu-central-1:${account}:shop`;

function put(endpoint: TestEndpoint, kind: 'rights' | 'trust', Statement: PolicyStatement): void {
  using opened = openAccount(endpoint.stateFolder);
  opened.put({
    partition: 'aws',
    account,
    region: '',
    type: 'AWS::IAM::RolePolicy',
    name: `shop-start/${kind}`,
    values: {
      roleName: 'shop-start',
      policyName: kind,
      kind,
      document: { Version: '2012-10-17', Statement: [Statement] },
    },
    madeBy: { kind: 'api', operation: 'test' },
    at: 0,
  });
}

const letsIn = (Service: string): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service },
  Condition: { StringEquals: { 'aws:SourceAccount': account } },
});
const allows = (Resource: string): PolicyStatement => ({
  Effect: 'Allow',
  Action: 'codepipeline:StartPipelineExecution',
  Resource,
});

interface Started {
  readonly trust?: PolicyStatement;
  readonly rights?: PolicyStatement;
  readonly options?: object;
  readonly triggerType?: string;
  readonly by?: string;
  readonly source?: ReturnType<typeof action>;
}

const schedules = [
  { name: 'nightly', scheduleExpression: 'cron(0 2 * * ? *)' },
  { name: 'mornings', scheduleExpression: 'cron(0 8 * * ? *)', scheduleExpressionTimezone: 'Europe/Berlin' },
];

const codeCommit = { RepositoryName: 'shop', BranchName: 'main' };
const reported = action('Source', 'CodeCommit', { ...codeCommit, PollForSourceChanges: 'false' });

/** What is said against the start, and what was recorded. */
async function started({
  trust = letsIn('events.amazonaws.com'),
  rights = allows(pipelineArn),
  options = { isShipped: true, iam: 'enforce' },
  triggerType = 'CloudWatchEvent',
  by = 'a push',
  source = reported,
}: Started) {
  await using endpoint = await openTestEndpoint();
  put(endpoint, 'trust', trust);
  put(endpoint, 'rights', rights);
  const shop = { ...withActions(source), name: 'shop' };
  const driven = { definition: definition({ pipeline: shop, schedules }), options } as unknown as Driven;
  const asked = {
    type: 'StartPipelineExecution',
    triggerType,
    by,
    variables: {},
    sourceRevisions: by === 'a push' ? { [source.name]: 'a1b2c3' } : {},
  };
  const state = { folder: async () => Promise.resolve(`${endpoint.stateFolder}/targets`) };
  const refused = await refusedStart(driven, asked as Parameters<typeof refusedStart>[1], state);
  using calls = openIamCalls(endpoint.stateFolder);
  return {
    code: refused?.code,
    message: refused?.message ?? '',
    recorded: calls.list().map(({ principal, action, decision }) => `${principal} ${action} ${decision}`),
  };
}

const session = `arn:aws:sts::${account}:assumed-role/shop-start/events`;

test('the role that is shipped starts its pipeline', async () => {
  expect(await started({ rights: allows('*') })).toEqual({
    code: undefined,
    message: '',
    recorded: [`${session} codepipeline:StartPipelineExecution Allowed`],
  });
});

test('without its statement it starts nothing where roles are enforced, and elsewhere that is recorded', async () => {
  const rights = allows('arn:aws:codepipeline:eu-central-1:111122223333:other');
  expect(await started({ rights })).toMatchObject({
    code: 'StartRefused',
    message: expect.stringContaining(
      'is not authorized to perform: codepipeline:StartPipelineExecution',
    ) as string,
  });
  expect(await started({ rights, options: { isShipped: true } })).toMatchObject({
    code: undefined,
    recorded: [`${session} codepipeline:StartPipelineExecution NotAllowed`],
  });
});

test('a role that lets another service in starts nothing', async () => {
  expect(await started({ trust: letsIn('scheduler.amazonaws.com') })).toMatchObject({
    code: 'StartRefused',
    message: expect.stringContaining("cannot be assumed by principal 'events.amazonaws.com'") as string,
  });
});

test.each([
  ['a pipeline that was not shipped', { options: { iam: 'enforce' } }],
  ['a start by a call', { triggerType: 'StartPipelineExecution' }],
  ['a push to a source that is polled', { source: action('Source', 'CodeCommit', codeCommit) }],
  ['the end of another workflow', { by: 'tests completed' }],
])('%s needs no role of a rule', async (_, more) => {
  expect(await started({ rights: allows('nothing'), ...more })).toEqual({
    code: undefined,
    message: '',
    recorded: [],
  });
});

test('a pushed image needs its rule, because its repository is not polled', async () => {
  const source = action('Source', 'ECR', { RepositoryName: 'shop' });
  expect(await started({ source, rights: allows('nothing') })).toMatchObject({ code: 'StartRefused' });
});

test.each([
  ['nightly', 'events'],
  ['mornings', 'scheduler'],
])('the schedule %s starts it in the name of %s', async (name, service) => {
  const by = `schedule ${name}`;
  const trust = letsIn(`${service}.amazonaws.com`);
  expect(await started({ by, trust, rights: allows('*') })).toMatchObject({
    code: undefined,
    recorded: [
      `arn:aws:sts::${account}:assumed-role/shop-start/${service} codepipeline:StartPipelineExecution Allowed`,
    ],
  });
  expect(await started({ by, trust: letsIn('ec2.amazonaws.com') })).toMatchObject({ code: 'StartRefused' });
});

test('where roles are only observed it starts also when nothing can be asked', async () => {
  const shop = { ...withActions(reported), name: 'shop' };
  const startWith = async (options: object) => {
    const driven = { definition: definition({ pipeline: shop }), options } as unknown as Driven;
    const asked = {
      type: 'StartPipelineExecution',
      triggerType: 'CloudWatchEvent',
      by: 'a push',
      variables: {},
      sourceRevisions: { [reported.name]: 'a1b2c3' },
    } as Parameters<typeof refusedStart>[1];
    // No endpoint has its folder below a file.
    const state = { folder: async () => Promise.resolve(`${import.meta.filename}/targets`) };
    return await refusedStart(driven, asked, state);
  };
  expect(await startWith({ isShipped: true })).toBeUndefined();
  await expect(startWith({ isShipped: true, iam: 'enforce' })).rejects.toThrow('ENOTDIR');
});
