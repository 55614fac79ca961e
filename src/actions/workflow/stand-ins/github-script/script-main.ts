// The process of a script of actions/github-script: gives it the toolkit, and its value to the step.
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { core } from './toolkit-core.ts';
import { context, github } from './toolkit-github.ts';
import { exec } from './toolkit-exec.ts';
import { glob } from './toolkit-glob.ts';
import { io } from './toolkit-io.ts';

type Script = (...values: readonly unknown[]) => Promise<unknown>;
const AsyncFunction = (async () => undefined).constructor as new (...texts: readonly string[]) => Script;

/** Modules are those of the workspace. */
const load = createRequire(join(process.cwd(), 'script.js'));
const requireHere = Object.assign((id: string): unknown => load(id.startsWith('.') ? resolve(id) : id), {
  resolve: load.resolve,
  cache: load.cache,
});

const given = {
  require: requireHere,
  __original_require__: load,
  github,
  octokit: github,
  getOctokit: () => github,
  context,
  core,
  exec,
  glob,
  io,
};

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  core.setFailed(`Unhandled error: ${String(error)}`);
}

process.on('unhandledRejection', fail);
try {
  const script = new AsyncFunction(...Object.keys(given), process.env['INPUT_SCRIPT'] ?? '');
  const value = await script(...Object.values(given));
  const isText = process.env['INPUT_RESULT-ENCODING'] === 'string';
  core.setOutput('result', isText ? String(value) : JSON.stringify(value));
} catch (error) {
  fail(error);
}
