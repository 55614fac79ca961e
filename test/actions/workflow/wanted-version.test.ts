// Versions as setup actions are given them.
import { expect, test } from 'vitest';
import { isSatisfied } from '../../../src/actions/workflow/stand-ins/setup/wanted-version.ts';

test.each([
  ['20', '20.20.2', true],
  ['20', '200.1.0', false],
  ['20.x', '20.1.0', true],
  ['v20.1', '20.1.0', true],
  ['3.11', '3.11.7', true],
  ['3.1', '3.11.7', false],
  ['>=18', '24.1.0', true],
  ['>=18 <20', '20.0.0', false],
  ['>=3.9, <3.12', '3.11.7', true],
  ['3.9 - 3.12', '3.12.4', true],
  ['3.9 - 3.12', '3.13.0', false],
  ['~1.6', '1.6.9', true],
  ['~> 1.6', '1.7.0', false],
  ['^20.1', '20.0.9', false],
  ['^20.1', '20.9.0', true],
  ['<=1.11', '1.11.4', true],
  ['lts/*', '24.0.0', true],
  ['latest', '1.0', true],
  ['', '1.0', true],
  ['17', '17.0.15', true],
])('%s is satisfied by %s: %s', (wanted, found, expected) => {
  expect(isSatisfied(wanted, found)).toBe(expected);
});
