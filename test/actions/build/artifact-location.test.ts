// Where S3 would have an artifact (CodeBuild API reference, ProjectArtifacts).
import { expect, test } from 'vitest';
import { artifactLocation } from '../../../src/actions/build/artifact-location.ts';
import type { BuildspecArtifacts, ProjectArtifacts } from '../../../src/model/build.ts';

const section: BuildspecArtifacts = {
  files: ['**/*'],
  discardPaths: false,
  excludePaths: [],
  enableSymlinks: false,
  s3Prefix: 'early',
};

test.each<[string, Partial<ProjectArtifacts>, string]>([
  ['the name of the project when there is no other', {}, 'app'],
  ['path and name', { path: 'out/', name: 'app.zip' }, 'out/app.zip'],
  [
    'the build between path and name',
    { path: 'out', namespaceType: 'BUILD_ID', name: 'app.zip' },
    'out/early/uuid/app.zip',
  ],
  ['nothing for a name that is the root', { path: 'out', name: '/' }, 'out'],
  [
    'the name of the buildspec only when the project lets it',
    { name: 'a', overrideArtifactName: true },
    'own/7',
  ],
  ['no way out of the bucket', { path: '../..', name: './../x' }, 'x'],
])('the key has %s', (_, artifacts, key) => {
  const place = { section, evaluatedName: 'own/7', projectName: 'app', buildUuid: 'uuid' };
  expect(artifactLocation({ ...place, artifacts: { type: 'S3', ...artifacts } }).key).toBe(key);
});
