// Finds the files of a source: a folder as it lies there, a ref of a local repository, or a remote one.
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ActionContext } from '../provider.ts';
import type { SourceOptions } from './source-options.ts';
import { fetchFolder } from './fetch-folder.ts';
import { fetchLocalRef } from './fetch-local-ref.ts';
import { fetchRemote } from './fetch-remote.ts';
import { fetchWorkingTree } from './fetch-working-tree.ts';
import type { FetchResult } from './fetched.ts';
import type { SourcePlace } from './source-place.ts';

/** @param branch the one that the action's configuration names; what is fetched where the place names no ref */
export async function fetchSource(
  context: ActionContext<SourceOptions>,
  place: SourcePlace,
  branch: string,
): Promise<FetchResult> {
  const { ref } = place;
  if (ref?.startsWith('-') === true) return { failed: { message: `"${ref}" is no branch, tag or commit` } };
  if (place.kind === 'remote') return fetchRemote(context, place.url, ref ?? branch);
  const { folder } = place;
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return { failed: { message: `There is no folder "${folder}"` } };
  if (isBareRepository(folder)) return fetchLocalRef(context, folder, ref ?? branch);
  if (!isInRepository(folder))
    return ref === undefined ? fetchFolder(context, folder) : noRepository(folder, ref);
  if (ref !== undefined) return fetchLocalRef(context, folder, ref);
  return (await fetchWorkingTree(context, folder)) ?? fetchFolder(context, folder);
}

function noRepository(folder: string, ref: string): FetchResult {
  return { failed: { message: `"${folder}" is no git repository, so it has no "${ref}"` } };
}

function isBareRepository(folder: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => existsSync(join(folder, name)));
}

/** Asked of the file system, so that folders without git need no git. */
function isInRepository(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}
