// The sources of a build: taken from the store or cloned first, so that the buildspec can be read, and then laid into the
// folders of the build.
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { isFailed, type Result } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { Checkout } from '../../state/artifact-store.ts';
import { failedPhase, type Build, type PhaseOutcome } from './build.ts';
import { machineFolder, type BuildFolders } from './build-folders.ts';
import { machineLayer } from '../../process/machine/skeleton.ts';
import { sourceLayer } from './build-machine.ts';
import { cloneSource } from './clone-source.ts';
import { placeRepository } from './place-repository.ts';
import { placeSubmodules } from './place-submodules.ts';
import type { TakenSource, PlacedSource } from './source-places.ts';

/**
 * Each input of the action, the primary one first.
 * @param layered whether the build will have a machine that sees the store through layers
 */
export async function takeSources(
  build: Build,
  layered: boolean,
): Promise<Result<readonly TakenSource[], PhaseOutcome>> {
  const taken: TakenSource[] = [];
  for (const [number, artifact] of [build.call.primary, ...build.call.others].entries()) {
    const source = await takeSource(build, { artifact, number, layered });
    if (isFailed(source)) {
      leaveSources(taken);
      return source;
    }
    taken.push(source);
  }
  return taken;
}

/** From now on the store may remove what was taken. */
export function leaveSources(sources: readonly Pick<TakenSource, 'checkout'>[]): void {
  for (const { checkout } of sources) checkout?.[Symbol.dispose]();
}

async function takeSource(
  build: Build,
  {
    artifact,
    number,
    layered,
  }: { readonly artifact: ArtifactReference; readonly number: number; readonly layered: boolean },
): Promise<Result<TakenSource, PhaseOutcome>> {
  const { context } = build;
  if (artifact.cloneReference === undefined)
    return layered
      ? { artifact, checkout: await context.state.artifacts.checkOut(artifact.digest) }
      : { artifact };
  const clone = join(context.workFolder, 'clones', String(number));
  await rm(clone, { recursive: true, force: true });
  const { url } = artifact.cloneReference;
  const isFetching = fetchesSubmodules(build, number, artifact);
  const missed =
    (await cloneSource(build, artifact.cloneReference, clone)) ??
    (await placeSubmodules(build, { folder: clone, url, copy: url, isFetching }));
  return missed === undefined ? { artifact, clone } : { failed: failedPhase('CLIENT_ERROR', missed.failed) };
}

/** Each in a folder of its own, side by side (CodePipeline user guide, CodeBuild action, "Input artifacts"). */
export async function placeSources(
  build: Build,
  folders: BuildFolders,
  taken: readonly TakenSource[],
): Promise<Result<readonly PlacedSource[], PhaseOutcome>> {
  const placed: PlacedSource[] = [];
  for (const [number, source] of taken.entries()) {
    const one = await place(build, { folders, number, source });
    if (isFailed(one)) return { failed: failedPhase('CLIENT_ERROR', one.failed) };
    placed.push(one);
  }
  return placed;
}

interface Placing {
  readonly folders: BuildFolders;
  readonly number: number;
  readonly source: TakenSource;
}

async function place(build: Build, { folders, number, source }: Placing): Promise<Result<PlacedSource>> {
  const { artifact, clone } = source;
  const isLayered = folders.isolation === 'namespace' || folders.isolation === 'container';
  const checkout = isLayered ? source.checkout : undefined;
  const folder =
    checkout === undefined
      ? folders.here(folders.source(number))
      : join(machineFolder(folders), machineLayer(sourceLayer(number)).upper);
  if (clone !== undefined) await move(clone, folder);
  else if (checkout === undefined) await build.context.state.artifacts.extract(artifact.digest, folder);
  else await mkdir(folder, { recursive: true });
  const isFetching = clone === undefined && fetchesSubmodules(build, number, artifact);
  const { repository } = artifact;
  const withCheckout = checkout === undefined ? {} : { checkout };
  if (repository === undefined) {
    if (isFetching) reportNoSubmodules(build, 'the source has no repository that is cloned');
    return withCheckout;
  }
  const { failed, isPlaced } = await placeHistory(build, { folder, repository, isFetching, ...withCheckout });
  if (failed !== undefined) return { failed };
  const isHere = isPlaced && isAbsolute(repository.url) && existsSync(repository.url);
  return { ...withCheckout, ...(isHere ? { borrowsFrom: repository.url } : {}) };
}

interface History {
  readonly folder: string;
  readonly repository: NonNullable<ArtifactReference['repository']>;
  readonly isFetching: boolean;
  readonly checkout?: Checkout;
}

/** The `.git` of a source with its submodules; a build without one goes on, and that is reported. */
async function placeHistory(
  build: Build,
  { folder, repository, isFetching, checkout }: History,
): Promise<{ readonly isPlaced: boolean; readonly failed?: string }> {
  const missing = await placeRepository(build, repository, folder);
  if (missing === undefined) {
    await bringDeclarations(folder, checkout);
    const { url, origin } = repository;
    const missed = await placeSubmodules(build, { folder, url: origin ?? url, copy: url, isFetching });
    return { isPlaced: true, ...missed };
  }
  const message = `The build finds no .git in its source: ${missing.failed}`;
  build.context.report({ kind: 'Notice', message });
  if (isFetching) reportNoSubmodules(build, 'the source has no .git');
  return { isPlaced: false };
}

/** Git reads which submodules there are from a file of the work tree, and only the layer is one here. */
async function bringDeclarations(folder: string, checkout: Checkout | undefined): Promise<void> {
  const file = checkout === undefined ? undefined : join(checkout.folder, '.gitmodules');
  if (file !== undefined && existsSync(file)) await cp(file, join(folder, '.gitmodules'));
}

/** `gitSubmodulesConfig` of the project's source, or of its secondary source of that name. */
function fetchesSubmodules({ project }: Build, number: number, { name }: ArtifactReference): boolean {
  const secondary = project.secondarySources ?? [];
  const source =
    number === 0 ? project.source : secondary.find(({ sourceIdentifier }) => sourceIdentifier === name);
  return source?.gitSubmodulesConfig?.fetchSubmodules === true;
}

function reportNoSubmodules(build: Build, reason: string): void {
  build.context.report({ kind: 'NotExecuted', what: 'gitSubmodulesConfig.fetchSubmodules', reason });
}

/** Across file systems too. */
async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await rm(from, { recursive: true, force: true });
  }
}
