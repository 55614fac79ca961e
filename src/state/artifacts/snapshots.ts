// What was stored of a folder, with the status of all that it was made of: while nothing of it has changed, neither its files
// nor their list need be read again. One for each folder, the last.
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parentsOf } from '../../lib/paths.ts';
import type { Recalled, Snapshot, StoredTree } from '../artifact-store.ts';
import { privateFolder } from '../private-files.ts';
import { firstChanged } from './compare-statuses.ts';
import type { Places } from './places.ts';
import { cacheFile, forgetOldest, isSettled } from './stat-cache.ts';
import { readStatusList, statusOf, writeStatusList, type FileStatus, type StatusRow } from './status-list.ts';
import { isTreeWhole } from './tree-file.ts';

interface About {
  readonly key: string;
  readonly note: string;
  readonly tree: StoredTree;
}

export interface SnapshotToKeep {
  readonly folder: string;
  readonly snapshot: Snapshot;
  readonly tree: StoredTree;
  /** What the tree was made of. */
  readonly files: readonly { readonly path: string; readonly status: FileStatus }[];
  /** When the status of the first file was read; milliseconds since the epoch. */
  readonly since: number;
}

/** A folder in which something was changed just now is not remembered: another change might not show in its status. */
export function keepSnapshot({ snapshots }: Places, kept: SnapshotToKeep): void {
  const { folder, snapshot, tree, files, since } = kept;
  const { key, note, absent, folders } = snapshot;
  if (!files.every(({ status }) => isSettled(status, since))) return;
  const parents = new Set([...absent, ...folders].flatMap(parentsOf));
  for (const { path } of files) for (const parent of parentsOf(path)) parents.add(parent);
  const around = [...parents, ...absent, ...folders].map((path) => rowOf(folder, path));
  const isAsGiven =
    absent.every((path) => rowOf(folder, path).kind === 'absent') &&
    folders.every((path) => rowOf(folder, path).kind === 'folder');
  if (!isAsGiven) return;
  const rows = [...files.map((file): StatusRow => ({ ...file, kind: 'status' })), ...around];
  mkdirSync(snapshots, { recursive: true, mode: privateFolder });
  const about: About = { key, note, tree };
  writeStatusList(cacheFile(snapshots, folder), { folder, rows, about });
  forgetOldest(snapshots);
}

function rowOf(folder: string, path: string): StatusRow {
  const status = lstatSync(join(folder, path), { throwIfNoEntry: false });
  if (status === undefined) return { path, kind: 'absent' };
  return { path, kind: status.isDirectory() ? 'folder' : 'status', status: statusOf(status) };
}

export async function recallSnapshot(
  places: Places,
  folder: string,
  key: string,
): Promise<Recalled | undefined> {
  const file = cacheFile(places.snapshots, folder);
  const list = readStatusList(file);
  const about = list?.about as About | undefined;
  if (list?.folder !== folder || about?.key !== key || !isTreeWhole(places, about.tree.digest))
    return undefined;
  const changed = await firstChanged({ file, list, root: folder });
  return changed === undefined ? { tree: about.tree, note: about.note } : undefined;
}
