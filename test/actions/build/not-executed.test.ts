// What a build here does not do is reported.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { satisfies } from '../../../src/actions/build/select-runtimes.ts';
import { BuildGround, spec } from '../../rig/build.ts';

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

test('what a local cache of the project would do besides is reported as not executed', async () => {
  const { result, progress } = await ground.build({
    buildspec: spec({ build: ['true'] }),
    project: { cache: { type: 'LOCAL', modes: ['LOCAL_SOURCE_CACHE', 'LOCAL_DOCKER_LAYER_CACHE'] } },
  });
  expect(result.status).toBe('Succeeded');
  expect(progress.filter((each) => each.kind === 'NotExecuted').map(({ what }) => what)).toEqual([
    'LOCAL_SOURCE_CACHE',
    'LOCAL_DOCKER_LAYER_CACHE',
  ]);
});

test('what a project and its buildspec ask for and a build here does not do is reported as not executed', async () => {
  const notExecuted = [{ what: 'badgeEnabled', reason: 'no badge is published' }];
  const { result, progress } = await ground.build({
    buildspec: 'version: 0.2\nproxy: { logs: yes }\nphases: { build: { commands: ["true"] } }\n',
    project: { notExecuted },
  });
  expect(result.status).toBe('Succeeded');
  expect(progress.filter((each) => each.kind === 'NotExecuted')).toEqual([
    { kind: 'NotExecuted', ...notExecuted[0] },
    { kind: 'NotExecuted', what: 'proxy.logs', reason: 'logs do not leave this machine' },
  ]);
});

test('that the build runs on this machine is a notice', async () => {
  const { progress } = await ground.build({ buildspec: spec({ build: ['true'] }) });
  expect(progress.filter((each) => each.kind === 'Notice')).toEqual([
    { kind: 'Notice', message: 'Builds run on this machine, not in aws/codebuild/standard:7.0' },
  ]);
});

const own = process.versions.node.split('.')[0] ?? '';

test('a runtime that the machine has in another version is a notice, and with strictRuntimes a failure', async () => {
  const buildspec = spec({
    install: { 'runtime-versions': { golang: '0.1' }, commands: ['true'] },
  });
  const loose = await ground.build({ buildspec });
  expect(loose.result.status).toBe('Succeeded');
  expect(loose.progress).toContainEqual({
    kind: 'Notice',
    message: expect.stringMatching(/requests golang 0\.1, and this machine has /),
  });
  expect(loose.log).toContain("Selecting 'golang' runtime version '0.1' based on manual selections...");
  const strict = await ground.build({ buildspec, options: { strictRuntimes: true } });
  expect(strict.result).toMatchObject({ status: 'Failed', error: { where: 'DOWNLOAD_SOURCE' } });
});

test.each([
  ['latest', '22.3.1', true],
  ['22', '22.3.1', true],
  ['22.x', '22.3.1', true],
  ['3.11', '3.11.4', true],
  ['3.11', '3.1.1', false],
  ['corretto17', '17.0.9', true],
  ['2', '22.1.0', false],
  [own, process.versions.node, true],
])('%s is satisfied by %s: %s', (wanted, found, expected) => {
  expect(satisfies(wanted, found)).toBe(expected);
});
