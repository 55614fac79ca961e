// The Node that a buildspec asks for, where the machine has another. CodeBuild's images have several to choose from; here
// npm brings it once, into the cache of the state folder, for all builds of that folder.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '../../lib/id.ts';
import type { Result } from '../../lib/result.ts';
import type { Build } from './build.ts';
import type { BuildMachine } from './build-machine.ts';
import { detectRuntime } from './detect-runtime.ts';
import { satisfies } from './select-runtimes.ts';

export interface WithNode {
  readonly machine: BuildMachine;
  /** Why the Node that is asked for is not there. */
  readonly missing?: string;
}

/** The machine with that Node first on its PATH; as it is when it has it already, or when it cannot be had. */
export async function withNodeRuntime(
  build: Build,
  machine: BuildMachine,
  wanted?: string,
): Promise<WithNode> {
  if (machine.container !== undefined || wanted === undefined || !isVersion(wanted)) return { machine };
  const there = await detectRuntime('nodejs', machine);
  if (there !== undefined && satisfies(wanted, there)) return { machine };
  const has = there === undefined ? 'this machine has none' : `this machine has ${there}`;
  const own = process.versions.node;
  if (satisfies(wanted, own)) return { machine: preferring(machine, await linkOwn(build)) };
  const brought = await bring(build, wanted.replace(/\.x$/, ''));
  if ('folder' in brought) {
    const better = preferring(machine, brought.folder);
    const version = (await detectRuntime('nodejs', better)) ?? wanted;
    build.context.report({
      kind: 'Notice',
      message: `Node ${version} was fetched by npm, because the buildspec requests nodejs ${wanted} and ${has}; it is kept in the state folder`,
    });
    return { machine: better };
  }
  const missing = `npm could not fetch it: ${brought.failed}. It needs the network once, and is kept in the state folder then`;
  const isNewer = there === undefined || major(there) < Math.min(major(own), major(wanted));
  if (!isNewer) return { machine, missing };
  return {
    machine: preferring(machine, await linkOwn(build)),
    missing: `${missing}. The build gets the Node that runs Slipway, because ${has}`,
  };
}

function isVersion(wanted: string): boolean {
  return /^\d+(\.\d+){0,2}(\.x)?$/.test(wanted);
}

function major(version: string): number {
  return Number(version.split('.')[0]);
}

/** The machine with that folder first on the PATH of its commands. */
export function preferring(machine: BuildMachine, folder: string): BuildMachine {
  const path = `${folder}:${machine.environment['PATH'] ?? ''}`;
  return {
    ...machine,
    identity: `${machine.identity} with ${folder}`,
    environment: { ...machine.environment, PATH: path },
    // The machine has its own PATH for what is not a command of the build.
    capture: async (argv, options) => machine.capture(['env', `PATH=${path}`, ...argv], options),
  };
}

/** A folder with nothing but the Node that runs this program. */
async function linkOwn({ context: { state } }: Build): Promise<string> {
  const folder = join(state.path, 'cache', `nodejs-own-${process.versions.node}`);
  return made(folder, async (unfinished) => {
    await mkdir(unfinished, { recursive: true });
    await symlink(process.execPath, join(unfinished, 'node'));
  });
}

type Brought = Result<{ readonly folder: string }>;

/** One at a time in this process; a failure is not kept, because the network may come back. */
const bringing = new Map<string, Promise<Brought>>();

async function bring({ log, context: { state } }: Build, version: string): Promise<Brought> {
  const folder = join(state.path, 'cache', `nodejs-${version}`);
  if (!existsSync(folder)) log.line(`Fetching Node ${version} by npm, once for this state folder ...`);
  const underWay = bringing.get(folder) ?? install(folder, version).finally(() => bringing.delete(folder));
  bringing.set(folder, underWay);
  return underWay;
}

/** The package that the `node` package would choose; it holds the program alone and needs no install script. */
async function install(folder: string, version: string): Promise<Brought> {
  const name = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`;
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const patience = ['--loglevel=error', '--fetch-retries=1', '--fetch-timeout=30000'];
  try {
    await made(folder, async (unfinished) => {
      await mkdir(unfinished, { recursive: true });
      await promisify(execFile)('npm', [...args, ...patience, '--prefix', unfinished, `${name}@${version}`], {
        cwd: unfinished,
        timeout: installTimeoutMs,
      });
    });
    return { folder: join(folder, 'node_modules', name, 'bin') };
  } catch (error) {
    return { failed: reasonOf(error as NodeJS.ErrnoException & { readonly stderr?: string }) };
  }
}

const installTimeoutMs = 300_000;

function reasonOf({
  code,
  stderr = '',
  message,
}: NodeJS.ErrnoException & { readonly stderr?: string }): string {
  // The system says EACCES when a folder of PATH cannot be read and no other folder has the program.
  if (code === 'ENOENT' || code === 'EACCES') return 'npm is not on PATH';
  const lines = stderr.split('\n').map((line) => line.replace(/^npm (error|ERR!) ?/, '').trim());
  const found = lines.find((line) => line !== '' && !line.startsWith('code ') && !line.startsWith('errno '));
  return found ?? message.split('\n')[0] ?? message;
}

/** Made under another name first: what has the name is whole, and another process may have been faster with the same. */
async function made(folder: string, make: (unfinished: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${newId()}`;
  await mkdir(dirname(folder), { recursive: true });
  try {
    await make(unfinished);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}
