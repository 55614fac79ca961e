// Pipelines by CodePipeline's API: read from what was run, and driven through the process that owns them.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serveEndpoint } from '../../src/endpoint/serve-endpoint.ts';
import { approvalAction, pipeline, sourceStage } from '../rig/definitions.ts';
import { callJson, userKeys } from '../rig/endpoint.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

type Json = Readonly<Record<string, unknown>>;

interface State {
  readonly stageStates: readonly {
    readonly stageName: string;
    readonly inboundTransitionState: Json;
    readonly latestExecution?: Json;
    readonly actionStates: readonly {
      readonly actionName: string;
      readonly latestExecution?: { readonly token?: string };
    }[];
  }[];
}

function write(app: Project): void {
  app.write('a.txt', 'a');
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Release', actions: [approvalAction('confirm')] }]),
  );
}

async function openApi(app: Project) {
  const stateFolder = join(app.folder, '.slipway');
  const endpoint = await serveEndpoint(stateFolder, join(stateFolder, 'targets', '@endpoint'));
  const caller = { url: endpoint.url, credentials: userKeys(stateFolder) };
  const call = async (operation: string, input: object = {}) =>
    callJson(caller, 'codepipeline', { target: `CodePipeline_20150709.${operation}`, input });
  const state = async () => (await call('GetPipelineState', { name: 'app' })).body as unknown as State;
  return { call, state, [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose]() };
}

test('an execution is started, approved and read by the API', async () => {
  await using app = makeProject();
  write(app);
  await startServer(app, { args: ['--source', '.'] });
  await using api = await openApi(app);

  expect((await api.call('ListPipelines')).body).toMatchObject({
    pipelines: [{ name: 'app', pipelineType: 'V2' }],
  });
  expect((await api.call('GetPipeline', { name: 'app' })).body).toMatchObject({
    pipeline: { name: 'app', stages: [{ name: 'Source' }, { name: 'Release' }] },
    metadata: { pipelineArn: 'arn:aws:codepipeline:eu-central-1:111122223333:app' },
  });

  const started = await api.call('StartPipelineExecution', { name: 'app' });
  const { pipelineExecutionId } = started.body;
  expect(pipelineExecutionId).toMatch(/^[0-9a-f-]{36}$/);

  const token = async () => (await api.state()).stageStates[1]?.actionStates[0]?.latestExecution?.token;
  await expect.poll(token).toBeDefined();
  const approval = { pipelineName: 'app', stageName: 'Release', actionName: 'confirm' };
  const result = { status: 'Approved', summary: 'fine' };
  const wrong = await api.call('PutApprovalResult', {
    ...approval,
    result,
    token: '00000000-0000-4000-8000-000000000000',
  });
  expect(wrong).toMatchObject({ status: 400, body: { __type: 'InvalidApprovalTokenException' } });
  const approved = await api.call('PutApprovalResult', { ...approval, result, token: await token() });
  expect(approved).toMatchObject({ status: 200 });

  const status = async () => {
    const { body } = await api.call('GetPipelineExecution', { pipelineName: 'app', pipelineExecutionId });
    return (body['pipelineExecution'] as Json)['status'];
  };
  await expect.poll(status).toBe('Succeeded');
  expect(
    (await api.call('ListPipelineExecutions', { pipelineName: 'app', maxResults: 1 })).body,
  ).toMatchObject({
    pipelineExecutionSummaries: [
      { pipelineExecutionId, status: 'Succeeded', trigger: { triggerType: 'StartPipelineExecution' } },
    ],
  });
});

test('a transition is disabled and enabled by the API', async () => {
  await using app = makeProject();
  write(app);
  await startServer(app, { args: ['--source', '.'] });
  await using api = await openApi(app);
  const transition = { pipelineName: 'app', stageName: 'Release', transitionType: 'Inbound' };
  const inbound = async () => (await api.state()).stageStates[1]?.inboundTransitionState;

  expect(await api.call('DisableStageTransition', { ...transition, reason: 'a fair' })).toMatchObject({
    status: 200,
  });
  await expect.poll(inbound).toMatchObject({ enabled: false, disabledReason: 'a fair' });
  expect(await api.call('EnableStageTransition', transition)).toMatchObject({ status: 200 });
  await expect.poll(inbound).toEqual({ enabled: true });
});

test('a request is refused with AWS’s exception, and one is executed when no process drives the pipeline', async () => {
  await using app = makeProject();
  write(app);
  const server = await startServer(app, { args: ['--source', '.'] });
  await using api = await openApi(app);
  expect(await api.call('StartPipelineExecution', { name: 'other' })).toMatchObject({
    status: 400,
    body: {
      __type: 'PipelineNotFoundException',
      message: "Account '111122223333' does not have a pipeline with name 'other'",
    },
  });
  const id = '00000000-0000-4000-8000-000000000000';
  const stop = await api.call('StopPipelineExecution', { pipelineName: 'app', pipelineExecutionId: id });
  expect(stop).toMatchObject({ status: 400, body: { __type: 'PipelineExecutionNotFoundException' } });
  server.running.kill('SIGTERM');
  await server.running.ended;
  const start = await api.call('StartPipelineExecution', { name: 'app' });
  expect(start).toMatchObject({ status: 200, body: { pipelineExecutionId: expect.any(String) as string } });
});
