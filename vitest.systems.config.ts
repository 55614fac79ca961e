import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

/** The systems of examples/ with what they install and the tools of the user that they need: `npm run test:systems`. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time they wait for a registry, and for what starts.
    maxWorkers: 2,
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 1_800_000,
    hookTimeout: 240_000,
    reporters: ['default', new ClosingLine()],
    include: ['test/systems/**/*.test.ts'],
    globalSetup: ['test/rig/build-program.ts'],
  },
});
