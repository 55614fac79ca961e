// What jobs of a workflow have of GitHub: calls, environments, tokens, secrets, services; and what a run that was killed does.
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository } from '../rig/workflow-repository.ts';

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
          echo "at \${{ job.workflow_file_path }} of \${{ job.workflow_repository == github.repository }} \${{ job.check_run_id > 0 }}"
          echo "debug <\${{ runner.debug }}> $RUNNER_DEBUG \${{ github.action }} $RUNNER_TRACKING_ID"
          echo "::debug::shown"
        env: {KEY: '\${{ secrets.key }}'}
      - run: echo "$GITHUB_ACTION"
      - run: echo "$GITHUB_ACTION"
`,
  );
  await app.feed('very secret', 'secret', 'set', 'DEPLOY_KEY');
  await app.feed('true', 'secret', 'set', 'ACTIONS_STEP_DEBUG');
  const { stdout, stderr, status } = await app.run('run', '.github/workflows/ci.yml');
  expect(stderr).not.toContain('not stored');
  expect(stdout).toContain('| called puts blue for .github/workflows/ci.yml push');
  expect(stdout).toContain('| shipped http://blue');
  expect(stdout).toContain('| at .github/workflows/ship.yml of true true');
  expect(stdout).toMatch(/\| debug <1> 1 a github_\S+/);
  for (const line of ['debug: shown', '__run', '__run_2']) expect(stdout).toContain(`| ${line}\n`);
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
  expect(stdout).toMatch(/The trust policy of arn:aws:iam::\d+:role\/deploy is not known here: any token/);
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
  expect(stdout).toContain("Skip output 'said' since it may contain secret.");
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

test('a run that was killed goes on with the jobs that had not ended, and another event has a run of its own', async () => {
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
  const other = await app.run('run', '--event', 'workflow_dispatch', '--job', 'first');
  expect(other.stdout).toContain('| first runs');
  expect(other.status).toBe(0);
  const history = await app.run('history');
  expect(history.stdout).toMatch(/workflow_dispatch by .*\n.*push by /);
  const resumed = app.start('run', '--event', 'push');
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

test('jobs find a sudo without a password, also side by side', async () => {
  await using app = makeRepository(`
on: push
jobs:
  root:
    runs-on: ubuntu-latest
    strategy: {matrix: {n: [1, 2]}}
    steps:
      - run: sudo -E -u root sh -c 'echo "number \${{ matrix.n }} is $(id -un)"'
      - run: sudo FROM=here sh -c 'echo "it came from $FROM"'
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| number 1 is root');
  expect(stdout).toContain('| number 2 is root');
  expect(stdout.match(/\| it came from here/g)).toHaveLength(2);
  expect(status).toBe(0);
});

test('when the time of a job is up, its steps for a cancelled job run to their end', async () => {
  await using app = makeRepository(`
on: push
jobs:
  late:
    runs-on: ubuntu-latest
    timeout-minutes: 0.01
    steps:
      - run: until false; do sleep 1; done
      - if: failure()
        run: echo never
      - if: cancelled()
        run: echo "the job is \${{ job.status }}"
      - if: always()
        run: echo "cleaned up"
  next:
    needs: late
    if: always()
    runs-on: ubuntu-latest
    steps: [{run: 'echo "late was \${{ needs.late.result }}"'}]
`);
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('| the job is cancelled');
  expect(stdout).toContain('| cleaned up');
  expect(stdout).toContain('| late was cancelled');
  expect(stdout).toContain('JobCancelled: The job did not end within its timeout-minutes');
  expect(stdout).not.toContain('| never');
  expect(status).toBe(1);
});

test('the steps after configure-aws-credentials may do what its session policy allows, by a token and by keys', async () => {
  const call = (operation: string) =>
    `curl -s "$AWS_ENDPOINT_URL" -H "authorization: AWS4-HMAC-SHA256 Credential=$AWS_ACCESS_KEY_ID/20260101/eu-central-1/ssm/aws4_request, SignedHeaders=host, Signature=00" -H "x-amz-security-token: $AWS_SESSION_TOKEN" -H "x-amz-target: AmazonSSM.${operation}" -H "content-type: application/x-amz-json-1.1" -d '{"Name":"/a"}'`;
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'ssm:GetParameter', Resource: '*' }],
  });
  const steps = (...inputs: readonly string[]) => `
    runs-on: ubuntu-latest
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with:
          aws-region: eu-central-1
          role-to-assume: deploy
          ${inputs.join('\n          ')}
          inline-session-policy: '${policy}'
      - run: |
          ${call('GetParameter')}
      - run: |
          ${call('DeleteParameter')}
`;
  await using app = makeRepository(`
on: push
permissions: {id-token: write}
jobs:
  token:${steps('audience: sts.amazonaws.com')}
  keys:${steps('aws-access-key-id: A', 'aws-secret-access-key: B')}`);
  const { stdout } = await app.run('run', '--isolation', 'process', '--iam', 'enforce');
  const refused = /because no session policy allows the ssm:DeleteParameter action/g;
  expect(stdout.match(refused)?.length).toBeGreaterThanOrEqual(2);
  expect(stdout).not.toMatch(/no session policy allows the ssm:GetParameter action/);
});
