import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { ProblemError } from '../../src/lib/problem.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import { openState } from '../../src/state/open-state.ts';
import { migrations } from '../../src/state/migrations.ts';
import { acquireOwnership } from '../../src/state/ownership.ts';
import { upgradeState } from '../../src/state/upgrade-state.ts';
import { placeState } from '../rig/stored-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const app = pipelineWorkload('app');

async function codesOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

describe('a state folder of the first version', () => {
  test.each([true, false])('has the pipeline as the workload of its events (owner: %s)', async (owner) => {
    await using folder = await makeFolder();
    await placeState('first', folder.path);
    await using state = await openState(folder.path, { owner });
    const entries = state.journal.read({ workload: app });
    expect(entries).toHaveLength(223);
    expect(entries).toEqual(state.journal.read());
    expect(state.journal.names('pipeline')).toEqual(['app']);
    expect(entries.every(({ workload: { type, name } }) => type === 'pipeline' && name === 'app')).toBe(true);
    expect(state.history.executions({ pipelineName: 'app' }).map(({ status }) => status)).toEqual([
      'Succeeded',
      'Failed',
      'Succeeded',
      'Succeeded',
    ]);
  });

  test('goes on with the same numbers, and its history can be made again', async () => {
    await using folder = await makeFolder();
    await placeState('first', folder.path);
    await using state = await openState(folder.path, { owner: true });
    const enabled = { type: 'TransitionEnabled', stageName: 'Deploy', transitionType: 'Inbound' } as const;
    const [entry] = state.journal.append(app, [{ ...enabled, at: 1, by: 'ada' }]);
    expect(entry?.seq).toBe(state.journal.lastSeq());
    const before = state.history.executions();
    expect(state.history.rebuild()).toBe(224);
    expect(state.history.executions()).toEqual(before);
  });

  test('is not changed under an owner that does not know the new tables', async () => {
    await using folder = await makeFolder();
    await placeState('first', folder.path);
    const ownership = await acquireOwnership(folder.path);
    expect(ownership.owned).toBe(true);
    const file = join(folder.path, 'slipway.db');
    const upgrade = upgradeState(folder.path, { file, migrations, ownerMigratesWithinMs: 0 });
    expect(await codesOf(upgrade)).toEqual(['StateLocked']);
    if (ownership.owned) ownership.release();
    expect(await codesOf(upgradeState(folder.path, { file, migrations }))).toEqual([]);
  });
});

describe('a state folder of a newer version is refused', () => {
  test.each([
    ['by the version of its tables', 'PRAGMA user_version = 99'],
    ['by the version of an event', 'UPDATE events SET version = 99 WHERE seq = 7'],
  ])('%s', async (_, change) => {
    await using folder = await makeFolder();
    await placeState('first', folder.path);
    const opened = await openState(folder.path, { owner: true });
    await opened[Symbol.asyncDispose]();
    const database = new DatabaseSync(join(folder.path, 'slipway.db'));
    database.exec(change);
    database.close();
    const read = async (): Promise<void> => {
      await using state = await openState(folder.path, { owner: false });
      state.journal.read();
    };
    expect(await codesOf(read())).toEqual(['StateNewer']);
  });
});
