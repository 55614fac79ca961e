import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    sequence: { shuffle: true },
    reporters: ['default', new ClosingLine()],
  },
});
