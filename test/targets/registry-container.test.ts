// The registry that stands in for ECR in a container, where there is no such program and an engine has its image.
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { closeTargets } from '../../src/targets/close-targets.ts';
import type { ProcessIdentity } from '../../src/targets/daemon/process-identity.ts';
import { findRegistryEndpoint, openRegistry } from '../../src/targets/registry/open-registry.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import { openTestDocker, whyNoDocker, type TestDocker } from '../rig/test-docker.ts';
import { withTestImage } from '../rig/test-image.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const reason = whyNoDocker() ?? (hasRegistry() ? undefined : 'docker-registry is not installed');
if (reason !== undefined) console.warn(`The registry in a container is not tested: ${reason}`);

const signal = new AbortController().signal;

/** What Docker Hub has under that name, put together from the program of this machine. */
async function importRegistry(docker: TestDocker): Promise<void> {
  await using folder = await makeFolder();
  const config = JSON.stringify({
    version: 0.1,
    storage: { filesystem: { rootdirectory: '/var/lib/registry' } },
    http: { addr: ':5000' },
  });
  const command = [
    '/bin/sh',
    '-c',
    `echo '${config}' > /tmp/config.yml; exec docker-registry serve /tmp/config.yml`,
  ];
  const changes = ['ENV PATH=/bin', `CMD ${JSON.stringify(command)}`].flatMap((line) => ['--change', line]);
  withTestImage(folder.path, (tar) => docker.call('import', ...changes, tar, 'registry:2'), {
    programs: ['docker-registry'],
  });
}

/** For PATH: every program of this machine but registries. */
async function withoutRegistry(): Promise<string> {
  const folder = await makeFolder();
  onTestFinished(async () => folder[Symbol.asyncDispose]());
  for (const place of (process.env['PATH'] ?? '').split(':').filter((each) => existsSync(each)))
    for (const name of readdirSync(place))
      if (!name.endsWith('registry') && !existsSync(join(folder.path, name)))
        symlinkSync(join(place, name), join(folder.path, name));
  return folder.path;
}

const isThere = async (address: string): Promise<boolean> =>
  fetch(`http://${address}/v2/`).then(
    ({ ok }) => ok,
    () => false,
  );

test.skipIf(reason !== undefined)(
  'runs on 127.0.0.1, takes what is pushed, comes back after a kill with what it had, and ends by its name',
  async () => {
    await using docker = await openTestDocker({ hasNode: false });
    await using targets = await makeFolder();
    await importRegistry(docker);
    vi.stubEnv('DOCKER_HOST', docker.host);
    vi.stubEnv('PATH', await withoutRegistry());
    onTestFinished(() => void vi.unstubAllEnvs());
    const open = async (): Promise<string> => {
      const opened = await openRegistry({ targetsFolder: targets.path, signal });
      if ('reason' in opened) throw new Error(`${opened.reason}: ${opened.remedy}`);
      return opened.address;
    };
    const address = await open();
    expect(await findRegistryEndpoint(targets.path)).toEqual({ address, servedBy: 'registry:2' });
    docker.call('tag', docker.image, `${address}/app:1`);
    docker.call('push', `${address}/app:1`);
    const record = readFileSync(join(targets.path, '@registry', 'process.json'), 'utf8');
    process.kill((JSON.parse(record) as ProcessIdentity).pid, 'SIGKILL');
    await expect.poll(async () => isThere(address)).toBe(false);
    expect(await open()).toBe(address);
    docker.call('pull', `${address}/app:1`);
    expect(await closeTargets(targets.path)).toEqual({ ended: 1 });
    await expect.poll(() => docker.call('ps', '--all', '--quiet')).toBe('');
  },
);
