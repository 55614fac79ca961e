// The cache of a build: restored before its commands, saved after them (CodeBuild user guide, "Cache builds to improve
// performance"). A miss is never an error, and neither is anything else that goes wrong with it.
import { counted } from '../../lib/counted.ts';
import type { BuildProject, Buildspec, BuildspecCache } from '../../model/build.ts';
import type { CacheEntry, CacheName, CacheRoot, FilesOfRoot } from '../../state/build-cache.ts';
import type { Checkout, FileToSave } from '../../state/artifact-store.ts';
import type { Build } from './build.ts';
import type { BuildFolders } from './build-folders.ts';
import type { BuildMachine } from './build-machine.ts';
import { placePattern, type PlacedPattern } from './cache-paths.ts';
import { listFiles } from './list-files.ts';
import { matcher, mayMatchBelow } from './path-pattern.ts';
import type { ShellSession } from '../../process/shell/shell-session.ts';

export interface CacheUse {
  readonly buildspec: Buildspec;
  readonly folders: BuildFolders;
  readonly machine: BuildMachine;
  /** Of the primary source, when the build sees it through a layer. */
  readonly checkout?: Checkout;
  readonly session: ShellSession;
}

export async function restoreCache(build: Build, use: CacheUse): Promise<void> {
  const cache = usableCache(build, use.buildspec);
  if (cache === undefined || cache.action === 'save') return;
  const name = await cacheName(build, use.session, cache);
  const fallbackKeys = await Promise.all(cache.fallbackKeys.map(async (key) => use.session.expand(key)));
  const entry = build.context.state.caches.find(name, fallbackKeys);
  if (entry === undefined) return report(build, { event: 'MISS', ...shownKey(name.key) });
  try {
    await build.context.state.caches.restore(entry, foldersOf(use), { modifiedAt: timeOf(entry, use) });
    report(build, { event: 'HIT', ...shownKey(entry.key), files: entry.files, sizeBytes: entry.sizeBytes });
  } catch (error) {
    build.log.line(`The cache cannot be restored: ${(error as Error).message}`);
    report(build, { event: 'MISS', ...shownKey(name.key) });
  }
}

/**
 * CodeBuild unpacks a cache with the times of its files, and the source with new ones, so what tools have made of an earlier
 * source is older than the source. Here the source may lie on the disk for longer.
 */
function timeOf({ savedAt }: CacheEntry, { checkout }: CacheUse): number {
  return Math.min(savedAt, (checkout?.madeAt ?? savedAt) - 1000);
}

/** Where the roots of a cache lie for this process. */
function foldersOf({ folders, machine }: CacheUse): Readonly<Record<CacheRoot, string>> {
  return { source: machine.outside(folders.source(0)), home: machine.outside(folders.home) };
}

/** Only a build that succeeded has a cache worth keeping; CodeBuild does not say what it does with others. */
export async function saveCache(build: Build, use: CacheUse): Promise<void> {
  const cache = usableCache(build, use.buildspec);
  if (cache === undefined || cache.action === 'restore') return;
  const name = await cacheName(build, use.session, cache);
  const { caches } = build.context.state;
  // An entry with a key is never changed.
  if (name.key !== '' && caches.find(name, []) !== undefined)
    return report(build, { event: 'UNCHANGED', ...shownKey(name.key) });
  const patterns = cache.paths.map((path) => placePattern(path, use.folders.source(0)));
  for (const { root, pattern } of patterns)
    if (root === undefined)
      build.context.report({
        kind: 'NotExecuted',
        what: `cache path ${pattern}`,
        reason: 'it lies outside of the source and of /root, which are all that a build has here',
      });
  const { source, home } = foldersOf(use);
  const at = {
    root: use.machine.outside('/'),
    onSkipped: (path: string, why: string) =>
      build.log.line(`Not in the cache: ${path.slice(0, 160)}: ${why}`),
  };
  const saved = await caches.save(name, {
    source: await filesOf({ ...at, folder: source }, patterns, 'source'),
    home: await filesOf({ ...at, folder: home }, patterns, 'home'),
  });
  report(build, { event: 'SAVED', ...shownKey(name.key), ...sizeOf(saved) });
}

/** The sections of project and buildspec together; undefined when nothing is cached, and the reason is reported. */
function usableCache({ project, log, context }: Build, { cache }: Buildspec): BuildspecCache | undefined {
  if (cache === undefined) return undefined;
  if (isOn(project)) return project.cache?.type === 'LOCAL' ? withoutKey(cache) : cache;
  log.line('Skip cache due to: the project has no cache');
  const message = `The buildspec names a cache and the project ${project.name} has none (cache.type): nothing is cached, as on AWS`;
  context.report({ kind: 'Notice', message });
  return undefined;
}

function isOn({ cache }: BuildProject): boolean {
  if (cache === undefined || cache.type === 'NO_CACHE') return false;
  return cache.type === 'S3' || cache.modes?.includes('LOCAL_CUSTOM_CACHE') === true;
}

/** Keys belong to the cache in S3; the local one is what the last build on the machine left. */
function withoutKey({ key: _key, ...cache }: BuildspecCache): BuildspecCache {
  return { ...cache, fallbackKeys: [] };
}

async function cacheName(
  { project }: Build,
  session: ShellSession,
  { key, paths }: BuildspecCache,
): Promise<CacheName> {
  const namespace = project.cache?.cacheNamespace ?? project.name;
  return { namespace, paths, key: key === undefined ? '' : await session.expand(key) };
}

interface CachedFolder {
  readonly folder: string;
  readonly root: string;
  readonly onSkipped: (path: string, why: string) => void;
}

async function filesOf(
  { folder, root: treeRoot, onSkipped }: CachedFolder,
  patterns: readonly PlacedPattern[],
  root: CacheRoot,
): Promise<FilesOfRoot> {
  const own = patterns.filter((each) => each.root === root).map(({ pattern }) => pattern);
  if (own.length === 0) return { folder, files: [] };
  const tests = own.map(matcher);
  const below = own.map(mayMatchBelow);
  const listed = await listFiles(folder, {
    mayHold: (path) => below.some((mayMatch) => mayMatch(path)),
    keepsLinks: true,
    root: treeRoot,
    onSkipped,
  });
  const chosen = listed.filter(({ path }) => tests.some((matches) => matches(path)));
  for (const { path, unusable } of chosen) if (unusable !== undefined) onSkipped(path, `it ${unusable}`);
  const files: readonly FileToSave[] = chosen.filter(({ unusable }) => unusable === undefined);
  return { folder, files };
}

interface CacheReport {
  readonly event: 'HIT' | 'MISS' | 'SAVED' | 'UNCHANGED';
  readonly key?: string;
  readonly files?: number;
  readonly sizeBytes?: number;
}

function report({ context, log }: Build, entry: CacheReport): void {
  const key = entry.key === undefined ? '' : ` ${entry.key}`;
  const size =
    entry.files === undefined
      ? ''
      : `: ${counted(entry.files, 'file')}, ${counted(entry.sizeBytes ?? 0, 'byte')}`;
  log.line(`${words[entry.event]}${key}${size}`);
  context.report({ kind: 'Cache', ...entry });
}

const words = {
  HIT: 'Restored the cache',
  MISS: 'No cache to restore',
  SAVED: 'Saved the cache',
  UNCHANGED: 'The cache stays as it is',
} as const;

function shownKey(key: string): { readonly key?: string } {
  return key === '' ? {} : { key };
}

function sizeOf({ files, sizeBytes }: CacheEntry) {
  return { files, sizeBytes };
}
