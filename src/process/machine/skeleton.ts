// What must lie in the folder of a machine before its mounts can be made: folders, links, and files to mount on. Pure but
// for `makeSkeleton`.
import { lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { PlannedMount } from './mount-plan.ts';

/** Paths are absolute or relative to the machine's folder. */
export interface Skeleton {
  readonly folders: readonly string[];
  readonly links: readonly { readonly path: string; readonly to: string }[];
  /** Empty. */
  readonly files: readonly string[];
}

/** Where the changes of a layer lie, and what the kernel needs next to them; relative to the machine's folder. */
export interface LayerPaths {
  readonly upper: string;
  readonly work: string;
}

/** Of a host, whose folder may have been made by an earlier version. */
export function hostLayer(layer: string): LayerPaths {
  return { upper: join('layers', layer, 'upper'), work: join('layers', layer, 'work') };
}

/** Of a machine: as few folders as possible, because each is made and removed for each machine. */
export function machineLayer(layer: string): LayerPaths {
  return { upper: layer, work: `${layer}.work` };
}

export interface LayersOptions {
  readonly mounts: readonly PlannedMount[];
  /** Folders that must be in an upper layer already, as paths of the machine. */
  readonly writable: readonly string[];
  readonly layer: (layer: string) => LayerPaths;
}

/** For the mounts of a plan: the layers, `base` (the root when there is no layer for `/`), `merged`, `tmp`. */
export function layersSkeleton({ mounts, writable, layer }: LayersOptions): Skeleton {
  const isSplit = !mounts.some(({ path }) => path === '/');
  const layers = mounts.flatMap((mount) =>
    mount.kind === 'overlay' ? Object.values(layer(mount.layer)) : [],
  );
  const common = { folders: ['merged', 'tmp', ...layers], links: [], files: [] };
  if (!isSplit) return common;
  const opened = writable.flatMap((path) => inLayer({ mounts, layer }, path) ?? []);
  const own = ['proc', 'sys', 'dev', 'run', 'tmp', 'home', 'opt'].map((name) => join('base', name));
  const inBase = (kind: (mount: PlannedMount) => boolean) =>
    mounts.filter(kind).map(({ path }) => join('base', path));
  const isFile = (mount: PlannedMount) => mount.kind === 'shared' && mount.type === 'file';
  return {
    folders: [
      ...common.folders,
      'base',
      ...inBase((mount) => mount.kind !== 'link' && !isFile(mount)),
      ...own,
      ...opened,
    ],
    links: mounts.flatMap((mount) =>
      mount.kind === 'link' ? [{ path: join('base', mount.path), to: readlinkSync(mount.to) }] : [],
    ),
    files: inBase(isFile),
  };
}

/**
 * A folder made in the upper layer merges with the lower one and belongs to us, so that new entries can be made in it.
 */
function inLayer(
  { mounts, layer }: Pick<LayersOptions, 'mounts' | 'layer'>,
  path: string,
): string | undefined {
  const holder = mounts
    .filter((mount) => mount.kind === 'overlay' && path.startsWith(`${mount.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  if (holder?.kind !== 'overlay') return undefined;
  return join(layer(holder.layer).upper, path.slice(holder.path.length));
}

/** What is there already stays. */
export function makeSkeleton(folder: string, { folders, links, files }: Skeleton): void {
  const isMissing = (path: string) => lstatSync(path, { throwIfNoEntry: false }) === undefined;
  const at = (path: string) => (path.startsWith('/') ? path : join(folder, path));
  for (const path of folders) mkdirSync(at(path), { recursive: true });
  for (const { path, to } of links) if (isMissing(at(path))) symlinkSync(to, at(path));
  for (const path of files.map(at)) if (isMissing(path)) writeFileSync(path, '');
}

/** The same as lines of a shell that is in the folder, for a folder in which nothing is yet. */
export function skeletonScript({ folders, links, files }: Skeleton): string {
  const words = (paths: readonly string[]) => [...new Set(paths)].map(quoteForShell).join(' ');
  return [
    `mkdir -p -- ${words(folders)}`,
    ...links.map(({ path, to }) => `ln -s -- ${words([to])} ${words([path])}`),
    ...files.map((path) => `: >${words([path])}`),
  ].join('\n');
}
