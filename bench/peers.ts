// The programs that a user would pick instead, installed into a folder of the measurement and never into the project.
import { execFile, spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { measure, timeCommand, type Measurement, type Unmeasured } from './measure.ts';

/** Runs the program in a folder and gives its duration in milliseconds. */
export type RunPeer = (args: readonly string[], cwd: string) => Promise<number>;

/** A program to measure against, or the reason why it is not there. */
export type Peer =
  | { readonly name: string; readonly run: RunPeer }
  | { readonly name: string; readonly missing: string };

const run = promisify(execFile);
const installMs = 15 * 60_000;

/**
 * gitlab-ci-local of npm. It copies by rsync, which is fetched where this machine has none. Its jobs are login shells, so it has
 * a home of its own: what a user's profile starts is not its cost.
 */
export function installGitlabCiLocal(folder: string): Promise<Peer> {
  return install('gitlab-ci-local 4.75.1', async () => {
    const packages = await npmPackage(folder, 'gitlab-ci-local@4.75.1');
    const script = join(packages, 'gitlab-ci-local', 'dist', 'index.js');
    const home = join(folder, 'home');
    await mkdir(home, { recursive: true });
    const environment = [`HOME=${home}`, ...(await withRsync(folder))];
    return (args, cwd) => timeCommand('env', [...environment, process.execPath, script, ...args], cwd);
  });
}

/** act of nektos, built from its Go module. Its jobs run on this machine, each in a copy of the folder. */
export function installAct(folder: string): Promise<Peer> {
  return install('act 0.2.89', async () => {
    await run('go', ['install', 'github.com/nektos/act@v0.2.89'], {
      env: { ...process.env, GOBIN: folder },
      timeout: installMs,
    });
    const cache = `XDG_CACHE_HOME=${join(folder, 'act-cache')}`;
    const hosted = ['-P', 'ubuntu-latest=-self-hosted'];
    return (args, cwd) => timeCommand('env', [cache, join(folder, 'act'), ...hosted, ...args], cwd);
  });
}

/** For `sh`, before the words of a linter: findings are no failure, and are not shown. */
export const whateverIsFound = ['-c', '"$@" > /dev/null; test $? -le 2', 'sh'];

/** actionlint of rhysd, built from its Go module. */
export function installActionlint(folder: string): Promise<Peer> {
  return install('actionlint 1.7.7', async () => {
    await run('go', ['install', 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.7'], {
      env: { ...process.env, GOBIN: folder },
      timeout: installMs,
    });
    // Without other linters, which slipway calls too where they are on PATH.
    const words = [join(folder, 'actionlint'), '-shellcheck=', '-pyflakes='];
    return (args, cwd) => timeCommand('sh', [...whateverIsFound, ...words, ...args], cwd);
  });
}

/** Turborepo of npm. */
export function installTurbo(folder: string): Promise<Peer> {
  return install('turbo 2.11.11', async () => {
    const script = join(await npmPackage(folder, 'turbo@2.11.11'), 'turbo', 'bin', 'turbo');
    const quiet = ['TURBO_TELEMETRY_DISABLED=1', 'TURBO_NO_UPDATE_NOTIFIER=1'];
    return (args, cwd) => timeCommand('env', [...quiet, process.execPath, script, ...args], cwd);
  });
}

async function install(name: string, work: () => Promise<RunPeer>): Promise<Peer> {
  try {
    return { name, run: await work() };
  } catch (error) {
    return { name, missing: `peer not installed: ${firstLines(error)}` };
  }
}

/** The peer's median, or why there is none; a peer that fails does not end the measurement of ours. */
export async function timePeer(
  peer: Peer,
  times: number,
  work: (start: RunPeer) => Promise<number>,
): Promise<Measurement | Unmeasured> {
  if ('missing' in peer) return peer;
  try {
    return await measure(peer.name, times, () => work(peer.run));
  } catch (error) {
    return { name: peer.name, missing: `peer failed: ${firstLines(error)}` };
  }
}

/** Fit for a cell of the table. */
function firstLines(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').slice(0, 2).join(': ').replaceAll('|', '/');
}

async function npmPackage(folder: string, name: string): Promise<string> {
  const args = ['install', '--prefix', folder, '--no-audit', '--no-fund', name];
  await run('npm', args, { timeout: installMs });
  return join(folder, 'node_modules');
}

/** Variables, for `env`, with which rsync is found. */
async function withRsync(folder: string): Promise<readonly string[]> {
  if (spawnSync('rsync', ['--version']).error === undefined) return [];
  const packages = join(folder, 'rsync');
  await mkdir(packages, { recursive: true });
  const unpack = 'apt-get -qq download rsync libpopt0 && for file in *.deb; do dpkg -x "$file" .; done';
  await run('sh', ['-c', unpack], { cwd: packages, timeout: installMs });
  const libraries = join(
    packages,
    'usr',
    'lib',
    `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
  );
  return [
    `PATH=${join(packages, 'usr', 'bin')}:${process.env['PATH'] ?? ''}`,
    `LD_LIBRARY_PATH=${libraries}`,
  ];
}
