// The Node that Slipway needs, fetched once by npm where the machine's own is older. Runs on any Node from 18.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
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

/** Its path; fetched when it is not there yet. Rejects with an Error whose message says what to do. */
export async function provideNode() {
  const file = cachedNode();
  if (!existsSync(file)) await fetchInto(file);
  return file;
}

/** The package that the `node` package would choose for this machine: the program alone, without an install script. */
function packageName() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  return `${prefix}-${platform}-${process.arch}`;
}

async function fetchInto(file) {
  const version = neededVersion();
  const unfinished = `${dirname(file)}.${process.pid}`;
  const name = packageName();
  try {
    const npm = await install(`${name}@${version}`, unfinished, () =>
      process.stderr.write(
        `Slipway needs Node ${version.split('.')[0]}, and this is ${process.version}: fetching ${version} by npm, once, into ${dirname(file)} …\n`,
      ),
    );
    if (npm.status !== 0) throw new Error(explain(npm, version));
    mkdirSync(dirname(file), { recursive: true });
    const bin = join(unfinished, 'node_modules', name, 'bin', basename(file));
    chmodSync(bin, 0o755);
    renameSync(bin, file);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

const statuses = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** A signal ends npm, and then this process: nothing that is half there stays. */
async function install(what, folder, report) {
  const windows = process.platform === 'win32';
  const quiet = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const patience = ['--loglevel=error', '--fetch-retries=1', '--global=false'];
  let child;
  let ending;
  const end = (name) => {
    ending = name;
    child?.kill(name);
  };
  for (const name of Object.keys(statuses)) process.on(name, end);
  mkdirSync(folder, { recursive: true });
  child = spawn(windows ? 'npm.cmd' : 'npm', ['install', '--prefix', folder, ...quiet, ...patience, what], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: windows,
  });
  report();
  const clock = showClock();
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ended = await new Promise((resolve) => {
    child.once('error', (error) => resolve({ error }));
    child.once('close', (status) => resolve({ status, stderr }));
  });
  clearInterval(clock);
  for (const name of Object.keys(statuses)) process.removeListener(name, end);
  if (ending === undefined) return ended;
  rmSync(folder, { recursive: true, force: true });
  process.stderr.write('\nNothing was fetched: the next call begins again.\n');
  return process.exit(statuses[ending]);
}

/** That it goes on: on a terminal, where the line is written again and again. */
function showClock() {
  const begun = Date.now();
  const show = () => process.stderr.write(`\r  ${Math.round((Date.now() - begun) / 1000)} s \r`);
  return process.stderr.isTTY ? setInterval(show, 1000) : undefined;
}

function explain({ error, stderr }, version) {
  const ways = `Install Node ${version.split('.')[0]} or newer (nodejs.org, nvm, your package manager), or try again with a network.`;
  if (error !== undefined) return `npm could not be started (${error.message}). ${ways}`;
  const lines = (stderr ?? '').split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const reason = lines.find((line) => line !== '' && !/^(code|errno|syscall) /.test(line)) ?? 'npm failed';
  return `Node ${version} could not be fetched: ${reason}. ${ways}`;
}
