// What the definition of the CI/CD demo says, as its REQUIREMENTS.md asks; the scripts of its revision are run.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { parsePattern } from '../../src/model/events/event-pattern.ts';
import { example } from '../rig/example.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const demo = example('cicd-demo');
const buildspec = demo.read('buildspec.yml') as {
  readonly phases: Readonly<Record<string, { readonly commands: readonly string[] }>>;
};

// shows: S4-007, S4-016
test('the pipeline has the stages Source, Build and Deploy, over a connection to GitHub', () => {
  const { pipeline } = demo.read('pipeline.json') as {
    readonly pipeline: { readonly stages: readonly { readonly name: string }[] };
  };
  expect(pipeline.stages.map(({ name }) => name)).toEqual(['Source', 'Build', 'Deploy']);
  expect(pipeline.stages).toMatchObject([
    {
      actions: [
        {
          actionTypeId: { provider: 'CodeStarSourceConnection' },
          configuration: { FullRepositoryId: 'example/cicd-demo', BranchName: 'main' },
        },
      ],
    },
    { actions: [{ actionTypeId: { provider: 'CodeBuild' } }] },
    { actions: [{ actionTypeId: { provider: 'CodeDeploy' } }] },
  ]);
});

// shows: S4-018, S4-022, S4-023, S4-024
test('the build has a small machine, the image standard:7.0 and Node.js', () => {
  expect(demo.read('codebuild-project.json')).toMatchObject({
    environment: { image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
  });
  expect(buildspec).toMatchObject({ phases: { install: { 'runtime-versions': { nodejs: 22 } } } });
});

// shows: S4-009, S4-018, S4-019, S4-020, S4-021
test('the buildspec installs, lints, tests with Jest and packages, phase by phase', () => {
  const { install, pre_build: preBuild, build, post_build: postBuild } = buildspec.phases;
  expect(install?.commands).toContain('npm ci --no-audit --no-fund');
  expect(preBuild?.commands).toEqual(['npm run lint']);
  expect(build?.commands).toEqual(['npm test']);
  expect(postBuild?.commands.join('\n')).toContain('> version.json');
  expect(demo.read('sample-app/package.json')).toMatchObject({
    scripts: { lint: 'eslint . --max-warnings 0', test: expect.stringMatching(/^jest /) as string },
  });
});

// shows: S4-005, S4-010, S4-011, S4-021
test('the revision holds the application, the appspec and the scripts of the lifecycle events', () => {
  expect(buildspec).toMatchObject({
    artifacts: {
      files: [
        'appspec.yml',
        'scripts/*',
        'sample-app/package.json',
        'sample-app/version.json',
        'sample-app/src/**/*',
      ],
    },
  });
  const hook = (name: string) => [{ location: `scripts/${name}.sh`, timeout: expect.any(Number) as number }];
  expect(demo.read('appspec.yml')).toMatchObject({
    files: [{ source: 'sample-app', destination: '/home/ec2-user/app' }],
    hooks: {
      ApplicationStop: hook('application_stop'),
      BeforeInstall: hook('before_install'),
      ApplicationStart: hook('application_start'),
      ValidateService: hook('validate_service'),
    },
  });
});

// shows: S4-029, S4-030, S4-031, S4-037, S4-038, S4-082, S4-084
test('the deployment is in place, one host at a time, on the hosts with the tag of the fleet', () => {
  expect(demo.read('codedeploy-deployment-group.json')).toMatchObject({
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    deploymentStyle: { deploymentType: 'IN_PLACE' },
    ec2TagFilters: [{ Key: 'DeploymentGroup', Value: 'Production-Fleet', Type: 'KEY_AND_VALUE' }],
    alarmConfiguration: { enabled: true, alarms: [{ name: 'cicd-demo-errors' }] },
    autoRollbackConfiguration: {
      enabled: true,
      events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
    },
  });
  expect(demo.read('fleet.json')).toMatchObject({
    instances: 3,
    tags: { DeploymentGroup: 'Production-Fleet' },
    targetGroup: { port: 3000, healthCheckPath: '/health' },
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const script = (name: string): string => join(demo.folder, 'scripts', `${name}.sh`);

// shows: S4-008, S4-011, S4-035, S4-036, S4-042
test('the scripts start the application, find it healthy, and stop it', async () => {
  const root = await makeFolder();
  const home = join(root.path, 'home', 'ec2-user');
  mkdirSync(home, { recursive: true });
  cpSync(join(demo.folder, 'sample-app', 'src'), join(home, 'app', 'src'), { recursive: true });
  cpSync(join(demo.folder, 'sample-app', 'package.json'), join(home, 'app', 'package.json'));
  const port = await freePort();
  const path = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;
  const env = { ...process.env, PATH: path, PORT: String(port), SLIPWAY_HOST_ROOT: root.path };
  const run = (name: string): string =>
    execFileSync('/bin/sh', [script(name)], { env, encoding: 'utf8', stdio: 'pipe' });
  onTestFinished(async () => {
    run('application_stop');
    await root[Symbol.asyncDispose]();
  });
  expect(run('application_start')).toContain(`Started on port ${port}`);
  expect(run('validate_service')).toContain('ok');
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
  run('application_stop');
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
});

// shows: S4-042
test('without a PORT the application and its health check take 3000', () => {
  expect(demo.text('sample-app/src/server.js')).toContain('Number(process.env.PORT ?? 3000)');
  expect(demo.text('scripts/application_start.sh')).toContain('"${PORT:-3000}"');
  expect(demo.text('scripts/validate_service.sh')).toContain('"http://127.0.0.1:${PORT:-3000}/health"');
});

// shows: S4-033, S4-042
test('BeforeInstall installs Node.js on a host that has none', async () => {
  await using root = await makeFolder();
  const bin = join(root.path, 'bin');
  mkdirSync(bin);
  symlinkSync('/bin/mkdir', join(bin, 'mkdir'));
  const before = (): string =>
    execFileSync('/bin/sh', [script('before_install')], {
      env: { PATH: bin, SLIPWAY_HOST_ROOT: root.path },
      encoding: 'utf8',
      stdio: 'pipe',
    });
  expect(before).toThrow(/no Node\.js and neither dnf nor yum/);
  writeFileSync(join(bin, 'dnf'), '#!/bin/sh\necho "dnf $*"\n');
  chmodSync(join(bin, 'dnf'), 0o755);
  expect(before()).toBe('dnf install -y nodejs\n');
  symlinkSync(process.execPath, join(bin, 'node'));
  expect(before()).toBe(`Node.js ${process.version} is there\n`);
});

// shows: S4-115, S4-116, S4-118, S4-119
test.each([
  ['pipeline-failed', 'AWS/CodePipeline', 'FailedPipelineExecutions', 'PipelineName', 'cicd-demo'],
  ['build-failed', 'AWS/CodeBuild', 'FailedBuilds', 'ProjectName', 'cicd-demo'],
  ['unhealthy-hosts', 'AWS/ApplicationELB', 'UnHealthyHostCount', 'TargetGroup', 'production'],
  ['errors', 'AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', 'TargetGroup', 'production'],
])('an alarm watches %s', (...[name, Namespace, MetricName, Name, Value]) => {
  expect(demo.read(`alarm-${name}.json`)).toMatchObject({
    AlarmName: `cicd-demo-${name}`,
    Namespace,
    MetricName,
    Dimensions: [{ Name, Value }],
  });
});

const events = [
  [true, 'aws.codepipeline', 'CodePipeline Pipeline Execution State Change', { state: 'FAILED' }],
  [false, 'aws.codepipeline', 'CodePipeline Pipeline Execution State Change', { state: 'SUCCEEDED' }],
  [true, 'aws.codebuild', 'CodeBuild Build State Change', { 'build-status': 'FAILED' }],
  [false, 'aws.codebuild', 'CodeBuild Build State Change', { 'build-status': 'IN_PROGRESS' }],
  [true, 'aws.codedeploy', 'CodeDeploy Deployment State-change Notification', { state: 'FAILURE' }],
  [false, 'aws.codedeploy', 'CodeDeploy Deployment State-change Notification', { state: 'SUCCESS' }],
  [true, 'aws.cloudwatch', 'CloudWatch Alarm State Change', { state: { value: 'ALARM' } }],
  [false, 'aws.cloudwatch', 'CloudWatch Alarm State Change', { state: { value: 'OK' } }],
] as const;

// shows: S4-115, S4-116, S4-117, S4-118, S4-119, S4-129
test.each(events)('the team is notified by mail: %s of %s, %s, %o', (isSent, source, type, detail) => {
  const { notifications } = demo.read('notifications.json') as {
    readonly notifications: readonly { readonly eventPattern: unknown; readonly target: unknown }[];
  };
  const [{ eventPattern, target } = { eventPattern: undefined, target: undefined }] = notifications;
  expect(target).toEqual({
    type: 'sns',
    subscriptions: [{ protocol: 'email', endpoint: 'team@example.com' }],
  });
  const pattern = parsePattern(eventPattern);
  if (isFailed(pattern)) throw new Error(pattern.failed.join());
  expect(pattern.matches({ source, 'detail-type': type, detail })).toBe(isSent);
});

// shows: S4-098, S4-120, S4-124, S4-126
test('a version comes to production by staging, where it is tested and loaded, and by an approval', () => {
  const { pipeline } = demo.read('pipeline-promotion.json') as {
    readonly pipeline: { readonly stages: readonly object[] };
  };
  const deployed = (DeploymentGroupName: string) => ({
    actionTypeId: { provider: 'CodeDeploy' },
    configuration: { DeploymentGroupName },
  });
  expect(pipeline.stages.slice(2)).toMatchObject([
    {
      name: 'Staging',
      actions: [
        deployed('Staging-Fleet'),
        { actionTypeId: { category: 'Test' }, configuration: { ProjectName: 'cicd-demo-staging-tests' } },
      ],
    },
    { name: 'Approve', actions: [{ actionTypeId: { category: 'Approval' } }] },
    { name: 'Production', actions: [deployed('Production-Fleet')] },
  ]);
  expect(demo.read('staging-tests/buildspec.yml')).toMatchObject({
    phases: { build: { commands: ['npm run integration', 'npm run load'] } },
    cache: { paths: ['/root/.npm/**/*'] },
  });
  expect(demo.read('codebuild-project-staging-tests.json')).toMatchObject({
    environment: { environmentVariables: [{ name: 'STAGING_URL', value: 'http://127.0.0.1:8060' }] },
    cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] },
  });
  expect(demo.read('fleet-staging.json')).toMatchObject({ targetGroup: { listenerPort: 8060 } });
});

/** The application, which listens by itself, and what the integration tests of staging say of it. */
async function integrate(answer: (path: string) => { readonly status: number; readonly body: string }) {
  const server = createServer((request, response) => {
    const { status, body } = answer(request.url ?? '');
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const test = join(demo.folder, 'staging-tests', 'integration.test.js');
  const child = spawn(process.execPath, ['--test-reporter=tap', test], {
    env: { PATH: process.env['PATH'], STAGING_URL: url },
  });
  const output = await text(child.stdout);
  server.close().closeAllConnections();
  return output;
}

interface App {
  readonly handle: (request: { readonly url: string }, version: object) => { status: number; body: string };
}

// shows: S4-124, S4-125
test('the integration tests pass on the application, and fail on one that gives away what is asked for', async () => {
  const { handle } = createRequire(import.meta.url)(join(demo.folder, 'sample-app/src/app.js')) as App;
  const version = { version: '1.0.0+build.7', commit: 'abc1234', build: '7' };
  expect(await integrate((url) => handle({ url }, version))).toMatch(/# fail 0/);
  const echoing = await integrate((url) =>
    url === '/version'
      ? { status: 200, body: JSON.stringify(version) }
      : { status: 200, body: `${version.version} ${decodeURIComponent(url.replace('%00', ''))}` },
  );
  expect(echoing).toMatch(/not ok \d+ - paths that lead out of the application give nothing away/);
  expect(echoing).toMatch(/not ok \d+ - markup in an address is never given back/);
});

// shows: S4-125
test('the linter of the build looks for what lets others run code', () => {
  expect(demo.read('sample-app/package.json')).toMatchObject({
    devDependencies: { 'eslint-plugin-security': '4.1.0' },
  });
  expect(demo.text('sample-app/eslint.config.js')).toContain(
    "{ ...security.configs.recommended, files: ['src/**'] }",
  );
});
