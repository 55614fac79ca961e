// Trees as folders that are only read: each stands once on the disk, under its digest, however many builds use it.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { temporaryName } from '../../lib/atomic-file.ts';
import { privateFolder } from '../private-files.ts';
import { parentsOf } from '../../lib/paths.ts';
import type { Checkout, TreeEntry } from '../artifact-store.ts';
import { makeExactly, writeTreeInto } from './extract-tree.ts';
import { firstChanged } from './compare-statuses.ts';
import type { Places } from './places.ts';
import { cacheFile, forgetOldest, type SeenFile } from './stat-cache.ts';
import { readStatusList, statusOf, writeStatusList, type StatusList, type StatusRow } from './status-list.ts';
import { readTree } from './tree-file.ts';

/** Larger trees are checked while they are used already. */
const checkedFirst = 5_000;
const keptTrees = 64;

export class Checkouts {
  readonly #places: Places;
  readonly #limitBytes: number;
  /** How often each tree is in use. */
  readonly #users = new Map<string, number>();
  /** Trees that are being made or checked, or were, by this process. */
  readonly #ready = new Map<string, Promise<Ready>>();

  readonly #found = new Map<(path: string) => boolean, Map<string, readonly string[]>>();

  /** @param limitBytes of all trees together; the one that was used last stays */
  constructor(places: Places, limitBytes: number) {
    this.#places = places;
    this.#limitBytes = limitBytes;
  }

  async take(digest: string): Promise<Checkout> {
    this.#users.set(digest, (this.#users.get(digest) ?? 0) + 1);
    try {
      const ready = this.#ready.get(digest) ?? this.#provide(digest);
      this.#ready.set(digest, ready);
      const { intact } = await ready;
      return {
        folder: this.#tree(digest),
        madeAt: madeAt(this.#tree(digest)),
        intact,
        paths: (test) => this.#paths(digest, test),
        [Symbol.dispose]: () => this.#leave(digest),
      };
    } catch (error) {
      this.#ready.delete(digest);
      this.#leave(digest);
      throw error;
    }
  }

  #paths(digest: string, test: (path: string) => boolean): readonly string[] {
    const known = this.#found.get(test) ?? new Map<string, readonly string[]>();
    this.#found.set(test, known);
    const before = known.get(digest);
    if (before !== undefined) return before;
    const paths = this.#files(digest).filter(test);
    known.set(digest, paths);
    return paths;
  }

  #files(digest: string): readonly string[] {
    const list = this.#listOf(digest);
    if (list !== undefined) return list.paths.filter((_, position) => list.kindAt(position) === 'content');
    const files = readTree(this.#places, digest).filter(({ type }) => type === 'file');
    return files.map(({ path }) => path);
  }

  #leave(digest: string): void {
    this.#users.set(digest, (this.#users.get(digest) ?? 1) - 1);
  }

  /** Its time is that of the last use. */
  #folder(digest: string): string {
    return join(this.#places.checkouts, digest);
  }

  #tree(digest: string): string {
    return join(this.#folder(digest), 'tree');
  }

  async #provide(digest: string): Promise<Ready> {
    const list = existsSync(this.#folder(digest)) ? this.#listOf(digest) : undefined;
    if (list !== undefined) {
      const intact = this.#check(digest, list);
      // A build that ends earlier does not wait for it.
      void intact.catch(() => undefined);
      if (list.count > checkedFirst) return { intact };
      const changed = await intact;
      if (changed === undefined) return { intact: Promise.resolve(undefined) };
    }
    // What was changed in it goes; the contents lie in the store once more.
    if (existsSync(this.#folder(digest))) this.#remove(digest);
    await this.#make(digest, readTree(this.#places, digest));
    return { intact: Promise.resolve(undefined) };
  }

  /** A tree that is there is whole: it gets its name last. */
  async #make(digest: string, entries: readonly TreeEntry[]): Promise<void> {
    const { checkouts, checkoutCaches } = this.#places;
    mkdirSync(checkouts, { recursive: true });
    removeDrafts(checkouts);
    const draft = temporaryName(this.#folder(digest));
    try {
      const tree = join(draft, 'tree');
      mkdirSync(draft);
      makeExactly(tree, 0o755);
      const files = await writeTreeInto(this.#places, { digest, folder: tree, entries });
      const rows = [...files.map(contentRow), ...foldersOf(entries).map((path) => folderRow(tree, path))];
      mkdirSync(checkoutCaches, { recursive: true, mode: privateFolder });
      const folder = this.#tree(digest);
      writeStatusList(cacheFile(checkoutCaches, folder), { folder, rows });
      forgetOldest(checkoutCaches);
      renameSync(draft, this.#folder(digest));
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      throw error;
    }
    this.#prune(digest);
  }

  /** The status of each file and folder of the tree, as it was made. */
  #listOf(digest: string): StatusList | undefined {
    const tree = this.#tree(digest);
    const list = readStatusList(cacheFile(this.#places.checkoutCaches, tree));
    return list?.folder === tree ? list : undefined;
  }

  /**
   * The first path whose status is not the one that it was made with. A file that was added has changed its folder; a link
   * cannot be changed without its folder.
   */
  async #check(digest: string, list: StatusList): Promise<string | undefined> {
    const root = this.#tree(digest);
    const changed = await firstChanged({ file: cacheFile(this.#places.checkoutCaches, root), list, root });
    if (changed !== undefined) {
      // Without its list the tree is made anew by the next process.
      rmSync(cacheFile(this.#places.checkoutCaches, root), { force: true });
      return changed;
    }
    const now = new Date();
    utimesSync(this.#folder(digest), now, now);
    return undefined;
  }

  #remove(digest: string): void {
    // What has files of it open goes on reading them.
    const gone = temporaryName(this.#folder(digest));
    renameSync(this.#folder(digest), gone);
    rmSync(gone, { recursive: true, force: true });
    this.#ready.delete(digest);
  }

  /** The least recently used beyond the limits; none that is in use. */
  #prune(newest: string): void {
    const { checkouts } = this.#places;
    const byUse = readdirSync(checkouts)
      .filter((name) => /^[0-9a-f]{64}$/.test(name) && name !== newest)
      .map((name) => ({ name, at: statSync(join(checkouts, name)).mtimeMs }))
      .toSorted((a, b) => b.at - a.at);
    let [count, sizeBytes] = [1, sizeOf(readTree(this.#places, newest))];
    for (const { name } of byUse) {
      count += 1;
      sizeBytes += this.#sizeOf(name);
      if (count > keptTrees || sizeBytes > this.#limitBytes)
        if ((this.#users.get(name) ?? 0) === 0) this.#remove(name);
    }
  }

  /** A tree whose list is gone has no size, and is no loss. */
  #sizeOf(digest: string): number {
    try {
      return sizeOf(readTree(this.#places, digest));
    } catch {
      return Infinity;
    }
  }
}

interface Ready {
  /** See `Checkout`. */
  readonly intact: Promise<string | undefined>;
}

function sizeOf(entries: readonly TreeEntry[]): number {
  return entries.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** All folders of a tree, the root as the empty path. */
function foldersOf(entries: readonly TreeEntry[]): readonly string[] {
  const folders = new Set(['']);
  for (const { path, type } of entries) {
    for (const parent of parentsOf(path)) folders.add(parent);
    if (type === 'directory') folders.add(path);
  }
  return [...folders];
}

function contentRow(seen: SeenFile): StatusRow {
  return { kind: 'content', ...seen };
}

function folderRow(tree: string, path: string): StatusRow {
  return { kind: 'status', path, status: statusOf(lstatSync(join(tree, path))) };
}

/** File systems that do not keep it show another time of the folder, which is later. */
function madeAt(folder: string): number {
  const { birthtimeMs, mtimeMs } = statSync(folder);
  return birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs;
}

/** A process that ended while it made one has left it; the owner of the state folder is the only one who makes them. */
function removeDrafts(checkouts: string): void {
  for (const name of readdirSync(checkouts))
    if (!/^[0-9a-f]{64}$/.test(name) && !name.includes(`.${process.pid}.`))
      rmSync(join(checkouts, name), { recursive: true, force: true });
}
