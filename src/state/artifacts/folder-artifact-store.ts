// The artifact store as a folder of blobs and manifests. What is stored survives the death of the process at any
// moment; what a power cut damages is noticed when it is read, and stored anew when it is saved again.
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { unreachable } from '../../lib/unreachable.ts';
import { writeZip, type ZipMember } from '../../lib/zip.ts';
import type { ArtifactStore, TreeEntry } from '../artifact-store.ts';
import { DamagedBlob, readablePath, readBlob } from './blob.ts';
import { Checkouts } from './checkouts.ts';
import { runFileJobs } from './file-jobs.ts';
import { extractTree } from './extract-tree.ts';
import { healBlob } from './heal.ts';
import { sweepStore } from './keep-only.ts';
import { importZip } from './import-zip.ts';
import { placesIn, type Places } from './places.ts';
import { saveTree } from './save-tree.ts';
import { recallSnapshot } from './snapshots.ts';
import { isTreeWhole, noteDamage, readTree } from './tree-file.ts';

/**
 * @param folder absolute path; made with the first artifact
 * @param limitBytes of all trees that lie there as folders
 */
export function openArtifactStore(folder: string, limitBytes = Infinity): ArtifactStore {
  const places = placesIn(folder);
  const checkouts = new Checkouts(places, limitBytes);
  return {
    save: (from, files, options) => saveTree(places, { folder: from, ...options }, files),
    recall: (from, key) => recallSnapshot(places, from, key),
    checkOut: (digest) => checkouts.take(digest),
    extract: (digest, folder, options) => extractTree(places, digest, { folder, ...options }),
    // oxlint-disable-next-line typescript/require-await -- so that its errors are rejections, as the interface says
    entries: async (digest) => readTree(places, digest),
    // oxlint-disable-next-line typescript/require-await
    readFile: async (digest, path) => readOne(places, digest, path),
    exportZip: (digest, file) => exportZip(places, digest, file),
    isWhole: (digest) => isWhole(places, digest),
    sweep: (options) => sweepStore(places, options),
    importZip: (file) => importZip(places, file),
  };
}

function readOne(places: Places, digest: string, path: string): Uint8Array | undefined {
  const entry = readTree(places, digest).find((one) => one.path === path && one.type === 'file');
  if (entry?.digest === undefined) return undefined;
  try {
    return readBlob(places.blobs, entry.digest);
  } catch (error) {
    if (!(error instanceof DamagedBlob)) throw error;
    if (healBlob(places, entry.digest)) return readBlob(places.blobs, entry.digest);
    throw noteDamage(places, { digest, entry }, error.message);
  }
}

/** Again after each content that turned out wrong while it was written, and could be found elsewhere. */
async function exportZip(places: Places, digest: string, file: string): Promise<void> {
  const entries = readTree(places, digest);
  const healed = new Set<string>();
  for (;;)
    try {
      return await writeZip(
        file,
        entries.map((entry) => memberOf(places, entry)),
      );
    } catch (error) {
      if (!(error instanceof DamagedBlob)) throw error;
      const entry = entries.find((each) => each.digest === error.digest);
      if (entry === undefined) throw error;
      if (healed.has(error.digest) || !healBlob(places, error.digest))
        throw noteDamage(places, { digest, entry }, error.message);
      healed.add(error.digest);
    }
}

async function isWhole(places: Places, digest: string): Promise<boolean> {
  if (!isTreeWhole(places, digest)) return false;
  const sizes = new Map(
    readTree(places, digest).flatMap((entry) =>
      entry.digest === undefined ? [] : [[entry.digest, entry.sizeBytes] as const],
    ),
  );
  const whole = await runFileJobs(places.blobs, {
    items: [...sizes],
    jobOf: ([each, sizeBytes]) => ({ type: 'verify', digest: each, sizeBytes }),
    take: (result) =>
      result.type === 'verified' || (result.type === 'damaged' && healBlob(places, result.digest)),
  });
  return whole.every(Boolean);
}

function memberOf({ blobs }: Places, entry: TreeEntry): ZipMember {
  const { path, mode, sizeBytes } = entry;
  switch (entry.type) {
    case 'directory':
      return { type: 'directory', path, mode };
    case 'symlink':
      return { type: 'symlink', path, target: entry.target ?? '' };
    case 'file':
      return {
        type: 'file',
        path,
        mode,
        sizeBytes,
        open: () => Readable.from(verified(blobs, entry.digest ?? ''), { objectMode: false }),
      };
    default:
      return unreachable(entry.type);
  }
}

/** A content that turns out wrong fails the zip before it is put in its place. */
async function* verified(blobs: string, digest: string): AsyncIterable<Buffer> {
  const sha = createHash('sha256');
  try {
    for await (const chunk of createReadStream(readablePath(blobs, digest)) as AsyncIterable<Buffer>) {
      sha.update(chunk);
      yield chunk;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DamagedBlob(digest, 'is missing');
  }
  if (sha.digest('hex') !== digest) throw new DamagedBlob(digest, 'was changed');
}
