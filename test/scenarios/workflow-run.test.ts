// Workflows that wait for runs of others, while a server runs.
import { expect, test } from 'vitest';
import { commitAll } from '../rig/git.ts';
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
