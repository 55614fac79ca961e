// What a job may do with caches.
import { expect, test } from 'vitest';
import { cacheAccess } from '../../src/workflows/cache-mode.ts';
import { runGraph } from '../rig/job-graph.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';

test.each([
  ['', '', 'push', { mode: 'write', mayRead: true, mayWrite: true }],
  ['', '', 'pull_request_target', { mode: 'read', mayRead: true, mayWrite: false }],
  ['', '', 'issue_comment', { mode: 'read', mayRead: true, mayWrite: false }],
  ['none', '', 'push', { mode: 'none', mayRead: false, mayWrite: false }],
  ['read', 'write-only', 'push', { mode: 'write-only', mayRead: false, mayWrite: true }],
  ['', 'write', 'workflow_run', { mode: 'write', mayRead: true, mayWrite: true }],
])('a cache-mode "%s" of the workflow and "%s" of the job count for %s', (ofAll, ofJob, event, access) => {
  const said = (mode: string, indent: string): string =>
    mode === '' ? '' : `${indent}cache-mode: ${mode}\n`;
  const text = `on: push\n${said(ofAll, '')}jobs:\n  a:\n${said(ofJob, '    ')}    runs-on: ubuntu-latest\n    steps: [{run: x}]\n`;
  const { workflow } = readWorkflow({ path: 'w.yml', text }, 'w.yml');
  const [job] = workflow?.jobs ?? [];
  if (workflow === undefined || job === undefined) throw new Error('the workflow is wrong');
  expect(cacheAccess({ workflow, job }, event)).toMatchObject(access);
});

test.each([
  ['read', 'none', 'Succeeded'],
  ['read', 'write', 'Failed'],
  ['write-only', 'read', 'Failed'],
  ['write', 'read', 'Succeeded'],
])('a caller with cache-mode %s calls a workflow that asks for %s: %s', (ofCaller, ofCalled, run) => {
  const called = {
    '.github/workflows/build.yml': `on: workflow_call\ncache-mode: ${ofCalled}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: x}]}}\n`,
  };
  const caller = `on: push\njobs: {build: {uses: ./.github/workflows/build.yml, cache-mode: ${ofCaller}}}\n`;
  expect(runGraph(caller, { called })).toMatchObject({ run });
});
