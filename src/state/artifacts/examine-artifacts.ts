// Everything that the artifact store holds, read once: what is missing or was changed.
import { existsSync, readdirSync } from 'node:fs';
import { ProblemError, type Problem } from '../../lib/problem.ts';
import { systemProblem } from '../../lib/system-problem.ts';
import { DamagedBlob, verifyBlob } from './blob.ts';
import { damagedArtifact } from './manifest.ts';
import { placesIn } from './places.ts';
import { readTree } from './tree-file.ts';

/** @param folder of the store */
export function examineArtifacts(folder: string): readonly Problem[] {
  const places = placesIn(folder);
  const good = new Set<string>();
  const problems: Problem[] = [];
  for (const digest of listed(places.trees)) {
    try {
      for (const entry of readTree(places, digest))
        if (entry.digest !== undefined && !good.has(entry.digest)) {
          verifyBlob(places.blobs, entry.digest);
          good.add(entry.digest);
        }
    } catch (error) {
      problems.push(...problemsOf(error, digest));
    }
  }
  return problems;
}

function listed(trees: string): readonly string[] {
  try {
    return existsSync(trees) ? readdirSync(trees).filter((name) => /^[0-9a-f]{64}$/.test(name)) : [];
  } catch {
    // The folder itself is examined elsewhere.
    return [];
  }
}

function problemsOf(error: unknown, digest: string): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  if (error instanceof DamagedBlob)
    return damagedArtifact(`A file of artifact ${digest} is damaged: ${error.message}`).problems;
  const found = systemProblem(error);
  if (found === undefined) throw error;
  return [found];
}
