import { assert, constant, constantFrom, integer, oneof, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  constraintsFor,
  minimumHealthyHosts,
  nextTargets,
  type Constraints,
  type TargetState,
} from '../../../src/actions/codedeploy/next-targets.ts';
import { findDeploymentConfig } from '../../../src/model/deployment-configs.ts';
import type { MinimumHealthyHosts } from '../../../src/model/deployment.ts';

type Outcome = 'S' | 'F';

interface Played {
  readonly firstBatch: number;
  readonly succeeded: boolean;
  readonly skipped: number;
  readonly largestOutOfService: number;
}

/** Lets the targets end in the order in which they were taken. */
function play(hosts: number, minimum: MinimumHealthyHosts, outcomes: string): Played {
  const config = { deploymentConfigName: 'test', minimumHealthyHosts: minimum };
  const targets = Array.from({ length: hosts }, (_, index) => target(`i-${index}`));
  const constraints = constraintsFor(config, targets);
  if (constraints === undefined)
    return { firstBatch: 0, succeeded: false, skipped: hosts, largestOutOfService: 0 };
  return roll(targets, constraints, (index) => (outcomes.charAt(index) === 'F' ? 'F' : 'S'));
}

function roll(
  given: readonly TargetState[],
  constraints: Constraints,
  outcomeOf: (attempt: number) => Outcome,
): Played {
  let targets = given;
  const running: string[] = [];
  let firstBatch: number | undefined;
  let ended = 0;
  let largestOutOfService = 0;
  const set = (targetId: string, status: TargetState['status']): void => {
    targets = targets.map((each) => (each.targetId === targetId ? { ...each, status } : each));
  };
  for (;;) {
    const next = nextTargets(targets, constraints);
    if (next.type === 'Start') {
      firstBatch ??= next.targetIds.length;
      for (const targetId of next.targetIds) {
        set(targetId, 'InProgress');
        running.push(targetId);
      }
      const out = targets.filter(({ status }) => status === 'InProgress' || status === 'Failed').length;
      largestOutOfService = Math.max(largestOutOfService, out);
    } else if (next.type === 'Wait') {
      const first = running.shift();
      if (first === undefined) throw new Error('It must not wait while nothing runs');
      set(first, outcomeOf(ended) === 'S' ? 'Succeeded' : 'Failed');
      ended += 1;
    } else if (next.type === 'Monitor') {
      throw new Error('No zones were asked for');
    } else {
      return {
        firstBatch: firstBatch ?? 0,
        succeeded: next.type === 'End' && next.succeeded,
        skipped: targets.filter(({ status }) => status === 'Pending').length,
        largestOutOfService,
      };
    }
  }
}

function target(targetId: string, zone = 'a'): TargetState {
  return { targetId, zone, status: 'Pending' };
}

function predefined(name: string): MinimumHealthyHosts {
  const minimum = findDeploymentConfig(`CodeDeployDefault.${name}`, [])?.minimumHealthyHosts;
  if (minimum === undefined) throw new Error(`No configuration ${name}`);
  return minimum;
}

const count = (value: number): MinimumHealthyHosts => ({ type: 'HOST_COUNT', value });
const percent = (value: number): MinimumHealthyHosts => ({ type: 'FLEET_PERCENT', value });

describe('the examples of the user guide', () => {
  test.each([
    [9, count(6), 'SSSSSSSSS', 3, true, 0],
    [9, percent(40), 'SSSSSSSSS', 5, true, 0],
    [9, predefined('HalfAtATime'), 'SSSSSSSSS', 4, true, 0],
    [10, percent(95), '', 0, false, 10],
    [10, count(9), 'SSSSSSSSSF', 1, true, 0],
    [10, count(9), 'SSSSSSSSF', 1, false, 1],
    [10, count(8), 'FSSSSSSSSF', 2, true, 0],
    [10, count(8), 'FF', 2, false, 8],
    [10, count(0), 'FFFFFFFFFS', 10, true, 0],
    [10, count(0), 'FFFFFFFFFF', 10, false, 0],
  ] as const)('%i hosts, %o, outcomes %s', (...row) => {
    const [hosts, minimum, outcomes, firstBatch, succeeded, skipped] = row;
    expect(play(hosts, minimum, outcomes)).toMatchObject({ firstBatch, succeeded, skipped });
  });
});

// shows: S4-030, S4-099
test('OneAtATime takes one host after the other and forgives only the last', () => {
  expect(play(3, predefined('OneAtATime'), 'SSF')).toMatchObject({ firstBatch: 1, succeeded: true });
  expect(play(3, predefined('OneAtATime'), 'SF')).toMatchObject({ succeeded: false, skipped: 1 });
});

test('a single host is taken by every configuration and has to succeed', () => {
  for (const name of ['OneAtATime', 'HalfAtATime', 'AllAtOnce']) {
    expect(play(1, predefined(name), 'S').succeeded).toBe(true);
    expect(play(1, predefined(name), 'F').succeeded).toBe(false);
  }
});

test('a percentage is rounded up', () => {
  expect(minimumHealthyHosts(percent(50), 9)).toBe(5);
  expect(minimumHealthyHosts(percent(34), 3)).toBe(2);
});

const fleets = record({
  hosts: integer({ min: 2, max: 30 }),
  minimum: oneof(
    integer({ min: 0, max: 29 }).map(count),
    integer({ min: 0, max: 99 }).map(percent),
    constant(predefined('OneAtATime')),
  ),
  outcomes: string({ unit: constantFrom('S', 'F'), minLength: 30, maxLength: 30 }),
});

test('what is out of service because of the deployment never goes beyond what the minimum leaves', () => {
  assert(
    property(fleets, ({ hosts, minimum, outcomes }) => {
      const played = play(hosts, minimum, outcomes);
      expect(hosts - played.largestOutOfService).toBeGreaterThanOrEqual(
        Math.min(hosts, minimumHealthyHosts(minimum, hosts)),
      );
    }),
  );
});

test('a success needs at least one host, and as many as the minimum', () => {
  assert(
    property(fleets, ({ hosts, minimum, outcomes }) => {
      const played = play(hosts, minimum, outcomes);
      const successes = outcomes.slice(0, hosts - played.skipped).replaceAll('F', '').length;
      const needed = Math.max(1, minimumHealthyHosts(minimum, hosts));
      expect(played.succeeded).toBe(played.skipped === 0 && successes >= needed);
    }),
  );
});

describe('with a zonal configuration', () => {
  const zones = ['b', 'a', 'b', 'a', 'c'].map((zone, index) => target(`i-${index}`, zone));
  const zonal = {
    minimumHealthyHosts: 0,
    zonal: { minimumHealthyHostsPerZone: {}, monitored: new Set<string>() },
  };

  test('zones are taken one after the other, in the order of their names', () => {
    expect(nextTargets(zones, zonal)).toEqual({ type: 'Start', targetIds: ['i-1', 'i-3'] });
  });

  test('the monitoring time of a zone comes before the next zone, and none after the last', () => {
    const done = zones.map((each) => (each.zone === 'a' ? { ...each, status: 'Succeeded' as const } : each));
    expect(nextTargets(done, zonal)).toEqual({ type: 'Monitor', zone: 'a', isFirst: true });
    const monitored = { ...zonal, zonal: { ...zonal.zonal, monitored: new Set(['a']) } };
    expect(nextTargets(done, monitored)).toEqual({ type: 'Start', targetIds: ['i-0', 'i-2'] });
    const all = zones.map((each) => ({ ...each, status: 'Succeeded' as const }));
    expect(nextTargets(all, zonal)).toEqual({ type: 'End', succeeded: true });
  });

  test('the minimum of the zone and that of the whole fleet hold both', () => {
    const strict = { ...zonal, zonal: { ...zonal.zonal, minimumHealthyHostsPerZone: { a: 1 } } };
    expect(nextTargets(zones, strict)).toEqual({ type: 'Start', targetIds: ['i-1'] });
    expect(nextTargets(zones, { ...zonal, minimumHealthyHosts: 4 })).toEqual({
      type: 'Start',
      targetIds: ['i-1'],
    });
  });
});
