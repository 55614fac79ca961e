// What a run gets of its event: by table.
import { expect, test } from 'vitest';
import { githubContext, workflowOfJob } from '../../../src/workflows/github-context.ts';
import { runDefaults } from '../../../src/model/workflow.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';

const text = `
on:
  schedule: [{cron: '5 4 * * *'}]
  workflow_dispatch:
    inputs:
      level: {type: choice, options: [low, high], default: high}
      force: {type: boolean}
jobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}
`;

function contextOf(variables: object) {
  const { workflow } = readWorkflow({ path: 'w.yml', text }, '.github/workflows/w.yml');
  const [job] = workflow?.jobs ?? [];
  if (workflow === undefined || job === undefined) throw new Error('The workflow is wrong');
  const definition = { workflow, job, neededBy: [], repository: { name: 'acme/app', defaultBranch: 'main' } };
  const execution = { id: 'e1', number: 7, attempt: 2, startedBy: 'ann', commitId: 'c'.repeat(40) };
  return githubContext(definition, {
    ...execution,
    variables: { ...runDefaults, ...variables },
  });
}

test.each<readonly [string, object, object]>([
  [
    'a push of a branch',
    { event: 'push', ref: 'refs/heads/feature/x', payload: '{"head_commit":{"message":"Add it"}}' },
    {
      ref: 'refs/heads/feature/x',
      ref_name: 'feature/x',
      ref_type: 'branch',
      head_ref: '',
      base_ref: '',
      event: expect.objectContaining({
        head_commit: expect.objectContaining({ message: 'Add it', id: 'c'.repeat(40) }),
      }),
    },
  ],
  ['a push of a tag', { event: 'push', ref: 'refs/tags/v1' }, { ref_name: 'v1', ref_type: 'tag' }],
  [
    'a pull request',
    {
      event: 'pull_request',
      ref: 'refs/heads/topic',
      payload:
        '{"action":"closed","number":12,"pull_request":{"base":{"ref":"develop"}},"sender":{"login":"bob"}}',
    },
    {
      ref: 'refs/pull/12/merge',
      ref_name: '12/merge',
      head_ref: 'topic',
      base_ref: 'develop',
      actor: 'bob',
      event: expect.objectContaining({
        action: 'closed',
        pull_request: expect.objectContaining({
          base: expect.objectContaining({ ref: 'develop', label: 'acme:main' }),
        }),
      }),
    },
  ],
  [
    'a pull request by its target',
    { event: 'pull_request_target', ref: 'refs/heads/topic' },
    { ref: 'refs/heads/main', ref_name: 'main', head_ref: 'topic', base_ref: 'main' },
  ],
  [
    'a start by hand, with its inputs as texts',
    { event: 'workflow_dispatch', ref: 'refs/heads/main', inputs: '{"force":"true"}' },
    { event: expect.objectContaining({ inputs: { level: 'high', force: 'true' }, ref: 'refs/heads/main' }) },
  ],
  [
    'a schedule, which is about the default branch',
    { event: 'schedule', ref: 'refs/heads/other' },
    { ref: 'refs/heads/main', event: expect.objectContaining({ schedule: '5 4 * * *' }) },
  ],
  ['an issue', { event: 'issues', ref: 'refs/heads/other' }, { ref: 'refs/heads/main' }],
])('the context of %s', (_what, variables, expected) => {
  expect(contextOf(variables)).toMatchObject({
    run_number: '7',
    run_attempt: '2',
    actor: 'ann',
    ...expected,
  });
});

test.each([
  [undefined, ['acme/app/.github/workflows/w.yml@refs/heads/main', 'c'.repeat(40), 'acme/app']],
  [
    './.github/workflows/w.yml',
    ['acme/app/.github/workflows/w.yml@refs/heads/main', 'c'.repeat(40), 'acme/app'],
  ],
  ['o/r/.github/workflows/w.yml@v1', ['o/r/.github/workflows/w.yml@v1', '', 'o/r']],
  [
    `o/r/.github/workflows/w.yml@${'a'.repeat(40)}`,
    [`o/r/.github/workflows/w.yml@${'a'.repeat(40)}`, 'a'.repeat(40), 'o/r'],
  ],
])('a job called by %j names its own workflow', (uses, expected) => {
  const { workflow } = readWorkflow({ path: 'w.yml', text }, '.github/workflows/w.yml');
  if (workflow === undefined) throw new Error('The workflow is wrong');
  const call =
    uses === undefined
      ? {}
      : { call: { uses, id: 'a', name: 'a', depth: 1, root: workflow, inputs: {}, secrets: [] } };
  const of = { workflow, repository: { name: 'acme/app', defaultBranch: 'main' }, ...call };
  const named = workflowOfJob(of, { ref: 'refs/heads/main', sha: 'c'.repeat(40) });
  expect([named.workflow_ref, named.workflow_sha, named.workflow_repository]).toEqual(expected);
  expect(named.workflow_file_path).toBe('.github/workflows/w.yml');
});
