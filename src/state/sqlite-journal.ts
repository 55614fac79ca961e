// The journal in SQLite. Events are rows of JSON; the projections are updated in the same transaction.
import type { StatementSync } from 'node:sqlite';
import type { PipelineEvent } from '../engine/event.ts';
import { eventVersion, upcast, type StoredEvent } from '../engine/event-version.ts';
import { debugOf } from '../lib/debug.ts';
import type { Workload, WorkloadType } from '../model/workload.ts';
import { transaction, withoutWaitingForDisk, type Database } from './database.ts';
import { withReserve } from './disk-reserve.ts';
import { damagedFile, stateNewer, storedJson } from './guard-database.ts';
import type { Journal, JournalEntry } from './journal.ts';
import { openProjections } from './projections.ts';

const debug = debugOf('state');

/** @param folder whose reserve is given up for facts; progress can wait */
export function openJournal(database: Database, folder: string): Journal {
  const insert = database.prepare(
    `INSERT INTO events (workload_type, workload_name, execution_id, version, event)
     VALUES (?, ?, ?, ${eventVersion}, ?) RETURNING seq`,
  );
  const projections = openProjections(database);
  const append = (workload: Workload, event: PipelineEvent): JournalEntry => {
    const executionId = 'executionId' in event ? event.executionId : null;
    const row = insert.get(workload.type, workload.name, executionId, JSON.stringify(event));
    const entry = { seq: Number(row?.['seq']), workload, event };
    projections.apply(entry);
    return entry;
  };
  return {
    append: (workload, events) => {
      if (events.length === 0) return [];
      debug(
        () => `appends ${events.map(({ type }) => type).join(', ')} of ${workload.type} ${workload.name}`,
      );
      const isProgressOnly = events.every(({ type }) => type === 'ActionProgressed');
      const work = () => events.map((event) => append(workload, event));
      return isProgressOnly
        ? withoutWaitingForDisk(database, work)
        : withReserve(folder, () => transaction(database, work));
    },
    read: journalReader(database),
    lastSeq: lastSeq(database),
    names: names(database),
    ...steps(database),
  };
}

function journalReader(database: Database): Journal['read'] {
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  return (filter = {}) => {
    // An execution is of one workload: with both SQLite might go through all that the workload ever did.
    const wanted = typeof filter.executionId === 'string' ? undefined : filter.workload;
    const conditions: readonly (readonly [string, string | number | undefined])[] = [
      ['workload_type = ?', wanted?.type],
      ['workload_name = ?', wanted?.name],
      ['execution_id = ?', filter.executionId ?? undefined],
      ['seq > ?', filter.afterSeq],
      ['seq < ?', filter.beforeSeq],
    ];
    const given = conditions.flatMap(([sql, value]) => (value === undefined ? [] : [{ sql, value }]));
    const whole = filter.executionId === null ? ['execution_id IS NULL'] : [];
    const clauses = [...given.map(({ sql }) => sql), ...whole];
    const limit = filter.limit === undefined ? '' : ` LIMIT ${Math.trunc(filter.limit)}`;
    const where = clauses.length === 0 ? '' : ` WHERE ${clauses.join(' AND ')}`;
    const order = filter.newestFirst === true ? ' DESC' : '';
    return prepared(`SELECT * FROM events${where} ORDER BY seq${order}${limit}`)
      .all(...given.map(({ value }) => value))
      .map((row) => entryOf(database, row))
      .filter(({ workload }) => isOf(workload, filter.workload ?? workload));
  };
}

/** A row of the table of events. */
export function entryOf(database: Database, row: Readonly<Record<string, unknown>>): JournalEntry {
  return {
    seq: Number(row['seq']),
    workload: { type: row['workload_type'] as WorkloadType, name: String(row['workload_name']) },
    event: eventOf(database, row),
  };
}

function isOf(workload: Workload, wanted: Workload): boolean {
  return workload.name === wanted.name && workload.type === wanted.type;
}

function eventOf(database: Database, row: Readonly<Record<string, unknown>>): PipelineEvent {
  const file = database.location() ?? 'slipway.db';
  const what = `event ${String(row['seq'])}`;
  const version = Number(row['version']);
  if (version > eventVersion)
    throw stateNewer(`${what} of "${file}"`, `it has version ${version}, this one knows ${eventVersion}`);
  const event = storedJson(database, row['event'], what);
  if (typeof (event as { readonly type?: unknown } | null)?.type === 'string')
    return upcast(event as StoredEvent, version);
  throw damagedFile(file, `${what} has no type`);
}

function lastSeq(database: Database): Journal['lastSeq'] {
  const select = database.prepare('SELECT max(seq) AS seq FROM events');
  return () => Number(select.get()?.['seq'] ?? 0);
}

function names(database: Database): Journal['names'] {
  // From one name to the next along the index: the number of events does not count.
  const select = database.prepare(
    `WITH RECURSIVE names (name) AS (
       SELECT min(workload_name) FROM events WHERE workload_type = :type
       UNION ALL
       SELECT (SELECT min(workload_name) FROM events WHERE workload_type = :type AND workload_name > name)
       FROM names WHERE name IS NOT NULL)
     SELECT name FROM names WHERE name IS NOT NULL ORDER BY name`,
  );
  return (type) => select.all({ type }).map((row) => String(row['name']));
}

/** A result that is `undefined` is a row with NULL, which differs from no row at all. */
function steps(database: Database): Pick<Journal, 'stepResult' | 'recordStep'> {
  const select = database.prepare('SELECT value FROM steps WHERE action_execution_id = ? AND name = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO steps (action_execution_id, name, value) VALUES (?, ?, ?)',
  );
  return {
    stepResult: (actionExecutionId, name) => {
      const row = select.get(actionExecutionId, name);
      if (row === undefined) return undefined;
      const value = row['value'];
      return { value: typeof value === 'string' ? storedJson(database, value, `step ${name}`) : undefined };
    },
    recordStep: (actionExecutionId, name, value) => {
      insert.run(actionExecutionId, name, jsonOf(value) ?? null);
    },
  };
}

/** `JSON.stringify` gives undefined for undefined and for functions, which its type does not say. */
function jsonOf(value: unknown): string | undefined {
  return JSON.stringify(value);
}
