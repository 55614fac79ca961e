// What services of AWS keep besides the register: documents by kind and name, for each account and region.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsPlace } from '../model/place.ts';
import { openDatabase, type Database } from './database.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE documents (
    kind TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, account, region, name)
  ) STRICT, WITHOUT ROWID;
  `,
];

const fileName = 'service-documents.db';

/** Whether any was ever kept: reading makes no file. */
export function hasDocuments(stateFolder: string): boolean {
  return existsSync(join(stateFolder, fileName));
}

type Place = Pick<AwsPlace, 'account' | 'region'>;

/**
 * Durable: what a call has changed is on disk when it returns. Values are JSON. Processes of one state folder may have it
 * open at the same time.
 */
export class Documents implements Disposable {
  readonly #database: Database;

  /** @param stateFolder absolute */
  constructor(stateFolder: string) {
    this.#database = openDatabase(join(stateFolder, fileName), migrations);
  }

  get(kind: string, { account, region }: Place, name: string): unknown {
    const row = this.#database
      .prepare('SELECT value FROM documents WHERE kind = ? AND account = ? AND region = ? AND name = ?')
      .get(kind, account, region, name);
    return row === undefined ? undefined : JSON.parse(String(row['value']));
  }

  /** In order of name. */
  list(kind: string, { account, region }: Place): readonly unknown[] {
    return this.#database
      .prepare('SELECT value FROM documents WHERE kind = ? AND account = ? AND region = ? ORDER BY name')
      .all(kind, account, region)
      .map((row) => JSON.parse(String(row['value'])) as unknown);
  }

  /** The first ones in order of name, up to the one with which it is enough. */
  listUntil(
    kind: string,
    { account, region }: Place,
    isEnough: (value: unknown) => boolean,
  ): readonly unknown[] {
    const rows = this.#database
      .prepare('SELECT value FROM documents WHERE kind = ? AND account = ? AND region = ? ORDER BY name')
      .iterate(kind, account, region);
    const values: unknown[] = [];
    for (const row of rows) {
      const value: unknown = JSON.parse(String(row['value']));
      values.push(value);
      if (isEnough(value)) break;
    }
    return values;
  }

  /** Where there are any of that kind. */
  places(kind: string): readonly Place[] {
    return this.#database
      .prepare('SELECT DISTINCT account, region FROM documents WHERE kind = ? ORDER BY account, region')
      .all(kind)
      .map((row) => ({ account: String(row['account']), region: String(row['region']) }));
  }

  put(kind: string, { account, region }: Place, { name, value }: NamedDocument): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO documents (kind, account, region, name, value) VALUES (?, ?, ?, ?, ?)')
      .run(kind, account, region, name, JSON.stringify(value));
  }

  /** False when there is one of that name already. */
  add(kind: string, { account, region }: Place, { name, value }: NamedDocument): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO documents (kind, account, region, name, value) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(kind, account, region, name, JSON.stringify(value));
    return changes === 1;
  }

  /** Of one kind and name, wherever it is: names of some kinds are unique everywhere. */
  find(kind: string, name: string): unknown {
    const row = this.#database
      .prepare('SELECT value FROM documents WHERE kind = ? AND name = ?')
      .get(kind, name);
    return row === undefined ? undefined : JSON.parse(String(row['value']));
  }

  /** False when there was none. */
  remove(kind: string, { account, region }: Place, name: string): boolean {
    const { changes } = this.#database
      .prepare('DELETE FROM documents WHERE kind = ? AND account = ? AND region = ? AND name = ?')
      .run(kind, account, region, name);
    return changes === 1;
  }

  /** All up to this name, that one as well, at once. */
  removeThrough(kind: string, { account, region }: Place, name: string): void {
    this.#database
      .prepare('DELETE FROM documents WHERE kind = ? AND account = ? AND region = ? AND name <= ?')
      .run(kind, account, region, name);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

interface NamedDocument {
  readonly name: string;
  readonly value: unknown;
}
