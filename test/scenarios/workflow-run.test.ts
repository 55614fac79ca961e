// Workflows that wait for runs of others, while a server runs.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
test('a run goes back to a release by its tag: with its workflow, its actions and called workflows, its sources', async () => {
  await using app = makeProject();
  const called = (name: string) =>
    `on: workflow_call\njobs: {called: {runs-on: ubuntu-latest, steps: [{run: echo called ${name}}]}}\n`;
  const action = (name: string) =>
    `runs: {using: composite, steps: [{run: echo action ${name}, shell: bash}]}\nname: A\ndescription: B\n`;
  const deploy = (name: string) => `on: {push: {branches: [main]}, workflow_dispatch: }
jobs:
  call: {uses: ./.github/workflows/called.yml}
  deploy:
    environment: production
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./actions/one
      - run: echo "${name}, $(cat release.txt) by $GITHUB_REF_TYPE $GITHUB_REF_NAME at $(git rev-parse HEAD) in \${{ vars.WHERE }}"
`;
  const release = (name: string) => {
    app.write('.github/workflows/deploy.yml', deploy(name));
    app.write('.github/workflows/called.yml', called(name));
    app.write('actions/one/action.yml', action(name));
    app.write('release.txt', `files of ${name}\n`);
    commitAll(app.folder);
  };
  release('one');
  git(app.folder, 'tag', 'v1');
  const released = git(app.folder, 'rev-parse', 'HEAD');
  release('two');
  app.write('.github/environments.yml', 'production: {variables: {WHERE: Frankfurt}}\n');
  commitAll(app.folder);
  const refused = await app.run('run', '.github/workflows/deploy.yml', '--ref', 'v1');
  expect(refused.stdout + refused.stderr).toContain('Start it by hand (--event workflow_dispatch)');
  expect(refused.status).toBe(2);
  const file = '.github/workflows/deploy.yml';
  const { stdout, stderr, status } = await app.run(
    'run',
    file,
    '--event',
    'workflow_dispatch',
    '--ref',
    'v1',
  );
  expect(stdout).toContain(`| one, files of one by tag v1 at ${released} in Frankfurt`);
  expect(stdout).toContain('| action one');
  expect(stdout).toContain('| called one');
  expect(stdout).not.toMatch(/\| .*two/);
  expect(stderr).toContain(`The workflow is the one at "v1" (commit ${released.slice(0, 8)})`);
  expect(status).toBe(0);
  const again = await app.run('run', file, '--event', 'workflow_dispatch');
  expect(again.stdout).toContain('| two, files of two by branch main');
  expect(again.status).toBe(0);
});

const single = (command: string) =>
  `on: workflow_dispatch\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps: [{run: ${command}}]\n`;

test('a ref that is none, one without the workflow, and one whose workflow is wrong start nothing', async () => {
  await using app = makeProject();
  app.write('readme.txt', 'nothing yet\n');
  commitAll(app.folder);
  git(app.folder, 'tag', 'v0');
  app.write('.github/workflows/one.yml', single('echo \\${{ nothing }}').replace('\\', ''));
  commitAll(app.folder);
  git(app.folder, 'tag', 'wrong');
  app.write('.github/workflows/one.yml', single('echo second'));
  commitAll(app.folder);
  const file = '.github/workflows/one.yml';
  const none = await app.run('run', file, '--ref', 'v9');
  expect(none.stderr).toContain('"v9" is no branch, tag or commit of');
  expect(none.status).toBe(2);
  const without = await app.run('run', file, '--ref', 'v0');
  expect(without.stderr).toContain('of the ref has no .github/workflows/one.yml');
  expect(without.status).toBe(2);
  const wrong = await app.run('run', file, '--ref', 'wrong');
  expect(wrong.stderr).toContain('The workflow is the one at "wrong"');
  expect(wrong.stdout + wrong.stderr).toContain('.github/workflows/one.yml:5:');
  expect(wrong.status).toBe(2);
  const watched = await app.run('run', file, '--ref', 'wrong', '--watch');
  expect(watched.stderr).toContain(
    '--watch runs again what lies in the folder, and "wrong" is not checked out',
  );
  expect(watched.status).toBe(2);
  expect((await app.run('run', file, '--ref', 'main')).stdout).toContain('| second');
});

test('a workflow that only another branch has runs from there, also by a folder, and is not left to filters of git', async () => {
  await using app = makeProject();
  app.write('readme.txt', 'nothing yet\n');
  commitAll(app.folder);
  git(app.folder, 'checkout', '-q', '-b', 'next');
  app.write('.github/workflows/one.yml', single('echo from next'));
  app.write('.gitattributes', '*.yml filter=spoils\n');
  commitAll(app.folder);
  git(app.folder, 'config', 'filter.spoils.smudge', `touch ${app.folder}/spoiled`);
  git(app.folder, 'checkout', '-q', 'main');
  rmSync(join(app.folder, 'spoiled'), { force: true });
  const run = await app.run('run', '.github/workflows/one.yml', '--ref', 'next');
  expect(run.stdout).toContain('| from next');
  expect(run.status).toBe(0);
  expect(existsSync(join(app.folder, 'spoiled'))).toBe(false);
});

test('a server starts a workflow as it is at the ref that a start names, and as it lies there without one', async () => {
  await using app = makeProject();
  app.write('.github/workflows/one.yml', single('echo first'));
  commitAll(app.folder);
  git(app.folder, 'tag', 'v1');
  app.write('.github/workflows/one.yml', single('echo second'));
  commitAll(app.folder);
  await startServer(app);
  const file = '.github/workflows/one.yml';
  const atTag = await app.run('run', file, '--ref', 'v1');
  expect(atTag.stdout).toContain('| first');
  expect(atTag.status).toBe(0);
  const here = await app.run('run', file);
  expect(here.stdout).toContain('| second');
  const wrong = await app.run('run', file, '--ref', 'v2');
  expect(wrong.stderr).toContain('"v2" is no branch, tag or commit of');
});

test('a start at a ref leaves the server the workflow that lies there, and the run its repository; a folder is taken as well', async () => {
  await using app = makeProject();
  const one = (on: string, of: string) =>
    app.write(
      '.github/workflows/one.yml',
      `on: {push: , workflow_dispatch: ${on}}\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps: [{run: 'echo of \${{ github.repository }} ${of}'}]\n`,
    );
  one('', 'v1');
  commitAll(app.folder);
  git(app.folder, 'tag', 'v1');
  one(', workflow_run: {workflows: [Main], types: [completed]}', 'main');
  app.write(
    '.github/workflows/main.yml',
    'name: Main\non: workflow_dispatch\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: exit 0}]}}\n',
  );
  commitAll(app.folder);
  await startServer(app);
  const atTag = await app.run('run', '.', '--event', 'workflow_dispatch', '--ref', 'v1');
  expect(atTag.stdout).toMatch(/\| of local\/(?![0-9a-f]{40})\S+ v1/);
  expect(atTag.status).toBe(0);
  expect((await app.run('run', '.github/workflows/main.yml')).status).toBe(0);
  const count = async () => {
    const { executions } = JSON.parse((await app.run('history', '--json')).stdout) as History;
    return executions.filter(({ pipelineName }) => pipelineName === 'one.yml').length;
  };
  await expect.poll(count, { timeout: 60_000 }).toBe(2);
});

test('a run at a ref that failed is retried as it was, and one that is refused leaves nothing for a commit', async () => {
  await using app = makeProject();
  app.write(
    '.github/workflows/one.yml',
    single('echo first; test -e $GATE/open')
      .replace('on:', 'env: {GATE: HERE}\non:')
      .replace('HERE', app.folder),
  );
  commitAll(app.folder);
  git(app.folder, 'tag', 'v1');
  app.write('.github/workflows/one.yml', 'on: [\n');
  commitAll(app.folder);
  git(app.folder, 'tag', 'broken');
  app.write('.github/workflows/one.yml', single('echo second'));
  commitAll(app.folder);
  const file = '.github/workflows/one.yml';
  expect((await app.run('run', file, '--ref', 'broken')).status).toBe(2);
  expect(git(app.folder, 'status', '--porcelain')).toBe('');
  expect((await app.run('run', file, '--ref', 'v1')).status).toBe(1);
  app.write('open', '');
  const again = await app.run('retry');
  expect(again.stdout + again.stderr).toContain('| first');
  expect(again.stdout).not.toContain('second');
  expect(again.status).toBe(0);
});

test('a ref is checked out only when it is the one of HEAD: not next to a commit alone, and for folders below the root', async () => {
  await using app = makeProject();
  const files = (name: string) => {
    app.write('.github/workflows/one.yml', single(`echo root ${name} $GITHUB_REF_TYPE`));
    app.write('below/.github/workflows/one.yml', single(`echo below ${name} $GITHUB_REF_TYPE`));
    commitAll(app.folder);
  };
  files('first');
  git(app.folder, 'tag', 'v1');
  files('second');
  git(app.folder, 'checkout', '-q', 'v1');
  const run = async (...call: readonly string[]) => {
    const { stdout, stderr } = await app.run('run', '--event', 'workflow_dispatch', ...call);
    return /\| ((?:root|below) .*)/.exec(stdout)?.[1] ?? stdout + stderr;
  };
  const [root, below] = ['.github/workflows/one.yml', 'below/.github/workflows/one.yml'];
  expect(await run(root)).toBe('root first branch');
  expect(await run(root, '--ref', 'main')).toBe('root second branch');
  expect(await run(below, '--ref', 'main')).toBe('below second branch');
  git(app.folder, 'checkout', '-q', 'main');
  expect(await run(below, '--ref', 'v1')).toBe('below first tag');
});

test('a partial clone that lacks the files of the ref says so, and how to get them', async () => {
  await using origin = makeProject();
  await using app = makeProject();
  const file = '.github/workflows/one.yml';
  origin.write(file, single('echo first'));
  commitAll(origin.folder);
  git(origin.folder, 'tag', 'v1');
  origin.write(file, single('echo second'));
  commitAll(origin.folder);
  git(origin.folder, 'config', 'uploadpack.allowFilter', 'true');
  git(app.folder, 'clone', '-q', '--filter=blob:none', `file://${origin.folder}`, 'part');
  const part = join(app.folder, 'part');
  const call = ['run', join(part, file), '--event', 'workflow_dispatch', '--ref', 'v1'];
  const lacking = await app.run(...call);
  expect(lacking.stderr).toContain('cannot be taken from the repository');
  expect(lacking.stderr).toContain('Fetch what the clone lacks of it');
  expect(lacking.status).toBe(2);
  git(part, 'checkout', '-q', 'v1');
  git(part, 'checkout', '-q', 'main');
  expect((await app.run(...call)).stdout).toContain('| first');
});

test('the files for pull_request_target are those of the base that the payload names', async () => {
  await using app = makeProject();
  const file = '.github/workflows/one.yml';
  const write = (name: string) => {
    app.write(file, single(`echo of ${name}`).replace('workflow_dispatch', 'pull_request_target'));
    commitAll(app.folder);
  };
  write('main');
  git(app.folder, 'checkout', '-q', '-b', 'release');
  write('release');
  git(app.folder, 'checkout', '-q', '-b', 'next');
  write('next');
  app.write('pull.json', JSON.stringify({ pull_request: { base: { ref: 'release' } } }));
  const call = ['run', file, '--event', 'pull_request_target', '--ref', 'next', '--payload', 'pull.json'];
  const { stdout, stderr } = await app.run(...call);
  expect(stderr).toContain('The workflow is the one at "release"');
  expect(stdout).toContain('| of release');
});
