// Rollbacks of deployments: automatic ones, and those by hand.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findDeployment } from '../../../src/actions/deployment/deployment-record.ts';
import { rollbackDeployment } from '../../../src/actions/codedeploy/rollback-deployment.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { scriptFailure } from '../../rig/scripted-fleet.ts';
import { spoilContents } from '../../rig/spoil.ts';
import { autoRollback, failure, statuses } from '../../rig/deployment-results.ts';

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
