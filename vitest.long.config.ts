import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';

/** Folders of `test` that `npm test` leaves out because they take minutes, or a browser: each has a command `npm run test:…`. */
export const longFolders = ['systems', 'deployments', 'docs', 'shipped', 'pages', 'resilience'] as const;

export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time they wait for a registry, and for what starts.
    maxWorkers: 2,
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 1_800_000,
    hookTimeout: 240_000,
    // What a page shows after a key or a click is waited for.
    expect: { poll: { timeout: 60_000 } },
    setupFiles: ['test/rig/same-cases.ts'],
    retry: Number(process.env['TEST_RETRIES'] ?? 0),
    reporters: ['default', new ClosingLine()],
    globalSetup: ['test/rig/build-program.ts'],
    projects: longFolders.map((folder) => ({
      extends: true,
      test: {
        name: folder,
        include: [`test/${folder}/**/*.test.ts`],
        globalSetup: folder === 'pages' ? ['test/rig/build-pages.ts'] : [],
      },
    })),
  },
});
