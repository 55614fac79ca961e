// Whose caches a run finds, by GitHub's restrictions.
import { expect, test } from 'vitest';
import { cacheScopes } from '../../src/workflows/cache-scopes.ts';

test.each([
  ['a push to the default branch', { ref: 'refs/heads/main', base_ref: '' }, ['refs/heads/main']],
  ['a push to another branch', { ref: 'refs/heads/topic' }, ['refs/heads/topic', 'refs/heads/main']],
  ['a tag', { ref: 'refs/tags/v1' }, ['refs/tags/v1', 'refs/heads/main']],
  [
    'a pull request',
    { ref: 'refs/pull/7/merge', base_ref: 'develop' },
    ['refs/pull/7/merge', 'refs/heads/develop', 'refs/heads/main'],
  ],
  [
    'a pull request for the default branch',
    { ref: 'refs/pull/7/merge', base_ref: 'main' },
    ['refs/pull/7/merge', 'refs/heads/main'],
  ],
  ['a target of a pull request', { ref: 'refs/heads/main', base_ref: 'main' }, ['refs/heads/main']],
])('%s', (_title, github, read) => {
  expect(cacheScopes(github, 'main')).toEqual({ own: read[0], read });
});
