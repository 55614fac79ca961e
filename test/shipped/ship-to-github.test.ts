// A pipeline that is written as a workflow does here what the pipeline does.
import { execFileSync, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { ask, buildImage, writeServiceInNetwork } from '../rig/ecs.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { missingMoto } from '../rig/moto.ts';
import { useDocker } from '../rig/use-docker.ts';

const hasNoCli = spawnSync('aws', ['--version']).status !== 0;
const lacks = hasNoCli ? 'the AWS CLI is not installed' : await missingMoto();
const { reason, get: docker } = useDocker('A workflow that deploys to ECS is', { lacks });

const make = {
  version: 0.2,
  env: { 'exported-variables': ['VERSION'] },
  phases: {
    install: { commands: ['mkdir -p out/bin', 'VERSION=7'] },
    build: {
      commands: [
        'echo "version $VERSION" > out/version.txt',
        "printf '#!/bin/sh\\necho works\\n' > out/bin/it",
      ],
    },
    post_build: { commands: ['chmod +x out/bin/it'] },
  },
  artifacts: { files: ['**/*'], 'base-directory': 'out' },
};
const use = {
  version: 0.2,
  phases: { build: { commands: ['echo "given $GIVEN, $(cat version.txt), $(bin/it)"'] } },
};

function commit(app: Project): void {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  for (const args of [
    ['add', '.'],
    ['commit', '--quiet', '--message', 'Change'],
  ])
    execFileSync('git', [...identity, ...args], { cwd: app.folder });
}

test('a pipeline and the workflow that is written of it print the same', async () => {
  await using app = makeProject();
  const useAction = {
    ...buildAction('use'),
    configuration: {
      ProjectName: 'use',
      EnvironmentVariables: JSON.stringify([{ name: 'GIVEN', value: '#{Making.VERSION}' }]),
    },
    inputArtifacts: [{ name: 'Made' }],
  };
  const stages = [
    sourceStage,
    { name: 'Build', actions: [{ ...buildAction('make', 'Made'), namespace: 'Making' }] },
    { name: 'Use', actions: [useAction] },
  ];
  app.write('pipeline.json', JSON.stringify(pipeline(stages)));
  app.write('make.json', JSON.stringify(project('make', make)));
  app.write('use.json', JSON.stringify(project('use', use)));
  app.write('.gitignore', '.slipway\n');
  const written = await app.run('ship', '--format', 'github', '--out', '.github/workflows/app.yml');
  expect(written).toMatchObject({ status: 0, stderr: '' });
  execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: app.folder });
  commit(app);
  const said = 'given 7, version 7, works';
  const ofPipeline = await app.run('run', 'pipeline.json');
  expect([ofPipeline.status, ofPipeline.stdout]).toEqual([0, expect.stringContaining(said)]);
  const ofWorkflow = await app.run('run', '.github/workflows/app.yml');
  expect([ofWorkflow.status, ofWorkflow.stdout]).toEqual([0, expect.stringContaining(said)]);
});

test.skipIf(reason !== undefined)(
  'the workflow of a pipeline rolls the service that was shipped, and fails where ECS rolls it back',
  async () => {
    await using app = makeProject();
    const roll = {
      name: 'Roll',
      actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
      configuration: { ClusterName: 'shop', ServiceName: 'web' },
      inputArtifacts: [{ name: 'SourceOutput' }],
    };
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Deploy', actions: [roll] }]));
    writeServiceInNetwork(app);
    app.write('.gitignore', '.slipway\n');
    for (const name of ['web:one', 'web:two']) buildImage(docker(), app, name);
    buildImage(docker(), app, 'web:sick', ['ENV HEALTH=500']);
    expect(await app.run('ship', '--targets', '--yes')).toMatchObject({ status: 0 });
    await app.run('ship', '--format', 'github', '--out', '.github/workflows/app.yml');
    execFileSync('git', ['init', '--quiet', '--initial-branch', 'main'], { cwd: app.folder });
    const rolled = async (imageUri: string) => {
      app.write('imagedefinitions.json', [{ name: 'web', imageUri }]);
      commit(app);
      return await app.run('run', '.github/workflows/app.yml', '--state', '.slipway');
    };
    const good = await rolled('web:two');
    expect([good.status, good.status === 0 ? '' : good.stdout + good.stderr]).toEqual([0, '']);
    const { stdout: url } = await app.run('open');
    expect(await ask(url.trim())).toMatchObject({ version: 'two' });
    const sick = await rolled('web:sick');
    expect(sick).toMatchObject({ status: 1, stdout: expect.stringContaining('web') as string });
    expect(await ask(url.trim())).toMatchObject({ version: 'two' });
  },
);
