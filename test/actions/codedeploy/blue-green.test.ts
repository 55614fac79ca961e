// Blue/green deployments to servers, over scripted hosts.
import { describe, expect, test } from 'vitest';
import { ActionAborted } from '../../../src/actions/action-aborted.ts';
import { findDeployment } from '../../../src/actions/deployment/deployment-record.ts';
import { currentFleet } from '../../../src/actions/deployment/fleet-instances.ts';
import { askDeployment, blueGreen, lastDeploymentId, prepareBlueGreen } from '../../rig/blue-green.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { failure, sevenEvents, statuses, targetsEnded } from '../../rig/deployment-results.ts';
import { scriptFailure } from '../../rig/scripted-fleet.ts';

const originals = ['i-1', 'i-2', 'i-3'];
const copies = ['i-web4', 'i-web5', 'i-web6'];

const wantsRollback = {
  autoRollbackConfiguration: {
    enabled: true,
    events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST'],
  },
} as const;

/** Whose originals serve: what the load balancer knows of them. */
async function openServing(group = blueGreen()): Promise<DeploymentGround> {
  const ground = await DeploymentGround.open();
  prepareBlueGreen(ground, group);
  for (const id of originals) ground.fleet.health[id] = 'healthy';
  return ground;
}

function instancesNow(ground: DeploymentGround): readonly string[] {
  const instances = originals.map((instanceId) => ({ instanceId, tags: {}, availabilityZone: 'a' }));
  const fleet = { name: 'web', isolation: 'process', instances } as const;
  return currentFleet(ground.state.records, fleet).instances.map(({ instanceId }) => instanceId);
}

function eventsOn(ground: DeploymentGround, id: string): readonly string[] {
  return ground.fleet.calls
    .filter((call) => call.startsWith(`${id} `))
    .map((call) => call.slice(id.length + 1));
}

describe('a blue/green deployment to servers', () => {
  // shows: S4-085, S4-121
  test('installs on new instances, gives them the traffic, takes the original ones out of it and ends them', async () => {
    await using ground = await openServing();
    expect(await ground.deploy('one')).toMatchObject({
      status: 'Succeeded',
      summary: expect.stringMatching(/ succeeded on 3 of 3 replacement instances$/),
    });
    for (const id of copies)
      expect(eventsOn(ground, id)).toEqual([
        ...sevenEvents,
        'BeforeAllowTraffic',
        'register',
        'AfterAllowTraffic',
      ]);
    for (const id of originals)
      expect(eventsOn(ground, id)).toEqual(['BeforeBlockTraffic', 'deregister', 'AfterBlockTraffic']);
    const lastRegister = ground.fleet.calls.findLastIndex((call) => call.endsWith(' register'));
    const firstDeregister = ground.fleet.calls.findIndex((call) => call.endsWith(' deregister'));
    expect(lastRegister).toBeLessThan(firstDeregister);
    expect(new Set(ground.fleet.commands.map(({ deploymentType }) => deploymentType))).toEqual(
      new Set(['BLUE_GREEN']),
    );
    expect(instancesNow(ground)).toEqual(copies);
    expect(statuses(ground)).toEqual(['Created', 'InProgress', 'Succeeded']);
  });

  test('takes the place of the one before it, in a copy with a name of its own', async () => {
    await using ground = await openServing();
    await ground.deploy('one');
    await ground.deploy('two');
    expect(instancesNow(ground)).toEqual(['i-web7', 'i-web8', 'i-web9']);
    for (const id of copies) expect(eventsOn(ground, id)).toContain('deregister');
  });

  test('remembers which instances served and which do, with the events of each', async () => {
    await using ground = await openServing();
    await ground.deploy('one');
    const record = findDeployment(ground.state.records, lastDeploymentId(ground));
    expect(record?.deploymentStyle?.deploymentType).toBe('BLUE_GREEN');
    const labels = record?.targets.map(({ targetId, instanceLabel, status }) => [
      targetId,
      instanceLabel,
      status,
    ]);
    expect(labels).toEqual([
      ...copies.map((id) => [id, 'Green', 'Succeeded']),
      ...originals.map((id) => [id, 'Blue', 'Succeeded']),
    ]);
    expect(record?.targets[0]?.lifecycleEvents.map((event) => event.lifecycleEventName)).toEqual([
      ...sevenEvents,
      'BeforeAllowTraffic',
      'AllowTraffic',
      'AfterAllowTraffic',
    ]);
    expect(record?.targets[3]?.lifecycleEvents.map((event) => event.lifecycleEventName)).toEqual([
      'BeforeBlockTraffic',
      'BlockTraffic',
      'AfterBlockTraffic',
    ]);
  });

  test('leaves the original instances running where they are to be kept alive', async () => {
    await using ground = await openServing(
      blueGreen({ terminateBlueInstancesOnDeploymentSuccess: { action: 'KEEP_ALIVE' } }),
    );
    await ground.deploy('one');
    expect(instancesNow(ground)).toEqual([...copies, ...originals]);
    await ground.deploy('two');
    expect(eventsOn(ground, 'i-1')).toHaveLength(3);
    expect(instancesNow(ground)).toEqual(['i-web7', 'i-web8', 'i-web9', ...originals, ...copies]);
  });

  test('touches no original instance when the installation fails', async () => {
    await using ground = await openServing(blueGreen({}, wantsRollback));
    ground.fleet.script = (_, { lifecycleEvent }) =>
      lifecycleEvent === 'ValidateService' ? scriptFailure('validate.sh') : undefined;
    const error = failure(await ground.deploy('one'));
    expect(error).toMatchObject({ code: 'HEALTH_CONSTRAINTS', command: 'validate.sh' });
    expect(error.message).toContain('No rollback was needed');
    expect(error.message).toContain('0 succeeded, 3 failed');
    for (const id of originals) expect(eventsOn(ground, id)).toEqual([]);
    expect(instancesNow(ground)).toEqual(originals);
    expect(targetsEnded(ground, 'Skipped')).toEqual(originals);
  });

  test('routes back to the original instances when the traffic cannot go over', async () => {
    await using ground = await openServing(blueGreen({}, wantsRollback));
    ground.fleet.script = (id, { lifecycleEvent, deploymentCreator }) =>
      lifecycleEvent === 'AfterBlockTraffic' && deploymentCreator === 'user' && id === 'i-2'
        ? scriptFailure('after.sh')
        : undefined;
    const error = failure(await ground.deploy('one'));
    expect(error.message).toContain('AfterBlockTraffic failed on i-2');
    expect(error.message).toMatch(/The rollback d-\w+ restored the previous version\./);
    for (const id of originals)
      expect(eventsOn(ground, id).slice(3)).toEqual(['BeforeAllowTraffic', 'register', 'AfterAllowTraffic']);
    for (const id of copies)
      expect(eventsOn(ground, id).slice(-3)).toEqual([
        'BeforeBlockTraffic',
        'deregister',
        'AfterBlockTraffic',
      ]);
    const calls = ground.fleet.calls;
    expect(calls.lastIndexOf('i-3 register')).toBeLessThan(calls.indexOf('i-web4 deregister'));
    expect(instancesNow(ground)).toEqual(originals);
    expect(statuses(ground)).toEqual([
      'Created',
      'InProgress',
      'Failed',
      'codeDeployRollback Created',
      'codeDeployRollback InProgress',
      'codeDeployRollback Succeeded',
    ]);
    const back = findDeployment(ground.state.records, lastDeploymentId(ground));
    expect(back?.rollbackInfo?.rollbackTriggeringDeploymentId).toBe(lastDeploymentId(ground, 'user'));
  });

  test('stops when no call continues it in time, and the traffic stays where it is', async () => {
    await using ground = await openServing(
      blueGreen({ deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 0 } }),
    );
    const error = failure(await ground.deploy('one'));
    expect(error).toMatchObject({ code: 'TIMEOUT' });
    expect(ground.fleet.calls.filter((call) => call.endsWith('register'))).toEqual([]);
    expect(statuses(ground)).toEqual(['Created', 'InProgress', 'Ready', 'InProgress', 'Stopped']);
    expect(instancesNow(ground)).toEqual(originals);
  });

  test.each([
    ['reroutes when a call continues it', 'READY_WAIT', 'Succeeded'],
    ['ends the original instances when a call continues it', 'TERMINATION_WAIT', 'Succeeded'],
  ] as const)('%s', async (_, waitType, status) => {
    const waits =
      waitType === 'READY_WAIT'
        ? ({ deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 600 } } as const)
        : ({
            terminateBlueInstancesOnDeploymentSuccess: {
              action: 'TERMINATE',
              terminationWaitTimeInMinutes: 600,
            },
          } as const);
    await using ground = await openServing(blueGreen(waits));
    const running = ground.deploy('one');
    await expect.poll(() => statuses(ground).at(-1)).toBe('Ready');
    const deploymentId = lastDeploymentId(ground);
    const waiting = findDeployment(ground.state.records, deploymentId);
    expect(waiting).toMatchObject({ status: 'Ready', waitType });
    expect(instancesNow(ground)).toEqual(waitType === 'READY_WAIT' ? originals : [...copies, ...originals]);
    await askDeployment(ground, deploymentId, { continued: [waitType] });
    expect(await running).toMatchObject({ status });
    expect(instancesNow(ground)).toEqual(copies);
  });

  test('goes back to the original instances when a call stops it while they are kept', async () => {
    const wait = { action: 'TERMINATE', terminationWaitTimeInMinutes: 600 } as const;
    await using ground = await openServing(blueGreen({ terminateBlueInstancesOnDeploymentSuccess: wait }));
    const running = ground.deploy('one');
    await expect.poll(() => statuses(ground).at(-1)).toBe('Ready');
    const deploymentId = lastDeploymentId(ground);
    await askDeployment(ground, deploymentId, { continued: [], stop: { autoRollbackEnabled: true } });
    const error = failure(await running);
    expect(error.code).toBe('MANUAL_STOP');
    expect(error.message).toContain('restored the previous version');
    expect(instancesNow(ground)).toEqual(originals);
  });

  test('goes on where it was interrupted, at any third call, and repeats nothing that had ended', async () => {
    await using whole = await openServing();
    await whole.deploy('one');
    const all = whole.fleet.calls.length;
    for (let at = 1; at <= all; at += 3) {
      await using ground = await openServing();
      const abort = new AbortController();
      ground.fleet.onCall = () => {
        if (ground.fleet.calls.length === at) abort.abort(new ActionAborted('Interrupted'));
      };
      await ground.deploy('one', { signal: abort.signal });
      ground.fleet.onCall = () => undefined;
      expect(await ground.deploy('one')).toMatchObject({ status: 'Succeeded' });
      const counts = Map.groupBy(ground.fleet.calls, (call) => call);
      const twice = [...counts].filter(([, calls]) => calls.length > 1).length;
      expect(twice).toBeLessThanOrEqual(3);
      expect(counts.size).toBe(all);
      expect(instancesNow(ground)).toEqual(copies);
    }
  });
});
