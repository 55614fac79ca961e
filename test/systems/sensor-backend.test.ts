// The sensor backend, from a push to an address that answers and a file that comes out processed: tests with PostgreSQL, an image
// in the registry, Terraform, a function and a service, all in the account of this machine.
import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { missingMoto } from '../rig/moto.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { buildPythonImage, whyNoPythonImage } from '../rig/python-image.ts';
import { hasRegistry } from '../rig/test-registry.ts';
import { whyNoAwsProvider } from '../rig/terraform.ts';
import { useDocker } from '../rig/use-docker.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'sensor-backend');
const leftOut = /\/(\.slipway|\.terraform|__pycache__|\.pytest_cache)(\/|$)/;
const workflow = '.github/workflows/deploy.yml';

/** What the test job alone needs. */
function whyNoTests(): string | undefined {
  if (globSync('/usr/lib/postgresql/*/bin/initdb').length === 0) return 'PostgreSQL is not installed';
  if (spawnSync('python3', ['-c', 'import ensurepip']).status !== 0) return 'Python has no venv';
  return undefined;
}

async function whyNoDeployment(): Promise<string | undefined> {
  for (const [program, ...args] of [
    ['aws', '--version'],
    ['terraform', 'version'],
    ['zip', '--version'],
    ['jq', '--version'],
  ])
    if (spawnSync(program ?? '', args).status !== 0) return `${program} is not installed`;
  return (await missingMoto()) ?? (await whyNoAwsProvider()) ?? whyNoPythonImage();
}

const missing = whyNoTests();
if (missing !== undefined) console.warn(`The sensor backend is not tested: ${missing}`);
let pythonImage = '';
const { reason } = useDocker('The deployment of the sensor backend is', {
  lacks: missing ?? (hasRegistry() ? await whyNoDeployment() : 'docker-registry is not installed'),
  prepare: async (engine) => {
    pythonImage = await buildPythonImage(engine);
  },
});

function git(app: Project, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: app.folder, encoding: 'utf8' }).trim();
}

function commit(app: Project, message: string): void {
  git(app, 'add', '.');
  git(app, 'commit', '--quiet', '--message', message);
}

/** The example as a repository of its own. */
function makeRepository(): Project {
  const app = makeProject();
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
  git(app, 'init', '--quiet', '--initial-branch', 'main');
  commit(app, 'First');
  return app;
}

function edit(app: Project, file: string, change: (text: string) => string): void {
  const path = join(app.folder, file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

async function ask(app: Project, ...args: readonly string[]): Promise<unknown> {
  const { status, stdout, stderr } = await app.run(
    'aws',
    '--region',
    'us-east-1',
    '--output',
    'json',
    ...args,
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout === '' ? undefined : (JSON.parse(stdout) as unknown);
}

/** As S3 delivers its event, some time after the file was put. */
async function processed(app: Project, key: string): Promise<unknown> {
  const words = ['s3', 'cp', `s3://sensor-backend-processed/${key}`, '-'];
  for (;;) {
    const { status, stdout } = await app.run('aws', '--region', 'us-east-1', ...words);
    if (status === 0) return JSON.parse(stdout) as unknown;
  }
}

async function put(app: Project, key: string, content: unknown): Promise<void> {
  app.write('readings.json', JSON.stringify(content));
  const { status } = await app.run(
    'aws',
    '--region',
    'us-east-1',
    's3',
    'cp',
    'readings.json',
    `s3://sensor-backend-raw/${key}`,
  );
  expect(status).toBe(0);
}

const reading = { sensor_id: 's-1', taken_at: '2026-03-01T12:00:00Z', temperature: 20.5, humidity: 40 };

function addressIn(stdout: string): string {
  const found = /The backend answers at (http:\/\/\S+)/.exec(stdout)?.[1];
  expect(found).toBeDefined();
  return found ?? '';
}

/** Names below `localhost` are this machine, which not every resolver knows. */
async function version(address: string): Promise<string> {
  const { host, port } = new URL(address);
  // On a connection of its own: one that is kept may have been closed while this process waited for a command.
  const request = get({ host: '127.0.0.1', port, path: '/health', headers: { host }, agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  const health = (await json(answer)) as { readonly version: string };
  return health.version;
}

describe.skipIf(missing !== undefined)('the tests of the sensor backend', () => {
  // shows: S2-001, S2-003, S2-004, S2-005, S2-006, S2-035, S2-037, S2-090, S2-134
  test('run for a pull request with a real PostgreSQL, and nothing else does', async () => {
    await using app = makeRepository();
    const first = await app.run('run', workflow, '--event', 'pull_request');
    expect(first.stdout).toMatch(/\| 1\d passed/);
    expect(first.stdout).toContain('TOTAL');
    expect(first.stdout).toContain('test-reports: 2 files');
    expect(first.stdout).toContain('the upload of coverage to Codecov');
    for (const job of ['build', 'infrastructure', 'lambda', 'ecs'])
      expect(first.stdout).toContain(`Jobs › ${job} skipped`);
    expect(first.stdout).toContain('Jobs › notify succeeded');
    expect(first.stdout).toContain('Cache saved with key: setup-python-');
    expect(first.status).toBe(0);
    edit(app, 'app/main.py', (text) => text.replace('"status": "ok"', '"status": "well"'));
    edit(app, 'tests/test_api.py', (text) => text.replace('["database"] is False', '["status"] == "ok"'));
    commit(app, 'Broken');
    const broken = await app.run('run', workflow, '--event', 'pull_request');
    expect(broken.stdout).toContain('Cache restored from key: setup-python-');
    expect(broken.stdout).toContain('test_health_needs_no_database');
    expect(broken.stdout).toContain('error: Deployment failed: failure, skipped, skipped, skipped, skipped');
    expect(broken.status).toBe(1);
  });
});

describe.skipIf(reason !== undefined)('the sensor backend', () => {
  // shows: S2-008, S2-009, S2-010, S2-011, S2-012, S2-089, S2-014, S2-015, S2-016, S2-017, S2-018, S2-019, S2-021, S2-022
  // shows: S2-024, S2-025, S2-026, S2-027, S2-028, S2-029, S2-030, S2-038, S2-040, S2-041, S2-042, S2-044, S2-045, S2-046
  // shows: S2-047, S2-052, S2-054, S2-055, S2-056, S2-057, S2-064, S2-065, S2-066, S2-067, S2-068, S2-069, S2-071, S2-072
  // shows: S2-074, S2-075, S2-110, S2-111, S2-112, S2-113, S2-114, S2-147
  test('is deployed by a push to main: its address answers, and a file comes out processed', async () => {
    await using app = makeRepository();
    await app.feed(pythonImage, 'secret', 'set', '--parameter', 'PYTHON_IMAGE');
    const first = await app.run('run', '.');
    expect(first.stdout).toContain('is deployed without a scan');
    expect(first.stdout).toContain('deploy.yml succeeded');
    expect(first.status).toBe(0);
    const url = addressIn(first.stdout);
    const commitId = git(app, 'rev-parse', 'HEAD');
    expect(await version(url)).toBe(commitId);
    await put(app, 'day/one.json', [
      reading,
      { ...reading, taken_at: '2026-03-01T13:00:00Z', temperature: 21 },
    ]);
    expect(await processed(app, 'day/one.json')).toEqual({
      readings: 2,
      sensors: { 's-1': { readings: 2, temperature: 20.75, humidity: 40, last: '2026-03-01T13:00:00Z' } },
    });
    await expectAccount(app, commitId);
    await expectRollbacks(app, url, commitId);
  });
});

const service = ['--cluster', 'sensor-backend-cluster', '--service', 'sensor-backend-service'];
const functionName = ['--function-name', 'sensor-data-processor'];

/** Each as the design's own commands say. */
async function expectRollbacks(app: Project, url: string, commitId: string): Promise<void> {
  const before = await currentRevision(app);
  edit(app, 'Dockerfile', (text) => text.replace(/^CMD .*$/m, 'CMD ["python", "-c", "raise SystemExit(1)"]'));
  commit(app, 'A task that ends');
  const broken = await app.run('run', '.');
  // All but those after the argument that is the commit.
  const cached = /\| (\d+) of 11 steps of the image were cached/.exec(broken.stdout)?.[1];
  expect(Number(cached)).toBeGreaterThanOrEqual(5);
  expect(broken.stdout).toContain('Jobs › ecs failed');
  expect(broken.stdout).toContain('Jobs › notify failed');
  expect(broken.status).toBe(1);
  expect(await version(url)).toBe(commitId);
  await ask(app, 'ecs', 'update-service', ...service, '--task-definition', before);
  await ask(
    app,
    'ecs',
    'wait',
    'services-stable',
    '--cluster',
    'sensor-backend-cluster',
    '--services',
    'sensor-backend-service',
  );
  expect(await currentRevision(app)).toBe(before);
  expect(await version(url)).toBe(commitId);
  await ask(app, 'lambda', 'update-alias', ...functionName, '--name', 'PROD', '--function-version', '1');
  expect(await ask(app, 'lambda', 'get-alias', ...functionName, '--name', 'PROD')).toMatchObject({
    FunctionVersion: '1',
  });
  await applyInfrastructure(app, commitId);
  expect(await version(url)).toBe(commitId);
}

/** As someone does it by hand, with AWS's API of this machine. */
async function applyInfrastructure(app: Project, commitId: string): Promise<void> {
  git(app, 'checkout', '--quiet', commitId);
  const { stdout: variables } = await app.run('account', 'env');
  const script = `${variables}
export TF_VAR_image=unused:${commitId} TF_VAR_enable_redshift=true TF_VAR_database_url= TF_VAR_alert_email=alerts@yourcompany.com
scripts/package-function.sh function.zip
cd terraform
terraform init -input=false -no-color
terraform apply -input=false -no-color -auto-approve`;
  const { status, stdout, stderr } = spawnSync('sh', ['-euc', script], { cwd: app.folder, encoding: 'utf8' });
  expect(stderr).not.toContain('Error');
  expect(stdout).toContain('Apply complete!');
  expect(status).toBe(0);
}

/** `FAMILY:REVISION` of what serves. */
async function currentRevision(app: Project): Promise<string> {
  const described = (await ask(
    app,
    'ecs',
    'describe-services',
    '--cluster',
    'sensor-backend-cluster',
    '--services',
    'sensor-backend-service',
  )) as {
    readonly services: readonly { readonly taskDefinition: string }[];
  };
  return described.services[0]?.taskDefinition.split('/').at(-1) ?? '';
}

async function expectAccount(app: Project, commitId: string): Promise<void> {
  const Key = { sensor_id: { S: 's-1' }, file: { S: 'day/one.json' } };
  const key = ['--key', JSON.stringify(Key)];
  expect(
    await ask(app, 'dynamodb', 'get-item', '--table-name', 'sensor-backend-metadata', ...key),
  ).toMatchObject({
    Item: { readings: { N: '2' }, bucket: { S: 'sensor-backend-raw' } },
  });
  const bucket = ['--bucket', 'sensor-backend-tfstate'];
  expect(await ask(app, 's3api', 'get-bucket-versioning', ...bucket)).toEqual({ Status: 'Enabled' });
  expect(await ask(app, 's3api', 'get-public-access-block', ...bucket)).toMatchObject({
    PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true },
  });
  expect(await ask(app, 's3api', 'list-objects-v2', ...bucket)).toMatchObject({
    Contents: [{ Key: 'prod/terraform.tfstate' }],
  });
  const tags = [`main-${commitId.slice(0, 7)}`, 'latest'].toSorted();
  const images = (await ask(app, 'ecr', 'list-images', '--repository-name', 'sensor-backend')) as {
    readonly imageIds: readonly { readonly imageTag?: string }[];
  };
  expect(images.imageIds.map(({ imageTag = '' }) => imageTag).toSorted()).toEqual(tags);
  const alias = await ask(
    app,
    'lambda',
    'get-alias',
    '--function-name',
    'sensor-data-processor',
    '--name',
    'PROD',
  );
  expect(alias).toMatchObject({ FunctionVersion: '2' });
  expect(await ask(app, 'sns', 'list-topics')).toMatchObject({
    Topics: [{ TopicArn: expect.stringContaining('sensor-backend-alerts') as string }],
  });
  expect(await ask(app, 'cloudwatch', 'list-dashboards')).toMatchObject({
    DashboardEntries: [{ DashboardName: 'sensor-backend' }],
  });
}
