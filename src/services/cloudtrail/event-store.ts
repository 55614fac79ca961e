// The events that trails keep, until their files are written, and management events for LookupEvents, for 90 days. What is added
// is there after the death of the process.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, withoutWaitingForDisk, type Database } from '../../state/database.ts';
import type { TrailRecord } from './call-event.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    record TEXT NOT NULL,
    is_management INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX events_by_time ON events (at);

  CREATE TABLE pending (
    trail TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES events,
    PRIMARY KEY (trail, number)
  ) STRICT, WITHOUT ROWID;
  `,
  'CREATE INDEX pending_by_number ON pending (number);',
];

const fileName = 'cloudtrail.db';

export function hasEvents(stateFolder: string): boolean {
  return existsSync(join(stateFolder, fileName));
}

const keptMs = 90 * 24 * 60 * 60 * 1000;
const purgedEveryMs = 60 * 60 * 1000;
const mostAtOnce = 2000;

/** Of an account in a region, between two times in milliseconds. */
export interface Looked {
  readonly account: string;
  readonly region: string;
  readonly from: number;
  readonly to: number;
}

const isWaitedFor = 'EXISTS (SELECT 1 FROM pending WHERE pending.number = events.number)';

export class EventStore implements Disposable {
  readonly #database: Database;
  readonly #insert;
  readonly #wait;
  #purgedAt = 0;

  constructor(stateFolder: string) {
    this.#database = openDatabase(join(stateFolder, fileName), migrations);
    this.#insert = this.#database.prepare('INSERT INTO events (at, record, is_management) VALUES (?, ?, ?)');
    this.#wait = this.#database.prepare('INSERT INTO pending (trail, number) VALUES (?, ?)');
    this.#purge();
  }

  /** @param trails keys of those that keep it */
  add(record: TrailRecord, trails: readonly string[]): void {
    withoutWaitingForDisk(this.#database, () => {
      const values = [Date.parse(record.eventTime), JSON.stringify(record), record.managementEvent ? 1 : 0];
      const { lastInsertRowid } = this.#insert.run(...values);
      for (const trail of trails) this.#wait.run(trail, lastInsertRowid);
    });
  }

  trailsPending(): readonly string[] {
    return this.#database
      .prepare('SELECT DISTINCT trail FROM pending ORDER BY trail')
      .all()
      .map((row) => String(row['trail']));
  }

  /** The oldest of a trail, up to a number. */
  pendingOf(trail: string): readonly { readonly number: number; readonly record: TrailRecord }[] {
    return this.#database
      .prepare(
        `SELECT number, record FROM pending JOIN events USING (number) WHERE trail = ? ORDER BY number LIMIT ${mostAtOnce}`,
      )
      .all(trail)
      .map((row) => ({ number: Number(row['number']), record: recordIn(row['record']) }));
  }

  /** @param last number of those that were delivered; all that wait when absent */
  delivered(trail: string, last?: number): void {
    withoutWaitingForDisk(this.#database, () => {
      const numbers = this.#database
        .prepare('DELETE FROM pending WHERE trail = ? AND number <= coalesce(?, number) RETURNING number')
        .all(trail, last ?? null)
        .map((row) => Number(row['number']));
      const remove = this.#database.prepare(
        `DELETE FROM events WHERE number = ? AND is_management = 0 AND NOT ${isWaitedFor}`,
      );
      for (const number of numbers) remove.run(number);
    });
    if (Date.now() - this.#purgedAt >= purgedEveryMs) this.#purge();
  }

  /** What is too old to be looked up. */
  #purge(): void {
    this.#purgedAt = Date.now();
    withoutWaitingForDisk(this.#database, () => {
      this.#database
        .prepare(`DELETE FROM events WHERE at < ? AND NOT ${isWaitedFor}`)
        .run(this.#purgedAt - keptMs);
    });
  }

  /** Management events, the oldest first. */
  management({ account, region, from, to }: Looked): readonly TrailRecord[] {
    return this.#database
      .prepare(
        `SELECT record FROM events WHERE is_management = 1 AND at BETWEEN ? AND ?
           AND record ->> 'recipientAccountId' = ? AND record ->> 'awsRegion' = ? ORDER BY number`,
      )
      .all(from, to, account, region)
      .map((row) => recordIn(row['record']));
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function recordIn(text: unknown): TrailRecord {
  return JSON.parse(String(text)) as TrailRecord;
}
