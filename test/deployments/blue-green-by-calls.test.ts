// Blue/green deployments to instances that are there, by calls of CodeDeploy's API.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { blueGreen } from '../rig/blue-green.ts';
import { targetGroup } from '../rig/fleet.ts';
import { writeRevisionZip } from '../rig/revision-zip.ts';
import { versionTree } from '../rig/version-tree.ts';

const place = { account: '111122223333', region: 'eu-central-1', partition: 'aws' };
const target = { applicationName: 'shop', deploymentGroupName: 'live' };
const revision = {
  revisionType: 'S3',
  s3Location: { bucket: 'shop-revisions', key: 'app.zip', bundleType: 'zip' },
};

/** With a fleet of a blue and a green instance behind one load balancer, and a group that means the blue one. */
async function open(): Promise<ApiGround> {
  const ground = await openApiGround();
  const { codeDeploy, endpoint, s3 } = ground;
  await ground.makeBucket('shop-revisions');
  {
    using account = openAccount(endpoint.stateFolder);
    const instance = (color: string) => ({
      instanceId: `i-${color}`,
      tags: { color },
      availabilityZone: 'eu-central-1a',
    });
    account.put({
      ...place,
      type: 'Slipway::EC2::Fleet',
      name: 'web',
      values: {
        name: 'web',
        isolation: 'process',
        targetGroup: { ...targetGroup, healthCheckPath: '/' },
        instances: [instance('blue'), instance('green')],
      },
      madeBy: { kind: 'api', operation: 'RunInstances' },
      at: 0,
    });
  }
  await codeDeploy('CreateApplication', { applicationName: 'shop' });
  await codeDeploy('CreateDeploymentGroup', {
    ...target,
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    ...blueGreen({
      greenFleetProvisioningOption: { action: 'DISCOVER_EXISTING' },
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 600 },
    }),
    autoScalingGroups: [],
    ec2TagFilters: [{ Key: 'color', Value: 'blue', Type: 'KEY_AND_VALUE' }],
  });
  const file = join(endpoint.stateFolder, 'revision.zip');
  const files = Object.entries(versionTree('one')).map(([path, text]) =>
    path.endsWith('.sh') ? ([path, { text, mode: 0o755 }] as const) : ([path, text] as const),
  );
  await writeRevisionZip(file, Object.fromEntries(files));
  await s3('PUT', '/shop-revisions/app.zip', Uint8Array.from(await readFile(file)));
  return ground;
}

const targetInstances = { tagFilters: [{ Key: 'color', Value: 'green', Type: 'KEY_AND_VALUE' }] };

// shows: S4-085
test('a deployment waits for ContinueDeployment, reroutes then, and says of each instance which environment it is of', async () => {
  await using ground = await open();
  const { codeDeploy } = ground;
  const created = await codeDeploy('CreateDeployment', { ...target, revision, targetInstances });
  expect(created).toEqual({ deploymentId: expect.stringMatching(/^d-/) as string });
  const { deploymentId } = created;
  const read = async () =>
    (await codeDeploy('GetDeployment', { deploymentId }))['deploymentInfo'] as Readonly<
      Record<string, unknown>
    >;
  await until(async () => ['Ready', 'Failed'].includes(String((await read())['status'])));
  expect(await read()).toMatchObject({
    status: 'Ready',
    targetInstances,
    deploymentStyle: { deploymentType: 'BLUE_GREEN' },
    deploymentOverview: { Ready: 1, Pending: 1 },
  });
  const labelOf = async (targetId: string) =>
    (await codeDeploy('GetDeploymentTarget', { deploymentId, targetId }))['deploymentTarget'];
  expect(await labelOf('i-green')).toMatchObject({
    instanceTarget: { instanceLabel: 'Green', status: 'Ready' },
  });
  expect(await labelOf('i-blue')).toMatchObject({
    instanceTarget: { instanceLabel: 'Blue', status: 'Pending' },
  });
  const wrong = { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' };
  expect(await codeDeploy('ContinueDeployment', wrong)).toMatchObject({
    __type: 'InvalidDeploymentWaitTypeException',
  });
  expect(await codeDeploy('ContinueDeployment', { deploymentId, deploymentWaitType: 'READY_WAIT' })).toEqual(
    {},
  );
  await until(async () => (await read())['completeTime'] !== undefined);
  expect(await read()).toMatchObject({ status: 'Succeeded', deploymentOverview: { Succeeded: 2 } });
  const again = await codeDeploy('CreateDeployment', { ...target, revision, targetInstances });
  const second = { deploymentId: again['deploymentId'] };
  const secondStatus = async () =>
    ((await codeDeploy('GetDeployment', second))['deploymentInfo'] as Readonly<Record<string, unknown>>)[
      'status'
    ];
  await until(async () => ['Ready', 'Failed'].includes(String(await secondStatus())));
  expect(await codeDeploy('ListDeploymentTargets', second)).toEqual({ targetIds: ['i-green'] });
  await codeDeploy('StopDeployment', second);
  await until(async () => (await secondStatus()) === 'Stopped');
}, 240_000);

test('replacement instances are named by deployments that discover them, and by no others', async () => {
  await using ground = await open();
  const { codeDeploy } = ground;
  await codeDeploy('CreateDeploymentGroup', {
    ...target,
    deploymentGroupName: 'in-place',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    ec2TagFilters: [{ Key: 'color', Value: 'blue', Type: 'KEY_AND_VALUE' }],
  });
  const inPlace = { ...target, deploymentGroupName: 'in-place', revision };
  expect(await codeDeploy('CreateDeployment', { ...inPlace, targetInstances })).toMatchObject({
    __type: 'InvalidTargetInstancesException',
  });
  expect(await codeDeploy('CreateDeployment', { ...target, revision })).toMatchObject({
    __type: 'InvalidTargetInstancesException',
  });
});
