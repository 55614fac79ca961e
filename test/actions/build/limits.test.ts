// The limits of a project: builds at once, and how long one may wait.
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';

// These builds meet in folders of this machine.
const options = { isolation: 'process' } as const;

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

test('builds of a project that allows one run one after the other, and report that they waited', async () => {
  const place = join(ground.folder, 'only-one');
  const buildspec = spec({ build: [`mkdir ${place} && sleep 0.01 && rmdir ${place}`] });
  const project = { concurrentBuildLimit: 1 };
  const builds = await Promise.all([1, 2, 3].map(async () => ground.build({ buildspec, project, options })));
  expect(builds.map(({ result }) => result.status)).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
  expect(builds.filter(({ log }) => log.includes('for other builds'))).toHaveLength(2);
});

test('without a limit they run side by side', async () => {
  const [here, there] = [join(ground.folder, 'here'), join(ground.folder, 'there')];
  // Each ends only when it has seen the other.
  const meet = (own: string, other: string) => `mkdir ${own}; until test -d ${other}; do sleep 0.01; done`;
  const builds = await Promise.all(
    [meet(here, there), meet(there, here)].map(async (command) =>
      ground.build({ buildspec: spec({ build: [command] }), options }),
    ),
  );
  expect(builds.map(({ result }) => result.status)).toEqual(['Succeeded', 'Succeeded']);
});

test('a build that waits longer than it may fails in QUEUED, and never begins', async () => {
  const go = join(ground.folder, 'go');
  const project = { concurrentBuildLimit: 1 };
  const begun = Promise.withResolvers<undefined>();
  const first = ground.build({
    buildspec: spec({ build: [`echo begun; until test -d ${go}; do sleep 0.01; done`] }),
    project,
    options,
    onLog: (text) => {
      if (text.includes('begun')) begun.resolve(undefined);
    },
  });
  await begun.promise;
  const second = await ground.build({
    buildspec: spec({ build: ['echo never'] }),
    project: { ...project, queuedTimeoutInMinutes: 0.0005 },
  });
  expect(second.phases).toEqual(['SUBMITTED SUCCEEDED', 'QUEUED TIMED_OUT']);
  expect(second.result).toMatchObject({ status: 'Failed', error: { where: 'QUEUED' } });
  expect(second.log).not.toContain('never');
  mkdirSync(go);
  expect((await first).result.status).toBe('Succeeded');
  rmdirSync(go);
});
