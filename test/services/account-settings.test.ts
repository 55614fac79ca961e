// What ordinary clients read and put beside the resources themselves: settings of ECS, policies and saved queries of CloudWatch Logs,
// the policies that CloudFront brings along.
import { expect, test } from 'vitest';
import { openJsonService } from '../rig/json-service.ts';
import { openTestEndpoint, signature } from '../rig/endpoint.ts';

const root = 'arn:aws:iam::111122223333:root';

test('a setting of ECS is that of the principal, else of the account, else what is built in', async () => {
  await using ecs = await openJsonService('ecs', 'AmazonEC2ContainerServiceV20141113');
  const { call } = ecs;
  const name = 'containerInsights';
  const effective = async () => call('ListAccountSettings', { name, effectiveSettings: true });
  expect(await effective()).toMatchObject({ settings: [{ name, value: 'disabled', type: 'user' }] });
  expect(await call('PutAccountSettingDefault', { name, value: 'enabled' })).toEqual({
    setting: { name, value: 'enabled', principalArn: root, type: 'user' },
  });
  expect(await effective()).toMatchObject({ settings: [{ value: 'enabled' }] });
  await call('PutAccountSetting', { name, value: 'enhanced' });
  expect(await effective()).toMatchObject({ settings: [{ value: 'enhanced' }] });
  expect(await call('ListAccountSettings', { principalArn: root })).toMatchObject({
    settings: [{ name, value: 'enabled', principalArn: root }],
  });
  await call('DeleteAccountSetting', { name });
  expect(await effective()).toMatchObject({ settings: [{ value: 'enabled' }] });
  expect(await call('DeleteAccountSetting', { name })).toMatchObject({
    __type: 'InvalidParameterException',
  });
  expect(await call('PutAccountSetting', { name, value: 'perhaps' })).toMatchObject({
    __type: 'InvalidParameterException',
  });
});

test('CloudWatch Logs keeps policies by name, and replaces one whose revision is given alone', async () => {
  await using logs = await openJsonService('logs', 'Logs_20140328');
  const { call } = logs;
  const policyName = 'of-route53';
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await call('PutResourcePolicy', { policyName, policyDocument });
  const described = await call('DescribeResourcePolicies', {});
  expect(described).toMatchObject({
    resourcePolicies: [{ policyName, policyDocument, policyScope: 'ACCOUNT' }],
  });
  const other = { policyName, policyDocument, expectedRevisionId: 'another' };
  expect(await call('PutResourcePolicy', other)).toMatchObject({ __type: 'OperationAbortedException' });
  expect(await call('PutResourcePolicy', { policyName, policyDocument: 'no' })).toMatchObject({
    __type: 'InvalidParameterException',
  });
  expect(await call('DeleteResourcePolicy', { policyName })).toEqual({});
  expect(await call('DeleteResourcePolicy', { policyName })).toMatchObject({
    __type: 'ResourceNotFoundException',
  });
  expect(await call('DescribeResourcePolicies', {})).toEqual({ resourcePolicies: [] });
});

test('CloudWatch Logs keeps queries by name and the keys of groups', async () => {
  await using logs = await openJsonService('logs', 'Logs_20140328');
  const { call } = logs;
  const query = { name: 'shop/errors', queryString: 'fields @message', logGroupNames: ['/shop'] };
  const { queryDefinitionId } = await call('PutQueryDefinition', query);
  await call('PutQueryDefinition', { ...query, queryString: 'fields @timestamp', queryDefinitionId });
  expect(await call('DescribeQueryDefinitions', { queryDefinitionNamePrefix: 'shop/' })).toMatchObject({
    queryDefinitions: [{ name: query.name, queryString: 'fields @timestamp', queryDefinitionId }],
  });
  expect(await call('DescribeQueryDefinitions', { queryDefinitionNamePrefix: 'other/' })).toEqual({
    queryDefinitions: [],
  });
  expect(await call('DeleteQueryDefinition', { queryDefinitionId })).toEqual({ success: true });
  expect(await call('DeleteQueryDefinition', { queryDefinitionId })).toMatchObject({
    __type: 'ResourceNotFoundException',
  });

  const logGroupName = '/shop';
  const kmsKeyId = 'arn:aws:kms:eu-central-1:111122223333:key/one';
  await call('CreateLogGroup', { logGroupName });
  await call('AssociateKmsKey', { logGroupName, kmsKeyId });
  expect(await call('DescribeLogGroups', {})).toMatchObject({ logGroups: [{ logGroupName, kmsKeyId }] });
  await call('DisassociateKmsKey', { logGroupName });
  expect(await call('DescribeLogGroups', {})).not.toMatchObject({ logGroups: [{ kmsKeyId }] });
});

test.for([
  ['cache-policy', 'Managed-CachingOptimized', '658327ea-f89d-4fab-a63d-7e88639e58f6'],
  ['origin-request-policy', 'Managed-AllViewerExceptHostHeader', 'b689b0a8-53d0-40ab-baf2-68738e2966ac'],
  ['response-headers-policy', 'Managed-SecurityHeadersPolicy', '67f7725c-6f97-4210-82d7-5512b31e9d03'],
])('CloudFront brings the %s %s along, which nobody deletes', async ([kind, name, id]) => {
  await using endpoint = await openTestEndpoint();
  const call = async (method: string, path: string) => {
    const headers = { ...signature('cloudfront', endpoint.credentials), 'if-match': 'any' };
    const response = await fetch(`${endpoint.url}/2020-05-31/${path}`, { method, headers });
    return { status: response.status, text: await response.text() };
  };
  const listed = (await call('GET', `${kind}?Type=managed`)).text;
  expect(listed).toContain(`<Id>${id}</Id>`);
  expect(listed).toContain(`<Name>${name}</Name>`);
  expect((await call('GET', `${kind}?Type=custom`)).text).not.toContain(name);
  expect((await call('GET', `${kind}/${id}`)).text).toContain(`<Name>${name}</Name>`);
  expect((await call('GET', `${kind}/${id}/config`)).text).toContain(`<Name>${name}</Name>`);
  expect((await call('DELETE', `${kind}/${id}`)).text).toContain('<Code>IllegalDelete</Code>');
});
