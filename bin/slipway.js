#!/bin/sh
':' //; exec node -- "$0" "$@"
// Finds a Node that is new enough, turns on the compile cache and imports the program. Nothing else.
// To the shell the second line starts this file again with Node, to Node it is a string and a comment. The dashes end Node's own
// options: without them Node looks through all arguments for a few of its own. `env -S node --` would do the same, where env
// has -S. A formatter would part the string from its comment, so this file is not its.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED_MAJOR = 24;
const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));

/** The compiled program in a published package; the sources, stripped of types by Node, in a clone. */
function program() {
  const source = join(root, 'src', 'main.ts');
  return existsSync(source) ? source : join(root, 'dist', 'main.js');
}

/** The Node that the `node` package brought into a clone, or undefined where it is not installed. */
function bundledNode() {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const candidates = [join(folder, 'bin', 'node'), join(folder, 'bin', 'node.exe')];
    return candidates.find((path) => existsSync(path));
  } catch {
    return undefined;
  }
}

/** The channel tells the child when this launcher is killed, so that no half of the program lives on alone. */
function handOver(node) {
  const child = spawn(node, ['--', fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, SLIPWAY_LAUNCHED: '1' },
  });
  process.on('SIGINT', () => {
    // A terminal sends Ctrl-C to the child as well; only a signal sent to this process alone is passed on.
    if (!process.stdin.isTTY) child.kill('SIGINT');
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`could not start ${node}: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/**
 * Started without the dashes (`node bin/slipway.js run --env-file FILE`) Node reads the file as well and takes the
 * NODE_OPTIONS in it. The program runs in a Node that did not. When there is no such file Node ends before any of this runs,
 * and nothing here can say so: `-e FILE` is the same option under a name that Node does not look for.
 */
function mayHaveTakenOptions() {
  const args = process.argv.slice(2);
  const dashes = args.indexOf('--');
  const given = dashes === -1 ? args : args.slice(0, dashes);
  return process.env.SLIPWAY_LAUNCHED !== '1' && given.some((argument) => argument.startsWith('--env-file'));
}

function fail(reason) {
  process.stderr.write(`slipway: ${reason}\n`);
  process.exit(2);
}

/** Whether this Node can run the program: by its version, and by what a build of it or its options may have left out. */
function isNewEnough() {
  const isSource = program().endsWith('.ts');
  return (
    Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR &&
    nodeModule.isBuiltin('node:sqlite') &&
    (!isSource || Boolean(process.features.typescript))
  );
}

const canRun = isNewEnough();
if (canRun && mayHaveTakenOptions()) handOver(process.execPath);
else if (canRun) {
  nodeModule.enableCompileCache?.();
  if (process.env.SLIPWAY_LAUNCHED === '1' && process.channel) {
    delete process.env.SLIPWAY_LAUNCHED;
    process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
    process.channel.unref();
  }
  await import(pathToFileURL(program()).href);
} else if (process.env.SLIPWAY_LAUNCHED === '1') {
  fail(
    `${process.execPath} (${process.version}) lacks what Slipway needs; does NODE_OPTIONS turn something off?`,
  );
} else {
  try {
    handOver(bundledNode() ?? (await (await import('./fetch-node.js')).provideNode()));
  } catch (error) {
    fail(error.message);
  }
}
