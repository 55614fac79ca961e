// The Node that a buildspec asks for, where the machine has another. CodeBuild's images have several to choose from; here
// npm brings it once, into the cache of the state folder, for all builds of that folder.
import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { madeWhole } from '../../lib/made-whole.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { installNpmPackages } from '../../process/npm-packages.ts';
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
  return madeWhole(folder, async (unfinished) => {
    await mkdir(unfinished, { recursive: true });
    await symlink(process.execPath, join(unfinished, 'node'));
  });
}

type Brought = Result<{ readonly folder: string }>;

/** The package that the `node` package would choose; it holds the program alone and needs no install script. */
async function bring({ log, context: { state } }: Build, version: string): Promise<Brought> {
  const folder = join(state.path, 'cache', `nodejs-${version}`);
  if (!existsSync(folder)) log.line(`Fetching Node ${version} by npm, once for this state folder ...`);
  const name = `${process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${process.platform}-${process.arch}`;
  const installed = await installNpmPackages(folder, [`${name}@${version}`]);
  return isFailed(installed) ? installed : { folder: join(folder, 'node_modules', name, 'bin') };
}
