// The image of the documentation's recipe: built from the packed package, started on a folder of another user, and used.
import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildDebianImage, whyNoDebianImage } from '../rig/debian-image.ts';
import { commitAll } from '../rig/git.ts';
import { makeProject } from '../rig/project.ts';
import { makeFolder } from '../rig/temporary-folder.ts';
import type { TestDocker } from '../rig/test-docker.ts';
import { useDocker } from '../rig/use-docker.ts';

const root = join(import.meta.dirname, '..', '..');
const image = 'slipway-recipe:1';

const docker = useDocker('The image of the recipe is', { lacks: whyNoDebianImage() });

/** Takes minutes: Debian, what the recipe installs, and the package. */
async function buildImage(engine: TestDocker): Promise<void> {
  await using folder = await makeFolder();
  const base = buildDebianImage(engine, folder.path);
  await using context = await makeFolder();
  const pack = ['pack', '--pack-destination', context.path, '--loglevel=error'];
  execFileSync('npm', pack, { cwd: root, stdio: 'pipe' });
  writeFileSync(join(context.path, 'Dockerfile'), recipe());
  engine.call('build', '--network', 'host', '--build-arg', `BASE=${base}`, '--tag', image, context.path);
}

function recipe(): string {
  const page = readFileSync(join(root, 'docs', 'in-a-team.md'), 'utf8');
  return /```dockerfile\n(.*?)```/s.exec(page)?.[1] ?? '';
}

/** All files of the folder, and the folder. */
function giveTo(user: number, folder: string): void {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, path), user, user);
  chownSync(folder, user, user);
}

function start(engine: TestDocker, folder: string, ...options: readonly string[]): string {
  const reached = ['--publish', '127.0.0.1::4600', '--volume', `${folder}:/srv/app`];
  return engine.call('run', '--detach', ...reached, ...options, image).trim();
}

/** A sandbox around the engine may not let it. */
function canBePrivileged(engine: TestDocker): boolean {
  try {
    engine.call('run', '--rm', '--privileged', image, 'true');
    return true;
  } catch {
    return false;
  }
}

async function addressOf(engine: TestDocker, id: string): Promise<string> {
  const address = `http://${engine.call('port', id, '4600').trim()}`;
  await expect.poll(async () => await statusOf(`${address}/healthz`)).toBe(200);
  return address;
}

async function statusOf(url: string): Promise<number | undefined> {
  return await fetch(url).then(
    ({ status }) => status,
    () => undefined,
  );
}

test.skipIf(docker.reason !== undefined)(
  'the image of the recipe serves the pages, runs a pipeline of a folder of another user, and ends in order',
  async () => {
    const engine = docker.get();
    await buildImage(engine);
    await using app = makeProject();
    app.write('index.html', 'served by the container');
    commitAll(app.folder);
    giveTo(1234, app.folder);
    const inside = (...args: readonly string[]) =>
      engine.call('run', '--rm', '--volume', `${app.folder}:/srv/app`, image, 'slipway', ...args);
    expect(inside('init', '--yes')).toContain('This is a static site');
    const isPrivileged = canBePrivileged(engine);
    const id = start(engine, app.folder, ...(isPrivileged ? ['--privileged'] : []));
    const address = await addressOf(engine, id);
    expect(await statusOf(`${address}/sign-in`)).toBe(200);
    const ran = engine.call('exec', id, 'sh', '-c', 'slipway run 2>&1; echo "status $?"');
    expect(ran).toContain('status 0');
    const [, site = ''] = /(http:\/\/\S+) +website of the bucket/.exec(ran) ?? [];
    expect(engine.call('exec', id, 'curl', '--silent', site)).toBe('served by the container');
    expect(ran.includes('a file tree of its own is not possible here')).toBe(!isPrivileged);
    engine.call('stop', id);
    expect(engine.call('inspect', '--format', '{{.State.ExitCode}}', id).trim()).toBe('0');
  },
);
