// What is on disk of a deployment that goes over next to the old one, at each moment at which its driver may be killed. Without
// containers: that requests are shared and nothing is lost is in test/deployments/ecs-strategies.test.ts.
import { expect, test } from 'vitest';
import { serviceDefaults } from '../../src/model/service.ts';
import { goBack } from '../../src/services/ecs/drive-shift.ts';
import { RunningService } from '../../src/targets/service/running-service.ts';
import {
  readService,
  type ServiceDeployment,
  type ServiceRecord,
  type ServiceShift,
} from '../../src/targets/service/service-record.ts';
import { containerDefinition } from '../rig/container-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const name = { cluster: 'shop', serviceName: 'web' };

const shift: ServiceShift = {
  blue: 'one',
  stage: 'PRODUCTION_TRAFFIC_SHIFT',
  steps: 1,
  until: 0,
  ignoredAlarms: [],
};

const deployment = (id: string, rolloutState: ServiceDeployment['rolloutState']): ServiceDeployment => ({
  id,
  revision: {
    family: 'web',
    containers: [containerDefinition()],
    volumes: [],
    notExecuted: [],
    revision: 1,
    imageIds: {},
  },
  rolloutState,
  createdAt: 0,
});

/** `two` goes over from `one` with half of the requests. */
const record: ServiceRecord = {
  service: {
    ...name,
    taskDefinition: 'web',
    desiredCount: 0,
    controller: 'ECS',
    strategy: 'LINEAR',
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    circuitBreaker: { enable: false, rollback: false },
    alarms: { alarmNames: [], enable: false, rollback: false },
    healthCheckGracePeriodSeconds: 0,
    bakeTimeMinutes: 0,
    canary: serviceDefaults.canary,
    linear: serviceDefaults.linear,
    lifecycleHooks: [],
    notExecuted: [],
  },
  ports: {},
  // One that says of every question that there is nothing.
  engine: 'true',
  parameters: [],
  primary: 'two',
  route: { deploymentId: 'two', percent: 50, testPercent: 0 },
  deployments: [deployment('one', 'COMPLETED'), { ...deployment('two', 'IN_PROGRESS'), shift }],
  tasks: [],
  hasTestListener: false,
  isDown: false,
};

/** Remembers what is on disk after each change. */
class Watched extends RunningService {
  readonly seen: (ServiceRecord | undefined)[] = [];
  readonly #targetsFolder: string;

  constructor(targetsFolder: string, of: ServiceRecord) {
    super({
      record: of,
      targetsFolder,
      signal: AbortSignal.timeout(60_000),
      now: Date.now,
      environmentsOf: async () => Promise.resolve({ failed: 'there is no secret' }),
      onEvent: () => undefined,
    });
    this.#targetsFolder = targetsFolder;
  }

  override async keep(change: Partial<ServiceRecord>): Promise<void> {
    await super.keep(change);
    this.seen.push(await readService(this.#targetsFolder, name));
  }

  override async route(route: ServiceRecord['route']): Promise<void> {
    await super.route(route);
    this.seen.push(await readService(this.#targetsFolder, name));
  }
}

const stateOf = (of: ServiceRecord | undefined, id: string) =>
  of?.deployments.find((each) => each.id === id)?.rolloutState;

test('a deployment that fails is never on disk as failed and as the one that the service moves to', async () => {
  await using folder = await makeFolder();
  using running = new Watched(folder.path, record);
  await goBack(running, shift, 'tasks failed to start');
  const seen = running.seen.map((each) => [each?.primary, stateOf(each, 'two'), each?.route?.percent]);
  expect(seen[0]).toEqual(['one', 'FAILED', 0]);
  for (const [primary, state] of seen) expect([primary, state]).toEqual(['one', 'FAILED']);
});
