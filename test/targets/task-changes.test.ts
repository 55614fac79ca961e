// What is reported of tasks: each change of a task once, in the order in which it happens.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaskObservation } from '../../src/targets/service/observe-tasks.ts';
import { TaskChanges } from '../../src/targets/service/task-changes.ts';

type State = 'pending' | 'running' | 'healthy' | 'unhealthy' | 'stopped' | 'stopping';

function task(state: State, taskId = 'a'): TaskObservation {
  const isUp = state === 'running' || state === 'healthy' || state === 'unhealthy';
  return {
    taskId,
    deploymentId: 'one',
    lastStatus: isUp || state === 'stopping' ? 'RUNNING' : state === 'pending' ? 'PENDING' : 'STOPPED',
    health: state === 'healthy' ? 'HEALTHY' : state === 'unhealthy' ? 'UNHEALTHY' : 'UNKNOWN',
    isStopping: state === 'stopping',
    isRegistered: false,
    wasHealthy: false,
  };
}

function reported(states: readonly State[]): readonly string[] {
  const changes = new TaskChanges([]);
  return states.flatMap((state) => [...changes.since([task(state)])].map(({ type }) => type));
}

describe('of a task is reported', () => {
  test.each<[readonly State[], readonly string[]]>([
    [['pending', 'pending'], []],
    [['pending', 'running', 'running'], ['running']],
    [['healthy'], ['running', 'healthy']],
    [
      ['running', 'healthy', 'healthy'],
      ['running', 'healthy'],
    ],
    [
      ['healthy', 'unhealthy', 'healthy'],
      ['running', 'healthy', 'healthy'],
    ],
    [['stopped', 'stopped'], ['ended']],
    [['pending', 'stopped'], ['ended']],
    [
      ['healthy', 'stopping', 'stopping'],
      ['running', 'healthy'],
    ],
  ])('%j: %j', (states, expected) => {
    expect(reported(states)).toEqual(expected);
  });

  test('nothing of one that was healthy before the service was opened', () => {
    const known = { taskId: 'a', deploymentId: 'one', desiredStatus: 'RUNNING', createdAt: 0 } as const;
    expect([...new TaskChanges([{ ...known, wasHealthy: true }]).since([task('healthy')])]).toEqual([]);
    const fresh = new TaskChanges([{ ...known, wasHealthy: false }]);
    expect([...fresh.since([task('healthy')])].map(({ type }) => type)).toEqual(['running', 'healthy']);
  });

  test('the end once, whatever came before it and however often it is observed', () => {
    const state = fc.constantFrom<State>('pending', 'running', 'healthy', 'unhealthy');
    fc.assert(
      fc.property(fc.array(state), fc.integer({ min: 1, max: 5 }), (before, times) => {
        const states = [...before, ...Array.from({ length: times }, (): State => 'stopped')];
        expect(reported(states).filter((type) => type === 'ended')).toEqual(['ended']);
        expect(reported(states).at(-1)).toBe('ended');
      }),
    );
  });
});

test('a change that was not taken is reported again', () => {
  const changes = new TaskChanges([]);
  const [first] = changes.since([task('running', 'a'), task('running', 'b')]);
  expect(first?.task.taskId).toBe('a');
  const rest = [...changes.since([task('running', 'a'), task('running', 'b')])];
  expect(rest.map(({ task: { taskId } }) => taskId)).toEqual(['b']);
});
