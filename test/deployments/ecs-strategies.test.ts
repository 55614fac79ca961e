// Services of ECS's API whose deployments go over by ECS's own controller, under requests, in containers of a Docker engine.
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { openApiGround, until } from '../rig/api-ground.ts';
import { callQuery } from '../rig/endpoint.ts';
import { callOf } from '../rig/json-service.ts';
import { missingMoto } from '../rig/moto.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker("Strategies of ECS's API are");
const noMoto = await missingMoto();

interface Deployment {
  readonly id: string;
  readonly status: string;
  readonly rolloutState: string;
  readonly desiredCount: number;
  readonly taskDefinition: string;
}

interface ServiceNow {
  readonly taskDefinition: string;
  readonly runningCount: number;
  readonly deployments: readonly Deployment[];
  readonly events: readonly { readonly message: string }[];
}

const vpc = { Version: '2015-12-01', VpcId: 'vpc-1', Protocol: 'HTTP' };

const alarm = {
  Namespace: 'shop',
  MetricName: 'Errors',
  Statistic: 'Sum',
  Period: '60',
  EvaluationPeriods: '1',
  Threshold: '1',
  ComparisonOperator: 'GreaterThanThreshold',
};

/** The service `web` behind a load balancer, with web:1 running, and web:2 and web:3, whose tasks end, registered. */
async function open(deploymentConfiguration: object) {
  const ground = await openApiGround();
  const ecs = callOf(ground.endpoint, 'ecs', 'AmazonEC2ContainerServiceV20141113');
  const elb = async (Action: string, parameters: Readonly<Record<string, string>>, wanted: string) => {
    const { text: made } = await callQuery(ground.endpoint, 'elasticloadbalancing', {
      Action,
      ...parameters,
    });
    return new RegExp(`<${wanted}>([^<]*)`).exec(made)?.[1] ?? made;
  };
  const group = async (Name: string) =>
    await elb(
      'CreateTargetGroup',
      { ...vpc, Name, Port: '8080', TargetType: 'ip', HealthCheckIntervalSeconds: '5' },
      'TargetGroupArn',
    );
  const targetGroupArn = await group('web');
  const balancer = {
    Version: vpc.Version,
    Name: 'app',
    'Subnets.member.1': 's-1',
    'Subnets.member.2': 's-2',
  };
  const address = await elb('CreateLoadBalancer', balancer, 'DNSName');
  const LoadBalancerArn = await elb('DescribeLoadBalancers', { Version: vpc.Version }, 'LoadBalancerArn');
  await elb(
    'CreateListener',
    {
      Version: vpc.Version,
      LoadBalancerArn,
      Protocol: 'HTTP',
      Port: '80',
      'DefaultActions.member.1.Type': 'forward',
      'DefaultActions.member.1.TargetGroupArn': targetGroupArn,
    },
    'ListenerArn',
  );
  await ecs('CreateCluster', { clusterName: 'shop' });
  for (const version of ['one', 'two', 'none']) await register(ecs, version);
  const refused = await ecs('CreateService', {
    cluster: 'shop',
    serviceName: 'web',
    taskDefinition: 'web:1',
    desiredCount: 1,
    deploymentConfiguration,
    loadBalancers: [
      {
        targetGroupArn,
        containerName: 'web',
        containerPort: 8080,
        advancedConfiguration: {
          alternateTargetGroupArn: await group('web-2'),
          productionListenerRule: LoadBalancerArn.replace(':loadbalancer/', ':listener-rule/'),
          roleArn: 'arn:aws:iam::111122223333:role/ecs',
        },
      },
    ],
  });
  expect(refused['__type']).toBeUndefined();
  const service = async (): Promise<ServiceNow> => {
    const { services } = await ecs('DescribeServices', { cluster: 'shop', services: ['web'] });
    return (services as readonly [ServiceNow])[0];
  };
  const serves = async (revision: number) =>
    await until(async () => {
      const { deployments, taskDefinition } = await service();
      const isAlone = deployments.length === 1 && deployments[0]?.rolloutState === 'COMPLETED';
      return isAlone && taskDefinition.endsWith(`web:${revision}`);
    });
  await serves(1);
  return {
    endpoint: ground.endpoint,
    ask: async () => await ask(address, new URL(ground.endpoint.url).port),
    deploy: async (revision: number) =>
      await ecs('UpdateService', { cluster: 'shop', service: 'web', taskDefinition: `web:${revision}` }),
    service,
    serves,
    [Symbol.asyncDispose]: async () => ground[Symbol.asyncDispose](),
  };
}

type Opened = Awaited<ReturnType<typeof open>>;

async function ask(address: string, port: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const options = { host: '127.0.0.1', port, headers: { host: address }, agent: false };
  get(options, (response) => void text(response).then(resolve, reject)).once('error', reject);
  return await promise;
}

async function register(ecs: ReturnType<typeof callOf>, version: string): Promise<void> {
  const server = `require('node:http').createServer((request, response) => response.end('${version}')).listen(8080); process.on('SIGTERM', () => process.exit(0))`;
  await ecs('RegisterTaskDefinition', {
    family: 'web',
    containerDefinitions: [
      {
        name: 'web',
        image: docker().image,
        memory: 128,
        command: version === 'none' ? ['false'] : ['node', '-e', server],
        portMappings: [{ containerPort: 8080 }],
        stopTimeout: 2,
      },
    ],
  });
}

/** What answers while something is waited for. */
async function answersUntil({ ask: askOnce }: Opened, isOver: () => Promise<boolean>) {
  const answers = new Set<string>();
  await until(async () => {
    for (let request = 0; request < 20; request += 1) answers.add(await askOnce());
    return await isOver();
  });
  return answers;
}

const messagesOf = async ({ service }: Opened) => (await service()).events.map(({ message }) => message);

describe.skipIf(reason !== undefined)('a service of the API', () => {
  test.each([
    ['BLUE_GREEN', { bakeTimeInMinutes: 0 }, [100]],
    ['LINEAR', { linearConfiguration: { stepPercent: 40, stepBakeTimeInMinutes: 0 } }, [40, 80, 100]],
    ['CANARY', { canaryConfiguration: { canaryPercent: 10, canaryBakeTimeInMinutes: 0 } }, [10, 100]],
  ] as const)(
    'by %s gets its next version next to the old one, and no request fails',
    async (strategy, how, percents) => {
      await using web = await open({ strategy, ...how });
      await web.deploy(2);
      const answers = await answersUntil(web, async () => {
        const { deployments, taskDefinition } = await web.service();
        return deployments.length === 1 && taskDefinition.endsWith('web:2');
      });
      expect([...answers].filter((answer) => answer !== 'one' && answer !== 'two')).toEqual([]);
      await web.serves(2);
      expect(await web.ask()).toBe('two');
      const shifted = (await messagesOf(web)).flatMap(
        (message) => /has (\d+) percent/.exec(message)?.[1] ?? [],
      );
      expect(shifted.map(Number).toReversed()).toEqual(percents);
      expect((await web.service()).runningCount).toBe(1);
    },
  );

  test.skipIf(noMoto !== undefined)(
    'by CANARY shares its requests between both versions, and goes back at once when an alarm is raised',
    async () => {
      await using web = await open({
        strategy: 'CANARY',
        canaryConfiguration: { canaryPercent: 50, canaryBakeTimeInMinutes: 60 },
        alarms: { alarmNames: ['errors'], enable: true, rollback: true },
      });
      const watch = async (Action: string, more: Readonly<Record<string, string>>) =>
        await callQuery(web.endpoint, 'monitoring', {
          Action,
          Version: '2010-08-01',
          AlarmName: 'errors',
          ...more,
        });
      await watch('PutMetricAlarm', alarm);
      await web.deploy(2);
      const both = new Set<string>();
      await until(async () => both.add(await web.ask()).size === 2);
      expect([...both].toSorted()).toEqual(['one', 'two']);
      expect(await web.service()).toMatchObject({
        deployments: [
          { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', desiredCount: 1 },
          { status: 'ACTIVE', rolloutState: 'COMPLETED', desiredCount: 1 },
        ],
      });
      await watch('SetAlarmState', { StateValue: 'ALARM', StateReason: 'Requests fail' });
      await until(async () =>
        (await messagesOf(web)).some((message) =>
          message.endsWith('deployment failed: alarm detected: errors.'),
        ),
      );
      await web.serves(1);
      expect(await web.ask()).toBe('one');
    },
  );

  test.skipIf(noMoto !== undefined)(
    'whose new tasks end by themselves is watched by its alarm before they start again',
    async () => {
      await using web = await open({
        strategy: 'BLUE_GREEN',
        bakeTimeInMinutes: 0,
        alarms: { alarmNames: ['errors'], enable: true, rollback: false },
      });
      const watch = async (Action: string, more: Readonly<Record<string, string>>) =>
        await callQuery(web.endpoint, 'monitoring', {
          Action,
          Version: '2010-08-01',
          AlarmName: 'errors',
          ...more,
        });
      await watch('PutMetricAlarm', alarm);
      await web.deploy(3);
      const failed = async () =>
        (await messagesOf(web)).filter((message) => / failed: Essential/.test(message)).length;
      // None starts again: the next pause is of 16 seconds.
      await until(async () => (await failed()) >= 4);
      await watch('SetAlarmState', { StateValue: 'ALARM', StateReason: 'Requests fail' });
      await until(async () =>
        (await messagesOf(web)).some((message) =>
          message.endsWith('deployment failed: alarm detected: errors.'),
        ),
      );
      const started = (await messagesOf(web)).filter((message) => message.includes('has started')).length;
      expect(started).toBe((await failed()) + 1);
      expect((await web.service()).deployments[0]).toMatchObject({
        rolloutState: 'FAILED',
        status: 'PRIMARY',
      });
      expect(await web.ask()).toBe('one');
    },
  );

  // shows: S2-145
  test('whose new tasks end by themselves goes back, and none of its users has noticed', async () => {
    await using web = await open({
      strategy: 'BLUE_GREEN',
      bakeTimeInMinutes: 0,
      deploymentCircuitBreaker: { enable: true, rollback: true },
    });
    await web.deploy(3);
    const answers = await answersUntil(web, async () =>
      (await messagesOf(web)).some((message) => message.includes('rolling back')),
    );
    await web.serves(1);
    expect([...answers]).toEqual(['one']);
  });
});
