// An image with Python and pip, made of Debian's packages: what python:3.11-slim is where a registry can be reached.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './temporary-folder.ts';
import type { TestDocker } from './test-docker.ts';

const packages = [
  'python3.11-minimal',
  'libpython3.11-minimal',
  'libpython3.11-stdlib',
  'media-types',
  'python3-pip',
  'python3-setuptools',
  'python3-pkg-resources',
  'python3-wheel',
  'python3-distutils',
  'libc6',
  'libgcc-s1',
  'zlib1g',
  'libssl3',
  'libexpat1',
  'libffi8',
  'libbz2-1.0',
  'liblzma5',
  'libsqlite3-0',
  'libuuid1',
  'libcrypt1',
  'libtirpc3',
  'libnsl2',
];

/** Why there is none, or undefined when there can be one. */
export function whyNoPythonImage(): string | undefined {
  const missing = ['/usr/bin/apt-get', '/usr/bin/dpkg', '/bin/busybox'].filter((file) => !existsSync(file));
  return missing.length === 0 ? undefined : `there is no ${missing.join(', ')}`;
}

/** Its name is `debian-python:3.11`. */
export async function buildPythonImage(docker: TestDocker): Promise<string> {
  await using folder = await makeFolder();
  const [downloads, root] = [join(folder.path, 'packages'), join(folder.path, 'root')];
  mkdirSync(downloads);
  download(downloads);
  for (const name of readdirSync(downloads)) execFileSync('dpkg', ['-x', join(downloads, name), root]);
  const bin = join(root, 'usr', 'bin');
  mkdirSync(join(root, 'bin'), { recursive: true });
  copyFileSync('/bin/busybox', join(root, 'bin', 'busybox'));
  for (const name of ['sh', 'ls', 'cat', 'mkdir', 'sleep', 'env'])
    symlinkSync('busybox', join(root, 'bin', name));
  for (const name of ['python', 'python3']) {
    rmSync(join(bin, name), { force: true });
    symlinkSync('python3.11', join(bin, name));
  }
  // Here the image is pip's own to change.
  rmSync(join(root, 'usr', 'lib', 'python3.11', 'EXTERNALLY-MANAGED'), { force: true });
  mkdirSync(join(root, 'tmp'), { mode: 0o1777 });
  mkdirSync(join(root, 'etc', 'ssl', 'certs'), { recursive: true });
  writeFileSync(join(root, 'etc', 'passwd'), 'root:x:0:0::/root:/bin/sh\n');
  const certificates = '/etc/ssl/certs/ca-certificates.crt';
  copyFileSync(certificates, join(root, certificates));
  const tar = join(folder.path, 'root.tar');
  execFileSync('tar', ['-C', root, '-cf', tar, '.']);
  const image = 'debian-python:3.11';
  docker.call(
    'import',
    '--change',
    `ENV PIP_CERT=${certificates} PATH=/usr/local/bin:/usr/bin:/bin`,
    tar,
    image,
  );
  return image;
}

/** The list of packages may be missing, or older than the packages. */
function download(folder: string): void {
  const get = (...args: readonly string[]): Buffer =>
    execFileSync('apt-get', ['-qq', ...args], { cwd: folder, stdio: 'pipe' });
  try {
    get('download', ...packages);
  } catch {
    get('update');
    get('download', ...packages);
  }
}
