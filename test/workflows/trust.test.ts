// What a run gets whose code is a stranger's: by table.
import { expect, test } from 'vitest';
import { describePermissions, permissionsInRun } from '../../src/workflows/permissions.ts';
import { mayHaveIdToken } from '../../src/workflows/oidc/claims.ts';
import { storedNamesWithin, trustOf } from '../../src/workflows/trust.ts';
import { contextOfRun, workflowWith } from '../rig/run-context.ts';

function contextOf(event: string, payload: object) {
  return contextOfRun(event, { event, ref: 'refs/heads/topic', payload: JSON.stringify(payload) });
}

const fork = { pull_request: { head: { repo: { full_name: 'bob/app' } } } };
const deleted = { pull_request: { head: { repo: null } } };
const elsewhere = {
  pull_request: { head: { repo: { full_name: 'org/it' } }, base: { repo: { full_name: 'org/it' } } },
};
const bot = { sender: { login: 'dependabot[bot]' } };
const ofAnn = { ...bot, pull_request: { user: { login: 'ann' } } };
const ofBot = { ...bot, pull_request: { user: { login: 'dependabot[bot]' } } };

test.each([
  ['pull_request', {}, 'repository', 'Actions'],
  ['pull_request', elsewhere, 'repository', 'Actions'],
  ['pull_request', fork, 'fork', 'None'],
  ['pull_request', deleted, 'fork', 'None'],
  ['pull_request_review', fork, 'fork', 'None'],
  ['pull_request_review_comment', fork, 'fork', 'None'],
  ['pull_request_target', fork, 'repository', 'Actions'],
  ['issue_comment', fork, 'repository', 'Actions'],
  ['push', {}, 'repository', 'Actions'],
  ['push', bot, 'dependabot', 'Dependabot'],
  ['pull_request', bot, 'dependabot', 'Dependabot'],
  ['workflow_dispatch', bot, 'repository', 'Actions'],
  ['pull_request_target', ofAnn, 'repository', 'Actions'],
  ['pull_request_target', ofBot, 'dependabot-target', 'None'],
])('%s with %j is trusted as %s, with the secrets of %s', (event, payload, trust, source) => {
  const context = contextOf(event, payload);
  expect(trustOf(context)).toBe(trust);
  expect(context['secret_source']).toBe(source);
});

test('the head of a pull request from a fork is described as the fork', () => {
  const context = contextOf('pull_request', fork) as {
    readonly event: { readonly pull_request: { readonly head: object; readonly base: object } };
  };
  const { head, base } = context.event.pull_request;
  expect(head).toMatchObject({
    label: 'bob:topic',
    user: { login: 'bob' },
    repo: { full_name: 'bob/app', fork: true, owner: { login: 'bob' } },
  });
  expect(base).toMatchObject({ label: 'acme:main', repo: { full_name: 'acme/app', fork: false } });
});

test.each([
  ['', 'read-all'],
  ['permissions: write-all', 'read-all'],
  ['permissions: read-all', 'read-all'],
  ['permissions: {}', 'none'],
  ['permissions: {contents: write, issues: read, id-token: write}', 'contents: read, issues: read'],
])('of "%s" a fork gets: %s', (permissions, shown) => {
  const of = workflowWith(`on: push\n${permissions}`);
  const github = contextOf('pull_request', fork);
  const left = permissionsInRun(of, github);
  expect(describePermissions(left)).toBe(shown);
  expect(mayHaveIdToken(of, github)).toBe(false);
});

test.each([
  ['push', bot, '', 'read-all'],
  ['push', bot, 'permissions: {contents: write, id-token: write}', 'contents: write, id-token: write'],
  ['pull_request_target', ofBot, 'permissions: {contents: write, id-token: write}', 'contents: read'],
])('%s with %j gets of "%s": %s', (event, payload, permissions, shown) => {
  const of = workflowWith(`on: push\n${permissions}`);
  const left = permissionsInRun(of, contextOf(event, payload));
  expect(describePermissions(left)).toBe(shown);
});

test('a fork gets a token of its own and nothing else, Dependabot its own secrets', () => {
  expect(storedNamesWithin('repository', 'KEY')).toEqual(['KEY', 'slipway/run/KEY']);
  expect(storedNamesWithin('fork', 'GITHUB_TOKEN')).toEqual(['slipway/fork/GITHUB_TOKEN']);
  expect(storedNamesWithin('fork', 'KEY')).toEqual([]);
  expect(storedNamesWithin('dependabot', 'KEY')).toEqual(['slipway/dependabot/KEY']);
  expect(storedNamesWithin('dependabot-target', 'KEY')).toEqual([]);
  expect(storedNamesWithin('dependabot-target', 'GITHUB_TOKEN')).toEqual(['slipway/dependabot/GITHUB_TOKEN']);
});
