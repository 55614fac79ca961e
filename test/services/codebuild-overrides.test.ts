// What a call may not ask of a build otherwise than its project.
import { expect, test } from 'vitest';
import type { BuildProject } from '../../src/model/build.ts';
import { withOverrides } from '../../src/services/codebuild/build-overrides.ts';

const project: BuildProject = {
  name: 'shop',
  source: { type: 'NO_SOURCE' },
  artifacts: { type: 'NO_ARTIFACTS' },
  environment: { type: 'LINUX_CONTAINER', image: 'i', computeType: 'BUILD_GENERAL1_SMALL' },
  serviceRole: 'arn:aws:iam::111122223333:role/build',
};

test.each([
  ['secondarySourcesOverride', [{ type: 'NO_SOURCE' }], 'secondary sources'],
  ['secondarySourcesVersionOverride', [{ sourceIdentifier: 'a', sourceVersion: 'b' }], 'secondary sources'],
  ['debugSessionEnabled', true, 'slipway run --shell'],
  ['autoRetryLimitOverride', 2, 'RetryBuild'],
])('%s is refused, and not ignored', (name, value, text) => {
  expect(() => withOverrides(project, { projectName: 'shop', [name]: value })).toThrow(text);
});
