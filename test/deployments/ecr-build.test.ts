// Images that a build has pushed outlive it: the command may be killed, the registry too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';
import { openTestDocker, whyNoDocker, type TestDocker } from '../rig/test-docker.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const reason = whyNoDocker() ?? (hasRegistry() ? undefined : 'docker-registry is not installed');
if (reason !== undefined) console.warn(`Images that builds push are not tested: ${reason}`);

let docker: TestDocker;
beforeAll(async () => {
  if (reason !== undefined) return;
  docker = await openTestDocker({ hasNode: false });
  process.env['DOCKER_HOST'] = docker.host;
});
afterAll(async () => {
  delete process.env['DOCKER_HOST'];
  await docker?.[Symbol.asyncDispose]();
});

const host = '111122223333.dkr.ecr.us-east-1.amazonaws.com';
const login = `aws ecr get-login-password --region us-east-1 | docker login --username AWS --password-stdin ${host}`;

function write(app: Project): void {
  app.write('Dockerfile', `FROM ${docker.image}\nENV ADDED=yes\n`);
  app.write('buildspec.yml', {
    version: '0.2',
    phases: {
      pre_build: { commands: [login] },
      build: {
        commands: [`docker build -t ${host}/app:1 -t ${host}/app:2 .`, `docker push ${host}/app:1`],
      },
      post_build: { commands: ['echo pushed one', `docker push ${host}/app:2`] },
    },
  });
}

async function addressOf(app: Project): Promise<string | undefined> {
  const { stdout } = await app.run('status', '--json');
  return (JSON.parse(stdout) as { readonly registry: { readonly address?: string } | null }).registry
    ?.address;
}

async function tagsIn(address: string | undefined): Promise<readonly string[]> {
  const answer = await fetch(`http://${address}/v2/${host}/app/tags/list`);
  return ((await answer.json()) as { readonly tags: readonly string[] }).tags.toSorted();
}

describe.skipIf(reason !== undefined)('an image that a build has pushed', () => {
  test('is there after kill -9 of the command, and the next run pushes what was missing to the same place', async () => {
    await using app = makeProject();
    write(app);
    const first = app.start('run', 'buildspec.yml');
    await first.line((line) => line.includes('pushed one'));
    first.kill('SIGKILL');
    await first.ended;
    const address = await addressOf(app);
    expect(await tagsIn(address)).toContain('1');
    const second = await app.run('run', 'buildspec.yml');
    expect(second.status).toBe(0);
    expect(await addressOf(app)).toBe(address);
    expect(await tagsIn(address)).toEqual(['1', '2']);
    expect(second.stdout).toContain('aws ecr get-login-password');
  });

  test('is there after kill -9 of the registry, which the next push starts again', async () => {
    await using app = makeProject();
    write(app);
    expect((await app.run('run', 'buildspec.yml')).status).toBe(0);
    const address = await addressOf(app);
    const record = readFileSync(join(app.folder, '.slipway', 'targets', '@registry', 'process.json'), 'utf8');
    process.kill((JSON.parse(record) as { readonly pid: number }).pid, 'SIGKILL');
    expect((await app.run('status')).stdout).toContain('registry  does not run');
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { build: { commands: [login, `docker rmi -f ${host}/app:1`, `docker pull ${host}/app:1`] } },
    });
    const pulled = await app.run('run', 'buildspec.yml');
    expect(pulled.status).toBe(0);
    expect(await addressOf(app)).toBe(address);
    expect(await tagsIn(address)).toEqual(['1', '2']);
  });
});
