// Stack sets: a template whose stacks are made, changed and removed in Regions of the account.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import type { StackSet } from '../../src/services/cloudformation/stack-sets/stack-set.ts';
import { Documents } from '../../src/state/documents.ts';
import { openTestEndpoint, userKeys } from '../rig/endpoint.ts';
import { callStacks, type StackCaller } from '../rig/stacks.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const template = (value: string, name = '/set/${AWS::Region}') => `
Parameters: { Word: { Type: String, Default: none } }
Resources:
  One: { Type: AWS::SSM::Parameter, Properties: { Name: !Sub "${name}", Type: String, Value: !Sub "${value} \${Word}" } }
`;

const list = (name: string, values: readonly string[]) =>
  Object.fromEntries(values.map((value, index) => [`${name}.member.${index + 1}`, value]));

const own = '111122223333';
const set = { StackSetName: 'shared' };

/** The results of an operation as they are when it has ended, and its status. */
async function results(endpoint: StackCaller, OperationId: string): Promise<readonly string[]> {
  for (;;) {
    const given = { ...set, OperationId };
    const { text, part } = await callStacks(endpoint, 'DescribeStackSetOperation', given);
    if (part('Status') === '') return [text];
    if (!/^(RUNNING|STOPPING)$/.test(part('Status'))) {
      const { text: all } = await callStacks(endpoint, 'ListStackSetOperationResults', given);
      const each = all.match(/<member>.*?<\/member>/gs) ?? [];
      const of = (member: string, name: string) => new RegExp(`<${name}>(.*?)<`).exec(member)?.[1] ?? '';
      const shown = each.map((member) =>
        ['Account', 'Region', 'Status', 'StatusReason']
          .map((name) => of(member, name))
          .join(' ')
          .trimEnd(),
      );
      return [part('Status'), ...shown];
    }
    await delay(20);
  }
}

async function begun(endpoint: StackCaller, action: string, given: Readonly<Record<string, string>>) {
  const { text, part } = await callStacks(endpoint, action, { ...set, ...given });
  return part('OperationId') === '' ? [text] : await results(endpoint, part('OperationId'));
}

async function valueIn(endpoint: StackCaller, region: string): Promise<string | undefined> {
  const authorization = `AWS4-HMAC-SHA256 Credential=${endpoint.credentials.accessKeyId}/20260101/${region}/ssm/aws4_request, SignedHeaders=host, Signature=00`;
  const answer = await fetch(endpoint.url, {
    method: 'POST',
    headers: {
      authorization,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonSSM.GetParameter',
    },
    body: JSON.stringify({ Name: `/set/${region}` }),
  });
  const body = (await answer.json()) as { readonly Parameter?: { readonly Value?: string } };
  return body.Parameter?.Value;
}

test('a stack set has a stack in each Region, with overrides, and changes and removes all of them', async () => {
  await using endpoint = await openTestEndpoint();
  const regions = ['eu-central-1', 'us-east-1'];
  const made = await callStacks(endpoint, 'CreateStackSet', { ...set, TemplateBody: template('first') });
  expect(made.part('StackSetId')).toMatch(/^shared:[\da-f-]{36}$/);
  const again = await callStacks(endpoint, 'CreateStackSet', { ...set, TemplateBody: template('first') });
  expect(again.part('Code')).toBe('NameAlreadyExistsException');
  const targets = { ...list('Accounts', [own]), ...list('Regions', regions) };
  const word = (value: string) => ({
    'ParameterOverrides.member.1.ParameterKey': 'Word',
    'ParameterOverrides.member.1.ParameterValue': value,
  });
  expect(await begun(endpoint, 'CreateStackInstances', { ...targets, ...word('own') })).toEqual([
    'SUCCEEDED',
    `${own} eu-central-1 SUCCEEDED`,
    `${own} us-east-1 SUCCEEDED`,
  ]);
  expect(await Promise.all(regions.map((region) => valueIn(endpoint, region)))).toEqual([
    'first own',
    'first own',
  ]);
  const { text } = await callStacks(endpoint, 'ListStackInstances', set);
  expect(text.match(/<Status>CURRENT</g)?.length).toBe(2);
  expect(text).toMatch(/stack\/StackSet-shared-[\da-f-]{36}\//);

  const first = { ...list('Accounts', [own]), ...list('Regions', ['us-east-1']) };
  expect((await begun(endpoint, 'UpdateStackInstances', { ...first, ...word('other') }))[0]).toBe(
    'SUCCEEDED',
  );
  const second = { TemplateBody: template('second') };
  expect((await begun(endpoint, 'UpdateStackSet', second))[0]).toBe('SUCCEEDED');
  expect(await Promise.all(regions.map((region) => valueIn(endpoint, region)))).toEqual([
    'second own',
    'second other',
  ]);

  const notEmpty = await callStacks(endpoint, 'DeleteStackSet', set);
  expect(notEmpty.part('Code')).toBe('StackSetNotEmptyException');
  const gone = { ...targets, RetainStacks: 'false' };
  expect((await begun(endpoint, 'DeleteStackInstances', gone))[0]).toBe('SUCCEEDED');
  expect(await valueIn(endpoint, 'us-east-1')).toBeUndefined();
  expect((await callStacks(endpoint, 'DeleteStackSet', set)).status).toBe(200);
  expect((await callStacks(endpoint, 'DescribeStackSet', set)).part('Code')).toBe(
    'StackSetNotFoundException',
  );
});

test('another account has no role for the set, a failing stack cancels the rest, and stacks can be kept', async () => {
  await using endpoint = await openTestEndpoint();
  await callStacks(endpoint, 'CreateStackSet', { ...set, TemplateBody: template('x') });
  const regions = list('Regions', ['eu-central-1']);
  const both = { ...list('Accounts', [own, '444455556666']), ...regions };
  expect(await begun(endpoint, 'CreateStackInstances', both)).toEqual([
    'FAILED',
    `${own} eu-central-1 SUCCEEDED`,
    `444455556666 eu-central-1 FAILED Account 444455556666 should have 'AWSCloudFormationStackSetExecutionRole' role with trust relationship to Role 'AWSCloudFormationStackSetAdministrationRole'.`,
  ]);
  const wrong = { TemplateBody: template('x', 'not a name') };
  const [status, ...all] = await begun(endpoint, 'UpdateStackSet', {
    ...wrong,
    ...list('OperationPreferences.RegionOrder', ['eu-central-1']),
  });
  expect(status).toBe('FAILED');
  expect(all[0]).toMatch(
    /^111122223333 eu-central-1 FAILED ResourceLogicalId:One, ResourceType:AWS::SSM::Parameter, /,
  );
  expect(all[1]).toMatch(/ CANCELLED Cancelled since failure tolerance has exceeded$/);
  const kept = { ...list('Accounts', [own]), ...regions, RetainStacks: 'true' };
  expect((await begun(endpoint, 'DeleteStackInstances', kept))[0]).toBe('SUCCEEDED');
  expect(await valueIn(endpoint, 'eu-central-1')).toBe('x none');
  const managed = await callStacks(endpoint, 'CreateStackSet', {
    StackSetName: 'managed',
    TemplateBody: template('x'),
    PermissionModel: 'SERVICE_MANAGED',
  });
  expect(managed.part('Message')).toContain('it has one account');
});

test('an operation that is stopped finishes the stack that it works on and begins no other', async () => {
  await using endpoint = await openTestEndpoint();
  const waiting = `
Resources:
  Ready:
    Type: AWS::CloudFormation::WaitCondition
    CreationPolicy: { ResourceSignal: { Timeout: PT10M } }
`;
  await callStacks(endpoint, 'CreateStackSet', { ...set, TemplateBody: waiting });
  const targets = { ...list('Accounts', [own]), ...list('Regions', ['eu-central-1', 'us-east-1']) };
  const { part } = await callStacks(endpoint, 'CreateStackInstances', { ...set, ...targets });
  const OperationId = part('OperationId');
  const running = async () => {
    const { text } = await callStacks(endpoint, 'ListStacks');
    return /<StackName>(StackSet-shared-[^<]*)</.exec(text)?.[1];
  };
  await expect.poll(running).toBeDefined();
  const StackName = (await running()) ?? '';
  expect((await callStacks(endpoint, 'StopStackSetOperation', { ...set, OperationId })).status).toBe(200);
  const signal = { StackName, LogicalResourceId: 'Ready', UniqueId: 'a', Status: 'SUCCESS' };
  const signalled = async () => (await callStacks(endpoint, 'SignalResource', signal)).status;
  await expect.poll(signalled).toBe(200);
  expect(await results(endpoint, OperationId)).toEqual([
    'STOPPED',
    `${own} eu-central-1 SUCCEEDED`,
    `${own} us-east-1 CANCELLED Cancelled since the operation was stopped`,
  ]);
  const again = await callStacks(endpoint, 'StopStackSetOperation', { ...set, OperationId });
  expect(again.part('Code')).toBe('InvalidOperationException');
});

test('what an endpoint that ended has left of an operation is done by the next one, without a call', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  mkdirSync(stateFolder);
  const open = async () => serveEndpoint(stateFolder, join(stateFolder, 'targets', '@endpoint'));
  const credentials = userKeys(stateFolder);
  let url: string;
  {
    await using served = await open();
    ({ url } = served);
    const endpoint = { url, credentials };
    await callStacks(endpoint, 'CreateStackSet', { ...set, TemplateBody: template('first') });
    const targets = { ...list('Accounts', [own]), ...list('Regions', ['eu-central-1']) };
    expect((await begun(endpoint, 'CreateStackInstances', targets))[0]).toBe('SUCCEEDED');
  }
  {
    using documents = new Documents(stateFolder);
    const place = { account: own, region: 'eu-central-1' };
    const known = documents.get('cloudformation/stack-set', place, 'shared') as StackSet;
    const [operation] = known.operations;
    if (operation === undefined) throw new Error('The set has no operation');
    const left = operation.results.map((each) => ({ ...each, status: 'PENDING' as const }));
    const value: StackSet = {
      ...known,
      templateText: template('second'),
      operations: [{ ...operation, id: 'left', action: 'UPDATE', status: 'RUNNING', results: left }],
    };
    documents.put('cloudformation/stack-set', place, { name: 'shared', value });
  }
  // Both endpoints are this process, whose connections to the first one end a moment later.
  const refusal = async () => fetch(url).catch(({ cause }: Error) => (cause as NodeJS.ErrnoException).code);
  await expect.poll(refusal).toBe('ECONNREFUSED');
  await using served = await open();
  const value = async () => valueIn({ url: served.url, credentials }, 'eu-central-1');
  await expect.poll(value).toBe('second none');
});
