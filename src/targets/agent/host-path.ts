// From a path as an appspec writes it to the real path on this machine, without ever leaving the host's root folder.
import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { EventFailure } from './event-failure.ts';

const maxLinks = 40;

export interface HostPaths {
  /** The real path of the thing itself, also when it is a symlink: to remove, to make, to look at. */
  readonly of: (path: string) => string;
  /** The real path of what the thing leads to: to write or to change its mode. */
  readonly throughLink: (path: string) => string;
}

/**
 * `rootFolder` is empty where the host has a file tree of its own: then every path is what it says.
 * Otherwise a path that would leave the folder, also by a symlink, fails the event.
 */
export function hostPaths(rootFolder: string): HostPaths {
  if (rootFolder === '') return { of: normalPath, throughLink: normalPath };
  const root = realpathSync(rootFolder);
  const throughLink = (path: string): string => resolveInside(root, normalPath(path), path);
  const of = (path: string): string => {
    const normal = normalPath(path);
    return normal === '/' ? root : join(resolveInside(root, dirname(normal), path), basename(normal));
  };
  return { of, throughLink };
}

/** Absolute, without `.`, `..`, doubled or trailing slashes. A relative path counts from the root of the file tree. */
function normalPath(path: string): string {
  return posix.resolve('/', path);
}

/** Follows every symlink on the way by itself, because `realpath` knows nothing of links that dangle. */
function resolveInside(root: string, path: string, asWritten: string): string {
  let current = root;
  let links = 0;
  const rest = partsOf(path);
  for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
    if (part === '..') {
      current = dirname(current);
      continue;
    }
    const next = join(current, part);
    const target = linkTarget(next);
    if (target === undefined) {
      current = next;
      continue;
    }
    links += 1;
    if (links > maxLinks) throw new EventFailure(`Too many levels of symbolic links - ${asWritten}`);
    if (target.startsWith('/')) current = '/';
    rest.unshift(...partsOf(target));
  }
  if (current === root || current.startsWith(`${root}/`)) return current;
  throw new EventFailure(`The deployment failed because ${asWritten} leads out of the host's files`, {
    explanation: `A symlink on the way leads to ${current}. With isolation "process" everything that a deployment installs stays below ${root}; use isolation "namespace" for links to absolute paths.`,
  });
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

function linkTarget(path: string): string | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  return stats?.isSymbolicLink() === true ? readlinkSync(path) : undefined;
}
