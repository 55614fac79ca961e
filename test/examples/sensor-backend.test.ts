// What the workflows, the infrastructure and the image of the sensor backend say, as its REQUIREMENTS.md asks.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dockerfileImages } from '../../src/actions/build/shims/dockerfile-images.ts';
import { decideStart } from '../../src/workflows/events/decide-start.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';
import { example } from '../rig/example.ts';
import { runGraph } from '../rig/job-graph.ts';

const { folder } = example('sensor-backend');
const text = (path: string): string => readFileSync(join(folder, path), 'utf8');
const deploy = text('.github/workflows/deploy.yml');
const setup = text('.github/workflows/setup-backend.yml');
const terraform = globSync('terraform/*.tf', { cwd: folder }).toSorted().map(text).join('\n');

const push = (branch: string) => ({ event: 'push', ref: `refs/heads/${branch}` });
const dispatch = (target: string) => ({
  event: 'workflow_dispatch',
  ref: 'refs/heads/main',
  inputs: JSON.stringify({ target }),
});

function resultsOf(variables: Readonly<Record<string, string>>, fails?: string) {
  const results = runGraph(deploy, {
    variables,
    ...(fails === undefined ? {} : { ends: { [fails]: 'failure' } }),
  });
  const letters: Readonly<Record<string, string>> = { Succeeded: 'R', skipped: 'S', Failed: 'F' };
  return ['test', 'build', 'infrastructure', 'lambda', 'ecs', 'notify']
    .map((job) => letters[results[job] ?? ''] ?? '?')
    .join('');
}

describe('deploy.yml', () => {
  // shows: S2-002, S2-007, S2-013, S2-020, S2-031, S2-032, S2-033, S2-034, S2-048, S2-049, S2-050
  test.each([
    ['a push to main', push('main'), undefined, 'RRRRRR'],
    ['a push to develop', push('develop'), undefined, 'RRSSSR'],
    ['a pull request', { event: 'pull_request', ref: 'refs/heads/feature' }, undefined, 'RSSSSR'],
    ['a dispatch of everything', dispatch('all'), undefined, 'RRRRRR'],
    ['a dispatch of the function', dispatch('lambda'), undefined, 'RRSRSR'],
    ['a dispatch of the service', dispatch('ecs'), undefined, 'RRSSRR'],
    ['a dispatch of the infrastructure', dispatch('infrastructure'), undefined, 'RRRSSR'],
    ['a push to main with a test that fails', push('main'), 'test', 'FSSSSR'],
    ['a push to main with infrastructure that fails', push('main'), 'infrastructure', 'RRFSSR'],
    ['a push to main with a service that is rolled back', push('main'), 'ecs', 'RRRRFR'],
  ] as const)('runs for %s what the design says and nothing more', (_what, variables, fails, expected) => {
    expect(resultsOf(variables, fails)).toBe(expected);
  });

  // shows: S2-135
  test.each([
    ['push', 'refs/heads/main', undefined, true],
    ['push', 'refs/heads/develop', undefined, true],
    ['push', 'refs/heads/feature/x', undefined, false],
    ['push', 'refs/heads/main', ['docs/a.md', 'README.md'], false],
    ['pull_request', 'refs/heads/main', undefined, true],
    ['schedule', 'refs/heads/main', undefined, false],
  ] as const)('is started by %s of %s with changes of %j: %s', (name, ref, changedPaths, starts) => {
    const { workflow } = readWorkflow({ path: 'deploy.yml', text: deploy }, 'deploy.yml');
    const event = { name, ref, ...(changedPaths === undefined ? {} : { changedPaths }) };
    expect(workflow === undefined ? undefined : decideStart(workflow, event).starts).toBe(starts);
  });

  // shows: S2-081, S2-082, S2-083, S2-084
  test('has its region, repository and versions as texts in one place', () => {
    const { workflow } = readWorkflow({ path: 'deploy.yml', text: deploy }, 'deploy.yml');
    expect(workflow?.env).toMatchObject({
      entries: [
        ['AWS_REGION', 'us-east-1'],
        ['ECR_REPOSITORY', 'sensor-backend'],
        ['TERRAFORM_VERSION', '1.6.0'],
        ['PYTHON_VERSION', '3.9'],
      ],
    });
  });

  // shows: S2-079, S2-080, S2-095
  test('takes the keys of AWS from secrets, and no file of the repository has one', () => {
    expect(deploy.match(/\$\{\{ secrets\.AWS_SECRET_ACCESS_KEY \}\}/g)).toHaveLength(4);
    const files = globSync('**/*', {
      cwd: folder,
      withFileTypes: true,
      exclude: ['**/.slipway/**', '**/.terraform/**'],
    });
    const holding = files
      .filter((file) => file.isFile())
      .filter((file) =>
        /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/.test(readFileSync(join(file.parentPath, file.name), 'utf8')),
      );
    expect(holding.map(({ name }) => name)).toEqual([]);
  });

  // shows: S2-088
  test('asks for the cache of layers that GitHub keeps', () => {
    expect(deploy).toContain('cache-from: type=gha');
    expect(deploy).toContain('cache-to: type=gha,mode=max');
  });
});

// shows: S2-053
test('setup-backend.yml is only started by hand, and does nothing that is not confirmed', () => {
  const { workflow } = readWorkflow({ path: 'setup.yml', text: setup }, 'setup.yml');
  expect(Object.keys(workflow?.on ?? {})).toEqual(['workflow_dispatch']);
  const inputs = (confirm: string) => ({
    event: 'workflow_dispatch',
    inputs: JSON.stringify({ confirm }),
  });
  expect(runGraph(setup, { variables: inputs('false') })).toMatchObject({ backend: 'skipped' });
  expect(runGraph(setup, { variables: inputs('true') })).toMatchObject({ backend: 'Succeeded' });
});

/** The text between the braces of a block. */
function block(head: string): string {
  const at = terraform.indexOf(`${head} {`);
  const end = terraform.indexOf('\n}\n', at);
  return at === -1 ? '' : terraform.slice(at, end);
}

describe('the infrastructure', () => {
  // shows: S2-059, S2-060, S2-061, S2-062, S2-063
  test('is written in the five files of the design', () => {
    expect(globSync('terraform/*.tf', { cwd: folder }).toSorted()).toEqual(
      ['backend', 'ecs', 'main', 'outputs', 'variables'].map((name) => `terraform/${name}.tf`),
    );
    for (const kind of [
      'aws_s3_bucket" "data',
      'aws_lambda_function" "processor',
      'aws_redshift_cluster" "warehouse',
    ])
      expect(text('terraform/main.tf')).toContain(`resource "${kind}"`);
    for (const kind of ['aws_ecs_cluster', 'aws_ecs_service', 'aws_lb'])
      expect(text('terraform/ecs.tf')).toContain(`"${kind}" "backend"`);
  });

  // shows: S2-092, S2-093
  test('keeps its state in S3, encrypted, and locks it in DynamoDB', () => {
    expect(text('terraform/backend.tf')).toMatch(/backend "s3"[^}]*dynamodb_table[^}]*encrypt\s*= true/);
  });

  // shows: S2-085, S2-086, S2-087
  test('has the variables of the design with their values', () => {
    expect(block('variable "aws_region"')).toContain('"us-east-1"');
    expect(block('variable "environment"')).toContain('"prod"');
    expect(block('variable "project_name"')).toContain('"sensor-backend"');
    expect(block('variable "enable_redshift"')).toContain('= true');
    expect(block('variable "alert_email"')).toContain('"alerts@yourcompany.com"');
  });

  // shows: S2-043, S2-070, S2-101
  test('has a warehouse only when it is enabled, in private subnets that only the backend reaches', () => {
    const warehouse = block('resource "aws_redshift_cluster" "warehouse"');
    expect(warehouse).toContain('var.enable_redshift ? 1 : 0');
    expect(warehouse).toMatch(/publicly_accessible\s*= false/);
    expect(block('resource "aws_redshift_subnet_group" "warehouse"')).toContain('aws_subnet.private[*].id');
    expect(block('resource "aws_security_group" "warehouse"')).toContain('[aws_security_group.backend.id]');
    expect(terraform).not.toMatch(/route_table_association[^}]*aws_subnet\.private/);
  });

  // shows: S2-073, S2-099, S2-100
  test('has a role for each of function, tasks and warehouse, without wildcards but for what has no resource', () => {
    const roles = [...terraform.matchAll(/resource "aws_iam_role" "(\w+)"/g)].map(([, name = '']) => name);
    expect(roles.toSorted()).toEqual(['execution', 'function', 'warehouse']);
    expect(terraform).not.toMatch(/Action\s*=\s*\[[^\]]*\*/);
    expect(terraform.match(/Resource\s*=\s*"\*"/g)).toHaveLength(1);
    expect(terraform).toMatch(/Action = \["ecr:GetAuthorizationToken"\], Resource = "\*"/);
    expect(terraform).not.toContain('policy_arn');
  });

  // shows: S2-096
  test('has its images scanned when they are pushed', () => {
    expect(block('resource "aws_ecr_repository" "backend"')).toMatch(/scan_on_push = true/);
  });

  // shows: S2-105, S2-106, S2-107, S2-108, S2-109, S2-138
  test('is observed: a dashboard, alarms that notify the topic, and its mail', () => {
    for (const metric of [
      'Duration',
      'Errors',
      'CPUUtilization',
      'MemoryUtilization',
      'BucketSizeBytes',
      'AllRequests',
    ])
      expect(terraform).toContain(`"${metric}"`);
    const alarms = terraform.match(/resource "aws_cloudwatch_metric_alarm"/g) ?? [];
    expect(terraform.match(/alarm_actions\s*= \[aws_sns_topic\.alerts\.arn\]/g)).toHaveLength(alarms.length);
    expect(alarms).toHaveLength(2);
    expect(block('resource "aws_sns_topic_subscription" "mail"')).toContain('"email"');
  });

  // shows: S2-116, S2-117, S2-118, S2-119, S2-120, S2-121
  test('costs no more than it must', () => {
    expect(block('resource "aws_ecs_service" "backend"')).toContain('"FARGATE_SPOT"');
    expect(block('resource "aws_lambda_function" "processor"')).toMatch(
      /reserved_concurrent_executions = 10/,
    );
    expect(block('resource "aws_appautoscaling_policy" "cpu"')).toContain('TargetTrackingScaling');
    expect(block('resource "aws_s3_bucket_lifecycle_configuration" "data"')).toContain('GLACIER');
    const images = block('resource "aws_ecr_lifecycle_policy" "backend"');
    expect(images).toContain('tagPrefixList = ["develop-"]');
    expect(images).not.toContain('main-');
    const groups = terraform.match(/resource "aws_cloudwatch_log_group"/g) ?? [];
    expect(terraform.match(/retention_in_days = 14/g)).toHaveLength(groups.length);
  });
});

// shows: S2-115
test('the image is built in two stages from one small base, and runs as no user', () => {
  const dockerfile = text('Dockerfile');
  expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
  expect(dockerfileImages(dockerfile, {})).toEqual(['public.ecr.aws/docker/library/python:3.9-slim']);
  expect(dockerfile).toContain('USER 65534');
});

// shows: S2-113
test('each deployment of the function publishes a version and moves the alias to it', () => {
  const script = text('scripts/deploy-function.sh');
  const at = [
    'aws lambda update-function-code',
    'aws lambda wait function-updated',
    'aws lambda publish-version',
    'update_prod --function-version "$version"',
  ].map((call) => script.indexOf(call));
  expect(at).not.toContain(-1);
  expect(at).toEqual(at.toSorted((a, b) => a - b));
});

test('a new version is tried and a deployment made one after the other', () => {
  const { workflow: whole } = readWorkflow({ path: 'deploy.yml', text: deploy }, 'deploy.yml');
  const path = 'canary.yml';
  const { workflow: canary } = readWorkflow({ path, text: text(`.github/workflows/${path}`) }, path);
  const one = [
    ['group', 'function-production'],
    ['cancel-in-progress', false],
  ];
  expect(canary?.concurrency).toMatchObject({ entries: one });
  const job = whole?.jobs.find(({ id }) => id === 'lambda');
  expect(job?.concurrency).toMatchObject({ entries: one });
});

const seconds = (minutes: string) =>
  spawnSync('sh', [join(folder, 'scripts', 'seconds.sh'), minutes, '45'], { encoding: 'utf8' });

test.each([
  ['0', '0\n'],
  ['45', '2700\n'],
])('%s minutes of at most 45 are watched', (minutes, stdout) => {
  expect(seconds(minutes)).toMatchObject({ status: 0, stdout, stderr: '' });
});

test.each(['46', '1.5', '-1', '', '99999999999999999999'])(
  '%j minutes of at most 45 are refused',
  (minutes) => {
    const stderr = `::error title=Wrong input::minutes is ${minutes}, and can be 0 to 45\n`;
    expect(seconds(minutes)).toMatchObject({ status: 1, stdout: '', stderr });
  },
);
