// A byte that a failing disk has flipped.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Changes a byte; read-only files, too. */
export function spoil(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  rmSync(file);
  writeFileSync(file, bytes);
}

/** Those of a store's contents that are meant, by their bytes. Gives how many there were. */
export function spoilContents(store: string, isMeant: (content: Buffer) => boolean): number {
  const meant = readdirSync(join(store, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.damaged'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => isMeant(readFileSync(file)));
  meant.forEach(spoil);
  return meant.length;
}
