// Which files of a folder an artifact takes (CodeBuild user guide, artifacts). Pure.
import { isGlob, matcher, plainPattern } from './path-pattern.ts';

export interface FileSelection {
  readonly files: readonly string[];
  readonly excludePaths: readonly string[];
  readonly discardPaths: boolean;
}

interface SelectedFile {
  /** In the folder. */
  readonly from: string;
  /** In the artifact. */
  readonly path: string;
}

export interface SelectedFiles {
  readonly files: readonly SelectedFile[];
  /** Patterns without wildcard that name no file: tolerated when something else matches. */
  readonly missing: readonly string[];
  /** Paths that `discard-paths` gave to more than one file; the last one stays. */
  readonly collisions: readonly string[];
}

/** @param listing paths of all files, relative, with `/` */
export function selectFiles(listing: readonly string[], selection: FileSelection): SelectedFiles {
  const present = new Set(listing);
  const patterns = selection.files.map(plainPattern);
  const literals = new Set(patterns.filter((pattern) => !isGlob(pattern)));
  const globs = patterns.filter(isGlob).map(matcher);
  const exclusions = selection.excludePaths.map(plainPattern).map(matcher);
  const chosen = listing.filter(
    (path) =>
      (literals.has(path) || globs.some((matches) => matches(path))) &&
      !exclusions.some((matches) => matches(path)),
  );
  return {
    ...(selection.discardPaths ? flatten(chosen) : asTheyAre(chosen)),
    missing: [...literals].filter((literal) => !present.has(literal)),
  };
}

type Placed = Pick<SelectedFiles, 'files' | 'collisions'>;

function asTheyAre(paths: readonly string[]): Placed {
  return { files: paths.map((path) => ({ from: path, path })), collisions: [] };
}

/** AWS does not say which of two files with one name stays. */
function flatten(paths: readonly string[]): Placed {
  const byName = new Map<string, SelectedFile>();
  const collisions = new Set<string>();
  for (const from of paths) {
    const path = from.slice(from.lastIndexOf('/') + 1);
    if (byName.has(path)) collisions.add(path);
    byName.set(path, { from, path });
  }
  return { files: [...byName.values()], collisions: [...collisions] };
}
