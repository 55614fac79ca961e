// A path in the cache of a buildspec that is named like the folder of a package manager, and is not where it keeps its
// downloads: the cache is saved empty and restored empty. Pure.
import { cacheFolders } from './cache-folders.ts';

export interface CacheNeverHit {
  readonly tool: string;
  /** What to write instead, with what stood at the end of the path. */
  readonly instead: string;
}

/**
 * `said` is all other text of the buildspec: a folder that it names is one that a tool is set to use. Only folders of a
 * home are judged; elsewhere a tool has its own configuration.
 */
export function cacheNeverHit(path: string, said: readonly string[]): CacheNeverHit | undefined {
  const { home, below, all } = partsOf(path.trim());
  if (home === undefined || below === '' || /[*?$[{]/.test(below)) return undefined;
  const folder = `${home}/${below}`;
  const names = [
    folder,
    folder.replace(home, '~'),
    folder.replace(home, '$HOME'),
    folder.replace(home, '${HOME}'),
  ];
  if (said.some((text) => names.some((name) => text.includes(name)))) return undefined;
  if (cacheFolders.some(({ folders }) => folders.some((each) => isOneInOther(each, below)))) return undefined;
  const words = below.split('/').map((part) => part.replace(/^[._]/, '').toLowerCase());
  const meant = cacheFolders.find(({ names: known }) =>
    words.some((word) => known.some((name) => isNamed(word, name))),
  );
  return meant === undefined
    ? undefined
    : { tool: meant.tool, instead: `${home}/${meant.folders[0] ?? ''}${all}` };
}

/** The home folder, what lies below it, and the part of the path that stands for all in it. */
function partsOf(path: string): { readonly home?: string; readonly below: string; readonly all: string } {
  const [all = ''] = /(?:\/\*{1,2})*\/?$/.exec(path) ?? [];
  const folder = path.slice(0, path.length - all.length);
  const home = /^(?:\/root|\/home\/[^/]+|~)(?=\/)/.exec(folder)?.[0];
  return home === undefined ? { below: folder, all } : { home, below: folder.slice(home.length + 1), all };
}

function isOneInOther(one: string, other: string): boolean {
  return one === other || other.startsWith(`${one}/`) || one.startsWith(`${other}/`);
}

/** `pip`, `pip-cache` and `cache_pip`, but not `pipeline`. */
function isNamed(word: string, name: string): boolean {
  const ends = '[-_.]?(?:cache|caches|store|repo|repository|packages|client)';
  return new RegExp(`^(?:${ends}[-_.])?${name}(?:${ends})?$`).test(word);
}
