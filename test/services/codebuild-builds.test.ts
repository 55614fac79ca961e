// Builds by CodeBuild's API, run for real.
import { expect, test } from 'vitest';
import { readableExecution } from '../../src/cli/request/choose-pipeline.ts';
import { ownPipeline } from '../../src/cli/session/own-pipeline.ts';
import { reloading } from '../../src/cli/session/reload-definition.ts';
import { ownFolder } from '../../src/cli/session/wait-for-owner.ts';
import { isFailed } from '../../src/lib/result.ts';
import { findOwner } from '../../src/server/ask-owner.ts';
import { openJsonService } from '../rig/json-service.ts';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';

const arn = 'arn:aws:codebuild:eu-central-1:111122223333';

const buildspec = `
version: 0.2
env: {exported-variables: [MADE]}
phases:
  build:
    commands:
      - echo "level $LEVEL, build $CODEBUILD_BUILD_NUMBER"
      - test "$LEVEL" != broken
      - export MADE=yes
      - echo hello > out.txt
      - echo '<testsuite><testcase name="a"/></testsuite>' > unit.xml
artifacts: {files: [out.txt], secondary-artifacts: {more: {files: [out.txt]}}}
reports: {unit: {files: [unit.xml]}}
`;

const project = {
  name: 'shop',
  source: { type: 'NO_SOURCE', buildspec },
  artifacts: { type: 'S3', location: 'shop-artifacts', path: 'out', namespaceType: 'BUILD_ID' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
    environmentVariables: [{ name: 'LEVEL', value: 'info' }],
  },
  serviceRole: 'arn:aws:iam::111122223333:role/build',
};

const secondary = {
  type: 'S3',
  artifactIdentifier: 'more',
  location: 'shop-artifacts',
  path: 'more',
  namespaceType: 'BUILD_ID',
  name: 'files',
};

interface Build {
  readonly id: string;
  readonly buildStatus: string;
  readonly buildComplete: boolean;
  readonly phases: readonly { readonly phaseType: string; readonly phaseStatus?: string }[];
}

async function open(): Promise<ApiGround> {
  const ground = await openApiGround();
  await ground.makeBucket('shop-artifacts');
  await ground.codeBuild('CreateProject', project);
  return ground;
}

async function read({ codeBuild }: ApiGround, id: string): Promise<Build> {
  const { builds } = await codeBuild('BatchGetBuilds', { ids: [id] });
  return (builds as readonly [Build])[0];
}

async function start({ codeBuild }: ApiGround, more: object = {}): Promise<Build> {
  const answer = await codeBuild('StartBuild', { projectName: 'shop', ...more });
  expect(answer).toMatchObject({ build: { buildStatus: 'IN_PROGRESS', projectName: 'shop' } });
  return answer['build'] as Build;
}

async function ended(ground: ApiGround, id: string): Promise<Build> {
  await until(async () => (await read(ground, id)).buildComplete);
  return await read(ground, id);
}

test('a build gives its phases, its log, its variables and its artifacts, with the overrides of the call', async () => {
  await using ground = await open();
  const { codeBuild, logs, s3 } = ground;
  const started = await start(ground, {
    environmentVariablesOverride: [{ name: 'LEVEL', value: 'debug' }],
    secondaryArtifactsOverride: [secondary],
    idempotencyToken: 'once',
  });
  const again = await codeBuild('StartBuild', { projectName: 'shop', idempotencyToken: 'once' });
  expect(again).toMatchObject({ build: { id: started.id } });
  const build = await ended(ground, started.id);
  const uuid = started.id.slice('shop:'.length);
  expect(build).toMatchObject({
    arn: `${arn}:build/${started.id}`,
    buildNumber: 1,
    buildStatus: 'SUCCEEDED',
    currentPhase: 'COMPLETED',
    initiator: 'slipway',
    exportedEnvironmentVariables: [{ name: 'MADE', value: 'yes' }],
    artifacts: { location: `arn:aws:s3:::shop-artifacts/out/${uuid}/shop` },
    secondaryArtifacts: [
      { artifactIdentifier: 'more', location: `arn:aws:s3:::shop-artifacts/more/${uuid}/files` },
    ],
    reportArns: [`${arn}:report/shop-unit:${uuid}`],
    logs: { groupName: '/aws/codebuild/shop', streamName: uuid },
  });
  expect(build.phases.map(({ phaseType, phaseStatus }) => `${phaseType} ${phaseStatus ?? ''}`)).toEqual([
    'SUBMITTED SUCCEEDED',
    'QUEUED SUCCEEDED',
    'PROVISIONING SUCCEEDED',
    'DOWNLOAD_SOURCE SUCCEEDED',
    'INSTALL SUCCEEDED',
    'PRE_BUILD SUCCEEDED',
    'BUILD SUCCEEDED',
    'POST_BUILD SUCCEEDED',
    'UPLOAD_ARTIFACTS SUCCEEDED',
    'FINALIZING SUCCEEDED',
    'COMPLETED SUCCEEDED',
  ]);
  const stored = await s3('GET', `/shop-artifacts/out/${uuid}/shop/out.txt`);
  expect(await stored.text()).toBe('hello\n');
  const log = await logs('GetLogEvents', { logGroupName: '/aws/codebuild/shop', logStreamName: uuid });
  expect(log['events']).toContainEqual(expect.objectContaining({ message: 'level debug, build 1' }));
});

test('a build that fails says where, and can be built again', async () => {
  await using ground = await open();
  const { codeBuild } = ground;
  const broken = await start(ground, { environmentVariablesOverride: [{ name: 'LEVEL', value: 'broken' }] });
  const failed = await ended(ground, broken.id);
  expect(failed).toMatchObject({ buildStatus: 'FAILED' });
  expect(failed.phases).toContainEqual(
    expect.objectContaining({
      phaseType: 'BUILD',
      phaseStatus: 'FAILED',
      contexts: [expect.objectContaining({ statusCode: 'COMMAND_EXECUTION_ERROR' })],
    }),
  );
  const noSource = await start(ground, {
    sourceTypeOverride: 'S3',
    sourceLocationOverride: 'shop-artifacts/none.zip',
  });
  expect((await ended(ground, noSource.id)).phases).toContainEqual(
    expect.objectContaining({ phaseType: 'DOWNLOAD_SOURCE', phaseStatus: 'FAILED' }),
  );
  const { build } = await codeBuild('RetryBuild', { id: broken.id });
  expect(build).toMatchObject({
    buildNumber: 3,
    environment: { environmentVariables: [{ value: 'broken' }] },
  });
  const { id } = build as Build;
  expect(await ended(ground, id)).toMatchObject({ buildStatus: 'FAILED' });
  expect(await codeBuild('ListBuildsForProject', { projectName: 'shop' })).toEqual({
    ids: [id, noSource.id, broken.id],
  });
});

test('a build whose process is killed is begun again, and ends as it is asked to', async () => {
  await using ground = await open();
  const { codeBuild, logs, endDriver } = ground;
  const buildspecOverride = 'version: 0.2\nphases: {build: {commands: [echo waits, sleep 300]}}';
  const { id } = await start(ground, { buildspecOverride, artifactsOverride: { type: 'NO_ARTIFACTS' } });
  const beginnings = async () => {
    const found = await logs('FilterLogEvents', {
      logGroupName: '/aws/codebuild/shop',
      filterPattern: '"Running command sleep"',
    });
    return ((found['events'] ?? []) as readonly unknown[]).length;
  };
  await until(async () => (await beginnings()) === 1);
  await endDriver('SIGKILL');
  expect(await read(ground, id)).toMatchObject({ buildStatus: 'IN_PROGRESS' });
  await until(async () => (await beginnings()) === 2);
  await codeBuild('StopBuild', { id });
  expect(await ended(ground, id)).toMatchObject({ buildStatus: 'STOPPED' });
});

test('a driver that ends says which builds it still ends, and its successor takes the call that comes meanwhile', async () => {
  await using ground = await open();
  const { codeBuild, logs, endpoint, endDriver } = ground;
  const artifactsOverride = { type: 'NO_ARTIFACTS' };
  const buildspecOverride = JSON.stringify({
    version: 0.2,
    phases: { build: { commands: [`sh -c "trap '' TERM; echo it-holds; while :; do sleep 0.1; done"`] } },
  });
  const { id } = await start(ground, { buildspecOverride, artifactsOverride });
  await until(async () => {
    const found = await logs('FilterLogEvents', {
      logGroupName: '/aws/codebuild/shop',
      filterPattern: '"it-holds"',
    });
    return ((found['events'] ?? []) as readonly unknown[]).length > 1;
  });
  const before = await findOwner(endpoint.stateFolder);
  const gone = endDriver('SIGTERM');
  await until(async () => {
    const owner = await findOwner(endpoint.stateFolder);
    return owner !== undefined && 'ending' in owner && owner.ending?.includes(id);
  });
  const next = await start(ground, { artifactsOverride });
  await gone;
  expect(await ended(ground, next.id)).toMatchObject({ buildStatus: 'SUCCEEDED' });
  expect((await findOwner(endpoint.stateFolder))?.pid).not.toBe(before?.pid);
  await codeBuild('StopBuild', { id });
  expect(await ended(ground, id)).toMatchObject({ buildStatus: 'STOPPED' });
});

test('the process that owns the state folder builds what calls start, and takes the place of the one that was started', async () => {
  await using ground = await open();
  const { stateFolder } = ground.endpoint;
  const noArtifacts = { artifactsOverride: { type: 'NO_ARTIFACTS' } };
  await ended(ground, (await start(ground, noArtifacts)).id);
  const action = (name: string, category: string, more: object) => ({
    name,
    actionTypeId: { category, owner: 'AWS', provider: name, version: '1' },
    ...more,
  });
  const pipeline = {
    name: 'mine',
    roleArn: 'arn:aws:iam::111122223333:role/pipeline',
    artifactStore: { type: 'S3', location: 'shop-artifacts' },
    stages: [
      {
        name: 'Source',
        actions: [
          action('S3', 'Source', {
            configuration: { S3Bucket: 'shop-artifacts', S3ObjectKey: 'a.zip' },
            outputArtifacts: [{ name: 'src' }],
          }),
        ],
      },
      {
        name: 'Build',
        actions: [
          action('CodeBuild', 'Build', {
            configuration: { ProjectName: 'shop' },
            inputArtifacts: [{ name: 'src' }],
          }),
        ],
      },
    ],
  };
  await ground.codePipeline('CreatePipeline', { pipeline });
  await using state = await ownFolder(stateFolder, { writeError: () => undefined });
  const read = await reloading(state, stateFolder)('mine');
  if (isFailed(read)) throw new Error(JSON.stringify(read.failed));
  const { definition, definitionFolder: folder, options } = read.driven;
  await using _owned = await ownPipeline(
    state,
    { definition, folder, path: folder },
    { ...options, leaves: true, onStall: () => undefined },
  );
  const { id } = await start(ground, noArtifacts);
  expect(await ended(ground, id)).toMatchObject({ buildStatus: 'SUCCEEDED' });
  expect(await findOwner(stateFolder)).toMatchObject({ pid: process.pid });
  expect(readableExecution(state, 'latest', { pipeline: id })).toMatchObject({ pipelineName: id });
});

test.each([
  ['a project that is not there', { projectName: 'none' }, 'ResourceNotFoundException'],
  ['the source of a pipeline', { sourceTypeOverride: 'CODEPIPELINE' }, 'InvalidInputException'],
  [
    'a repository that this machine does not have',
    {
      sourceTypeOverride: 'CODECOMMIT',
      sourceLocationOverride: 'https://git-codecommit.eu-central-1.amazonaws.com/v1/repos/none',
    },
    'InvalidInputException',
  ],
])('no build begins with %s', async (_, change, code) => {
  await using service = await openJsonService('codebuild', 'CodeBuild_20161006');
  const { call } = service;
  await call('CreateProject', project);
  expect(await call('StartBuild', { projectName: 'shop', ...change })).toMatchObject({
    status: 400,
    __type: code,
  });
  expect(await call('ListBuilds')).toEqual({ ids: [] });
});

const batchspec = `
version: 0.2
batch:
  build-graph:
    - {identifier: first}
    - {identifier: second, depend-on: [first], env: {variables: {STATE: broken}}}
    - {identifier: third, depend-on: [second]}
phases: {build: {commands: ['test "$STATE" != broken']}}
`;

test('a batch of builds runs, is listed apart from builds, and gives what became of each', async () => {
  await using ground = await openApiGround();
  const { codeBuild } = ground;
  const plain = { ...project, artifacts: { type: 'NO_ARTIFACTS' } };
  await codeBuild('CreateProject', { ...plain, source: { type: 'NO_SOURCE', buildspec: batchspec } });
  expect(await codeBuild('StartBuildBatch', { projectName: 'shop' })).toMatchObject({
    __type: 'InvalidInputException',
  });
  const buildBatchConfigOverride = { serviceRole: project.serviceRole };
  const started = await codeBuild('StartBuildBatch', { projectName: 'shop', buildBatchConfigOverride });
  const { id } = started['buildBatch'] as { readonly id: string };
  const read = async () => {
    const { buildBatches } = await codeBuild('BatchGetBuildBatches', { ids: [id] });
    return (buildBatches as readonly { readonly complete?: boolean }[])[0];
  };
  await until(async () => (await read())?.complete === true);
  expect(await read()).toMatchObject({
    arn: `${arn}:build-batch/${id}`,
    buildBatchNumber: 1,
    buildBatchStatus: 'FAILED',
    projectName: 'shop',
    buildGroups: [
      { identifier: 'first', currentBuildSummary: { buildStatus: 'SUCCEEDED' } },
      { identifier: 'second', currentBuildSummary: { buildStatus: 'FAILED' } },
      { identifier: 'third' },
    ],
  });
  const ofFailed = { filter: { status: 'FAILED' } };
  expect(await codeBuild('ListBuildBatches', ofFailed)).toEqual({ ids: [id] });
  expect(await codeBuild('ListBuildBatchesForProject', { projectName: 'shop' })).toEqual({ ids: [id] });
  expect(await codeBuild('ListBuilds')).toEqual({ ids: [] });
  expect(await codeBuild('BatchGetBuilds', { ids: [id] })).toMatchObject({ buildsNotFound: [id] });
  const retried = await codeBuild('RetryBuildBatch', { id, retryType: 'RETRY_ALL_BUILDS' });
  expect(retried).toMatchObject({ buildBatch: { buildBatchNumber: 2, buildBatchStatus: 'IN_PROGRESS' } });
  const other = (retried['buildBatch'] as { readonly id: string }).id;
  await codeBuild('StopBuildBatch', { id: other });
  await until(async () => {
    const { buildBatches } = await codeBuild('BatchGetBuildBatches', { ids: [other] });
    return (buildBatches as readonly { readonly complete?: boolean }[])[0]?.complete === true;
  });
});

// Source: CodeBuild user guide, "Troubleshooting": YAML_FILE_ERROR; the call that starts the build does not read the buildspec.
test.each([
  ['no YAML', 'version: 0.2\nphases:\n  build:\n\tcommands: [echo hi]\n'],
  ['without a version', 'phases:\n  build: {commands: [echo hi]}\n'],
  ['without phases', 'version: 0.2\n'],
  ['with a command that is none', 'version: 0.2\nphases: {build: {commands: [{echo: hi}]}}'],
  ['with an unknown phase', 'version: 0.2\nphases: {built: {commands: [echo hi]}}'],
  ['a list', '- echo hi\n- echo there\n'],
])(
  'a build whose buildspec is wrong is started, and fails before its commands: %s',
  async (_, buildspecOverride) => {
    await using ground = await open();
    const source = { type: 'NO_SOURCE', buildspec: buildspecOverride };
    const made = await ground.codeBuild('CreateProject', { ...project, name: 'wrong', source });
    expect(made).toMatchObject({ project: { name: 'wrong' } });
    const { id } = await start(ground, { buildspecOverride });
    const build = await ended(ground, id);
    expect(build).toMatchObject({ buildStatus: 'FAILED' });
    expect(build.phases.find(({ phaseType }) => phaseType === 'DOWNLOAD_SOURCE')).toMatchObject({
      phaseStatus: 'FAILED',
      contexts: [{ statusCode: 'YAML_FILE_ERROR' }],
    });
    expect(build.phases.map(({ phaseType }) => phaseType)).not.toContain('BUILD');
  },
);
