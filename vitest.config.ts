import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';
import { LongestFirst } from './scripts/longest-first.ts';

/**
 * Rooms whose tests change nothing that another test of the process would see: no environment, no clock, no folder. What
 * measures time has a process of its own all the same: the memory of others would be cleared up in it.
 */
const sharing = [
  'account',
  'check',
  'dashboard',
  'engine',
  'house',
  'lib',
  'load',
  'model',
  'ship',
  'view',
].map((room) => `test/${room}/**/!(speed).test.ts`);

export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time a scenario waits for processes that wait themselves.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    sequence: { sequencer: LongestFirst, shuffle: { files: false, tests: true } },
    reporters: ['default', new ClosingLine()],
    projects: [
      {
        extends: true,
        test: {
          name: { label: 'processes', color: 'blue' },
          include: ['test/**/*.test.ts'],
          exclude: [...sharing, 'test/systems/**'],
          globalSetup: ['test/rig/build-program.ts'],
        },
      },
      // The files of a worker share its process and the modules that it has loaded.
      { extends: true, test: { name: { label: 'pure', color: 'green' }, include: sharing, isolate: false } },
    ],
  },
});
