// The arguments of an engine for one container of a task.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containerArguments } from '../../src/targets/service/container-arguments.ts';
import type { RegisteredTaskDefinition } from '../../src/targets/service/service-record.ts';
import type { ContainerDefinition } from '../../src/model/task-definition.ts';
import { containerDefinition as container } from '../rig/container-definition.ts';

const definition = (...containers: readonly ContainerDefinition[]): RegisteredTaskDefinition => ({
  family: 'web',
  containers,
  volumes: [{ name: 'own' }, { name: 'host', sourcePath: '/srv/data' }],
  memory: 512,
  notExecuted: [],
  revision: 1,
  imageIds: { web: 'sha256:1' },
});

function args(
  of: Partial<ContainerDefinition>,
  {
    others = [],
    environment = {},
  }: {
    readonly others?: readonly ContainerDefinition[];
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
) {
  const one = container(of);
  const called = containerArguments({
    definition: definition(one, ...others),
    container: one,
    owner: others[0] ?? one,
    nameOf: (name) => `task-${name}`,
    labels: { task: 'abc' },
    environment,
  });
  return { ...called, text: called.args.join(' ') };
}

describe('a container of a task', () => {
  test('runs the image that the deployment resolved, with nothing pulled behind its back', () => {
    const { args: all } = args({ entryPoint: ['sh', '-c'], command: ['echo "$A"'] });
    expect(all.slice(0, 6)).toEqual(['run', '--detach', '--name', 'task-web', '--pull', 'never']);
    expect(all.slice(-3)).toEqual(['sha256:1', '-c', 'echo "$A"']);
    expect(all[all.indexOf('--entrypoint') + 1]).toBe('sh');
  });

  test.each<[string, Partial<ContainerDefinition>, string]>([
    ['its port on the loopback interface alone', {}, '--publish 127.0.0.1::8080/tcp'],
    ['the memory of the task when it is alone in it', {}, '--memory 512m'],
    ['its own limit before that of the task', { memory: 128 }, '--memory 128m'],
    ['a volume of the task', mount('own'), '--volume task-volume-own:/data:ro'],
    ['a folder of the host', mount('host'), '--volume /srv/data:/data:ro'],
    ['no health check of the image', {}, '--no-healthcheck'],
    ['SIGKILL after its own time', { stopTimeout: 7 }, '--stop-timeout 7'],
    ['a root that cannot be written', { isReadOnly: true }, '--read-only'],
    ['an init process', { hasInit: true }, '--init'],
    ['its user', { user: '1000:1000' }, '--user 1000:1000'],
    ['no capability that it drops', { droppedCapabilities: ['NET_RAW'] }, '--cap-drop NET_RAW'],
    ['its limits', { ulimits: [{ name: 'nofile', softLimit: 1, hardLimit: 2 }] }, '--ulimit nofile=1:2'],
  ])('has %s', (_, of, expected) => {
    expect(args(of).text).toContain(expected);
  });

  test.each([
    [['CMD-SHELL', 'curl -f localhost || exit 1'], 'curl -f localhost || exit 1'],
    [['CMD', 'test', '-e', "it's"], `'test' '-e' 'it'\\''s'`],
    [['curl', 'localhost'], 'curl localhost'],
  ])('is checked by the command %o', (command, line) => {
    const check = { command, intervalSeconds: 5, timeoutSeconds: 2, retries: 3, startPeriodSeconds: 1 };
    const { args: all } = args({ healthCheck: check });
    expect(all[all.indexOf('--health-cmd') + 1]).toBe(line);
  });

  test('shares the network of the first, which publishes the ports of all', () => {
    const other = container({ name: 'proxy' });
    expect(args({}, { others: [other] }).text).toContain('--network container:task-proxy');
    expect(args({}, { others: [other] }).text).not.toContain('--publish');
  });

  test('that others wait for to its end has a network of its own', () => {
    const waiting = container({ name: 'app', dependsOn: [{ containerName: 'web', condition: 'SUCCESS' }] });
    const { text } = args({}, { others: [waiting] });
    expect(text).not.toContain('--network');
    expect(text).not.toContain('--publish');
  });

  test('has no value of a variable among its arguments, unless the client would use it itself', () => {
    const values = fc.dictionary(
      fc.stringMatching(/^[A-Z][A-Z_]{0,8}$/),
      fc.string({ minLength: 12 }).map((text) => `value ${text}`),
    );
    fc.assert(
      fc.property(values, (environment) => {
        const { args: all, env } = args({}, { environment });
        for (const [name, value] of Object.entries(environment)) {
          const isPassed = env[name] === value && all.includes(name) && !all.join('\n').includes(value);
          expect(isPassed || all.includes(`${name}=${value}`)).toBe(true);
        }
        expect(Object.keys(env).filter((name) => ['PATH', 'HOME', 'DOCKER_HOST'].includes(name))).toEqual([]);
      }),
    );
    const own = args({}, { environment: { DOCKER_HOST: 'tcp://elsewhere', PATH: '/bin' } });
    expect(own.env).toEqual({});
    expect(own.args).toContain('DOCKER_HOST=tcp://elsewhere');
  });
});

function mount(sourceVolume: string): Partial<ContainerDefinition> {
  return { mountPoints: [{ sourceVolume, containerPath: '/data', isReadOnly: true }] };
}
