// What starts pipelines of the server: pushes to its own repositories, and webhooks of GitHub.
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Webhooks } from '@octokit/webhooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import webhookExamples from '@octokit/webhooks-examples' with { type: 'json' };
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { cannotMount, mountSmallDisk } from '../rig/small-disk.ts';
import { events, makeToken, startServer, type TestServer } from '../rig/server.ts';

function write(app: Project, more: object = {}): void {
  const build = { name: 'Build', actions: [buildAction('compile')] };
  app.write('pipeline.json', pipeline([sourceStage, build], more));
  app.write('project.json', project('compile', { phases: { build: { commands: ['echo "has $(ls)"'] } } }));
}

/** GitHub's own, of every kind; the package's types say less than it holds. */
const examples = webhookExamples as unknown as readonly {
  readonly name: string;
  readonly examples: readonly object[];
}[];

interface Execution {
  readonly executionId: string;
  readonly status: string;
  readonly trigger: { readonly triggerType: string; readonly triggerDetail: string };
  readonly sourceRevisions: readonly { readonly revisionId: string }[];
}

async function executions({ ask }: TestServer): Promise<readonly Execution[]> {
  const { body } = await ask('GET', '/api/v1/pipelines/app/executions');
  return (body as { readonly executions: readonly Execution[] }).executions;
}

/** Waits until so many executions have ended. */
async function ended({ url, token }: TestServer, count: number): Promise<void> {
  let seen = 0;
  if (count === 0) return;
  for await (const { name, data } of events(`${url}/api/v1/events?after=0`, {
    authorization: `Bearer ${token}`,
  })) {
    const { event } = data as { readonly event?: { readonly type: string } };
    if (name === 'entry' && event?.type === 'ExecutionEnded') seen += 1;
    if (seen === count) return;
  }
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function git(folder: string, ...args: readonly string[]): string {
  const identity = [
    '-c',
    'user.name=Ann',
    '-c',
    'user.email=ann@example.com',
    '-c',
    'init.defaultBranch=main',
  ];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** A repository with one commit, and the address to push it to. */
function repository(
  app: Project,
  { url, token }: TestServer,
): { readonly folder: string; readonly remote: string } {
  app.write('clone/file.txt', 'one\n');
  const folder = join(app.folder, 'clone');
  git(folder, 'init', '--quiet');
  git(folder, 'add', '.');
  git(folder, 'commit', '--quiet', '--message', 'First');
  const { host } = new URL(url);
  return { folder, remote: `http://ann:${token}@${host}/v1/repos/app` };
}

describe('git push', () => {
  test('starts a workflow whose filter fits, with what the push has changed', async () => {
    await using app = makeProject();
    app.write(
      '.github/workflows/ci.yml',
      `
on: {push: {branches: [main]}}
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "$(cat file.txt) \${{ github.event_name }} on $GITHUB_REF by $GITHUB_ACTOR"
`,
    );
    git(app.folder, 'init', '--quiet');
    git(app.folder, 'remote', 'add', 'origin', 'https://github.com/acme/app.git');
    const server = await startServer(app);
    const { folder, remote } = repository(app, server);
    git(folder, 'push', '--quiet', remote, 'main:topic');
    git(folder, 'push', '--quiet', remote, 'main');
    await ended(server, 1);
    const { stdout } = await app.run('logs', '--pipeline', 'ci.yml');
    expect(stdout).toContain('one push on refs/heads/main by tester');
    const { body } = await server.ask('GET', '/api/v1/pipelines/ci.yml/executions');
    const all = (body as { readonly executions: readonly Execution[] }).executions;
    expect(all.map(({ trigger }) => trigger.triggerDetail)).toEqual([
      `push of ${git(folder, 'rev-parse', 'HEAD').slice(0, 8)} to main by tester`,
    ]);
  });

  // shows: S1-002, S1-105, S3-003, S3-004, S3-129, S4-002, S4-006, S4-012
  test('makes the repository, starts what watches the branch with that commit, and can be cloned', async () => {
    await using app = makeProject();
    write(app);
    const server = await startServer(app);
    const { folder, remote } = repository(app, server);
    git(folder, 'push', '--quiet', remote, 'main');
    await ended(server, 1);
    const commit = git(folder, 'rev-parse', 'HEAD');
    expect(await executions(server)).toMatchObject([
      {
        status: 'Succeeded',
        trigger: {
          triggerType: 'WebhookV2',
          triggerDetail: `push of ${commit.slice(0, 8)} to main by tester`,
        },
        sourceRevisions: [{ revisionId: commit }],
      },
    ]);
    expect((await app.run('logs')).stdout).toContain('has file.txt');
    git(app.folder, 'clone', '--quiet', remote, 'again');
    expect(git(join(app.folder, 'again'), 'log', '--format=%s')).toBe('First');
  });

  test.each(['example/app', 'Example/App.git', 'example%2Fapp'])(
    'takes %s for the repository that the source action calls example/app',
    async (name) => {
      await using app = makeProject();
      write(app);
      const server = await startServer(app);
      const { folder, remote } = repository(app, server);
      git(folder, 'push', '--quiet', remote.replace('/app', `/${name}`), 'main');
      await ended(server, 1);
      expect(await executions(server)).toMatchObject([{ status: 'Succeeded' }]);
      expect((await app.run('logs')).stdout).toContain('has file.txt');
      git(app.folder, 'clone', '--quiet', remote, 'again');
    },
  );

  // shows: S3-020, S4-006
  test('to another branch, of a deletion, and of nothing starts nothing; a forced one does', async () => {
    await using app = makeProject();
    write(app);
    const server = await startServer(app);
    const { folder, remote } = repository(app, server);
    git(folder, 'push', '--quiet', remote, 'main:develop');
    git(folder, 'push', '--quiet', remote, ':develop');
    git(folder, 'push', '--quiet', remote, 'main');
    git(folder, 'push', '--quiet', remote, 'main');
    git(folder, 'commit', '--quiet', '--amend', '--message', 'Written over');
    git(folder, 'push', '--quiet', '--force', remote, 'main');
    await ended(server, 2);
    const subjects = (await executions(server)).map(({ sourceRevisions }) => sourceRevisions[0]?.revisionId);
    expect(subjects).toHaveLength(2);
    expect(subjects[0]).toBe(git(folder, 'rev-parse', 'HEAD'));
  });

  // shows: S0-012
  test('is held to the filters of a trigger, with the files that changed', async () => {
    await using app = makeProject();
    const push = [{ branches: { includes: ['main'] }, filePaths: { includes: ['src/**'] } }];
    write(app, {
      triggers: [
        {
          providerType: 'CodeStarSourceConnection',
          gitConfiguration: { sourceActionName: 'Checkout', push },
        },
      ],
    });
    const server = await startServer(app);
    const { folder, remote } = repository(app, server);
    const commit = (file: string): void => {
      app.write(`clone/${file}`, `${file}\n`);
      git(folder, 'add', '.');
      git(folder, 'commit', '--quiet', '--message', file);
      git(folder, 'push', '--quiet', remote, 'main');
    };
    git(folder, 'push', '--quiet', remote, 'main');
    commit('README.md');
    commit('src/app.js');
    await ended(server, 1);
    expect((await executions(server)).map(({ sourceRevisions }) => sourceRevisions[0]?.revisionId)).toEqual([
      git(folder, 'rev-parse', 'HEAD'),
    ]);
  });

  test('needs a token that may run, and a name that is one', async () => {
    await using app = makeProject();
    write(app);
    const server = await startServer(app);
    const { folder, remote } = repository(app, server);
    const pushTo = (address: string) =>
      spawnSync('git', ['push', '--quiet', address, 'main'], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
      });
    const { host } = new URL(server.url);
    expect(pushTo(`http://${host}/v1/repos/app`).status).not.toBe(0);
    const read = await makeToken(app, 'reader', 'read');
    expect(pushTo(`http://x:${read}@${host}/v1/repos/app`).stderr).toContain('403');
    expect(pushTo(`http://x:${server.token}@${host}/v1/repos/..%2f..%2fapp`).status).not.toBe(0);
    git(folder, 'push', '--quiet', remote, 'main');
    expect(git(folder, 'ls-remote', `http://x:${read}@${host}/v1/repos/app`)).toContain('refs/heads/main');
  });
});

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
  write(app, more);
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
    write(app);
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
    await expect.poll(() => api.asked.length, { timeout: 10_000 }).toBe(2);
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

describe('a change elsewhere', () => {
  // shows: S1-105
  test('of a branch of a remote repository is found by looking, and starts the pipeline with its commit', async () => {
    await using app = makeProject();
    write(app);
    app.write('clone/file.txt', 'one\n');
    const folder = join(app.folder, 'clone');
    git(folder, 'init', '--quiet');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message', 'First');
    git(app.folder, 'clone', '--quiet', '--bare', 'clone', 'remote.git');
    const url = `file://${join(app.folder, 'remote.git')}`;
    const server = await startServer(app, { args: ['--source', url, '--poll', '0.05'] });
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
    // The first poll learns where the branch is, whenever it comes; a push after it is a change.
    const commits: string[] = [];
    await expect
      .poll(
        async () => {
          git(folder, 'commit', '--quiet', '--allow-empty', '--message', `More ${commits.length}`);
          git(folder, 'push', '--quiet', url, 'main');
          commits.push(git(folder, 'rev-parse', 'HEAD'));
          return (await executions(server)).length;
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBeGreaterThan(0);
    await ended(server, 1);
    const done = (await executions(server)).find(({ status }) => status === 'Succeeded');
    expect(done?.trigger.triggerDetail).toMatch(/^push of [0-9a-f]{8} to main by polling$/);
    expect(commits).toContain(done?.sourceRevisions[0]?.revisionId);
  });

  test('of files in the folder of the source starts it when the server watches, but not of ignored ones', async () => {
    await using app = makeProject();
    write(app);
    git(app.folder, 'init', '--quiet');
    app.write('.gitignore', '.slipway\nignored.txt\n');
    const server = await startServer(app, { args: ['--source', '.', '--watch'] });
    app.write('ignored.txt', 'not part of the source');
    app.write('seen.txt', 'new');
    await ended(server, 1);
    expect((await executions(server)).map(({ trigger }) => trigger.triggerDetail)).toEqual([
      'change of seen.txt',
    ]);
    expect((await app.run('logs')).stdout).toContain('seen.txt');
  });

  test('runs a pipeline again when it was started with --watch', async () => {
    await using app = makeProject();
    write(app);
    const run = app.start('run', '--watch');
    await run.line((line) => line.includes('Serving, and listening'));
    app.write('again.txt', 'new');
    await run.line((line) => line.includes('has') && line.includes('again.txt'));
    run.kill('SIGINT');
    expect((await run.ended).stderr).toContain('change of again.txt');
  });
});

test('a schedule that EventBridge would not take is a mistake in the definition', async () => {
  await using app = makeProject();
  write(app);
  app.write('schedules.json', { schedules: [{ name: 'daily', scheduleExpression: 'cron(0 8 * * *)' }] });
  const { stdout, stderr, status } = await app.run('lint');
  expect(`${stdout}${stderr}`).toContain('ScheduleInvalid');
  expect(`${stdout}${stderr}`).toContain('needs six fields');
  expect(status).toBe(2);
});
