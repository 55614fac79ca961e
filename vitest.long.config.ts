import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

/** What `npm test` leaves out because it takes minutes: `npm run test:systems`, `test:deployments` and `test:ship`. */
export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time they wait for a registry, and for what starts.
    maxWorkers: 2,
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 1_800_000,
    hookTimeout: 240_000,
    reporters: ['default', new ClosingLine()],
    globalSetup: ['test/rig/build-program.ts'],
    projects: [
      // The systems of examples/ with what they install and the tools of the user that they need.
      { extends: true, test: { name: 'systems', include: ['test/systems/**/*.test.ts'] } },
      // Services, environments and images, by real engines and under traffic.
      { extends: true, test: { name: 'deployments', include: ['test/deployments/**/*.test.ts'] } },
      // What the systems become on AWS: validated by AWS's and Terraform's tools, shipped into the account of this machine.
      { extends: true, test: { name: 'ship', include: ['test/shipped/**/*.test.ts'] } },
    ],
  },
});
