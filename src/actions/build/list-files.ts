// All files below a folder that patterns could choose, with symlinks resolved to what is taken for them.
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { isText, shownName } from '../../lib/file-name.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { realPathIn } from '../../lib/real-path-in.ts';

export interface ListedFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** Absolute: the file whose content is taken. */
  readonly from: string;
  /** Why it cannot be opened; said after its path. */
  readonly unusable?: string;
}

export interface ListOptions {
  /** False for a folder in which nothing can be chosen: it is not looked into. */
  readonly mayHold: (folder: string) => boolean;
  /** `enable-symlinks`: a link that stays inside the folder is kept as a link; others give what they point to. */
  readonly keepsLinks: boolean;
  /** Hears of each link to a folder that is not followed. */
  readonly onSkipped?: (path: string, why: string) => void;
  /** The root of the file tree in which links lead somewhere; `/` when absent. */
  readonly root?: string;
}

/**
 * In a stable order. Links that lead nowhere are left out. A link to a folder around itself is not followed: it would hold
 * itself. Nor are links to the root or to the kernel's files, and other links lead to so many files at most: AWS documents
 * nothing of links that leave the source, and a whole machine is never meant.
 */
export async function listFiles(base: string, options: ListOptions): Promise<readonly ListedFile[]> {
  const realBase = await realPathIn(options.root ?? '/', base);
  if (realBase === undefined) throw new Error(`There is no folder ${base}`);
  const walk: Walk = { base: realBase, realBase, options, behindLinks: { count: 0 } };
  const files = await listFolder(walk, '', [walk.realBase]);
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Walk {
  readonly base: string;
  readonly realBase: string;
  readonly options: ListOptions;
  /** Entries seen behind links to folders. */
  readonly behindLinks: { count: number };
}

/** As many files as a source artifact may have (CodePipeline user guide, Quotas). */
const maxBehindLinks = 100_000;

async function listFolder(walk: Walk, below: string, above: readonly string[]): Promise<ListedFile[]> {
  const folder = join(walk.base, below);
  const entries = await readdir(folder, { withFileTypes: true });
  const unusable = await unusableIn(folder, entries);
  if (above.length > 1) walk.behindLinks.count += entries.length;
  if (walk.behindLinks.count > maxBehindLinks) throw tooManyBehindLinks(below);
  const files: ListedFile[] = [];
  const deeper: Promise<ListedFile[]>[] = [];
  for (const entry of entries) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const why = unusable.get(entry.name);
    if (why !== undefined) files.push(...unusableEntry(walk, entry, { path, why }));
    else if (entry.isFile()) files.push({ path, from: join(walk.base, path) });
    else if (entry.isDirectory()) deeper.push(listDeeper(walk, path, above));
    else if (isLink(entry)) deeper.push(listLink(walk, path, above));
  }
  return [files, ...(await Promise.all(deeper))].flat();
}

/** What lies in a folder that cannot be opened is not known: that is reported, whatever patterns choose. */
function unusableEntry(
  { base, options }: Walk,
  entry: Dirent,
  { path, why }: { readonly path: string; readonly why: string },
): readonly ListedFile[] {
  if (entry.isDirectory() && !options.mayHold(path)) return [];
  if (entry.isDirectory()) options.onSkipped?.(path, `it ${why}`);
  return [{ path, from: join(base, path), unusable: why }];
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
  if (!stats.isDirectory() || !walk.options.mayHold(path)) return [];
  const why = whyNotFollowed(walk, path, { target, above });
  if (why === undefined) return listFolder(walk, path, [...above, target]);
  walk.options.onSkipped?.(path, why);
  return [];
}

/** @param found `above`: the folders that links have led to on the way */
function whyNotFollowed(
  { base, options }: Walk,
  path: string,
  { target, above }: { readonly target: string; readonly above: readonly string[] },
): string | undefined {
  const inTree = `/${relative(options.root ?? '/', target)}`;
  if (/^\/(?:(?:proc|sys|dev)(?:\/.*)?)?$/.test(inTree))
    return `it leads to ${inTree}, which is no folder of the build`;
  const isAround = [join(base, dirname(path)), ...above].some((folder) =>
    `${folder}/`.startsWith(`${target}/`),
  );
  return isAround ? `it leads to ${inTree}, which holds the link itself` : undefined;
}

function tooManyBehindLinks(path: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'FileUnusable',
      message: `A link leads to more than ${maxBehindLinks} files; "${path}" is one of the folders behind it`,
      remedy:
        'Remove the link, or choose the files that you want instead of a pattern that takes everything behind it.',
    }),
  ]);
}

/** Names that are no text, and paths beyond what the system opens, each with what is wrong. */
async function unusableIn(folder: string, entries: readonly Dirent[]): Promise<ReadonlyMap<string, string>> {
  const tooLong = entries.filter(({ name }) => Buffer.byteLength(join(folder, name)) >= pathMax);
  const unusable = new Map(tooLong.map(({ name }) => [name, 'is too long for the path of a file']));
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return unusable;
  for (const name of await readdir(folder, { encoding: 'buffer' }))
    if (!isText(name))
      unusable.set(name.toString('utf8'), `has a name that is not UTF-8 (${shownName(name)})`);
  return unusable;
}

/** With the NUL at its end (limits.h). */
const pathMax = 4096;
