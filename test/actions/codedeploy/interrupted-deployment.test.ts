// Deployments whose command was interrupted.
import { describe, expect, test } from 'vitest';
import { ActionAborted } from '../../../src/actions/action-aborted.ts';
import { findDeployment } from '../../../src/actions/deployment/deployment-record.ts';
import { DeploymentGround } from '../../rig/deployment-ground.ts';
import { scriptFailure } from '../../rig/scripted-fleet.ts';
import { autoRollback, failure, statuses } from '../../rig/deployment-results.ts';

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
