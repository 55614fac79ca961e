// Buckets, objects with their versions, and uploads in parts: an index in SQLite over files with the contents.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, transaction, type Database } from '../../state/database.ts';
import { privateFolder } from '../../state/private-files.ts';
import { deliveryOf } from './notifications/delivery-row.ts';
import { deliveriesOf, type Cause, type Delivery } from './notifications/object-event.ts';
import { versioningOf } from './versioning.ts';
import { ContentFiles, type ContentPart } from './content-files.ts';
import {
  bucketOf,
  partOf,
  text,
  uploadOf,
  versionOf,
  type Bucket,
  type ObjectAbout,
  type Row,
  type StoredVersion,
  type Upload,
  type UploadedPart,
} from './store-rows.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE buckets (
    name TEXT PRIMARY KEY,
    region TEXT NOT NULL,
    account TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    settings TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE versions (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    bucket TEXT NOT NULL REFERENCES buckets (name),
    key TEXT NOT NULL,
    version_id TEXT NOT NULL,
    is_latest INTEGER NOT NULL,
    is_marker INTEGER NOT NULL,
    size_bytes INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified_at INTEGER NOT NULL,
    parts TEXT NOT NULL,
    about TEXT NOT NULL,
    UNIQUE (bucket, key, version_id)
  ) STRICT;
  CREATE UNIQUE INDEX latest_versions ON versions (bucket, key) WHERE is_latest = 1;
  CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    bucket TEXT NOT NULL REFERENCES buckets (name),
    key TEXT NOT NULL,
    initiated_at INTEGER NOT NULL,
    about TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE parts (
    upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    file TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    etag TEXT NOT NULL,
    modified_at INTEGER NOT NULL,
    checksum TEXT,
    PRIMARY KEY (upload_id, number)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    destination TEXT NOT NULL,
    arn TEXT NOT NULL,
    body TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  `,
];

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
export class ObjectStore implements Disposable {
  readonly contents: ContentFiles;
  readonly #database: Database;
  #events = 0;

  /** @param stateFolder absolute */
  constructor(stateFolder: string) {
    const folder = join(stateFolder, 's3');
    mkdirSync(folder, { recursive: true, mode: privateFolder });
    this.#database = openDatabase(join(folder, 'objects.db'), migrations);
    this.contents = new ContentFiles(join(folder, 'contents'));
    const known = this.#files();
    this.contents.removeUnknown((file) => known.has(file));
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }

  buckets(): readonly Bucket[] {
    return this.#all('SELECT * FROM buckets ORDER BY name').map(bucketOf);
  }

  bucket(name: string): Bucket | undefined {
    const row = this.#get('SELECT * FROM buckets WHERE name = ?', name);
    return row === undefined ? undefined : bucketOf(row);
  }

  createBucket({ name, region, account, createdAt, settings }: Bucket): void {
    this.#run(
      'INSERT INTO buckets (name, region, account, created_at, settings) VALUES (?, ?, ?, ?, ?)',
      name,
      region,
      account,
      createdAt,
      JSON.stringify(settings),
    );
  }

  /** False when it has objects, old versions or delete markers. Uploads that were not completed go with it. */
  deleteBucket(name: string): boolean {
    const files = transaction(this.#database, () => {
      if (this.#get('SELECT 1 FROM versions WHERE bucket = ? LIMIT 1', name) !== undefined) return undefined;
      const uploads = this.uploads(name);
      const parts = uploads.flatMap(({ id }) => this.parts(id));
      this.#run('DELETE FROM uploads WHERE bucket = ?', name);
      this.#run('DELETE FROM buckets WHERE name = ?', name);
      return parts.map(({ file }) => file);
    });
    if (files !== undefined) this.contents.remove(files);
    return files !== undefined;
  }

  /** @param value undefined removes it */
  setSetting(bucket: string, name: string, value: unknown): void {
    transaction(this.#database, () => {
      const { [name]: _before, ...others } = this.bucket(bucket)?.settings ?? {};
      const settings = value === undefined ? others : { ...others, [name]: value };
      this.#run('UPDATE buckets SET settings = ? WHERE name = ?', JSON.stringify(settings), bucket);
    });
  }

  /** What lies under the key; a delete marker too. */
  latest(bucket: string, key: string): StoredVersion | undefined {
    const row = this.#get(
      'SELECT * FROM versions WHERE bucket = ? AND key = ? AND is_latest = 1',
      bucket,
      key,
    );
    return row === undefined ? undefined : versionOf(row);
  }

  version(bucket: string, key: string, versionId: string): StoredVersion | undefined {
    const row = this.#get(
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
        const used = new Set(object.parts.map(({ file }) => file));
        const uploaded = this.parts(uploadId);
        unused = uploaded.filter(({ file }) => !used.has(file));
        // One that was uploaded again meanwhile has another file.
        if (uploaded.length - unused.length < used.size) return false;
        return this.#run('DELETE FROM uploads WHERE id = ?', uploadId) > 0;
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
    const removed = transaction(this.#database, () => {
      const row = this.#removeRow(bucket.name, key, versionId);
      if (row !== undefined) this.#notify(bucket, row, cause);
      return row;
    });
    this.contents.remove((removed?.parts ?? []).map(({ file }) => file));
    return removed;
  }

  setAbout(version: StoredVersion, about: ObjectAbout, cause: Cause): void {
    transaction(this.#database, () => {
      this.#run(
        'UPDATE versions SET about = ? WHERE bucket = ? AND key = ? AND version_id = ?',
        JSON.stringify(about),
        version.bucket,
        version.key,
        version.versionId,
      );
      const bucket = this.bucket(version.bucket);
      if (bucket !== undefined) this.#notify(bucket, { ...version, about }, cause);
    });
  }

  /** The oldest first. */
  deliveries(): readonly (Delivery & { readonly seq: number; readonly failures: number })[] {
    return this.#all('SELECT * FROM deliveries ORDER BY seq LIMIT 100').map(deliveryOf);
  }

  endDelivery(seq: number): void {
    this.#run('DELETE FROM deliveries WHERE seq = ?', seq);
  }

  failDelivery(seq: number): void {
    this.#run('UPDATE deliveries SET failures = failures + 1 WHERE seq = ?', seq);
  }

  /** Within the transaction that changes the object: none is forgotten, and none is of what did not happen. */
  #notify(bucket: Bucket, version: StoredVersion, cause: Cause): void {
    if (bucket.settings['notification'] === undefined) return;
    this.#events += 1;
    for (const { to, arn, body } of deliveriesOf({ bucket, version, cause, order: this.#events }))
      this.#run('INSERT INTO deliveries (destination, arn, body) VALUES (?, ?, ?)', to, arn, body);
  }

  /** The objects from a key on, in order of the keys' bytes, without delete markers. @param isAfter without that key itself */
  *objectsFrom(bucket: string, from: string, isAfter: boolean): Generator<StoredVersion> {
    const rows = this.#database
      .prepare(
        `SELECT * FROM versions WHERE bucket = ? AND is_latest = 1 AND is_marker = 0 AND key ${isAfter ? '>' : '>='} ? ORDER BY key LIMIT 1001`,
      )
      .all(bucket, from);
    for (const row of rows) yield versionOf(row);
    const last = rows.at(-1);
    if (rows.length === 1001 && last !== undefined) yield* this.objectsFrom(bucket, text(last, 'key'), true);
  }

  /** All versions and delete markers from a key on, the newest of each key first. */
  *versionsFrom(bucket: string, from: string): Generator<StoredVersion> {
    const rows = this.#database
      .prepare('SELECT * FROM versions WHERE bucket = ? AND key >= ? ORDER BY key, is_latest DESC, seq DESC')
      .iterate(bucket, from);
    for (const row of rows) yield versionOf(row);
  }

  createUpload({ bucket, key, initiatedAt, about }: Omit<Upload, 'id'>): Upload {
    const id = randomBytes(32).toString('base64url');
    this.#run(
      'INSERT INTO uploads (id, bucket, key, initiated_at, about) VALUES (?, ?, ?, ?, ?)',
      id,
      bucket,
      key,
      initiatedAt,
      JSON.stringify(about),
    );
    return { id, bucket, key, initiatedAt, about };
  }

  upload(id: string): Upload | undefined {
    const row = this.#get('SELECT * FROM uploads WHERE id = ?', id);
    return row === undefined ? undefined : uploadOf(row);
  }

  /** In order of their keys, the oldest of each first. */
  uploads(bucket: string): readonly Upload[] {
    return this.#all('SELECT * FROM uploads WHERE bucket = ? ORDER BY key, initiated_at, id', bucket).map(
      uploadOf,
    );
  }

  /** In place of one with the same number. False when there is no such upload any more. */
  putPart(uploadId: string, part: UploadedPart): boolean {
    const replaced = transaction(this.#database, () => {
      if (this.upload(uploadId) === undefined) return undefined;
      const before = this.parts(uploadId).find(({ number }) => number === part.number);
      this.#run(
        'INSERT OR REPLACE INTO parts (upload_id, number, file, size_bytes, etag, modified_at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)',
        uploadId,
        part.number,
        part.file,
        part.sizeBytes,
        part.etag,
        part.modifiedAt,
        part.checksum === undefined ? null : JSON.stringify(part.checksum),
      );
      return before === undefined ? [] : [before.file];
    });
    this.contents.remove(replaced ?? [part.file]);
    return replaced !== undefined;
  }

  /** In order of their numbers. */
  parts(uploadId: string): readonly UploadedPart[] {
    return this.#all('SELECT * FROM parts WHERE upload_id = ? ORDER BY number', uploadId).map(partOf);
  }

  /** False when there is none. */
  abortUpload(id: string): boolean {
    const parts = this.parts(id);
    const isGone = this.#run('DELETE FROM uploads WHERE id = ?', id) > 0;
    if (isGone) this.contents.remove(parts.map(({ file }) => file));
    return isGone;
  }

  #insert(object: ObjectToPut, how: Insertion & { readonly within: () => boolean }): StoredVersion | false;
  #insert(object: ObjectToPut, how: Insertion): StoredVersion;
  #insert(
    object: ObjectToPut,
    { check, isMarker, within }: Insertion & { readonly within?: () => boolean },
  ): StoredVersion | false {
    const { bucket: given, key, sizeBytes, etag, modifiedAt, parts, about, cause } = object;
    let replaced: StoredVersion | undefined;
    const stored = transaction(this.#database, (): StoredVersion | false => {
      const bucket = this.bucket(given.name) ?? given;
      const current = this.latest(bucket.name, key);
      check(current?.isMarker === true ? undefined : current);
      if (within?.() === false) return false;
      const versionId = versioningOf(bucket) === 'Enabled' ? newVersionId() : 'null';
      if (versionId === 'null') replaced = this.#removeRow(bucket.name, key, versionId);
      this.#run(
        'UPDATE versions SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1',
        bucket.name,
        key,
      );
      this.#run(
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
      const version = {
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
      this.#notify(bucket, version, cause);
      return version;
    });
    this.contents.remove((replaced?.parts ?? []).map(({ file }) => file));
    return stored;
  }

  #removeRow(bucket: string, key: string, versionId: string): StoredVersion | undefined {
    const removed = this.version(bucket, key, versionId);
    if (removed === undefined) return undefined;
    this.#run('DELETE FROM versions WHERE bucket = ? AND key = ? AND version_id = ?', bucket, key, versionId);
    if (removed.isLatest)
      this.#run(
        `UPDATE versions SET is_latest = 1 WHERE seq =
           (SELECT max(seq) FROM versions WHERE bucket = ? AND key = ?)`,
        bucket,
        key,
      );
    return removed;
  }

  #files(): ReadonlySet<string> {
    const objects = this.#all('SELECT parts FROM versions').flatMap(
      (row) => JSON.parse(text(row, 'parts')) as readonly ContentPart[],
    );
    const parts = this.#all('SELECT file FROM parts').map((row) => text(row, 'file'));
    return new Set([...objects.map(({ file }) => file), ...parts]);
  }

  #get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#database.prepare(sql).get(...values);
  }

  #all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.#database.prepare(sql).all(...values);
  }

  /** How many rows it changed. */
  #run(sql: string, ...values: readonly SqlValue[]): number {
    return Number(this.#database.prepare(sql).run(...values).changes);
  }
}

interface Insertion {
  readonly check: (current: StoredVersion | undefined) => void;
  readonly isMarker: boolean;
}

type SqlValue = string | number | null;

function newVersionId(): string {
  return randomBytes(24).toString('base64url');
}
