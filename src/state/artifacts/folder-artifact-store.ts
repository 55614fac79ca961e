// The artifact store as a folder of blobs and manifests. What is stored survives the death of the process at any
// moment; what a power cut damages is noticed when it is read, and stored anew when it is saved again.
import { createReadStream } from 'node:fs';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { unreachable } from '../../lib/unreachable.ts';
import { writeZip, type ZipMember } from '../../lib/zip.ts';
import type { ArtifactStore, TreeEntry } from '../artifact-store.ts';
import { blobPath, DamagedBlob, readBlob } from './blob.ts';
import { Checkouts } from './checkouts.ts';
import { extractTree } from './extract-tree.ts';
import { importZip } from './import-zip.ts';
import { placesIn, type Places } from './places.ts';
import { saveTree } from './save-tree.ts';
import { noteDamage, readTree } from './tree-file.ts';

/**
 * @param folder absolute path; made with the first artifact
 * @param limitBytes of all trees that lie there as folders
 */
export function openArtifactStore(folder: string, limitBytes = Infinity): ArtifactStore {
  const places = placesIn(folder);
  const checkouts = new Checkouts(places, limitBytes);
  return {
    save: (from, files, options) => saveTree(places, { folder: from, ...options }, files),
    checkOut: (digest) => checkouts.take(digest),
    extract: (digest, folder, options) => extractTree(places, digest, { folder, ...options }),
    // oxlint-disable-next-line typescript/require-await -- so that its errors are rejections, as the interface says
    entries: async (digest) => readTree(places, digest),
    // oxlint-disable-next-line typescript/require-await
    readFile: async (digest, path) => readOne(places, digest, path),
    exportZip: (digest, file) =>
      writeZip(
        file,
        readTree(places, digest).map((entry) => memberOf(places, digest, entry)),
      ),
    importZip: (file) => importZip(places, file),
  };
}

function readOne(places: Places, digest: string, path: string): Uint8Array | undefined {
  const entry = readTree(places, digest).find((one) => one.path === path && one.type === 'file');
  if (entry?.digest === undefined) return undefined;
  try {
    return readBlob(places.blobs, entry.digest);
  } catch (error) {
    if (error instanceof DamagedBlob) throw noteDamage(places, digest, entry, error.message);
    throw error;
  }
}

function memberOf(places: Places, digest: string, entry: TreeEntry): ZipMember {
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
        open: () => Readable.from(verified(places, digest, entry), { objectMode: false }),
      };
    default:
      return unreachable(entry.type);
  }
}

/** A content that turns out wrong fails the zip before it is put in its place. */
async function* verified(places: Places, digest: string, entry: TreeEntry): AsyncIterable<Buffer> {
  const expected = entry.digest ?? '';
  const sha = createHash('sha256');
  try {
    for await (const chunk of createReadStream(blobPath(places.blobs, expected)) as AsyncIterable<Buffer>) {
      sha.update(chunk);
      yield chunk;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw noteDamage(places, digest, entry, `its content ${expected} is missing`);
  }
  if (sha.digest('hex') !== expected)
    throw noteDamage(places, digest, entry, `its content ${expected} was changed`);
}
