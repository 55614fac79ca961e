// A pull request from a fork runs the code of a stranger: what it gets, with the real command.
import { expect, test } from 'vitest';
import type { Project } from '../rig/project.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

const workflow = `
on: [pull_request, pull_request_target]
permissions: { contents: write, id-token: write }
jobs:
  a:
    runs-on: ubuntu-latest
    environment: live
    steps:
      - run: echo "<\${{ secrets.KEY != '' }}> <\${{ secrets.OF_LIVE != '' }}> <\${{ github.token }}> <\${{ github.secret_source }}>"
      - run: echo "id token <\${ACTIONS_ID_TOKEN_REQUEST_URL:+given}>"
`;

const fork = {
  'fork.json': JSON.stringify({ pull_request: { head: { repo: { full_name: 'bob/app' } } } }),
};

async function storeSecrets(app: Project): Promise<void> {
  for (const name of ['KEY', 'live/OF_LIVE', 'GITHUB_TOKEN'])
    expect((await app.feed('very secret', 'secret', 'set', name)).status).toBe(0);
}

test('a pull request from a fork gets no secrets, no id token and only what reads', async () => {
  await using app = makeRepository(workflow, fork);
  await storeSecrets(app);
  const { stdout, status } = await app.run('run', '--event', 'pull_request', '--payload', 'fork.json');
  expect(stdout).toContain('| <false> <false> <> <None>');
  expect(stdout).toContain('| id token <>');
  expect(stdout).toContain(
    '| GITHUB_TOKEN permissions: contents: read, at most, since it is a pull request from a fork',
  );
  expect(stdout).toContain('GitHub gives a pull request from a fork no secrets: KEY, OF_LIVE are empty\n');
  expect(stdout).toContain('store slipway/fork/GITHUB_TOKEN');
  expect(status).toBe(0);
});

test('the same event gets all of them by pull_request_target, and without a fork', async () => {
  await using app = makeRepository(workflow, fork);
  await storeSecrets(app);
  for (const event of [['pull_request_target', '--payload', 'fork.json'], ['pull_request']]) {
    const { stdout, status } = await app.run('run', '--event', ...event);
    expect(stdout).toContain('| <true> <true> <***> <Actions>');
    expect(stdout).toContain('| id token <given>');
    expect(stdout).toContain('| GITHUB_TOKEN permissions: contents: write, id-token: write\n');
    expect(status).toBe(0);
  }
});

test('a run for Dependabot has the secrets of Dependabot alone, and the permissions that the workflow says', async () => {
  const bot = { 'bot.json': JSON.stringify({ sender: { login: 'dependabot[bot]' } }) };
  await using app = makeRepository(workflow.replace('pull_request,', 'push, pull_request,'), bot);
  await storeSecrets(app);
  await app.feed('another one', 'secret', 'set', 'slipway/dependabot/KEY');
  const { stdout, status } = await app.run('run', '--event', 'push', '--payload', 'bot.json');
  expect(stdout).toContain('| <true> <false> <> <Dependabot>');
  expect(stdout).toContain('| id token <given>');
  expect(stdout).toContain('| GITHUB_TOKEN permissions: contents: write, id-token: write\n');
  expect(stdout).toContain('store slipway/dependabot/');
  expect(status).toBe(0);
});

test('an environment cannot be named as what the secrets of less trusted runs are stored by', async () => {
  await using app = makeRepository(workflow.replace('environment: live', 'environment: slipway/dependabot'));
  await app.feed('very secret', 'secret', 'set', 'slipway/dependabot/KEY');
  const { stdout, status } = await app.run('run', '--event', 'pull_request');
  expect(stdout).toContain('The environment "slipway/dependabot" cannot be used here');
  expect(stdout).not.toContain('| <');
  expect(status).toBe(1);
});

test('permissions that a fork has anyway are shown without a reason', async () => {
  await using app = makeRepository(
    workflow.replace(/permissions: .*/, 'permissions: { contents: read }'),
    fork,
  );
  const { stdout } = await app.run('run', '--event', 'pull_request', '--payload', 'fork.json');
  expect(stdout).toContain('| GITHUB_TOKEN permissions: contents: read\n');
});

test('a secret that a called workflow lacks is named as its caller stores it', async () => {
  const called = `
on: { workflow_call: { secrets: { TOKEN: {} } } }
jobs:
  b:
    runs-on: ubuntu-latest
    steps: [{ run: 'echo "<\${{ secrets.token }}>"' }]
`;
  const caller = `
on: push
jobs:
  a:
    uses: ./.github/workflows/called.yml
    secrets: { token: '\${{ secrets.KEY }}' }
`;
  const bot = JSON.stringify({ sender: { login: 'dependabot[bot]' } });
  await using app = makeRepository(caller, { '.github/workflows/called.yml': called, 'bot.json': bot });
  const own = await app.run('run', '--event', 'push');
  expect(own.stdout).toContain('The secret KEY is not stored here: TOKEN is empty');
  const { stdout } = await app.run('run', '--event', 'push', '--payload', 'bot.json');
  expect(stdout).toContain('TOKEN is empty. To give it what is missing, store slipway/dependabot/KEY');
});

test('what a job reads of its event and only GitHub knows is said, and a payload gives it', async () => {
  const text = `
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo "in \${{ github.event.repository.language }} by \${{ github.event.head_commit.author.name }}"
`;
  await using app = makeRepository(text, { 'go.json': JSON.stringify({ repository: { language: 'Go' } }) });
  const { stdout, stderr } = await app.run('run');
  expect(stdout + stderr).toContain(
    'Empty here, and sent by GitHub with push: github.event.repository.language. --payload FILE gives what it holds',
  );
  const given = await app.run('run', '--payload', 'go.json');
  expect(given.stdout).toContain('| in Go by ');
  expect(given.stdout + given.stderr).not.toContain('Empty here');
});

test('what decides whether a job runs, and what names the run, is said although no job runs, once', async () => {
  const called = `
on: workflow_call
jobs:
  c:
    if: github.event.repository.size > 5
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
`;
  const text = `
on: pull_request
run-name: of \${{ github.event.pull_request.additions }}
concurrency: group-\${{ github.event.pull_request.deletions }}
jobs:
  a:
    if: github.event.pull_request.changed_files > 0
    runs-on: ubuntu-latest
    timeout-minutes: \${{ github.event.pull_request.comments }}
    container: { image: 'image:\${{ github.event.pull_request.changed_files }}' }
    steps: [{ run: 'true' }]
  b:
    uses: ./.github/workflows/called.yml
`;
  await using app = makeRepository(text, { '.github/workflows/called.yml': called });
  const { stdout, status } = await app.run('run', '.github/workflows/ci.yml', '--event', 'pull_request');
  const fields = ['additions', 'deletions', 'changed_files', 'comments'];
  const paths = [...fields.map((field) => `pull_request.${field}`), 'repository.size'];
  const said =
    /^ +\S+ +! Empty here, and sent by GitHub with pull_request: (.*)\. --payload FILE gives what it holds$/gm;
  const [[, list = ''] = [], ...more] = stdout.matchAll(said);
  expect(more).toEqual([]);
  expect(list.split(', ').toSorted()).toEqual(paths.map((path) => `github.event.${path}`).toSorted());
  expect(stdout.split('Empty here').length).toBe(3);
  expect(stdout).toContain(
    'Its condition does not hold: success() && (github.event.pull_request.changed_files > 0)',
  );
  expect(status).toBe(0);
});
