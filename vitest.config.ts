import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { ClosingLine } from './scripts/closing-line.ts';
import { LongestFirst } from './scripts/longest-first.ts';
import { longFolders } from './vitest.long.config.ts';

const testsOf = (rooms: readonly string[]): string[] =>
  // What measures time stands apart: the memory of others would be cleared up in its process.
  rooms.map((room) => `test/${room}/**/!(speed).test.ts`);

/** Rooms whose tests start nothing of the program: they need no bundle of it. */
const pure = testsOf([
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
]);

/** Tests of what a process has once (its environment, its clock, its umask), which modules may remember. */
const changing = [
  'actions/build/commands',
  'actions/build/environment',
  'actions/build/layered-source',
  'actions/build/node-runtime',
  'actions/build/usage',
  'actions/source/recalled-tree',
  'server/poll-revisions',
].map((file) => `test/${file}.test.ts`);

/** Rooms whose tests load much of the program; a scenario loads little of it, and keeps much in memory. */
const sharing = testsOf([
  'actions',
  'aws',
  'cli',
  'conformance',
  'endpoint',
  'examples',
  'process',
  'runtime',
  'server',
  'services',
  'stacks',
  'starter',
  'state',
  'workflows',
]);

const shared = { isolate: false, setupFiles: ['test/rig/leave-process.ts'] };

const globalSetup = ['test/rig/build-program.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // Half of the time a scenario waits for processes that wait themselves.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Ends what hangs. Nothing that works is to fail by it, however busy the machine is.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // No test may need another before it. The order is mixed, and the same in every run of a commit: what fails, fails
    // for its author. Another order: `npm test -- --sequence.seed=2`.
    sequence: { sequencer: LongestFirst, shuffle: { files: false, tests: true }, seed: 1 },
    setupFiles: ['test/rig/same-cases.ts'],
    retry: Number(process.env['TEST_RETRIES'] ?? 0),
    reporters: ['default', new ClosingLine()],
    projects: [
      // The files of a worker share its process and the modules that it has loaded.
      { extends: true, test: { name: { label: 'pure', color: 'green' }, include: pure, ...shared } },
      {
        extends: true,
        test: {
          name: { label: 'sharing', color: 'blue' },
          include: sharing,
          exclude: changing,
          ...shared,
          globalSetup,
        },
      },
      // Each file has a process of its own.
      {
        extends: true,
        test: { name: { label: 'changing', color: 'magenta' }, include: changing, globalSetup },
      },
      {
        extends: true,
        test: {
          name: { label: 'apart', color: 'yellow' },
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...sharing, ...longFolders.map((folder) => `test/${folder}/**`)],
          globalSetup,
        },
      },
    ],
  },
});
