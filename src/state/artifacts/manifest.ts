// The text that names a tree: its entries in one fixed order and form, whose SHA-256 is the tree's digest.
import { hash } from 'node:crypto';
import { problem, ProblemError } from '../../lib/problem.ts';
import { byPath, treeRefusal } from '../../lib/paths.ts';
import type { StoredTree, TreeEntry } from '../artifact-store.ts';

export interface Manifest {
  readonly digest: string;
  readonly text: string;
}

const HEADER = 'slipway tree 1';

/** Throws when the entries are no tree: a path that leaves it, the same path twice, a file below a file. */
export function encodeManifest(entries: readonly TreeEntry[]): Manifest {
  const sorted = entries.toSorted(byPath);
  const refusal = treeRefusal(sorted);
  if (refusal !== undefined) throw new Error(`These files are no tree: ${refusal}`);
  const text = `${[HEADER, ...sorted.map(lineOf)].join('\n')}\n`;
  return { digest: hash('sha256', text, 'hex'), text };
}

/** Throws when the text is not the one that the digest names. */
export function decodeManifest(text: string, digest: string): readonly TreeEntry[] {
  if (hash('sha256', text, 'hex') !== digest)
    throw damagedArtifact(
      `The list of files of artifact ${digest} is damaged: its content has another digest`,
    );
  const [header, ...lines] = text.trimEnd().split('\n');
  if (header !== HEADER) throw new Error(`Artifact ${digest} has a form that this version does not know`);
  return lines.map((line) => entryOf(JSON.parse(line) as Row));
}

/** What the store cannot give back as it was. Content is stored anew when the same artifact is made again. */
export function damagedArtifact(message: string): ProblemError {
  const remedy = 'Run the pipeline again without --reuse: what it makes again is stored anew.';
  return new ProblemError([problem({ code: 'ArtifactDamaged', whose: 'machine', message, remedy })]);
}

/** What the store has never had, or has no longer. */
export function missingArtifact(digest: string): ProblemError {
  const message = `There is no artifact ${digest} in the store`;
  const remedy =
    'Run the pipeline again: what it makes again is stored anew. Old artifacts are removed by "slipway gc" and by the rules of "retention.json".';
  return new ProblemError([problem({ code: 'ArtifactMissing', whose: 'machine', message, remedy })]);
}

/** Whether the store cannot give an artifact back. */
export function isLostArtifact(error: unknown): boolean {
  const codes = error instanceof ProblemError ? error.problems.map(({ code }) => code) : [];
  return codes.includes('ArtifactDamaged') || codes.includes('ArtifactMissing');
}

export function summaryOf(digest: string, entries: readonly TreeEntry[]): StoredTree {
  const sizeBytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  return { digest, files: entries.filter(({ type }) => type !== 'directory').length, sizeBytes };
}

type Row = readonly [
  path: string,
  type: TreeEntry['type'],
  mode: number,
  sizeBytes: number,
  content: string | null,
];

function lineOf({ path, type, mode, sizeBytes, digest, target }: TreeEntry): string {
  return JSON.stringify([path, type, mode, sizeBytes, digest ?? target ?? null] satisfies Row);
}

function entryOf([path, type, mode, sizeBytes, content]: Row): TreeEntry {
  const entry = { path, type, mode, sizeBytes };
  if (content === null) return entry;
  return type === 'file' ? { ...entry, digest: content } : { ...entry, target: content };
}
