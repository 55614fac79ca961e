// The e-commerce platform, from source to a shop that a browser uses: Terraform, Maven, pip and Vite in real builds, seven
// functions behind an API, and a website in a bucket, all in the account of this machine.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBrowser, openPage, whyNoBrowser } from '../rig/browser.ts';
import { missingMoto } from '../rig/moto.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { whyNoAwsProvider } from '../rig/terraform.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'ecommerce-platform');
const leftOut =
  /\/(\.slipway|\.terraform|node_modules|target|dist|packages|__pycache__|\.pytest_cache)(\/|$)/;
const name = 'futureim-ecommerce-ai-platform';
const services = [
  'analytics-service',
  'market-intelligence',
  'demand-insights',
  'compliance-guardian',
  'retail-copilot',
  'global-market-pulse',
];

const missing = await whyNot();
if (missing !== undefined) console.warn(`The e-commerce platform is not tested: ${missing}`);

/** What of the user's own tools is not there. */
async function whyNot(): Promise<string | undefined> {
  for (const [program, ...args] of [
    ['aws', '--version'],
    ['terraform', 'version'],
    ['mvn', '--version'],
    ['java', '-version'],
  ])
    if (spawnSync(program ?? '', args).status !== 0) return `${program} is not installed`;
  return whyNoBrowser() ?? (await missingMoto()) ?? (await whyNoAwsProvider());
}

function copyTo(app: Project): void {
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
}

/** What the account of this machine has, asked as a user would. */
async function ask(app: Project, ...args: readonly string[]): Promise<unknown> {
  const { status, stdout, stderr } = await app.run(
    'aws',
    '--region',
    'us-east-2',
    '--output',
    'json',
    ...args,
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as unknown;
}

function shopIn(text: string, environment: string): string {
  const found = new RegExp(`http://${name}-frontend-${environment}\\.s3-website\\.localhost:\\d+`).exec(
    text,
  )?.[0];
  expect(found).toBeDefined();
  return found ?? '';
}

/** Signs up, signs out, logs in, and sees all six services answer. */
async function visit(shop: string): Promise<void> {
  await using browser = await openBrowser();
  const page = await openPage(browser);
  await page.goto(shop);
  const email = `shopper-${Date.now()}@example.com`;
  const fill = async (password: string) => {
    await page.getByLabel('Mail address').fill(email);
    await page.getByLabel('Password').fill(password);
  };
  await fill('correct horse');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await fill('a wrong horse');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Address or password is wrong').waitFor();
  await fill('correct horse');
  await page.getByRole('button', { name: 'Log in' }).click();
  for (const service of services)
    await page.locator(`[data-service="${service}"][data-state="answered"]`).waitFor({ timeout: 120_000 });
}

describe.skipIf(missing !== undefined)('the e-commerce platform', () => {
  // shows: S1-003, S1-005, S1-007, S1-012, S1-013, S1-014, S1-015, S1-016, S1-020, S1-021, S1-022, S1-023
  // shows: S1-024, S1-025, S1-026, S1-027, S1-028, S1-029, S1-036, S1-037, S1-038, S1-043, S1-050, S1-059
  // shows: S1-081, S1-082, S1-083, S1-084, S1-085, S1-086, S1-088, S1-089, S1-090, S1-091, S1-092, S1-093, S1-095, S1-097, S1-098, S1-100
  // shows: S1-104, S1-110, S1-119, S1-120, S1-121, S1-122, S1-123, S1-125, S1-126, S1-127, S1-128, S1-133
  test('runs from source to a shop, again without a change, and as production next to it', async () => {
    await using app = makeProject();
    copyTo(app);
    const first = await app.run('run', '.', '--source', '.');
    expect(first.stdout).toContain(`${name}-pipeline-dev succeeded`);
    expect(first.status).toBe(0);
    await visit(shopIn(first.stdout, 'dev'));
    await expectAccount(app);
    const again = await app.run('run', '.', '--source', '.');
    expect(again.status).toBe(0);
    expect(again.stdout).toContain('Terraform: no changes');
    expect(again.stdout.match(/has this code already/g)).toHaveLength(7);
    const production = await app.run('run', 'pipeline-prod.json', '--source', '.');
    expect(production.status).toBe(0);
    await visit(shopIn(production.stdout, 'prod'));
    expect(await vpcs(app)).toEqual(['10.0.0.0/16', '10.1.0.0/16']);
    const state = await ask(app, 's3api', 'list-objects-v2', '--bucket', `${name}-terraform-state`);
    expect(state).toMatchObject({
      Contents: [{ Key: 'dev/terraform.tfstate' }, { Key: 'prod/terraform.tfstate' }],
    });
    const dev = await app.run('run', '.', '--source', '.');
    expect(dev.stdout).toContain('Terraform: no changes');
  });

  // shows: S1-131
  test('is applied to its end by the same command after the endpoint was killed in the middle', async () => {
    await using app = makeProject();
    copyTo(app);
    const file = join(app.folder, 'pipeline.json');
    const { pipeline } = JSON.parse(readFileSync(file, 'utf8')) as { pipeline: { stages: unknown[] } };
    writeFileSync(file, JSON.stringify({ pipeline: { ...pipeline, stages: pipeline.stages.slice(0, 2) } }));
    const running = app.start('run', '.', '--source', '.');
    await running.line((line) => line.includes('aws_kms_key.data: Creation complete'));
    const holder = JSON.parse(app.read('.slipway/targets/@endpoint/process.json')) as {
      readonly pid: number;
    };
    process.kill(holder.pid, 'SIGKILL');
    await running.ended;
    const again = await app.run('run', '.', '--source', '.');
    expect(again.stdout).toContain(`${name}-pipeline-dev succeeded`);
    const keys = (await ask(app, 'kms', 'list-aliases')) as {
      readonly Aliases: readonly { readonly AliasName: string }[];
    };
    expect(keys.Aliases.map(({ AliasName }) => AliasName)).toContain(`alias/${name}-dev`);
  });
});

async function vpcs(app: Project): Promise<readonly string[]> {
  const { Vpcs } = (await ask(app, 'ec2', 'describe-vpcs', '--filters', 'Name=is-default,Values=false')) as {
    readonly Vpcs: readonly { readonly CidrBlock: string }[];
  };
  return Vpcs.map(({ CidrBlock }) => CidrBlock).toSorted();
}

/** What Terraform was to make is there, as it says. */
async function expectAccount(app: Project): Promise<void> {
  expect(await vpcs(app)).toEqual(['10.0.0.0/16']);
  const table = `${name}-users-dev`;
  expect(await ask(app, 'dynamodb', 'describe-continuous-backups', '--table-name', table)).toMatchObject({
    ContinuousBackupsDescription: {
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
    },
  });
  for (const [bucket, algorithm] of [
    ['lake-raw', 'aws:kms'],
    ['lake-processed', 'aws:kms'],
    ['pipeline-artifacts', 'aws:kms'],
    ['frontend', 'AES256'],
  ] as const) {
    const Bucket = `${name}-${bucket}-dev`;
    expect(await ask(app, 's3api', 'get-bucket-versioning', '--bucket', Bucket)).toEqual({
      Status: 'Enabled',
    });
    expect(await ask(app, 's3api', 'get-bucket-encryption', '--bucket', Bucket)).toMatchObject({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: algorithm } }],
      },
    });
    expect(await ask(app, 's3api', 'get-public-access-block', '--bucket', Bucket)).toMatchObject({
      PublicAccessBlockConfiguration: { BlockPublicPolicy: bucket !== 'frontend' },
    });
  }
  const artifacts = `${name}-pipeline-artifacts-dev`;
  expect(await ask(app, 's3api', 'get-bucket-lifecycle-configuration', '--bucket', artifacts)).toMatchObject({
    Rules: [{ Expiration: { Days: 30 }, Status: 'Enabled' }],
  });
  const functions = (await ask(app, 'lambda', 'list-functions')) as {
    readonly Functions: readonly {
      readonly FunctionName: string;
      readonly Runtime: string;
      readonly VpcConfig: { readonly SubnetIds: readonly string[] };
    }[];
  };
  expect(
    functions.Functions.map(({ FunctionName, Runtime }) => `${FunctionName} ${Runtime}`).toSorted(),
  ).toEqual(
    [
      ...services.map((service) => `${name}-${service}-dev python3.11`),
      `${name}-auth-service-dev java17`,
    ].toSorted(),
  );
  const { Subnets } = (await ask(
    app,
    'ec2',
    'describe-subnets',
    '--filters',
    `Name=tag:Name,Values=${name}-private-*`,
  )) as {
    readonly Subnets: readonly { readonly SubnetId: string }[];
  };
  for (const { VpcConfig } of functions.Functions)
    expect(VpcConfig.SubnetIds.toSorted()).toEqual(Subnets.map(({ SubnetId }) => SubnetId).toSorted());
  expect(
    await ask(app, 'secretsmanager', 'describe-secret', '--secret-id', `${name}-github-token-dev`),
  ).toHaveProperty('KmsKeyId');
  const logs = (await ask(app, 'logs', 'describe-log-groups', '--log-group-name-prefix', '/aws/lambda/')) as {
    readonly logGroups: readonly unknown[];
  };
  expect(logs.logGroups).toHaveLength(7);
  expect(await ask(app, 'iam', 'get-role', '--role-name', `${name}-lambda-dev`)).toMatchObject({
    Role: { AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] } },
  });
  const role = ['--role-name', `${name}-lambda-dev`];
  const policy = (await ask(app, 'iam', 'get-role-policy', ...role, '--policy-name', 'platform')) as {
    readonly PolicyDocument: {
      readonly Statement: readonly { readonly Action: string | readonly string[] }[];
    };
  };
  expect(policy.PolicyDocument.Statement.flatMap(({ Action }) => Action)).toEqual(
    expect.arrayContaining([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      's3:GetObject',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'logs:PutLogEvents',
    ]),
  );
  expect(await ask(app, 'iam', 'list-attached-role-policies', ...role)).toMatchObject({
    AttachedPolicies: [{ PolicyName: 'AWSLambdaVPCAccessExecutionRole' }],
  });
}
