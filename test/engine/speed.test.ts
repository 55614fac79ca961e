// The engine's own cost must not be felt, neither in wide stages nor behind a long history.
import { expect, test } from 'vitest';
import { ShardedMap } from '../../src/engine/sharded-map.ts';
import { build, pipeline, stage } from '../rig/pipelines.ts';
import { EngineRig } from '../rig/engine-rig.ts';

/** The quickest of some tries: what it costs when the machine does nothing else. */
function quickest(tries: number, work: () => void): number {
  const times = Array.from({ length: tries }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}

const wide = pipeline([
  stage(
    'Build',
    Array.from({ length: 100 }, (_, index) => build(`A${index}`)),
  ),
]);

test('a stage of 100 parallel actions, from start to end, costs milliseconds', () => {
  const run = () => {
    const rig = new EngineRig(wide);
    const id = rig.start();
    rig.succeed(id, 'Checkout');
    rig.finish();
    expect(rig.status(id)).toBe('Succeeded');
  };
  expect(quickest(10, run)).toBeLessThan(100);
});

test('an execution costs the same behind a history of thousands', () => {
  const declaration = pipeline([stage('Build', [build('A')])], { executionMode: 'QUEUED' });
  const rig = new EngineRig(declaration);
  const run = () => {
    rig.start();
    rig.finish();
  };
  const early = quickest(50, run);
  for (let count = 0; count < 3000; count += 1) run();
  expect(quickest(50, run)).toBeLessThan(early * 20 + 1);
});

test('a sharded map is a map, and its changes leave earlier ones as they were', () => {
  const keys = Array.from({ length: 500 }, (_, index) => `key-${index}`);
  const full = keys.reduce((map, key) => map.with(key, key.length), new ShardedMap<number>());
  const changed = full.with('key-7', 99);
  expect([full.get('key-7'), changed.get('key-7'), full.get('absent')]).toEqual([5, 99, undefined]);
  expect(full.values().toSorted((a, b) => a - b)).toEqual(keys.map((key) => key.length));
});
