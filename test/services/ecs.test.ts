// Clusters, task definitions and services by ECS's API, on a machine without a container engine. With one: test/deployments/ecs-tasks.test.ts.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { openJsonService, type JsonService } from '../rig/json-service.ts';

const open = async () => openJsonService('ecs', 'AmazonEC2ContainerServiceV20141113');

const arn = 'arn:aws:ecs:eu-central-1:111122223333';
const taskDefinition = {
  family: 'web',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  cpu: '256',
  memory: '512',
  executionRoleArn: 'arn:aws:iam::111122223333:role/ecs',
  containerDefinitions: [{ name: 'web', image: 'web:1', portMappings: [{ containerPort: 8080 }] }],
};
const service = {
  cluster: 'shop',
  serviceName: 'web',
  taskDefinition: 'web',
  desiredCount: 2,
  launchType: 'FARGATE',
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
  tags: [{ key: 'team', value: 'a' }],
};

beforeAll(() => {
  process.env['SLIPWAY_CONTAINER_ENGINE'] = '/nonexistent/engine';
});
afterAll(() => {
  delete process.env['SLIPWAY_CONTAINER_ENGINE'];
});

test('a cluster is created once, has settings and capacity providers, and is deleted when nothing is in it', async () => {
  await using ecs = await open();
  const { call } = ecs;
  expect(await call('DescribeClusters', { clusters: ['shop'] })).toEqual({
    clusters: [],
    failures: [{ arn: `${arn}:cluster/shop`, reason: 'MISSING' }],
  });
  expect(await call('ListServices', { cluster: 'shop' })).toMatchObject({
    __type: 'ClusterNotFoundException',
    message: 'Cluster not found.',
  });
  const { cluster } = await call('CreateCluster', { clusterName: 'shop' });
  expect(cluster).toMatchObject({ clusterArn: `${arn}:cluster/shop`, status: 'ACTIVE' });
  await call('PutClusterCapacityProviders', {
    cluster: 'shop',
    capacityProviders: ['FARGATE'],
    defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
  });
  await call('TagResource', { resourceArn: `${arn}:cluster/shop`, tags: [{ key: 'team', value: 'a' }] });
  expect(await call('DescribeClusters', { clusters: ['shop'], include: ['TAGS', 'SETTINGS'] })).toMatchObject(
    {
      clusters: [
        {
          capacityProviders: ['FARGATE'],
          settings: [{ name: 'containerInsights', value: 'disabled' }],
          tags: [{ key: 'team', value: 'a' }],
        },
      ],
    },
  );
  expect(await call('DeleteCluster', { cluster: 'shop' })).toMatchObject({ cluster: { status: 'INACTIVE' } });
  expect(await call('ListClusters')).toEqual({ clusterArns: [] });
});

test('each call registers a revision, which is ACTIVE until it is deregistered', async () => {
  await using ecs = await open();
  const { call, endpoint } = ecs;
  const registered = await call('RegisterTaskDefinition', taskDefinition);
  expect(registered).toMatchObject({
    taskDefinition: {
      ...taskDefinition,
      taskDefinitionArn: `${arn}:task-definition/web:1`,
      revision: 1,
      status: 'ACTIVE',
      volumes: [],
      compatibilities: ['EC2', 'FARGATE'],
      // What the service fills in.
      containerDefinitions: [
        {
          name: 'web',
          cpu: 0,
          essential: true,
          environment: [],
          mountPoints: [],
          volumesFrom: [],
          systemControls: [],
          portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: 'tcp' }],
        },
      ],
    },
  });
  await call('RegisterTaskDefinition', taskDefinition);
  expect(await call('ListTaskDefinitions', { familyPrefix: 'web', sort: 'DESC' })).toEqual({
    taskDefinitionArns: [`${arn}:task-definition/web:2`, `${arn}:task-definition/web:1`],
  });
  await call('DeregisterTaskDefinition', { taskDefinition: 'web:2' });
  expect(await call('DescribeTaskDefinition', { taskDefinition: 'web' })).toMatchObject({
    taskDefinition: { revision: 1 },
  });
  expect(
    await call('DescribeTaskDefinition', { taskDefinition: `${arn}:task-definition/web:2` }),
  ).toMatchObject({
    taskDefinition: { status: 'INACTIVE' },
  });
  expect(await call('DescribeTaskDefinition', { taskDefinition: 'none' })).toMatchObject({
    __type: 'ClientException',
    message: 'Unable to describe task definition.',
  });
  using account = openAccount(endpoint.stateFolder);
  expect(account.list()).toMatchObject([{ type: 'AWS::ECS::TaskDefinition', name: 'web', version: 2 }]);
});

test('a container that waits for one that is not there is refused', async () => {
  await using ecs = await open();
  const dependsOn = [{ containerName: 'db', condition: 'START' }];
  const containerDefinitions = [{ name: 'web', image: 'web:1', memory: 64, dependsOn }];
  expect(await ecs.call('RegisterTaskDefinition', { family: 'web', containerDefinitions })).toMatchObject({
    __type: 'ClientException',
    message: expect.stringContaining('depends on "db"') as string,
  });
});

test('without an engine a service stays without tasks, and says why in the words of ECS', async () => {
  await using ecs = await open();
  const { call, endpoint } = ecs;
  await call('CreateCluster', { clusterName: 'shop' });
  await call('RegisterTaskDefinition', taskDefinition);
  const created = await call('CreateService', service);
  expect(created).toMatchObject({
    service: {
      serviceArn: `${arn}:service/shop/web`,
      clusterArn: `${arn}:cluster/shop`,
      status: 'ACTIVE',
      desiredCount: 2,
      runningCount: 0,
      taskDefinition: `${arn}:task-definition/web:1`,
      deploymentConfiguration: { maximumPercent: 200, minimumHealthyPercent: 100 },
      deploymentController: { type: 'ECS' },
      schedulingStrategy: 'REPLICA',
      propagateTags: 'NONE',
      availabilityZoneRebalancing: 'DISABLED',
      platformVersion: 'LATEST',
      deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desiredCount: 2, runningCount: 0 }],
      tags: service.tags,
    },
  });
  expect(await call('CreateService', service)).toMatchObject({
    __type: 'InvalidParameterException',
    message: 'Creation of service was not idempotent.',
  });
  await eventOf(ecs, 'was unable to place a task because no container instance met all of its requirements.');
  expect(await call('RunTask', { cluster: 'shop', taskDefinition: 'web' })).toMatchObject({
    message: expect.stringContaining('No Container Instances were found in your cluster') as string,
  });
  expect(await call('DescribeServices', { cluster: 'shop', services: ['web', 'api'] })).toMatchObject({
    services: [{ serviceName: 'web' }],
    failures: [{ arn: `${arn}:service/shop/api`, reason: 'MISSING' }],
  });
  {
    using account = openAccount(endpoint.stateFolder);
    const types = account.list().map(({ type, name }) => `${type} ${name}`);
    expect(types).toEqual([
      'AWS::ECS::Cluster shop',
      'AWS::ECS::Service shop/web',
      'AWS::ECS::TaskDefinition web',
    ]);
  }
  expect(await call('DeleteService', { cluster: 'shop', service: 'web' })).toMatchObject({
    message: 'The service cannot be stopped while it is scaled above 0.',
  });
  const deployment = idOf(await call('UpdateService', { cluster: 'shop', service: 'web', desiredCount: 0 }));
  expect(deployment).toBe(idOf(created));
  const forced = { cluster: 'shop', service: 'web', forceNewDeployment: true };
  expect(idOf(await call('UpdateService', forced))).not.toBe(deployment);
  await call('DeleteService', { cluster: 'shop', service: 'web' });
  await until(async () => (await describe(ecs)).status === 'INACTIVE');
  expect(await call('UpdateService', forced)).toMatchObject({ __type: 'ServiceNotActiveException' });
  expect(await call('DeleteCluster', { cluster: 'shop' })).toMatchObject({ cluster: { status: 'INACTIVE' } });
});

interface Described {
  readonly status: string;
  readonly deployments: readonly { readonly id: string }[];
  readonly events: readonly { readonly message: string }[];
}

function idOf({ service: found }: Readonly<Record<string, unknown>>): string | undefined {
  return (found as Described).deployments[0]?.id;
}

async function describe({ call }: JsonService): Promise<Described> {
  const { services } = await call('DescribeServices', { cluster: 'shop', services: ['web'] });
  return (services as readonly [Described])[0];
}

async function eventOf(ecs: JsonService, message: string): Promise<void> {
  await until(async () => (await describe(ecs)).events.some((event) => event.message.includes(message)));
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 20));
}
