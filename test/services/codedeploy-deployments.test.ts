// Deployments by CodeDeploy's API, on a real host.
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { ownFolder } from '../../src/cli/session/wait-for-owner.ts';
import { deploymentRequestsKind } from '../../src/model/deployment-requests.ts';
import { findOwner } from '../../src/server/ask-owner.ts';
import { serveOwner } from '../../src/server/serve-owner.ts';
import { Documents } from '../../src/state/documents.ts';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { writeRevisionZip } from '../rig/revision-zip.ts';

const place = { account: '111122223333', region: 'eu-central-1', partition: 'aws' };

function appspec(hook: string) {
  return {
    'appspec.yml': `version: 0.0
os: linux
files:
  - source: page.html
    destination: /home/ec2-user
hooks:
  AfterInstall:
    - location: check.sh
`,
    'page.html': 'hello',
    'check.sh': { text: `#!/bin/sh\n${hook}\n`, mode: 0o755 },
  };
}

/** With a fleet of one instance, the application `shop` and its group `live`. */
async function open(): Promise<ApiGround> {
  const ground = await openApiGround();
  const { codeDeploy, endpoint } = ground;
  await ground.makeBucket('shop-revisions');
  {
    using account = openAccount(endpoint.stateFolder);
    account.put({
      ...place,
      type: 'Slipway::EC2::Fleet',
      name: 'web',
      values: {
        name: 'web',
        isolation: 'process',
        instances: [{ instanceId: 'i-web1', tags: { app: 'shop' }, availabilityZone: 'eu-central-1a' }],
      },
      madeBy: { kind: 'api', operation: 'RunInstances' },
      at: 0,
    });
  }
  await codeDeploy('CreateApplication', { applicationName: 'shop' });
  await codeDeploy('CreateDeploymentGroup', {
    applicationName: 'shop',
    deploymentGroupName: 'live',
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    ec2TagFilters: [{ Key: 'app', Value: 'shop', Type: 'KEY_AND_VALUE' }],
  });
  return ground;
}

async function push({ endpoint, s3 }: ApiGround, hook: string): Promise<void> {
  const file = join(endpoint.stateFolder, 'revision.zip');
  await writeRevisionZip(file, appspec(hook));
  await s3('PUT', '/shop-revisions/app.zip', Uint8Array.from(await readFile(file)));
}

const target = { applicationName: 'shop', deploymentGroupName: 'live' };
const revision = {
  revisionType: 'S3',
  s3Location: { bucket: 'shop-revisions', key: 'app.zip', bundleType: 'zip' },
};

async function deploy({ codeDeploy }: ApiGround): Promise<Readonly<Record<string, unknown>>> {
  const { deploymentId } = await codeDeploy('CreateDeployment', { ...target, revision });
  expect(deploymentId).toMatch(/^d-/);
  const read = async () =>
    (await codeDeploy('GetDeployment', { deploymentId }))['deploymentInfo'] as Readonly<
      Record<string, unknown>
    >;
  await until(async () => ['Succeeded', 'Failed', 'Stopped'].includes(String((await read())['status'])));
  return await read();
}

test('a deployment runs its events on the instances of the group, and one that fails says where', async () => {
  await using ground = await open();
  const { codeDeploy } = ground;
  expect(await deploy(ground)).toMatchObject({
    status: 'Failed',
    errorInformation: { code: 'REVISION_MISSING' },
  });
  await push(ground, 'exit 0');
  const done = await deploy(ground);
  expect(done).toMatchObject({
    ...target,
    status: 'Succeeded',
    creator: 'user',
    revision,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    deploymentOverview: { Succeeded: 1, Failed: 0 },
  });
  await push(ground, 'exit 3');
  const failed = await deploy(ground);
  expect(failed).toMatchObject({ status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS' } });
  const { deploymentId } = failed;
  expect(await codeDeploy('ListDeploymentTargets', { deploymentId })).toEqual({ targetIds: ['i-web1'] });
  const { deploymentTarget } = await codeDeploy('GetDeploymentTarget', { deploymentId, targetId: 'i-web1' });
  expect(deploymentTarget).toMatchObject({
    deploymentTargetType: 'InstanceTarget',
    instanceTarget: {
      status: 'Failed',
      lifecycleEvents: expect.arrayContaining([
        expect.objectContaining({
          lifecycleEventName: 'AfterInstall',
          status: 'Failed',
          diagnostics: expect.objectContaining({ errorCode: 'ScriptFailed' }),
        }),
      ]),
    },
  });
  expect(await codeDeploy('ListDeployments', { ...target, includeOnlyStatuses: ['Succeeded'] })).toEqual({
    deployments: [done['deploymentId']],
  });
  expect(await codeDeploy('StopDeployment', { deploymentId })).toMatchObject({
    __type: 'DeploymentAlreadyCompletedException',
  });
  expect(await codeDeploy('CreateDeployment', target)).toMatchObject({
    __type: 'RevisionRequiredException',
  });
});

test('a deployment that is stopped ends with its event, and the revision before is deployed again', async () => {
  await using ground = await open();
  const { codeDeploy, endpoint } = ground;
  await push(ground, 'exit 0');
  const first = await deploy(ground);
  const begun = join(endpoint.stateFolder, 'begun');
  await push(ground, `touch ${begun}; while [ -e ${begun} ]; do sleep 0.1; done`);
  const { deploymentId } = await codeDeploy('CreateDeployment', { ...target, revision });
  await until(() => existsSync(begun));
  await codeDeploy('StopDeployment', { deploymentId, autoRollbackEnabled: true });
  await rm(begun);
  const read = async () =>
    (await codeDeploy('GetDeployment', { deploymentId }))['deploymentInfo'] as Readonly<
      Record<string, unknown>
    >;
  await until(async () => (await read())['completeTime'] !== undefined);
  const { rollbackInfo, ...stopped } = await read();
  expect(stopped).toMatchObject({ status: 'Stopped', errorInformation: { code: 'MANUAL_STOP' } });
  expect(await codeDeploy('GetDeploymentTarget', { deploymentId, targetId: 'i-web1' })).toMatchObject({
    deploymentTarget: {
      instanceTarget: {
        status: 'Failed',
        lifecycleEvents: expect.arrayContaining([
          expect.objectContaining({ lifecycleEventName: 'AfterInstall', status: 'Succeeded' }),
          expect.objectContaining({ lifecycleEventName: 'ApplicationStart', status: 'Skipped' }),
        ]),
      },
    },
  });
  const { rollbackDeploymentId } = rollbackInfo as { readonly rollbackDeploymentId: string };
  const rollback = { deploymentId: rollbackDeploymentId };
  const rolledBack = async () =>
    (await codeDeploy('GetDeployment', rollback))['deploymentInfo'] as Readonly<Record<string, unknown>>;
  await until(async () => (await rolledBack())['status'] === 'Succeeded');
  expect(await rolledBack()).toMatchObject({ creator: 'codeDeployRollback', revision: first['revision'] });
});

test('a deployment that is stopped while its driver ends is stopped by the next one', async () => {
  await using ground = await open();
  const { codeDeploy, endpoint } = ground;
  const { stateFolder } = endpoint;
  const begun = join(stateFolder, 'begun');
  const goesOn = join(stateFolder, 'goes-on');
  await push(ground, `touch ${begun}; while [ ! -e ${goesOn} ]; do sleep 0.1; done`);
  const { deploymentId } = await codeDeploy('CreateDeployment', { ...target, revision });
  await until(() => existsSync(begun));
  await ground.endDriver('SIGKILL');
  using documents = new Documents(stateFolder);
  let looks = 0;
  let isAnswered = false;
  let stopped: Promise<unknown>;
  {
    await using _state = await ownFolder(stateFolder, { writeError: () => undefined });
    await using _served = await serveOwner(stateFolder, {
      describe: () => {
        looks += 1;
        return { pipelineNames: ['shop'], yields: true, ending: ['shop'] };
      },
      answer: async () => Promise.resolve(undefined),
    });
    stopped = codeDeploy('StopDeployment', { deploymentId }).finally(() => {
      isAnswered = true;
    });
    await until(() => documents.get(deploymentRequestsKind, place, String(deploymentId)) !== undefined);
    const before = looks;
    await until(() => isAnswered || looks > before + 2);
  }
  const successor = async () => {
    const owner = await findOwner(stateFolder);
    return owner !== undefined && owner.pid !== process.pid;
  };
  await until(successor);
  await writeFile(goesOn, '');
  expect(await stopped).toMatchObject({ status: 'Pending' });
  const read = async () =>
    (await codeDeploy('GetDeployment', { deploymentId }))['deploymentInfo'] as Readonly<
      Record<string, unknown>
    >;
  await until(async () => (await read())['completeTime'] !== undefined);
  expect(await read()).toMatchObject({ status: 'Stopped' });
});
