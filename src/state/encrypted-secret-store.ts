// Secrets in a database of their own, each value sealed with AES-256-GCM. The key lies in a file that only its owner
// may read. A value is bound to its name, so that exchanging two rows is noticed.
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, transaction, type Database } from './database.ts';
import { loadOrMakeKey } from './secret-key.ts';
import { newId } from '../lib/id.ts';
import { ProblemError, problem, type Problem } from '../lib/problem.ts';
import type {
  SecretChange,
  SecretKind,
  SecretVersion,
  StoredSecret,
  StoredStage,
  VersionedSecretStore,
} from './secret-store.ts';

const secretMigrations: readonly string[] = [
  `CREATE TABLE sealed (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    stage TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (kind, name, stage)
  ) STRICT, WITHOUT ROWID`,
  `ALTER TABLE sealed ADD COLUMN version_id TEXT NOT NULL DEFAULT '';
   ALTER TABLE sealed ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0`,
  `CREATE TABLE used (
    pipeline TEXT NOT NULL,
    digest TEXT NOT NULL,
    value BLOB NOT NULL,
    kept_at INTEGER NOT NULL,
    PRIMARY KEY (pipeline, digest)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE described (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (kind, name)
  ) STRICT, WITHOUT ROWID`,
];

/** Of one pipeline: the oldest go, when values change with every execution. */
const mostUsed = 1000;

/** Its database, in the state folder. */
export const secretsFile = 'secrets.db';

/** Opens its files when it is first asked, and makes them when something is first put. */
export class EncryptedSecretStore implements VersionedSecretStore, Disposable {
  readonly #folder: string;
  #opened: { readonly database: Database; readonly key: Buffer } | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  parameter(name: string): string | undefined {
    return this.#get('parameter', name, '');
  }

  secret(secretId: string, { versionId, stage }: SecretVersion = {}): string | undefined {
    if (versionId === undefined) return this.#get('secret', secretId, stage ?? 'AWSCURRENT');
    if (!this.#exists) return undefined;
    const row = this.#open()
      .database.prepare('SELECT stage FROM sealed WHERE kind = ? AND name = ? AND version_id = ?')
      .get('secret', secretId, versionId);
    return row === undefined ? undefined : this.#get('secret', secretId, String(row['stage']));
  }

  putParameter(name: string, value: string): void {
    this.#put({ kind: 'parameter', name, stage: '', versionId: '', changedAt: Date.now() }, value);
  }

  /** The value before becomes AWSPREVIOUS (Secrets Manager user guide, What's in a secret: version). */
  putSecret(secretId: string, value: string): void {
    const { database } = this.#open();
    transaction(database, () => {
      const previous = this.#get('secret', secretId, 'AWSCURRENT');
      const row = { kind: 'secret', name: secretId } as const;
      if (previous !== undefined)
        this.#put({ ...row, stage: 'AWSPREVIOUS', ...this.#stamp(secretId) }, previous);
      this.#put({ ...row, stage: 'AWSCURRENT', versionId: newId(), changedAt: Date.now() }, value);
    });
  }

  list(): readonly StoredSecret[] {
    if (!this.#exists) return [];
    const rows = this.#open()
      .database.prepare("SELECT * FROM sealed WHERE stage IN ('', 'AWSCURRENT') ORDER BY kind, name")
      .all();
    return rows.map((row) => ({
      kind: row['kind'] === 'secret' ? 'secret' : 'parameter',
      name: String(row['name']),
      ...(row['changed_at'] === 0 ? {} : { changedAt: Number(row['changed_at']) }),
      ...(row['version_id'] === '' ? {} : { versionId: String(row['version_id']) }),
    }));
  }

  remove(kind: SecretKind, name: string): boolean {
    if (!this.#exists) return false;
    const { database } = this.#open();
    return transaction(database, () => {
      database.prepare('DELETE FROM described WHERE kind = ? AND name = ?').run(kind, name);
      const { changes } = database.prepare('DELETE FROM sealed WHERE kind = ? AND name = ?').run(kind, name);
      return changes > 0;
    });
  }

  description(kind: SecretKind, name: string): unknown {
    if (!this.#exists) return undefined;
    const row = this.#open()
      .database.prepare('SELECT description FROM described WHERE kind = ? AND name = ?')
      .get(kind, name);
    return row === undefined ? undefined : JSON.parse(String(row['description']));
  }

  stages(kind: SecretKind, name: string): readonly StoredStage[] {
    if (!this.#exists) return [];
    return this.#open()
      .database.prepare(
        'SELECT stage, version_id, changed_at FROM sealed WHERE kind = ? AND name = ? ORDER BY stage',
      )
      .all(kind, name)
      .map((row) => ({
        stage: String(row['stage']),
        versionId: String(row['version_id']),
        changedAt: Number(row['changed_at']),
      }));
  }

  valueAt(kind: SecretKind, name: string, stage: string): string | undefined {
    return this.#get(kind, name, stage);
  }

  change(kind: SecretKind, name: string, { description, put = [], drop = [] }: SecretChange): void {
    const { database } = this.#open();
    transaction(database, () => {
      for (const stage of drop)
        database
          .prepare('DELETE FROM sealed WHERE kind = ? AND name = ? AND stage = ?')
          .run(kind, name, stage);
      for (const { value, ...stage } of put) this.#put({ kind, name, ...stage }, value);
      if (description === undefined) return;
      database
        .prepare('INSERT OR REPLACE INTO described (kind, name, description) VALUES (?, ?, ?)')
        .run(kind, name, JSON.stringify(description));
    });
  }

  names(kind: SecretKind): readonly string[] {
    if (!this.#exists) return [];
    return this.#open()
      .database.prepare(
        'SELECT name FROM sealed WHERE kind = ? UNION SELECT name FROM described WHERE kind = ? ORDER BY name',
      )
      .all(kind, kind)
      .map((row) => String(row['name']));
  }

  keepUsed(pipelineName: string, values: readonly string[]): void {
    if (values.length === 0) return;
    const { database, key } = this.#open();
    const insert = database.prepare(
      'INSERT OR IGNORE INTO used (pipeline, digest, value, kept_at) VALUES (?, ?, ?, ?)',
    );
    transaction(database, () => {
      for (const value of values) {
        const digest = createHmac('sha256', key).update(value).digest('hex');
        insert.run(pipelineName, digest, seal(key, value, context('used', pipelineName, digest)), Date.now());
      }
      database
        .prepare(
          'DELETE FROM used WHERE pipeline = ?1 AND digest NOT IN (SELECT digest FROM used WHERE pipeline = ?1 ORDER BY kept_at DESC LIMIT ?2)',
        )
        .run(pipelineName, mostUsed);
    });
  }

  used(pipelineName?: string): readonly string[] {
    if (!this.#exists) return [];
    const { database, key } = this.#open();
    const rows = database
      .prepare('SELECT pipeline, digest, value FROM used WHERE ?1 IS NULL OR pipeline = ?1')
      .all(pipelineName ?? null);
    return rows.flatMap(({ pipeline, digest, value }) =>
      value instanceof Uint8Array
        ? [unseal(key, value, context('used', String(pipeline), String(digest)))]
        : [],
    );
  }

  [Symbol.dispose](): void {
    this.#opened?.database.close();
    this.#opened = undefined;
  }

  #get(kind: SecretKind, name: string, stage: string): string | undefined {
    if (!this.#exists) return undefined;
    const { database, key } = this.#open();
    const row = database
      .prepare('SELECT value FROM sealed WHERE kind = ? AND name = ? AND stage = ?')
      .get(kind, name, stage);
    const value = row?.['value'];
    return value instanceof Uint8Array ? unseal(key, value, context(kind, name, stage)) : undefined;
  }

  #put({ kind, name, stage, versionId, changedAt }: Row, value: string): void {
    const { database, key } = this.#open();
    database
      .prepare(
        'INSERT OR REPLACE INTO sealed (kind, name, stage, value, version_id, changed_at) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(kind, name, stage, seal(key, value, context(kind, name, stage)), versionId, changedAt);
  }

  /** Of the current version of a secret. */
  #stamp(secretId: string): Pick<Row, 'versionId' | 'changedAt'> {
    const row = this.#open()
      .database.prepare("SELECT version_id, changed_at FROM sealed WHERE name = ? AND stage = 'AWSCURRENT'")
      .get(secretId);
    return { versionId: String(row?.['version_id'] ?? ''), changedAt: Number(row?.['changed_at'] ?? 0) };
  }

  /** Reading must not make the files. */
  get #exists(): boolean {
    return this.#opened !== undefined || existsSync(this.#file);
  }

  get #file(): string {
    return join(this.#folder, secretsFile);
  }

  #open(): { readonly database: Database; readonly key: Buffer } {
    if (this.#opened !== undefined) return this.#opened;
    const database = openDatabase(this.#file, secretMigrations);
    try {
      const sealed = { file: this.#file, count: countOf(database) };
      this.#opened = { database, key: loadOrMakeKey(join(this.#folder, 'secrets.key'), sealed) };
    } catch (error) {
      database.close();
      throw error;
    }
    return this.#opened;
  }
}

function countOf(database: Database): number {
  const counts = 'SELECT (SELECT count(*) FROM sealed) + (SELECT count(*) FROM used) AS count';
  return Number(database.prepare(counts).get()?.['count'] ?? 0);
}

interface Row {
  readonly kind: SecretKind;
  readonly name: string;
  readonly stage: string;
  readonly versionId: string;
  readonly changedAt: number;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

function context(kind: SecretKind | 'used', name: string, stage: string): Buffer {
  return Buffer.from(JSON.stringify([kind, name, stage]));
}

function seal(key: Buffer, value: string, boundTo: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo);
  return Buffer.concat([nonce, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function unseal(key: Buffer, sealed: Uint8Array, boundTo: Buffer): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(boundTo).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    return (
      decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
    );
  } catch (error) {
    throw new ProblemError([mismatch(boundTo.toString())], { cause: error });
  }
}

function mismatch(what: string): Problem {
  return problem({
    code: 'SecretsKeyMismatch',
    whose: 'machine',
    message: `${what} in secrets.db does not match secrets.key, or was changed`,
    remedy:
      'Restore both files from one backup, or remove both and put the secrets again (slipway secret set).',
  });
}
