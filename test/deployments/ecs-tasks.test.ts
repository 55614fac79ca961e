// Services and tasks by ECS's API, in containers of a Docker engine.
import { describe, expect, test } from 'vitest';
import { callOf, openJsonService, type JsonService } from '../rig/json-service.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker("ECS's API");

const open = async () => openJsonService('ecs', 'AmazonEC2ContainerServiceV20141113');

const named = { cluster: 'shop', service: 'web' };

/** A revision of a container that runs a line of a shell. */
async function register({ call }: JsonService, line: string): Promise<void> {
  await call('RegisterTaskDefinition', {
    family: 'web',
    containerDefinitions: [
      { name: 'web', image: docker().image, memory: 64, command: ['sh', '-c', line], stopTimeout: 2 },
    ],
  });
}

const serves = 'trap "exit 0" TERM; while :; do sleep 0.1; done';

describe.skipIf(reason !== undefined)("of ECS's API", () => {
  // shows: S2-133
  test('a service runs its tasks, goes back from a revision whose tasks end, and leaves none when it is deleted', async () => {
    await using ecs = await open();
    const { call } = ecs;
    await call('CreateCluster', { clusterName: 'shop' });
    await register(ecs, serves);
    const deploymentCircuitBreaker = { enable: true, rollback: true };
    await call('CreateService', {
      cluster: 'shop',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 1,
      deploymentConfiguration: { deploymentCircuitBreaker },
    });
    const first = await stable(ecs);
    expect(first.events[0]?.message).toBe('(service web) has reached a steady state.');
    const { taskArns } = await call('ListTasks', { cluster: 'shop', serviceName: 'web' });
    expect(await call('DescribeTasks', { cluster: 'shop', tasks: taskArns })).toMatchObject({
      tasks: [
        { lastStatus: 'RUNNING', group: 'service:web', containers: [{ name: 'web', lastStatus: 'RUNNING' }] },
      ],
    });
    await register(ecs, 'exit 3');
    await call('UpdateService', { ...named, taskDefinition: 'web' });
    await until(async () =>
      (await serviceOf(ecs)).events.some(({ message }) => message.includes('rolling back')),
    );
    const back = await stable(ecs);
    expect(back.taskDefinition).toContain('task-definition/web:1');
    expect(back.deployments[0]?.id).toBe(first.deployments[0]?.id);
    const stopped = await call('ListTasks', { cluster: 'shop', desiredStatus: 'STOPPED' });
    expect(await call('DescribeTasks', { cluster: 'shop', tasks: stopped['taskArns'] })).toMatchObject({
      tasks: Array.from({ length: 3 }, () => ({
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        containers: [{ exitCode: 3 }],
      })),
    });
    // The definition that has failed is not the service's any more: it is deployed anew when it is asked for.
    await call('UpdateService', { ...named, desiredCount: 1 });
    expect((await serviceOf(ecs)).deployments[0]?.id).toBe(first.deployments[0]?.id);
    await call('UpdateService', { ...named, taskDefinition: 'web:2' });
    await until(async () => {
      const { events } = await serviceOf(ecs);
      return events.filter(({ message }) => message.includes('rolling back')).length === 2;
    });
    await call('DeleteService', { ...named, force: true });
    await until(async () => (await serviceOf(ecs)).status === 'INACTIVE');
    expect(docker().call('ps', '--quiet')).toBe('');
  });

  test('a task runs with its overrides to its end, and another until it is stopped', async () => {
    await using ecs = await open();
    const { call } = ecs;
    await call('CreateCluster', { clusterName: 'shop' });
    await register(ecs, serves);
    const run = { cluster: 'shop', taskDefinition: 'web', startedBy: 'test' };
    const command = ['sh', '-c', 'exit "$CODE"'];
    const overrides = {
      containerOverrides: [{ name: 'web', command, environment: [{ name: 'CODE', value: '7' }] }],
    };
    const short = arnIn(await call('RunTask', { ...run, overrides }));
    const long = arnIn(await call('RunTask', run));
    await until(async () => (await taskOf(ecs, short)).lastStatus === 'STOPPED');
    expect(await taskOf(ecs, short)).toMatchObject({
      startedBy: 'test',
      stopCode: 'EssentialContainerExited',
      containers: [{ name: 'web', exitCode: 7 }],
    });
    await until(async () => (await taskOf(ecs, long)).lastStatus === 'RUNNING');
    await call('StopTask', { cluster: 'shop', task: long, reason: 'enough' });
    await until(async () => (await taskOf(ecs, long)).lastStatus === 'STOPPED');
    expect(await taskOf(ecs, long)).toMatchObject({ stopCode: 'UserInitiated', stoppedReason: 'enough' });
    expect(docker().call('ps', '--quiet')).toBe('');
  });

  // shows: S2-128, S2-131
  test('a container with the log driver awslogs has its events in CloudWatch Logs, also when it is gone', async () => {
    await using ecs = await open();
    const { call, endpoint } = ecs;
    const logs = callOf(endpoint, 'logs', 'Logs_20140328');
    await call('CreateCluster', { clusterName: 'shop' });
    await registerWithLog(ecs);
    // Its group is not there, and the container does not create it.
    const refused = arnIn(await call('RunTask', { cluster: 'shop', taskDefinition: 'web' }));
    await until(async () => (await taskOf(ecs, refused)).lastStatus === 'STOPPED');
    expect(await taskOf(ecs, refused)).toMatchObject({
      stopCode: 'TaskFailedToStart',
      stoppedReason: expect.stringMatching(/^ResourceInitializationError: .*log group does not exist/),
    });
    await logs('CreateLogGroup', { logGroupName: '/ecs/web' });
    const task = arnIn(await call('RunTask', { cluster: 'shop', taskDefinition: 'web' }));
    const logStreamName = `shop/web/${task.slice(task.lastIndexOf('/') + 1)}`;
    const messages = async () => {
      const { events = [] } = await logs('FilterLogEvents', { logGroupName: '/ecs/web' });
      return (events as readonly { readonly message: string; readonly logStreamName: string }[]).map(
        (event) => `${event.logStreamName} ${event.message}`,
      );
    };
    const said = [`${logStreamName} at work`, `${logStreamName} badly`];
    await until(async () => (await messages()).length === said.length);
    expect((await messages()).toSorted()).toEqual(said);
    await call('StopTask', { cluster: 'shop', task });
    await until(async () => docker().call('ps', '--all', '--quiet') === '');
    expect((await messages()).toSorted()).toEqual(said);
    expect(await logs('DescribeLogStreams', { logGroupName: '/ecs/web' })).toMatchObject({
      logStreams: [{ logStreamName }],
    });
  });
});

/** In a group of its own: what the container says on both of its streams. */
async function registerWithLog({ call }: JsonService): Promise<void> {
  await call('RegisterTaskDefinition', {
    family: 'web',
    containerDefinitions: [
      {
        name: 'web',
        image: docker().image,
        memory: 64,
        command: ['sh', '-c', `echo "at work"; echo "badly" >&2; ${serves}`],
        stopTimeout: 2,
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': '/ecs/web',
            'awslogs-region': 'eu-central-1',
            'awslogs-stream-prefix': 'shop',
          },
        },
      },
    ],
  });
}

function arnIn({ tasks }: Readonly<Record<string, unknown>>): string {
  return (tasks as readonly [{ readonly taskArn: string }])[0].taskArn;
}

interface DescribedService {
  readonly status: string;
  readonly runningCount: number;
  readonly desiredCount: number;
  readonly taskDefinition: string;
  readonly deployments: readonly { readonly id: string; readonly rolloutState: string }[];
  readonly events: readonly { readonly message: string }[];
}

async function serviceOf({ call }: JsonService): Promise<DescribedService> {
  const { services } = await call('DescribeServices', { cluster: 'shop', services: ['web'] });
  return (services as readonly [DescribedService])[0];
}

async function taskOf({ call }: JsonService, arn: string): Promise<{ readonly lastStatus: string }> {
  const { tasks } = await call('DescribeTasks', { cluster: 'shop', tasks: [arn] });
  return (tasks as readonly [{ readonly lastStatus: string }])[0];
}

/** As the waiter services-stable sees it, and completed. */
async function stable(ecs: JsonService): Promise<DescribedService> {
  for (;;) {
    const found = await serviceOf(ecs);
    const { deployments, runningCount, desiredCount } = found;
    if (
      deployments.length === 1 &&
      runningCount === desiredCount &&
      deployments[0]?.rolloutState === 'COMPLETED'
    )
      return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 50));
}
