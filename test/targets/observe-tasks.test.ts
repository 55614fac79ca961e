// What is known of tasks when the engine and the scheduler are asked one after the other.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProblemError } from '../../src/lib/problem.ts';
import { targetGroupDefaults } from '../../src/model/fleet.ts';
import { observeTasks } from '../../src/targets/service/observe-tasks.ts';
import type { ServiceDeployment, ServiceRecord } from '../../src/targets/service/service-record.ts';
import { containerDefinition } from '../rig/container-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { webService } from '../rig/ecs-service.ts';

const record: ServiceRecord = {
  service: webService(),
  ports: {},
  engine: 'true',
  parameters: [],
  primary: 'one',
  deployments: [],
  tasks: [{ taskId: 'a', deploymentId: 'one', desiredStatus: 'RUNNING', createdAt: 0, wasHealthy: false }],
  hasTestListener: false,
  isDown: false,
};
/** An engine that says of every question that there is nothing. */
const place = { engine: 'true', targetsFolder: '/nowhere', cluster: 'shop', serviceName: 'web' };

test('a task whose start ends while the engine is queried is not taken for lost', async () => {
  let isAsked = false;
  const isStarting = (): boolean => {
    const isFirst = !isAsked;
    isAsked = true;
    return isFirst;
  };
  const [observation] = await observeTasks(record, { place, targets: [], isStarting, now: 0 });
  expect(observation).toMatchObject({ taskId: 'a', lastStatus: 'PENDING' });
});

test('a task without containers that is not being started is gone, without a reason', async () => {
  const [observation] = await observeTasks(record, { place, targets: [], isStarting: () => false, now: 0 });
  expect(observation).toMatchObject({ taskId: 'a', lastStatus: 'STOPPED' });
  expect(observation?.stopped).toBeUndefined();
});

/** An engine with one container that runs since the time 0, as the client of Docker reports it. */
function engineWith(folder: string, health?: string): string {
  const inspected = [
    {
      State: {
        Status: 'running',
        Running: true,
        ExitCode: 0,
        StartedAt: new Date(0).toISOString(),
        ...(health === undefined ? {} : { Health: { Status: health } }),
      },
      Config: { Labels: { 'slipway.task': 'a', 'slipway.container': 'web' } },
      NetworkSettings: { Ports: { '8080/tcp': [{ HostIp: '127.0.0.1', HostPort: '4711' }] } },
    },
  ];
  const file = join(folder, 'engine');
  const id = '0123456789abcdef';
  const script = `#!/bin/sh\ncase $1 in ps) echo ${id} ;; inspect) cat <<'E'\n${JSON.stringify(inspected)}\nE\n;; esac\n`;
  writeFileSync(file, script, { mode: 0o755 });
  return file;
}

const check = {
  command: ['CMD', 'true'],
  intervalSeconds: 5,
  timeoutSeconds: 5,
  retries: 3,
  startPeriodSeconds: 0,
};
const withGrace = { healthCheckGracePeriodSeconds: 30 };

test.each<[what: string, sick: Sick, seconds: number, health: string]>([
  [
    'sick for its load balancer, in the grace period',
    { balancer: 'unhealthy', service: withGrace },
    29,
    'UNKNOWN',
  ],
  ['sick for its load balancer, after it', { balancer: 'unhealthy', service: withGrace }, 31, 'UNHEALTHY'],
  ['sick for its load balancer, without one', { balancer: 'unhealthy' }, 1, 'UNHEALTHY'],
  ['well for its load balancer', { balancer: 'healthy' }, 1, 'HEALTHY'],
  [
    'sick for its container check, in the grace period',
    { check: 'unhealthy', service: withGrace },
    29,
    'UNKNOWN',
  ],
  ['sick for its container check', { check: 'unhealthy' }, 1, 'UNHEALTHY'],
  ['well for its container check', { check: 'healthy' }, 1, 'HEALTHY'],
  ['checked and not known yet', { check: 'starting' }, 1, 'UNKNOWN'],
  ['checked by an engine that never comes to a result', { check: 'starting' }, 60, 'UNHEALTHY'],
  ['well for one and sick for the other', { check: 'healthy', balancer: 'unhealthy' }, 1, 'UNHEALTHY'],
  ['without a check, and young', {}, 1, 'UNKNOWN'],
  ['without a check, and running for a while', {}, 10, 'HEALTHY'],
])('a task that is %s', async (_, sick, seconds, health) => {
  await using folder = await makeFolder();
  const engine = engineWith(folder.path, sick.check);
  const own = containerDefinition(sick.check === undefined ? {} : { healthCheck: check });
  const deployment: ServiceDeployment = {
    id: 'one',
    revision: { family: 'web', containers: [own], volumes: [], notExecuted: [], revision: 1, imageIds: {} },
    containerPort: 8080,
    rolloutState: 'COMPLETED',
    createdAt: 0,
  };
  const group = { ...targetGroupDefaults, name: 'web', port: 8080, notExecuted: [] };
  const of = {
    ...record,
    service: { ...record.service, ...sick.service },
    deployments: [deployment],
    ...(sick.balancer === undefined ? {} : { targetGroup: group }),
  };
  const targets = sick.balancer === undefined ? [] : [{ instanceId: 'a', health: sick.balancer }];
  const seen = { place: { ...place, engine }, targets, isStarting: () => false, now: seconds * 1000 };
  const [observation] = await observeTasks(of, seen);
  expect(observation).toMatchObject({ lastStatus: 'RUNNING', health });
  expect(observation?.port).toBe(sick.balancer === undefined ? undefined : 4711);
});

interface Sick {
  readonly check?: 'starting' | 'healthy' | 'unhealthy';
  readonly balancer?: 'healthy' | 'unhealthy';
  readonly service?: Partial<ServiceRecord['service']>;
}

test('an engine that does not answer is reported, and nothing is taken for gone', async () => {
  const lost = { place: { ...place, engine: 'false' }, targets: [], isStarting: () => false, now: 0 };
  await expect(observeTasks(record, lost)).rejects.toThrow(ProblemError);
});
