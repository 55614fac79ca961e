// Manifests on disk.
import { hash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import type { TreeEntry } from '../artifact-store.ts';
import { privateFile } from '../private-files.ts';
import { blobPath } from './blob.ts';
import { damagedArtifact, decodeManifest, type Manifest } from './manifest.ts';
import type { Places } from './places.ts';

/** Whether everything that the manifest names was stored before and nothing of it was found damaged since. */
export function isTreeWhole(places: Places, digest: string): boolean {
  const file = treeFile(places, digest);
  return (
    existsSync(file) && !existsSync(damageMark(file)) && hash('sha256', readFileSync(file), 'hex') === digest
  );
}

/** Called when all contents are stored: a manifest that can be read names nothing that was never there. */
export function writeTree(places: Places, { digest, text }: Manifest): void {
  const file = treeFile(places, digest);
  writeInOneStep(file, text, 0o400);
  rmSync(damageMark(file), { force: true });
}

export function readTree(places: Places, digest: string): readonly TreeEntry[] {
  const file = treeFile(places, digest);
  if (!existsSync(file)) throw damagedArtifact(`There is no artifact ${digest} in the store`);
  return decodeManifest(readFileSync(file, 'utf8'), digest);
}

/**
 * Remembers that a content is wrong, so that saving the same tree again stores it anew, and gives the error to throw.
 * The bad content is kept aside.
 */
export function noteDamage(places: Places, digest: string, entry: TreeEntry, how: string): Error {
  writeFileSync(damageMark(treeFile(places, digest)), `${entry.path}: ${how}\n`, { mode: privateFile });
  const blob = blobPath(places.blobs, entry.digest ?? '');
  if (existsSync(blob)) renameSync(blob, `${blob}.damaged`);
  return damagedArtifact(
    `Artifact ${digest} is damaged: in "${entry.path}" ${how}. Run the action that made it again to store it anew.`,
  );
}

function damageMark(file: string): string {
  return `${file}.damaged`;
}

/** The digest may come from a command line. */
function treeFile(places: Places, digest: string): string {
  return join(places.trees, /^[0-9a-f]{64}$/.test(digest) ? digest : 'no-digest');
}
