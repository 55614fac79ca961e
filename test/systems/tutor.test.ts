// The serverless tutor, from source to a site that a browser uses: tests with a coverage gate, a stack with a database, migrations
// by a function, functions behind an API, a model in a layer, and a website in a bucket, all in the account of this machine.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { git } from '../rig/git.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'tutor');
const leftOut = /\/(\.slipway|node_modules|dist|\.venv|__pycache__|\.pytest_cache)(\/|$)/;

const missing = findPostgres('') === undefined ? 'PostgreSQL is not installed' : whyNoBrowser();
if (missing !== undefined) console.warn(`The tutor is not tested: ${missing}`);

function copyTo(app: Project): void {
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
}

/** The example as a repository of its own, on the branch that development delivers. Gives its commit. */
function commitTo(app: Project): string {
  git(app.folder, 'init', '--quiet', '--initial-branch', 'develop');
  git(app.folder, 'add', '.');
  git(app.folder, 'commit', '--quiet', '--message', 'First');
  return git(app.folder, 'rev-parse', 'HEAD');
}

interface Account {
  readonly url: string;
  /** In AWS's protocol of JSON: `secretsmanager`, `secretsmanager.GetSecretValue`. */
  readonly call: (
    service: string,
    target: string,
    input: object,
  ) => Promise<Readonly<Record<string, unknown>>>;
  readonly configuration: (
    functionName: string,
  ) => Promise<{ readonly CodeSize: number; readonly MemorySize: number }>;
}

/** The account of this machine, by the variables that tools take. */
async function openAccount(app: Project): Promise<Account> {
  const { variables } = JSON.parse((await app.run('account', 'env', '--json')).stdout) as {
    readonly variables: Readonly<Record<string, string>>;
  };
  const { AWS_ENDPOINT_URL: url = '', AWS_ACCESS_KEY_ID: key = '', AWS_REGION: region = '' } = variables;
  const signed = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=${key}/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=00`,
  });
  return {
    url,
    call: async (service, target, input) => {
      const headers = {
        ...signed(service),
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': target,
      };
      const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
      return (await response.json()) as Readonly<Record<string, unknown>>;
    },
    configuration: async (functionName) => {
      const path = `/2015-03-31/functions/${functionName}/configuration`;
      const response = await fetch(`${url}${path}`, { headers: signed('lambda') });
      return (await response.json()) as { readonly CodeSize: number; readonly MemorySize: number };
    },
  };
}

const secretNames = ['tokens', 'database', 'test-learner', 'question-bank'].map(
  (name) => `tutor-development-${name}`,
);

/** What Secrets Manager holds for the tutor: every value that nobody may read. */
async function secretValues({ call }: Account): Promise<readonly string[]> {
  const values: string[] = [];
  for (const SecretId of secretNames) {
    const { SecretString } = await call('secretsmanager', 'secretsmanager.GetSecretValue', { SecretId });
    const {
      username: _,
      address: __,
      ...secret
    } = JSON.parse(String(SecretString)) as Record<string, string>;
    values.push(...Object.values(secret));
  }
  expect(values).toHaveLength(secretNames.length);
  return values;
}

/** What the first run has made is looked at by the commands and the calls that the design names. */
async function inspect(app: Project, commit: string): Promise<void> {
  const account = await openAccount(app);
  const { stdout: log } = await app.run('logs');
  for (const line of [
    'Running command npm run build',
    'For development - 128 MB for each function, 0 ACU at least',
    '✔ the database is reached, and says which migration was its last',
    '✔ a learner is registered once, logs in with the password, and is known by a token that has not expired',
    '✔ a quiz is taken: a choice is compared, a text is scored by the model, and progress is kept',
    '✔ the question bank gives its questions to those who have its key',
    'tests/App.test.jsx',
    'tests/unit/test_model.py',
    'Build completed',
    'Preparing deployment artifacts',
    "the data are valid, and a learner's way through them works",
    '✔ a learner registers and takes a quiz',
  ])
    expect(log).toContain(line);
  for (const value of await secretValues(account)) expect(log).not.toContain(value);
  const { stdout: reports } = await app.run('reports');
  for (const report of [
    /build-unit +\d+ passed/,
    /build-integration +\d+ passed/,
    /build-coverage +lines [89]\d/,
    /e2e-e2e +4 passed/,
  ])
    expect(reports).toMatch(report);
  const { stdout: artifacts } = await app.run('artifacts', 'list');
  expect(artifacts).toMatch(/lambda_package +\d+ files +\d+\.\d MB/);
  await app.run('artifacts', 'extract', 'lambda_package', 'unpacked');
  expect(app.read('unpacked/migrations/0002_quizzes.sql')).toContain('-- Down Migration\nDROP TABLE answers');
  const { stdout: resources } = await app.run('status', '--resources');
  expect(resources).toMatch(/AWS::RDS::DBCluster +tutor-development +ran/);
  expect(resources).toMatch(/AWS::EC2::VPC +vpc-/);
  const { MemorySize, CodeSize } = await account.configuration('tutor-development-quiz');
  expect(MemorySize).toBe(128);
  expect(CodeSize).toBeLessThan(50_000_000);
  const health = await fetch(`${account.url}/_aws/execute-api/dev-api.tutor-system.com/health`);
  expect(await health.json()).toEqual({ database: 'reachable', version: 3 });
  const invoked = await app.run(
    'invoke',
    'tutor-development-quiz',
    '--payload',
    '{"routeKey":"GET /topics"}',
  );
  expect(invoked.stdout).toContain('biology');
  expect(invoked.stdout + invoked.stderr).toMatch(/Memory Size: 128 MB\s+Max Memory Used: \d+ MB/);
  const { logGroups } = await account.call('logs', 'Logs_20140328.DescribeLogGroups', {
    logGroupNamePrefix: '/aws/codebuild/',
  });
  expect(logGroups).toContainEqual(
    expect.objectContaining({ logGroupName: '/aws/codebuild/tutor-system-build' }),
  );
  const pipelineName = 'tutor-system-pipeline-dev';
  const { executions } = JSON.parse((await app.run('history', '--json')).stdout) as {
    readonly executions: readonly { readonly pipelineName: string; readonly executionId: string }[];
  };
  const pipelineExecutionId = executions.find((each) => each.pipelineName === pipelineName)?.executionId;
  const { pipelineExecution } = await account.call(
    'codepipeline',
    'CodePipeline_20150709.GetPipelineExecution',
    { pipelineName, pipelineExecutionId },
  );
  expect(pipelineExecution).toMatchObject({
    status: 'Succeeded',
    artifactRevisions: [{ name: 'GitHub', revisionId: commit }],
  });
  const { lines } = JSON.parse((await app.run('plan', '--cost', '--json')).stdout) as {
    readonly lines: readonly {
      readonly service: string;
      readonly quantity?: number;
      readonly free: number;
    }[];
  };
  expect(lines.find(({ service }) => service === 'CodeBuild')).toMatchObject({
    quantity: expect.any(Number) as number,
    free: 100,
  });
}

/** A build by itself, by the call that the design names: the project gets its source from a pipeline, so the call gives another. */
async function startBuild({ call }: Account): Promise<void> {
  const asked = { projectName: 'tutor-system-build' };
  const refused = await call('codebuild', 'CodeBuild_20161006.StartBuild', asked);
  expect(refused['message']).toContain('source type CODEPIPELINE: a pipeline gives its source');
  const { build } = await call('codebuild', 'CodeBuild_20161006.StartBuild', {
    ...asked,
    sourceTypeOverride: 'NO_SOURCE',
    artifactsOverride: { type: 'NO_ARTIFACTS' },
    buildspecOverride: 'version: 0.2\nphases: {build: {commands: [true]}}',
  });
  expect(build).toMatchObject({ buildStatus: 'IN_PROGRESS', projectName: 'tutor-system-build' });
  const { id } = build as { readonly id: string };
  await call('codebuild', 'CodeBuild_20161006.StopBuild', { id });
}

/** The server tells of the execution that failed, and counts what was delivered. */
async function watch(app: Project): Promise<void> {
  const server = await startServer(app, { args: ['--source', '.'] });
  const alarms = join(app.folder, '.slipway', 'alarms.jsonl');
  await expect
    .poll(() => (existsSync(alarms) ? readFileSync(alarms, 'utf8') : ''))
    .toContain('tutor-development-pipeline-failure');
  const { body: measures } = await server.ask('GET', '/api/v1/measures');
  expect(measures).toMatchObject({ deployments: 1, executions: { succeeded: 1, failed: 1 } });
  server.running.kill('SIGTERM');
  await server.running.ended;
}

function siteIn(text: string, bucket = 'tutor-system-dev'): string {
  const found = new RegExp(String.raw`${bucket} +(http:\S+)`).exec(text)?.[1];
  expect(found).toBeDefined();
  return found ?? '';
}

/** Registers, answers a choice and a free text, sees the progress after a new login, uploads a batch. */
async function visit(site: string): Promise<void> {
  await using browser = await openBrowser();
  const page = await openPage(browser);
  await page.goto(site);
  const email = `learner-${Date.now()}@example.com`;
  const fill = async () => {
    await page.getByLabel('Mail address').fill(email);
    await page.getByLabel('Password').fill('correct horse');
  };
  await fill();
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('button', { name: 'biology' }).click();
  await page.getByRole('button', { name: 'mitochondrion' }).click();
  await page.getByText('Right, score 1').waitFor();
  const text = page.getByLabel('What is photosynthesis?');
  await text.fill('Plants use light to make sugar and oxygen from water and carbon dioxide');
  await page.getByRole('button', { name: 'Answer' }).click();
  await page.locator('[data-right="true"]').nth(1).waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await fill();
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('biology: 2 of 2 right').waitFor();
  await page
    .getByLabel('Questions')
    .fill('chemistry;choice;What is H2O?;water;water|salt\nchemistry;song;La?;la');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByText('Line 2').waitFor();
  await page.getByLabel('Questions').fill('chemistry;choice;What is H2O?;water;water|salt');
  await page.getByRole('button', { name: 'Upload', exact: true }).click();
  await page.getByText('1 questions added').waitFor();
  await page.getByRole('button', { name: 'chemistry' }).waitFor();
}

describe.skipIf(missing !== undefined)('the tutor', () => {
  // shows: S0-003, S0-005, S0-006, S0-015, S0-016, S0-017, S0-018, S0-020, S0-026, S0-027, S0-028, S0-029, S0-033, S0-034, S0-035
  // shows: S0-036, S0-037, S0-038, S0-039, S0-042, S0-052, S0-053, S0-054, S0-055, S0-058, S0-059, S0-060, S0-061, S0-062, S0-075
  // shows: S0-082, S0-083, S0-084, S0-085, S0-086, S0-087, S0-088, S0-089, S0-090, S0-091, S0-092, S0-093, S0-094, S0-096, S0-097
  // shows: S0-101, S0-102, S0-104, S0-105, S0-106, S0-107, S0-108, S0-109, S0-110, S0-111, S0-114, S0-115, S0-116, S0-117, S0-118
  // shows: S0-119, S0-120, S0-121, S0-131, S0-132, S0-134, S0-157, S0-158, S0-161, S0-162, S0-163, S0-164, S0-165, S0-167, S0-168
  // shows: S0-169, S0-177, S0-180, S0-181, S0-182, S0-183, S0-184, S0-185, S0-188, S0-189, S0-190, S0-191, S0-192
  test('runs from source to a quiz whose progress is kept, and leaves the database as it was when a migration is broken', async () => {
    await using app = makeProject();
    copyTo(app);
    const commit = commitTo(app);
    const first = await app.run('run');
    expect({ end: first.stdout.slice(-3000) }).toMatchObject({
      end: expect.stringContaining('tutor-system-pipeline-dev succeeded') as string,
    });
    expect(first.stdout).toContain('Version 0 to 3: 0001_learners, 0002_quizzes, 0003_first_questions');
    expect(first.stdout).toMatch(/Build › Build › INSTALL took \d/);
    await inspect(app, commit);
    const { url } = await openAccount(app);
    const routed = async () =>
      (await fetch(`${url}/_aws/execute-api/dev-api.tutor-system.com/subjects`)).text();
    expect(await routed()).toBe('{"message":"Not Found"}');
    const template = join(app.folder, 'infrastructure/cloudformation/main.yml');
    const route =
      "  Added:\n    Type: AWS::ApiGatewayV2::Route\n    Properties: { ApiId: !Ref Api, RouteKey: 'GET /subjects', Target: !Sub 'integrations/${QuizIntegration}' }\n";
    writeFileSync(
      template,
      readFileSync(template, 'utf8').replace('\n  QuizRoute2:', `\n${route}\n  QuizRoute2:`),
    );
    writeFileSync(
      join(app.folder, 'src/database/migrations/0004_broken.sql'),
      // Well on an empty database, as that of the build, and not on one with learners.
      `-- Up Migration\nALTER TABLE learners ADD COLUMN nickname text;\nUPDATE learners SET email = id::text;\nDO $$ BEGIN IF EXISTS (SELECT FROM learners) THEN RAISE EXCEPTION 'there are learners'; END IF; END $$;\n`,
    );
    const broken = await app.run('run', '--source', '.');
    expect(broken).toMatchObject({ status: 1, stderr: '' });
    expect(broken.stdout).toContain('Migrate › Migrate failed');
    expect(broken.stdout).toContain('there are learners; nothing was changed');
    expect(broken.stdout).toMatch(/Build › Build › cache (?:restored|hit)/);
    const { stdout: deployed } = await app.run('logs', '--action', 'Migrate');
    expect(deployed).toContain('to run: 0004_broken');
    expect(await routed()).toBe('{"message":"There is no GET /subjects"}');
    await watch(app);
    await visit(siteIn(first.stdout));
    await startBuild(await openAccount(app));
  });

  // shows: S0-019, S0-057, S0-063, S0-064, S0-066, S0-187
  test('is one stack of SAM as well, which goes back as a whole when a part of it fails', async () => {
    await using app = makeProject();
    copyTo(app);
    const first = await app.run('run', 'pipeline-sam.json', '--source', '.');
    expect(first.stdout).toContain('tutor-sam-pipeline-dev succeeded');
    expect(first.stdout).toContain('Version 0 to 3: 0001_learners, 0002_quizzes, 0003_first_questions');
    const template = join(app.folder, 'infrastructure/sam/template.yml');
    const broken = readFileSync(template, 'utf8')
      .replace('AllowMethods: [GET, POST]', 'AllowMethods: [GET]')
      .replace(
        'Resources:',
        'Resources:\n  Broken:\n    Type: AWS::Logs::LogStream\n    DependsOn: Api\n    Properties: { LogGroupName: none }\n',
      );
    writeFileSync(template, broken);
    const second = await app.run('run', 'pipeline-sam.json', '--source', '.');
    expect(second.status).not.toBe(0);
    expect(second.stdout).toContain('UPDATE_ROLLBACK_COMPLETE');
    await visit(siteIn(first.stdout, 'tutor-sam-dev'));
  });

  // shows: S0-095, S0-099
  test('stops before its build when the tests cover less than 80 percent', async () => {
    await using app = makeProject();
    copyTo(app);
    const body = Array.from({ length: 200 }, (_, line) => `  count += ${line};`).join('\n');
    const file = join(app.folder, 'src/lambda/lib/grading.js');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nfunction unused() {\n  let count = 0;\n${body}\n}\n`);
    const run = await app.run('run', '.', '--source', '.');
    expect(run.stdout).toContain('line coverage does not meet threshold of 80%');
    expect(run.stdout).toContain('Build failed in PRE_BUILD');
    expect(run.stdout).not.toContain('Deploy-Infrastructure');
  });
});
