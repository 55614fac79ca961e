// Deployments to functions by CodeDeploy's API: the appspec is in the call, and the alias is what moves.
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { echo, lambdaApi, nodeFunction, whenSettled, zipText } from '../rig/lambda-api.ts';

type Answer = Readonly<Record<string, unknown>>;

const named = { applicationName: 'shop', deploymentGroupName: 'live' };

function appSpec(hooks: object = {}) {
  return JSON.stringify({
    version: 0.0,
    Resources: [
      {
        Check: {
          Type: 'AWS::Lambda::Function',
          Properties: { Name: 'check', Alias: 'live', CurrentVersion: '1', TargetVersion: '2' },
        },
      },
    ],
    ...hooks,
  });
}

function revisionOf(content: string) {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { revisionType: 'AppSpecContent', appSpecContent: { content, sha256 } };
}

/** The function `check` with two versions, whose alias `live` points to the first one, and a group that shifts it slowly. */
async function open(): Promise<ApiGround> {
  const ground = await openApiGround();
  const { codeDeploy } = ground;
  const call = lambdaApi(ground.endpoint);
  await call('POST functions', await nodeFunction('check', echo, { Publish: true }));
  await whenSettled(call, 'check');
  const ZipFile = await zipText({ 'check.mjs': 'export const handler = async () => 2;' });
  await call('PUT functions/check/code', { ZipFile, Publish: true });
  await call('POST functions/check/aliases', { Name: 'live', FunctionVersion: '1' });
  await codeDeploy('CreateApplication', { applicationName: 'shop', computePlatform: 'Lambda' });
  await codeDeploy('CreateDeploymentGroup', {
    ...named,
    deploymentConfigName: 'CodeDeployDefault.LambdaLinear10PercentEvery10Minutes',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
  });
  return ground;
}

async function infoOf({ codeDeploy }: ApiGround, deploymentId: unknown): Promise<Answer> {
  return (await codeDeploy('GetDeployment', { deploymentId }))['deploymentInfo'] as Answer;
}

async function ended(ground: ApiGround, deploymentId: unknown): Promise<Answer> {
  await until(async () => (await infoOf(ground, deploymentId))['completeTime'] !== undefined);
  return await infoOf(ground, deploymentId);
}

async function targetOf({ codeDeploy }: ApiGround, deploymentId: unknown): Promise<unknown> {
  const { targetIds } = await codeDeploy('ListDeploymentTargets', { deploymentId });
  const [targetId] = targetIds as readonly string[];
  const { deploymentTarget } = await codeDeploy('GetDeploymentTarget', { deploymentId, targetId });
  return deploymentTarget;
}

test('a deployment to a function shifts its alias, and one that is stopped with a rollback gives it back', async () => {
  await using ground = await open();
  const { codeDeploy } = ground;
  const alias = async () => (await lambdaApi(ground.endpoint)('GET functions/check/aliases/live')).body;
  const revision = revisionOf(appSpec());
  expect(
    await codeDeploy('CreateDeployment', {
      ...named,
      revision: { ...revision, appSpecContent: { content: '{}', sha256: 'a'.repeat(64) } },
    }),
  ).toMatchObject({ __type: 'InvalidRevisionException' });
  expect(
    await codeDeploy('CreateDeployment', {
      ...named,
      revision,
      deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    }),
  ).toMatchObject({ __type: 'InvalidDeploymentConfigNameException' });

  const { deploymentId } = await codeDeploy('CreateDeployment', { ...named, revision, description: 'slow' });
  await until(async () => 'RoutingConfig' in (await alias()));
  expect(await infoOf(ground, deploymentId)).toMatchObject({
    status: 'InProgress',
    computePlatform: 'Lambda',
    revision,
    description: 'slow',
    deploymentOverview: { InProgress: 1 },
  });
  expect(await codeDeploy('ContinueDeployment', { deploymentId })).toMatchObject({
    __type: 'UnsupportedActionForDeploymentTypeException',
  });
  expect(await codeDeploy('StopDeployment', { deploymentId, autoRollbackEnabled: true })).toMatchObject({
    status: 'Pending',
  });
  const stopped = await ended(ground, deploymentId);
  expect(stopped).toMatchObject({
    status: 'Stopped',
    errorInformation: { code: 'MANUAL_STOP' },
    rollbackInfo: { rollbackDeploymentId: expect.stringMatching(/^d-/) },
  });
  expect(await alias()).toMatchObject({ FunctionVersion: '1' });
  expect(await targetOf(ground, deploymentId)).toMatchObject({
    lambdaTarget: {
      status: 'Failed',
      lifecycleEvents: [
        { lifecycleEventName: 'BeforeAllowTraffic', status: 'Succeeded' },
        { lifecycleEventName: 'AllowTraffic', status: 'Failed' },
        { lifecycleEventName: 'AfterAllowTraffic', status: 'Skipped' },
      ],
    },
  });
  const { rollbackDeploymentId } = stopped['rollbackInfo'] as Answer;
  expect(await infoOf(ground, rollbackDeploymentId)).toMatchObject({
    status: 'Succeeded',
    creator: 'codeDeployRollback',
    rollbackInfo: { rollbackTriggeringDeploymentId: deploymentId },
  });

  const atOnce = { deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' };
  const second = await codeDeploy('CreateDeployment', { ...named, revision, ...atOnce });
  expect(await ended(ground, second['deploymentId'])).toMatchObject({ status: 'Succeeded', ...atOnce });
  expect(await alias()).toMatchObject({ FunctionVersion: '2' });
  expect(await targetOf(ground, second['deploymentId'])).toMatchObject({
    deploymentTargetType: 'LambdaTarget',
    lambdaTarget: {
      targetId: 'check:live',
      targetArn: 'arn:aws:lambda:eu-central-1:111122223333:function:check:live',
      status: 'Succeeded',
      lambdaFunctionInfo: { currentVersion: '1', targetVersion: '2', targetVersionWeight: 100 },
    },
  });

  // The alias points elsewhere by now: refused before anything moves, with the code of the refusal.
  const third = await codeDeploy('CreateDeployment', { ...named, revision });
  expect(await ended(ground, third['deploymentId'])).toMatchObject({
    status: 'Failed',
    errorInformation: { code: 'INVALID_LAMBDA_CONFIGURATION' },
  });
});
