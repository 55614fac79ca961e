// What the definition of the Cloud Health Dashboard says, as its REQUIREMENTS.md asks. What it does when it runs is in
// test/systems/cloud-health.test.ts.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example } from '../rig/example.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const dashboard = example('cloud-health-dashboard');

interface Action {
  readonly name: string;
  readonly runOrder?: number;
  readonly actionTypeId: { readonly provider: string };
}

interface Stage {
  readonly name: string;
  readonly actions: readonly Action[];
}

interface Pipeline {
  readonly name: string;
  readonly stages: readonly Stage[];
}

interface Buildspec {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
}

const pipelineOf = (file: string): Pipeline =>
  (dashboard.read(file) as { readonly pipeline: Pipeline }).pipeline;

const commandsOf = (file: string, phase: string): readonly string[] =>
  (dashboard.read(file) as Buildspec).phases[phase]?.commands ?? [];

describe('the pipeline', () => {
  // shows: S3-002, S3-005, S3-017, S3-047, S3-132
  test('has five stages, one after the other, from CodeCommit over CodeBuild to both targets', () => {
    const { name, stages } = pipelineOf('pipeline.json');
    expect(name).toBe('cloud-health-dashboard-pipeline');
    expect(stages.map((stage) => `${stage.name} ${stage.actions[0]?.actionTypeId.provider}`)).toEqual([
      'Source CodeCommit',
      'Build_Backend CodeBuild',
      'Build_Frontend CodeBuild',
      'Deploy_Backend ElasticBeanstalk',
      'Deploy_Frontend S3',
    ]);
    expect(pipelineOf('design/pipeline.json').stages).toHaveLength(5);
  });

  // shows: S3-009, S3-049, S3-050, S3-051, S3-053
  test('has a source action that hands the branch main of its repository on, and an artifact store by Region', () => {
    expect(dashboard.read('pipeline.json')).toMatchObject({
      pipeline: { artifactStore: { type: 'S3', location: 'codepipeline-artifacts-us-east-1-111122223333' } },
    });
    expect(pipelineOf('pipeline.json').stages[0]).toMatchObject({
      actions: [
        {
          actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeCommit', version: '1' },
          configuration: { RepositoryName: 'cloud-health-dashboard', BranchName: 'main' },
          outputArtifacts: [{ name: 'SourceOutput' }],
        },
      ],
    });
  });

  // shows: S3-054, S3-055, S3-058
  test('builds and deploys what its stages are named for', () => {
    const [, backend, frontend, , site] = pipelineOf('pipeline.json').stages;
    expect(backend).toMatchObject({
      actions: [
        {
          configuration: { ProjectName: 'backend-build' },
          outputArtifacts: [{ name: 'BackendBuildOutput' }],
        },
      ],
    });
    expect(frontend).toMatchObject({
      actions: [
        {
          configuration: { ProjectName: 'frontend-build' },
          outputArtifacts: [{ name: 'FrontendBuildOutput' }],
        },
      ],
    });
    expect(site?.actions[0]).toMatchObject({
      configuration: { BucketName: 'cloud-health-dashboard-frontend', Extract: 'true' },
      inputArtifacts: [{ name: 'FrontendBuildOutput' }],
    });
  });

  // shows: S3-056, S3-080, S3-133
  test('of ECS deploys the service of the design to its cluster', () => {
    const stage = pipelineOf('pipeline-ecs.json').stages.find(({ name }) => name === 'Deploy_Backend');
    expect(stage?.actions[0]).toMatchObject({
      actionTypeId: { provider: 'ECS' },
      configuration: { ClusterName: 'cloud-health-cluster', ServiceName: 'backend-service' },
    });
    expect(dashboard.read('service.json')).toMatchObject({
      cluster: 'cloud-health-cluster',
      serviceName: 'backend-service',
      launchType: 'FARGATE',
    });
  });

  // shows: S3-010
  test('of develop delivers to staging, that of main to production', () => {
    const branch = (file: string) => pipelineOf(file).stages[0]?.actions[0];
    expect(branch('pipeline.json')).toMatchObject({ configuration: { BranchName: 'main' } });
    expect(branch('pipeline-develop.json')).toMatchObject({ configuration: { BranchName: 'develop' } });
    expect(JSON.stringify(pipelineOf('pipeline-develop.json'))).toContain('cloud-health-backend-staging');
    expect(JSON.stringify(pipelineOf('pipeline-develop.json'))).not.toContain('-backend-production');
  });

  // shows: S3-144
  test('in its parallel variant builds both halves in one group', () => {
    const builds = pipelineOf('pipeline-parallel.json').stages.find(({ actions }) =>
      actions.some(({ name }) => name === 'BackendBuild'),
    );
    const orders = builds?.actions.map(({ name, runOrder = 1 }) => `${name} ${runOrder}`);
    expect(orders).toEqual(['BackendBuild 1', 'FrontendBuild 1']);
  });

  // shows: S3-098
  test('may take an hour', () => {
    expect(dashboard.read('limits.json')).toMatchObject({ limits: [{ timeoutInMinutes: 60 }] });
  });
});

// shows: S3-116, S3-117, S3-118, S3-119
test('the topic of the design notifies by mail and telephone of executions that ended and of alarms', () => {
  expect(dashboard.read('notifications.json')).toMatchObject({
    notifications: [
      {
        name: 'cloud-health-pipeline-notifications',
        eventPattern: { source: ['aws.codepipeline', 'aws.cloudwatch'] },
        target: {
          type: 'sns',
          subscriptions: [
            { protocol: 'email', endpoint: 'devops@example.com' },
            { protocol: 'sms', endpoint: '+15555550100' },
          ],
        },
      },
    ],
  });
});

// shows: S3-112
test.each([
  ['errors', 'ApplicationRequests5xx', 'Sum', 10],
  ['latency', 'ApplicationLatencyP99', 'Maximum', 2],
])('an alarm watches the %s of production', (name, MetricName, Statistic, Threshold) => {
  expect(dashboard.read(`alarm-${name}.json`)).toMatchObject({
    Namespace: 'AWS/ElasticBeanstalk',
    MetricName,
    Dimensions: [{ Name: 'EnvironmentName', Value: 'cloud-health-backend-production' }],
    Statistic,
    Threshold,
  });
});

// shows: S3-113, S3-114, S3-115
test('the alarms watch for an execution that fails and for a build of more than ten minutes', () => {
  expect(dashboard.read('alarm-pipeline-failure.json')).toMatchObject({
    AlarmName: 'PipelineFailure',
    MetricName: 'FailedPipelineExecutions',
    Dimensions: [{ Name: 'PipelineName', Value: 'cloud-health-dashboard-pipeline' }],
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  });
  expect(dashboard.read('alarm-build-duration.json')).toMatchObject({
    AlarmName: 'BuildDuration',
    MetricName: 'Duration',
    Threshold: 600,
    ComparisonOperator: 'GreaterThanThreshold',
  });
});

// shows: S3-011, S3-012, S3-013, S3-014, S3-015, S3-016, S3-131, S3-145
test.each(['backend', 'frontend'])('the project of the %s is what create-project takes', (half) => {
  expect(dashboard.read(`${half}-build-project.json`)).toMatchObject({
    name: `${half}-build`,
    source: { type: 'CODEPIPELINE', buildspec: `${half}/buildspec.yml` },
    environment: { image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
    serviceRole: 'arn:aws:iam::111122223333:role/CodeBuildServiceRole',
  });
  expect(existsSync(join(dashboard.folder, half, 'buildspec.yml'))).toBe(true);
  expect(dashboard.read('reuse.json')).toMatchObject({
    reuse: expect.arrayContaining([{ projectName: `${half}-build`, paths: [`${half}/**`] }]) as object[],
  });
});

describe('the buildspec of the backend', () => {
  const file = 'backend/buildspec.yml';

  // shows: S3-012, S3-022, S3-094
  test('installs its requirements under Python 3.11', () => {
    expect(dashboard.read(file)).toMatchObject({
      phases: { install: { 'runtime-versions': { python: 3.11 } } },
    });
    expect(commandsOf(file, 'install').slice(-2)).toEqual([
      'pip install --upgrade pip',
      'pip install -r requirements.txt',
    ]);
  });

  // shows: S3-023, S3-024, S3-093, S3-106
  test('checks the syntax, the style and the security of the application before it builds', () => {
    expect(commandsOf(file, 'pre_build')).toEqual(
      expect.arrayContaining([
        'python -m py_compile app/main.py',
        'flake8 app/ --max-line-length=120 --exclude=__pycache__',
        'bandit -r app/ -f json -o security-report.json',
      ]),
    );
  });

  // shows: S3-026, S3-027, S3-104, S3-105, S3-160
  test('runs the unit and the integration tests, whose failure nothing hides', () => {
    const tests = commandsOf(file, 'build').filter((command) => /pytest/.test(command));
    expect(tests).toEqual([
      'pip install pytest pytest-asyncio',
      'pytest tests/unit/ -v --junitxml=reports/unit.xml',
      'pytest tests/integration/ -v --junitxml=reports/integration.xml',
    ]);
  });

  // shows: S3-028, S3-029, S3-030, S3-070, S3-096
  test('packages the application and what it needs, and proves that it did', () => {
    expect(commandsOf(file, 'build')).toEqual(
      expect.arrayContaining([
        'mkdir -p build',
        'cp -r app build/',
        'cp requirements.txt Procfile Dockerfile build/',
        'cp -r .ebextensions build/',
      ]),
    );
    expect(commandsOf(file, 'post_build')).toEqual([
      'echo "Build completed on $(date)"',
      'test -f build/app/main.py',
    ]);
    for (const part of ['main.py', 'config.py', 'routes', 'services', 'models', 'utils'])
      expect(existsSync(join(dashboard.folder, 'backend', 'app', part))).toBe(true);
  });

  // shows: S3-031, S3-032, S3-033, S3-143
  test('hands on all of its package under a name with the time, and keeps what pip has fetched', () => {
    expect(dashboard.read(file)).toMatchObject({
      artifacts: {
        files: ['**/*'],
        'base-directory': 'backend/build',
        name: 'backend-build-$(date +%Y%m%d-%H%M%S)',
      },
      cache: { paths: ['/root/.cache/pip/**/*'] },
    });
  });
});

// shows: S3-025, S3-026
test('the block of the design runs its tests only where there are some, and hides that they fail', async () => {
  const block = commandsOf('design/backend/buildspec.yml', 'build').find((command) => command.includes('\n'));
  expect(block).toContain('if [ -d "tests" ]');
  await using folder = await makeFolder();
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  for (const [name, status] of [
    ['pip', 0],
    ['pytest', 1],
  ] as const) {
    writeFileSync(join(bin, name), `#!/bin/sh\necho "${name} $*"\nexit ${status}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const run = (): string =>
    execFileSync('/bin/sh', ['-c', block ?? ''], {
      cwd: folder.path,
      env: { PATH: `${bin}:/usr/bin:/bin` },
      encoding: 'utf8',
    });
  expect(run()).toBe('');
  mkdirSync(join(folder.path, 'tests'));
  expect(run().split('\n')).toEqual([
    'pip install pytest pytest-asyncio',
    'pytest tests/ -v',
    'No tests found or tests failed',
    '',
  ]);
});

describe('the buildspec of the front end', () => {
  const file = 'frontend/buildspec.yml';

  // shows: S3-015, S3-034
  test('installs from the lock file under Node.js', () => {
    expect(dashboard.read(file)).toMatchObject({
      phases: { install: { 'runtime-versions': { nodejs: 22 } } },
    });
    expect(commandsOf(file, 'install').at(-1)).toBe('npm ci');
  });

  // shows: S3-035, S3-107, S3-109, S3-160
  test('lints and tests, where the design has a dry run that checks nothing', () => {
    expect(commandsOf('design/frontend/buildspec.yml', 'pre_build')).toContain(
      'npm run build --dry-run || echo "Dry run check"',
    );
    expect(commandsOf(file, 'pre_build').slice(-2)).toEqual(['npm run lint', 'npm test -- --coverage']);
    expect(dashboard.read('frontend/package.json')).toMatchObject({ scripts: { test: 'vitest run' } });
  });

  // shows: S3-036, S3-096, S3-108
  test('builds the site, and proves that it did', () => {
    expect(commandsOf(file, 'build')).toEqual(expect.arrayContaining(['npm run build', 'ls -la build/']));
    expect(commandsOf(file, 'post_build')).toContain('test -f build/index.html');
  });

  // shows: S3-037, S3-038, S3-143
  test('hands on the site under a name with the time, and keeps what npm has fetched', () => {
    expect(dashboard.read(file)).toMatchObject({
      artifacts: {
        files: ['**/*'],
        'base-directory': 'frontend/build',
        name: 'frontend-build-$(date +%Y%m%d-%H%M%S)',
      },
      cache: { paths: ['/root/.npm/**/*'] },
    });
  });
});

describe('the settings of the backend', () => {
  const path = '/cloud-health/backend/production/';
  const { parameters } = dashboard.read('parameters.json') as {
    readonly parameters: readonly { readonly Name: string; readonly Type: string }[];
  };
  const typeOf = (name: string) => parameters.find(({ Name }) => Name === path + name)?.Type;

  // shows: S3-059, S3-060, S3-061, S3-065, S3-120
  test('are parameters below one path, of which the secret ones are encrypted', () => {
    for (const name of ['DEBUG', 'LOG_LEVEL', 'FRONTEND_URL', 'CORS_ORIGINS'])
      expect(typeOf(name)).toBe('String');
    for (const name of ['JWT_SECRET_KEY', 'ADMIN_PASSWORD']) expect(typeOf(name)).toBe('SecureString');
    const { OptionSettings: options } = dashboard.read('environment.json') as {
      readonly OptionSettings: readonly { readonly Namespace: string; readonly Value: string }[];
    };
    const secrets = options.filter(({ Namespace }) => Namespace.endsWith(':environmentsecrets'));
    expect(secrets.map(({ Value }) => Value.replace(/^.*parameter/, '').replace(path, ''))).toEqual([
      'DEBUG',
      'LOG_LEVEL',
      'JWT_SECRET_KEY',
      'ADMIN_PASSWORD',
      'FRONTEND_URL',
      'CORS_ORIGINS',
      'WATCHED_URLS',
    ]);
  });

  // shows: S3-060, S3-076, S3-077
  test('come from the bundle where they are no parameters', () => {
    expect(dashboard.read('backend/.ebextensions/python.config')).toMatchObject({
      option_settings: {
        'aws:elasticbeanstalk:container:python': { WSGIPath: 'app.main:app' },
        'aws:elasticbeanstalk:application:environment': {
          ENVIRONMENT: 'production',
          PYTHONPATH: '/var/app/current',
        },
      },
    });
    expect(dashboard.text('backend/Procfile')).toContain('uvicorn app.main:app');
  });

  // shows: S3-081
  test('reach the tasks of ECS as variables and secrets', () => {
    expect(dashboard.read('task-definition.json')).toMatchObject({
      containerDefinitions: [
        {
          environment: expect.arrayContaining([{ name: 'ENVIRONMENT', value: 'production' }]) as object[],
          secrets: expect.arrayContaining([expect.objectContaining({ name: 'JWT_SECRET_KEY' })]) as object[],
        },
      ],
    });
  });
});

// shows: S3-071, S3-078, S3-082, S3-083
test('the Dockerfile is of python:3.11-slim, installs without a cache and serves on port 8000', () => {
  const lines = dashboard.text('backend/Dockerfile').split('\n');
  expect(lines[0]).toMatch(/^ARG PYTHON_IMAGE=\S+\/python:3\.11-slim$/);
  expect(lines.filter((line) => line !== '').slice(1)).toEqual([
    'FROM ${PYTHON_IMAGE}',
    'WORKDIR /app',
    'COPY requirements.txt .',
    'RUN pip install --no-cache-dir -r requirements.txt',
    'COPY app/ ./app/',
    'EXPOSE 8000',
    'CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8000"]',
  ]);
});

describe('the site', () => {
  // shows: S3-084, S3-086, S3-102, S3-134
  test('has a bucket whose pages are those of one application, for any origin', () => {
    expect(dashboard.read('bucket.json')).toMatchObject({
      Bucket: 'cloud-health-dashboard-frontend',
      VersioningConfiguration: { Status: 'Enabled' },
      WebsiteConfiguration: { IndexDocument: 'index.html', ErrorDocument: 'index.html' },
      CorsConfiguration: {
        CorsRules: [
          {
            AllowedOrigins: ['*'],
            AllowedMethods: ['GET', 'HEAD'],
            AllowedHeaders: ['*'],
            MaxAgeSeconds: 3000,
          },
        ],
      },
    });
  });

  // shows: S3-087, S3-088, S3-089, S3-090, S3-091, S3-092, S3-123, S3-134
  test('has a distribution over that bucket with the behaviour of the design', () => {
    const page = { ResponseCode: '200', ResponsePagePath: '/index.html' };
    expect(dashboard.read('cloudfront-config.json')).toMatchObject({
      DistributionConfig: {
        Origins: { Items: [{ DomainName: 'cloud-health-dashboard-frontend.s3.amazonaws.com' }] },
        DefaultCacheBehavior: {
          ViewerProtocolPolicy: 'redirect-to-https',
          AllowedMethods: { Items: ['GET', 'HEAD', 'OPTIONS'], CachedMethods: { Items: ['GET', 'HEAD'] } },
          Compress: true,
          DefaultTTL: 86_400,
        },
        CustomErrorResponses: {
          Items: [
            { ErrorCode: 404, ...page },
            { ErrorCode: 403, ...page },
          ],
        },
      },
    });
  });

  // shows: S3-073
  test('keeps its scripts, styles and media apart, as the design names them', async () => {
    interface Output {
      readonly entryFileNames: string;
      readonly assetFileNames: (asset: { readonly names: readonly string[] }) => string;
    }
    const { default: config } = (await import(join(dashboard.folder, 'frontend', 'vite.config.js'))) as {
      readonly default: { readonly build: { readonly rollupOptions: { readonly output: Output } } };
    };
    const { entryFileNames, assetFileNames } = config.build.rollupOptions.output;
    expect(entryFileNames).toMatch(/^static\/js\//);
    expect(assetFileNames({ names: ['index.css'] })).toMatch(/^static\/css\//);
    expect(assetFileNames({ names: ['logo.png'] })).toMatch(/^static\/media\//);
  });
});
