// Restores files by key, and saves them when the job has succeeded and the key was not there.
import { counted } from '../../../../lib/counted.ts';
import type { CacheEntry, CacheName, CacheRoot } from '../../../../state/build-cache.ts';
import { cacheScopes, type CacheScopes } from '../../../../workflows/cache-scopes.ts';
import { cacheAccess, type CacheAccess } from '../../../../workflows/cache-mode.ts';
import { textOf } from '../../../../workflows/language/expressions.ts';
import type { JobRun, StepEnd } from '../../job-run.ts';
import { chooseFiles, patternsOf } from '../choose-files.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

/** A key is never written again, and only a job that succeeded has something worth keeping. */
export async function restoreAndSave(call: StandInCall): Promise<StandInEnd> {
  const restored = await restore(call);
  if (restored.end.outcome !== 'success' || restored.outputs?.['cache-hit'] === 'true') return restored;
  if (isYes(call.inputs['lookup-only'])) return restored;
  return { ...restored, postCondition: 'success()', post: async () => await saveFiles(call) };
}

export async function restore({ job, inputs }: StandInCall): Promise<StandInEnd> {
  const { context, machine, folders } = job;
  const key = inputs['key'] ?? '';
  const wrong = wrongKeys(key, patternsOf(inputs['restore-keys'] ?? ''), inputs['path'] ?? '');
  if (wrong !== undefined) return failed(wrong);
  const access = accessOf(job);
  // GitHub also takes the newest key that begins with the key itself.
  const fallbacks = [key, ...patternsOf(inputs['restore-keys'] ?? '')];
  const entry = access.mayRead ? findCache(job, nameOf(job, inputs), fallbacks) : undefined;
  if (!access.mayRead) context.log.line(`No cache is read: ${access.because}`);
  if (entry === undefined) {
    context.report({ kind: 'Cache', event: 'MISS', key });
    if (isYes(inputs['fail-on-cache-miss']))
      return failed(`Failed to restore cache entry. Input key: ${key}`);
    context.log.line(`Cache not found for input keys: ${fallbacks.join(', ')}`);
    return succeeded({ 'cache-primary-key': key });
  }
  if (!isYes(inputs['lookup-only'])) {
    const roots = { source: machine.outside(folders.workspace), home: machine.outside(folders.home) };
    await context.state.caches.restore(entry, roots, { modifiedAt: entry.savedAt });
    logSize(job, entry);
  }
  reportCache(job, 'HIT', entry);
  context.log.line(`Cache restored from key: ${entry.key}`);
  const isExact = entry.key === key;
  return succeeded({
    'cache-primary-key': key,
    'cache-matched-key': entry.key,
    'cache-hit': String(isExact),
  });
}

export async function save(call: StandInCall): Promise<StandInEnd> {
  const wrong = wrongKeys(call.inputs['key'] ?? '', [], call.inputs['path'] ?? '');
  if (wrong !== undefined) return failed(wrong);
  return { end: await saveFiles(call) };
}

async function saveFiles({ job, inputs }: StandInCall): Promise<StepEnd> {
  const { context, folders, machine } = job;
  const name = nameOf(job, inputs);
  const access = accessOf(job);
  if (!access.mayWrite) {
    context.log.line(`warning: The cache of key ${name.key} is not saved: ${access.because}`);
    return { outcome: 'success' };
  }
  if (context.state.caches.find(name, []) !== undefined) {
    context.report({ kind: 'Cache', event: 'UNCHANGED', key: name.key });
    context.log.line(`Cache of key ${name.key} is there already: it is not saved`);
    return { outcome: 'success' };
  }
  const { files } = await chooseFiles(job, inputs['path'] ?? '', { takesHidden: true });
  const below = (path: string, folder: string): boolean => path.startsWith(`${folder}/`);
  const places: Readonly<Record<CacheRoot, string>> = { source: folders.workspace, home: folders.home };
  const rootOf = (path: string): CacheRoot | undefined =>
    below(path, places.source) ? 'source' : below(path, places.home) ? 'home' : undefined;
  const lost = files.filter(({ path }) => rootOf(path) === undefined);
  if (lost.length > 0)
    context.report({
      kind: 'Notice',
      message: `${counted(lost.length, 'file')} of the cache ${name.key} are not kept: they lie outside of the workspace and of the home folder`,
    });
  const filesIn = (root: CacheRoot) => ({
    folder: machine.outside(places[root]),
    files: files
      .filter(({ path }) => rootOf(path) === root)
      .map(({ path, from }) => ({ path: path.slice(places[root].length + 1), from })),
  });
  const entry = await context.state.caches.save(name, { source: filesIn('source'), home: filesIn('home') });
  reportCache(job, 'SAVED', entry);
  logSize(job, entry);
  context.log.line(`Cache saved with key: ${entry.key}`);
  return { outcome: 'success' };
}

function nameOf(job: JobRun, { key = '', path = '' }: StandInCall['inputs']): CacheName {
  return { namespace: ownCacheNamespace(job), key, paths: patternsOf(path) };
}

export function accessOf({ definition, contexts }: JobRun): CacheAccess {
  return cacheAccess(definition, textOf(contexts.github['event_name']));
}

function scopesOf({ contexts, definition }: JobRun): CacheScopes {
  return cacheScopes(contexts.github, definition.repository.defaultBranch);
}

/** Caches are of a ref of a repository. */
function cacheNamespace({ contexts }: JobRun, ref: string): string {
  return `workflow ${String(contexts.github['repository'])} ${ref}`;
}

/** Where a job saves its caches. */
export function ownCacheNamespace(job: JobRun): string {
  return cacheNamespace(job, scopesOf(job).own);
}

/** In the refs whose caches the job may read, one after the other. */
export function findCache(
  job: JobRun,
  name: Omit<CacheName, 'namespace'>,
  fallbackKeys: readonly string[],
): CacheEntry | undefined {
  const { caches } = job.context.state;
  for (const ref of scopesOf(job).read) {
    const found = caches.find({ ...name, namespace: cacheNamespace(job, ref) }, fallbackKeys);
    if (found !== undefined) return found;
  }
  return undefined;
}

function reportCache(
  { context }: JobRun,
  event: 'HIT' | 'SAVED',
  { key, files, sizeBytes }: CacheEntry,
): void {
  context.report({ kind: 'Cache', event, key, files, sizeBytes });
}

/** In the words of @actions/cache. */
function logSize({ context }: JobRun, { sizeBytes }: CacheEntry): void {
  context.log.line(`Cache Size: ~${Math.round(sizeBytes / (1024 * 1024))} MB (${sizeBytes} B)`);
}

/** @actions/cache, checkKey. */
function wrongKeys(key: string, others: readonly string[], path: string): string | undefined {
  if (path.trim() === '') return 'Input required and not supplied: path';
  if (key === '') return 'Input required and not supplied: key';
  if (others.length > 9) return 'Key Validation Error: Keys are limited to a maximum of 10';
  for (const each of [key, ...others]) {
    if (each.length > 512) return `Key Validation Error: ${each} cannot be larger than 512 characters`;
    if (each.includes(',')) return `Key Validation Error: ${each} cannot contain commas`;
  }
  return undefined;
}
