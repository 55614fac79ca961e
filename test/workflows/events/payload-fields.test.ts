// Which fields of an event GitHub sends, and which of them are not known here: by table.
import webhookExamples from '@octokit/webhooks-examples' with { type: 'json' };
import { expect, test } from 'vitest';
import { isRecord } from '../../../src/lib/is-record.ts';
import { eventFieldsIn, isSent, unknownFields } from '../../../src/workflows/events/payload-fields.ts';
import { contextOfRun } from '../../rig/run-context.ts';

test.each([
  ['push', '', 'after', true],
  ['push', '', 'head_commit.author.username', true],
  ['push', '', 'head_commit.authors', false],
  ['push', '', 'commits', true],
  ['push', '', 'repository.owner.login', true],
  ['push', '', 'repository.html_url', true],
  ['push', '', 'pull_request.number', false],
  ['push', '', 'html_url', false],
  ['push', '', 'repository.some_url', false],
  ['push', '', 'head_commit.author.url', false],
  ['pull_request', 'opened', 'pull_request.head.repo.clone_url', true],
  ['pull_request', 'opened', 'label.name', false],
  ['pull_request', 'labeled', 'label.name', true],
  ['pull_request', 'opened', 'pull_request.changed_files', true],
  ['pull_request_review', 'submitted', 'pull_request.changed_files', false],
  ['pull_request', 'opened', 'pull_request.author.title', false],
  ['release', 'published', 'release.tag_name', true],
  ['issue_comment', 'created', 'comment.body', true],
  ['workflow_run', 'completed', 'workflow_run.head_commit.message', true],
  ['repository_dispatch', 'x', 'client_payload.version', true],
  ['schedule', '', 'schedule', true],
  ['gollum', '', 'pages', false],
])('%s (%s) sends %s: %s', (event, activity, path, sent) => {
  expect(isSent(event, activity, path.split('.'))).toBe(sent);
});

function fieldsRead(expressions: readonly string[]): readonly string[] {
  return eventFieldsIn(expressions.map((expression) => ({ expression })));
}

const filters: Readonly<Record<string, string>> = {
  schedule: "{schedule: [{cron: '5 4 * * *'}]}",
  workflow_run: '{workflow_run: {workflows: [CI, Lint]}}',
};

/** GitHub's own, of every kind; the package's types say less than it holds. */
const examples = webhookExamples as unknown as readonly {
  readonly name: string;
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}[];

function pathsIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  const own = at.length === 0 ? [] : [at];
  if (!isRecord(value)) return own;
  return [...own, ...Object.entries(value).flatMap(([key, each]) => pathsIn(each, [...at, key]))];
}

test.each(
  'push pull_request pull_request_review pull_request_review_comment workflow_dispatch release issues issue_comment workflow_run repository_dispatch merge_group create delete'.split(
    ' ',
  ),
)('what GitHub sends in its examples of %s is known to be sent', (event) => {
  const all = examples.find(({ name }) => name === event)?.examples ?? [];
  expect(all).not.toEqual([]);
  const missing = all.flatMap((example) =>
    pathsIn(example)
      .filter((path) => !isSent(event, String(example['action']), path))
      .map((path) => path.join('.')),
  );
  // Of apps alone, of one activity alone, and what a workflow declares itself.
  const left = missing.filter((path) => !/^(?:installation|changes|inputs|issue\.pull_request)\b/.test(path));
  expect([...new Set(left)]).toEqual([]);
});

function payloadOf(event: string, payload: object = {}) {
  const variables = { event, payload: JSON.stringify(payload) };
  const context = contextOfRun(filters[event] ?? event, variables);
  return { name: event, payload: context['event'] as Readonly<Record<string, unknown>> };
}

// The fields that public workflows read most; what only GitHub knows is asked for with --payload.
test.each<readonly [string, readonly string[]]>([
  [
    'push',
    [
      'ref',
      'before',
      'after',
      'compare',
      'head_commit.id',
      'head_commit.message',
      'head_commit.author.name',
      'repository.name',
      'repository.full_name',
      'repository.default_branch',
      'repository.owner.login',
      'repository.owner.name',
      'repository.fork',
      'repository.private',
      'sender.login',
      'pusher.name',
    ],
  ],
  [
    'pull_request',
    [
      'action',
      'number',
      'pull_request.number',
      'pull_request.title',
      'pull_request.body',
      'pull_request.draft',
      'pull_request.merged',
      'pull_request.labels',
      'pull_request.user.login',
      'pull_request.html_url',
      'pull_request.head.ref',
      'pull_request.head.sha',
      'pull_request.head.repo.full_name',
      'pull_request.base.ref',
      'pull_request.base.sha',
      'pull_request.milestone.title',
    ],
  ],
  ['workflow_dispatch', ['ref', 'workflow', 'inputs.x', 'repository.name']],
  ['schedule', ['schedule', 'repository.full_name']],
  [
    'release',
    [
      'action',
      'release.tag_name',
      'release.name',
      'release.body',
      'release.prerelease',
      'release.upload_url',
    ],
  ],
  [
    'issue_comment',
    ['action', 'issue.number', 'issue.title', 'issue.labels', 'comment.body', 'comment.html_url'],
  ],
  [
    'workflow_run',
    [
      'action',
      'workflow_run.id',
      'workflow_run.name',
      'workflow_run.display_title',
      'workflow_run.pull_requests',
      'workflow_run.conclusion',
      'workflow_run.event',
      'workflow_run.head_branch',
      'workflow_run.head_sha',
      'workflow_run.head_repository.full_name',
      'workflow_run.html_url',
    ],
  ],
  ['repository_dispatch', ['action', 'branch']],
])('what workflows read of %s is known', (event, fields) => {
  const read = fields.map((field) => `github.event.${field}`);
  expect(unknownFields(fieldsRead(read), payloadOf(event))).toEqual([]);
});

test('what GitHub sends and only it knows is named once, however it is written', () => {
  const read = [
    "github.event.repository.language == 'Go'",
    "github.event['repository'].language",
    'github . event . head_commit.author.email || github.event.pull_request.additions',
    'github.event.client_payload.version',
  ];
  expect(unknownFields(fieldsRead(read), payloadOf('push'))).toEqual([
    'repository.language',
    'head_commit.author.email',
  ]);
  expect(unknownFields(fieldsRead(read), payloadOf('repository_dispatch'))).toEqual([
    'repository.language',
    'client_payload.version',
  ]);
});

test('a text that only speaks of a field reads none, and one in brackets does', () => {
  const read = [
    "format('see github.event.repository.language: {0}', github.event [ 'repository' ] ['size'])",
    "'it''s github.event.repository.homepage [''x''] ' == 'github.event.repository.topics'",
  ];
  expect(unknownFields(fieldsRead(read), payloadOf('push'))).toEqual(['repository.size']);
});

test('what a payload says is known, and nothing lies in a list or in nothing', () => {
  const given = { repository: { language: 'Go', license: null }, commits: [] };
  const read = ['language', 'license.key'].map((field) => `github.event.repository.${field}`);
  expect(
    unknownFields(fieldsRead([...read, 'github.event.commits.length']), payloadOf('push', given)),
  ).toEqual([]);
});

test('an event is made up by its activity, by what was before and by the filters of the workflow', () => {
  expect(payloadOf('workflow_run').payload).toMatchObject({ workflow_run: { name: 'CI' } });
  const { payload } = payloadOf('pull_request', { action: 'closed' });
  expect(payload).toMatchObject({ pull_request: { state: 'closed', merged: false } });
  expect(payloadOf('pull_request', { action: 'converted_to_draft' }).payload).toMatchObject({
    pull_request: { state: 'open', draft: true },
  });
  expect(payloadOf('push', { before: 'b'.repeat(40) }).payload).toMatchObject({
    compare: `https://github.com/acme/app/compare/${'b'.repeat(12)}...${'c'.repeat(12)}`,
  });
});
