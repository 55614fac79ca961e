import { expect, test } from 'vitest';
import {
  currentImageNames,
  findBuildImage,
  hasEnded,
  hasRuntimeVersion,
} from '../../src/model/build-images.ts';
import { isInlineBuildspec } from '../../src/model/inline-buildspec.ts';

test.each([
  ['aws/codebuild/standard:7.0', 'aws/codebuild/standard:7.0'],
  ['aws/codebuild/standard:7.0-24.10.29', 'aws/codebuild/standard:7.0'],
  ['aws/codebuild/amazonlinux2-x86_64-standard:5.0', 'aws/codebuild/amazonlinux-x86_64-standard:5.0'],
  [
    'public.ecr.aws/codebuild/amazonlinux-aarch64-standard:3.0',
    'aws/codebuild/amazonlinux-aarch64-standard:3.0',
  ],
  ['node:22', undefined],
])('the image %s is %s', (identifier, name) => {
  expect(findBuildImage(identifier)?.name).toBe(name);
});

test('every retired image has a successor that is not retired itself', () => {
  for (const name of [
    'standard:5.0',
    'standard:1.0',
    'amazonlinux-x86_64-standard:4.0',
    'amazonlinux-aarch64-standard:2.0',
  ]) {
    const image = findBuildImage(`aws/codebuild/${name}`);
    expect(image?.isRetired).toBe(true);
    expect(currentImageNames).toContain(image?.successor);
  }
});

const versions: readonly (readonly [
  runtime: 'nodejs' | 'python' | 'java' | 'rust',
  version: string,
  has: boolean,
])[] = [
  ['nodejs', '22', true],
  ['nodejs', '22.x', true],
  ['nodejs', '14', false],
  ['nodejs', 'latest', true],
  ['nodejs', '$NODE_VERSION', true],
  ['python', '3.13', true],
  ['python', '3.x', true],
  ['python', '2.x', false],
  ['java', 'corretto21', true],
  ['java', 'openjdk11', false],
  ['rust', 'latest', false],
];

test.each(versions)('whether aws/codebuild/standard:7.0 carries %s %s: %s', (runtime, version, has) => {
  const image = findBuildImage('aws/codebuild/standard:7.0');
  expect(image && hasRuntimeVersion(image, runtime, version)).toBe(has);
});

test.each([
  ['nodejs', '14', true],
  ['nodejs', '20.x', true],
  ['nodejs', '22', false],
  ['python', '3.9', true],
  ['python', '3.x', false],
  ['python', '3.10', false],
  ['python', '2.7', true],
  ['java', '8', false],
  ['nodejs', 'latest', false],
] as const)('whether %s %s has ended: %s', (runtime, version, ended) => {
  expect(hasEnded(runtime, version)).toBe(ended);
});

test.each([
  ['version: 0.2', true],
  ['{"version": "0.2"}', true],
  ['phases:\n  build:', true],
  ['ci/buildspec.yml', false],
  ['arn:aws:s3:::bucket/buildspec.yml', false],
  ['', false],
])('whether "%s" is a buildspec itself: %s', (value, isInline) => {
  expect(isInlineBuildspec(value)).toBe(isInline);
});
