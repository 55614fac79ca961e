// `npm run demo:rollback`: deploys the demo system, breaks its health check, deploys again, and shows that the
// deployment is rolled back while the old version goes on answering.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { currentUser } from '../src/lib/current-user.ts';

const root = join(import.meta.dirname, '..');
const slipway = join(root, 'bin', 'slipway.js');
const folder = join(tmpdir(), `slipway-demo-rollback-${currentUser().username}`);
const notCopied = new Set(['node_modules', '.slipway', 'coverage', 'reports']);

function run(...args: readonly string[]): number {
  return spawnSync(process.execPath, [slipway, ...args], { cwd: folder, stdio: 'inherit' }).status ?? 1;
}

function say(text: string): void {
  console.log(`\n── ${text}\n`);
}

function replace(file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} no longer contains ${from}`);
  writeFileSync(path, text.replace(from, to));
}

interface Execution {
  readonly actions: readonly { readonly stageName: string; readonly status: string }[];
}

/** What a command says with `--json`. */
function ask<T>(...args: readonly string[]): T {
  const { stdout } = spawnSync(process.execPath, [slipway, ...args, '--json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return JSON.parse(stdout) as T;
}

/** Whether it was the deployment that failed: whatever fails before it proves nothing about a rollback. */
function hasDeploymentFailed(): boolean {
  const [latest] = ask<{ readonly executions: readonly Execution[] }>('history').executions;
  return (
    latest?.actions.some(({ stageName, status }) => stageName === 'Deploy' && status === 'Failed') ?? false
  );
}

if (existsSync(folder)) {
  run('down');
  rmSync(folder, { recursive: true, force: true });
}
cpSync(join(root, 'examples', 'cicd-demo'), folder, {
  recursive: true,
  filter: (path) => !notCopied.has(basename(path)),
});

say('1. Version 1.0.0 is deployed to three hosts, one at a time');
if (run('run', '.', '--exit') !== 0) process.exit(1);

say('2. Version 1.1.0 has a health check that never says "ok"; its unit tests do not notice');
replace('sample-app/src/health.js', `status: 'ok'`, `status: 'broken'`);
replace('sample-app/package.json', '"version": "1.0.0"', '"version": "1.1.0"');
const status = run('run', '.', '--exit');

say('3. What answers now');
const { url } = ask<{ readonly url: string }>('open');
const version = await (await fetch(`${url}/version`)).text();
console.log(`${url}/version says ${version}`);
const restored = status === 1 && hasDeploymentFailed() && version.includes('"1.0.0');
console.log(
  restored
    ? '\nThe pipeline failed, the deployment was rolled back, and version 1.0.0 goes on answering.'
    : `\nThat is not what should have happened: the pipeline ended with ${status}.`,
);
console.log(`It stays up until: node ${slipway} down --state ${join(folder, '.slipway')}`);
process.exitCode = restored ? 0 : 1;
