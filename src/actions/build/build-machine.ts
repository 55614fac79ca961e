// Where the commands of a build run: a machine of its own, this machine, or a container on it.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { OwnFolder, LayeredFolder } from '../../process/machine/fstab.ts';
import type { Machine, MachineIsolation } from '../../process/machine/machine.ts';
import { namespaceSupport } from '../../process/machine/namespace-support.ts';
import { openNamespaceMachine } from '../../process/machine/namespace-machine.ts';
import { openPlainMachine } from '../../process/machine/plain-machine.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { baseEnvironment, machineTools } from './base-environment.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { buildTools, toolFolders } from './build-tools.ts';
import { machineFolder, type BuildFolders } from './build-folders.ts';
import type { LeftContainer } from './left-containers.ts';
import { engineVariables, offerPlugins, shimTools } from './shims/shim-tools.ts';
import { imageVariables } from './shims/own-images.ts';
import { noteVariables } from './shims/tool-notes.ts';
import type { PlacedSource } from './source-places.ts';

/** Absent ids mean the user that the build runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface BuildMachine extends Machine {
  /** Two machines of the same identity have the same programs. */
  readonly identity: string;
  /** The variables that a build finds before its own are set. */
  readonly environment: Readonly<Record<string, string>>;
  readonly userName: string;
  /** Whether commands can run under another user. */
  readonly isRoot: boolean;
  /** From now on the files of the build can be read and removed by the user who runs Slipway. */
  readonly restoreOwnership: () => Promise<void>;
  readonly container?: LeftContainer;
}

export interface MachineWish {
  readonly folders: BuildFolders;
  readonly sources: readonly PlacedSource[];
}

/** This machine itself, or a machine with a file tree of its own on it, as the folders are made for. */
export async function openOwnMachine(
  build: Build,
  { folders, sources }: MachineWish,
): Promise<Result<BuildMachine, PhaseOutcome>> {
  const { state } = build.context;
  const tools = [await shimTools(state), await buildTools(state)];
  const environment: Readonly<Record<string, string>> = {
    ...baseEnvironment(process.env, { home: folders.home, tools: tools.join(':') }),
    ...engineVariables(process.env),
    ...noteVariables(folders),
    ...imageVariables(folders),
    // git looks above a ceiling that it starts in.
    ...(folders.isolation === 'namespace' ? {} : { GIT_CEILING_DIRECTORIES: dirname(folders.work) }),
  };
  await offerPlugins(folders.here(folders.home));
  const machine = await openMachine(build, { folders, sources, environment, tools });
  if (isFailed(machine))
    return {
      failed: failedPhase('CLIENT_ERROR', `The machine of the build cannot be made: ${machine.failed}`),
    };
  const { username, uid } = currentUser();
  return {
    ...machine,
    identity: `this machine ${environment['PATH']}`,
    environment,
    userName: folders.isolation === 'namespace' ? 'root' : username,
    isRoot: uid === 0,
    restoreOwnership: async () => {},
  };
}

interface Opening extends MachineWish {
  readonly environment: Readonly<Record<string, string>>;
  readonly tools: readonly string[];
}

async function openMachine(build: Build, opening: Opening): Promise<Result<Machine>> {
  const { folders, environment } = opening;
  const { context } = build;
  const common = {
    environment: { PATH: environment['PATH'] ?? '' },
    cwd: folders.output,
    mark: context.actionExecutionId,
    signal: context.signal,
  };
  if (folders.isolation === 'folder' || folders.isolation === 'none')
    return openPlainMachine({ ...common, isolation: folders.isolation, folder: folders.here(folders.tmp) });
  const { shared } = await namespaceSupport(machinesFolder(context.state.path));
  return openNamespaceMachine({
    ...common,
    folder: machineFolder(folders),
    own: ownFolders(folders),
    layered: layersOf(opening),
    memory: [folders.tmp],
    visible: seenBy(build, opening),
    tools: machineTools(process.env),
    shared,
  });
}

/** Where probes of the machine lie and what they found. */
export function machinesFolder(statePath: string): string {
  return join(statePath, 'cache', 'machines');
}

function ownFolders(folders: BuildFolders): readonly OwnFolder[] {
  return [
    { path: folders.output, folder: folders.here(folders.output) },
    { path: folders.home, folder: folders.here(folders.home) },
    { path: '/tmp', folder: join(machineFolder(folders), 'tmp') },
    ...usersKeys([folders.home, '/tmp']).map((path) => ({
      path,
      folder: join(machineFolder(folders), 'no-keys'),
    })),
  ];
}

/** Where the user has keys for AWS: an empty folder of the build's lies there. @param own hides what lies below */
function usersKeys(own: readonly string[]): readonly string[] {
  const folder = join(currentUser().homedir, '.aws');
  return own.some((path) => folder.startsWith(`${path}/`)) || !existsSync(folder) ? [] : [folder];
}

function layersOf({ folders, sources }: MachineWish): readonly LayeredFolder[] {
  return sources.flatMap(({ checkout }, number) =>
    checkout === undefined
      ? []
      : [{ path: folders.source(number), lower: checkout.folder, layer: sourceLayer(number) }],
  );
}

/** The name of the layer of the source with that number. */
export function sourceLayer(number: number): string {
  return `source-${number}`;
}

/** What programs of ours in the build read, and the repository that a source borrows from. */
function seenBy({ context }: Build, { tools, sources }: Opening): readonly string[] {
  const registry = join(context.state.path, 'targets');
  return [
    ...tools.flatMap((folder) => toolFolders(folder)),
    join(context.state.path, 'cache'),
    ...(existsSync(registry) ? [registry] : []),
    compileCacheFolder(),
    ...sources.flatMap(({ borrowsFrom }) => (borrowsFrom === undefined ? [] : [borrowsFrom])),
  ];
}

/** Standard output of a short command, or undefined when it fails. */
export async function capture(
  machine: BuildMachine,
  argv: readonly string[],
  account?: Account,
): Promise<string | undefined> {
  const { exitCode, output } = await machine.capture(argv, account === undefined ? {} : { account });
  return exitCode === 0 ? output.toString('utf8').trim() : undefined;
}

/** How a build is apart from this machine, for its log. */
export const isolationTexts: Readonly<Record<MachineIsolation, string>> = {
  namespace: 'in a file tree and with processes of its own',
  folder: 'in a folder outside of every repository',
  none: 'in the state folder, without isolation',
  container: 'in a container',
};
