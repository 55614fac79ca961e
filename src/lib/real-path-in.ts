// Where a path leads in a file tree whose root may be any folder of this one.
import { lstat, readlink, realpath } from 'node:fs/promises';
import { join, posix, relative } from 'node:path';

/** As many as the kernel follows. */
const maxLinks = 40;

/**
 * The path without links in it, as `realpath` gives it, but links lead where a process with that root would get.
 * Undefined when it leads nowhere.
 * @param root absolute; `/` for this machine's own tree
 * @param path absolute, below the root
 */
export async function realPathIn(root: string, path: string): Promise<string | undefined> {
  if (root === '/') return realpath(path).catch(() => undefined);
  let rest = partsOf(relative(root, path));
  let at = '/';
  for (let links = 0; rest.length > 0;) {
    const [part = '', ...others] = rest;
    const next = posix.join(at, part);
    const stats = await lstat(join(root, next)).catch(() => undefined);
    if (stats === undefined) return undefined;
    if (!stats.isSymbolicLink()) {
      if (others.length > 0 && !stats.isDirectory()) return undefined;
      [at, rest] = [next, others];
      continue;
    }
    links += 1;
    const target = await readlink(join(root, next)).catch(() => undefined);
    if (target === undefined || links > maxLinks) return undefined;
    if (target.startsWith('/')) at = '/';
    rest = [...partsOf(target), ...others];
  }
  return join(root, at);
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}
