// What is on disk of a deployment that goes over next to the old one, at each moment at which its driver may be killed. Without
// containers: that requests are shared and nothing is lost is in test/deployments/ecs-strategies.test.ts.
import { expect, test } from 'vitest';
import { failShift, stepShift } from '../../src/services/ecs/drive-shift.ts';
import type { Placed } from '../../src/services/documents.ts';
import { RunningService } from '../../src/targets/service/running-service.ts';
import {
  readService,
  type ServiceDeployment,
  type ServiceRecord,
  type ServiceShift,
} from '../../src/targets/service/service-record.ts';
import { containerDefinition } from '../rig/container-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { webService } from '../rig/ecs-service.ts';

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
  service: webService({ ...name, desiredCount: 0, strategy: 'LINEAR' }),
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
  readonly started: string[];
  readonly #targetsFolder: string;

  constructor(targetsFolder: string, of: ServiceRecord) {
    const started: string[] = [];
    super({
      record: of,
      targetsFolder,
      signal: AbortSignal.timeout(60_000),
      now: Date.now,
      environmentsOf: async () => Promise.resolve({ failed: 'there is no secret' }),
      onEvent: ({ type, deploymentId }) => void (type === 'started' && started.push(deploymentId)),
    });
    this.started = started;
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

const withBreaker = (rollback: boolean): ServiceRecord => ({
  ...record,
  service: { ...record.service, circuitBreaker: { enable: true, rollback } },
});

const tasksFailed = { reason: 'tasks failed to start' };

test.each([
  ['tasks that fail', tasksFailed],
  ['an alarm', { reason: 'alarm detected: errors', isAlarm: true }],
] as const)('without rollback %s leave both versions as they are', async (_what, failure) => {
  await using folder = await makeFolder();
  using running = new Watched(folder.path, withBreaker(failure.reason !== tasksFailed.reason));
  const { messages } = await failShift(running, shift, failure);
  expect(messages).toEqual([`(deployment two) deployment failed: ${failure.reason}.`]);
  const { primary, route } = running.record;
  expect({ primary, route }).toEqual({ primary: 'two', route: record.route });
  expect(stateOf(running.record, 'two')).toBe('FAILED');
});

test('a deployment that fails is never on disk as failed and as the one that the service moves to', async () => {
  await using folder = await makeFolder();
  using running = new Watched(folder.path, withBreaker(true));
  await failShift(running, shift, tasksFailed);
  const seen = running.seen.map((each) => [each?.primary, stateOf(each, 'two'), each?.route?.percent]);
  expect(seen[0]).toEqual(['one', 'FAILED', 0]);
  for (const [primary, state] of seen) expect([primary, state]).toEqual(['one', 'FAILED']);
});

/** `two` has all requests, and its bake time is over. */
function after(stage: ServiceShift['stage'], desiredCount: number): readonly [ServiceRecord, ServiceShift] {
  const late = { ...shift, stage };
  const deployments = [deployment('one', 'COMPLETED'), { ...deployment('two', 'IN_PROGRESS'), shift: late }];
  return [{ ...record, service: { ...record.service, desiredCount }, deployments }, late];
}

const nowhere = {} as Placed;

test('the old tasks stay while the new ones do not serve, though the bake time is over', async () => {
  await using folder = await makeFolder();
  const [baked, late] = after('BAKE_TIME', 1);
  using running = new Watched(folder.path, baked);
  expect(await stepShift(nowhere, running, late)).toMatchObject({ isSteady: false });
  await running.settled();
  expect(running.record.deployments.at(-1)?.shift?.stage).toBe('BAKE_TIME');
  expect(running.started.toSorted()).toEqual(['one', 'two']);
});

test('what begins to stop the old tasks has written down that they are not to come back', async () => {
  await using folder = await makeFolder();
  const [baked, late] = after('BAKE_TIME', 0);
  using running = new Watched(folder.path, baked);
  expect(await stepShift(nowhere, running, late)).toMatchObject({ isSteady: true });
  expect(running.seen[0]?.deployments.at(-1)?.shift?.stage).toBe('CLEAN_UP');
  const [cleaning, last] = after('CLEAN_UP', 1);
  using next = new Watched(folder.path, cleaning);
  expect(await stepShift(nowhere, next, last)).toMatchObject({ isSteady: true });
  await next.settled();
  expect(next.started).toEqual(['two']);
});

test('new tasks that have failed wait before they start again, and the old ones do not', async () => {
  await using folder = await makeFolder();
  const [starting, early] = after('SCALE_UP', 1);
  using running = new Watched(folder.path, starting);
  await stepShift(nowhere, running, { ...early, pausedUntil: Infinity });
  await running.settled();
  expect(running.started).toEqual(['one']);
});
