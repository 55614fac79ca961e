import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/rig/build-program.ts'],
    pool: 'forks',
    // Half of the time a scenario waits for processes that wait themselves.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Each file has a process of its own, so only its tests are shuffled; files that took long begin first, or the last one
    // would be waited for alone.
    sequence: { shuffle: { files: false, tests: true } },
    reporters: ['default', new ClosingLine()],
  },
});
