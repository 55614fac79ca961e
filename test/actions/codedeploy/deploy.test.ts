// A deployment of CodeDeploy on a scripted fleet: its events, its hosts, and what keeps it from beginning.
import { describe, expect, test } from 'vitest';
import { deploy } from '../../../src/actions/codedeploy/deploy.ts';
import { findDeployment } from '../../../src/actions/deployment/deployment-record.ts';
import type { ActionResult } from '../../../src/actions/provider.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { targetGroup } from '../../rig/fleet.ts';
import { scriptFailure } from '../../rig/scripted-fleet.ts';
import {
  failure,
  sevenEvents,
  statuses,
  targetsEnded,
  trafficControl,
} from '../../rig/deployment-results.ts';

describe('a deployment', () => {
  // shows: S4-065, S4-099, S4-123
  test('runs the seven events on one host after the other', async () => {
    await using ground = await DeploymentGround.open();
    const result = await ground.deploy('one');
    expect(result).toMatchObject({ status: 'Succeeded', outputVariables: {} });
    expect(result.externalExecutionId).toMatch(/^d-[A-Z0-9]{9}$/);
    expect(ground.fleet.calls).toEqual(
      ['i-1', 'i-2', 'i-3'].flatMap((id) => sevenEvents.map((event) => `${id} ${event}`)),
    );
    expect(ground.fleet.mostBusy).toBe(1);
    expect(statuses(ground)).toEqual(['Created', 'InProgress', 'Succeeded']);
    expect(ground.lines).toContain(`i-2 [stdout]Install of ${result.externalExecutionId}`);
  });

  test('takes as many hosts at once as its configuration allows', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' };
    const { fleet } = ground;
    // No event ends before one of each host has begun.
    const all = Promise.withResolvers<undefined>();
    fleet.script = async () => {
      if (fleet.mostBusy === 3) all.resolve(undefined);
      return await all.promise;
    };
    await ground.deploy('one');
    expect(fleet.mostBusy).toBe(3);
  });

  // shows: S4-123
  test('with traffic control takes each host out of the balancer first and puts it back last', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = trafficControl;
    ground.definedFleet = { targetGroup };
    const result = await ground.deploy('one');
    expect(result.status).toBe('Succeeded');
    expect(ground.fleet.calls.slice(0, 13)).toEqual(
      [
        'BeforeBlockTraffic',
        'deregister',
        'AfterBlockTraffic',
        ...sevenEvents,
        'BeforeAllowTraffic',
        'register',
        'AfterAllowTraffic',
      ].map((call) => `i-1 ${call}`),
    );
    const endpoints = ground.reports.flatMap((each) => (each.kind === 'Endpoint' ? [each.url] : []));
    expect(endpoints).toEqual([
      'http://127.0.0.1:19999',
      'http://127.0.0.1:20000',
      'http://127.0.0.1:20001',
      'http://127.0.0.1:20002',
    ]);
  });

  test('without traffic control leaves the balancer alone, but puts hosts into it that were never in it', async () => {
    await using ground = await DeploymentGround.open();
    ground.definedFleet = { targetGroup };
    ground.fleet.health = { 'i-1': 'healthy' };
    await ground.deploy('one');
    expect(ground.fleet.calls.filter((call) => call.endsWith('register'))).toEqual([
      'i-2 register',
      'i-3 register',
    ]);
  });

  test('gives the agent what it needs to know', async () => {
    await using ground = await DeploymentGround.open();
    await ground.deploy('one');
    expect(ground.fleet.commands[1]).toMatchObject({
      lifecycleEvent: 'DownloadBundle',
      applicationName: 'shop',
      deploymentGroupName: 'Production',
      deploymentCreator: 'user',
      deploymentType: 'IN_PLACE',
      fileExistsBehavior: 'DISALLOW',
      bundle: { bucket: 'app-artifacts' },
    });
    expect(ground.fleet.commands[1]?.bundle.key).toMatch(/^app\/BuildOutpu\/\w{7}\.zip$/);
  });

  test('keeps the same deployment group id, and with it what the hosts remember, from one to the next', async () => {
    await using ground = await DeploymentGround.open();
    await ground.deploy('one');
    await ground.deploy('two');
    expect(new Set(ground.fleet.commands.map(({ deploymentGroupId }) => deploymentGroupId)).size).toBe(1);
  });
});

describe('a host that fails', () => {
  test('ends the deployment with the first failing script, the rest of its events and hosts skipped', async () => {
    await using ground = await DeploymentGround.open();
    ground.fleet.script = (id, { lifecycleEvent }) =>
      id === 'i-2' && lifecycleEvent === 'ApplicationStart' ? scriptFailure('scripts/start.sh') : undefined;
    const result = await ground.deploy('one');
    const error = failure(result);
    expect(error).toMatchObject({
      code: 'HEALTH_CONSTRAINTS',
      where: 'i-2',
      command: 'scripts/start.sh',
      exitCode: 1,
      logTail: ['Script - scripts/start.sh', '[stderr]no luck'],
    });
    expect(error.message).toBe(
      'ApplicationStart failed on i-2: Script at specified location: scripts/start.sh failed with exit code 1. The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems. CodeDeployDefault.OneAtATime needs 2 of 3 healthy: 1 succeeded, 1 failed, 1 skipped.',
    );
    expect(targetsEnded(ground, 'Skipped')).toEqual(['i-3']);
    expect(ground.fleet.calls.some((call) => call.startsWith('i-3'))).toBe(false);
    const record = findDeployment(ground.state.records, result.externalExecutionId ?? '');
    expect(record?.errorInformation?.code).toBe('HEALTH_CONSTRAINTS');
    expect(record?.targets[1]?.lifecycleEvents.map(({ status }) => status)).toEqual([
      ...Array<string>(5).fill('Succeeded'),
      'Failed',
      'Skipped',
    ]);
  });

  test('is forgiven when it is the last one', async () => {
    await using ground = await DeploymentGround.open();
    ground.fleet.script = (id) => (id === 'i-3' ? scriptFailure('x.sh') : undefined);
    const result = await ground.deploy('one');
    expect(result).toMatchObject({
      status: 'Succeeded',
      summary: expect.stringContaining('2 of 3') as string,
    });
  });

  test('is the first to be taken by the next deployment', async () => {
    await using ground = await DeploymentGround.open();
    ground.fleet.script = (id) => (id === 'i-3' ? scriptFailure('x.sh') : undefined);
    await ground.deploy('one');
    ground.fleet.calls.length = 0;
    await ground.deploy('two');
    expect(ground.fleet.calls[0]).toBe('i-3 ApplicationStop');
  });

  test('because its agent is gone, says so in AWS’s words', async () => {
    await using ground = await DeploymentGround.open();
    ground.fleet.script = async () => {
      throw new Error('socket closed');
    };
    const error = failure(await ground.deploy('one'));
    expect(error.message).toContain('CodeDeploy agent was not able to receive the lifecycle event.');
    expect(error.remedy).toContain('socket closed');
  });

  test('because the balancer does not take it, fails at AllowTraffic', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = trafficControl;
    ground.definedFleet = { targetGroup };
    ground.fleet.refusesTraffic = 'i-1';
    const error = failure(await ground.deploy('one'));
    expect(error.command).toBe('AllowTraffic');
    expect(error.message).toContain('i-1 could not be registered with web: target group is full');
  });

  test('in ApplicationStop goes on when such failures are to be ignored', async () => {
    await using ground = await DeploymentGround.open();
    ground.fleet.script = (_, { lifecycleEvent }) =>
      lifecycleEvent === 'ApplicationStop' ? scriptFailure('stop.sh') : undefined;
    const context = await ground.context('one');
    const { digest = '' } = context.inputArtifacts[0] ?? {};
    const outcome = await deploy(context, ground.fleet.open, {
      applicationName: 'shop',
      deploymentGroupName: 'Production',
      revision: { digest, bucket: 'b', key: 'k' },
      creator: 'user',
      fileExistsBehavior: 'DISALLOW',
      ignoreApplicationStopFailures: true,
    });
    expect(outcome.status).toBe('Succeeded');
    const record = findDeployment(ground.state.records, outcome.externalExecutionId ?? '');
    expect(record?.targets[0]?.lifecycleEvents[0]?.status).toBe('Failed');
  });
});

describe('a deployment that cannot begin', () => {
  test('has no instances: the remedy lists the tags that there are', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = { ec2TagFilters: [{ Key: 'Stage', Value: 'production', Type: 'KEY_AND_VALUE' }] };
    const error = failure(await ground.deploy('one'));
    expect(error.code).toBe('NO_INSTANCES');
    expect(statuses(ground)).toEqual(['Created', 'InProgress', 'Failed']);
    expect(error.remedy).toContain('carry the tags Stage=prod');
  });

  test('could not keep its minimum of healthy hosts', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = { deploymentConfigName: 'Strict' };
    ground.definition = {
      deploymentConfigs: [
        { deploymentConfigName: 'Strict', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 99 } },
      ],
    };
    const error = failure(await ground.deploy('one'));
    expect(error.code).toBe('HEALTH_CONSTRAINTS_INVALID');
    expect(error.remedy).toContain('Strict (FLEET_PERCENT 99) keeps 3 of 3 instances healthy');
    expect(targetsEnded(ground, 'Skipped')).toEqual(['i-1', 'i-2', 'i-3']);
    expect(ground.fleet.calls).toEqual([]);
  });

  test('names a group that does not exist', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = { deploymentGroupName: 'Prodution' };
    expect(failure(await ground.deploy('one'))).toMatchObject({
      code: 'DeploymentGroupDoesNotExistException',
      message: 'No deployment group found for name: Production',
      remedy: 'Did you mean Prodution? The definition has Prodution.',
    });
  });

  test('wants a load balancer that no fleet has', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = trafficControl;
    expect(failure(await ground.deploy('one')).code).toBe('ELASTIC_LOAD_BALANCING_INVALID');
  });

  test('finds another one of the same group under way', async () => {
    await using ground = await DeploymentGround.open();
    let second: Promise<ActionResult> | undefined;
    ground.fleet.script = async () => {
      second ??= ground.deploy('two');
      await second;
      return undefined;
    };
    const first = await ground.deploy('one');
    expect(first.status).toBe('Succeeded');
    expect(second === undefined ? undefined : failure(await second)).toMatchObject({
      code: 'DeploymentLimitExceededException',
      message: `The Deployment Group 'Production' already has an active Deployment '${first.externalExecutionId}'`,
    });
  });
});

test('what a deployment group asks for and a deployment here does not do is reported as not executed', async () => {
  await using ground = await DeploymentGround.open();
  ground.group = {
    alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
    notExecuted: [{ what: 'triggerConfigurations', reason: 'nothing is published to SNS' }],
  };
  await ground.deploy('one');
  const whats = ground.reports.flatMap((each) => (each.kind === 'NotExecuted' ? [each.what] : []));
  expect(whats).toEqual(['CloudWatch alarm errors', 'triggerConfigurations']);
});

// shows: S4-122
test('a zone is monitored before the next one is taken', async () => {
  await using ground = await DeploymentGround.open();
  ground.group = { deploymentConfigName: 'Zonal' };
  ground.definition = {
    deploymentConfigs: [
      {
        deploymentConfigName: 'Zonal',
        minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
        zonalConfig: { monitorDurationInSeconds: 0.05 },
      },
    ],
  };
  ground.definedFleet = {
    instances: ['b', 'a', 'b'].map((zone, index) => ({
      instanceId: `i-${index}`,
      tags: { Stage: 'prod' },
      availabilityZone: zone,
    })),
  };
  await ground.deploy('one');
  expect(ground.fleet.calls[0]).toBe('i-1 ApplicationStop');
  expect(ground.lines).toContain('a is done; the next zone begins after 0.05 seconds');
});
