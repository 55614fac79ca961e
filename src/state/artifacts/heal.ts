// A content of the store that is missing or wrong, found again in a copy of it: in a tree that lies there as a folder, or
// where the store once read it.
import { existsSync, lstatSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { blobPath, DamagedBlob, fileDigest, storeFile, verifyBlob } from './blob.ts';
import type { Places } from './places.ts';
import { seenIn } from './stat-cache.ts';
import { markTreesWith } from './tree-file.ts';

/**
 * Whether the content is right now. What was wrong is kept aside, as `….damaged`; where no copy is found, all trees that name
 * it are marked, so that saving one of them again stores it anew.
 */
export function healBlob(places: Places, digest: string): boolean {
  try {
    verifyBlob(places.blobs, digest);
    return true;
  } catch (error) {
    if (!(error instanceof DamagedBlob)) throw error;
  }
  if (!isPutAside(blobPath(places.blobs, digest))) return false;
  if (copiesOf(places, digest).some((file) => isStoredFrom(places, file, digest))) return true;
  markTreesWith(places, digest);
  return false;
}

/** Not in a store that cannot be written. */
function isPutAside(blob: string): boolean {
  try {
    if (existsSync(blob)) renameSync(blob, `${blob}.damaged`);
    return true;
  } catch {
    return false;
  }
}

/** Files that had this content when they were seen. */
function copiesOf({ caches, checkoutCaches }: Places, digest: string): readonly string[] {
  return [checkoutCaches, caches]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .flatMap(seenIn)
    .filter((seen) => seen.digest === digest)
    .map(({ file }) => file);
}

function isStoredFrom(places: Places, file: string, digest: string): boolean {
  try {
    if (!lstatSync(file).isFile() || fileDigest(file) !== digest) return false;
    return storeFile(places.blobs, file).digest === digest;
  } catch {
    // It has gone, or cannot be read: it is no copy.
    return false;
  }
}
