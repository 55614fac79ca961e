// The log groups of CloudWatch Logs: what builds, functions, tasks and callers of the API write, by group and stream.
import { join } from 'node:path';
import { openDatabase, transaction, withoutWaitingForDisk, type Database } from '../database.ts';
import { migrations } from './migrations.ts';
import { eventOf, groupOf, streamOf, type LogEvent, type LogGroup, type LogStream } from './rows.ts';

/** Where a group lies: its name is the only one in an account's region. */
export interface GroupKey {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export interface StreamKey {
  readonly group: GroupKey;
  readonly stream: string;
}

export interface NewEvent {
  /** Milliseconds since the epoch: when it happened. */
  readonly timestamp: number;
  readonly message: string;
}

/** A place between two events of a list in the order of time. */
export interface EventPosition {
  readonly timestamp: number;
  readonly id: number;
}

export interface EventQuery {
  readonly group: number;
  /** All streams of the group when it is absent. */
  readonly streams?: readonly number[];
  /** Milliseconds, inclusive. */
  readonly from: number;
  /** Milliseconds, exclusive. */
  readonly to: number;
  /** Only what comes after it in the direction of reading. */
  readonly after?: EventPosition;
  readonly direction: 'forward' | 'backward';
  readonly limit: number;
}

/**
 * Durable: what a call has changed is there for the next process, whatever happens to this one. Processes of one state
 * folder may have it open at the same time.
 */
export class LogGroups implements Disposable {
  readonly #database: Database;

  /** @param stateFolder absolute */
  constructor(stateFolder: string) {
    this.#database = openDatabase(join(stateFolder, 'log-groups.db'), migrations);
  }

  /** In order of name. */
  groups({ account, region }: Pick<GroupKey, 'account' | 'region'>): readonly LogGroup[] {
    return this.#database
      .prepare(
        `SELECT groups.*, COALESCE((SELECT SUM(stored_bytes) FROM streams WHERE group_id = groups.id), 0) AS stored_bytes
         FROM groups WHERE account = ? AND region = ? ORDER BY name`,
      )
      .all(account, region)
      .map(groupOf);
  }

  group(key: GroupKey): LogGroup | undefined {
    const row = this.#database
      .prepare(
        `SELECT groups.*, COALESCE((SELECT SUM(stored_bytes) FROM streams WHERE group_id = groups.id), 0) AS stored_bytes
         FROM groups WHERE account = ? AND region = ? AND name = ?`,
      )
      .get(key.account, key.region, key.name);
    return row === undefined ? undefined : groupOf(row);
  }

  /** False when it is there already. */
  createGroup({ account, region, name }: GroupKey, at: number, settings: LogGroup['settings'] = {}): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO groups (account, region, name, created_at, settings) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING`,
      )
      .run(account, region, name, at, JSON.stringify(settings));
    return changes === 1;
  }

  setGroup({ id }: LogGroup, settings: LogGroup['settings']): void {
    this.#database.prepare('UPDATE groups SET settings = ? WHERE id = ?').run(JSON.stringify(settings), id);
  }

  /** With its streams and their events. */
  deleteGroup({ id }: LogGroup): void {
    this.#database.prepare('DELETE FROM groups WHERE id = ?').run(id);
  }

  /** In order of name. */
  streams({ id }: LogGroup): readonly LogStream[] {
    const rows = this.#database.prepare('SELECT * FROM streams WHERE group_id = ? ORDER BY name').all(id);
    return rows.map(streamOf);
  }

  stream({ id }: LogGroup, name: string): LogStream | undefined {
    const row = this.#database.prepare('SELECT * FROM streams WHERE group_id = ? AND name = ?').get(id, name);
    return row === undefined ? undefined : streamOf(row);
  }

  /**
   * False when it is there already.
   * @param file absolute path of a log of an action: its lines become events when the stream is read
   */
  createStream({ id }: LogGroup, name: string, { at, file }: StreamOrigin): boolean {
    const { changes } = this.#database
      .prepare(
        `INSERT INTO streams (group_id, name, created_at, file) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      )
      .run(id, name, at, file ?? null);
    return changes === 1;
  }

  /**
   * Lets a stream show the log of an action, while it is written and afterwards; its group and the stream itself are
   * made when they are not there. Another process sees it when this returns; it is on disk a moment later.
   */
  link({ group: { account, region, name }, stream }: StreamKey, { at, file }: Required<StreamOrigin>): void {
    withoutWaitingForDisk(this.#database, () => {
      this.createGroup({ account, region, name }, at, { isImplied: true });
      this.#database
        .prepare(
          `INSERT INTO streams (group_id, name, created_at, file)
           SELECT id, ?, ?, ? FROM groups WHERE account = ? AND region = ? AND name = ? ON CONFLICT DO NOTHING`,
        )
        .run(stream, at, file, account, region, name);
    });
  }

  deleteStream({ id }: LogStream): void {
    this.#database.prepare('DELETE FROM streams WHERE id = ?').run(id);
  }

  append(stream: LogStream, events: readonly NewEvent[], { at, durability }: Appending): void {
    const within = durability === 'on disk' ? transaction : withoutWaitingForDisk;
    within(this.#database, () => this.#insert(stream, events, at));
  }

  /**
   * The lines of a stream's file from the first that is no event yet. Nothing is done when another process has taken
   * some of them meanwhile.
   */
  takeLines(stream: LogStream, lines: readonly NewEvent[], at: number): void {
    transaction(this.#database, () => {
      const { changes } = this.#database
        .prepare('UPDATE streams SET file_lines = file_lines + ? WHERE id = ? AND file_lines = ?')
        .run(lines.length, stream.id, stream.fileLines);
      if (changes === 1) this.#insert(stream, lines, at);
    });
  }

  #insert(stream: LogStream, events: readonly NewEvent[], at: number): void {
    const insert = this.#database.prepare(
      'INSERT INTO events (group_id, stream_id, timestamp, ingested_at, message) VALUES (?, ?, ?, ?, ?)',
    );
    let bytes = 0;
    let [first, last] = [Infinity, -Infinity];
    for (const { timestamp, message } of events) {
      insert.run(stream.group, stream.id, timestamp, at, message);
      bytes += sizeOfEvent(message);
      first = Math.min(first, timestamp);
      last = Math.max(last, timestamp);
    }
    if (events.length === 0) return;
    this.#database
      .prepare(
        `UPDATE streams SET stored_bytes = stored_bytes + ?, last_ingested_at = ?,
           first_at = MIN(COALESCE(first_at, ?), ?), last_at = MAX(COALESCE(last_at, ?), ?) WHERE id = ?`,
      )
      .run(bytes, at, first, first, last, last, stream.id);
  }

  /** In the direction of reading. */
  events({ group, streams, from, to, after, direction, limit }: EventQuery): readonly LogEvent[] {
    const [comparison, order] = direction === 'forward' ? ['>', 'ASC'] : ['<', 'DESC'];
    const of = streams === undefined ? 'events.group_id = ?' : inList('events.stream_id', streams.length);
    const position = after === undefined ? '' : `AND (timestamp, events.id) ${comparison} (?, ?)`;
    const rows = this.#database
      .prepare(
        `SELECT events.*, streams.name AS stream FROM events JOIN streams ON streams.id = events.stream_id
         WHERE ${of} AND timestamp >= ? AND timestamp < ? ${position}
         ORDER BY timestamp ${order}, events.id ${order} LIMIT ?`,
      )
      .all(
        ...(streams ?? [group]),
        from,
        to,
        ...(after === undefined ? [] : [after.timestamp, after.id]),
        limit,
      );
    return rows.map(eventOf);
  }

  /** Those that came after the event of that id, in the order in which they came. */
  eventsSince({ id: group }: LogGroup, seen: number, limit: number): readonly LogEvent[] {
    return this.#database
      .prepare(
        `SELECT events.*, streams.name AS stream FROM events JOIN streams ON streams.id = events.stream_id
         WHERE events.group_id = ? AND events.id > ? ORDER BY events.id LIMIT ?`,
      )
      .all(group, seen, limit)
      .map(eventOf);
  }

  /** The id of the newest event of all groups; 0 when there was never one. */
  newestEvent(): number {
    const row = this.#database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'").get();
    return Number(row?.['seq'] ?? 0);
  }

  /** Removes the events of a group that happened before. */
  expire({ id }: LogGroup, before: number): void {
    this.#database.prepare('DELETE FROM events WHERE group_id = ? AND timestamp < ?').run(id, before);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

export interface StreamOrigin {
  /** Milliseconds since the epoch: when it was made. */
  readonly at: number;
  /** Absolute path of the log of an action. */
  readonly file?: string;
}

export interface Appending {
  /** Milliseconds since the epoch: when it came. */
  readonly at: number;
  /** What may be lost when the power fails, and not when a process is killed, need not wait for the disk. */
  readonly durability: 'on disk' | 'written';
}

/** As CloudWatch Logs counts: 26 bytes besides its text (API reference, PutLogEvents). */
export function sizeOfEvent(message: string): number {
  return Buffer.byteLength(message) + 26;
}

function inList(column: string, length: number): string {
  return length === 0 ? '0 = 1' : `${column} IN (${Array(length).fill('?').join(', ')})`;
}
