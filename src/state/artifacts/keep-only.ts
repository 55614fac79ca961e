// Removes from a store what is not named any more, and compresses what is seldom read.
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compressedEnding, compressFile } from './compressed-file.ts';
import type { Sweep, SweepOptions } from '../artifact-store.ts';
import type { Places } from './places.ts';
import { isListed, isTreeName, readTree } from './tree-file.ts';

/** Nothing may be saved meanwhile: a content that is stored and not yet named would go. */
export function keepOnly(places: Places, digests: ReadonlySet<string>): void {
  sweepStore(places, { keep: (digest) => digests.has(digest), isCold: () => false, isDry: false });
}

/** Nothing may be saved meanwhile: a content that is stored and not yet named would go. */
export function sweepStore(places: Places, options: SweepOptions): Sweep {
  const { keep, isCold, isDry } = options;
  if (!existsSync(places.trees)) return nothing;
  const contents = new Map<string, 'warm' | 'cold'>();
  let removedTrees = 0;
  for (const name of readdirSync(places.trees)) {
    const file = join(places.trees, name);
    if (!isTreeName(name)) continue;
    if (!keep(name, statSync(file).mtimeMs)) {
      removedTrees += 1;
      if (!isDry) for (const gone of [file, `${file}.damaged`]) rmSync(gone, { force: true });
      continue;
    }
    const warmth = isCold(name) ? 'cold' : 'warm';
    // What a list that cannot be read has named cannot be used any more.
    for (const { digest } of isListed(places, name) ? readTree(places, name) : [])
      if (digest !== undefined && contents.get(digest) !== 'warm') contents.set(digest, warmth);
  }
  const swept = sweepContents(places, contents, options);
  // What is known of files elsewhere names contents that may be gone.
  if (!isDry) rmSync(places.caches, { recursive: true, force: true });
  return { ...swept, removedTrees };
}

const nothing: Sweep = {
  removedTrees: 0,
  removedFiles: 0,
  removedBytes: 0,
  compressedFiles: 0,
  compressedBytes: 0,
};

function sweepContents(
  { blobs }: Places,
  contents: ReadonlyMap<string, 'warm' | 'cold'>,
  { isDry, compressAtMostBytes = Infinity }: SweepOptions,
): Sweep {
  let triedBytes = 0;
  let { removedFiles, removedBytes, compressedFiles, compressedBytes } = nothing;
  for (const folder of readdirSync(blobs, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const name of readdirSync(join(blobs, folder.name))) {
      const file = join(blobs, folder.name, name);
      const isCompressed = name.endsWith(compressedEnding);
      const digest = `${folder.name}${isCompressed ? name.slice(0, -compressedEnding.length) : name}`;
      const warmth = contents.get(digest);
      if (warmth === undefined) {
        removedFiles += 1;
        removedBytes += statSync(file).size;
        if (!isDry) rmSync(file, { force: true });
      } else if (warmth === 'cold' && !isCompressed && triedBytes < compressAtMostBytes) {
        const { size } = statSync(file);
        triedBytes += size;
        const bytes = isDry ? size : compressFile(file);
        compressedBytes += bytes;
        if (bytes > 0) compressedFiles += 1;
      }
    }
  }
  return { ...nothing, removedFiles, removedBytes, compressedFiles, compressedBytes };
}
