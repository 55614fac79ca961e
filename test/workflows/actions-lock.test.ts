// The commits of actions in `.github/workflows/actions.lock`.
import { expect, test } from 'vitest';
import { lockedCommit, readActionsLock } from '../../src/workflows/runner/actions-lock.ts';

const commit = '93cb6efe18208431cddfb8368fd83d5badbf9bfd';

test('an action is locked to its commit, whatever the case of its name', () => {
  const lock = readActionsLock({
    path: 'actions.lock',
    text: `version: 'v0.0.2'
workflows: {.github/workflows/ci.yml: ['Actions/Checkout@v5']}
dependencies:
    'Actions/Checkout@v5': {ref: 'v5', commit: 'sha1-${commit}', owner_id: 1, unknown: [1]}
`,
  });
  expect('failed' in lock ? lock.failed : lockedCommit(lock, 'actions/checkout@v5')).toBe(commit);
  expect('failed' in lock ? lock.failed : lockedCommit(lock, 'actions/checkout@v6')).toBeUndefined();
});

test.each([
  ['version: x', 'it has no "dependencies"'],
  ['dependencies: {a/b@v1: {commit: v1}}', 'the commit of a/b@v1 is no "sha1-" with 40 digits'],
  ['dependencies: {a/b@v1: text}', 'the commit of a/b@v1 is no "sha1-" with 40 digits'],
])('%s is refused', (text, message) => {
  expect(readActionsLock({ path: 'actions.lock', text })).toEqual({ failed: message });
});
