// A container engine for tests: Podman, made to work also where it has no right to cgroups and limits, with a store of
// its own and an image that is put together from programs of this machine. No registry is needed.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withTestImage } from './test-image.ts';

export interface TestEngine extends Disposable {
  /** The program of the engine. */
  readonly file: string;
  readonly image: string;
  readonly call: (...args: readonly string[]) => string;
}

/** Why there is none, or undefined when there can be one. */
export function whyNoEngine(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs Linux and root';
  const missing = ['podman', 'crun', 'busybox', 'bash', 'unshare', 'setpriv'].filter(
    (name) => !isInstalled(name),
  );
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

export function isInstalled(name: string): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'command -v "$0"', name], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Why there is none whose containers have networks of their own. */
export function whyNoNetworkedEngine(): string | undefined {
  if (!existsSync('/usr/lib/cni/portmap')) return 'not installed: containernetworking-plugins';
  return whyNoEngine();
}

/** With a network, containers publish ports; without one they have the machine's own. */
export function openTestEngine({ hasNetwork = false } = {}): TestEngine {
  const folder = mkdtempSync(join(tmpdir(), 'slipway-engine-'));
  const file = join(folder, 'podman');
  const holder = hasNetwork ? holdMounts() : undefined;
  writeFileSync(file, holder === undefined ? wrapper(folder) : networkedWrapper(folder, holder.pid ?? 0));
  chmodSync(file, 0o755);
  const call = (...args: readonly string[]): string =>
    execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const image = 'localhost/slipway-test:1';
  withTestImage(folder, (tar) => call('import', ...changes, tar, image), { hasNode: hasNetwork });
  return {
    file,
    image,
    call,
    [Symbol.dispose]: () => {
      call('rm', '--all', '--force', '--time', '0');
      holder?.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const changes = ['--change', 'ENV MARK=from-image', '--change', 'ENV PATH=/bin:/image/bin'];

/** In a sandbox the two hierarchies of cgroups confuse the runtime. */
const mounts = [
  'umount -l /sys/fs/cgroup/unified 2>/dev/null',
  'mount -t tmpfs none /sys/fs/cgroup; mount -t cgroup2 none /sys/fs/cgroup',
].join('\n');

/** Limits cannot be raised there. */
const limits = '--cgroups=disabled --ulimit nofile=1024:1024 --ulimit nproc=1000:1000 --runtime crun';

function podmanIn(folder: string): string {
  return [
    'podman --storage-driver=vfs --cgroup-manager=cgroupfs --events-backend=file',
    `--root '${folder}/store' --runroot '${folder}/run' --tmpdir '${folder}/tmp'`,
  ].join(' ');
}

function wrapper(folder: string): string {
  const podman = podmanIn(folder);
  const script = [
    mounts,
    `if [ "$1" = run ]; then shift; exec ${podman} run --network=host ${limits} "$@"; fi`,
    `exec ${podman} "$@"`,
  ].join('\n');
  return `#!/bin/sh\nexec unshare --mount /bin/sh -c '${script.replaceAll("'", `'\\''`)}' podman "$@"\n`;
}

/** The networks of containers are mounts, which all calls must see. They end with this process, also when it is killed. */
function holdMounts(): ChildProcess {
  const unshared = ['unshare', '--mount', '/bin/sh', '-c', `${mounts}\nexec sleep infinity`];
  const holder = spawn('setpriv', ['--pdeathsig', 'KILL', ...unshared], { stdio: 'ignore' });
  const isReady = (): boolean =>
    readFileSync(`/proc/${holder.pid}/cmdline`, 'utf8').startsWith('sleep\0') || holder.exitCode !== null;
  while (!isReady());
  return holder;
}

function networkedWrapper(folder: string, holder: number): string {
  const podman = `nsenter --mount --target ${holder} -- ${podmanIn(folder)}`;
  return `#!/bin/sh\nif [ "$1" = run ]; then shift; exec ${podman} run ${limits} "$@"; fi\nexec ${podman} "$@"\n`;
}
