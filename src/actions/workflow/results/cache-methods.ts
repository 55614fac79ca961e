// CacheService of the results API (version 2 of the cache): an archive by a key, as the client has made it.
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CacheName } from '../../../state/build-cache.ts';
import type { JobRun } from '../job-run.ts';
import { accessOf, findCache, ownCacheNamespace } from '../stand-ins/cache/use-cache.ts';
import type { Blob, BlobStore } from './blob-store.ts';
import { ok, refused, textIn, type Body, type TwirpMethod } from './twirp.ts';

interface Of {
  readonly job: JobRun;
  readonly blobs: BlobStore;
  readonly urlOf: (blob: Blob) => string;
  /** Absolute, for files that are served. */
  readonly folder: string;
}

/** The only file of an entry. */
const archive = 'archive';

export function cacheMethods({ job, blobs, urlOf, folder }: Of): Readonly<Record<string, TwirpMethod>> {
  const { context } = job;
  const access = accessOf(job);
  const pending = new Map<string, Blob>();
  const nameIn = (body: Body): CacheName => ({
    namespace: ownCacheNamespace(job),
    key: textIn(body, 'key'),
    // The client has made it of the paths and of how it packs them.
    paths: [textIn(body, 'version')],
  });
  return {
    GetCacheEntryDownloadURL: async (body) => {
      const name = nameIn(body);
      if (!access.mayRead) return ok({ ok: false });
      // GitHub also takes the newest key that begins with the key itself.
      const entry = findCache(job, name, [name.key, ...keysIn(body)]);
      if (entry === undefined) {
        context.report({ kind: 'Cache', event: 'MISS', key: name.key });
        return ok({ ok: false });
      }
      const blob = await blobs.make();
      const place = join(folder, `cache-${blob.name}`);
      await context.state.caches.restore(
        entry,
        { source: place, home: place },
        { modifiedAt: entry.savedAt },
      );
      const file = join(place, archive);
      const served = await blobs.make({ file, contentType: 'application/octet-stream', fileName: archive });
      context.report({
        kind: 'Cache',
        event: 'HIT',
        key: entry.key,
        files: entry.files,
        sizeBytes: entry.sizeBytes,
      });
      return ok({ ok: true, signed_download_url: urlOf(served), matched_key: entry.key });
    },
    CreateCacheEntry: async (body) => {
      const name = nameIn(body);
      const wrong = wrongKey(name.key);
      if (wrong !== undefined) return refused('invalid_argument', wrong);
      if (!access.mayWrite) return ok({ ok: false, message: access.because });
      if (context.state.caches.find(name, []) !== undefined) {
        context.report({ kind: 'Cache', event: 'UNCHANGED', key: name.key });
        return ok({ ok: false, message: 'cache entry with the same key, version, and scope already exists' });
      }
      const blob = await blobs.make();
      pending.set(idOf(name), blob);
      return ok({ ok: true, signed_upload_url: urlOf(blob) });
    },
    FinalizeCacheEntryUpload: async (body) => {
      const name = nameIn(body);
      const blob = pending.get(idOf(name));
      if (blob === undefined) return refused('not_found', `no upload for the key ${name.key} has begun`);
      const size = (await stat(blob.file).catch(() => undefined))?.size;
      if (size !== Number(textIn(body, 'size_bytes')))
        return refused(
          'invalid_argument',
          `${size ?? 0} bytes have been uploaded, and not ${textIn(body, 'size_bytes')}`,
        );
      const source = { folder: dirname(blob.file), files: [{ path: archive, from: blob.file }] };
      const entry = await context.state.caches.save(name, { source, home: { ...source, files: [] } });
      context.report({
        kind: 'Cache',
        event: 'SAVED',
        key: entry.key,
        files: entry.files,
        sizeBytes: entry.sizeBytes,
      });
      return ok({ ok: true, entry_id: String(entry.savedAt) });
    },
  };
}

function idOf({ key, paths }: CacheName): string {
  return JSON.stringify([key, paths]);
}

function keysIn(body: Body): readonly string[] {
  const keys = body['restore_keys'] ?? body['restoreKeys'];
  return Array.isArray(keys) ? keys.map(String) : [];
}

/** @actions/cache, checkKey. */
function wrongKey(key: string): string | undefined {
  if (key === '') return 'a cache has a key';
  if (key.length > 512) return `the key ${key} cannot be larger than 512 characters`;
  return key.includes(',') ? `the key ${key} cannot contain commas` : undefined;
}
