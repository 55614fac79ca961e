// Which events start a workflow, and why not: by table.
import { expect, test } from 'vitest';
import { decideStart, type WorkflowEvent } from '../../../src/workflows/events/decide-start.ts';
import { compileFilterPattern, takesName } from '../../../src/workflows/events/filter-pattern.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';

/** The examples of GitHub's cheat sheet, and what they must not take. */
test.each<readonly [string, readonly string[], readonly string[]]>([
  ['feature/*', ['feature/my-branch'], ['feature/a/b', 'feature']],
  ['feature/**', ['feature/beta-a/my-branch', 'feature/your-branch'], ['feature']],
  ['releases/mona-the-octocat', ['releases/mona-the-octocat'], ['releases/mona']],
  ['*', ['main', 'releases'], ['all/the/branches']],
  ['**', ['all/the/branches', 'every/tag'], []],
  ['*feature', ['mona-feature', 'ver-10-feature', 'feature'], ['a/feature']],
  ['v2*', ['v2', 'v2.0', 'v2.9'], ['v1']],
  ['v[12].[0-9]+.[0-9]+', ['v1.10.1', 'v2.0.0'], ['v3.0.0', 'v1.0', 'v1.a.0']],
  ['*.jsx?', ['page.js', 'page.jsx'], ['page.jsxx', 'a/page.js']],
  ['**.js', ['index.js', 'js/index.js', 'src/js/app.js'], ['index.ts']],
  ['docs/*', ['docs/README.md'], ['docs/a/b.md']],
  [
    'docs/**/*.md',
    ['docs/README.md', 'docs/mona/hello-world.md', 'docs/a/markdown/file.md'],
    ['x/docs/a.md'],
  ],
  ['**/docs/**', ['docs/hello.md', 'dir/docs/my-file.txt', 'space/docs/plan/space.doc'], ['doc/x']],
  ['**/README.md', ['README.md', 'js/README.md'], ['README.mdx', 'xREADME.md']],
  ['**/*src/**', ['a/src/app.js', 'my-src/code/js/app.js'], ['lib/app.js']],
  ['**/*-post.md', ['my-post.md', 'path/their-post.md'], ['post.md']],
  ['**/migrate-*.sql', ['migrate-10909.sql', 'db/sept/migrate-v1.sql'], ['migrate.sql']],
  ['a.b', ['a.b'], ['axb']],
  [String.raw`a\*`, ['a*'], ['ab']],
])('the pattern %s', (pattern, taken, left) => {
  const { matches } = compileFilterPattern(pattern);
  expect(taken.filter((name) => !matches(name))).toEqual([]);
  expect(left.filter(matches)).toEqual([]);
});

test.each<readonly [readonly string[], string, boolean]>([
  [['releases/**', '!releases/**-alpha'], 'releases/10', true],
  [['releases/**', '!releases/**-alpha'], 'releases/10-alpha', false],
  [['*.md', '!README.md', 'README*'], 'README.md', true],
  [['!main'], 'dev', false],
])('%j takes %s: %s, because the last pattern that fits decides', (patterns, name, takes) => {
  expect(takesName(patterns, name)).toBe(takes);
});

const push = { name: 'push', ref: 'refs/heads/main' };
const pull = { name: 'pull_request', ref: 'refs/heads/main' };

test.each<readonly [string, WorkflowEvent, string | undefined]>([
  ['on: push', push, undefined],
  ['on: [push, pull_request]', pull, undefined],
  ['on: pull_request', push, '"push" is none of its events: pull_request'],
  ['on: {push: {branches: [main, develop]}}', push, undefined],
  ['on: {push: {branches: [develop]}}', push, 'the branch is "main", and "branches" are develop'],
  ['on: {push: {branches-ignore: [ma*]}}', push, 'the branch is "main", and "branches-ignore" has ma*'],
  ['on: {push: {tags: [v*]}}', push, 'the branch is "main", and "push" is filtered by tags alone'],
  ['on: {push: {tags: [v*]}}', { ...push, ref: 'refs/tags/v1' }, undefined],
  [
    'on: {push: {branches: [v1]}}',
    { ...push, ref: 'refs/tags/v1' },
    'the tag is "v1", and "push" is filtered by branches alone',
  ],
  ['on: {push: {branches: [x], tags: [v*]}}', { ...push, ref: 'refs/tags/v1' }, undefined],
  ['on: {push: {paths: ["src/**"]}}', { ...push, ref: 'refs/tags/v1', changedPaths: ['a'] }, undefined],
  ['on: {push: {paths: ["src/**"]}}', { ...push, changedPaths: ['a', 'src/b'] }, undefined],
  ['on: {push: {paths: ["src/**"]}}', push, undefined],
  [
    'on: {push: {paths: ["src/**"]}}',
    { ...push, changedPaths: ['a', 'b', 'c', 'd'] },
    'what changed is a, b, c and 1 more, and "paths" are src/**',
  ],
  [
    'on: {push: {paths-ignore: ["docs/**", "**/*.md"]}}',
    { ...push, changedPaths: ['docs/a', 'README.md'] },
    'what changed is docs/a, README.md, and "paths-ignore" has docs/**, **/*.md',
  ],
  ['on: {push: {paths-ignore: ["docs/**"]}}', { ...push, changedPaths: ['docs/a', 'b'] }, undefined],
  [
    'on: {pull_request: {branches: [develop]}}',
    pull,
    'the target branch is "main", and "branches" are develop',
  ],
  [
    'on: pull_request',
    { ...pull, activity: 'closed' },
    'the activity is "closed", and "types" of "pull_request" are opened, synchronize, reopened',
  ],
  ['on: {pull_request: {types: [closed]}}', { ...pull, activity: 'closed' }, undefined],
  [
    'on: {issues: {types: opened}}',
    { name: 'issues', ref: 'refs/heads/main', activity: 'opened' },
    undefined,
  ],
  ['on: issues', { name: 'issues', ref: 'refs/heads/main', activity: 'labeled' }, undefined],
  [
    'on: workflow_call',
    { ...push, name: 'workflow_call' },
    'a workflow with "workflow_call" is called by a job of another one',
  ],
  ["on: {schedule: [{cron: '0 3 * * *'}]}", { ...push, name: 'schedule' }, undefined],
])('%s and %j: %s', (on, event, missed) => {
  const text = `${on}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n`;
  const { workflow } = readWorkflow({ path: 'a.yml', text }, 'a.yml');
  const decision = decideStart(workflow ?? { on: {} }, event);
  expect(decision).toEqual(
    missed === undefined
      ? { starts: true, because: `"${event.name}" starts it` }
      : { starts: false, because: missed },
  );
});
