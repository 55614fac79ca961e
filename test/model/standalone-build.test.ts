// The definition that frames one build.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectFor, projectName, standaloneDefinition } from '../../src/model/standalone-build.ts';

test.each([
  ['app', 'app'],
  ['My App (2)', 'My-App-2'],
  ['x', 'build-x'],
  ['...', 'build'],
])('a folder called %s makes the project %s', (folder, name) => {
  expect(projectName(folder)).toBe(name);
});

test('every text makes a name that CodeBuild and CodePipeline take', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(projectName(text)).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{1,99}$/);
    }),
  );
});

test('each further source has an action, and what the project names is not required twice', () => {
  const project = {
    ...projectFor('app', 'buildspec.yml'),
    secondarySources: [{ type: 'S3' as const, sourceIdentifier: 'lib' }],
  };
  const buildspec = {
    version: '0.2' as const,
    env: {
      variables: {},
      parameterStore: {},
      secretsManager: {},
      exportedVariables: [],
      gitCredentialHelper: false,
    },
    proxy: { uploadArtifacts: false, logs: false },
    phases: {},
    reports: [],
  };
  const { pipeline } = standaloneDefinition(project, buildspec, {
    variables: [],
    secondarySources: ['lib', 'docs'],
  });
  expect(pipeline.stages[0]?.actions.map(({ name }) => name)).toEqual(['Source', 'lib', 'docs']);
  expect(pipeline.stages[1]?.actions[0]?.outputArtifacts).toEqual([]);
});
