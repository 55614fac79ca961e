// What starts pipelines of the server: webhooks of GitHub, which is shown how their executions go.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Webhooks } from '@octokit/webhooks';
import { describe, expect, test, vi } from 'vitest';
import webhookExamples from '@octokit/webhooks-examples' with { type: 'json' };
import { makeProject, type Project } from '../rig/project.ts';
import { cannotMount, mountSmallDisk } from '../rig/small-disk.ts';
import { startServer, type TestServer } from '../rig/server.ts';
import { ended, executions, git, writeTriggered } from '../rig/triggers.ts';

/** GitHub's own, of every kind; the package's types say less than it holds. */
const examples = webhookExamples as unknown as readonly {
  readonly name: string;
  readonly examples: readonly object[];
}[];

const secret = 'a webhook secret';

async function deliver(
  server: TestServer,
  payload: unknown,
  {
    name = 'push',
    id = crypto.randomUUID(),
    key = secret,
  }: { readonly name?: string; readonly id?: string; readonly key?: string } = {},
) {
  const body = JSON.stringify(payload);
  return server.ask('POST', '/v1/webhooks/github', body, {
    'x-github-event': name,
    'x-github-delivery': id,
    'x-hub-signature-256': await new Webhooks({ secret: key }).sign(body),
  });
}

/** GitHub's own example of a push, as one to our repository. */
function pushOf(commitId: string, more: object = {}): object {
  const example = examples.find(({ name }) => name === 'push');
  return {
    ...example?.examples[0],
    ref: 'refs/heads/main',
    after: commitId,
    deleted: false,
    repository: { full_name: 'example/app' },
    ...more,
  };
}

async function serverWithSecret(
  app: Project,
  more: object = {},
): Promise<TestServer & { readonly commitId: string }> {
  writeTriggered(app, more);
  git(app.folder, 'init', '--quiet');
  app.write('.gitignore', '.slipway\n');
  git(app.folder, 'add', '.');
  git(app.folder, 'commit', '--quiet', '--message', 'First');
  const server = await startServer(app, { args: ['--source', '.'] });
  await app.feed(secret, 'secret', 'set', 'slipway/github-webhook');
  return { ...server, commitId: git(app.folder, 'rev-parse', 'HEAD') };
}

describe('a webhook of GitHub', () => {
  test.skipIf(cannotMount)(
    'is refused while the disk is full, so that GitHub delivers it again, and then starts the pipeline once',
    async () => {
      await using app = makeProject();
      using disk = mountSmallDisk(join(app.folder, '.slipway'));
      const server = await serverWithSecret(app);
      const payload = pushOf(server.commitId);
      const start = { type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} };
      // Until the reserve has gone, too.
      for (let times = 0; times < 3; times += 1) {
        disk.fill();
        await server.ask('POST', '/api/v1/pipelines/app/requests', start);
      }
      disk.fill();
      for (let times = 0; times < 2; times += 1)
        expect(await deliver(server, payload, { id: 'delivery-full' })).toMatchObject({
          status: 507,
          body: { problems: [{ code: 'DiskFull' }] },
        });
      disk.clear();
      expect((await deliver(server, payload, { id: 'delivery-full' })).status).toBe(202);
      const again = await deliver(server, payload, { id: 'delivery-full' });
      expect(again.body).toMatchObject({ ignored: 'it was delivered before' });
      const byWebhook = (await executions(server)).filter(
        ({ trigger }) => trigger.triggerType === 'WebhookV2',
      );
      expect(byWebhook).toHaveLength(1);
      server.running.kill('SIGINT');
      expect((await server.running.ended).status).toBe(0);
    },
  );

  // shows: S0-004, S1-002, S4-012, S4-064
  test('starts the pipeline with the commit that was pushed, once for each delivery', async () => {
    await using app = makeProject();
    const server = await serverWithSecret(app);
    const payload = pushOf(server.commitId);
    const first = await deliver(server, payload, { id: 'delivery-1' });
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({
      pipelines: [{ pipelineName: 'app', executionId: expect.any(String) as unknown }],
    });
    const again = await deliver(server, payload, { id: 'delivery-1' });
    expect(again.body).toMatchObject({ ignored: 'it was delivered before' });
    await ended(server, 1);
    // As after a server that was killed when it had started the pipeline and not yet noted that it is done.
    const database = new DatabaseSync(join(app.folder, '.slipway', 'slipway.db'));
    expect(database.prepare(`DELETE FROM records WHERE kind = 'webhook-delivery'`).run().changes).toBe(1);
    database.close();
    expect((await deliver(server, payload, { id: 'delivery-1' })).body).toEqual(first.body);
    expect(await executions(server)).toMatchObject([
      {
        status: 'Succeeded',
        trigger: { triggerType: 'WebhookV2' },
        sourceRevisions: [{ revisionId: server.commitId }],
      },
    ]);
  });

  test('that is forged, or comes before there is a secret, gets 401 and changes nothing', async () => {
    await using app = makeProject();
    writeTriggered(app);
    const bare = await startServer(app);
    expect((await deliver(bare, pushOf('c'.repeat(40)))).status).toBe(401);
    await app.feed(secret, 'secret', 'set', 'slipway/github-webhook');
    expect((await deliver(bare, pushOf('c'.repeat(40)), { key: 'another secret' })).status).toBe(401);
    const unsigned = await bare.ask('POST', '/v1/webhooks/github', pushOf('c'.repeat(40)), {
      'x-github-event': 'push',
    });
    expect(unsigned.status).toBe(401);
    expect(await executions(bare)).toEqual([]);
  });

  test('of every kind that GitHub documents is answered, and only fitting ones start anything', async () => {
    await using app = makeProject();
    const server = await serverWithSecret(app);
    for (const { name, examples: payloads } of examples) {
      const [payload] = payloads;
      const { status } = await deliver(server, payload, { name });
      expect({ name, isTaken: status === 200 || status === 202 }).toEqual({ name, isTaken: true });
    }
    const other = await deliver(server, pushOf(server.commitId, { ref: 'refs/heads/other' }));
    expect(other.body).toMatchObject({
      pipelines: [{ because: 'the push is to other, and Checkout takes main' }],
    });
    expect((await deliver(server, { ref: 7 })).status).toBe(400);
    expect(await executions(server)).toEqual([]);
  });
});

describe('with a token for GitHub', () => {
  interface Asked {
    readonly path: string;
    readonly authorization: string | undefined;
    readonly body: string;
  }

  /** Stands in the place of GitHub's API: knows one pull request, and keeps what it was asked. */
  async function githubApi(files: readonly object[]): Promise<AsyncDisposable & { readonly asked: Asked[] }> {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        const path = request.url ?? '';
        asked.push({ path, authorization: request.headers.authorization, body });
        const isFiles = path.includes('/pulls/');
        response.writeHead(isFiles ? 200 : 201, { 'content-type': 'application/json' });
        response.end(JSON.stringify(isFiles ? files : {}));
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    vi.stubEnv('GITHUB_API_URL', `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    return {
      asked,
      [Symbol.asyncDispose]: async () => {
        vi.unstubAllEnvs();
        server.close().closeAllConnections();
        await once(server, 'close');
      },
    };
  }

  const triggers = [
    {
      providerType: 'CodeStarSourceConnection',
      gitConfiguration: {
        sourceActionName: 'Checkout',
        push: [{ branches: { includes: ['main'] } }],
        pullRequest: [
          { events: ['OPEN'], branches: { includes: ['main'] }, filePaths: { includes: ['src/**'] } },
        ],
      },
    },
  ];

  function pullRequest(commitId: string): object {
    const example = examples.find(({ name }) => name === 'pull_request');
    return {
      ...example?.examples[0],
      action: 'opened',
      number: 12,
      repository: { full_name: 'example/app' },
      pull_request: { base: { ref: 'main' }, head: { ref: 'feature', sha: commitId } },
    };
  }

  test('the commit shows how its execution goes, and what else runs says nothing to GitHub', async () => {
    await using app = makeProject();
    await using api = await githubApi([]);
    await app.feed('a token', 'secret', 'set', 'slipway/github-token');
    const server = await serverWithSecret(app);
    await server.ask('POST', '/api/v1/pipelines/app/requests', {
      type: 'StartPipelineExecution',
      variables: {},
      sourceRevisions: {},
    });
    await ended(server, 1);
    await deliver(server, pushOf(server.commitId));
    await ended(server, 2);
    await expect.poll(() => api.asked.length).toBe(2);
    expect(api.asked).toMatchObject([
      { path: `/repos/example/app/statuses/${server.commitId}`, authorization: 'Bearer a token' },
      { path: `/repos/example/app/statuses/${server.commitId}` },
    ]);
    expect(api.asked.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { state: 'pending', context: 'slipway/app' },
      { state: 'success', context: 'slipway/app' },
    ]);
  });

  test.each([
    ['src/app.js', 'a filter of the trigger for Checkout fits', 1],
    ['README.md', 'no changed file fits its patterns', 0],
  ])('a pull request that changes %s is held to a filter of src/**: %s', async (filename, because, count) => {
    await using app = makeProject();
    await using api = await githubApi([{ filename }]);
    await app.feed('a token', 'secret', 'set', 'slipway/github-token');
    const server = await serverWithSecret(app, { triggers });
    const answer = await deliver(server, pullRequest(server.commitId), { name: 'pull_request' });
    expect(answer.body).toMatchObject({
      pipelines: [{ because }],
    });
    expect(api.asked[0]?.path).toBe('/repos/example/app/pulls/12/files?per_page=100&page=1');
    await ended(server, count);
    expect(await executions(server)).toHaveLength(count);
  });
});
