// What starts a workflow that is served: pushes, webhooks and times, by table.
import { expect, test } from 'vitest';
import type { GitEvent } from '../../../src/model/triggers/git-event.ts';
import { parseSchedule } from '../../../src/model/schedule.ts';
import { eventBridgeCrons, schedulesOf } from '../../../src/workflows/events/cron.ts';
import { startByGit } from '../../../src/workflows/events/start-by-git.ts';
import { readWorkflow } from '../../../src/workflows/language/read-workflow.ts';

function workflowOf(on: string) {
  const text = `on: ${on}\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n`;
  return readWorkflow({ path: 'a.yml', text }, 'a.yml').workflow ?? { on: {} };
}

const of = { repository: 'acme/app', commitId: 'c1', by: 'ann' };
const push: GitEvent = {
  kind: 'push',
  branch: 'main',
  isNew: false,
  before: 'c0',
  changedPaths: ['a'],
  ...of,
};
const pull: GitEvent = {
  kind: 'pullRequest',
  event: 'UPDATED',
  number: 7,
  targetBranch: 'main',
  sourceBranch: 'topic',
  ...of,
};

test.each<readonly [string, GitEvent, object | undefined]>([
  [
    'push',
    push,
    {
      starts: true,
      variables: {
        event: 'push',
        ref: 'refs/heads/main',
        payload: '{"sender":{"login":"ann"},"created":false,"before":"c0"}',
      },
    },
  ],
  ['push', { ...push, repository: 'app' }, { starts: true }],
  ['push', { ...push, repository: 'acme/other' }, undefined],
  ['{push: {paths: [b]}}', push, { starts: false, because: 'what changed is a, and "paths" are b' }],
  ['{push: {tags: [v*]}}', { kind: 'tag', tag: 'v1', ...of }, { starts: true }],
  ['pull_request', push, { starts: false }],
  ['{pull_request: {types: [closed]}}', pull, { starts: false }],
  [
    '{pull_request: {branches: [main]}}',
    pull,
    { starts: true, variables: { event: 'pull_request', ref: 'refs/heads/topic' } },
  ],
])('%s and %j: %j', (on, event, expected) => {
  const start = startByGit(workflowOf(on), 'acme/app', event);
  expect({ start }).toMatchObject({ start: expected });
});

test.each([
  ['5 4 * * *', ['cron(5 4 * * ? *)']],
  ['*/15 * * * 1-5', ['cron(*/15 * ? * 2-6 *)']],
  ['0 0 1 * 0,3', ['cron(0 0 1 * ? *)', 'cron(0 0 ? * 1,4 *)']],
  ['0 0 * JAN MON', ['cron(0 0 ? JAN MON *)']],
  ['0 0 * * 7', ['cron(0 0 ? * 1 *)']],
  ['0 0 * * */2', ['cron(0 0 ? * */2 *)']],
])('the times of %s', (cron, expected) => {
  expect(eventBridgeCrons(cron)).toEqual(expected);
  for (const each of expected) expect(parseSchedule(each)).toHaveProperty('kind', 'cron');
});

test('a schedule starts the default branch with its time as payload, in its time zone', () => {
  const on = "{schedule: [{cron: '5 4 * * *', timezone: Europe/Berlin}]}";
  expect(schedulesOf(workflowOf(on), 'refs/heads/main')).toEqual([
    {
      name: 'schedule-1',
      scheduleExpression: 'cron(5 4 * * ? *)',
      scheduleExpressionTimezone: 'Europe/Berlin',
      variables: { event: 'schedule', ref: 'refs/heads/main', payload: '{"schedule":"5 4 * * *"}' },
    },
  ]);
});
