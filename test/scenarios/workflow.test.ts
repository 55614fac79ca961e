// A workflow of GitHub, run by the command with real steps.
import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

function git(app: Project, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: app.folder, encoding: 'utf8' }).trim();
}

/** A repository with this workflow, committed. */
function makeRepository(workflow: string): Project {
  const app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  app.write('.gitignore', '.slipway\n');
  git(app, 'init', '--quiet', '--initial-branch', 'main');
  git(app, 'add', '.');
  git(app, 'commit', '--quiet', '--message', 'First');
  return app;
}

describe('a workflow', () => {
  test('runs its jobs with what GitHub gives to their steps, and hands outputs on', async () => {
    await using app = makeRepository(`
name: CI
on: push
env: {WHO: workflow, BOTH: workflow}
jobs:
  make:
    runs-on: ubuntu-latest
    env: {BOTH: job}
    strategy: {matrix: {n: [1, 2]}}
    outputs:
      last: \${{ steps.count.outputs.sum }}
    steps:
      - uses: actions/checkout@v4
      - run: |
          echo "ref $GITHUB_REF_NAME at $(git rev-parse HEAD) is \${{ github.sha }}"
          test "$(git status --short)" = ""
          test "$PWD" = "$GITHUB_WORKSPACE"
      - run: echo "FROM=$WHO/$BOTH/$STEP" >> "$GITHUB_ENV"
        env: {STEP: step}
      - id: count
        run: echo "sum=$((40 + \${{ matrix.n }}))" >> "$GITHUB_OUTPUT"
      - shell: python3 {0}
        run: import os; print("python has " + os.environ["FROM"])
      - run: exit 3
        continue-on-error: true
        id: soft
      - if: steps.soft.outcome == 'failure' && steps.soft.conclusion == 'success'
        run: |
          echo "::add-mask::very-secret-word"
          echo "it is very-secret-word"
          echo "::warning file=a.py,line=3::careful"
  use:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - run: echo "got \${{ needs.make.outputs.last }} of \${{ needs.make.result }}"
  never:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps: [{run: exit 1}]
`);
    const { stdout, status } = await app.run('run');
    const head = git(app, 'rev-parse', 'HEAD');
    expect(stdout).toContain(`| ref main at ${head} is ${head}`);
    expect(stdout).toContain('| python has workflow/job/step');
    expect(stdout).toContain('| it is ***');
    expect(stdout).not.toContain('| it is very-secret-word');
    expect(stdout).toContain('warning: careful (a.py:3)');
    expect(stdout).toMatch(/\| got 4[12] of success/);
    expect(stdout).toContain('Jobs › never skipped');
    expect(status).toBe(0);
  });

  test('that fails runs what runs always, says which step it was, and retries only what failed', async () => {
    await using app = makeRepository(`
on: [push, workflow_dispatch]
jobs:
  good: {runs-on: ubuntu-latest, steps: [{run: echo good}]}
  bad:
    runs-on: ubuntu-latest
    steps:
      - name: Attempt
        run: test $GITHUB_RUN_ATTEMPT = 2
      - run: echo "not reached"
      - if: failure()
        run: echo "cleaned up"
  after: {needs: [good, bad], runs-on: ubuntu-latest, steps: [{run: echo after}]}
  report:
    needs: after
    if: always()
    runs-on: ubuntu-latest
    steps: [{run: 'echo "after is \${{ needs.after.result }}"'}]
`);
    const failed = await app.run('run', '.github/workflows/ci.yml');
    expect(failed.stdout).toContain('Attempt: Process completed with exit code 1');
    expect(failed.stdout).toContain('| cleaned up');
    expect(failed.stdout).not.toContain('| not reached');
    expect(failed.stdout).toContain('after is skipped');
    expect(failed.status).toBe(1);
    const again = await app.run('retry');
    expect(again.stdout).toContain('after is success');
    expect(again.stdout).not.toContain('| good');
    expect(again.status).toBe(0);
    expect((await app.run('history')).stdout).toContain('Succeeded');
  });

  test('refuses what the call gets wrong before anything runs', async () => {
    await using app = makeRepository(`
on:
  push:
  workflow_dispatch: {inputs: {level: {type: choice, options: [low, high], required: true}}}
jobs:
  a: {runs-on: ubuntu-latest, steps: [{run: 'echo "level \${{ inputs.level }}"'}]}
`);
    const wrong = await app.run('run', '--input', 'levl=high', '--job', 'b', '--event', 'release');
    expect(wrong.stderr).toContain('The workflow is not started by "release"');
    expect(wrong.stderr).toContain('The workflow has no job "b"');
    expect(wrong.status).toBe(2);
    const missing = await app.run('run', '--event', 'workflow_dispatch');
    expect(missing.stderr).toContain('The input "level" is required');
    const good = await app.run('run', '--input', 'level=high');
    expect(good.stdout).toContain('| level high');
  });

  test('runs for the files that a push changes, and says why it does not', async () => {
    await using app = makeRepository(`
on: {push: {paths: ['src/**']}, pull_request: {branches: [develop]}}
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{run: 'echo "\${{ github.event.head_commit.message }} after \${{ github.event.before }}"'}]
`);
    const first = git(app, 'rev-parse', 'HEAD');
    app.write('docs/a.md', 'words');
    git(app, 'add', '.');
    git(app, 'commit', '--quiet', '--message', 'Words');
    const left = await app.run('run');
    expect(left.stderr).toContain('what changed is docs/a.md, and "paths" are src/**');
    expect(left.stderr).toContain('[WorkflowNotStarted]');
    expect(left.status).toBe(2);
    app.write('src/a.c', 'not committed');
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain(`| Words after ${first}`);
    expect(status).toBe(0);
    const pull = await app.run('run', '--event', 'pull_request');
    expect(pull.stderr).toContain('the target branch is "main", and "branches" are develop');
    expect((await app.run('run', '--event', 'pull_request', '--base', 'develop', '--new')).status).toBe(0);
  });

  test('runs actions of its own, keeps artifacts and caches, and hands them on', async () => {
    await using app = makeRepository(`
on: push
jobs:
  make:
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    steps:
      - uses: $/.github/actions/program
        with: {two words: early}
      - uses: actions/checkout@v4
      - run: test "$(readlink link)" = .gitignore
      - id: steps
        uses: ./.github/actions/steps
        with: {who: me, whom: you}
      - run: test '\${{ steps.steps.outputs.said }}' = 'hello me' && mkdir -p out && echo \${{ matrix.n }} > out/n.txt
      - uses: actions/cache@v4
        id: cache
        with: {path: out, key: 'key-\${{ matrix.n }}'}
      - run: echo "hit \${{ steps.cache.outputs.cache-hit }}"
      - uses: actions/upload-artifact@v4
        with: {name: 'out-\${{ matrix.n }}', path: out}
  use:
    needs: make
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with: {path: got}
      - run: cat got/out-1/n.txt got/out-2/n.txt | tr '\\n' '+'
`);
    app.write(
      '.github/actions/program/action.yml',
      'name: Program\ninputs: {two words: {required: true}}\nruns: {using: node20, main: main.js, post: post.js}\n',
    );
    app.write(
      '.github/actions/program/main.js',
      "console.log('input ' + process.env.INPUT_TWO_WORDS);\nrequire('fs').appendFileSync(process.env.GITHUB_STATE, 'kept=until the end\\n');\n",
    );
    app.write('.github/actions/program/post.js', "console.log('kept ' + process.env.STATE_kept);\n");
    app.write(
      '.github/actions/steps/action.yml',
      "name: Steps\ninputs: {who: {default: all}}\noutputs: {said: {value: '${{ steps.say.outputs.said }}'}}\nruns:\n  using: composite\n  steps:\n    - id: say\n      shell: bash\n      run: echo 'said=hello ${{ inputs.who }}' >> $GITHUB_OUTPUT\n",
    );
    symlinkSync('.gitignore', join(app.folder, 'link'));
    git(app, 'add', '.');
    git(app, 'commit', '--quiet', '--message', 'Second');
    const first = await app.run('run');
    expect(first.stdout).toContain('| input early');
    expect(first.stdout).toContain('| kept until the end');
    expect(first.stdout).toContain('Unexpected input "whom"');
    expect(first.stdout).toContain('| 1+2+');
    expect(first.status).toBe(0);
    const second = await app.run('run', '--job', 'make');
    expect(second.stdout).toContain('| hit true');
    expect(second.stdout).toContain('Jobs › use skipped');
    expect(second.status).toBe(0);
  });
});

test('a job calls a workflow of the repository with inputs and secrets, and gets its outputs', async () => {
  await using app = makeRepository(`
on: push
jobs:
  ship:
    uses: ./.github/workflows/ship.yml
    with: {target: blue}
    secrets: {key: '\${{ secrets.DEPLOY_KEY }}'}
  last:
    needs: ship
    runs-on: ubuntu-latest
    steps: [{run: 'echo "shipped \${{ needs.ship.outputs.url }}"'}]
`);
  app.write(
    '.github/workflows/ship.yml',
    `
on:
  workflow_call:
    inputs: {target: {type: string, required: true}}
    secrets: {key: {required: true}}
    outputs: {url: {value: '\${{ jobs.put.outputs.url }}'}}
env: {FROM: called}
jobs:
  put:
    runs-on: ubuntu-latest
    outputs: {url: '\${{ steps.a.outputs.url }}'}
    steps:
      - id: a
        run: |
          test "$KEY" = "very secret" && echo "$FROM puts \${{ inputs.target }} for $GITHUB_WORKFLOW $GITHUB_EVENT_NAME"
          echo "url=http://\${{ inputs.target }}" >> "$GITHUB_OUTPUT"
        env: {KEY: '\${{ secrets.key }}'}
`,
  );
  await app.feed('very secret', 'secret', 'set', 'DEPLOY_KEY');
  const { stdout, stderr, status } = await app.run('run', '.github/workflows/ci.yml');
  expect(stderr).not.toContain('not stored');
  expect(stdout).toContain('| called puts blue for .github/workflows/ci.yml push');
  expect(stdout).toContain('| shipped http://blue');
  expect(status).toBe(0);
  app.write('.github/workflows/ship.yml', 'on: push\njobs: {a: {runs-on: x, steps: [{run: x}]}}\n');
  const wrong = await app.run('lint', '.github/workflows/ci.yml');
  expect(wrong.stdout + wrong.stderr).toContain('[WorkflowCallInvalid]');
});

test('a job waits for the approval of its environment, and shows the URL of what it has deployed', async () => {
  await using app = makeRepository(`
on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    environment: {name: live, url: 'https://\${{ vars.HOST }}/'}
    steps: [{run: 'echo "to \${{ vars.HOST }}"'}]
`);
  app.write('.github/environments.yml', 'live: {reviewers: [ann], variables: {HOST: app.example}}\n');
  const run = app.start('run', '--exit');
  await run.line((line) => line.includes('approve Jobs'));
  expect((await app.run('approve', 'Jobs')).status).toBe(0);
  const { stdout, status } = await run.ended;
  expect(stdout).toContain('| to app.example');
  expect(stdout).toContain('https://app.example/');
  expect(status).toBe(0);
  app.write('.github/environments.yml', 'live: {reviewer: [ann]}\n');
  const wrong = await app.run('run');
  expect(wrong.stderr).toContain('[WorkflowEnvironmentInvalid]');
  expect(wrong.status).toBe(2);
});

test('a job with id-token: write gets tokens of GitHub, and a session of a role by them', async () => {
  await using app = makeRepository(`
on: push
permissions: {contents: read}
jobs:
  with:
    permissions: {id-token: write}
    runs-on: ubuntu-latest
    steps:
      - run: |
          python3 - <<END
          import base64, json, os, urllib.request
          url = os.environ["ACTIONS_ID_TOKEN_REQUEST_URL"] + "&audience=me"
          head = {"authorization": "bearer " + os.environ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]}
          answer = urllib.request.urlopen(urllib.request.Request(url, headers=head))
          body = json.load(answer)["value"].split(".")[1]
          claims = json.loads(base64.urlsafe_b64decode(body + "=="))
          print(claims["sub"], claims["aud"], claims["iss"])
          END
      - uses: aws-actions/configure-aws-credentials@v4
        with: {aws-region: eu-central-1, role-to-assume: deploy}
      - run: test -n "$AWS_SESSION_TOKEN" && echo "as a session"
  without:
    runs-on: ubuntu-latest
    steps:
      - run: echo "token '$ACTIONS_ID_TOKEN_REQUEST_TOKEN'"
      - uses: aws-actions/configure-aws-credentials@v4
        with: {aws-region: eu-central-1, role-to-assume: deploy}
`);
  const { stdout, stderr } = await app.run('run', '--isolation', 'process');
  expect(stdout).toMatch(
    /\| repo:[^ ]+:ref:refs\/heads\/main me https:\/\/token\.actions\.githubusercontent\.com/,
  );
  expect(stdout).toContain('| as a session');
  expect(stdout).toContain("| token ''");
  expect(stdout + stderr).toContain('give the job "permissions: id-token: write"');
  app.write('trust.json', {
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: {
          Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com',
        },
        Condition: {
          StringLike: { 'token.actions.githubusercontent.com:sub': 'repo:acme/app:environment:*' },
        },
      },
    ],
  });
  const explain = ['oidc', 'explain', 'trust.json', '--repository', 'acme/app'];
  const refused = await app.run(...explain);
  expect(refused.stdout).toContain('✗ StringLike token.actions.githubusercontent.com:sub');
  expect(refused.status).toBe(1);
  expect((await app.run(...explain, '--environment', 'live')).status).toBe(0);
});

test('secrets reach the steps and nothing that is stored, and variables the conditions', async () => {
  const long = 'x'.repeat(60);
  await using app = makeRepository(`
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    environment: production
    if: vars.LEVEL == 'gold'
    outputs: {said: '\${{ steps.say.outputs.said }}', plain: '\${{ steps.say.outputs.plain }}'}
    steps:
      - run: echo "${long} \${{ secrets.TOKEN }}" && test "$(printf %s '\${{ secrets.TOKEN }}' | wc -c)" = 18
      - run: test "\${{ secrets.OTHER }}" = word-of-all
      - id: say
        run: |
          echo "said=it is \${{ secrets.TOKEN }}" >> "$GITHUB_OUTPUT"
          echo "plain=shown" >> "$GITHUB_OUTPUT"
          echo "\${{ secrets.TOKEN }}" >> "$GITHUB_STEP_SUMMARY"
          echo "::warning::\${{ secrets.TOKEN }}"
  b:
    needs: a
    runs-on: ubuntu-latest
    steps:
      - run: echo "output '\${{ needs.a.outputs.said }}' \${{ needs.a.outputs.plain }} \${{ secrets.ABSENT }}"
`);
  await app.feed('word-of-production', 'secret', 'set', 'production/TOKEN');
  await app.feed('never-taken', 'secret', 'set', 'TOKEN');
  await app.feed('word-of-all', 'secret', 'set', 'OTHER');
  await app.feed('gold', 'secret', 'set', '--parameter', 'LEVEL');
  const plan = await app.run('plan');
  expect(plan.stdout).toContain('b  runs: it waits for a');
  const { stdout, status } = await app.run('run');
  expect(status).toBe(0);
  expect(stdout).toContain("| output '' shown");
  expect(stdout).toContain('The output variable said is held back');
  expect(stdout).toContain('The secret ABSENT is not stored here');
  expect(stdout).toContain(`${long} ***`);
  expect(stdout).not.toContain('word-of');
  const state = join(app.folder, '.slipway');
  const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const holding = files.filter(({ parentPath, name }) =>
    readFileSync(join(parentPath, name)).includes('word-of-production'),
  );
  expect(holding.map(({ name }) => name)).toEqual([]);
});

test('a run that was killed goes on with the jobs that had not ended, and takes no other event', async () => {
  await using app = makeRepository(`
on: [push, workflow_dispatch]
jobs:
  first:
    runs-on: ubuntu-latest
    outputs: {value: '\${{ steps.set.outputs.value }}'}
    steps: [{id: set, run: 'echo value=kept >> "$GITHUB_OUTPUT"; echo first runs'}]
  second:
    needs: first
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: echo "second has \${{ needs.first.outputs.value }}"; echo waits; exec sleep 600
`);
  const killed = app.start('run');
  await killed.line((line) => line.endsWith('| waits'));
  killed.kill('SIGKILL');
  await killed.ended;
  const other = await app.run('run', '--event', 'workflow_dispatch', '--job', 'second');
  expect(other.stderr).toContain('--event, --job are for a new execution');
  expect(other.status).toBe(2);
  const resumed = app.start('run');
  await resumed.line((line) => line.endsWith('| second has kept'));
  expect((await app.run('stop')).status).toBe(0);
  const { stdout } = await resumed.ended;
  expect(stdout).not.toContain('| first runs');
  expect(stdout).toContain('Jobs › second is asked to end');
});

/** A client alone has the folder, too. */
const hasPostgres = globSync('/usr/lib/postgresql/*/bin/initdb').length > 0;

test.skipIf(!hasPostgres)(
  'a service of a job is a PostgreSQL of this machine, and ends with the job',
  async () => {
    await using app = makeRepository(`
on: push
jobs:
  db:
    runs-on: ubuntu-latest
    services:
      postgres:
        image: postgres
        env: {POSTGRES_USER: app, POSTGRES_PASSWORD: words, POSTGRES_DB: sensors}
        ports: ['5432']
        options: --health-cmd "pg_isready -U app" --health-retries 10
    env: {PGPASSWORD: words}
    steps:
      - run: echo "PORT=\${{ job.services.postgres.ports['5432'] }}" >> "$GITHUB_ENV"
      - run: echo "port $PORT"
      - run: psql -h localhost -p "$PORT" -U app -d sensors -Atc "select 'from ' || current_database()"
  other:
    runs-on: ubuntu-latest
    services: {cache: {image: 'memcached:1'}}
    steps: [{run: 'echo unreached'}]
`);
    const { stdout, status } = await app.run('run', '--job', 'db');
    expect(stdout).toContain('| from sensors');
    expect(status).toBe(0);
    const port = Number(/port (\d+)/.exec(stdout)?.[1]);
    expect(port).toBeGreaterThan(0);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
    process.env['SLIPWAY_CONTAINER_ENGINE'] = '/bin/false';
    const other = await app.run('run', '--job', 'other');
    delete process.env['SLIPWAY_CONTAINER_ENGINE'];
    expect(other.stdout).toContain('its image memcached:1 needs a container engine');
    expect(other.status).toBe(1);
  },
);
