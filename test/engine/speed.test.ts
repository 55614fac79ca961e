// The engine's own cost must not be felt, neither in wide stages nor behind a long history.
import { expect, test } from 'vitest';
import { ShardedMap } from '../../src/engine/sharded-map.ts';
import { build, pipeline, stage } from '../rig/pipelines.ts';
import { EngineRig } from '../rig/engine-rig.ts';

/** Processor time in microseconds, counted in ticks of up to 10 ms: what else the machine does is not in it. */
function processorTime(times: number, work: () => void): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) work();
  const { user, system } = process.threadCpuUsage(before);
  return Math.max(user + system, 10_000);
}

function runWide(actions: number): void {
  const names = Array.from({ length: actions }, (_, index) => build(`A${index}`));
  const rig = new EngineRig(pipeline([stage('Build', names)]));
  const id = rig.start();
  rig.succeed(id, 'Checkout');
  rig.finish();
  expect(rig.status(id)).toBe('Succeeded');
}

// Each step reads all actions of the stage: 8 times as many cost 64 times as much, and 8 times as much for each.
test('the cost of a stage grows no faster than the square of its parallel actions', () => {
  runWide(40);
  const many = processorTime(1, () => runWide(320));
  expect(many / processorTime(8, () => runWide(40))).toBeLessThan(30);
});

test('an execution costs the same behind a history of thousands', () => {
  const declaration = pipeline([stage('Build', [build('A')])], { executionMode: 'QUEUED' });
  const rig = new EngineRig(declaration);
  const run = () => {
    rig.start();
    rig.finish();
  };
  run();
  const early = processorTime(300, run);
  for (let count = 0; count < 3000; count += 1) run();
  expect(processorTime(300, run) / early).toBeLessThan(10);
});

test('a sharded map is a map, and its changes leave earlier ones as they were', () => {
  const keys = Array.from({ length: 500 }, (_, index) => `key-${index}`);
  const full = keys.reduce((map, key) => map.with(key, key.length), new ShardedMap<number>());
  const changed = full.with('key-7', 99);
  expect([full.get('key-7'), changed.get('key-7'), full.get('absent')]).toEqual([5, 99, undefined]);
  expect(full.values().toSorted((a, b) => a - b)).toEqual(keys.map((key) => key.length));
});
