// The first command in a fresh clone, on any Node from 18: installs from the lock file when needed, then runs one of
// the project's commands with the project's own Node, which the `node` package brings.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const node = [at('node_modules/node/bin/node'), at('node_modules/node/bin/node.exe')];

const vitest = at('node_modules/vitest/vitest.mjs');
const longTests = [vitest, 'run', '--root', root, '--config', at('vitest.long.config.ts')];

/** Command name → the program that the project's Node runs, with its first arguments. */
const commands = {
  start: [at('bin/slipway.js'), 'run', at('examples/cicd-demo')],
  test: [vitest, 'run', '--root', root],
  'test-docs': [...longTests, '--project', 'docs'],
  'test-pages': [...longTests, '--project', 'pages'],
  'test-resilience': [...longTests, '--project', 'resilience'],
  'test-ship': [...longTests, '--project', 'shipped'],
  'test-systems': [...longTests, '--project', 'systems'],
  'test-deployments': [...longTests, '--project', 'deployments'],
  check: [at('scripts/check.ts')],
  fix: [at('scripts/fix.ts')],
  generate: [at('scripts/generate.ts')],
  'generate-stack-permissions': [at('scripts/generate-stack-permissions.ts')],
  'generate-stack-schemas': [at('scripts/generate-stack-schemas.ts')],
  'generate-stack-types': [at('scripts/generate-stack-types.ts')],
  watch: [at('scripts/watch.ts')],
  pages: [at('scripts/build-pages.ts')],
  screenshots: [at('scripts/screenshots.ts')],
  bench: [at('bench/bench.ts')],
  build: [at('scripts/build.ts')],
  'demo-rollback': [at('scripts/demo-rollback.ts')],
  'kill-campaign': [at('scripts/kill-campaign.ts')],
  newcomer: [at('scripts/newcomer.ts')],
};

function isInstalled() {
  const installed = at('node_modules/.package-lock.json');
  if (!existsSync(installed) || !node.some((path) => existsSync(path))) return false;
  return statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs;
}

/** As many as the lock file names. */
function packageCount() {
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  return Object.values(packages).filter((each) => each.optional !== true).length - 1;
}

/** What is unpacked so far; a scope is a folder of packages. */
function unpackedCount(folder = at('node_modules')) {
  if (!existsSync(folder)) return 0;
  const names = readdirSync(folder).filter((each) => !each.startsWith('.'));
  const scopes = names.filter((each) => each.startsWith('@'));
  const inScopes = scopes.map((each) => readdirSync(join(folder, each)).length);
  return names.length - scopes.length + inScopes.reduce((sum, count) => sum + count, 0);
}

/** On a terminal one line that counts, else a line now and then: the first start may take minutes. */
function showProgress() {
  const startedAt = Date.now();
  const count = packageCount();
  const { isTTY: isScreen } = process.stderr;
  const show = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    const unpacked = unpackedCount();
    const what = unpacked < count ? `${unpacked} of ${count} packages` : 'packages unpacked, fetching Node';
    const text = `  ${what}, ${seconds} s`;
    process.stderr.write(isScreen ? `\r\u001B[K${text}` : `${text}\n`);
  };
  const timer = setInterval(show, isScreen ? 500 : 15_000);
  return () => {
    clearInterval(timer);
    if (isScreen) process.stderr.write('\r\u001B[K');
    return Math.round((Date.now() - startedAt) / 1000);
  };
}

async function install() {
  process.stderr.write(
    'Installing the dependencies from the lock file, and a Node of its own (once; it needs the network) …\n',
  );
  const windows = process.platform === 'win32';
  const args = ['ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error', '--fetch-retries=1'];
  const done = showProgress();
  const child = spawn(windows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: windows,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      said += `${error.message}\n`;
      resolve(1);
    });
    child.on('close', resolve);
  });
  const seconds = done();
  if (status !== 0) {
    process.stderr.write(`${shownOf(said)}The installation failed. ${remedyFor(said)}\n`);
    process.exit(1);
  }
  process.stderr.write(`Installed in ${seconds} s.\n`);
}

/** What npm says when it reaches nothing. */
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENOTCACHED/;

/** Without a network npm prints a stack for what one line says. */
function shownOf(said) {
  if (!unreachable.test(said)) return said;
  const line = said.split('\n').find((each) => /request to|network|getaddrinfo|connect /.test(each));
  return line === undefined ? said : `${line.trim()}\n`;
}

function remedyFor(said) {
  if (unreachable.test(said))
    return (
      'npm does not reach its registry: the first start needs the network once, every later one works without. ' +
      'Behind a proxy set HTTPS_PROXY; for a registry of your own: npm config set registry URL. Then run the command again.'
    );
  if (/spawn npm\S* ENOENT/.test(said)) return 'npm is not on PATH: install it and run the command again.';
  return 'Fix what npm says above and run the command again.';
}

const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(`usage: bootstrap.js ${Object.keys(commands).join('|')} [arguments]\n`);
  process.exit(2);
}
if (!isInstalled()) await install();
const program = node.find((path) => existsSync(path)) ?? process.execPath;
// The server of a clone shows pages that are built; that takes a second.
if (!existsSync(at('build/pages/index.html')) && name !== 'pages')
  spawnSync(program, ['--', ...commands.pages], { cwd: root, stdio: 'inherit' });
const path = [at('node_modules/.bin'), dirname(program), process.env.PATH].join(
  process.platform === 'win32' ? ';' : ':',
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
const result = spawnSync(program, ['--', ...command, ...rest], {
  cwd: process.cwd(),
  stdio: 'inherit',
  env: name === 'start' ? process.env : { ...process.env, PATH: path },
});
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 1);
