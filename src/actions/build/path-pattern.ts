// The patterns of `files`, `exclude-paths` and `base-directory` (CodeBuild user guide, artifacts). Pure.
// `*` stays inside one component, `**` goes across; names that begin with a dot are matched like any other.
import { compileGlob } from '../../lib/glob.ts';

/** `./a//b/` is `a/b`; `.` is the folder itself. */
export function plainPattern(pattern: string): string {
  const parts = pattern.split('/').filter((part, index) => part !== '.' && (part !== '' || index === 0));
  return parts.join('/') || (pattern.startsWith('/') ? '/' : '.');
}

/**
 * A pattern as it is inside a folder that is known by several names: an absolute one loses the folder's. Undefined for
 * an absolute one that leads elsewhere.
 */
export function patternBelow(folders: readonly string[]): (pattern: string) => string | undefined {
  return (written) => {
    const pattern = plainPattern(written);
    if (!pattern.startsWith('/')) return pattern;
    const folder = folders.find((each) => pattern === each || pattern.startsWith(`${each}/`));
    return folder === undefined ? undefined : plainPattern(pattern.slice(folder.length + 1));
  };
}

export function isGlob(pattern: string): boolean {
  return /[*?[{]/.test(pattern);
}

export function matcher(pattern: string): (path: string) => boolean {
  return compileGlob(pattern, 'bash').matches;
}

/** Whether something below the folder could match, so that the rest need not be walked. */
export function mayMatchBelow(pattern: string): (folder: string) => boolean {
  const { mayBegin } = compileGlob(pattern, 'bash');
  return (folder) => mayBegin(`${folder}/`);
}
