// Custom actions: a worker polls CodePipeline's API for their jobs, and a pipeline goes on with what it reports.
import { expect, test } from 'vitest';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { rawZip } from '../rig/raw-zip.ts';
import { openJsonService } from '../rig/json-service.ts';

const id = { category: 'Test', owner: 'Custom', provider: 'Jenkins', version: '1' };
const customType = {
  category: 'Test',
  provider: 'Jenkins',
  version: '1',
  configurationProperties: [
    { name: 'Project', required: true, key: true, secret: false, queryable: true },
    { name: 'Level', required: false, key: false, secret: false },
  ],
  inputArtifactDetails: { minimumCount: 1, maximumCount: 1 },
  outputArtifactDetails: { minimumCount: 0, maximumCount: 1 },
};

const source = {
  name: 'S3',
  actionTypeId: { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' },
  configuration: { S3Bucket: 'shop-source', S3ObjectKey: 'app.zip', PollForSourceChanges: 'false' },
  outputArtifacts: [{ name: 'src' }],
};
const custom = {
  name: 'Check',
  actionTypeId: id,
  configuration: { Project: 'shop' },
  namespace: 'checks',
  inputArtifacts: [{ name: 'src' }],
  outputArtifacts: [{ name: 'report' }],
};
const rule = {
  name: 'count',
  ruleTypeId: { category: 'Rule', owner: 'AWS', provider: 'VariableCheck', version: '1' },
  configuration: { Variable: '#{checks.Count}', Value: '7', Operator: 'EQ' },
};
const pipeline = {
  name: 'shop',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  pipelineType: 'V2',
  artifactStore: { type: 'S3', location: 'shop-artifacts' },
  stages: [
    { name: 'Source', actions: [source] },
    { name: 'Test', actions: [custom], onSuccess: { conditions: [{ result: 'FAIL', rules: [rule] }] } },
  ],
};

interface Job {
  readonly id: string;
  readonly nonce: string;
  readonly data: {
    readonly continuationToken?: string;
    readonly inputArtifacts: readonly Artifact[];
    readonly outputArtifacts: readonly Artifact[];
  };
}

interface Artifact {
  readonly location: { readonly s3Location: { readonly bucketName: string; readonly objectKey: string } };
}

function pathOf(artifact: Artifact | undefined): string {
  const { bucketName = '', objectKey = '' } = artifact?.location.s3Location ?? {};
  return `/${bucketName}/${objectKey}`;
}

function zip(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(rawZip([{ name: 'a.txt', data: Buffer.from(text) }]));
}

async function openShop(): Promise<ApiGround> {
  const ground = await openApiGround();
  await ground.makeBucket('shop-source');
  await ground.s3('PUT', '/shop-source/app.zip', zip('from the bucket'));
  await ground.codePipeline('CreateCustomActionType', customType);
  await ground.codePipeline('CreatePipeline', { pipeline });
  return ground;
}

/** The next job, once it is there. */
async function poll({ codePipeline }: ApiGround): Promise<Job> {
  let found: Job | undefined;
  await until(async () => {
    const { jobs } = await codePipeline('PollForJobs', { actionTypeId: id, queryParam: { Project: 'shop' } });
    found = (jobs as readonly Job[])[0];
    return found !== undefined;
  });
  if (found === undefined) throw new Error('there is no job');
  return found;
}

async function ended({ codePipeline }: ApiGround, pipelineExecutionId: unknown): Promise<string> {
  const status = async () => {
    const answer = await codePipeline('GetPipelineExecution', { pipelineName: 'shop', pipelineExecutionId });
    return (answer['pipelineExecution'] as { readonly status: string }).status;
  };
  await until(async () => (await status()) !== 'InProgress');
  return await status();
}

test('a worker takes a job, goes on with it by a token, and gives its artifacts and variables', async () => {
  await using ground = await openShop();
  const { codePipeline, s3 } = ground;
  const other = await codePipeline('PollForJobs', { actionTypeId: id, queryParam: { Project: 'other' } });
  expect(other).toEqual({ jobs: [] });
  const { pipelineExecutionId } = await codePipeline('StartPipelineExecution', { name: 'shop' });
  const job = await poll(ground);
  expect(job).toMatchObject({
    accountId: '111122223333',
    data: {
      actionTypeId: id,
      actionConfiguration: { configuration: { Project: 'shop' } },
      pipelineContext: { pipelineName: 'shop', stage: { name: 'Test' }, action: { name: 'Check' } },
    },
  });
  const early = await codePipeline('PutJobSuccessResult', { jobId: job.id });
  expect(early).toMatchObject({ __type: 'InvalidJobStateException' });
  const wrongNonce = await codePipeline('AcknowledgeJob', { jobId: job.id, nonce: 'x' });
  expect(wrongNonce).toMatchObject({ __type: 'InvalidNonceException' });
  expect(await codePipeline('AcknowledgeJob', { jobId: job.id, nonce: job.nonce })).toEqual({
    status: 'InProgress',
  });
  const input = await s3('GET', pathOf(job.data.inputArtifacts[0]));
  expect(Buffer.from(await input.arrayBuffer()).includes('a.txt')).toBe(true);
  await codePipeline('PutJobSuccessResult', { jobId: job.id, continuationToken: 'half' });
  const again = await poll(ground);
  expect(again).toMatchObject({ id: job.id, data: { continuationToken: 'half' } });
  await codePipeline('AcknowledgeJob', { jobId: job.id, nonce: again.nonce });
  await s3('PUT', pathOf(again.data.outputArtifacts[0]), zip('checked'));
  await codePipeline('PutJobSuccessResult', {
    jobId: job.id,
    executionDetails: { summary: 'all fine', externalExecutionId: 'run-7' },
    outputVariables: { Count: '7' },
  });
  expect(await ended(ground, pipelineExecutionId)).toBe('Succeeded');
  const filter = { pipelineExecutionId };
  const { actionExecutionDetails } = await codePipeline('ListActionExecutions', {
    pipelineName: 'shop',
    filter,
  });
  expect(actionExecutionDetails).toMatchObject([
    {
      actionName: 'Check',
      output: {
        executionResult: { externalExecutionId: 'run-7', externalExecutionSummary: 'all fine' },
      },
    },
    { actionName: 'S3' },
  ]);
  expect(await codePipeline('ListRuleExecutions', { pipelineName: 'shop', filter })).toMatchObject({
    ruleExecutionDetails: [{ ruleName: 'count', stageName: 'Test', status: 'Succeeded', pipelineVersion: 1 }],
  });
  expect(await codePipeline('GetPipelineState', { name: 'shop' })).toMatchObject({
    stageStates: [{}, { onSuccessConditionState: { latestExecution: { status: 'Succeeded' } } }],
  });
});

test('a job that its worker fails, and one whose execution is stopped, take no other result', async () => {
  await using ground = await openShop();
  const { codePipeline } = ground;
  const first = await codePipeline('StartPipelineExecution', { name: 'shop' });
  const failed = await poll(ground);
  await codePipeline('AcknowledgeJob', { jobId: failed.id, nonce: failed.nonce });
  const failureDetails = { type: 'ConfigurationError', message: 'there is no project shop' };
  await codePipeline('PutJobFailureResult', { jobId: failed.id, failureDetails });
  expect(await ended(ground, first['pipelineExecutionId'])).toBe('Failed');
  expect(await codePipeline('GetPipelineState', { name: 'shop' })).toMatchObject({
    stageStates: [
      {},
      { actionStates: [{ latestExecution: { errorDetails: { message: failureDetails.message } } }] },
    ],
  });
  const { pipelineExecutionId } = await codePipeline('StartPipelineExecution', { name: 'shop' });
  const stopped = await poll(ground);
  await codePipeline('AcknowledgeJob', { jobId: stopped.id, nonce: stopped.nonce });
  await codePipeline('StopPipelineExecution', { pipelineName: 'shop', pipelineExecutionId, abandon: true });
  await until(async () => (await ended(ground, pipelineExecutionId)) === 'Stopped');
  const late = { __type: 'InvalidJobStateException' };
  for (const { id: jobId } of [failed, stopped])
    expect(await codePipeline('PutJobSuccessResult', { jobId })).toMatchObject(late);
});

test('types of custom actions are listed, and a version is made once', async () => {
  await using service = await openJsonService('codepipeline', 'CodePipeline_20150709');
  const { call } = service;
  expect(await call('CreatePipeline', { pipeline })).toMatchObject({
    __type: 'InvalidActionDeclarationException',
    message:
      "ActionType (Category: 'Test', Provider: 'Jenkins', Owner: 'Custom', Version: '1') in action 'Check' is not available.",
  });
  expect(await call('CreateCustomActionType', customType)).toMatchObject({ actionType: { id } });
  expect(await call('ListActionTypes', { actionOwnerFilter: 'Custom' })).toMatchObject({
    actionTypes: [{ id, actionConfigurationProperties: customType.configurationProperties }],
  });
  const without = { ...custom, configuration: { Level: '1' } };
  const stages = [pipeline.stages[0], { name: 'Test', actions: [without] }];
  expect(await call('CreatePipeline', { pipeline: { ...pipeline, stages } })).toMatchObject({
    __type: 'InvalidActionDeclarationException',
    message: expect.stringContaining("missing required configuration 'Project'") as string,
  });
  await call('DeleteCustomActionType', { category: 'Test', provider: 'Jenkins', version: '1' });
  expect(await call('ListActionTypes', { actionOwnerFilter: 'Custom' })).toEqual({ actionTypes: [] });
  expect(await call('PollForJobs', { actionTypeId: id })).toMatchObject({
    __type: 'ActionTypeNotFoundException',
  });
  expect(await call('CreateCustomActionType', customType)).toMatchObject({ __type: 'ValidationException' });
  const { actionTypes } = await call('ListActionTypes', { actionOwnerFilter: 'AWS' });
  expect(actionTypes).toHaveLength(25);
  expect(await call('ListRuleTypes')).toMatchObject({
    ruleTypes: [{ id: { provider: 'CloudWatchAlarm' } }, {}, {}, {}, {}, {}],
  });
});
