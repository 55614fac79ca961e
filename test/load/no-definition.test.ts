// What is said about a folder without a definition: what it has, and the command to run next.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { noDefinition } from '../../src/load/no-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test.each([
  [['package.json', 'Dockerfile'], 'it has Dockerfile, package.json', 'Run slipway init'],
  [
    ['ci/buildspec.yml', 'package.json'],
    'it has package.json, ci/buildspec.yml',
    'slipway run ci/buildspec.yml',
  ],
  [['deploy/aws/pipeline.json'], 'it has deploy/aws/pipeline.json', 'slipway run deploy/aws'],
  [['my app/buildspec-test.yaml'], 'my app/buildspec-test.yaml', "slipway run 'my app/buildspec-test.yaml'"],
  [['template.yaml'], 'template.yaml (CloudFormation)', 'aws codepipeline get-pipeline'],
  [
    ['infra/main.tf', 'go.mod'],
    'it has go.mod, infra/main.tf (Terraform)',
    'slipway init: it writes a pipeline for Terraform',
  ],
  [
    ['.github/workflows/ci.yml'],
    '.github/workflows/ci.yml (GitHub Actions)',
    'aws codepipeline get-pipeline',
  ],
  [['appspec.yml'], 'it has appspec.yml', 'slipway lint appspec.yml'],
  [
    ['node_modules/x/buildspec.yml', '.cache/pipeline.json'],
    'Slipway takes a pipeline',
    'slipway init --template list',
  ],
])('%j', async (files, note, remedy) => {
  await using folder = await makeFolder();
  for (const file of files) {
    mkdirSync(dirname(join(folder.path, file)), { recursive: true });
    writeFileSync(join(folder.path, file), '');
  }
  const found = noDefinition(folder.path, (path) => relative(folder.path, path) || '.');
  expect(found.notes[0]?.message).toContain(note);
  expect(found.remedy).toContain(remedy);
});
