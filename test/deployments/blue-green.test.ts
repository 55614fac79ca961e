// Blue/green deployments to real hosts behind a real load balancer, while visitors send requests.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ActionAborted } from '../../src/actions/action-aborted.ts';
import { deployArtifact } from '../../src/actions/codedeploy/run-codedeploy.ts';
import { findDeployment } from '../../src/actions/deployment/deployment-record.ts';
import type { ActionResult } from '../../src/actions/provider.ts';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { isRunning } from '../../src/targets/daemon/process-identity.ts';
import { hostFolder } from '../../src/targets/fleet/fleet-folder.ts';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { openFleet } from '../../src/targets/fleet/open-fleet.ts';
import { askDeployment, blueGreen, lastDeploymentId, prepareBlueGreen } from '../rig/blue-green.ts';
import { DeploymentGround } from '../rig/deployment-ground.ts';
import { targetGroup } from '../rig/fleet.ts';
import { visitDuring } from '../rig/visitors.ts';
import { versionTree } from '../rig/version-tree.ts';

const originals = new Set(['i-1', 'i-2', 'i-3']);
const wantsRollback = {
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
} as const;

async function openGround(group = blueGreen({}, wantsRollback)): Promise<DeploymentGround> {
  const ground = await DeploymentGround.open();
  ground.tree = versionTree;
  prepareBlueGreen(ground, group);
  ground.definedFleet = { targetGroup: { ...targetGroup, healthCheckPath: '/' } };
  onTestFinished(async () => {
    await closeTargets(join(ground.state.path, 'targets'));
    await ground[Symbol.asyncDispose]();
  });
  return ground;
}

async function deploy(
  ground: DeploymentGround,
  version: string,
  run: { readonly id?: string; readonly signal?: AbortSignal } = {},
): Promise<ActionResult> {
  return deployArtifact(await ground.context(version, run), openFleet);
}

/** What the load balancer answers. */
function visitor(ground: DeploymentGround): () => Promise<string> {
  const found = ground.reports.findLast((each) => each.kind === 'Endpoint' && each.name === 'web');
  if (found?.kind !== 'Endpoint') throw new Error('The load balancer has no address yet');
  return async () => {
    const response = await fetch(found.url, { headers: { connection: 'close' } });
    if (!response.ok) throw new Error(`${response.status}`);
    return await response.text();
  };
}

function isHeld(record: string): boolean {
  const holder = holderOf(record);
  return holder !== undefined && isRunning(holder);
}

/** The machines that run. */
function hosts(ground: DeploymentGround): readonly string[] {
  const targets = join(ground.state.path, 'targets');
  return readdirSync(join(targets, 'web'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'balancer')
    .map(({ name }) => name)
    .filter((name) => isHeld(hostFolder(targets, 'web', name).record));
}

describe('a blue/green deployment to hosts', () => {
  // shows: S4-085, S4-121
  test('loses no request while new machines take the place of the old ones, which end', async () => {
    const ground = await openGround();
    expect(await deploy(ground, 'one')).toMatchObject({ status: 'Succeeded' });
    const visit = visitor(ground);
    expect(await visit()).toBe('one');
    const before = hosts(ground);
    expect(before).toHaveLength(3);
    let result: ActionResult | undefined;
    const { failures, answers } = await visitDuring(visit, async () => {
      result = await deploy(ground, 'two');
    });
    expect(result).toMatchObject({ status: 'Succeeded' });
    expect(failures).toEqual([]);
    expect([...answers.keys()].toSorted()).toEqual(['one', 'two']);
    expect(await visit()).toBe('two');
    const after = hosts(ground);
    expect(after).toHaveLength(3);
    expect(after.filter((name) => before.includes(name) || originals.has(name))).toEqual([]);
    for (const name of before)
      expect(existsSync(join(ground.state.path, 'targets', 'web', name))).toBe(false);
  });

  test('routes back to the machines from before without a request that fails, and installs nothing on them', async () => {
    const ground = await openGround();
    await deploy(ground, 'one');
    const visit = visitor(ground);
    const before = hosts(ground);
    let result: ActionResult | undefined;
    const { failures } = await visitDuring(visit, async () => {
      result = await deploy(ground, 'late');
    });
    if (result?.status !== 'Failed') throw new Error('The deployment succeeded');
    expect(result.error.message).toContain('AfterAllowTraffic failed on');
    expect(result.error.message).toContain('restored the previous version');
    expect(failures).toEqual([]);
    expect(await visit()).toBe('one');
    expect(hosts(ground)).toEqual(expect.arrayContaining([...before]));
    const back = findDeployment(ground.state.records, lastDeploymentId(ground));
    expect(
      back?.targets.flatMap((target) => target.lifecycleEvents).map((event) => event.lifecycleEventName),
    ).not.toContain('Install');
    expect(await deploy(ground, 'two')).toMatchObject({ status: 'Succeeded' });
    expect(await visit()).toBe('two');
    expect(hosts(ground)).toHaveLength(3);
  });

  test('goes on after it was interrupted while the original machines were kept, and ends them', async () => {
    const wait = { action: 'TERMINATE', terminationWaitTimeInMinutes: 600 } as const;
    const ground = await openGround(blueGreen({ terminateBlueInstancesOnDeploymentSuccess: wait }));
    const abort = new AbortController();
    const running = deploy(ground, 'one', { signal: abort.signal }).catch(() => undefined);
    await expect
      .poll(() => ground.reports.some((each) => each.kind === 'Deployment' && each.status === 'Ready'))
      .toBe(true);
    expect(await visitor(ground)()).toBe('one');
    abort.abort(new ActionAborted('Interrupted'));
    await running;
    expect(hosts(ground)).toHaveLength(6);
    await askDeployment(ground, lastDeploymentId(ground), { continued: ['TERMINATION_WAIT'] });
    expect(await deploy(ground, 'one')).toMatchObject({ status: 'Succeeded' });
    expect(hosts(ground)).toHaveLength(3);
    expect(await visitor(ground)()).toBe('one');
  });
});
