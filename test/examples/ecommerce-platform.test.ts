// What the definition of the e-commerce platform says, as its REQUIREMENTS.md asks.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example } from '../rig/example.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const shop = example('ecommerce-platform');
const name = 'futureim-ecommerce-ai-platform';

interface Action {
  readonly name: string;
  readonly actionTypeId: { readonly provider: string };
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputArtifacts?: readonly { readonly name: string }[];
  readonly outputArtifacts: readonly { readonly name: string }[];
  readonly runOrder?: number;
}

interface Pipeline {
  readonly name: string;
  readonly artifactStore: { readonly location: string; readonly encryptionKey: { readonly type: string } };
  readonly stages: readonly {
    readonly name: string;
    readonly onFailure?: object;
    readonly actions: readonly Action[];
  }[];
}

interface BuildProject {
  readonly name: string;
  readonly environment: {
    readonly image: string;
    readonly environmentVariables: readonly { readonly name: string; readonly value: string }[];
  };
  readonly logsConfig: { readonly cloudWatchLogs: { readonly groupName: string } };
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

interface Buildspec {
  readonly phases: Readonly<
    Record<
      string,
      {
        readonly commands: readonly string[];
        readonly 'runtime-versions'?: Readonly<Record<string, unknown>>;
      }
    >
  >;
}

const files = { dev: 'pipeline.json', prod: 'pipeline-prod.json' };

function pipelineOf(environment: 'dev' | 'prod'): Pipeline {
  return (shop.read(files[environment]) as { readonly pipeline: Pipeline }).pipeline;
}

const { projects } = shop.read('build-projects.json') as { readonly projects: readonly BuildProject[] };

function commandsOf(file: string): readonly string[] {
  const { phases } = shop.read(file) as Buildspec;
  return Object.values(phases).flatMap(({ commands }) => commands);
}

const terraform = globSync('terraform/*.tf', { cwd: shop.folder })
  .map((file) => readFileSync(join(shop.folder, file), 'utf8'))
  .join('\n');

describe.each(['dev', 'prod'] as const)('the pipeline of %s', (environment) => {
  const pipeline = pipelineOf(environment);
  const actions = pipeline.stages.flatMap((stage) => stage.actions);

  // shows: S1-001, S1-004, S1-006, S1-041, S1-042, S1-087, S1-129
  test('takes branch master of its repository over a connection to GitHub, into its own bucket', () => {
    expect(pipeline.name).toBe(`${name}-pipeline-${environment}`);
    expect(pipeline.artifactStore).toMatchObject({
      location: `${name}-pipeline-artifacts-${environment}`,
      encryptionKey: { type: 'KMS' },
    });
    expect(actions[0]).toMatchObject({
      actionTypeId: { provider: 'CodeStarSourceConnection' },
      configuration: { FullRepositoryId: 'futureimadmin/hackathons', BranchName: 'master' },
      outputArtifacts: [{ name: 'source_output' }],
    });
  });

  // shows: S1-044, S1-051, S1-056, S1-061
  test('has four builds, whose projects are named by their environment', () => {
    expect(actions.slice(1).map(({ configuration }) => configuration['ProjectName'])).toEqual(
      ['infrastructure', 'java-lambda', 'python-lambdas', 'frontend'].map(
        (part) => `${name}-${part}-${environment}`,
      ),
    );
    for (const { configuration } of actions.slice(1)) {
      const project = projects.find((each) => each.name === configuration['ProjectName']);
      expect(project?.environment.environmentVariables).toContainEqual({
        name: 'ENVIRONMENT',
        value: environment,
        type: 'PLAINTEXT',
      });
    }
  });

  // shows: S1-018, S1-035, S1-055, S1-060, S1-064, S1-099
  test('gives the source to all builds, and what the infrastructure says to the front end alone', () => {
    const flow = actions.map(({ name: action, inputArtifacts = [], outputArtifacts }) => [
      action,
      inputArtifacts.map((each) => each.name),
      outputArtifacts.map((each) => each.name),
    ]);
    expect(flow).toEqual([
      ['Source', [], ['source_output']],
      ['Infrastructure', ['source_output'], ['infrastructure_output']],
      ['JavaLambda', ['source_output'], ['java_lambda_output']],
      ['PythonLambdas', ['source_output'], ['python_lambdas_output']],
      ['Frontend', ['source_output', 'infrastructure_output'], ['frontend_output']],
    ]);
    expect(actions.at(-1)?.configuration['PrimarySource']).toBe('source_output');
  });

  // shows: S1-130
  test('has each stage of builds again by itself when it fails, once, with the actions that failed', () => {
    const [source, ...builds] = pipeline.stages;
    expect(source).not.toHaveProperty('onFailure');
    for (const { onFailure } of builds)
      expect(onFailure).toEqual({
        result: 'RETRY',
        retryConfiguration: { retryMode: 'FAILED_ACTIONS' },
      });
  });

  // shows: S1-019
  test('builds both kinds of functions side by side', () => {
    const [java, python] = pipeline.stages[2]?.actions ?? [];
    expect(java?.runOrder).toBe(python?.runOrder);
  });
});

// shows: S1-106, S1-107, S1-108, S1-109
test('each project has a log group of its own name', () => {
  for (const project of projects)
    expect(project.logsConfig.cloudWatchLogs.groupName).toBe(`/aws/codebuild/${project.name}`);
});

// shows: S1-045, S1-052, S1-062
test('builds run on Amazon Linux 2 with Python 3.11, Java 17 and Node.js 22', () => {
  for (const { environment } of projects)
    expect(environment.image).toBe('aws/codebuild/amazonlinux2-x86_64-standard:5.0');
  const runtimes = (file: string) => (shop.read(file) as Buildspec).phases['install']?.['runtime-versions'];
  expect(runtimes('buildspec-infrastructure.yml')).toEqual({ python: 3.11 });
  expect(runtimes('buildspec-java-lambda.yml')).toEqual({ java: 'corretto17' });
  expect(runtimes('buildspec-frontend.yml')).toEqual({ nodejs: 22 });
});

// shows: S1-009, S1-017, S1-047, S1-048, S1-049
test('the infrastructure is initialised with a state in S3, planned with the variables of its environment, and applied as planned', () => {
  const commands = commandsOf('buildspec-infrastructure.yml');
  const steps = commands.filter((command) => /^terraform (init|plan|apply|output)/.test(command));
  expect(steps.map((command) => command.split(' ')[1])).toEqual([
    'init',
    'plan',
    'apply',
    'output',
    'output',
  ]);
  expect(steps[0]).toContain('key=$ENVIRONMENT/terraform.tfstate');
  expect(steps[1]).toContain('-var-file="$ENVIRONMENT.tfvars" -out=plan.tfplan');
  expect(steps[2]).toMatch(/plan\.tfplan$/);
  expect(steps[3]).toContain('api_gateway_url.txt');
  expect(terraform).toContain('backend "s3"');
});

// shows: S1-010, S1-011
test('the two environments have networks of their own', () => {
  expect(shop.text('terraform/dev.tfvars')).toContain('"10.0.0.0/16"');
  expect(shop.text('terraform/prod.tfvars')).toContain('"10.1.0.0/16"');
});

// shows: S1-012
test('the API has more than sixty endpoints, each once, and each of its service', () => {
  const services = shop.read('terraform/services.json') as Readonly<Record<string, readonly string[]>>;
  const endpoints = Object.values(services).flat();
  expect(endpoints.length).toBeGreaterThan(60);
  expect(new Set(endpoints).size).toBe(endpoints.length);
  expect(Object.keys(services)).toHaveLength(7);
  for (const [service, own] of Object.entries(services))
    for (const endpoint of own)
      expect(endpoint).toMatch(new RegExp(`^\\w+ ${service.replace('auth-service', 'auth')}/`));
});

test('every endpoint of a Python service is a route of it, and every route an endpoint', () => {
  const services = shop.read('terraform/services.json') as Readonly<Record<string, readonly string[]>>;
  for (const [service, endpoints] of Object.entries(services)) {
    if (service === 'auth-service') continue;
    const source = shop.text(`python-services/services/${service.replaceAll('-', '_')}.py`);
    const routes = [...source.matchAll(/@service\.route\("(\w+)", "([^"]+)"\)/g)].map(
      ([, method = '', path = '']) => `${method} ${service}/${path}`,
    );
    expect([`GET ${service}/health`, ...routes].toSorted()).toEqual(endpoints.toSorted());
  }
});

// shows: S1-030, S1-031, S1-032, S1-033, S1-034, S1-065
test('the front end is built with the address of the API, synchronised to its bucket, and then invalidated', () => {
  const commands = commandsOf('buildspec-frontend.yml').join('\n');
  const order = [
    'npm ci',
    '> .env.production',
    'npm run build',
    'aws s3 sync --delete',
    'scripts/invalidate.sh',
  ];
  const places = order.map((part) => commands.indexOf(part));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(shop.text('scripts/invalidate.sh')).toContain('create-invalidation');
});

// shows: S1-054, S1-058
test('a function is created when it is missing, and updated when it is there', () => {
  const script = shop.text('scripts/deploy-function.sh');
  expect(script).toContain('aws lambda create-function');
  expect(script).toContain('aws lambda update-function-code');
});

// shows: S1-115
test('what Terraform makes has the tags of the project, and so have the builds', () => {
  for (const tag of ['Project', 'Environment', 'ManagedBy', 'System'])
    expect(terraform).toMatch(new RegExp(`${tag} +=`));
  for (const { tags } of projects)
    expect(tags.map(({ key }) => key)).toEqual(['Project', 'Environment', 'System']);
});

// shows: S1-046, S1-053, S1-057, S1-063, S1-103
test.each([
  ['infrastructure', 8],
  ['java-lambda', 5],
  ['python-lambdas', 7],
  ['frontend', 5],
])(
  'an alarm watches for a build of %s that takes longer than the %i minutes of the design',
  (part, minutes) => {
    expect(shop.read(`alarm-${part}-duration.json`)).toMatchObject({
      Namespace: 'AWS/CodeBuild',
      MetricName: 'Duration',
      Dimensions: [{ Name: 'ProjectName', Value: `${name}-${part}-dev` }],
      Threshold: minutes * 60,
      ComparisonOperator: 'GreaterThanThreshold',
    });
  },
);

// shows: S1-096
test('the token of GitHub is stored by Terraform alone, and nothing reads it: the source is a connection', () => {
  expect(terraform).toContain('resource "aws_secretsmanager_secret" "github_token"');
  const files = globSync(['*.{json,yml}', 'scripts/*', 'python-services/**/*.py', 'auth-service/src/**/*'], {
    cwd: shop.folder,
    withFileTypes: true,
  }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(20);
  const reading = files.filter((file) =>
    readFileSync(join(file.parentPath, file.name), 'utf8').includes('github-token'),
  );
  expect(reading.map((file) => file.name)).toEqual([]);
  expect(terraform.match(/github_token/g)).toHaveLength(1);
  const source = pipelineOf('dev').stages[0]?.actions[0];
  expect(source?.actionTypeId.provider).toBe('CodeStarSourceConnection');
});

// shows: S1-116
test('data and artifacts are encrypted by the key of the platform, the public site by S3', () => {
  const algorithms = [
    ...terraform.matchAll(
      /aws_s3_bucket_server_side_encryption_configuration" "(\w+)"[^]*?sse_algorithm\s+= "([\w:]+)"/g,
    ),
  ];
  expect(Object.fromEntries(algorithms.map(([, bucket, algorithm]) => [bucket, algorithm]))).toEqual({
    lake: 'aws:kms',
    frontend: 'AES256',
    artifacts: 'aws:kms',
  });
});

// shows: S1-117
test('buckets with data take no request without TLS', () => {
  const access = shop.text('terraform/access.tf');
  expect(access).toContain('for_each = merge({ artifacts = aws_s3_bucket.artifacts }, aws_s3_bucket.lake)');
  expect(access).toMatch(/effect\s+= "Deny"[^]*variable = "aws:SecureTransport"\n\s+values\s+= \["false"\]/);
});

// shows: S1-136, S1-141
test('the API takes what an account may, and the site has a distribution in front of it', () => {
  expect(terraform).toMatch(/variable "api_rate_limit" \{[^}]*default\s+= 10000/);
  expect(terraform).toMatch(/throttling_rate_limit\s+= var\.api_rate_limit/);
  expect(terraform).toMatch(
    /aws_cloudfront_distribution" "frontend" \{[^]*domain_name = aws_s3_bucket_website_configuration\.frontend\.website_endpoint/,
  );
});

// shows: S1-094
test('the address of the site is that which S3 gives its website in the Region', () => {
  expect(shop.text('terraform/outputs.tf')).toContain(
    'value = "http://${aws_s3_bucket_website_configuration.frontend.website_endpoint}"',
  );
  expect(terraform).toMatch(/variable "region" \{[^}]*default = "us-east-2"/);
});

// shows: S1-142
test('what is made has the version of the platform as a tag', () => {
  expect(terraform).toMatch(/Version\s+= "1\.0"/);
});

interface Statement {
  readonly Sid: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
}

// shows: S1-071, S1-072, S1-073, S1-074, S1-075, S1-076, S1-077, S1-078, S1-079, S1-080
test.each(['dev', 'prod'])('the policy of the builds of %s allows what the design says', (environment) => {
  const { RoleName, PolicyDocument } = shop.read(`codebuild-role-policy-${environment}.json`) as {
    readonly RoleName: string;
    readonly PolicyDocument: { readonly Statement: readonly Statement[] };
  };
  expect(RoleName).toBe(`${name}-codebuild-${environment}`);
  const of = (sid: string) => PolicyDocument.Statement.find(({ Sid }) => Sid === sid);
  expect(of('Logs')?.Action).toEqual(['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']);
  expect(of('ProjectBuckets')).toMatchObject({
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}-*`, `arn:aws:s3:::${name}-*/*`],
  });
  expect(of('Functions')?.Action).toEqual(
    expect.arrayContaining(['lambda:CreateFunction', 'lambda:GetFunction', 'lambda:UpdateFunctionCode']),
  );
  expect(of('Terraform')).toMatchObject({ Resource: '*' });
  for (const service of ['iam', 'ec2', 'apigateway', 'dynamodb', 'secretsmanager', 'glue'])
    expect(of('Terraform')?.Action).toContain(`${service}:*`);
  expect(of('Keys')?.Action).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:DescribeKey']));
});

/** Programs that say what they are called with, in a folder for PATH. */
async function standIns(programs: Readonly<Record<string, string>>) {
  const folder = await makeFolder();
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  for (const [program, text] of Object.entries(programs))
    writeFileSync(join(bin, program), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  const run = (script: string, args: readonly string[], env: Readonly<Record<string, string>>): string =>
    execFileSync('/bin/sh', [join(shop.folder, 'scripts', script), ...args], {
      env: { PATH: `${bin}:/usr/bin:/bin`, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  return { folder, run, [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose]() };
}

// shows: S1-139
test('a function is given the concurrency that its build reserves, and others none', async () => {
  await using tools = await standIns({
    aws: 'case "$2" in get-function-configuration) exit 1;; esac\necho "aws $2 $*" >>"$CALLS"\necho 111122223333',
  });
  const calls = join(tools.folder.path, 'calls');
  const archive = join(tools.folder.path, 'auth.jar');
  writeFileSync(archive, 'code');
  const env = { CALLS: calls, ENVIRONMENT: 'dev', AWS_REGION: 'us-east-2' };
  const deploy = (more: Readonly<Record<string, string>>): string => {
    writeFileSync(calls, '');
    tools.run('deploy-function.sh', ['auth-service', 'java17', 'Handler', archive], { ...env, ...more });
    return readFileSync(calls, 'utf8');
  };
  expect(deploy({ RESERVED_CONCURRENCY: '50' })).toMatch(
    /put-function-concurrency .*--reserved-concurrent-executions 50/,
  );
  expect(deploy({})).not.toContain('put-function-concurrency');
  expect(shop.read('buildspec-java-lambda.yml')).toMatchObject({
    env: { variables: { RESERVED_CONCURRENCY: '50' } },
  });
});

// shows: S1-008
test('Terraform 1.6.6 is fetched, with its checksum, where the machine has none', async () => {
  await using tools = await standIns({
    curl: 'echo "curl $*" >>"$CALLS"\ncase "$*" in *SHA256SUMS*) exit 22;; esac',
  });
  const calls = join(tools.folder.path, 'calls');
  writeFileSync(calls, '');
  const env = { CALLS: calls, TERRAFORM_VERSION: '1.6.6' };
  // Without a sum that fits nothing is installed.
  expect(() => tools.run('install-terraform.sh', [], env)).toThrow('Command failed');
  const asked = readFileSync(calls, 'utf8');
  expect(asked).toMatch(
    /https:\/\/releases\.hashicorp\.com\/terraform\/1\.6\.6\/terraform_1\.6\.6_linux_(amd64|arm64)\.zip/,
  );
  expect(asked).toContain('terraform_1.6.6_SHA256SUMS');
  expect(commandsOf('buildspec-infrastructure.yml')).toContain('sh scripts/install-terraform.sh');
  expect(shop.read('buildspec-infrastructure.yml')).toMatchObject({
    env: { variables: { TERRAFORM_VERSION: '1.6.6' } },
  });
});

// shows: S1-132
test('versions and points in time are kept, and the guide says how they come back', () => {
  expect(terraform).toMatch(/aws_s3_bucket_versioning" "lake"[^]*?status = "Enabled"/);
  expect(terraform).toMatch(/point_in_time_recovery \{\n\s+enabled = true/);
  const guide = shop.text('README.md');
  for (const command of [
    'list-object-versions',
    'copy-object',
    'restore-table-to-point-in-time',
    'slipway retry',
  ])
    expect(guide).toContain(command);
});
