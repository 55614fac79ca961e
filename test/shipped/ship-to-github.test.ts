// A pipeline that is written as a workflow does here what the pipeline does.
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

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
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  for (const args of [
    ['init', '--quiet', '--initial-branch', 'main'],
    ['add', '.'],
    ['commit', '--quiet', '--message', 'First'],
  ])
    execFileSync('git', [...identity, ...args], { cwd: app.folder });
  const said = 'given 7, version 7, works';
  const ofPipeline = await app.run('run', 'pipeline.json');
  expect([ofPipeline.status, ofPipeline.stdout]).toEqual([0, expect.stringContaining(said)]);
  const ofWorkflow = await app.run('run', '.github/workflows/app.yml');
  expect([ofWorkflow.status, ofWorkflow.stdout]).toEqual([0, expect.stringContaining(said)]);
});
