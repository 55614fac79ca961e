// The version of Terraform that a build asks for.
import { expect, test } from 'vitest';
import { isVersion, wantedVersion } from '../../../src/actions/build/terraform-version.ts';

test.each([
  ['terraform', { TERRAFORM_VERSION: '1.6.6' }, '1.6.6'],
  ['terraform', { TF_VERSION: 'v1.7' }, '1.7'],
  ['terraform', { TERRAFORM_VERSION: 'latest' }, undefined],
  ['terraform', { TOFU_VERSION: '1.6.6' }, undefined],
  ['tofu', { TOFU_VERSION: '1.8.0', TERRAFORM_VERSION: '1.6.6' }, '1.8.0'],
  ['terraform', {}, undefined],
])('%s with %j is asked for as %s', (program, environment, version) => {
  expect(wantedVersion(program, environment)?.version).toBe(version);
});

test.each([
  ['1.6.6', '1.6.6', true],
  ['1.6.6', '1.6', true],
  ['1.11.4', '1.1', false],
  ['1.11.4', '1.6.6', false],
])('%s is the version %s: %s', (found, wanted, is) => {
  expect(isVersion(found, wanted)).toBe(is);
});
