// The index of the store: its tables, and how statements run on them.
import type { StatementSync } from 'node:sqlite';
import { openDatabase, transaction, type Database } from '../../state/database.ts';
import type { Row } from './store-rows.ts';

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

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type SqlValue = string | number | null;

/** The open database. */
export class StoreTables implements Disposable {
  readonly #database: Database;
  readonly #statements = new Map<string, StatementSync>();
  readonly #waiting: Waiting[] = [];

  /** @param file absolute */
  constructor(file: string) {
    this.#database = openDatabase(file, migrations);
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }

  get(sql: string, ...values: readonly SqlValue[]): Row | undefined {
    return this.#prepared(sql).get(...values);
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    return this.#prepared(sql).all(...values);
  }

  /** Reads on while rows are taken: nothing may be changed meanwhile. */
  each(sql: string, ...values: readonly SqlValue[]): Iterable<Row> {
    return this.#database.prepare(sql).iterate(...values);
  }

  /** How many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  /** All that `work` does, or nothing of it. */
  transaction<T>(work: () => T): T {
    return transaction(this.#database, work);
  }

  /**
   * The same, in one transaction with all that is asked for at this moment, so that the disk is waited for once. What throws takes back
   * nothing but its own changes.
   */
  async together<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    this.#waiting.push({ work, resolve: (value) => resolve(value as T), reject });
    if (this.#waiting.length === 1) setImmediate(() => this.#workTogether());
    return await promise;
  }

  #workTogether(): void {
    const all = this.#waiting.splice(0);
    const settle: (() => void)[] = [];
    try {
      this.transaction(() => {
        for (const each of all) settle.push(this.#apart(each));
      });
    } catch (error) {
      for (const { reject } of all) reject(error);
      return;
    }
    for (const settled of settle) settled();
  }

  /** Gives what is to be done when the transaction is on disk. */
  #apart({ work, resolve, reject }: Waiting): () => void {
    this.#database.exec('SAVEPOINT apart');
    try {
      const value = work();
      this.#database.exec('RELEASE apart');
      return () => resolve(value);
    } catch (error) {
      this.#database.exec('ROLLBACK TO apart; RELEASE apart');
      return () => reject(error);
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}
