// A zip becomes a tree in the store.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { temporaryName } from '../../lib/atomic-file.ts';
import { parentsOf } from '../../lib/paths.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { readZip, type Unzipped } from '../../lib/unzip.ts';
import type { StoredTree, TreeEntry } from '../artifact-store.ts';
import { adoptFile, storeBytes, type StoredFile } from './blob.ts';
import { encodeManifest, summaryOf } from './manifest.ts';
import { makePlaces, type Places } from './places.ts';
import { writeTree } from './tree-file.ts';

export async function importZip(places: Places, file: string): Promise<StoredTree> {
  makePlaces(places);
  const taken: TreeEntry[] = [];
  await readZip(file, async (member) => {
    taken.push(await take(places, member));
  });
  const entries = withoutFilledFolders(taken);
  const manifest = encodeManifest(entries);
  writeTree(places, manifest);
  return summaryOf(manifest.digest, entries);
}

async function take(places: Places, member: Unzipped): Promise<TreeEntry> {
  const { path, type, mode } = member;
  switch (type) {
    case 'directory':
      return { path, type, mode, sizeBytes: 0 };
    case 'symlink':
      return { path, type, mode, sizeBytes: 0, target: (await whole(member)).toString('utf8') };
    case 'file':
      return { path, type, mode, ...(await takeContent(places, member)) };
    default:
      return unreachable(type);
  }
}

const SMALL_BYTES = 4 * 1024 * 1024;

async function takeContent(places: Places, member: Unzipped): Promise<StoredFile> {
  if (member.sizeBytes <= SMALL_BYTES) return storeBytes(places.blobs, await whole(member));
  const draft = temporaryName(join(places.blobs, 'zip'));
  const sha = createHash('sha256');
  try {
    await pipeline(
      async function* hashed() {
        for await (const chunk of member.read()) {
          sha.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(draft, { mode: 0o400, flags: 'wx' }),
    );
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const stored = { digest: sha.digest('hex'), sizeBytes: member.sizeBytes };
  adoptFile(places.blobs, draft, stored);
  return stored;
}

async function whole(member: Unzipped): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of member.read()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Zips often name every folder; a tree names the empty ones. */
function withoutFilledFolders(entries: readonly TreeEntry[]): readonly TreeEntry[] {
  const filled = new Set(entries.flatMap(({ path }) => parentsOf(path)));
  return entries.filter(({ path, type }) => type !== 'directory' || !filled.has(path));
}
