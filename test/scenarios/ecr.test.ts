// ECRBuildAndPublish: an image is really built, and really pushed to a registry.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';
import { openTestEngine, whyNoEngine, type TestEngine } from '../rig/test-engine.ts';
import { hasRegistry, openTestRegistry } from '../rig/test-registry.ts';

const reason = whyNoEngine() ?? (hasRegistry() ? undefined : 'docker-registry is not installed');
if (reason !== undefined) console.warn(`ECRBuildAndPublish is not tested: ${reason}`);

let engine: TestEngine;
beforeAll(() => {
  if (reason !== undefined) return;
  engine = openTestEngine();
  process.env['SLIPWAY_CONTAINER_ENGINE'] = engine.file;
});
afterAll(() => {
  delete process.env['SLIPWAY_CONTAINER_ENGINE'];
  if (reason === undefined) engine[Symbol.dispose]();
});

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

function writePipeline(app: Project, configuration: object): void {
  app.write('image/Dockerfile', `FROM ${engine.image}\nCOPY app.txt /app.txt\nENV ADDED=yes\n`);
  app.write('image/app.txt', 'the application\n');
  app.write('pipeline.json', {
    name: 'images',
    pipelineType: 'V2',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    artifactStore: { type: 'S3', location: 'bucket' },
    stages: [
      {
        name: 'Source',
        actions: [
          {
            name: 'Source',
            actionTypeId: type('Source', 'CodeCommit'),
            configuration: { RepositoryName: 'images', BranchName: 'main' },
            outputArtifacts: [{ name: 'Source' }],
          },
        ],
      },
      {
        name: 'Build',
        actions: [
          {
            name: 'Image',
            namespace: 'Image',
            actionTypeId: type('Build', 'ECRBuildAndPublish'),
            configuration,
            inputArtifacts: [{ name: 'Source' }],
          },
        ],
      },
      {
        name: 'Tell',
        actions: [
          {
            name: 'Tell',
            actionTypeId: type('Compute', 'Commands'),
            commands: ['echo "got #{Image.ECRRepositoryName} #{Image.ECRImageDigestId}"'],
            inputArtifacts: [{ name: 'Source' }],
          },
        ],
      },
    ],
  });
}

const run = async (app: Project) => app.run('run', '--source', '.');

describe.skipIf(reason !== undefined)('an ECRBuildAndPublish action', () => {
  test('builds the image, pushes each tag, and hands on the digest that the registry knows', async () => {
    await using app = makeProject();
    await using registry = await openTestRegistry();
    process.env['SLIPWAY_REGISTRY'] = registry.address;
    try {
      writePipeline(app, { ECRRepositoryName: 'team/app', DockerFilePath: 'image', ImageTags: 'v1, latest' });
      const { stdout, status } = await run(app);
      expect(status).toBe(0);
      const digest = /got team\/app (sha256:[0-9a-f]{64})/.exec(stdout)?.[1];
      const tags = await fetch(`http://${registry.address}/v2/team/app/tags/list`);
      expect(await tags.json()).toMatchObject({ tags: expect.arrayContaining(['v1', 'latest']) as unknown });
      const manifest = await fetch(`http://${registry.address}/v2/team/app/manifests/${digest}`, {
        headers: {
          accept:
            'application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json',
        },
      });
      expect(manifest.status).toBe(200);
      expect(manifest.headers.get('docker-content-digest')).toBe(digest);
    } finally {
      delete process.env['SLIPWAY_REGISTRY'];
    }
  });

  test('without a registry keeps the image in the engine and tells that it was not pushed', async () => {
    await using app = makeProject();
    writePipeline(app, { ECRRepositoryName: 'kept', DockerFilePath: 'image/Dockerfile' });
    const { stdout, status } = await run(app);
    expect(stdout).toContain('the push of kept:latest');
    expect(stdout).toContain('not executed here');
    expect(status).toBe(0);
    expect(engine.call('run', '--rm', 'kept:latest', 'cat', '/app.txt')).toBe('the application\n');
  });

  test('fails with the words of the engine when the Dockerfile is wrong, and names one that is missing', async () => {
    await using app = makeProject();
    writePipeline(app, { ECRRepositoryName: 'bad', DockerFilePath: 'image' });
    app.write('image/Dockerfile', `FROM ${engine.image}\nCOPY missing.txt /\n`);
    const wrong = await run(app);
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toContain('missing.txt');
    writePipeline(app, { ECRRepositoryName: 'bad', DockerFilePath: 'elsewhere' });
    const absent = await run(app);
    expect(absent.stdout).toContain('There is no Dockerfile at "elsewhere" in Source');
    expect(absent.status).toBe(1);
  });
});
