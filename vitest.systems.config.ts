import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

/** The systems of examples/ that need tools of the user's own and minutes: `npm run test:systems`. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 1,
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 1_800_000,
    hookTimeout: 240_000,
    reporters: ['default', new ClosingLine()],
    include: ['test/systems/**/*.test.ts'],
    globalSetup: ['test/rig/build-program.ts'],
  },
});
