// Tasks of a service in real engines: why one does not start, what it waits for, who runs its health checks, what is left.
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ContainerDefinition, Volume } from '../../src/model/task-definition.ts';
import { closeServices } from '../../src/targets/service/close-services.ts';
import { RunningService } from '../../src/targets/service/running-service.ts';
import type { ServiceEvent } from '../../src/targets/service/service-event.ts';
import { writeService, type ServiceRecord } from '../../src/targets/service/service-record.ts';
import { containerDefinition } from '../rig/container-definition.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { openTestDocker, whyNoDocker } from '../rig/test-docker.ts';
import { openTestEngine, whyNoNetworkedEngine } from '../rig/test-engine.ts';
import { webService } from '../rig/ecs-service.ts';

interface Engine {
  readonly file: string;
  readonly image: string;
  readonly call: (...args: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

async function openDocker(): Promise<Engine> {
  const docker = await openTestDocker({ hasNode: false });
  process.env['DOCKER_HOST'] = docker.host;
  return {
    file: 'docker',
    image: docker.image,
    call: docker.call,
    close: async () => {
      delete process.env['DOCKER_HOST'];
      await docker[Symbol.asyncDispose]();
    },
  };
}

async function openPodman(): Promise<Engine> {
  const engine = openTestEngine({ hasNetwork: true });
  const { file, image, call } = engine;
  return await Promise.resolve({ file, image, call, close: async () => engine[Symbol.dispose]() });
}

const engines = [
  { name: 'Docker', reason: whyNoDocker(), open: openDocker },
  { name: 'Podman', reason: whyNoNetworkedEngine(), open: openPodman },
];

for (const { name, reason } of engines)
  if (reason !== undefined) console.warn(`Tasks on ${name} are not tested: ${reason}`);

describe.each(engines)('a task on $name', ({ reason, open }) => {
  let engine: Engine;
  beforeAll(async () => {
    if (reason === undefined) engine = await open();
  });
  afterAll(async () => engine?.close());

  const container = (parts: Partial<ContainerDefinition>): ContainerDefinition =>
    containerDefinition({ image: engine.image, portMappings: [], stopTimeout: 0, ...parts });
  const sleeping = ['sleep', '1000'];

  async function start(containers: readonly ContainerDefinition[], volumes: readonly Volume[] = []) {
    const folder = await makeFolder();
    const record = recordOf(engine.file, containers, volumes);
    await writeService(folder.path, record);
    const events: ServiceEvent[] = [];
    const over = new AbortController();
    const running = new RunningService({
      record,
      targetsFolder: folder.path,
      signal: over.signal,
      now: Date.now,
      environmentsOf: async () => Promise.resolve({ environments: {} }),
      onEvent: (event) => events.push(event),
    });
    onTestFinished(async () => {
      await running.settled();
      running[Symbol.dispose]();
      await closeServices(folder.path);
      await folder[Symbol.asyncDispose]();
    });
    return { running, events, folder };
  }

  /** Steps until something of the kind has happened. */
  async function until<Type extends ServiceEvent['type']>(
    { running, events }: Awaited<ReturnType<typeof start>>,
    type: Type,
  ): Promise<Extract<ServiceEvent, { readonly type: Type }>> {
    for (;;) {
      const found = events.find(
        (event): event is Extract<ServiceEvent, { readonly type: Type }> => event.type === type,
      );
      if (found !== undefined) return found;
      await running.step('one');
      await delay(50);
    }
  }

  test.skipIf(reason !== undefined).each<[string, Partial<ContainerDefinition>, RegExp]>([
    [
      'a program that its image lacks',
      { command: ['/no/such/program'] },
      /\/no\/such\/program.*no such file/i,
    ],
    ['a user that its image lacks', { command: sleeping, user: 'nosuchuser' }, /nosuchuser/],
    [
      'a folder that it may not have',
      { command: sleeping, workingDirectory: 'not/absolute' },
      /not\/absolute/,
    ],
  ])('that names %s fails with that, once, and with all that the engine said', async (_, parts, cause) => {
    const started = await start([container(parts)]);
    const failure = await until(started, 'failed');
    expect(failure.stoppedReason).toMatch(/^CannotStartContainerError: web: /);
    expect(failure.stoppedReason).toMatch(cause);
    expect(failure.stoppedReason).not.toContain('--help');
    expect(failure.logTail.join('\n')).toMatch(cause);
    await started.running.settled();
    await started.running.observe();
    const own = started.events.filter(({ taskId }) => taskId === failure.taskId).map(({ type }) => type);
    expect(own.filter((type) => type === 'failed')).toHaveLength(1);
    expect(own.filter((type) => type === 'stopped')).toHaveLength(1);
  });

  test.skipIf(reason !== undefined)(
    'that waits for one that never ends says so, and is given up after its startTimeout',
    async () => {
      const started = await start([
        container({ name: 'init', essential: false, command: sleeping, startTimeout: 2 }),
        container({ command: sleeping, dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }] }),
      ]);
      const wait = await until(started, 'waiting');
      expect(wait).toMatchObject({ container: 'web', seconds: 2, dependency: { containerName: 'init' } });
      const failure = await until(started, 'failed');
      expect(failure.stoppedReason).toBe(
        'web depends on init (SUCCESS), which has not come to that within its startTimeout of 2 seconds',
      );
    },
  );

  test.skipIf(reason !== undefined)(
    'has three minutes for what another waits for, when it does not say how long',
    async () => {
      const started = await start([
        container({ name: 'init', essential: false, command: sleeping }),
        container({ command: sleeping, dependsOn: [{ containerName: 'init', condition: 'COMPLETE' }] }),
      ]);
      expect(await until(started, 'waiting')).toMatchObject({ seconds: 180 });
      engine.call('kill', nameOfInit(engine));
      await until(started, 'running');
    },
  );

  test.skipIf(reason !== undefined)(
    'ends with an essential container that ends while others wait',
    async () => {
      const started = await start([
        container({ name: 'init', essential: false, command: sleeping }),
        container({ name: 'first', command: ['sh', '-c', 'exit 3'] }),
        container({
          command: sleeping,
          dependsOn: [
            { containerName: 'init', condition: 'SUCCESS' },
            { containerName: 'first', condition: 'START' },
          ],
        }),
      ]);
      const failure = await until(started, 'failed');
      expect(failure).toMatchObject({
        stoppedReason: 'Essential container in task exited (first, exit code 3)',
        exitCode: 3,
      });
    },
  );

  const check = (line: string) => ({
    command: ['CMD-SHELL', line],
    intervalSeconds: 1,
    timeoutSeconds: 5,
    retries: 2,
    startPeriodSeconds: 0,
  });

  test.skipIf(reason !== undefined)(
    'is healthy when its own health check says so, from either runner',
    async () => {
      const started = await start([container({ command: sleeping, healthCheck: check('true') })]);
      expect(await until(started, 'healthy')).toMatchObject({ deploymentId: 'one' });
    },
  );

  test.skipIf(reason !== undefined)(
    'that fails its health check shows what the check has printed',
    async () => {
      const healthCheck = check('echo the page has no title; exit 7');
      const started = await start([container({ command: sleeping, healthCheck })]);
      const failure = await until(started, 'failed');
      expect(failure.stoppedReason).toBe('Task failed container health checks');
      expect(failure.logTail.join('\n')).toMatch(
        /The health check of web ended with \d+:\nthe page has no title/,
      );
    },
  );

  test.skipIf(reason !== undefined)('can wait for the health of another', async () => {
    const started = await start([
      container({ name: 'db', command: sleeping, healthCheck: check('true') }),
      container({ command: sleeping, dependsOn: [{ containerName: 'db', condition: 'HEALTHY' }] }),
    ]);
    expect(await until(started, 'running')).toMatchObject({ deploymentId: 'one' });
  });

  test.skipIf(reason !== undefined)(
    'leaves no volume behind when the service is closed, and one that tasks share stays',
    async () => {
      const shared = `shared-${process.pid}`;
      const mounts = [
        { sourceVolume: 'own', containerPath: '/own', isReadOnly: false },
        { sourceVolume: shared, containerPath: '/shared', isReadOnly: false },
      ];
      const volumes = [
        { name: 'own', labels: { kind: 'own' } },
        { name: shared, isShared: true, driver: 'local' },
      ];
      const started = await start([container({ command: sleeping, mountPoints: mounts })], volumes);
      await until(started, 'running');
      await started.running.settled();
      const names = (): readonly string[] =>
        engine.call('volume', 'ls', '--quiet').split('\n').filter(Boolean);
      expect(names()).toHaveLength(2);
      expect(
        engine.call('volume', 'inspect', names().find((name) => name.startsWith('ecs-')) ?? ''),
      ).toContain('own');
      await closeServices(started.folder.path);
      expect(names()).toEqual([shared]);
      engine.call('volume', 'rm', shared);
    },
  );
});

function nameOfInit({ call }: Engine): string {
  return call('ps', '--quiet', '--filter', 'label=slipway.container=init').split('\n')[0] ?? '';
}

function recordOf(
  engine: string,
  containers: readonly ContainerDefinition[],
  volumes: readonly Volume[],
): ServiceRecord {
  return {
    service: webService(),
    ports: {},
    engine,
    parameters: [],
    primary: 'one',
    deployments: [
      {
        id: 'one',
        revision: { family: 'web', containers, volumes, notExecuted: [], revision: 1, imageIds: {} },
        rolloutState: 'IN_PROGRESS',
        createdAt: 0,
      },
    ],
    tasks: [],
    hasTestListener: false,
    isDown: false,
  };
}
