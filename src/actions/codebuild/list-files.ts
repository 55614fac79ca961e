// All files below a folder that patterns could choose, with symlinks resolved to what is taken for them.
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { realPathIn } from '../../lib/real-path-in.ts';

export interface ListedFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Absolute: the file whose content is taken. */
  readonly from: string;
}

export interface ListOptions {
  /** False for a folder in which nothing can be chosen: it is not looked into. */
  readonly mayHold: (folder: string) => boolean;
  /** `enable-symlinks`: a link that stays inside the folder is kept as a link; others give what they point to. */
  readonly keepsLinks: boolean;
  /** The root of the file tree in which links lead somewhere; `/` when absent. */
  readonly root?: string;
}

/** In a stable order. Links that lead nowhere are left out; a link to a folder above itself is not followed. */
export async function listFiles(base: string, options: ListOptions): Promise<readonly ListedFile[]> {
  const realBase = await realPathIn(options.root ?? '/', base);
  if (realBase === undefined) throw new Error(`There is no folder ${base}`);
  const walk: Walk = { base: realBase, realBase, options };
  const files = await listFolder(walk, '', [walk.realBase]);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Walk {
  readonly base: string;
  readonly realBase: string;
  readonly options: ListOptions;
}

async function listFolder(walk: Walk, below: string, above: readonly string[]): Promise<ListedFile[]> {
  const entries = await readdir(join(walk.base, below), { withFileTypes: true });
  const files: ListedFile[] = [];
  const deeper: Promise<ListedFile[]>[] = [];
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isFile()) files.push({ path, from: join(walk.base, path) });
    else if (entry.isDirectory()) deeper.push(listDeeper(walk, path, above));
    else if (isLink(entry)) deeper.push(listLink(walk, path, above));
  }
  return [files, ...(await Promise.all(deeper))].flat();
}

function isLink(entry: Dirent): boolean {
  return entry.isSymbolicLink();
}

async function listDeeper(walk: Walk, path: string, above: readonly string[]): Promise<ListedFile[]> {
  return walk.options.mayHold(path) ? listFolder(walk, path, above) : [];
}

async function listLink(walk: Walk, path: string, above: readonly string[]): Promise<ListedFile[]> {
  const link = join(walk.base, path);
  const target = await realPathIn(walk.options.root ?? '/', link);
  if (target === undefined) return [];
  const isInside = !relative(walk.realBase, target).startsWith('..');
  if (walk.options.keepsLinks && isInside) return [{ path, from: link }];
  const stats = await stat(target);
  if (stats.isFile()) return [{ path, from: target }];
  if (!stats.isDirectory() || above.includes(target)) return [];
  return walk.options.mayHold(path) ? listFolder(walk, path, [...above, target]) : [];
}
