// Webhooks of CodeBuild's API: which deliveries of GitHub start a build, and what it builds.
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readWebhookEvent, type WebhookEvent } from '../../src/services/codebuild/webhook-event.ts';
import { whyNoBuild, type FilteredWebhook } from '../../src/services/codebuild/webhook-filters.ts';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { git, makeClone } from '../rig/git.ts';
import { openJsonService } from '../rig/json-service.ts';

const about = { repository: { full_name: 'acme/shop' }, sender: { id: 7 } };

const push = {
  ...about,
  ref: 'refs/heads/main',
  before: '1'.repeat(40),
  after: '2'.repeat(40),
  head_commit: { message: 'Fix the cart' },
  commits: [{ added: ['src/new.ts'], modified: ['README.md'], removed: [] }],
};
const pullRequest = {
  ...about,
  action: 'opened',
  number: 12,
  pull_request: {
    head: { ref: 'feature/cart', repo: { full_name: 'acme/shop' } },
    base: { ref: 'main', repo: { full_name: 'acme/shop' } },
    merged: false,
  },
};
const release = { ...about, action: 'released', release: { tag_name: 'v1.2', name: 'Summer' } };

function eventOf(name: string, payload: object): WebhookEvent {
  const read = readWebhookEvent(name, payload);
  if (!('event' in read)) throw new Error(JSON.stringify(read));
  return read.event;
}

test.each<[string, object, Partial<WebhookEvent> | { readonly ignored: string }]>([
  ['push', push, { event: 'PUSH', trigger: 'branch/main', sourceVersion: '2'.repeat(40), actorId: '7' }],
  ['push', { ...push, ref: 'refs/tags/v1' }, { event: 'PUSH', trigger: 'tag/v1', headRef: 'refs/tags/v1' }],
  ['push', { ...push, deleted: true }, { ignored: 'refs/heads/main was deleted' }],
  [
    'pull_request',
    pullRequest,
    { event: 'PULL_REQUEST_CREATED', sourceVersion: 'pr/12', baseRef: 'refs/heads/main' },
  ],
  ['pull_request', { ...pullRequest, action: 'synchronize' }, { event: 'PULL_REQUEST_UPDATED' }],
  ['pull_request', { ...pullRequest, action: 'reopened' }, { event: 'PULL_REQUEST_REOPENED' }],
  ['pull_request', { ...pullRequest, action: 'closed' }, { event: 'PULL_REQUEST_CLOSED' }],
  [
    'pull_request',
    { ...pullRequest, action: 'closed', pull_request: { ...pullRequest.pull_request, merged: true } },
    { event: 'PULL_REQUEST_MERGED' },
  ],
  [
    'pull_request',
    { ...pullRequest, action: 'labeled' },
    { ignored: 'the action "labeled" of a pull request starts no build' },
  ],
  ['release', release, { event: 'RELEASED', tagName: 'v1.2', releaseName: 'Summer' }],
  ['issues', about, { ignored: 'the event "issues" starts no build' }],
])('a delivery of %s is read %#', (name, payload, expected) => {
  const read = readWebhookEvent(name, payload);
  expect('event' in read ? read.event : read).toMatchObject(expected);
});

test('a payload that is not of its event is refused', () => {
  expect(readWebhookEvent('push', { ref: 1 })).toHaveProperty('failed');
});

type Filter = NonNullable<FilteredWebhook['filterGroups']>[number][number];

const is = (type: Filter['type'], pattern: string): Filter => ({ type, pattern });
const isNot = (type: Filter['type'], pattern: string): Filter => ({
  type,
  pattern,
  excludeMatchedPattern: true,
});

test.each<[string, FilteredWebhook, object, boolean]>([
  ['without groups, a push', {}, push, true],
  ['without groups, a pull request that is opened', {}, pullRequest, true],
  ['without groups, a release', {}, release, false],
  ['a branch filter that fits', { branchFilter: '^ma' }, push, true],
  ['a branch filter that does not', { branchFilter: '^dev' }, push, false],
  ['one of several events', { filterGroups: [[is('EVENT', 'PUSH, RELEASED')]] }, release, true],
  [
    'all filters of a group',
    { filterGroups: [[is('EVENT', 'PUSH'), is('HEAD_REF', 'main$'), is('FILE_PATH', '^src/')]] },
    push,
    true,
  ],
  [
    'a filter of a group that does not fit',
    { filterGroups: [[is('EVENT', 'PUSH'), is('FILE_PATH', '^docs/')]] },
    push,
    false,
  ],
  [
    'the second of two groups',
    { filterGroups: [[is('EVENT', 'RELEASED')], [is('EVENT', 'PUSH')]] },
    push,
    true,
  ],
  [
    'a pattern that excludes',
    { filterGroups: [[is('EVENT', 'PUSH'), isNot('COMMIT_MESSAGE', '\\[skip\\]')]] },
    push,
    true,
  ],
  [
    'a pattern that excludes what is there',
    { filterGroups: [[is('EVENT', 'PUSH'), isNot('ACTOR_ACCOUNT_ID', '^7$')]] },
    push,
    false,
  ],
  [
    'the base of a pull request',
    { filterGroups: [[is('EVENT', 'PULL_REQUEST_CREATED'), is('BASE_REF', '^refs/heads/main$')]] },
    pullRequest,
    true,
  ],
  [
    'files that a delivery does not list',
    { filterGroups: [[is('EVENT', 'PULL_REQUEST_CREATED'), is('FILE_PATH', '.*')]] },
    pullRequest,
    false,
  ],
  [
    'excluded files that a delivery does not list',
    { filterGroups: [[is('EVENT', 'PULL_REQUEST_CREATED'), isNot('FILE_PATH', '^docs/')]] },
    pullRequest,
    false,
  ],
])('%s', (_what, webhook, payload, starts) => {
  const name = 'ref' in payload ? 'push' : 'number' in payload ? 'pull_request' : 'release';
  expect(whyNoBuild(webhook, eventOf(name, payload)) === undefined).toBe(starts);
});

const project = (type: string, location: string) => ({
  name: 'shop',
  source: {
    type,
    location,
    buildspec:
      'version: 0.2\nphases: {build: {commands: [cat file.txt, "echo $CODEBUILD_WEBHOOK_TRIGGER by $CODEBUILD_WEBHOOK_ACTOR_ACCOUNT_ID"]}}',
  },
  artifacts: { type: 'NO_ARTIFACTS' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
  },
  serviceRole: 'arn:aws:iam::111122223333:role/build',
});

test('a webhook is made once for a project, changed, and goes with it', async () => {
  await using codeBuild = await openJsonService('codebuild', 'CodeBuild_20161006');
  const { call } = codeBuild;
  await call('CreateProject', project('GITHUB', 'https://github.com/acme/shop.git'));
  const named = { projectName: 'shop' };
  const refused = { status: 400, __type: 'InvalidInputException' };
  expect(await call('CreateWebhook', { ...named, filterGroups: [[is('HEAD_REF', 'main')]] })).toMatchObject(
    refused,
  );
  expect(
    await call('CreateWebhook', { ...named, filterGroups: [[is('EVENT', 'PUSH'), is('HEAD_REF', '(')]] }),
  ).toMatchObject(refused);
  const filterGroups = [[is('EVENT', 'PUSH')]];
  const { webhook } = await call('CreateWebhook', { ...named, filterGroups });
  expect(webhook).toMatchObject({
    status: 'ACTIVE',
    buildType: 'BUILD',
    filterGroups,
    secret: expect.any(String),
  });
  expect(await call('CreateWebhook', named)).toMatchObject({ __type: 'ResourceAlreadyExistsException' });
  const { projects } = await call('BatchGetProjects', { names: ['shop'] });
  const [{ webhook: shown }] = projects as readonly [{ readonly webhook: object }];
  expect(shown).toMatchObject({ filterGroups });
  expect(shown).not.toHaveProperty('secret');
  const updated = await call('UpdateWebhook', { ...named, buildType: 'BUILD_BATCH', rotateSecret: true });
  expect(updated).toMatchObject({ webhook: { filterGroups, buildType: 'BUILD_BATCH' } });
  expect((updated['webhook'] as { secret: string }).secret).not.toBe((webhook as { secret: string }).secret);
  expect(await call('DeleteWebhook', named)).toEqual({});
  expect(await call('DeleteWebhook', named)).toMatchObject({ __type: 'ResourceNotFoundException' });
});

interface Webhook {
  readonly payloadUrl: string;
  readonly secret: string;
}

async function deliver(
  { payloadUrl, secret }: Webhook,
  payload: object,
  more: Readonly<Record<string, string>> = {},
) {
  const body = JSON.stringify(payload);
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const response = await fetch(payloadUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': 'd4a1',
      'x-hub-signature-256': signature,
      ...more,
    },
  });
  return [response.status, await response.json()] as const;
}

async function logOf({ codeBuild, logs }: ApiGround, id: string): Promise<readonly string[]> {
  const read = async () => {
    const { builds } = await codeBuild('BatchGetBuilds', { ids: [id] });
    return (builds as readonly [{ readonly buildComplete: boolean; readonly buildStatus: string }])[0];
  };
  await until(async () => (await read()).buildComplete);
  expect(await read()).toMatchObject({ buildStatus: 'SUCCEEDED', initiator: 'GitHub-Hookshot/d4a1' });
  const { events } = await logs('FilterLogEvents', { logGroupName: '/aws/codebuild/shop' });
  return (events as readonly { readonly message: string }[]).map(({ message }) => message.trim());
}

test('a delivery that is signed starts one build of the commit that it names', async () => {
  await using ground = await openApiGround();
  const { endpoint, codeBuild } = ground;
  const clone = makeClone(endpoint.stateFolder);
  const after = git(clone, 'rev-parse', 'HEAD');
  git(
    clone,
    'clone',
    '--quiet',
    '--bare',
    clone,
    join(endpoint.stateFolder, 'repositories', 'acme/shop.git'),
  );
  await codeBuild('CreateProject', project('GITHUB', 'https://github.com/acme/shop.git'));
  const filterGroups = [[is('EVENT', 'PUSH'), is('HEAD_REF', '^refs/heads/main$')]];
  const { webhook } = await codeBuild('CreateWebhook', { projectName: 'shop', filterGroups });
  const there = webhook as Webhook;
  expect((await deliver(there, push, { 'x-hub-signature-256': 'sha256=0' }))[0]).toBe(401);
  expect((await deliver({ ...there, payloadUrl: `${there.payloadUrl}x` }, push))[0]).toBe(404);
  expect(await deliver(there, { ...push, ref: 'refs/heads/dev' })).toEqual([
    200,
    { ignored: 'HEAD_REF does not fit "^refs/heads/main$"' },
  ]);
  const [status, answer] = await deliver(there, { ...push, after });
  expect([status, answer]).toEqual([202, { build: expect.stringMatching(/^shop:/) }]);
  expect(await deliver(there, { ...push, after })).toEqual([202, answer]);
  const lines = await logOf(ground, (answer as { readonly build: string }).build);
  expect(lines).toEqual(expect.arrayContaining(['one', 'branch/main by 7']));
});
