// What is said of secrets that are empty, for each kind of run: by table.
import { expect, test } from 'vitest';
import { describeMissing } from '../../src/workflows/missing-secrets.ts';

const key = { name: 'KEY', from: ['KEY'] };
const token = { name: 'GITHUB_TOKEN', from: ['GITHUB_TOKEN'] };
const passed = { name: 'TOKEN', from: ['KEY'] };
const notPassed = { name: 'TOKEN', from: [] };

test.each([
  ['repository', [], []],
  [
    'repository',
    [key, token],
    [
      'The secret KEY is not stored here: it is empty',
      'The secret GITHUB_TOKEN is not stored here: it is empty',
    ],
  ],
  ['repository', [passed], ['The secret KEY is not stored here: TOKEN is empty']],
  ['repository', [notPassed], ['What calls the workflow passes no secret as TOKEN: it is empty']],
  ['fork', [], []],
  ['fork', [key, passed], ['GitHub gives a pull request from a fork no secrets: KEY, TOKEN are empty']],
  [
    'fork',
    [token],
    [
      'GitHub gives a pull request from a fork a token that only reads, and none is stored here: GITHUB_TOKEN is empty. To give it what is missing, store slipway/fork/GITHUB_TOKEN',
    ],
  ],
  [
    'dependabot',
    [key, passed, notPassed, token],
    [
      'GitHub gives a run for Dependabot its own secrets alone: KEY, TOKEN, TOKEN are empty. To give it what is missing, store slipway/dependabot/KEY',
      'GitHub gives a run for Dependabot a token of its own, and none is stored here: GITHUB_TOKEN is empty. To give it what is missing, store slipway/dependabot/GITHUB_TOKEN',
    ],
  ],
  ['dependabot-target', [key], ['GitHub gives a pull request of Dependabot no secrets: KEY is empty']],
] as const)('a run of kind %s that lacks %j says: %j', (trust, missing, said) => {
  expect(describeMissing(missing, trust)).toEqual(said);
});
