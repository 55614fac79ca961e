// What is sent to CloudFormation by its pre-signed addresses: the answers of custom resources and the signals of wait
// conditions. Each is on disk before its sender has a response, and wakes up who waits for it.
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { openDatabase, type Database } from '../../state/database.ts';

const migrations: readonly string[] = [
  `CREATE TABLE addresses (token TEXT PRIMARY KEY, owner TEXT NOT NULL UNIQUE, made_at INTEGER NOT NULL,
     is_used INTEGER NOT NULL DEFAULT 0) STRICT;
   CREATE TABLE signals (seq INTEGER PRIMARY KEY AUTOINCREMENT, token TEXT NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE INDEX signals_of_address ON signals (token, seq);`,
];

export interface SignalAddress {
  /** The secret part of the address. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  /** Its receiver has been asked to answer. */
  readonly isUsed: boolean;
}

export class SignalStore implements Disposable {
  readonly #database: Database;
  readonly #waiting = new Map<string, PromiseWithResolvers<undefined>>();

  constructor(stateFolder: string) {
    this.#database = openDatabase(join(stateFolder, 'cloudformation-signals.db'), migrations);
  }

  /** The owner's address, which is the same at every call. */
  open(owner: string, now: number): SignalAddress {
    const found = this.#database.prepare('SELECT * FROM addresses WHERE owner = ?').get(owner);
    if (found !== undefined)
      return {
        token: String(found['token']),
        madeAt: Number(found['made_at']),
        isUsed: found['is_used'] === 1,
      };
    const token = newId();
    this.#database
      .prepare('INSERT INTO addresses (token, owner, made_at) VALUES (?, ?, ?)')
      .run(token, owner, now);
    return { token, madeAt: now, isUsed: false };
  }

  markUsed(token: string): void {
    this.#database.prepare('UPDATE addresses SET is_used = 1 WHERE token = ?').run(token);
  }

  /** False for an address that was never given. */
  receive(token: string, body: string): boolean {
    if (this.#database.prepare('SELECT 1 FROM addresses WHERE token = ?').get(token) === undefined)
      return false;
    this.#database.prepare('INSERT INTO signals (token, body) VALUES (?, ?)').run(token, body);
    this.#waiting.get(token)?.resolve(undefined);
    this.#waiting.delete(token);
    return true;
  }

  /** In the order in which they came. */
  received(token: string): readonly string[] {
    return this.#database
      .prepare('SELECT body FROM signals WHERE token = ? ORDER BY seq')
      .all(token)
      .map((row) => String(row['body']));
  }

  /** Resolves when the next one has come. */
  async next(token: string): Promise<void> {
    const waiting = this.#waiting.get(token) ?? Promise.withResolvers<undefined>();
    this.#waiting.set(token, waiting);
    await waiting.promise;
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

export function openSignalStore(stateFolder: string): SignalStore {
  return new SignalStore(stateFolder);
}
