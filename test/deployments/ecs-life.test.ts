// What becomes of a service's tasks: containers of one task together, and what happens when something dies or is stopped.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ask,
  buildImage,
  containersOf,
  deploys,
  runToService as run,
  writeService as write,
} from '../rig/ecs.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';
import { useDocker } from '../rig/use-docker.ts';

const { reason, get: docker } = useDocker('The life of services is');

const containers = (app: Project): readonly string[] => containersOf(docker(), app);
const image = (app: Project, name: string, more: readonly string[] = []): void =>
  buildImage(docker(), app, name, more);

/** Until it is so. */
async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setImmediate(resolve));
}

const canary = {
  desiredCount: 1,
  deploymentConfiguration: {
    strategy: 'CANARY',
    canaryConfiguration: { canaryPercent: 50, canaryBakeTimeInMinutes: 60 },
  },
};

describe.skipIf(reason !== undefined)('a service', () => {
  test('runs the containers of a task together: in their order, on one network, with their volume and limits', async () => {
    await using app = makeProject();
    write(app, { desiredCount: 1 });
    image(app, 'web:one');
    const shell = (command: string) => ({
      image: docker().image,
      entryPoint: ['sh', '-c'],
      command: [command],
    });
    app.write('taskdef.json', {
      family: 'web',
      networkMode: 'awsvpc',
      memory: '512',
      volumes: [{ name: 'shared' }],
      containerDefinitions: [
        {
          name: 'web',
          image: 'web:one',
          portMappings: [{ containerPort: 8080 }],
          dependsOn: [
            { containerName: 'prepare', condition: 'SUCCESS' },
            { containerName: 'sidecar', condition: 'HEALTHY' },
          ],
          environment: [{ name: 'GREETING', value: 'two\nlines' }],
          readonlyRootFilesystem: true,
          user: '1234',
          stopTimeout: 2,
          logConfiguration: { logDriver: 'awslogs' },
        },
        {
          name: 'prepare',
          essential: false,
          ...shell('echo prepared > /shared/file'),
          mountPoints: [{ sourceVolume: 'shared', containerPath: '/shared' }],
        },
        {
          name: 'sidecar',
          essential: false,
          ...shell('cat /shared/file > /tmp/seen; touch /tmp/ready; sleep 3600'),
          mountPoints: [{ sourceVolume: 'shared', containerPath: '/shared', readOnly: true }],
          dependsOn: [{ containerName: 'prepare', condition: 'COMPLETE' }],
          healthCheck: { command: ['CMD', 'test', '-e', '/tmp/ready'], interval: 5 },
          stopTimeout: 1,
        },
      ],
    });
    deploys(app, 'web:one');
    const { output, status, url } = await run(app);
    expect(status).toBe(0);
    expect(output).toContain('logConfiguration of the container web');
    expect(await ask(url)).toEqual({ version: 'one', GREETING: 'two\nlines' });
    const names = docker().call('ps', '--format', '{{.Names}}').split('\n');
    const nameOf = (container: string): string =>
      names.find((name) => name.startsWith('ecs-shop-web-') && name.endsWith(`-${container}`)) ?? container;
    const inSidecar = (...command: readonly string[]) => docker().call('exec', nameOf('sidecar'), ...command);
    expect(inSidecar('cat', '/tmp/seen')).toBe('prepared\n');
    expect(inSidecar('wget', '-q', '-O-', 'http://127.0.0.1:8080/')).toContain('"version":"one"');
    expect(docker().call('exec', nameOf('web'), 'id', '-u')).toBe('1234\n');
    expect(() => docker().call('exec', nameOf('web'), 'touch', '/file')).toThrow('Read-only file system');
  });

  test('continues a deployment whose command was killed in the middle of it', async () => {
    await using app = makeProject();
    write(app, canary);
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:two');
    const command = app.start('run', '.', '--source', '.', '--exit', '--minute', '60');
    await command.line((line) => line.includes('50 % of the requests'));
    command.kill('SIGKILL');
    await command.ended;
    expect(containers(app)).toHaveLength(2);
    const seen = new Set<string>();
    await until(async () => seen.add((await ask(first.url)).version).size === 2);
    const again = app.start('run', '.', '--source', '.', '--exit');
    // The resumed deployment, and not only the action.
    await again.line((line) => line.includes('deployment ecs-svc') && line.includes('in progress'));
    again.kill('SIGINT');
    await again.ended;
    await until(() => containers(app).length === 1);
    expect((await ask(first.url)).version).toBe('one');
  });

  test('carries a rolling deployment on to its end whose command was killed', async () => {
    await using app = makeProject();
    write(app, { desiredCount: 2 });
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:two');
    const command = app.start('run', '.', '--source', '.', '--exit');
    await command.line((line) => line.includes('has started 1 tasks'));
    command.kill('SIGKILL');
    await command.ended;
    const second = await run(app);
    expect(second.output).toContain('web:3 on 2 tasks');
    expect(second.status).toBe(0);
    expect((await ask(first.url)).version).toBe('two');
    expect(containers(app)).toHaveLength(2);
  });

  test('goes back to its old tasks when the deployment is interrupted', async () => {
    await using app = makeProject();
    write(app, canary);
    image(app, 'web:one');
    image(app, 'web:two');
    deploys(app, 'web:one');
    const first = await run(app);
    deploys(app, 'web:two');
    const command = app.start('run', '.', '--source', '.', '--exit');
    await command.line((line) => line.includes('50 % of the requests'));
    command.kill('SIGINT');
    const { status } = await command.ended;
    expect(status).toBe(130);
    expect(containers(app)).toHaveLength(1);
    expect((await ask(first.url)).version).toBe('one');
  });

  test('is not deployed to another engine while its tasks run on one', async () => {
    await using app = makeProject();
    write(app, { desiredCount: 1 });
    image(app, 'web:one');
    deploys(app, 'web:one');
    const first = await run(app);
    const other = join(app.folder, 'docker-of-mine');
    writeFileSync(other, '#!/bin/sh\nexec docker "$@"\n', { mode: 0o755 });
    process.env['SLIPWAY_CONTAINER_ENGINE'] = other;
    try {
      const { status, output } = await run(app);
      expect(output).toContain(`The tasks of web run on docker, and this deployment would go to ${other}`);
      expect(status).toBe(1);
    } finally {
      delete process.env['SLIPWAY_CONTAINER_ENGINE'];
    }
    expect((await ask(first.url)).version).toBe('one');
  });

  test('ends at its next deployment what it has forgotten of', async () => {
    await using app = makeProject();
    write(app);
    image(app, 'web:one');
    deploys(app, 'web:one');
    await run(app);
    const file = join(app.folder, '.slipway/targets/@services/shop.web/service.json');
    const record = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...record, tasks: [] }));
    expect((await run(app)).status).toBe(0);
    expect(containers(app)).toHaveLength(2);
  });

  test('is kept at its desired count by the server, and its load balancer alive', async () => {
    await using app = makeProject();
    write(app);
    image(app, 'web:one');
    deploys(app, 'web:one');
    const { url } = await run(app);
    const before = containers(app);
    docker().call('rm', '--force', before[0] ?? '');
    const balancer = join(app.folder, '.slipway/targets/@services/shop.web/balancer/process.json');
    const { pid } = JSON.parse(readFileSync(balancer, 'utf8')) as { readonly pid: number };
    process.kill(pid, 'SIGKILL');
    await startServer(app);
    await until(async () => {
      const now = containers(app);
      const isReplaced = now.length === 2 && !now.includes(before[0] ?? '');
      return (
        isReplaced &&
        (await ask(url).then(
          () => true,
          () => false,
        ))
      );
    });
    expect(containers(app)).toContain(before[1]);
    expect((await ask(url)).version).toBe('one');
  });
});
