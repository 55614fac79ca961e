// Buckets, objects with their versions, and uploads in parts: an index in SQLite over files with the contents.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../../state/private-files.ts';
import { DeliveryTable } from './notifications/delivery-table.ts';
import type { Cause } from './notifications/object-event.ts';
import { versioningOf } from './versioning.ts';
import { ContentFiles, type ContentPart } from './content-files.ts';
import {
  bucketOf,
  text,
  versionOf,
  type Bucket,
  type ObjectAbout,
  type StoredVersion,
} from './store-rows.ts';
import { StoreTables } from './store-tables.ts';
import { UploadTable } from './upload-table.ts';

export interface ObjectToPut {
  readonly bucket: Bucket;
  readonly key: string;
  readonly sizeBytes: number;
  readonly etag: string;
  readonly modifiedAt: number;
  readonly parts: readonly ContentPart[];
  readonly about: ObjectAbout;
  /** The call that puts it: the bucket's destinations are notified of it. */
  readonly cause: Cause;
}

const noAbout: ObjectAbout = { headers: {}, metadata: {}, tags: [] };

/**
 * Durable: what a call has changed is on disk when it returns, and a process that is killed loses nothing of it. One
 * process has it open.
 */
export class ObjectStore implements AsyncDisposable {
  readonly contents: ContentFiles;
  readonly uploads: UploadTable;
  readonly deliveries: DeliveryTable;
  readonly #tables: StoreTables;

  /** @param stateFolder absolute */
  constructor(stateFolder: string) {
    const folder = join(stateFolder, 's3');
    mkdirSync(folder, { recursive: true, mode: privateFolder });
    this.#tables = new StoreTables(join(folder, 'objects.db'));
    this.contents = new ContentFiles(join(folder, 'contents'));
    this.uploads = new UploadTable(this.#tables, this.contents);
    this.deliveries = new DeliveryTable(this.#tables);
    const known = this.#files();
    this.contents.removeUnknown((file) => known.has(file));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.contents[Symbol.asyncDispose]();
    this.#tables[Symbol.dispose]();
  }

  buckets(): readonly Bucket[] {
    return this.#tables.all('SELECT * FROM buckets ORDER BY name').map(bucketOf);
  }

  bucket(name: string): Bucket | undefined {
    const row = this.#tables.get('SELECT * FROM buckets WHERE name = ?', name);
    return row === undefined ? undefined : bucketOf(row);
  }

  createBucket({ name, region, account, createdAt, settings }: Bucket): void {
    this.#tables.run(
      'INSERT INTO buckets (name, region, account, created_at, settings) VALUES (?, ?, ?, ?, ?)',
      name,
      region,
      account,
      createdAt,
      JSON.stringify(settings),
    );
  }

  /** Its objects stay. */
  replaceBucket({ name, region, settings }: Pick<Bucket, 'name' | 'region' | 'settings'>): void {
    this.#tables.run(
      'UPDATE buckets SET region = ?, settings = ? WHERE name = ?',
      region,
      JSON.stringify(settings),
      name,
    );
  }

  /** False when it has objects, old versions or delete markers. Uploads that were not completed go with it. */
  deleteBucket(name: string): boolean {
    const files = this.#tables.transaction(() => {
      if (this.#tables.get('SELECT 1 FROM versions WHERE bucket = ? LIMIT 1', name) !== undefined)
        return undefined;
      const parts = this.uploads.of(name).flatMap(({ id }) => this.uploads.parts(id));
      this.#tables.run('DELETE FROM uploads WHERE bucket = ?', name);
      this.#tables.run('DELETE FROM buckets WHERE name = ?', name);
      return parts.map(({ file }) => file);
    });
    if (files !== undefined) this.contents.remove(files);
    return files !== undefined;
  }

  /** @param value undefined removes it */
  setSetting(bucket: string, name: string, value: unknown): void {
    this.#tables.transaction(() => {
      const { [name]: _before, ...others } = this.bucket(bucket)?.settings ?? {};
      const settings = value === undefined ? others : { ...others, [name]: value };
      this.#tables.run('UPDATE buckets SET settings = ? WHERE name = ?', JSON.stringify(settings), bucket);
    });
  }

  /** What lies under the key; a delete marker too. */
  latest(bucket: string, key: string): StoredVersion | undefined {
    const row = this.#tables.get(
      'SELECT * FROM versions WHERE bucket = ? AND key = ? AND is_latest = 1',
      bucket,
      key,
    );
    return row === undefined ? undefined : versionOf(row);
  }

  version(bucket: string, key: string, versionId: string): StoredVersion | undefined {
    const row = this.#tables.get(
      'SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?',
      bucket,
      key,
      versionId,
    );
    return row === undefined ? undefined : versionOf(row);
  }

  /**
   * Replaces the object, or makes a new version of it, as the bucket's versioning says. The parts' files belong to the store
   * afterwards.
   * @param check throws when the object is not to be put; given what lies under the key, in the same transaction
   */
  put(object: ObjectToPut, check: (current: StoredVersion | undefined) => void): StoredVersion {
    return this.#insert(object, { check, isMarker: false });
  }

  /** The same, on disk together with other objects that are put at this moment. */
  async putTogether(
    object: ObjectToPut,
    check: (current: StoredVersion | undefined) => void,
  ): Promise<StoredVersion> {
    const { stored, replaced } = await this.#tables.together(() =>
      this.#insertRow(object, { check, isMarker: false }),
    );
    this.#removeContents(replaced);
    if (stored === false) throw new Error('only an upload may be gone');
    return stored;
  }

  /**
   * Takes the upload's parts over into an object. `false` when there is no such upload any more.
   */
  completeUpload(
    uploadId: string,
    object: ObjectToPut,
    check: (current: StoredVersion | undefined) => void,
  ): StoredVersion | false {
    let unused: readonly ContentPart[] = [];
    const stored = this.#insert(object, {
      check,
      isMarker: false,
      within: () => {
        const others = this.uploads.take(uploadId, new Set(object.parts.map(({ file }) => file)));
        unused = others ?? [];
        return others !== undefined;
      },
    });
    this.contents.remove(unused.map(({ file }) => file));
    return stored;
  }

  /** What a DELETE without a version does: gives the delete marker where the bucket keeps versions. */
  remove(bucket: Bucket, key: string, cause: Cause): StoredVersion | undefined {
    const isCall = cause.event === 'ObjectRemoved:Delete';
    const marker: Cause = isCall ? { ...cause, event: 'ObjectRemoved:DeleteMarkerCreated' } : cause;
    if (versioningOf(bucket) !== undefined)
      return this.#insert(
        {
          bucket,
          key,
          sizeBytes: 0,
          etag: '',
          modifiedAt: cause.at,
          parts: [],
          about: noAbout,
          cause: marker,
        },
        { check: () => {}, isMarker: true },
      );
    this.removeVersion(bucket, { key, versionId: 'null' }, cause);
    return undefined;
  }

  /** Gives what was removed; the version before it is the latest then. */
  removeVersion(
    bucket: Bucket,
    { key, versionId }: Pick<StoredVersion, 'key' | 'versionId'>,
    cause: Cause,
  ): StoredVersion | undefined {
    const removed = this.#tables.transaction(() => {
      const row = this.#removeRow(bucket.name, key, versionId);
      if (row !== undefined) this.deliveries.add(bucket, row, cause);
      return row;
    });
    this.contents.remove((removed?.parts ?? []).map(({ file }) => file));
    return removed;
  }

  setAbout(version: StoredVersion, about: ObjectAbout, cause: Cause): void {
    this.#tables.transaction(() => {
      this.#tables.run(
        'UPDATE versions SET about = ? WHERE bucket = ? AND key = ? AND version_id = ?',
        JSON.stringify(about),
        version.bucket,
        version.key,
        version.versionId,
      );
      const bucket = this.bucket(version.bucket);
      if (bucket !== undefined) this.deliveries.add(bucket, { ...version, about }, cause);
    });
  }

  /** The objects from a key on, in order of the keys' bytes, without delete markers. @param isAfter without that key itself */
  *objectsFrom(bucket: string, from: string, isAfter: boolean): Generator<StoredVersion> {
    const rows = this.#tables.all(
      `SELECT * FROM versions WHERE bucket = ? AND is_latest = 1 AND is_marker = 0 AND key ${isAfter ? '>' : '>='} ? ORDER BY key LIMIT 1001`,
      bucket,
      from,
    );
    for (const row of rows) yield versionOf(row);
    const last = rows.at(-1);
    if (rows.length === 1001 && last !== undefined) yield* this.objectsFrom(bucket, text(last, 'key'), true);
  }

  /** All versions and delete markers from a key on, the newest of each key first. */
  *versionsFrom(bucket: string, from: string): Generator<StoredVersion> {
    const rows = this.#tables.each(
      'SELECT * FROM versions WHERE bucket = ? AND key >= ? ORDER BY key, is_latest DESC, seq DESC',
      bucket,
      from,
    );
    for (const row of rows) yield versionOf(row);
  }

  #insert(object: ObjectToPut, how: Insertion & { readonly within: () => boolean }): StoredVersion | false;
  #insert(object: ObjectToPut, how: Insertion): StoredVersion;
  #insert(object: ObjectToPut, how: Insertion & { readonly within?: () => boolean }): StoredVersion | false {
    const { stored, replaced } = this.#tables.transaction(() => this.#insertRow(object, how));
    this.#removeContents(replaced);
    return stored;
  }

  #removeContents(version: StoredVersion | undefined): void {
    this.contents.remove((version?.parts ?? []).map(({ file }) => file));
  }

  /** Within a transaction. */
  #insertRow(
    object: ObjectToPut,
    { check, isMarker, within }: Insertion & { readonly within?: () => boolean },
  ): { readonly stored: StoredVersion | false; readonly replaced?: StoredVersion | undefined } {
    const { bucket: given, key, sizeBytes, etag, modifiedAt, parts, about, cause } = object;
    const bucket = this.bucket(given.name) ?? given;
    const current = this.latest(bucket.name, key);
    check(current?.isMarker === true ? undefined : current);
    if (within?.() === false) return { stored: false };
    const versionId = versioningOf(bucket) === 'Enabled' ? newVersionId() : 'null';
    const replaced = versionId === 'null' ? this.#removeRow(bucket.name, key, versionId) : undefined;
    this.#tables.run(
      'UPDATE versions SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1',
      bucket.name,
      key,
    );
    this.#tables.run(
      `INSERT INTO versions (bucket, key, version_id, is_latest, is_marker, size_bytes, etag, modified_at, parts, about)
       VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
      bucket.name,
      key,
      versionId,
      isMarker ? 1 : 0,
      sizeBytes,
      etag,
      modifiedAt,
      JSON.stringify(parts),
      JSON.stringify(about),
    );
    const stored = {
      bucket: bucket.name,
      key,
      versionId,
      isLatest: true,
      isMarker,
      sizeBytes,
      etag,
      modifiedAt,
      parts,
      about,
    };
    this.deliveries.add(bucket, stored, cause);
    return { stored, replaced };
  }

  #removeRow(bucket: string, key: string, versionId: string): StoredVersion | undefined {
    const removed = this.version(bucket, key, versionId);
    if (removed === undefined) return undefined;
    this.#tables.run(
      'DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ?',
      bucket,
      key,
      versionId,
    );
    if (removed.isLatest)
      this.#tables.run(
        `UPDATE versions SET is_latest = 1 WHERE seq =
           (SELECT max(seq) FROM versions WHERE bucket = ? AND key = ?)`,
        bucket,
        key,
      );
    return removed;
  }

  #files(): ReadonlySet<string> {
    const objects = this.#tables
      .all('SELECT parts FROM versions')
      .flatMap((row) => JSON.parse(text(row, 'parts')) as readonly ContentPart[]);
    const parts = this.#tables.all('SELECT file FROM parts').map((row) => text(row, 'file'));
    return new Set([...objects.map(({ file }) => file), ...parts]);
  }
}

interface Insertion {
  readonly check: (current: StoredVersion | undefined) => void;
  readonly isMarker: boolean;
}

function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}
