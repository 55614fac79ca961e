// Workflows and actions that would not end, or reach what is not theirs.
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

test('composite actions that call each other end at the depth that GitHub has', async () => {
  await using app = makeRepository(
    `
on: push
jobs:
  endless: {runs-on: ubuntu-latest, steps: [{uses: actions/checkout@v4}, {uses: ./.github/actions/first}]}
  ready: {runs-on: ubuntu-latest, steps: [{uses: $/.github/actions/own}]}
  deep: {runs-on: ubuntu-latest, steps: [{uses: actions/checkout@v4}, {uses: ./.github/actions/d1}]}
`,
    {
      '.github/actions/own/action.yml': 'runs: {using: composite, steps: [{uses: $/.github/actions/own}]}\n',
      '.github/actions/first/action.yml':
        'runs: {using: composite, steps: [{uses: ./.github/actions/second}]}\n',
      '.github/actions/second/action.yml':
        'runs: {using: composite, steps: [{uses: $/.github/actions/first}]}\n',
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6, 7, 8].map((n) => [
          `.github/actions/d${n}/action.yml`,
          `runs: {using: composite, steps: [{uses: ./.github/actions/d${n + 1}}]}\n`,
        ]),
      ),
      '.github/actions/d9/action.yml':
        'runs: {using: composite, steps: [{run: echo as deep as it goes, shell: bash}]}\n',
    },
  );
  const { stdout, status } = await app.run('run');
  expect(stdout.match(/JobFailed: .*Composite action depth exceeded max depth 9/g)).toHaveLength(2);
  expect(stdout).toContain('| as deep as it goes');
  expect(stdout).toContain('Jobs › deep succeeded');
  expect(status).toBe(1);
});

test('an artifact is not kept under a name that is another folder, or none', async () => {
  await using app = makeRepository(`
on: push
jobs:
  keep:
    runs-on: ubuntu-latest
    strategy: {fail-fast: false, matrix: {name: ['..', '.', '']}}
    steps:
      - run: echo text > file
      - uses: actions/upload-artifact@v4
        with: {name: "\${{ matrix.name }}", path: file}
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('The artifact name ".." is not valid: it names a folder');
  expect(stdout).toContain('The artifact name "." is not valid: it names a folder');
  expect(stdout).toContain('Provided artifact name input during validation is empty');
  expect(status).toBe(1);
});
