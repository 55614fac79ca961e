// A Docker engine for tests: a daemon with folders, a socket and a bridge of its own, so that it meets no other.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownedName, removeLeftMounts } from './left-mounts.ts';
import { isInstalled } from './test-engine.ts';
import { withTestImage } from './test-image.ts';

export interface TestDocker extends AsyncDisposable {
  /** For DOCKER_HOST. */
  readonly host: string;
  /** An image with BusyBox, Bash and Node. */
  readonly image: string;
  readonly call: (...args: readonly string[]) => string;
}

/** Why there is none, or undefined when there can be one. */
export function whyNoDocker(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it needs Linux and root';
  const missing = ['docker', 'dockerd', 'setpriv', 'busybox', 'bash', 'ip'].filter(
    (name) => !isInstalled(name),
  );
  return missing.length === 0 ? undefined : `not installed: ${missing.join(', ')}`;
}

export interface TestDockerOptions {
  /** Without Node the image is a twentieth of the size, which counts where it is pushed. */
  readonly hasNode?: boolean;
}

/** Rejects with the daemon's log when it does not come up. */
export async function openTestDocker({ hasNode = true }: TestDockerOptions = {}): Promise<TestDocker> {
  removeLeftMounts();
  const folder = mkdtempSync(join(tmpdir(), `${ownedName('docker')}-`));
  const host = `unix://${join(folder, 'docker.sock')}`;
  const bridge = openBridge();
  const log = join(folder, 'log');
  const output = openSync(log, 'a');
  // It ends with this process, also when that is killed.
  const daemon = spawn(
    'setpriv',
    [
      '--pdeathsig',
      'TERM',
      'dockerd',
      '--data-root',
      join(folder, 'data'),
      '--exec-root',
      join(folder, 'exec'),
      '--pidfile',
      join(folder, 'pid'),
      '--host',
      host,
      '--bridge',
      bridge,
      // Ports of the loopback interface are served by Docker's own proxy.
      '--iptables=false',
      '--ip6tables=false',
      '--containerd-namespace',
      bridge,
    ],
    { stdio: ['ignore', output, output] },
  );
  const ended = once(daemon, 'exit');
  const call = (...args: readonly string[]): string =>
    execFileSync('docker', args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DOCKER_HOST: host },
    });
  const close = async (): Promise<void> => {
    daemon.kill();
    await ended;
    execFileSync('ip', ['link', 'delete', bridge]);
    for (const place of mountsBelow(folder)) execFileSync('umount', ['--lazy', place]);
    rmSync(folder, { recursive: true, force: true });
  };
  while (!answers(call))
    if (daemon.exitCode !== null) {
      const said = readFileSync(log, 'utf8').split('\n').slice(-10).join('\n');
      await close();
      throw new Error(`The Docker daemon has ended:\n${said}`);
    }
  const image = 'slipway-test:1';
  withTestImage(folder, (tar) => call('import', '--change', 'ENV PATH=/bin', tar, image), { hasNode });
  return {
    host,
    image,
    call,
    [Symbol.asyncDispose]: async () => {
      const left = call('ps', '--all', '--quiet').split('\n').filter(Boolean);
      if (left.length > 0) call('rm', '--force', ...left);
      await close();
    },
  };
}

function answers(call: TestDocker['call']): boolean {
  try {
    call('info', '--format', '{{.ServerVersion}}');
    return true;
  } catch {
    return false;
  }
}

/** A network that nothing else of this machine has. */
function openBridge(): string {
  const name = `slip${process.pid}`;
  execFileSync('ip', ['link', 'add', 'name', name, 'type', 'bridge']);
  const taken = execFileSync('ip', ['-4', '-oneline', 'address'], { encoding: 'utf8' });
  const free = Array.from({ length: 256 }, (_, index) => (process.pid + index) % 256).find(
    (net) => !taken.includes(` 10.213.${net}.`),
  );
  execFileSync('ip', ['address', 'add', `10.213.${free ?? 0}.1/24`, 'dev', name]);
  execFileSync('ip', ['link', 'set', name, 'up']);
  return name;
}

/** Innermost first: a daemon that is ended may leave some of its containers' behind. */
function mountsBelow(folder: string): readonly string[] {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((place) => place.startsWith(`${folder}/`))
    .toReversed();
}
