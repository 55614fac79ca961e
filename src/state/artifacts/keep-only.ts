// Removes from a store what is not named any more.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Places } from './places.ts';
import { readTree } from './tree-file.ts';

/** Nothing may be saved meanwhile: a content that is stored and not yet named would go. */
export function keepOnly(places: Places, digests: ReadonlySet<string>): void {
  if (!existsSync(places.trees)) return;
  const contents = new Set<string>();
  for (const name of readdirSync(places.trees))
    if (!digests.has(name)) rmSync(join(places.trees, name), { force: true });
    else for (const { digest } of readTree(places, name)) if (digest !== undefined) contents.add(digest);
  for (const folder of readdirSync(places.blobs, { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const name of readdirSync(join(places.blobs, folder.name)))
      if (!contents.has(`${folder.name}${name}`))
        rmSync(join(places.blobs, folder.name, name), { force: true });
  }
  // What is known of files elsewhere names contents that may be gone.
  rmSync(places.caches, { recursive: true, force: true });
}
