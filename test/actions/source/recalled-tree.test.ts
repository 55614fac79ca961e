// A working tree that was stored before is not read again while nothing of it has changed.
import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connection as provider } from '../../../src/actions/connection/provider.ts';
import { readStatusList, writeStatusList } from '../../../src/state/artifacts/status-list.ts';
import { SourceGround, type Sourced } from '../../rig/source-ground.ts';

const call = {
  provider,
  configuration: {
    ConnectionArn: 'arn:aws:codestar-connections:eu-central-1:111122223333:connection/1',
    FullRepositoryId: 'octo/shop',
    BranchName: 'main',
  },
  folder: 'shop',
};
const files = { 'a.txt': 'one', 'lib/b.txt': 'two', 'lib/deep/c.txt': 'three', '.gitignore': '*.log\n' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

/** Runs the action a minute after everything that was done: what has changed just now is never remembered. */
async function later(ground: SourceGround): Promise<Sourced> {
  vi.setSystemTime(Date.now() + 60_000);
  return ground.run(call);
}

function snapshots(ground: SourceGround): string {
  return join(ground.state.path, 'artifacts', 'snapshots');
}

/** What a run shows of the source, without the times. */
function shown({ result, notices, files: lying }: Sourced): unknown {
  const { summary, outputVariables, outputArtifacts } = result as Extract<
    Sourced['result'],
    { status: 'Succeeded' }
  >;
  return { notices, lying, summary, outputVariables, outputArtifacts };
}

test('an unchanged working tree is taken from what is remembered of it', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', files);
  await later(ground);
  const [name = ''] = readdirSync(snapshots(ground));
  const file = join(snapshots(ground), name);
  const list = readStatusList(file);
  if (list === undefined) throw new Error('no list was written');
  const about = { ...(list.about as object), note: JSON.stringify({ changed: 0, notices: ['remembered'] }) };
  const rows = list.paths.map((_, position) => list.rowAt(position));
  writeStatusList(file, { folder: list.folder, rows, about });
  expect((await later(ground)).notices).toEqual(['remembered']);
  writeFileSync(join(ground.folder, 'shop', 'a.txt'), 'two');
  expect((await later(ground)).notices).toEqual([expect.stringContaining('1 changed file')]);
});

test('a working tree that is changed while it is stored is not remembered', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', files);
  await ground.run(call);
  expect(readdirSync(join(ground.state.path, 'artifacts'))).not.toContain('snapshots');
});

const paths = fc.constantFrom('a.txt', 'lib/b.txt', 'lib/deep/c.txt', 'new.txt', 'lib/new.txt', 'some.log');
const operations = fc.oneof(
  fc.record({
    do: fc.constant('write' as const),
    path: paths,
    text: fc.constantFrom('one', 'two', 'longer'),
  }),
  fc.record({
    do: fc.constant('remove' as const),
    path: fc.oneof(paths, fc.constantFrom('lib', 'lib/deep')),
  }),
  fc.record({ do: fc.constant('chmod' as const), path: paths }),
  fc.record({ do: fc.constant('folder' as const), path: paths }),
  fc.record({ do: fc.constant('link' as const), path: paths }),
  fc.record({ do: fc.constant('move' as const), path: fc.constantFrom('lib', 'lib/deep') }),
  fc.record({ do: fc.constant('ignore' as const), path: paths }),
  fc.record({ do: fc.constant('add' as const), path: paths }),
  fc.record({ do: fc.constant('commit' as const), path: paths }),
  fc.record({ do: fc.constant('nothing' as const), path: paths }),
);
type Operation = typeof operations extends fc.Arbitrary<infer T> ? T : never;

function perform(ground: SourceGround, operation: Operation): void {
  const root = join(ground.folder, 'shop');
  const file = join(root, operation.path);
  const there = dirname(file);
  switch (operation.do) {
    case 'write':
      mkdirSync(there, { recursive: true });
      return writeFileSync(file, operation.text);
    case 'remove':
      return rmSync(file, { recursive: true });
    case 'chmod':
      return chmodSync(file, 0o755);
    case 'folder':
      rmSync(file, { force: true });
      mkdirSync(file, { recursive: true });
      return writeFileSync(join(file, 'inner.txt'), 'inner');
    case 'link':
      rmSync(file, { recursive: true, force: true });
      return symlinkSync('a.txt', file);
    case 'move':
      // The files keep their status, behind a link.
      renameSync(file, join(ground.folder, 'elsewhere'));
      return symlinkSync(join(ground.folder, 'elsewhere'), file);
    case 'ignore':
      return writeFileSync(join(root, '.gitignore'), `*.log\n${operation.path}\n`);
    case 'add':
      return void ground.git('shop', 'add', '--all');
    case 'commit':
      return void ground.git('shop', 'commit', '--quiet', '--all', '--message', 'Next');
    default:
  }
}

test('whatever is done to a working tree, what is remembered gives the same as reading it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operations, { minLength: 1, maxLength: 5 }), async (list) => {
      await using ground = await SourceGround.open();
      await ground.repository('shop', files);
      await later(ground);
      for (const operation of list) {
        try {
          perform(ground, operation);
        } catch {
          // Nothing lies there, or nothing is to be committed.
        }
        const recalled = await later(ground);
        rmSync(snapshots(ground), { recursive: true, force: true });
        expect(shown(recalled)).toEqual(shown(await later(ground)));
      }
    }),
    { numRuns: 15 },
  );
});
