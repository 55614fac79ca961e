// What the token of a job may do, and what steps would do with it.
import { describe, expect, test } from 'vitest';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';
import { lackingAccess } from '../../src/workflows/lacking-access.ts';
import {
  accessTo,
  asksForMore,
  describePermissions,
  permissionsOf,
} from '../../src/workflows/permissions.ts';
import { mayHaveIdToken } from '../../src/workflows/oidc/claims.ts';
import { startGraph } from '../rig/job-graph.ts';

function jobOf(permissions: string, step = 'run: x', ofJob = '') {
  const text = `on: push\n${permissions}\njobs: {a: {${ofJob} runs-on: x, steps: [{${step}}]}}\n`;
  const { workflow } = readWorkflow({ path: 'w.yml', text }, 'w.yml');
  const [job] = workflow?.jobs ?? [];
  if (workflow === undefined || job === undefined) throw new Error('It cannot be read');
  return { workflow, job };
}

const said = (permissions: string, ofJob = '') => permissionsOf(jobOf(permissions, 'run: x', ofJob));

test.each([
  ['', 'contents', undefined],
  ['permissions: {}', 'contents', 'none'],
  ['permissions: {contents: read}', 'contents', 'read'],
  ['permissions: {contents: read}', 'issues', 'none'],
  ['permissions: read-all', 'issues', 'read'],
  ['permissions: read-all', 'id-token', 'none'],
  ['permissions: write-all', 'id-token', 'write'],
])('with "%s" the access to %s is %s', (permissions, scope, access) => {
  expect(accessTo(said(permissions), scope)).toBe(access);
});

test.each([
  ['', undefined],
  ['permissions: {}', 'none'],
  ['permissions: read-all', 'read-all'],
  ['permissions: {contents: read, issues: none, id-token: write}', 'contents: read, id-token: write'],
])('"%s" is shown as %s', (permissions, shown) => {
  expect(describePermissions(said(permissions))).toBe(shown);
});

test('what the job says counts alone', () => {
  expect(describePermissions(said('permissions: write-all', 'permissions: {issues: write},'))).toBe(
    'issues: write',
  );
});

test.each([
  ['permissions: {contents: write}', 'permissions: {contents: read}', 'contents'],
  ['permissions: {contents: read}', 'permissions: {contents: write}', undefined],
  ['permissions: {id-token: write}', 'permissions: read-all', 'id-token'],
  ['permissions: write-all', 'permissions: {contents: write}', 'id-token'],
  ['permissions: write-all', 'permissions: write-all', undefined],
  ['permissions: {contents: write}', '', undefined],
])('"%s" under "%s" asks for more of %s', (wanted, allowed, scope) => {
  expect(asksForMore(said(wanted), said(allowed))?.scope).toBe(scope);
});

test.each([
  ['permissions: {}', 'uses: actions/checkout@v4', ['contents: read']],
  ['permissions: {contents: read}', 'uses: actions/checkout@v4', []],
  ['', 'uses: actions/checkout@v4', []],
  ['permissions: {contents: read}', 'uses: softprops/action-gh-release@v2', ['contents: write']],
  ['permissions: {}', 'uses: actions/checkout@v4, with: {token: "${{ secrets.OWN }}"}', []],
  ['permissions: {}', 'uses: actions/checkout@v4, with: {token: "${{ github.token }}"}', ['contents: read']],
  ['permissions: {}', 'uses: github/codeql-action/analyze@v3', ['security-events: write']],
])('with "%s" the step "%s" lacks %j', (permissions, step, lacking) => {
  const { workflow, job } = jobOf(permissions, step);
  const found = job.steps.flatMap((each) => lackingAccess(each, permissionsOf({ workflow, job })));
  expect(found.map(({ scope, needed }) => `${scope}: ${needed}`)).toEqual(lacking);
});

describe('a called workflow', () => {
  const called = (permissions: string) => ({
    '.github/workflows/c.yml': `on: workflow_call\n${permissions}\njobs:\n  x: {runs-on: ubuntu-latest, steps: [{run: x}]}\n`,
  });
  const caller =
    'on: push\njobs:\n  call: {uses: ./.github/workflows/c.yml, permissions: {id-token: write}}\n';

  test('has the permissions of the job that calls when it says nothing', () => {
    const { rig, id } = startGraph(caller, { called: called('') });
    const jobs = rig.execution(id).declaration.stages[1]?.jobs ?? [];
    const inner = jobs.find((job) => job.id === 'call / x');
    expect(mayHaveIdToken(JSON.parse(inner?.definition ?? '{}'))).toBe(true);
  });

  test('that asks for more than the job that calls may is not called', () => {
    const { rig, id } = startGraph(caller, { called: called('permissions: {contents: write}') });
    const { status, statusSummary } = rig.execution(id);
    expect(status).toBe('Failed');
    expect(statusSummary).toContain(
      "the nested job 'x' is requesting 'contents: write', but is only allowed 'contents: none'",
    );
  });
});
