// The Node that Slipway needs, fetched once by npm where the machine's own is older. Runs on any Node from 18.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The version that Slipway is tested with. */
function neededVersion() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
}

function cachedNode() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  const name = `node-${neededVersion()}-${process.platform}-${process.arch}`;
  return join(cache, 'slipway', name, process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Its path; fetched when it is not there yet. Throws an Error whose message says what to do. */
export function provideNode() {
  const file = cachedNode();
  if (!existsSync(file)) fetchInto(file);
  return file;
}

/** The package that the `node` package would choose for this machine: the program alone, without an install script. */
function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

function fetchInto(file) {
  const version = neededVersion();
  const unfinished = `${dirname(file)}.${process.pid}`;
  process.stderr.write(
    `Slipway needs Node ${version.split('.')[0]}, and this is ${process.version}: fetching ${version} by npm, once, into ${dirname(file)} …\n`,
  );
  mkdirSync(unfinished, { recursive: true });
  try {
    const args = [
      'install',
      '--prefix',
      unfinished,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
    ];
    const patience = ['--no-package-lock', '--loglevel=error', '--fetch-retries=1', '--global=false'];
    const windows = process.platform === 'win32';
    const npm = spawnSync(
      windows ? 'npm.cmd' : 'npm',
      [...args, ...patience, `${packageName()}@${version}`],
      {
        cwd: unfinished,
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        shell: windows,
      },
    );
    if (npm.status !== 0) throw new Error(explain(npm, version));
    mkdirSync(dirname(file), { recursive: true });
    const bin = join(unfinished, 'node_modules', packageName(), 'bin', windows ? 'node.exe' : 'node');
    chmodSync(bin, 0o755);
    renameSync(bin, file);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function explain({ error, stderr }, version) {
  const ways = `Install Node ${version.split('.')[0]} or newer (nodejs.org, nvm, your package manager), or try again with a network.`;
  if (error !== undefined) return `npm could not be started (${error.message}). ${ways}`;
  const lines = (stderr ?? '').split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const reason = lines.find((line) => line !== '' && !/^(code|errno|syscall) /.test(line)) ?? 'npm failed';
  return `Node ${version} could not be fetched: ${reason}. ${ways}`;
}
