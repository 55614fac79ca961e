#!/usr/bin/env node
// The first command in a fresh clone, on any Node from 18: installs from the lock file when needed, then runs one of
// the project's commands with the project's own Node, which the `node` package brings.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const node = [at('node_modules/node/bin/node'), at('node_modules/node/bin/node.exe')];

/** Command name → the program that the project's Node runs, with its first arguments. */
const commands = {
  start: [at('bin/slipway.js'), 'run', at('examples/cicd-demo')],
  test: [at('node_modules/vitest/vitest.mjs'), 'run', '--root', root],
  check: [at('scripts/check.ts')],
  fix: [at('scripts/fix.ts')],
  pages: [at('scripts/build-pages.ts')],
  screenshots: [at('scripts/screenshots.ts')],
  bench: [at('bench/bench.ts')],
  build: [at('scripts/build.ts')],
  'demo-rollback': [at('scripts/demo-rollback.ts')],
};

function isInstalled() {
  const installed = at('node_modules/.package-lock.json');
  if (!existsSync(installed) || !node.some((path) => existsSync(path))) return false;
  return statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs;
}

function install() {
  process.stderr.write('Installing the dependencies from the lock file (once) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(npm, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.status !== 0) {
    process.stderr.write('The installation failed. Mend what npm says above and run the command again.\n');
    process.exit(1);
  }
}

const [name, ...rest] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  process.stderr.write(`usage: bootstrap.js ${Object.keys(commands).join('|')} [arguments]\n`);
  process.exit(2);
}
if (!isInstalled()) install();
const program = node.find((path) => existsSync(path)) ?? process.execPath;
// The server of a clone shows pages that are built; that takes a second.
if (!existsSync(at('build/pages/index.html')) && name !== 'pages')
  spawnSync(program, commands.pages, { cwd: root, stdio: 'inherit' });
const path = [at('node_modules/.bin'), dirname(program), process.env.PATH].join(
  process.platform === 'win32' ? ';' : ':',
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
const result = spawnSync(program, [...command, ...rest], {
  cwd: process.cwd(),
  stdio: 'inherit',
  env: name === 'start' ? process.env : { ...process.env, PATH: path },
});
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 1);
