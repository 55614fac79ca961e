import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { deployArtifact } from '../../../src/actions/codedeploy/run-codedeploy.ts';
import type { ActionResult } from '../../../src/actions/provider.ts';
import { closeTargets } from '../../../src/targets/close-targets.ts';
import { openFleet } from '../../../src/targets/fleet/open-fleet.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { targetGroup } from '../../rig/fleet.ts';
import { versionTree } from '../../rig/version-tree.ts';

async function openGround(): Promise<DeploymentGround> {
  const ground = await DeploymentGround.open();
  ground.tree = versionTree;
  ground.group = {
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
  };
  ground.definedFleet = { targetGroup: { ...targetGroup, healthCheckPath: '/' } };
  onTestFinished(async () => {
    await closeTargets(join(ground.state.path, 'targets'));
    await ground[Symbol.asyncDispose]();
  });
  return ground;
}

async function deployTo(ground: DeploymentGround, version: string): Promise<ActionResult> {
  return deployArtifact(await ground.context(version), openFleet);
}

function endpoint(ground: DeploymentGround, name: string): string {
  const found = ground.reports.findLast((each) => each.kind === 'Endpoint' && each.name === name);
  if (found?.kind !== 'Endpoint') throw new Error(`No endpoint ${name}`);
  return found.url;
}

async function answers(ground: DeploymentGround, name: string): Promise<string> {
  return (await fetch(endpoint(ground, name), { headers: { connection: 'close' } })).text();
}

// shows: S4-002, S4-029, S4-037, S4-056, S4-065, S4-066, S4-069
test('a deployment to three hosts answers at the balancer; one that fails is rolled back and the old version answers', async () => {
  const ground = await openGround();
  const first = await deployTo(ground, 'one');
  expect(first).toMatchObject({ status: 'Succeeded' });
  expect(await answers(ground, 'web')).toBe('one');

  expect(await deployTo(ground, 'two')).toMatchObject({ status: 'Succeeded' });
  for (const name of ['web', 'i-1', 'i-2', 'i-3']) expect(await answers(ground, name)).toBe('two');

  const failed = await deployTo(ground, 'bad');
  expect(failed).toMatchObject({
    status: 'Failed',
    error: { code: 'HEALTH_CONSTRAINTS', command: 'scripts/validate.sh', exitCode: 3, where: 'i-1' },
  });
  expect(failed.status === 'Failed' && failed.error.message).toContain('restored the previous version');
  for (const name of ['web', 'i-1', 'i-2', 'i-3']) expect(await answers(ground, name)).toBe('two');
});
