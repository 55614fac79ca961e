// The artifacts of a pipeline that ran here, as S3's clients find them in its artifact bucket.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { userKeys } from '../rig/endpoint.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { all, call, location } from '../rig/s3-calls.ts';

function write(app: Project, text: string): void {
  const commands = ['mkdir out', `echo ${text} >out/made.txt`];
  const artifacts = { files: ['**/*'], 'base-directory': 'out' };
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile', 'Package')] }]),
  );
  app.write(
    'compile.project.json',
    project('compile', { version: '0.2', phases: { build: { commands } }, artifacts }),
  );
}

async function open({ folder }: Project) {
  const stateFolder = join(folder, '.slipway');
  const credentials = userKeys(stateFolder);
  const served = await serveEndpoint(stateFolder, join(stateFolder, 'targets', '@endpoint'));
  const client = { endpoint: served.url, region: 'eu-central-1', credentials, maxAttempts: 1 as const };
  return { ...served, url: served.url, stateFolder, credentials, client };
}

test('artifacts of a run are listed and read in the artifact bucket, and stay deleted', async () => {
  await using app = makeProject();
  write(app, 'first');
  expect((await app.run('run', '.', '--exit')).status).toBe(0);
  await using endpoint = await open(app);
  const listed = async () => all((await call(endpoint, 'GET /app-artifacts?list-type=2')).text, 'Key');

  expect(all((await call(endpoint, 'GET /')).text, 'Name')).toEqual(['app-artifacts']);
  const keys = await listed();
  expect(keys).toEqual([
    expect.stringMatching(/^app\/Package\/[\da-f]{7}\.zip$/),
    expect.stringMatching(/^app\/SourceOutp\/[\da-f]{7}\.zip$/),
  ]);
  const [first = ''] = keys;
  const got = await call(endpoint, `GET /app-artifacts/${first}`);
  expect(got.headers.get('content-type')).toBe('application/zip');
  expect(got.text).toMatch(/^PK.*made\.txt/s);

  await call(endpoint, `DELETE /app-artifacts/${first}`);
  expect(await listed()).toEqual(keys.slice(1));

  write(app, 'second');
  expect((await app.run('run', '.', '--exit')).status).toBe(0);
  const later = await listed();
  expect(later.filter((key) => key.startsWith('app/Package/'))).toHaveLength(1);
  expect(later).not.toContain(first);
});

test('a call creates the artifact bucket once, also when a call that reads it has made it', async () => {
  await using app = makeProject();
  write(app, 'once');
  expect((await app.run('run', '.', '--exit')).status).toBe(0);
  await using endpoint = await open(app);
  expect((await call(endpoint, 'HEAD /app-artifacts')).status).toBe(200);
  const create = async () => (await call(endpoint, 'PUT /app-artifacts', { body: location })).status;
  expect(await create()).toBe(200);
  expect(await create()).toBe(409);
});
