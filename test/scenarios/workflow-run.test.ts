// Workflows that wait for runs of others, while a server runs.
import { expect, test } from 'vitest';
import { commitAll, git } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

interface History {
  readonly executions: readonly { readonly pipelineName: string; readonly status: string }[];
}

test('the end of a run starts what waits for it, which starts what waits for that, three times at most', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/main.yml',
    'name: Main\non: workflow_dispatch\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: exit 3}]}}\n',
  );
  app.write(
    '.github/workflows/after.yml',
    `
name: After
on: {workflow_run: {workflows: [Main], types: [completed], branches: [main]}}
jobs:
  reported:
    if: github.event.workflow_run.conclusion == 'failure'
    runs-on: ubuntu-latest
    steps:
      - run: echo "\${{ github.event.workflow_run.name }} by \${{ github.event.workflow_run.event }} of \${{ github.event.workflow_run.head_branch }} \${{ github.event.workflow_run.head_sha == github.sha }}"
`,
  );
  const waiting = (name: string, on: string) =>
    app.write(
      `.github/workflows/${name.toLowerCase()}.yml`,
      `name: ${name}\non: {workflow_run: ${on}}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: exit 0}]}}\n`,
    );
  waiting('Loop', '{workflows: [After, Loop], types: [completed]}');
  waiting('Other', '{workflows: [Main], branches: [release]}');
  commitAll(app.folder);
  await startServer(app);
  const main = await app.run('run', '.github/workflows/main.yml');
  expect(main.status).toBe(1);
  const history = async () => {
    const { executions } = JSON.parse((await app.run('history', '--json')).stdout) as History;
    return executions.map(({ pipelineName, status }) => `${pipelineName} ${status}`).toSorted();
  };
  await expect
    .poll(history, { timeout: 60_000 })
    .toEqual(['after.yml Succeeded', 'loop.yml Succeeded', 'loop.yml Succeeded', 'main.yml Failed']);
  const log = await app.run('logs', '--pipeline', 'after.yml');
  expect(log.stdout).toContain('Main by workflow_dispatch of main true');
});

// shows: S2-140
test('a run goes back to a release by its tag, with the sources and the names of that tag', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/deploy.yml',
    `on: {push: {branches: [main]}, workflow_dispatch: }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "$(cat release.txt) by $GITHUB_REF_TYPE $GITHUB_REF_NAME at $(git rev-parse HEAD)"
`,
  );
  app.write('release.txt', 'the first\n');
  commitAll(app.folder);
  git(app.folder, 'tag', 'v1');
  const released = git(app.folder, 'rev-parse', 'HEAD');
  app.write('release.txt', 'the second\n');
  commitAll(app.folder);
  const refused = await app.run('run', '--ref', 'v1');
  expect(refused.stdout + refused.stderr).toContain('Start it by hand (--event workflow_dispatch)');
  expect(refused.status).toBe(2);
  const { stdout, status } = await app.run('run', '--event', 'workflow_dispatch', '--ref', 'v1');
  expect(stdout).toContain(`| the first by tag v1 at ${released}`);
  expect(stdout).not.toContain('as it lies here');
  expect(status).toBe(0);
});

test('a run for another ref says when GitHub would take another workflow, or none', async () => {
  await using app = makeProject();
  const workflow = (command: string) =>
    `on: workflow_dispatch\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps: [{run: ${command}}]\n`;
  app.write('readme.txt', 'nothing yet\n');
  commitAll(app.folder);
  git(app.folder, 'tag', 'v0');
  app.write('.github/workflows/one.yml', workflow('echo first'));
  commitAll(app.folder);
  git(app.folder, 'tag', 'v1');
  app.write('.github/workflows/one.yml', workflow('echo second'));
  const flat = async (ref: string) => (await app.run('run', '--ref', ref)).stdout.replaceAll(/\s+/g, ' ');
  expect(await flat('v1')).toContain('The jobs are those of .github/workflows/one.yml as it lies here');
  expect(await flat('v0')).toContain('"v0" has no .github/workflows/one.yml: on GitHub');
});
