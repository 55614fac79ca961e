// Makes the folders that the mounts of a namespace host need, before it starts.
import { existsSync, lstatSync, mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedMount } from './mount-plan.ts';

/** Below the host's folder: `base` (the root of an unprivileged host), `layers/<layer>/{upper,work}`, `merged`, `tmp`. */
export function prepareLayers(
  hostPath: string,
  mounts: readonly PlannedMount[],
  writable: readonly string[],
): void {
  const isSplit = !mounts.some((mount) => mount.path === '/');
  for (const folder of [...(isSplit ? ['base'] : []), 'merged', 'tmp'])
    mkdirSync(join(hostPath, folder), { recursive: true });
  for (const mount of mounts) {
    if (isSplit) prepareBase(join(hostPath, 'base'), mount);
    if (mount.kind !== 'overlay') continue;
    mkdirSync(join(layerFolder(hostPath, mount.layer), 'upper'), { recursive: true });
    mkdirSync(join(layerFolder(hostPath, mount.layer), 'work'), { recursive: true });
  }
  if (!isSplit) return;
  for (const name of ['proc', 'sys', 'dev', 'run', 'tmp', 'home', 'opt'])
    mkdirSync(join(hostPath, 'base', name), { recursive: true });
  for (const path of writable) openInLayer(hostPath, mounts, path);
}

/** Where the changes of a layer lie: `upper`, and `work` for the kernel. */
export function layerFolder(hostPath: string, layer: string): string {
  return join(hostPath, 'layers', layer);
}

function prepareBase(base: string, mount: PlannedMount): void {
  const place = join(base, mount.path);
  if (lstatSync(place, { throwIfNoEntry: false }) !== undefined) return;
  if (mount.kind === 'link') symlinkSync(readlinkSync(mount.to), place);
  else if (mount.kind === 'shared' && mount.type === 'file') writeFileSync(place, '');
  else mkdirSync(place, { recursive: true });
}

/**
 * A folder made in the upper layer merges with the lower one and belongs to us, so that new entries can be made in it.
 */
function openInLayer(hostPath: string, mounts: readonly PlannedMount[], path: string): void {
  const holder = mounts
    .filter((mount) => mount.kind === 'overlay' && path.startsWith(`${mount.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (holder?.kind !== 'overlay') return;
  const place = join(layerFolder(hostPath, holder.layer), 'upper', path.slice(holder.path.length));
  if (!existsSync(place)) mkdirSync(place, { recursive: true });
}
