// Pipelines by CodePipeline's API: made, run, changed and deleted by calls alone.
import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { rawZip } from '../rig/raw-zip.ts';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { openJsonService } from '../rig/json-service.ts';

const roleArn = 'arn:aws:iam::111122223333:role/pipeline';

const action = (category: string, provider: string, more: object) => ({
  name: provider,
  actionTypeId: { category, owner: 'AWS', provider, version: '1' },
  ...more,
});

const source = action('Source', 'S3', {
  configuration: { S3Bucket: 'shop-source', S3ObjectKey: 'app.zip', PollForSourceChanges: 'false' },
  outputArtifacts: [{ name: 'src' }],
});
const build = action('Build', 'CodeBuild', {
  configuration: { ProjectName: 'shop' },
  inputArtifacts: [{ name: 'src' }],
});

const pipeline = {
  name: 'shop',
  roleArn,
  pipelineType: 'V2',
  artifactStore: { type: 'S3', location: 'shop-source' },
  stages: [
    { name: 'Source', actions: [source] },
    { name: 'Build', actions: [build] },
  ],
};

const project = {
  name: 'shop',
  source: {
    type: 'CODEPIPELINE',
    buildspec: 'version: 0.2\nphases: {build: {commands: [cat a.txt]}}',
  },
  artifacts: { type: 'CODEPIPELINE' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
  },
  serviceRole: 'arn:aws:iam::111122223333:role/build',
};

const open = async () => openJsonService('codepipeline', 'CodePipeline_20150709');

test('a pipeline has versions and tags, and is gone when it is deleted', async () => {
  await using service = await open();
  const { call } = service;
  expect(await call('CreatePipeline', { pipeline, tags: [{ key: 'team', value: 'a' }] })).toMatchObject({
    pipeline: { name: 'shop', version: 1, executionMode: 'SUPERSEDED', stages: pipeline.stages },
    tags: [{ key: 'team', value: 'a' }],
  });
  expect(await call('CreatePipeline', { pipeline })).toMatchObject({
    status: 400,
    __type: 'PipelineNameInUseException',
  });
  const changed = { ...pipeline, executionMode: 'QUEUED' };
  expect(await call('UpdatePipeline', { pipeline: changed })).toMatchObject({ pipeline: { version: 2 } });
  expect(await call('GetPipeline', { name: 'shop', version: 1 })).toMatchObject({
    pipeline: { version: 1, executionMode: 'SUPERSEDED' },
  });
  expect(await call('GetPipeline', { name: 'shop' })).toMatchObject({
    pipeline: { version: 2, executionMode: 'QUEUED' },
    metadata: { pipelineArn: 'arn:aws:codepipeline:eu-central-1:111122223333:shop' },
  });
  expect(await call('GetPipeline', { name: 'shop', version: 3 })).toMatchObject({
    __type: 'PipelineVersionNotFoundException',
  });
  expect(await call('GetPipelineState', { name: 'shop' })).toMatchObject({
    stageStates: [
      { stageName: 'Source', actionStates: [{ actionName: 'S3' }] },
      { stageName: 'Build', actionStates: [{ actionName: 'CodeBuild' }] },
    ],
  });
  expect(await call('ListPipelines')).toMatchObject({ pipelines: [{ name: 'shop', version: 2 }] });
  const resourceArn = 'arn:aws:codepipeline:eu-central-1:111122223333:shop';
  await call('TagResource', { resourceArn, tags: [{ key: 'level', value: 'x' }] });
  await call('UntagResource', { resourceArn, tagKeys: ['team'] });
  expect(await call('ListTagsForResource', { resourceArn })).toEqual({
    tags: [{ key: 'level', value: 'x' }],
  });
  await call('DeletePipeline', { name: 'shop' });
  await call('DeletePipeline', { name: 'shop' });
  expect(await call('GetPipeline', { name: 'shop' })).toMatchObject({
    __type: 'PipelineNotFoundException',
    message: "Account '111122223333' does not have a pipeline with name 'shop'",
  });
});

test.each([
  ['one stage', { stages: pipeline.stages.slice(0, 1) }, 'InvalidStructureException'],
  [
    'an artifact that nothing gives',
    {
      stages: [
        pipeline.stages[0],
        { name: 'Build', actions: [{ ...build, inputArtifacts: [{ name: 'other' }] }] },
      ],
    },
    'InvalidActionDeclarationException',
  ],
  [
    'a provider that AWS does not have',
    { stages: [pipeline.stages[0], { name: 'Build', actions: [action('Build', 'Nothing', {})] }] },
    'InvalidActionDeclarationException',
  ],
])('a pipeline with %s is refused', async (_, change, code) => {
  await using service = await open();
  const { call } = service;
  expect(await call('CreatePipeline', { pipeline: { ...pipeline, ...change } })).toMatchObject({
    status: 400,
    __type: code,
  });
});

async function withSource(text: string): Promise<ApiGround> {
  const ground = await openApiGround();
  await ground.makeBucket('shop-source');
  await ground.s3(
    'PUT',
    '/shop-source/app.zip',
    Uint8Array.from(rawZip([{ name: 'a.txt', data: Buffer.from(text) }])),
  );
  return ground;
}

async function run({ codePipeline }: ApiGround): Promise<readonly [string, unknown]> {
  const { pipelineExecutionId } = await codePipeline('StartPipelineExecution', { name: 'shop' });
  const read = async () =>
    (await codePipeline('GetPipelineExecution', { pipelineName: 'shop', pipelineExecutionId }))[
      'pipelineExecution'
    ] as { readonly status: string };
  await until(async () => (await read())?.status !== 'InProgress');
  return [(await read()).status, pipelineExecutionId];
}

test('a pipeline that calls have made runs, and takes up a change of it and of its project', async () => {
  await using ground = await withSource('from the bucket');
  const { codeBuild, codePipeline, logs } = ground;
  await codeBuild('CreateProject', project);
  await codePipeline('CreatePipeline', { pipeline });
  const [first] = await run(ground);
  expect(first).toBe('Succeeded');
  const filterPattern = '"from the bucket"';
  const events = async () =>
    (await logs('FilterLogEvents', { logGroupName: '/aws/codebuild/shop', filterPattern }))[
      'events'
    ] as readonly unknown[];
  expect(await events()).toHaveLength(1);
  const { ids } = await codeBuild('ListBuildsForProject', { projectName: 'shop' });
  expect(ids).toEqual([expect.stringMatching(/^shop:/)]);
  expect(await codeBuild('BatchGetBuilds', { ids })).toMatchObject({
    builds: [
      {
        id: (ids as readonly string[])[0],
        buildStatus: 'SUCCEEDED',
        buildComplete: true,
        initiator: 'codepipeline/shop',
      },
    ],
    buildsNotFound: [],
  });
  const failing = 'version: 0.2\nphases: {build: {commands: [cat none.txt]}}';
  await codeBuild('UpdateProject', { name: 'shop', source: { ...project.source, buildspec: failing } });
  // The process that drives may be gone by then: another one takes its place.
  await ground.endDriver('SIGKILL');
  const [status, last] = await run(ground);
  expect(status).toBe('Failed');
  expect(await codePipeline('ListPipelineExecutions', { pipelineName: 'shop' })).toMatchObject({
    pipelineExecutionSummaries: [{ status: 'Failed' }, { status: 'Succeeded' }],
  });
  const filter = { succeededInStage: { stageName: 'Build' } };
  expect(await codePipeline('ListPipelineExecutions', { pipelineName: 'shop', filter })).toMatchObject({
    pipelineExecutionSummaries: [{ status: 'Succeeded' }],
  });
  const { actionExecutionDetails: details } = await codePipeline('ListActionExecutions', {
    pipelineName: 'shop',
    filter: { latestInPipelineExecution: { pipelineExecutionId: last, startTimeRange: 'Latest' } },
  });
  expect(details).toMatchObject([
    { actionName: 'CodeBuild', status: 'Failed', input: { configuration: { ProjectName: 'shop' } } },
    { actionName: 'S3', status: 'Succeeded', output: { outputArtifacts: [{ name: 'src' }] } },
  ]);
});

test('a webhook starts its pipeline by genuine deliveries that fit its filters, and has no secret in its answers', async () => {
  await using ground = await withSource('from the bucket');
  const { codeBuild, codePipeline } = ground;
  await codeBuild('CreateProject', project);
  await codePipeline('CreatePipeline', { pipeline });
  const webhook = {
    name: 'push',
    targetPipeline: 'shop',
    targetAction: 'S3',
    filters: [
      { jsonPath: '$.ref', matchEquals: 'refs/heads/main' },
      { jsonPath: '$.repository.name', matchEquals: '{S3Bucket}' },
    ],
    authentication: 'GITHUB_HMAC',
    authenticationConfiguration: { SecretToken: 'hush' },
  };
  const put = async (more: object) => codePipeline('PutWebhook', { webhook: { ...webhook, ...more } });
  expect(await put({ filters: [{ jsonPath: 'ref' }] })).toMatchObject({
    __type: 'InvalidWebhookFilterPatternException',
  });
  expect(await put({ authenticationConfiguration: {} })).toMatchObject({
    __type: 'InvalidWebhookAuthenticationParametersException',
  });
  expect(await put({ targetPipeline: 'none' })).toMatchObject({ __type: 'PipelineNotFoundException' });
  const { webhook: made } = (await put({})) as { readonly webhook: { readonly url: string } };
  expect(JSON.stringify(await codePipeline('ListWebhooks'))).not.toContain('hush');
  const deliver = async (payload: object, secret = 'hush') => {
    const body = JSON.stringify(payload);
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
    const response = await fetch(made.url, { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  };
  const push = { ref: 'refs/heads/main', repository: { name: 'shop-source' } };
  expect(await deliver(push, 'other')).toMatchObject({ status: 403 });
  expect(await deliver({ ...push, ref: 'refs/heads/side' })).toMatchObject({
    status: 200,
    body: { ignored: 'the filter $.ref = refs/heads/main does not match' },
  });
  const { status, body } = await deliver(push);
  expect(status).toBe(202);
  const { pipelineExecutionId } = body as { readonly pipelineExecutionId: string };
  expect(await codePipeline('ListWebhooks')).toMatchObject({
    webhooks: [{ definition: { name: 'push' }, lastTriggered: expect.any(Number) as unknown }],
  });
  await until(async () => {
    const read = await codePipeline('GetPipelineExecution', { pipelineName: 'shop', pipelineExecutionId });
    return (read['pipelineExecution'] as { readonly status: string }).status === 'Succeeded';
  });
  await codePipeline('DeleteWebhook', { name: 'push' });
  expect(await deliver(push)).toMatchObject({ status: 404 });
});
