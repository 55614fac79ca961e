// Applications, deployment groups and configurations by CodeDeploy's API.
import { expect, test } from 'vitest';
import { openJsonService } from '../rig/json-service.ts';

const open = async () => openJsonService('codedeploy', 'CodeDeploy_20141006');
const arn = 'arn:aws:codedeploy:eu-central-1:111122223333';

const group = {
  applicationName: 'shop',
  deploymentGroupName: 'live',
  serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
  ec2TagFilters: [{ Key: 'app', Value: 'shop', Type: 'KEY_AND_VALUE' }],
};

test('an application keeps its groups under a new name, and takes them along when it is deleted', async () => {
  await using service = await open();
  const { call } = service;
  const tags = [{ Key: 'team', Value: 'a' }];
  const { applicationId } = await call('CreateApplication', { applicationName: 'shop', tags });
  expect(await call('CreateApplication', { applicationName: 'shop' })).toMatchObject({
    status: 400,
    __type: 'ApplicationAlreadyExistsException',
  });
  expect(await call('GetApplication', { applicationName: 'shop' })).toMatchObject({
    application: { applicationId, applicationName: 'shop', computePlatform: 'Server', linkedToGitHub: false },
  });
  const ResourceArn = `${arn}:application:shop`;
  await call('TagResource', { ResourceArn, Tags: [{ Key: 'level', Value: 'x' }] });
  await call('UntagResource', { ResourceArn, TagKeys: ['team'] });
  expect(await call('ListTagsForResource', { ResourceArn })).toEqual({
    Tags: [{ Key: 'level', Value: 'x' }],
  });
  await call('CreateDeploymentGroup', group);
  await call('UpdateApplication', { applicationName: 'shop', newApplicationName: 'store' });
  expect(await call('ListApplications')).toEqual({ applications: ['store'] });
  expect(await call('ListDeploymentGroups', { applicationName: 'store' })).toEqual({
    applicationName: 'store',
    deploymentGroups: ['live'],
  });
  await call('DeleteApplication', { applicationName: 'store' });
  expect(await call('GetApplication', { applicationName: 'store' })).toMatchObject({
    __type: 'ApplicationDoesNotExistException',
    message: 'No application found for name: store',
  });
});

test('a group is given with its defaults, and an update leaves what it does not name', async () => {
  await using service = await open();
  const { call } = service;
  await call('CreateApplication', { applicationName: 'shop' });
  const { deploymentGroupId } = await call('CreateDeploymentGroup', group);
  const name = { applicationName: 'shop', deploymentGroupName: 'live' };
  expect(await call('GetDeploymentGroup', name)).toMatchObject({
    deploymentGroupInfo: {
      ...group,
      deploymentGroupId,
      computePlatform: 'Server',
      deploymentConfigName: 'CodeDeployDefault.OneAtATime',
      deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' },
      outdatedInstancesStrategy: 'UPDATE',
      autoScalingGroups: [],
    },
  });
  const current = { applicationName: 'shop', currentDeploymentGroupName: 'live' };
  await call('UpdateDeploymentGroup', {
    ...current,
    newDeploymentGroupName: 'prod',
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
  });
  expect(
    await call('BatchGetDeploymentGroups', {
      applicationName: 'shop',
      deploymentGroupNames: ['prod', 'live'],
    }),
  ).toMatchObject({
    deploymentGroupsInfo: [
      { deploymentConfigName: 'CodeDeployDefault.AllAtOnce', ec2TagFilters: group.ec2TagFilters },
    ],
  });
  expect(await call('GetDeploymentGroup', name)).toMatchObject({
    __type: 'DeploymentGroupDoesNotExistException',
  });
  await call('DeleteDeploymentGroup', { ...name, deploymentGroupName: 'prod' });
  expect(await call('ListDeploymentGroups', { applicationName: 'shop' })).toMatchObject({
    deploymentGroups: [],
  });
});

test.each([
  ['no application', { applicationName: 'none' }, 'ApplicationDoesNotExistException'],
  ['an unknown configuration', { deploymentConfigName: 'none' }, 'DeploymentConfigDoesNotExistException'],
  ['both kinds of tags', { ec2TagSet: { ec2TagSetList: [] } }, 'InvalidEC2TagCombinationException'],
])('a group with %s is refused', async (_, change, code) => {
  await using service = await open();
  const { call } = service;
  await call('CreateApplication', { applicationName: 'shop' });
  expect(await call('CreateDeploymentGroup', { ...group, ...change })).toMatchObject({
    status: 400,
    __type: code,
  });
});

test('configurations are those of CodeDeploy and those that were created, while no group uses them', async () => {
  await using service = await open();
  const { call } = service;
  const deploymentConfigName = 'careful';
  const minimumHealthyHosts = { type: 'FLEET_PERCENT', value: 75 };
  await call('CreateDeploymentConfig', { deploymentConfigName, minimumHealthyHosts });
  expect(await call('GetDeploymentConfig', { deploymentConfigName })).toMatchObject({
    deploymentConfigInfo: { minimumHealthyHosts, computePlatform: 'Server' },
  });
  const { deploymentConfigsList } = await call('ListDeploymentConfigs');
  expect(deploymentConfigsList).toEqual(
    expect.arrayContaining(['CodeDeployDefault.OneAtATime', 'CodeDeployDefault.ECSAllAtOnce', 'careful']),
  );
  await call('CreateApplication', { applicationName: 'shop' });
  await call('CreateDeploymentGroup', { ...group, deploymentConfigName });
  expect(await call('DeleteDeploymentConfig', { deploymentConfigName })).toMatchObject({
    __type: 'DeploymentConfigInUseException',
  });
  await call('DeleteApplication', { applicationName: 'shop' });
  await call('DeleteDeploymentConfig', { deploymentConfigName });
  expect(await call('GetDeploymentConfig', { deploymentConfigName })).toMatchObject({
    __type: 'DeploymentConfigDoesNotExistException',
  });
  expect(
    await call('DeleteDeploymentConfig', { deploymentConfigName: 'CodeDeployDefault.OneAtATime' }),
  ).toMatchObject({ __type: 'InvalidOperationException' });
});

test('revisions are registered once, listed by what was asked, and go with their application', async () => {
  await using service = await open();
  const { call } = service;
  await call('CreateApplication', { applicationName: 'shop' });
  const at = (key: string) => ({ revisionType: 'S3', s3Location: { bucket: 'b', key, bundleType: 'zip' } });
  const shop = { applicationName: 'shop' };
  await call('RegisterApplicationRevision', { ...shop, revision: at('app/1.zip') });
  await call('RegisterApplicationRevision', { ...shop, revision: at('app/1.zip'), description: 'first' });
  await call('RegisterApplicationRevision', { ...shop, revision: at('web/1.zip') });
  expect(await call('ListApplicationRevisions', { ...shop, s3Bucket: 'b', s3KeyPrefix: 'app/' })).toEqual({
    revisions: [at('app/1.zip')],
  });
  expect(await call('ListApplicationRevisions', { ...shop, deployed: 'include' })).toEqual({ revisions: [] });
  expect(await call('GetApplicationRevision', { ...shop, revision: at('app/1.zip') })).toMatchObject({
    revision: at('app/1.zip'),
    revisionInfo: { description: 'first', deploymentGroups: [] },
  });
  const revisions = [at('app/1.zip'), at('none.zip')];
  expect(await call('BatchGetApplicationRevisions', { ...shop, revisions })).toMatchObject({
    revisions: [{ revisionLocation: at('app/1.zip') }],
  });
  expect(await call('GetApplicationRevision', { ...shop, revision: at('none.zip') })).toMatchObject({
    __type: 'RevisionDoesNotExistException',
  });
  expect(await call('RegisterApplicationRevision', { ...shop, revision: {} })).toMatchObject({
    __type: 'InvalidRevisionException',
  });
  await call('UpdateApplication', { ...shop, newApplicationName: 'store' });
  const store = { applicationName: 'store' };
  expect((await call('ListApplicationRevisions', store))['revisions']).toHaveLength(2);
  await call('DeleteApplication', store);
  await call('CreateApplication', store);
  expect(await call('ListApplicationRevisions', store)).toEqual({ revisions: [] });
});
