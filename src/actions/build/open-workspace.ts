// What a build has before its shell: the buildspec, its folders with the sources, and its machine.
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { endMarked } from '../../process/end-marked.ts';
import { debugOf } from '../../lib/debug.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import type { Checkout } from '../../state/artifact-store.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { makeBuildFolders, removeBuildFolders, type BuildFolders } from './build-folders.ts';
import type { BuildImage } from './inspect-image.ts';
import { canLayer } from './container-layers.ts';
import { isolationTexts, openOwnMachine, type BuildMachine } from './build-machine.ts';
import { chooseMachine, possibleMachine, type ChosenMachine } from './choose-isolation.ts';
import { loadBuildspec, type LoadedBuildspec } from './load-buildspec.ts';
import { leaveSources, placeSources, takeSources } from './place-sources.ts';
import type { PlacedSource, TakenSource } from './source-places.ts';

const debug = debugOf('actions');

export interface Workspace {
  readonly buildspec: LoadedBuildspec['buildspec'];
  readonly folders: BuildFolders;
  readonly machine: BuildMachine;
  readonly sources: readonly TakenSource[];
  /** Of the primary source, when the machine sees it through a layer. */
  readonly checkout?: Checkout;
}

/** @param image set when the build runs in a container of it */
export async function openWorkspace(
  build: Build,
  image: BuildImage | undefined,
): Promise<Result<Workspace, PhaseOutcome>> {
  const { context } = build;
  const possible = await possibleMachine(context.state.path, context.options);
  const { missing } = possible;
  if (context.options.isolation === 'namespace' && missing !== undefined)
    return { failed: noNamespace(missing) };
  const layered = image === undefined ? possible.isolation === 'namespace' : canLayer(image.engine);
  const sources = await takeSources(build, layered);
  if (isFailed(sources)) return sources;
  const opened = await openWith(build, { possible, sources, image });
  if (isFailed(opened)) leaveSources(sources);
  return opened;
}

interface Opening {
  readonly possible: ChosenMachine;
  readonly sources: readonly TakenSource[];
  readonly image: BuildImage | undefined;
}

async function openWith(
  build: Build,
  { possible, sources, image }: Opening,
): Promise<Result<Workspace, PhaseOutcome>> {
  const loaded = await loadBuildspec(build, sources[0]);
  if (isFailed(loaded)) return loaded;
  const chosen = chooseMachine(possible, build, loaded.buildspec);
  debug(
    () =>
      `${build.buildId}: opens a machine with isolation ${chosen.isolation}${image === undefined ? '' : ' from an image'}`,
  );
  sayIsolation(build, chosen);
  const folders = await makeBuildFolders(build.context.workFolder, chosen.isolation);
  const placed = await placeSources(build, folders, sources);
  logSources(build, folders, loaded);
  if (isFailed(placed)) {
    await removeBuildFolders(folders, build.context.workFolder);
    return placed;
  }
  const machine = await openMachine(build, { folders, placed, image });
  if (isFailed(machine)) {
    await removeBuildFolders(folders, build.context.workFolder);
    return machine;
  }
  const [primary] = placed;
  return {
    buildspec: loaded.buildspec,
    folders,
    machine,
    sources,
    ...defined({ checkout: primary?.checkout }),
  };
}

function noNamespace(missing: string): PhaseOutcome {
  return failedPhase('CLIENT_ERROR', `A build with the isolation "namespace" cannot run here: ${missing}`, {
    remedy: 'Use --isolation process, or run on Linux as root or where user namespaces are allowed.',
  });
}

function sayIsolation({ log, context }: Build, { isolation, because }: ChosenMachine): void {
  if (isolation === 'container') return;
  log.line(`The build runs ${isolationTexts[isolation]}${because === undefined ? '' : `: ${because}`}`);
  if (isolation === 'namespace') return;
  const reason = because === undefined ? 'it was requested' : because;
  const message = `The build runs ${isolationTexts[isolation]}, not on a machine of its own: ${reason}`;
  context.report({ kind: 'Notice', message });
}

function logSources({ call, log }: Build, folders: BuildFolders, { location }: LoadedBuildspec): void {
  for (const [number, artifact] of [call.primary, ...call.others].entries()) {
    const suffix = number === 0 ? '' : `_${artifact.name}`;
    log.line(`CODEBUILD_SRC_DIR${suffix}=${folders.source(number)}`);
  }
  log.line(`YAML location is ${location(folders.source(0))}`);
}

async function openMachine(
  build: Build,
  {
    folders,
    placed,
    image,
  }: {
    readonly folders: BuildFolders;
    readonly placed: readonly PlacedSource[];
    readonly image: BuildImage | undefined;
  },
): Promise<Result<BuildMachine, PhaseOutcome>> {
  if (image === undefined) return openOwnMachine(build, { folders, sources: placed });
  const { openContainer } = await import('./container-machine.ts');
  return openContainer(build, image, { folders, sources: placed });
}

/** Ends the machine, and with it all that commands have left running, and removes what lies outside of the work folder. */
export async function closeWorkspace({ context }: Build, workspace: Workspace): Promise<void> {
  const { folders, machine, sources } = workspace;
  if (context.options.keepWork) await keepFiles(context.workFolder, workspace);
  await machine.end();
  if (context.options.keepWork) await removeTree(join(context.workFolder, 'machine'));
  // In a namespace nothing is left; elsewhere what commands have started in the background is found by its mark.
  if (folders.isolation !== 'namespace') await endMarked(context.actionExecutionId);
  leaveSources(sources);
  await removeBuildFolders(folders, context.workFolder);
}

/** What the user keeps is what the build saw, without its layers. */
async function keepFiles(workFolder: string, { folders, machine, sources }: Workspace): Promise<void> {
  if (folders.isolation === 'none') return;
  const kept: readonly (readonly [from: string, to: string])[] = [
    ...sources.map(
      (_, number) =>
        [machine.outside(folders.source(number)), join(workFolder, 'output', `src${number}`, 'src')] as const,
    ),
    ...(folders.isolation === 'namespace' ? [] : [[folders.home, join(workFolder, 'home')] as const]),
  ];
  for (const [from, to] of kept) {
    await mkdir(to, { recursive: true });
    await cp(`${from}/.`, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
  }
}
