// What the events of a pipeline come to, read from a state folder that keeps what they came to before.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply } from '../../src/engine/apply.ts';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { emptyPipeline } from '../../src/engine/state.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import { digestOfFold, foldFormat } from '../../src/runtime/fold-format.ts';
import { replay } from '../../src/runtime/replay.ts';
import { openState } from '../../src/state/open-state.ts';
import { EngineRig } from '../rig/engine-rig.ts';
import { happen, pickFrom, scenario, type Scenario } from '../rig/random-history.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const foldOf = (events: readonly PipelineEvent[]) => events.reduce(apply, emptyPipeline);

function eventsOf({ pipelines, happenings }: Scenario): readonly PipelineEvent[] {
  const rig = new EngineRig(pipelines[0] ?? { name: '', roleArn: '', stages: [] });
  for (const one of happenings)
    happen(rig, one, () => {
      const declaration = pickFrom(pipelines, 1);
      if (declaration !== undefined) rig.update(declaration);
    });
  return rig.journal;
}

test('whatever happened and wherever it was kept, the state is that of all events', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, '.slipway'), { owner: true });
  let count = 0;
  fc.assert(
    fc.property(scenario, fc.double({ min: 0, max: 1, noNaN: true }), (played, share) => {
      const events = eventsOf(played);
      const name = `app-${(count += 1)}`;
      const cut = Math.floor(events.length * share);
      for (const part of [events.slice(0, cut), events.slice(cut)]) {
        state.journal.append(pipelineWorkload(name), part);
        replay(state, name, 1);
      }
      expect(replay(state, name)).toEqual(foldOf(events));
    }),
    { numRuns: 60 },
  );
});

/** A folder with the events of some executions, folded and kept; then changed by `change`, and read again. */
async function readAfter(change: string): Promise<ReturnType<typeof replay>> {
  await using folder = await makeFolder();
  const path = join(folder.path, '.slipway');
  {
    await using state = await openState(path, { owner: true });
    state.journal.append(pipelineWorkload('app'), eventsOfRuns);
    replay(state, 'app', 1);
  }
  {
    using database = new DatabaseSync(join(path, 'slipway.db'));
    database.exec(change);
  }
  await using state = await openState(path, { owner: true });
  return replay(state, 'app');
}

const eventsOfRuns = eventsOfTwoRuns();

function eventsOfTwoRuns(): readonly PipelineEvent[] {
  const type = { category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1' } as const;
  const action = {
    name: 'Repo',
    actionTypeId: type,
    configuration: { RepositoryName: 'app', BranchName: 'main' },
  };
  const rig = new EngineRig({ name: 'app', roleArn: '', stages: [{ name: 'Source', actions: [action] }] });
  for (let run = 0; run < 2; run += 1) {
    rig.start();
    rig.finish();
  }
  return rig.journal;
}

test('events that were folded before are not read again', async () => {
  expect(await readAfter("UPDATE events SET event = 'damaged'")).toEqual(foldOf(eventsOfRuns));
});

test('events that came after it are', async () => {
  const twice =
    'INSERT INTO events SELECT seq + 100, workload_name, execution_id, event, workload_type, version FROM events LIMIT 1';
  expect((await readAfter(twice)).version).toBe(
    foldOf([...eventsOfRuns, ...eventsOfRuns.slice(0, 1)]).version,
  );
});

test.each([
  ['is damaged', "UPDATE folded_states SET state = x'00'"],
  ['has one byte changed', "UPDATE folded_states SET state = CAST(replace(hex(state), 'A', 'B') AS BLOB)"],
  ['was folded by other code', "UPDATE folded_states SET format = 'other'"],
  ['is gone', 'DELETE FROM folded_states'],
])('all events are read where what was kept %s', async (_, change) => {
  expect(await readAfter(`${change}; DELETE FROM events WHERE seq > 1`)).toEqual(
    foldOf(eventsOfRuns.slice(0, 1)),
  );
});

test('the format changes with the code that folds', () => {
  expect(foldFormat()).toBe(digestOfFold(join(import.meta.dirname, '..', '..', 'src')));
  expect(digestOfFold(import.meta.dirname)).not.toBe(foldFormat());
});
