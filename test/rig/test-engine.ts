// A container engine for tests: Podman, made to work also where it has no right to cgroups and limits, with a store of
// its own and an image that is put together from programs of this machine. No registry is needed.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface TestEngine extends Disposable {
  /** The program of the engine. */
  readonly file: string;
  readonly image: string;
  readonly call: (...args: readonly string[]) => string;
}

/** Why there is none, or undefined when there can be one. */
export function whyNoEngine(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs Linux and root';
  const missing = ['podman', 'crun', 'busybox', 'bash', 'unshare'].filter((name) => !isInstalled(name));
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

function isInstalled(name: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v "$0"', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function openTestEngine(): TestEngine {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-engine-'));
  const file = join(folder, 'podman');
  writeFileSync(file, wrapper(folder));
  chmodSync(file, 0o755);
  const call = (...args: readonly string[]): string =>
    execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const image = 'localhost/slipway-test:1';
  importImage(folder, (tar) => call('import', ...changes, tar, image));
  return {
    file,
    image,
    call,
    [Symbol.dispose]: () => {
      call('rm', '--all', '--force', '--time', '0');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const changes = ['--change', 'ENV MARK=from-image', '--change', 'ENV PATH=/bin:/image/bin'];

/** In a sandbox the two hierarchies of cgroups confuse the runtime, and limits cannot be raised. */
function wrapper(folder: string): string {
  const podman = [
    'podman --storage-driver=vfs --cgroup-manager=cgroupfs --events-backend=file',
    `--root '${folder}/store' --runroot '${folder}/run' --tmpdir '${folder}/tmp'`,
  ].join(' ');
  const limits =
    '--network=host --cgroups=disabled --ulimit nofile=1024:1024 --ulimit nproc=1000:1000 --runtime crun';
  const script = [
    'umount -l /sys/fs/cgroup/unified 2>/dev/null',
    'mount -t tmpfs none /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup',
    `if [ "$1" = run ]; then shift; exec ${podman} run ${limits} "$@"; fi`,
    `exec ${podman} "$@"`,
  ].join('\n');
  return `#!/bin/sh\nexec unshare --mount /bin/sh -c '${script.replaceAll("'", `'\\''`)}' podman "$@"\n`;
}

function importImage(folder: string, take: (tar: string) => void): void {
  const root = join(folder, 'root');
  mkdirSync(join(root, 'bin'), { recursive: true });
  const busybox = which('busybox');
  copyFileSync(busybox, join(root, 'bin', 'busybox'));
  for (const name of execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n'))
    if (name !== 'busybox') symlinkSync('busybox', join(root, 'bin', name));
  addProgram(root, which('bash'), 'bin/bash');
  // What the tools of a build run with lies outside of the image, but not the libraries that it needs.
  addLibraries(root, process.execPath);
  write(root, 'etc/passwd', 'root:x:0:0::/root:/bin/sh\nbuilder:x:1234:1234::/:/bin/sh\n');
  write(root, 'etc/group', 'root:x:0:\nbuilder:x:1234:\n');
  write(root, 'etc/image-release', 'an image of the test\n');
  mkdirSync(join(root, 'tmp'), { mode: 0o1777 });
  const tar = join(folder, 'root.tar');
  execFileSync('tar', ['-C', root, '-cf', tar, '.']);
  rmSync(root, { recursive: true });
  take(tar);
  rmSync(tar);
}

function which(name: string): string {
  return execFileSync('/bin/sh', ['-c', 'command -v "$0"', name], { encoding: 'utf8' }).trim();
}

function addProgram(root: string, file: string, path: string): void {
  rmSync(join(root, path), { force: true });
  copyFileSync(file, join(root, path));
  addLibraries(root, file);
}

function addLibraries(root: string, file: string): void {
  const listed = execFileSync('ldd', [file], { encoding: 'utf8' }).matchAll(/(\/\S+)/g);
  for (const [, library = ''] of listed) {
    const place = join(root, dirname(library));
    mkdirSync(place, { recursive: true });
    copyFileSync(library, join(place, basename(library)));
  }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
