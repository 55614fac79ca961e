// Caches of builds: found by key and paths, evicted by size, gone from the disk when they are gone from the list.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openBuildCache, type BuildCache, type CacheName } from '../../src/state/build-cache.ts';
import { openState } from '../../src/state/open-state.ts';
import { spoil } from '../rig/spoil.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';

let folder: string;
let state: StateFolder;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-cache-'));
  state = await openState(join(folder, 'state'), { owner: true });
});
afterEach(async () => {
  await state[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const name = (key: string, more: Partial<CacheName> = {}): CacheName => ({
  namespace: 'app',
  key,
  paths: ['deps/**/*'],
  ...more,
});

async function save(cache: BuildCache, cacheName: CacheName, text: string) {
  const source = join(folder, `source-${cacheName.key}`);
  mkdirSync(join(source, 'deps'), { recursive: true });
  writeFileSync(join(source, 'deps', 'file'), text);
  const home = { folder, files: [] };
  return cache.save(cacheName, { source: { folder: source, files: [{ path: 'deps/file' }] }, home });
}

test('the key decides, then each fallback in its order, of those that begin so the newest', async () => {
  const { caches } = state;
  for (const key of ['npm-a1', 'npm-b2', 'go-c3']) await save(caches, name(key), key);
  expect(caches.find(name('npm-a1'), [])?.key).toBe('npm-a1');
  expect(caches.find(name('npm-zz'), ['none-', 'go-', 'npm-'])?.key).toBe('go-c3');
  expect(caches.find(name('npm-zz'), ['npm-'])?.key).toBe('npm-b2');
  expect(caches.find(name('npm-zz'), [])).toBeUndefined();
});

test('other paths, or another namespace, are another cache', async () => {
  const { caches } = state;
  await save(caches, name('k'), 'text');
  expect(caches.find(name('k', { paths: ['other/**/*'] }), [])).toBeUndefined();
  expect(caches.find(name('k', { namespace: 'other' }), [])).toBeUndefined();
});

test('what is restored is what was saved', async () => {
  const entry = await save(state.caches, name(''), 'content');
  const target = join(folder, 'target');
  await state.caches.restore(
    entry,
    { source: target, home: join(folder, 'home') },
    { modifiedAt: 1_000_000 },
  );
  expect(readFileSync(join(target, 'deps', 'file'), 'utf8')).toBe('content');
  expect(existsSync(join(folder, 'home'))).toBe(false);
});

function blobs(of: string): number {
  const all = readdirSync(join(of, 'blobs'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).length;
}

test.each(['blobs', 'trees'])('an entry whose %s are damaged is forgotten, and saved anew', async (part) => {
  const { caches } = state;
  const entry = await save(caches, name('k'), 'content');
  await save(caches, name('other'), 'other content');
  rmSync(join(folder, 'source-k'), { recursive: true });
  const at = join(state.path, 'cache', 'builds', part);
  for (const file of readdirSync(at, { recursive: true, withFileTypes: true }))
    if (file.isFile()) spoil(join(file.parentPath, file.name));
  const target = { source: join(folder, 'target'), home: join(folder, 'home') };
  await expect(caches.restore(entry, target, { modifiedAt: 1_000_000 })).rejects.toThrow('is damaged');
  expect(caches.find(name('k'), [])).toBeUndefined();
  const again = await save(caches, name('k'), 'content');
  await caches.restore(again, target, { modifiedAt: 1_000_000 });
  expect(readFileSync(join(target.source, 'deps', 'file'), 'utf8')).toBe('content');
});

test('beyond the limit the least recently used goes, with its files', async () => {
  const place = join(folder, 'small');
  const cache = openBuildCache(place, state.records, 2500);
  const first = await save(cache, name('a'), 'a'.repeat(1000));
  await save(cache, name('b'), 'b'.repeat(1000));
  await cache.restore(
    first,
    { source: join(folder, 'out'), home: join(folder, 'out-home') },
    { modifiedAt: 1_000_000 },
  );
  await save(cache, name('c'), 'c'.repeat(1000));
  expect(
    cache
      .list()
      .map(({ key }) => key)
      .toSorted(),
  ).toEqual(['a', 'c']);
  expect(blobs(place)).toBe(2);
});

test('one that is too large by itself is kept all the same, alone', async () => {
  const cache = openBuildCache(join(folder, 'small'), state.records, 10);
  await save(cache, name('a'), 'a'.repeat(1000));
  await save(cache, name('b'), 'b'.repeat(1000));
  expect(cache.list().map(({ key }) => key)).toEqual(['b']);
});

test('clearing removes entries and files, and many saves at once leave every entry whole', async () => {
  const { caches } = state;
  const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
  await Promise.all(keys.map(async (key) => save(caches, name(key), `content of ${key}`)));
  for (const entry of caches.list()) {
    const source = join(folder, `check-${entry.key}`);
    await caches.restore(entry, { source, home: join(folder, 'check-home') }, { modifiedAt: 1_000_000 });
    expect(readFileSync(join(source, 'deps', 'file'), 'utf8')).toBe(`content of ${entry.key}`);
  }
  expect(await caches.remove(({ key }) => key !== 'k0')).toHaveLength(11);
  expect(caches.list().map(({ key }) => key)).toEqual(['k0']);
  expect(blobs(join(folder, 'state', 'cache', 'builds'))).toBe(1);
});

test('uses within one millisecond have an order', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1 });
  try {
    for (const key of ['a', 'b', 'c']) await save(state.caches, name(key), key);
    expect(state.caches.list().map(({ key }) => key)).toEqual(['c', 'b', 'a']);
  } finally {
    vi.useRealTimers();
  }
});
