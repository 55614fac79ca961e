// Uploads in parts that are not completed yet.
import { randomBytes } from 'node:crypto';
import type { ContentFiles } from './content-files.ts';
import { partOf, uploadOf, type Upload, type UploadedPart } from './store-rows.ts';
import type { StoreTables } from './store-tables.ts';

/** Uploads and the parts that were put into them. */
export class UploadTable {
  readonly #tables: StoreTables;
  readonly #contents: ContentFiles;

  constructor(tables: StoreTables, contents: ContentFiles) {
    this.#tables = tables;
    this.#contents = contents;
  }

  create({ bucket, key, initiatedAt, about }: Omit<Upload, 'id'>): Upload {
    const id = randomBytes(32).toString('base64url');
    this.#tables.run(
      'INSERT INTO uploads (id, bucket, key, initiated_at, about) VALUES (?, ?, ?, ?, ?)',
      id,
      bucket,
      key,
      initiatedAt,
      JSON.stringify(about),
    );
    return { id, bucket, key, initiatedAt, about };
  }

  find(id: string): Upload | undefined {
    const row = this.#tables.get('SELECT * FROM uploads WHERE id = ?', id);
    return row === undefined ? undefined : uploadOf(row);
  }

  /** In order of their keys, the oldest of each first. */
  of(bucket: string): readonly Upload[] {
    return this.#tables
      .all('SELECT * FROM uploads WHERE bucket = ? ORDER BY key, initiated_at, id', bucket)
      .map(uploadOf);
  }

  /** In place of one with the same number. False when there is no such upload any more. */
  putPart(uploadId: string, part: UploadedPart): boolean {
    const replaced = this.#tables.transaction(() => {
      if (this.find(uploadId) === undefined) return undefined;
      const before = this.parts(uploadId).find(({ number }) => number === part.number);
      this.#tables.run(
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
    this.#contents.remove(replaced ?? [part.file]);
    return replaced !== undefined;
  }

  /** In order of their numbers. */
  parts(uploadId: string): readonly UploadedPart[] {
    return this.#tables.all('SELECT * FROM parts WHERE upload_id = ? ORDER BY number', uploadId).map(partOf);
  }

  /** False when there is none. */
  abort(id: string): boolean {
    const parts = this.parts(id);
    const isGone = this.#tables.run('DELETE FROM uploads WHERE id = ?', id) > 0;
    if (isGone) this.#contents.remove(parts.map(({ file }) => file));
    return isGone;
  }

  /**
   * Ends an upload whose parts become an object, within the transaction that makes it. Gives the parts that are not of the
   * object, or `undefined` when the upload or one of its parts is not there any more.
   * @param files of the parts of the object
   */
  take(id: string, files: ReadonlySet<string>): readonly UploadedPart[] | undefined {
    const uploaded = this.parts(id);
    const unused = uploaded.filter(({ file }) => !files.has(file));
    // One that was uploaded again meanwhile has another file.
    if (uploaded.length - unused.length < files.size) return undefined;
    return this.#tables.run('DELETE FROM uploads WHERE id = ?', id) > 0 ? unused : undefined;
  }
}
