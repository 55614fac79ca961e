// ECRBuildAndPublish: an image is really built, and really pushed to a registry.
import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';
import { makeFolder, type TemporaryFolder } from '../rig/temporary-folder.ts';
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

/** The account of the pipeline's role, and the region that AWS's examples have. */
const host = '111122223333.dkr.ecr.us-east-1.amazonaws.com';

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

function writePipeline(app: Project, configuration: object): void {
  app.write('image/Dockerfile', `FROM ${engine.image}\nCOPY app.txt /app.txt\nENV ADDED=yes\n`);
  app.write('image/app.txt', 'the application\n');
  writeStages(app, [
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
      name: 'Show',
      actions: [
        {
          name: 'Show',
          actionTypeId: type('Compute', 'Commands'),
          commands: ['echo "got #{Image.ECRRepositoryName} #{Image.ECRImageDigestId}"'],
          inputArtifacts: [{ name: 'Source' }],
        },
      ],
    },
  ]);
}

function writeStages(app: Project, stages: readonly object[]): void {
  app.write('pipeline.json', {
    name: 'images',
    pipelineType: 'V2',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    artifactStore: { type: 'S3', location: 'bucket' },
    stages,
  });
}

const run = async (app: Project) => app.run('run', '--source', '.');

describe.skipIf(reason !== undefined)('an ECRBuildAndPublish action', () => {
  test('builds the image, pushes each tag, and passes on the digest of the registry', async () => {
    await using app = makeProject();
    await using registry = await openTestRegistry();
    process.env['SLIPWAY_REGISTRY'] = registry.address;
    try {
      writePipeline(app, { ECRRepositoryName: 'team/app', DockerFilePath: 'image', ImageTags: 'v1, latest' });
      const { stdout, status } = await run(app);
      expect(status).toBe(0);
      const digest = /got team\/app (sha256:[0-9a-f]{64})/.exec(stdout)?.[1];
      const tags = await fetch(`http://${registry.address}/v2/${host}/team/app/tags/list`);
      expect(await tags.json()).toMatchObject({ tags: expect.arrayContaining(['v1', 'latest']) as unknown });
      const manifest = await fetch(`http://${registry.address}/v2/${host}/team/app/manifests/${digest}`, {
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

  test('starts a registry of its own, which status shows and down ends, and builds on what was pushed before', async () => {
    await using app = makeProject();
    writePipeline(app, { ECRRepositoryName: 'base', DockerFilePath: 'image', ImageTags: 'v1' });
    expect((await run(app)).status).toBe(0);
    const status = JSON.parse((await app.run('status', '--json')).stdout) as {
      readonly registry: { readonly address: string };
    };
    const { address } = status.registry;
    expect(await (await fetch(`http://${address}/v2/${host}/base/tags/list`)).json()).toMatchObject({
      tags: ['v1'],
    });
    expect((await app.run('status')).stdout).toContain(`registry  ${address}  replaces ECR`);
    engine.call('rmi', '--force', `${host}/base:v1`);
    writePipeline(app, { ECRRepositoryName: 'next', DockerFilePath: 'image' });
    app.write('image/Dockerfile', `FROM ${host}/base:v1\n`);
    expect((await run(app)).status).toBe(0);
    expect(engine.call('run', '--rm', `${host}/next:latest`, 'cat', '/app.txt')).toBe('the application\n');
    expect((await app.run('down')).stdout).toBe('Ended 1 process\n');
    await expect(fetch(`http://${address}/v2/`)).rejects.toThrow('fetch failed');
  });

  test('pushes what an ECR source action finds, which passes it to the next action', async () => {
    await using app = makeProject();
    writePipeline(app, { ECRRepositoryName: 'team/app', DockerFilePath: 'image', ImageTags: 'v1,latest' });
    expect((await run(app)).status).toBe(0);
    const source = {
      name: 'Image',
      namespace: 'Image',
      actionTypeId: type('Source', 'ECR'),
      configuration: { RepositoryName: 'team/app' },
    };
    writeStages(app, [
      { name: 'Source', actions: [{ ...source, outputArtifacts: [{ name: 'Detail' }] }] },
      {
        name: 'Show',
        actions: [
          {
            name: 'Show',
            actionTypeId: type('Compute', 'Commands'),
            commands: ['echo "is #{Image.ImageURI} of #{Image.RegistryId}"', 'cat imageDetail.json'],
            inputArtifacts: [{ name: 'Detail' }],
          },
        ],
      },
    ]);
    const { stdout, status } = await run(app);
    expect(status).toBe(0);
    const digest = /is \S+\/team\/app@(sha256:\w+) of 111122223333/.exec(stdout)?.[1] ?? '';
    const detail = JSON.parse(/\{"ImageSizeInBytes.*\}/.exec(stdout)?.[0] ?? '{}') as Record<string, string>;
    expect(detail).toEqual({
      ImageSizeInBytes: expect.stringMatching(/^[1-9]\d+$/) as string,
      ImageDigest: digest,
      Version: '1.0',
      ImagePushedAt: expect.stringMatching(/^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/) as string,
      RegistryId: '111122223333',
      RepositoryName: 'team/app',
      ImageURI: `${host}/team/app@${digest}`,
      ImageTags: ['latest', 'v1'],
    });
    writeStages(app, [
      {
        name: 'Source',
        actions: [
          { ...source, configuration: { RepositoryName: 'absent' }, outputArtifacts: [{ name: 'Detail' }] },
        ],
      },
      {
        name: 'Show',
        actions: [
          {
            name: 'Show',
            actionTypeId: type('Compute', 'Commands'),
            commands: ['true'],
            inputArtifacts: [{ name: 'Detail' }],
          },
        ],
      },
    ]);
    const absent = await run(app);
    expect(absent.status).toBe(1);
    expect(absent.stdout).toContain(`${host}/absent:latest is not in the registry of this machine`);
  });

  test('without a registry keeps the image in the engine and reports that it was not pushed', async () => {
    await using app = makeProject();
    await using programs = await everythingBut('docker-registry');
    const { PATH } = process.env;
    process.env['PATH'] = programs.path;
    try {
      writePipeline(app, { ECRRepositoryName: 'kept', DockerFilePath: 'image/Dockerfile' });
      const { stdout, status } = await run(app);
      expect(stdout).toContain(`the push of ${host}/kept:latest`);
      expect(stdout).toContain('not executed here');
      expect(status).toBe(0);
      expect(engine.call('run', '--rm', `${host}/kept:latest`, 'cat', '/app.txt')).toBe('the application\n');
    } finally {
      process.env['PATH'] = PATH;
    }
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

/** For PATH: a folder with every program of this machine but one. */
async function everythingBut(missing: string): Promise<TemporaryFolder> {
  const folder = await makeFolder();
  for (const place of (process.env['PATH'] ?? '').split(':').filter((each) => existsSync(each)))
    for (const name of readdirSync(place))
      if (name !== missing && !existsSync(join(folder.path, name)))
        symlinkSync(join(place, name), join(folder.path, name));
  return folder;
}
