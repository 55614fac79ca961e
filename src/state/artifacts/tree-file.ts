// Manifests on disk.
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import { ProblemError } from '../../lib/problem.ts';
import type { TreeEntry } from '../artifact-store.ts';
import { privateFile } from '../private-files.ts';
import { damagedArtifact, decodeManifest, missingArtifact, type Manifest } from './manifest.ts';
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

/** Whether the list can be read; nothing is said of the contents. */
export function isListed(places: Places, digest: string): boolean {
  try {
    readTree(places, digest);
    return true;
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

export function readTree(places: Places, digest: string): readonly TreeEntry[] {
  const file = treeFile(places, digest);
  if (!existsSync(file)) throw missingArtifact(digest);
  return decodeManifest(readFileSync(file, 'utf8'), digest);
}

/** Remembers of all trees that name a content that it is wrong: saving one of them again stores it anew. */
export function markTreesWith({ trees }: Places, digest: string): void {
  for (const name of readdirSync(trees)) {
    const file = join(trees, name);
    if (isTreeName(name) && readFileSync(file, 'utf8').includes(digest)) mark(file, `${digest}\n`);
  }
}

/** The error to throw for a content that is wrong and cannot be found elsewhere. */
export function noteDamage(
  places: Places,
  { digest, entry }: { readonly digest: string; readonly entry: TreeEntry },
  how: string,
): Error {
  mark(treeFile(places, digest), `${entry.path}: ${how}\n`);
  return damagedArtifact(
    `Artifact ${digest} is damaged: in "${entry.path}" ${how}. Run the action that made it again to store it anew.`,
  );
}

function mark(tree: string, why: string): void {
  try {
    writeFileSync(damageMark(tree), why, { mode: privateFile });
  } catch {
    // A store that cannot be written is damaged all the same, and the caller reports it.
  }
}

function damageMark(file: string): string {
  return `${file}.damaged`;
}

/** The digest may come from a command line. */
function treeFile(places: Places, digest: string): string {
  return join(places.trees, isTreeName(digest) ? digest : 'no-digest');
}

export function isTreeName(name: string): boolean {
  return /^[0-9a-f]{64}$/.test(name);
}
