// The S3 source action: an object that another pipeline has deployed, a file in its place, and a new version that starts.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { events, startServer } from '../rig/server.ts';

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
const there = ['--state', '.slipway'] as const;

/** `release` puts its source into the bucket as one zip; `consumer` takes it from there and prints what it has. */
function write(app: Project, configuration: object = {}): void {
  const deploy = {
    name: 'Put',
    actionTypeId: type('Deploy', 'S3'),
    configuration: { BucketName: 'releases', Extract: 'false', ObjectKey: 'shop/app.zip' },
    inputArtifacts: [{ name: 'SourceOutput' }],
  };
  app.write(
    'release/pipeline.json',
    pipeline([sourceStage, { name: 'Deploy', actions: [deploy] }], { name: 'release' }),
  );
  app.write('release/bucket.json', { Bucket: 'releases', VersioningConfiguration: { Status: 'Enabled' } });
  app.write('release/version.txt', 'one\n');
  const source = {
    name: 'Object',
    namespace: 'Object',
    actionTypeId: type('Source', 'S3'),
    configuration: { S3Bucket: 'releases', S3ObjectKey: 'shop/app.zip', ...configuration },
    outputArtifacts: [{ name: 'App' }],
  };
  const show = {
    name: 'Show',
    actionTypeId: type('Compute', 'Commands'),
    inputArtifacts: [{ name: 'App' }],
    commands: [
      'echo "version $(cat version.txt)"',
      'echo "#{Object.BucketName} #{Object.ObjectKey} #{Object.VersionId} #{Object.ETag}"',
    ],
  };
  app.write(
    'consumer/pipeline.json',
    pipeline(
      [
        { name: 'Source', actions: [source] },
        { name: 'Show', actions: [show] },
      ],
      { name: 'consumer' },
    ),
  );
}

describe('an S3 source action', () => {
  test('takes the object that another pipeline has deployed, and says which version it is', async () => {
    await using app = makeProject();
    write(app);
    const early = await app.run('run', 'consumer', ...there);
    expect(early.status).toBe(1);
    expect(early.stdout).toContain('The bucket releases of this machine has no object "shop/app.zip"');
    expect((await app.run('run', 'release', ...there)).status).toBe(0);
    expect((await app.run('run', 'consumer', ...there)).status).toBe(0);
    const { stdout } = await app.run('logs', ...there, '--pipeline', 'consumer');
    expect(stdout).toContain('version one');
    expect(stdout).toMatch(/releases shop\/app\.zip [\w-]{32} [0-9a-f]{32}/);
  });

  test('takes a file or a folder in its place, and refuses an object that is no zip', async () => {
    await using app = makeProject();
    write(app);
    app.write('other/version.txt', 'other\n');
    const given = await app.run('run', 'consumer', ...there, '--source', 'Object=other');
    expect(given.status).toBe(0);
    expect((await app.run('logs', ...there)).stdout).toContain('version other');
    const wrong = await app.run('run', 'consumer', ...there, '--source', 'Object=other/version.txt');
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toContain('The object "shop/app.zip" is no zip');
  });

  test('takes an earlier version that the start names, and no other key unless the action allows it', async () => {
    await using app = makeProject();
    write(app);
    await app.run('run', 'release', ...there);
    await app.run('run', 'consumer', ...there);
    const [first = ''] = /[\w-]{32}(?= [0-9a-f]{32})/.exec((await app.run('logs', ...there)).stdout) ?? [];
    app.write('release/version.txt', 'two\n');
    await app.run('run', 'release', ...there);
    await app.run('run', 'consumer', ...there);
    expect((await app.run('logs', ...there)).stdout).toContain('version two');
    await app.run('run', 'consumer', ...there, '--source-revision', `Object=${first}`);
    expect((await app.run('logs', ...there)).stdout).toContain('version one');
    const key = ['--source-revision', 'Object=shop/app.zip'];
    const refused = await app.run('run', 'consumer', ...there, ...key);
    expect(refused.stdout).toContain('has no version "shop/app.zip"');
    write(app, { AllowOverrideForS3ObjectKey: 'true' });
    expect((await app.run('run', 'consumer', ...there, ...key)).status).toBe(0);
  });

  test('starts its pipeline when a new version is deployed', async () => {
    await using app = makeProject();
    write(app);
    await app.run('run', 'release', ...there);
    const args = ['release', 'consumer', '--state', join(app.folder, '.slipway'), '--poll', '1'];
    const server = await startServer(app, { args });
    app.write('release/version.txt', 'two\n');
    const asked = await server.ask('POST', '/api/v1/pipelines/release/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    expect(asked.status).toBe(200);
    const headers = { authorization: `Bearer ${server.token}` };
    for await (const { data } of events(`${server.url}/api/v1/events?after=0`, headers)) {
      const entry = JSON.stringify(data);
      if (!entry.includes('"ExecutionStarted"') || !entry.includes('"PollForSourceChanges"')) continue;
      expect(entry).toContain('new version of releases/shop/app.zip');
      break;
    }
  });
});
