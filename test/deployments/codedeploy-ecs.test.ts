// Blue/green deployments to a service by CodeDeploy's API, in containers of a Docker engine.
import { describe, expect, test } from 'vitest';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { callQuery } from '../rig/endpoint.ts';
import { callOf } from '../rig/json-service.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker("CodeDeploy's API for ECS");

type Answer = Readonly<Record<string, unknown>>;

const named = { applicationName: 'shop', deploymentGroupName: 'live' };
const arn = 'arn:aws:ecs:eu-central-1:111122223333';
const waiting = 60;

function appSpec(taskDefinition: string) {
  const content = `version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: ${taskDefinition}
        LoadBalancerInfo: { ContainerName: web, ContainerPort: 8080 }
`;
  return { revisionType: 'AppSpecContent', appSpecContent: { content } };
}

/** The service `web` of CodeDeploy's controller runs web:1; web:2 is registered, and its group waits at both waits. */
async function open() {
  const ground = await openApiGround();
  const ecs = callOf(ground.endpoint, 'ecs', 'AmazonEC2ContainerServiceV20141113');
  const made = await callQuery(ground.endpoint, 'elasticloadbalancing', {
    Action: 'CreateTargetGroup',
    Version: '2015-12-01',
    Name: 'web',
    Port: '8080',
    Protocol: 'HTTP',
    TargetType: 'ip',
    VpcId: 'vpc-1',
    HealthCheckIntervalSeconds: '5',
  });
  const [, targetGroupArn] = /<TargetGroupArn>([^<]*)/.exec(made.text) ?? [];
  await ecs('CreateCluster', { clusterName: 'shop' });
  for (const version of ['one', 'two']) await register(ecs, version);
  await ecs('CreateService', {
    cluster: 'shop',
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 1,
    deploymentController: { type: 'CODE_DEPLOY' },
    loadBalancers: [{ targetGroupArn, containerName: 'web', containerPort: 8080 }],
  });
  const { codeDeploy } = ground;
  await codeDeploy('CreateApplication', { applicationName: 'shop', computePlatform: 'ECS' });
  await codeDeploy('CreateDeploymentGroup', {
    ...named,
    serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    ecsServices: [{ clusterName: 'shop', serviceName: 'web' }],
    loadBalancerInfo: {
      targetGroupPairInfoList: [
        { targetGroups: [{ name: 'web' }, { name: 'web-2' }], prodTrafficRoute: { listenerArns: [] } },
      ],
    },
    blueGreenDeploymentConfiguration: {
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: waiting },
      terminateBlueInstancesOnDeploymentSuccess: {
        action: 'TERMINATE',
        terminationWaitTimeInMinutes: waiting,
      },
    },
  });
  await until(async () => (await serviceOf(ecs))['runningCount'] === 1);
  return { ...ground, ecs, [Symbol.asyncDispose]: async () => ground[Symbol.asyncDispose]() };
}

type Call = ReturnType<typeof callOf>;

async function register(ecs: Call, version: string): Promise<void> {
  const server = `require('node:http').createServer((request, response) => response.end('${version}')).listen(8080); process.on('SIGTERM', () => process.exit(0))`;
  await ecs('RegisterTaskDefinition', {
    family: 'web',
    containerDefinitions: [
      {
        name: 'web',
        image: docker().image,
        memory: 128,
        command: ['node', '-e', server],
        portMappings: [{ containerPort: 8080 }],
        stopTimeout: 2,
      },
    ],
  });
}

async function serviceOf(ecs: Call): Promise<Answer> {
  const { services } = await ecs('DescribeServices', { cluster: 'shop', services: ['web'] });
  return (services as readonly [Answer])[0];
}

async function infoOf({ codeDeploy }: Pick<ApiGround, 'codeDeploy'>, deploymentId: unknown): Promise<Answer> {
  return (await codeDeploy('GetDeployment', { deploymentId }))['deploymentInfo'] as Answer;
}

async function targetOf({ codeDeploy }: Pick<ApiGround, 'codeDeploy'>, deploymentId: unknown) {
  const given = await codeDeploy('GetDeploymentTarget', { deploymentId, targetId: 'shop:web' });
  return (given['deploymentTarget'] as { readonly ecsTarget: Answer }).ecsTarget;
}

describe.skipIf(reason !== undefined)('of a service', () => {
  test('a deployment waits to be continued twice, and one that is stopped leaves the old tasks as they were', async () => {
    await using ground = await open();
    const { codeDeploy, ecs } = ground;
    const reaches = async (deploymentId: unknown, status: string) => {
      const isThere = (info: Answer) => info['status'] === status || info['completeTime'] !== undefined;
      await until(async () => isThere(await infoOf(ground, deploymentId)));
      const { status: is, errorInformation } = await infoOf(ground, deploymentId);
      expect([is, status === 'Ready' ? errorInformation : undefined]).toEqual([status, undefined]);
    };
    const revision = appSpec(`${arn}:task-definition/web:2`);
    const { deploymentId, ...refused } = await codeDeploy('CreateDeployment', { ...named, revision });
    expect(refused).toEqual({});
    await reaches(deploymentId, 'Ready');
    expect(await targetOf(ground, deploymentId)).toMatchObject({
      targetArn: `${arn}:service/shop/web`,
      status: 'InProgress',
      lifecycleEvents: [
        { lifecycleEventName: 'BeforeInstall', status: 'Succeeded' },
        { lifecycleEventName: 'Install', status: 'Succeeded' },
        { lifecycleEventName: 'AfterInstall', status: 'Pending' },
        { lifecycleEventName: 'BeforeAllowTraffic', status: 'Pending' },
        { lifecycleEventName: 'AllowTraffic', status: 'Pending' },
        { lifecycleEventName: 'AfterAllowTraffic', status: 'Pending' },
      ],
      taskSetsInfo: [
        { taskSetLabel: 'Blue', status: 'PRIMARY', runningCount: 1, trafficWeight: 100 },
        { taskSetLabel: 'Green', status: 'ACTIVE', runningCount: 1, trafficWeight: 0 },
      ],
    });
    const go = async (deploymentWaitType: string) =>
      codeDeploy('ContinueDeployment', { deploymentId, deploymentWaitType });
    expect(await go('TERMINATION_WAIT')).toMatchObject({ __type: 'InvalidDeploymentWaitTypeException' });
    expect(await go('READY_WAIT')).toEqual({});
    await until(async () => {
      const info = await infoOf(ground, deploymentId);
      return info['status'] === 'Ready' && info['instanceTerminationWaitTimeStarted'] === true;
    });
    expect(await targetOf(ground, deploymentId)).toMatchObject({
      taskSetsInfo: [
        { taskSetLabel: 'Blue', status: 'ACTIVE', trafficWeight: 0 },
        { taskSetLabel: 'Green', status: 'PRIMARY', trafficWeight: 100 },
      ],
    });
    expect(await go('TERMINATION_WAIT')).toEqual({});
    await reaches(deploymentId, 'Succeeded');
    expect(await serviceOf(ecs)).toMatchObject({
      runningCount: 1,
      taskDefinition: `${arn}:task-definition/web:2`,
    });
    expect(await go('READY_WAIT')).toMatchObject({ __type: 'DeploymentAlreadyCompletedException' });

    const back = await codeDeploy('CreateDeployment', {
      ...named,
      revision: appSpec(`${arn}:task-definition/web:1`),
    });
    const second = back['deploymentId'];
    await reaches(second, 'Ready');
    await codeDeploy('StopDeployment', { deploymentId: second, autoRollbackEnabled: true });
    await reaches(second, 'Stopped');
    expect(await infoOf(ground, second)).toMatchObject({
      errorInformation: { code: 'MANUAL_STOP' },
      rollbackInfo: { rollbackDeploymentId: expect.stringMatching(/^d-/) },
    });
    expect(await serviceOf(ecs)).toMatchObject({
      runningCount: 1,
      taskDefinition: `${arn}:task-definition/web:2`,
    });

    const unknown = await codeDeploy('CreateDeployment', {
      ...named,
      revision: appSpec(`${arn}:task-definition/web:9`),
    });
    await reaches(unknown['deploymentId'], 'Failed');
    expect(await infoOf(ground, unknown['deploymentId'])).toMatchObject({
      errorInformation: { code: 'INVALID_REVISION', message: expect.stringContaining('web:9') },
    });
  });
});
