// What starts pipelines of the server: pushes to its own repositories.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { makeToken, startServer, type TestServer } from '../rig/server.ts';
import { ended, executions, git, type Execution, writeTriggered } from '../rig/triggers.ts';

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

async function stagesOf({ ask }: TestServer): Promise<readonly string[]> {
  const { body } = await ask('GET', '/api/v1/pipelines/app');
  const { stages } = body as { readonly stages: readonly { readonly name: string }[] };
  return stages.map(({ name }) => name);
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
    const push = (refspec: string) =>
      spawnSync('git', ['push', remote, refspec], { cwd: folder, encoding: 'utf8' }).stderr;
    expect(push('main:topic')).toMatch(/remote: topic: "ci.yml" was not started: \S/);
    expect(push('main')).toMatch(/remote: main: "ci.yml" was started, execution [0-9a-f]{8}: \S/);
    await ended(server, 1);
    const { stdout } = await app.run('logs', '--pipeline', 'ci.yml');
    expect(stdout).toContain('one push on refs/heads/main by tester');
    const { body } = await server.ask('GET', '/api/v1/pipelines/ci.yml/executions');
    const all = (body as { readonly executions: readonly Execution[] }).executions;
    expect(all.map(({ trigger }) => trigger.triggerDetail)).toEqual([
      `push of ${git(folder, 'rev-parse', 'HEAD').slice(0, 8)} to main by tester`,
    ]);
  });

  test('runs the workflow as it was pushed, and one that is broken starts nothing', async () => {
    await using app = makeProject();
    const workflow = (command: string): string =>
      `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${command}\n`;
    app.write('.github/workflows/ci.yml', workflow('echo first'));
    app.write('.gitignore', '.slipway\n');
    git(app.folder, 'init', '--quiet');
    git(app.folder, 'remote', 'add', 'origin', 'https://github.com/acme/app.git');
    git(app.folder, 'add', '.');
    git(app.folder, 'commit', '--quiet', '--message', 'First');
    const server = await startServer(app);
    const remote = `http://ann:${server.token}@${new URL(server.url).host}/v1/repos/app`;
    git(app.folder, 'clone', '--quiet', '.', 'clone');
    const clone = join(app.folder, 'clone');
    const push = (text: string): void => {
      app.write('clone/.github/workflows/ci.yml', text);
      git(clone, 'commit', '--quiet', '--all', '--message', 'Change');
      git(clone, 'push', '--quiet', remote, 'HEAD:main');
    };
    push(workflow('echo "second in $GITHUB_REPOSITORY"'));
    await ended(server, 1);
    expect((await app.run('logs', '--pipeline', 'ci.yml')).stdout).toContain('second in acme/app');
    push(workflow('echo third').replace('steps:', 'stepps:'));
    push(workflow('echo "fourth"'));
    await ended(server, 2);
    expect((await app.run('logs', '--pipeline', 'ci.yml')).stdout).toContain('fourth');
    const { body } = await server.ask('GET', '/api/v1/pipelines/ci.yml/executions');
    expect((body as { readonly executions: readonly Execution[] }).executions).toHaveLength(2);
  });

  // shows: S1-002, S1-105, S3-003, S3-004, S3-129, S4-002, S4-006, S4-012
  test('makes the repository, starts what watches the branch with that commit, and can be cloned', async () => {
    await using app = makeProject();
    writeTriggered(app);
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
      writeTriggered(app);
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
    writeTriggered(app);
    const server = await startServer(app);
    const { folder, remote } = repository(app, server);
    git(folder, 'push', '--quiet', remote, 'main:develop');
    git(folder, 'push', '--quiet', remote, 'main');
    git(folder, 'push', '--quiet', remote, 'main:topic');
    git(folder, 'push', '--quiet', remote, ':topic');
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
    writeTriggered(app, {
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

  test('that changes the definition runs by the pushed one, and one that is broken starts nothing', async () => {
    await using app = makeProject();
    writeTriggered(app);
    app.write('.gitignore', '.slipway\n');
    git(app.folder, 'init', '--quiet');
    git(app.folder, 'add', '.');
    git(app.folder, 'commit', '--quiet', '--message', 'First');
    const server = await startServer(app);
    const { host } = new URL(server.url);
    const remote = `http://ann:${server.token}@${host}/v1/repos/app`;
    // Pushed from elsewhere: the folder of the server stays as it was.
    git(app.folder, 'clone', '--quiet', '.', 'clone');
    const clone = join(app.folder, 'clone');
    const push = (file: string, content: string | object): void => {
      app.write(`clone/${file}`, content);
      git(clone, 'commit', '--quiet', '--all', '--message', file);
      git(clone, 'push', '--quiet', remote, 'main');
    };
    const build = (name: string) => ({ name, actions: [buildAction('compile')] });
    push('pipeline.json', pipeline([sourceStage, build('Pushed')]));
    await ended(server, 1);
    expect(await stagesOf(server)).toEqual(['Source', 'Pushed']);
    push('project.json', project('compile', { phases: { build: { commands: ['echo "pushed command"'] } } }));
    await ended(server, 2);
    expect((await app.run('logs')).stdout).toContain('pushed command');
    push('pipeline.json', pipeline([sourceStage, { name: 'Pushed', actions: [] }]));
    const refused = await app.run('run', '--exit');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toMatch(
      /In the pushed commit \w{8} pipeline\.json:\d+:\d+: "actions" has no members/,
    );
    expect(await stagesOf(server)).toEqual(['Source', 'Pushed']);
    expect(await executions(server)).toHaveLength(2);
  });

  test('needs a token that may run, and a name that is one', async () => {
    await using app = makeProject();
    writeTriggered(app);
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
