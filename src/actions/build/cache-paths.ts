// Which files of a build the paths of its cache mean. Pure.
import type { CacheRoot } from '../../state/build-cache.ts';
import { plainPattern } from './path-pattern.ts';

export interface PlacedPattern {
  /** Absent for what lies outside of the build's own folders. */
  readonly root?: CacheRoot;
  readonly pattern: string;
}

/**
 * Relative paths lie in the primary source. On AWS the home folder is /root; here the build has one of its own, so that
 * paths such as /root/.m2 mean the same. Other absolute paths would be this machine's: they are left alone.
 */
export function placePattern(written: string, sourceFolder: string): PlacedPattern {
  const pattern = plainPattern(written.trim());
  if (pattern === sourceFolder) return { root: 'source', pattern: '**' };
  if (pattern.startsWith(`${sourceFolder}/`))
    return { root: 'source', pattern: pattern.slice(sourceFolder.length + 1) };
  if (pattern.split('/').includes('..')) return { pattern };
  const home = /^(?:\/root|~)\/(.+)$/.exec(pattern)?.[1];
  if (home !== undefined) return { root: 'home', pattern: withAllBelow(home) };
  if (pattern.startsWith('/')) return { pattern };
  return { root: 'source', pattern: withAllBelow(pattern) };
}

/** A folder alone means all that is in it; nothing else matches what follows the slash. */
function withAllBelow(pattern: string): string {
  return pattern.endsWith('/**/*') || pattern.endsWith('/**') || pattern === '.'
    ? pattern
    : `{${pattern},${pattern}/**}`;
}
