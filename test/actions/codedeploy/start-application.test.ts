// What a host that has come up again is started with: the revision that it holds.
import { expect, test } from 'vitest';
import { startApplications } from '../../../src/actions/deployment/start-application.ts';
import type { LifecycleCommand } from '../../../src/targets/agent/lifecycle-event.ts';
import type { Host } from '../../../src/targets/host/host.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { noShell, scriptFailure } from '../../rig/scripted-fleet.ts';

/** Starts what the host holds, and gives the deployments whose ApplicationStart has run. */
async function startedOn(ground: DeploymentGround, instanceId: string): Promise<readonly string[]> {
  const commands: LifecycleCommand[] = [];
  const host: Host = {
    instance: { instanceId, tags: {}, availabilityZone: 'a' },
    give: async (_, name) => await Promise.resolve(name),
    openShell: noShell,
    runLifecycleEvent: async (command) => {
      commands.push(command);
      return await Promise.resolve({ status: 'Succeeded', noop: false, notExecuted: [] });
    },
  };
  const { signal } = new AbortController();
  await startApplications(host, { state: ground.state, signal, onLine: () => {}, hidden: [] });
  expect(commands.every(({ lifecycleEvent }) => lifecycleEvent === 'ApplicationStart')).toBe(true);
  return commands.map(({ deploymentId }) => deploymentId);
}

const deploymentOf = ({ fleet }: DeploymentGround): string => fleet.commands.at(-1)?.deploymentId ?? '';

test('each host is started by the last deployment that succeeded on it, also when it failed on another', async () => {
  await using ground = await DeploymentGround.open();
  ground.group = { deploymentConfigName: 'CodeDeployDefault.OneAtATime' };
  expect((await ground.deploy('1')).status).toBe('Succeeded');
  const first = deploymentOf(ground);
  const reached = new Set<string>();
  ground.fleet.script = (id, { lifecycleEvent }) =>
    reached.add(id).size > 1 && lifecycleEvent === 'ApplicationStart' ? scriptFailure('x.sh') : undefined;
  expect((await ground.deploy('2')).status).toBe('Failed');
  const second = deploymentOf(ground);
  expect(second).not.toBe(first);
  const [updated] = reached;
  for (const id of ['i-1', 'i-2', 'i-3'])
    expect(await startedOn(ground, id)).toEqual([id === updated ? second : first]);
});

test('a host that was never deployed to is started with nothing', async () => {
  await using ground = await DeploymentGround.open();
  await ground.deploy('1');
  expect(await startedOn(ground, 'i-other')).toEqual([]);
});
