// What Lambda keeps of functions besides their newest configuration, which is in the account's register: documents of a kind,
// under their owner and their name, and events that wait to be run.
import { join } from 'node:path';
import type { StatementSync } from 'node:sqlite';
import { openDatabase, transaction, type Database } from '../../state/database.ts';
import type { FunctionWithCode } from '../../account/resource.ts';
import type { StreamPosition } from './streams/tumbling-window.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE documents (
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (kind, owner, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE waiting_events (
    id TEXT PRIMARY KEY,
    due_at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX due_events ON waiting_events (due_at);
  `,
];

export interface AliasDocument {
  readonly functionVersion: string;
  readonly description: string;
  readonly weights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

export interface PolicyDocument {
  readonly revisionId: string;
  readonly statements: readonly Readonly<Record<string, unknown>>[];
}

export interface LayerDocument {
  readonly description: string;
  readonly codeSha256: string;
  readonly codeSizeBytes: number;
  readonly createdAt: number;
  readonly compatibleRuntimes: readonly string[];
  readonly compatibleArchitectures: readonly string[];
  readonly licenseInfo?: string;
  readonly policy?: PolicyDocument;
  /** Functions that have it keep it. */
  readonly isDeleted?: true;
}

/** Owners are functions, by `ownerOf`, unless said otherwise. */
export interface Documents {
  /** By their numbers. */
  readonly version: { readonly values: FunctionWithCode };
  readonly alias: AliasDocument;
  /** By the qualifier, `$LATEST` for that of the function. */
  readonly policy: PolicyDocument;
  readonly url: Readonly<Record<string, unknown>>;
  readonly 'event-invoke': Readonly<Record<string, unknown>>;
  /** `counter` is the number of the newest version that ever was, `concurrency` what is reserved. */
  readonly setting: { readonly value: number | string };
  /** By the version or the alias. */
  readonly provisioned: { readonly requested: number; readonly modifiedAt: string };
  /** Of the account in a region, by their ids. */
  readonly mapping: Readonly<Record<string, unknown>>;
  /** Where an event source mapping has read a shard to. Owners are the mappings' ids, names the shards'. */
  readonly 'stream-position': StreamPosition;
  /** Of the account in a region and the layer, by their numbers. */
  readonly layer: LayerDocument;
  readonly 'code-signing': Readonly<Record<string, unknown>>;
}

export type DocumentKind = keyof Documents;

/** An event that was taken for later (Lambda API, Invoke, InvocationType Event). */
export interface WaitingEvent {
  readonly id: string;
  readonly account: string;
  readonly partition: string;
  readonly region: string;
  /** With the qualifier that it was invoked by. */
  readonly functionName: string;
  readonly qualifier?: string;
  /** In base64. */
  readonly payload: string;
  readonly clientContext?: string;
  /** Attempts that were made. */
  readonly attempts: number;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
}

/** Durable: what a call has changed is on disk when it returns. One process has it open. */
export class LambdaStore implements Disposable {
  readonly #database: Database;
  readonly #statements = new Map<string, StatementSync>();
  /** What `get` has read, until something changes. */
  readonly #known = new Map<string, unknown>();

  /** @param folder exists */
  constructor(folder: string) {
    this.#database = openDatabase(join(folder, 'lambda.db'), migrations);
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  get<K extends DocumentKind>(kind: K, owner: string, name: string): Documents[K] | undefined {
    const key = `${kind} ${owner} ${name}`;
    if (!this.#known.has(key)) this.#known.set(key, this.#read(kind, owner, name));
    return this.#known.get(key) as Documents[K] | undefined;
  }

  #read(kind: DocumentKind, owner: string, name: string): unknown {
    const row = this.#prepared('SELECT content FROM documents WHERE kind = ? AND owner = ? AND name = ?').get(
      kind,
      owner,
      name,
    );
    return row === undefined ? undefined : JSON.parse(String(row['content']));
  }

  /** In order of their names. */
  list<K extends DocumentKind>(
    kind: K,
    owner: string,
  ): readonly { readonly name: string; readonly content: Documents[K] }[] {
    return this.#prepared('SELECT name, content FROM documents WHERE kind = ? AND owner = ? ORDER BY name')
      .all(kind, owner)
      .map((row) => ({
        name: String(row['name']),
        content: JSON.parse(String(row['content'])) as Documents[K],
      }));
  }

  /** Of all owners. */
  all<K extends DocumentKind>(
    kind: K,
  ): readonly { readonly owner: string; readonly name: string; readonly content: Documents[K] }[] {
    return this.#prepared('SELECT owner, name, content FROM documents WHERE kind = ? ORDER BY owner, name')
      .all(kind)
      .map((row) => ({
        owner: String(row['owner']),
        name: String(row['name']),
        content: JSON.parse(String(row['content'])) as Documents[K],
      }));
  }

  put<K extends DocumentKind>(
    kind: K,
    { owner, name }: { readonly owner: string; readonly name: string },
    content: Documents[K],
  ): void {
    this.#known.clear();
    this.#prepared(
      `INSERT INTO documents (kind, owner, name, content) VALUES (?, ?, ?, ?)
         ON CONFLICT (kind, owner, name) DO UPDATE SET content = excluded.content`,
    ).run(kind, owner, name, JSON.stringify(content));
  }

  /** False when there was none. */
  remove(kind: DocumentKind, owner: string, name: string): boolean {
    this.#known.clear();
    const { changes } = this.#prepared('DELETE FROM documents WHERE kind = ? AND owner = ? AND name = ?').run(
      kind,
      owner,
      name,
    );
    return Number(changes) > 0;
  }

  removeAllOf(owner: string): void {
    this.#known.clear();
    this.#prepared('DELETE FROM documents WHERE owner = ?').run(owner);
  }

  /** Several changes as one. */
  together<T>(work: () => T): T {
    try {
      return transaction(this.#database, work);
    } finally {
      // What was read within it may never have been.
      this.#known.clear();
    }
  }

  /** Replaces what waits under the same id. @param dueAt milliseconds since the epoch */
  putEvent(event: WaitingEvent, dueAt: number): void {
    this.#prepared('INSERT OR REPLACE INTO waiting_events (id, due_at, content) VALUES (?, ?, ?)').run(
      event.id,
      dueAt,
      JSON.stringify(event),
    );
  }

  removeEvent(id: string): void {
    this.#prepared('DELETE FROM waiting_events WHERE id = ?').run(id);
  }

  /** In the order in which they are due. */
  events(): readonly { readonly event: WaitingEvent; readonly dueAt: number }[] {
    return this.#prepared('SELECT due_at, content FROM waiting_events ORDER BY due_at, id')
      .all()
      .map((row) => ({
        dueAt: Number(row['due_at']),
        event: JSON.parse(String(row['content'])) as WaitingEvent,
      }));
  }
}
