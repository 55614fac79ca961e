import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ActionAborted } from '../../../src/actions/action-aborted.ts';
import { deploy } from '../../../src/actions/codedeploy/deploy.ts';
import { findDeployment } from '../../../src/actions/deployment/deployment-record.ts';
import { rollbackDeployment } from '../../../src/actions/codedeploy/rollback-deployment.ts';
import type { ActionResult } from '../../../src/actions/provider.ts';
import type { DeploymentGroup } from '../../../src/model/deployment.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { targetGroup } from '../../rig/fleet.ts';
import { scriptFailure } from '../../rig/scripted-fleet.ts';
import { spoilContents } from '../../rig/spoil.ts';

const trafficControl: Partial<DeploymentGroup> = {
  deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
};
const autoRollback: Partial<DeploymentGroup> = {
  autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
};
const sevenEvents = [
  'ApplicationStop',
  'DownloadBundle',
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
];

function failure(result: ActionResult): Extract<ActionResult, { status: 'Failed' }>['error'] {
  if (result.status !== 'Failed') throw new Error('The deployment succeeded');
  return result.error;
}

/** Deployment statuses as they were shown: `Created`, `codeDeployRollback Succeeded`. */
function statuses(ground: DeploymentGround): readonly string[] {
  return ground.reports.flatMap((progress) =>
    progress.kind === 'Deployment'
      ? [progress.creator === 'user' ? progress.status : `${progress.creator} ${progress.status}`]
      : [],
  );
}

function targetsEnded(ground: DeploymentGround, status: string): readonly string[] {
  return ground.reports.flatMap((progress) =>
    progress.kind === 'Target' && progress.status === status ? [progress.targetId] : [],
  );
}

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
    await ground.deploy('one');
    expect(ground.fleet.mostBusy).toBe(3);
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

describe('automatic rollback', () => {
  // shows: S4-037, S4-108
  test('deploys the last good revision to every host as a deployment of its own, and the action fails all the same', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = autoRollback;
    const good = await ground.deploy('one');
    const { digest } = await ground.artifact('one');
    ground.fleet.calls.length = 0;
    ground.reports.length = 0;
    ground.fleet.script = (id, { lifecycleEvent, deploymentCreator }) =>
      id === 'i-2' && deploymentCreator === 'user' && lifecycleEvent === 'ValidateService'
        ? scriptFailure('scripts/validate.sh')
        : undefined;
    const result = await ground.deploy('two');
    expect(failure(result).message).toMatch(/The rollback d-[A-Z0-9]{9} restored the previous version\.$/);
    expect(statuses(ground)).toEqual([
      'Created',
      'InProgress',
      'Failed',
      'codeDeployRollback Created',
      'codeDeployRollback InProgress',
      'codeDeployRollback Succeeded',
    ]);
    const failed = findDeployment(ground.state.records, result.externalExecutionId ?? '');
    const rollback = findDeployment(ground.state.records, failed?.rollbackInfo?.rollbackDeploymentId ?? '');
    expect(rollback?.rollbackInfo?.rollbackTriggeringDeploymentId).toBe(failed?.deploymentId);
    expect(rollback?.revision.digest).toBe(digest);
    expect(rollback?.targets.map(({ status }) => status)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
    expect(failed?.rollbackInfo?.rollbackMessage).toContain(good.externalExecutionId);
    // The unhealthy host comes first.
    expect(ground.fleet.calls[2 * 7]).toBe('i-2 ApplicationStop');
  });

  test('does not happen when there is no earlier success, and says so', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = autoRollback;
    ground.fleet.script = () => scriptFailure('x.sh');
    const result = await ground.deploy('one');
    expect(failure(result).message).toContain(
      'No rollback: the deployment group has had no successful deployment',
    );
    expect(statuses(ground)).toEqual(['Created', 'InProgress', 'Failed']);
  });

  test('finds the old revision gone from the store', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = autoRollback;
    await ground.deploy('one');
    const { deploymentGroupId } = ground.fleet.commands[0] ?? {};
    const success = { deploymentId: 'd-GONE', revision: { digest: '0'.repeat(64), bucket: 'b', key: 'k' } };
    ground.state.records.put('codedeploy-group', 'shop/Production', {
      deploymentGroupId,
      successes: [{ ...success, fileExistsBehavior: 'DISALLOW' }],
    });
    ground.fleet.script = () => scriptFailure('x.sh');
    const result = await ground.deploy('two');
    const failed = findDeployment(ground.state.records, result.externalExecutionId ?? '');
    const rollback = findDeployment(ground.state.records, failed?.rollbackInfo?.rollbackDeploymentId ?? '');
    expect(rollback?.errorInformation?.code).toBe('REVISION_MISSING');
    expect(failure(result).message).toContain('its revision is no longer available');
  });

  test('finds the old revision damaged, and says so', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = autoRollback;
    await ground.deploy('one');
    const store = join(ground.state.path, 'artifacts');
    rmSync(join(ground.state.path, '..', 'tree-one'), { recursive: true });
    expect(spoilContents(store, (content) => content.includes('one'))).toBeGreaterThan(0);
    ground.fleet.script = () => scriptFailure('x.sh');
    const result = await ground.deploy('two');
    const failed = findDeployment(ground.state.records, result.externalExecutionId ?? '');
    const rollback = findDeployment(ground.state.records, failed?.rollbackInfo?.rollbackDeploymentId ?? '');
    expect(rollback?.errorInformation?.code).toBe('INTERNAL_ERROR');
    expect(failure(result).message).toContain('its revision cannot be prepared: Artifact');
    expect(failure(result).message).toContain('is damaged');
  });

  test('that fails is not rolled back itself', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = autoRollback;
    await ground.deploy('one');
    ground.fleet.script = () => scriptFailure('stop.sh');
    const result = await ground.deploy('two');
    expect(failure(result).message).toMatch(/The rollback d-\w+ failed as well/);
    expect(statuses(ground).filter((status) => status.startsWith('codeDeployRollback'))).toEqual([
      'codeDeployRollback Created',
      'codeDeployRollback InProgress',
      'codeDeployRollback Failed',
    ]);
  });

  test('is left out when the group does not configure it', async () => {
    await using ground = await DeploymentGround.open();
    await ground.deploy('one');
    ground.fleet.script = () => scriptFailure('x.sh');
    expect(failure(await ground.deploy('two')).message).not.toContain('rollback');
  });
});

describe('a rollback by hand', () => {
  const group = { applicationName: 'shop', deploymentGroupName: 'Production' };

  // shows: S4-074
  test('deploys the last good revision before the current one', async () => {
    await using ground = await DeploymentGround.open();
    await ground.deploy('one');
    await ground.deploy('two');
    const context = await ground.context('two', { id: 'by-hand' });
    const outcome = await rollbackDeployment(context, ground.fleet.open, group);
    expect(outcome.status).toBe('Succeeded');
    const { digest } = await ground.artifact('one');
    expect(findDeployment(ground.state.records, outcome.externalExecutionId ?? '')).toMatchObject({
      creator: 'user',
      revision: { digest },
    });
  });

  test('needs a revision from before', async () => {
    await using ground = await DeploymentGround.open();
    await ground.deploy('one');
    const context = await ground.context('one', { id: 'by-hand' });
    const outcome = await rollbackDeployment(context, ground.fleet.open, group);
    expect(outcome).toMatchObject({ status: 'Failed', error: { code: 'RevisionDoesNotExistException' } });
  });
});

describe('an interrupted deployment', () => {
  test('goes on at the event that it was in, with the same id, and repeats nothing that had ended', async () => {
    await using ground = await DeploymentGround.open();
    const abort = new AbortController();
    ground.fleet.script = (id, { lifecycleEvent }) => {
      if (id === 'i-2' && lifecycleEvent === 'Install') abort.abort(new ActionAborted('Interrupted'));
      return undefined;
    };
    await ground.deploy('one', { signal: abort.signal });
    const before = [...ground.fleet.calls];
    const [first] = ground.fleet.commands;
    ground.fleet.calls.length = 0;
    ground.fleet.script = () => undefined;
    const result = await ground.deploy('one');
    expect(result).toMatchObject({ status: 'Succeeded', externalExecutionId: first?.deploymentId });
    expect(before.at(-1)).toBe('i-2 Install');
    expect(ground.fleet.calls[0]).toBe('i-2 Install');
    expect(ground.fleet.calls).toHaveLength(4 + 7);
    expect(statuses(ground)).toEqual(['Created', 'InProgress', 'Succeeded']);
  });

  test('at whatever event it was interrupted, runs that one again and each other one once', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = { deploymentConfigName: 'CodeDeployDefault.HalfAtATime' };
    for (let at = 1; at <= 3 * 7; at += 1) {
      const abort = new AbortController();
      ground.fleet.calls.length = 0;
      ground.fleet.script = () => {
        if (ground.fleet.calls.length === at) abort.abort(new ActionAborted('Interrupted'));
        return undefined;
      };
      await ground.deploy('one', { id: `run-${at}`, signal: abort.signal });
      expect(ground.fleet.calls).toHaveLength(at);
      const interrupted = ground.fleet.calls.at(-1);
      const result = await ground.deploy('one', { id: `run-${at}` });
      expect(result.status).toBe('Succeeded');
      const twice = ground.fleet.calls.filter((call, index) => ground.fleet.calls.indexOf(call) !== index);
      expect(twice).toEqual([interrupted]);
      expect(new Set(ground.fleet.calls).size).toBe(3 * 7);
    }
  });

  test('takes up its rollback as well', async () => {
    await using ground = await DeploymentGround.open();
    ground.group = autoRollback;
    await ground.deploy('one');
    const abort = new AbortController();
    ground.fleet.script = (_, { deploymentCreator, lifecycleEvent }) => {
      if (deploymentCreator !== 'codeDeployRollback')
        return lifecycleEvent === 'Install' ? scriptFailure('x.sh') : undefined;
      if (lifecycleEvent === 'Install') abort.abort(new ActionAborted('Interrupted'));
      return undefined;
    };
    await ground.deploy('two', { signal: abort.signal });
    ground.fleet.calls.length = 0;
    ground.fleet.script = () => undefined;
    const result = await ground.deploy('two');
    expect(failure(result).message).toContain('restored the previous version');
    expect(ground.fleet.calls[0]).toBe('i-1 Install');
  });

  test.each(['Abandoned', 'TimedOut'] as const)(
    'is remembered as stopped when it was %s',
    async (because) => {
      await using ground = await DeploymentGround.open();
      const abort = new AbortController();
      ground.fleet.script = () => {
        abort.abort(new ActionAborted(because));
        return undefined;
      };
      const result = await ground.deploy('one', { signal: abort.signal });
      const record = findDeployment(ground.state.records, result.externalExecutionId ?? '');
      expect(record).toMatchObject({ status: 'Stopped', errorInformation: { code: 'MANUAL_STOP' } });
    },
  );
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
