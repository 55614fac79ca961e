// An image of Debian with Node and npm, made of Debian's own packages: what node:24-bookworm-slim is where a registry can be reached.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestDocker } from './test-docker.ts';
import { isInstalled } from './test-engine.ts';

const certificates = '/etc/ssl/certs/ca-certificates.crt';
const mirror = 'http://deb.debian.org/debian';

/** Why there is none, or undefined when there can be one. */
export function whyNoDebianImage(): string | undefined {
  const missing = ['apt-get', 'dpkg', 'chroot', 'wget', 'npm'].filter((name) => !isInstalled(name));
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  return existsSync(certificates) ? undefined : `there is no ${certificates}`;
}

/** Its name is `debian-node:24`. It trusts whom this machine trusts. @param folder for what it is made of */
export function buildDebianImage(docker: TestDocker, folder: string): string {
  const tools = join(folder, 'tools');
  const root = join(folder, 'root');
  mkdirSync(tools);
  const run = (file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    execFileSync(file, args, { cwd: tools, env: { ...process.env, ...env }, stdio: 'pipe' });
  download(run);
  for (const name of readdirSync(tools)) run('dpkg', ['-x', name, tools]);
  run('sh', [join(tools, 'usr', 'sbin', 'debootstrap'), '--variant=minbase', 'bookworm', root, mirror], {
    DEBOOTSTRAP_DIR: join(tools, 'usr', 'share', 'debootstrap'),
  });
  addNode(root);
  const tar = join(folder, 'root.tar');
  run('tar', ['-C', root, '-cf', tar, '.']);
  const image = 'debian-node:24';
  docker.call(
    'import',
    '--change',
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    tar,
    image,
  );
  return image;
}

/** The list of packages may be missing, or older than the packages. */
function download(run: (file: string, args: readonly string[]) => unknown): void {
  const get = (...args: readonly string[]) => run('apt-get', ['-qq', ...args]);
  try {
    get('download', 'debootstrap');
  } catch {
    get('update');
    get('download', 'debootstrap');
  }
}

function addNode(root: string): void {
  const local = join(root, 'usr', 'local');
  copyFileSync(process.execPath, join(local, 'bin', 'node'));
  const command = execFileSync('/bin/sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const npm = dirname(dirname(realpathSync(command)));
  cpSync(npm, join(local, 'lib', 'node_modules', 'npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin', 'npm'));
  const trusted = join(local, 'share', 'trusted.crt');
  mkdirSync(dirname(trusted), { recursive: true });
  copyFileSync(certificates, trusted);
  mkdirSync(join(local, 'etc'), { recursive: true });
  writeFileSync(join(local, 'etc', 'npmrc'), 'cafile=/usr/local/share/trusted.crt\n');
}
