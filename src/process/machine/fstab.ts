// The mounts of a machine as lines of an fstab, so that one program makes them all (fstab(5)). Pure.
import { join } from 'node:path';
import type { PlannedMount } from './mount-plan.ts';
import { overlayOptions } from './overlay-options.ts';
import { machineLayer } from './skeleton.ts';

/** A folder of the host that the machine has as its own, under the path that it sees. */
export interface OwnFolder {
  readonly path: string;
  readonly folder: string;
}

/** A folder of the host that the machine sees through a layer: what it writes lands in the layer. */
export interface LayeredFolder {
  readonly path: string;
  /** Absolute; never written. */
  readonly lower: string;
  /** Names its `machineLayer`; without characters that end an option. */
  readonly layer: string;
}

export interface MachineMounts {
  /** Absolute; `merged`, the layers and the links to lower folders lie in it. */
  readonly folder: string;
  readonly privileged: boolean;
  readonly tree: readonly PlannedMount[];
  readonly own: readonly OwnFolder[];
  /** Folders of the machine whose files lie in memory, and on no disk. */
  readonly memory: readonly string[];
  /** Files that this machine has too, each another one there. */
  readonly files: readonly { readonly path: string; readonly file: string }[];
  readonly layered: readonly LayeredFolder[];
  /** Folders that own folders would hide: what the tree shows there is put into a place of the own folder. */
  readonly carried: readonly { readonly path: string; readonly place: string }[];
  /** Files and folders that own folders would hide, shown for reading. */
  readonly shown: readonly string[];
}

/**
 * In the order in which they are to be made. The machine's folder must be the working directory.
 */
export function fstabOf(mounts: MachineMounts): string {
  const at = (path: string) => escape(join(mounts.folder, 'merged', path));
  const line = (...fields: readonly string[]) => `${fields.join(' ')} 0 0\n`;
  const bindAt = (from: string, to: string, options: string) =>
    line(escape(from), escape(to), 'none', options);
  const bind = (from: string, to: string, options: string) =>
    bindAt(from, join(mounts.folder, 'merged', to), options);
  const overlay = (path: string, layer: string, lower: string) =>
    line(
      'slipway',
      at(path),
      'overlay',
      overlayOptions({ lower, ...machineLayer(layer) }, mounts.privileged),
    );
  return [
    ...mounts.tree.flatMap((mount, index) =>
      mount.kind === 'overlay'
        ? [overlay(mount.path, mount.layer, lowerName(mount.path, 'tree', index))]
        : mount.kind === 'shared'
          ? [bind(mount.path, mount.path, 'rbind,ro')]
          : [],
    ),
    bind('/dev', '/dev', 'rbind'),
    line('tmpfs', at('/dev/shm'), 'tmpfs', 'mode=1777'),
    bind('/sys', '/sys', 'rbind'),
    line('proc', at('/proc'), 'proc', 'defaults'),
    ...mounts.carried.map(({ path, place }) => bindAt(join(mounts.folder, 'merged', path), place, 'rbind')),
    ...mounts.own.map(({ path, folder }) => bind(folder, path, 'rbind')),
    ...mounts.memory.map((path) => line('tmpfs', at(path), 'tmpfs', 'mode=700')),
    ...mounts.files.map(({ path, file }) => bind(file, path, 'bind')),
    ...mounts.layered.map(({ path, lower, layer }, index) =>
      overlay(path, layer, lowerName(lower, 'layered', index)),
    ),
    ...mounts.shown.map((path) => bind(path, path, 'bind,ro')),
  ].join('');
}

/** What names a lower folder in the options of its overlay: its path, or a link to it when the path cannot stand there. */
export function lowerName(path: string, kind: 'tree' | 'layered', index: number): string {
  return /^[\w./@+=-]+$/.test(path) ? path : `lower-${kind}-${index}`;
}

/** What would end a field (fstab(5)). */
function escape(path: string): string {
  return path.replace(
    /[\s\\#]/g,
    (character) => `\\${character.codePointAt(0)?.toString(8).padStart(3, '0')}`,
  );
}
