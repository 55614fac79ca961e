// The systems of examples/, shipped into the account of this machine and started there as on AWS: each ends at an address that
// answers, and all that is done meanwhile is allowed by the roles that are shipped.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPostgres } from '../../src/process/find-postgres.ts';
import { whyNoBrowser } from '../rig/browser.ts';
import { commitAll } from '../rig/git.ts';
import { clientsOf, runOnce, ship } from '../rig/greeter.ts';
import { missingMoto } from '../rig/moto.ts';
import { unneededIn } from '../rig/shipped-roles.ts';
import { endAll } from '../rig/end-all.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { whyNoAwsProvider } from '../rig/terraform.ts';
import { textAt } from '../rig/text-at.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const leftOut =
  /\/(\.slipway|\.terraform|node_modules|target|dist|packages|\.venv|__pycache__|\.pytest_cache)(\/|$)/;

function copyTo(app: Project, example: string): void {
  cpSync(join(examples, example), app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
}

/** Of the programs that builds call. */
function missingProgram(...programs: readonly string[]): string | undefined {
  const absent = programs.find((program) => spawnSync('which', [program]).status !== 0);
  return absent === undefined ? undefined : `${absent} is not installed`;
}

function skipped(what: string, reason: string | undefined): boolean {
  if (reason !== undefined) console.warn(`${what} is not tested: ${reason}`);
  return reason !== undefined;
}

/** Starts it as any tool of AWS does; it must succeed, and its roles must have allowed every call. */
async function succeeds(app: Project, name: string, region?: string): Promise<void> {
  const { pipelines } = await clientsOf(app, region);
  const { status } = await runOnce(pipelines, name);
  const why = status === 'Succeeded' ? '' : (await app.run('explain')).stdout;
  expect({ status, why }).toEqual({ status: 'Succeeded', why: '' });
}

async function refusedCalls(app: Project): Promise<string> {
  const { stdout, status } = await app.run('rights', '--refused');
  expect(status).toBe(0);
  return stdout;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** The website of a bucket, at the endpoint of the account. */
async function siteOf(app: Project, bucket: string): Promise<string> {
  const { config } = await clientsOf(app);
  return `http://${bucket}.s3-website.localhost:${new URL(config.endpoint).port}/`;
}

const noTutor = findPostgres('') === undefined ? 'PostgreSQL is not installed' : whyNoBrowser();

test.skipIf(skipped('The tutor, shipped,', noTutor))(
  'the tutor, shipped and started, makes its stacks and ends at its site, by what its roles allow',
  async () => {
    await using app = makeProject();
    copyTo(app, 'tutor');
    commitAll(app.folder);
    const options = ['--targets', '--policies', '--iam', 'enforce'];
    expect(await ship(app, ...options)).toMatchObject({ status: 'CREATE_COMPLETE' });
    await succeeds(app, 'tutor-system-pipeline-dev');
    expect(await refusedCalls(app)).toBe('');
    // CloudFormation makes this role only in an account without one.
    expect(await unneededIn(app, 'tutor-system-pipeline-dev')).toEqual({
      'tutor-system-cloudformation': ['FirstDatabaseOfTheAccount'],
    });
    expect(await textAt(await siteOf(app, 'tutor-system-dev'))).toContain('Know-It-All Tutor');
    expect(await ship(app, ...options)).toMatchObject({ changes: [] });
    await endAll(app);
  },
);

test('the CI/CD demo, shipped and started, ends at a fleet that answers', async () => {
  await using app = makeProject();
  copyTo(app, 'cicd-demo');
  commitAll(app.folder);
  const options = ['pipeline.json', '--targets', '--iam', 'enforce'];
  expect(await ship(app, ...options)).toMatchObject({ status: 'CREATE_COMPLETE' });
  await succeeds(app, 'cicd-demo');
  expect(await refusedCalls(app)).toBe('');
  expect(await unneededIn(app, 'cicd-demo')).toEqual({});
  await endAll(app);
});

test('the Cloud Health Dashboard, shipped and started, ends at an API and a site', async () => {
  await using app = makeProject();
  copyTo(app, 'cloud-health-dashboard');
  const [api, site] = [await freePort(), await freePort()];
  for (const file of ['listeners', 'frontend-build-project', 'smoke-test-project', 'parameters']) {
    const path = join(app.folder, `${file}.json`);
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replaceAll('8020', String(api)).replaceAll('8030', String(site)));
  }
  commitAll(app.folder);
  const options = ['pipeline.json', '--targets', '--iam', 'enforce'];
  expect(await ship(app, ...options)).toMatchObject({ status: 'CREATE_COMPLETE' });
  await succeeds(app, 'cloud-health-dashboard-pipeline');
  expect(await refusedCalls(app)).toBe('');
  // A call has started it, and no rule: test/server/hold-start.test.ts starts one by its rule.
  expect(await unneededIn(app, 'cloud-health-dashboard-pipeline')).toEqual({
    'cloud-health-dashboard-pipeline-start': ['CodepipelineForStart'],
  });
  expect(JSON.parse(await textAt(`http://127.0.0.1:${api}/health`))).toMatchObject({ status: 'ok' });
  expect(await textAt(`http://127.0.0.1:${site}/`)).toContain('<div id="root">');
  expect(await ship(app, ...options)).toMatchObject({ changes: [] });
  await endAll(app);
});

const noShop =
  missingProgram('aws', 'terraform', 'mvn', 'java') ?? (await missingMoto()) ?? (await whyNoAwsProvider());
const platform = 'futureim-ecommerce-ai-platform';

test.skipIf(skipped('The e-commerce platform, shipped,', noShop))(
  'the e-commerce platform, shipped around what Terraform has made, applies it without a change and ends at the shop',
  async () => {
    await using app = makeProject();
    copyTo(app, 'ecommerce-platform');
    commitAll(app.folder);
    const { config } = await clientsOf(app, 'us-east-2');
    const applied = spawnSync('sh', ['scripts/apply-first.sh', 'dev'], {
      cwd: app.folder,
      encoding: 'utf8',
      env: {
        ...process.env,
        AWS_ENDPOINT_URL: config.endpoint,
        AWS_ACCESS_KEY_ID: config.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: config.credentials.secretAccessKey,
      },
    });
    expect({ status: applied.status, text: applied.stderr }).toMatchObject({ status: 0 });
    const made = [
      `${platform}-pipeline-artifacts-dev`,
      ...['java-lambda', 'python-lambdas', 'frontend'].map(
        (each) => `/aws/codebuild/${platform}-${each}-dev`,
      ),
    ];
    const refer = made.flatMap((name) => ['--refer', name]);
    const shipped = await ship(app, 'pipeline.json', ...refer, '--policies', '--iam', 'enforce');
    expect(shipped).toMatchObject({ status: 'CREATE_COMPLETE' });
    await succeeds(app, `${platform}-pipeline-dev`, 'us-east-2');
    expect(await refusedCalls(app)).toBe('');
    const { stdout: log } = await app.run('logs', '--action', 'Infrastructure');
    expect(log).toContain('No changes. Your infrastructure matches the configuration.');
    expect(await textAt(await siteOf(app, `${platform}-frontend-dev`))).toContain('<div id="root">');
    await endAll(app);
  },
);
