// The artifacts of a state folder over its executions: what the rules let go is gone, and the server does it by itself.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import { collectGarbage } from '../../src/runtime/collect-garbage.ts';
import { keepRetention } from '../../src/server/keep-retention.ts';
import { openState } from '../../src/state/open-state.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { EngineRig } from '../rig/engine-rig.ts';
import { definition } from '../rig/empty-definition.ts';
import { day } from '../rig/random-history.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const declaration = {
  name: 'app',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  stages: [
    {
      name: 'Source',
      actions: [
        {
          name: 'Repo',
          actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1' },
          configuration: { RepositoryName: 'app', BranchName: 'main' },
          outputArtifacts: [{ name: 'Source' }],
        },
      ],
    },
    {
      name: 'Deploy',
      actions: [
        {
          name: 'Site',
          actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
          configuration: { BucketName: 'site', Extract: 'true' },
          inputArtifacts: [{ name: 'Source' }],
        },
      ],
    },
  ],
} as const;

/** An execution a day, each with an artifact that is stored. Gives the digests, oldest first, and the time after the last. */
async function runDaily(state: StateFolder, folder: string, count: number) {
  const rig = new EngineRig(declaration);
  const digests: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const source = join(folder, `source-${index}`);
    await mkdir(source);
    await writeFile(join(source, 'index.html'), `version ${index} `.repeat(200));
    digests.push((await state.artifacts.save(source)).digest);
    rig.start();
    rig.finish();
    rig.pass(day);
  }
  let next = 0;
  const stored = rig.journal.map((event): PipelineEvent => {
    if (event.type !== 'ActionSucceeded' || event.outputArtifacts.length === 0) return event;
    const digest = digests[next++] ?? '';
    return { ...event, outputArtifacts: event.outputArtifacts.map((each) => ({ ...each, digest })) };
  });
  state.journal.append(pipelineWorkload('app'), stored);
  return { digests, now: rig.now };
}

const rules = { days: 30, successful: 3, compressAfterDays: 2 };

test('the last successful executions keep their artifacts, and what a record names is kept with them', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, '.slipway'), { owner: true });
  const { digests, now } = await runDaily(state, folder.path, 6);
  state.records.put('environment', 'site', { version: { digest: digests[0] } });
  state.records.put('codedeploy-deployment', 'd-1', { revision: { digest: digests[1] } });
  const isThere = async () => Promise.all(digests.map((digest) => state.artifacts.isWhole(digest)));
  const plan = collectGarbage(state, { rulesOf: () => rules, now, isDry: true });
  expect(plan).toMatchObject({ removedTrees: 2, compressedFiles: 1 });
  expect(plan.pipelines).toEqual([
    {
      pipelineName: 'app',
      kept: { rollback: 3 },
      dropped: expect.objectContaining({ length: 3 }) as unknown,
    },
  ]);
  expect(await isThere()).toEqual([true, true, true, true, true, true]);
  collectGarbage(state, { rulesOf: () => rules, now, isDry: false });
  expect(await isThere()).toEqual([true, false, false, true, true, true]);
});

test('a pipeline without rules keeps everything', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, '.slipway'), { owner: true });
  const { now } = await runDaily(state, folder.path, 4);
  const collected = collectGarbage(state, { rulesOf: () => undefined, now: now + 400 * day, isDry: false });
  expect(collected).toMatchObject({ removedTrees: 0, compressedFiles: 0 });
});

// shows: S0-069
test('the server collects by the rules of the definition, when its pipelines are idle', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, '.slipway'), { owner: true });
  const { digests, now } = await runDaily(state, folder.path, 4);
  const waiting: (() => void)[] = [];
  const rest = Promise.withResolvers<void>();
  const collected = Promise.withResolvers<number>();
  const driven = { definition: definition({ retention: [rules] }) };
  using _retention = keepRetention(
    {
      state,
      pipelines: {
        names: () => ['app'],
        definitionOf: () => driven as never,
        idle: () => rest.promise,
      },
      onCollected: ({ removedTrees }) => collected.resolve(removedTrees),
      onFailed: (error) => collected.reject(error),
    },
    { now: () => now, after: (_ms, work) => (waiting.push(work), () => undefined) },
  );
  waiting.pop()?.();
  await Promise.resolve();
  expect(await state.artifacts.isWhole(digests[0] ?? '')).toBe(true);
  rest.resolve();
  expect(await collected.promise).toBe(1);
  expect(await state.artifacts.isWhole(digests[0] ?? '')).toBe(false);
});
