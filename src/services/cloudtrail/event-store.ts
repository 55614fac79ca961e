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
];

const fileName = 'cloudtrail.db';

export function hasEvents(stateFolder: string): boolean {
  return existsSync(join(stateFolder, fileName));
}

const keptMs = 90 * 24 * 60 * 60 * 1000;
const mostAtOnce = 2000;

export class EventStore implements Disposable {
  readonly #database: Database;
  readonly #insert;
  readonly #wait;

  constructor(stateFolder: string) {
    this.#database = openDatabase(join(stateFolder, fileName), migrations);
    this.#insert = this.#database.prepare('INSERT INTO events (at, record, is_management) VALUES (?, ?, ?)');
    this.#wait = this.#database.prepare('INSERT INTO pending (trail, number) VALUES (?, ?)');
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
      this.#database
        .prepare('DELETE FROM pending WHERE trail = ? AND number <= coalesce(?, number)')
        .run(trail, last ?? null);
      this.#database
        .prepare(
          'DELETE FROM events WHERE (is_management = 0 OR at < ?) AND number NOT IN (SELECT number FROM pending)',
        )
        .run(Date.now() - keptMs);
    });
  }

  /** The oldest first. */
  management(): readonly TrailRecord[] {
    return this.#database
      .prepare('SELECT record FROM events WHERE is_management = 1 ORDER BY number')
      .all()
      .map((row) => recordIn(row['record']));
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function recordIn(text: unknown): TrailRecord {
  return JSON.parse(String(text)) as TrailRecord;
}
