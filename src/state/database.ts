// Opens a SQLite database of the state folder and brings its tables up to date.
import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type * as SqliteModule from 'node:sqlite';
import { withReserve } from './disk-reserve.ts';
import { makePrivateFile } from './private-files.ts';
import { withSystemProblems } from '../lib/system-problem.ts';
import { damagedFile, guardDatabase, guarded, stateNewer } from './guard-database.ts';

export type Database = SqliteModule.DatabaseSync;

/** How long a writer waits for another process's transaction, which takes milliseconds. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens for writing and makes the file when needed.
 * WAL with `synchronous = FULL`: a transaction is on disk when its call returns, and readers never wait for writers.
 * @param migrations applied in order and never edited afterwards; their number is the version of the database
 */
export function openDatabase(file: string, migrations: readonly string[]): Database {
  refuseEmptied(file);
  return withReserve(dirname(file), () => openForWriting(file, migrations));
}

function openForWriting(file: string, migrations: readonly string[]): Database {
  const database = connect(file);
  return closingOnError(database, () => {
    refuseNewer(database, file, migrations.length);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    migrate(database, migrations);
  });
}

/**
 * Opens for reading next to the process that owns the folder. A database that does not exist yet is read as an empty
 * one, in memory: reading must not create anything.
 */
export function openDatabaseForReading(file: string, migrations: readonly string[]): Database {
  refuseEmptied(file);
  // The log and its index have to be made when no owner has them.
  return withReserve(dirname(file), () => openOnlyReading(file, migrations));
}

function openOnlyReading(file: string, migrations: readonly string[]): Database {
  const database = connect(existsSync(file) ? file : ':memory:');
  return closingOnError(database, () => {
    refuseNewer(database, file, migrations.length);
    // The owner may be about to create the tables: the process that comes first does it.
    migrate(database, migrations);
    database.exec('PRAGMA query_only = ON');
  });
}

/** Whether an earlier version made the tables. A database without any is not outdated. */
export function isOutdated(file: string, known: number): boolean {
  refuseEmptied(file);
  return withReserve(dirname(file), () => {
    const database = connect(file);
    try {
      const version = versionOf(database);
      return version > 0 && version < known;
    } finally {
      database.close();
    }
  });
}

/** SQLite takes a file that was cut to nothing for a new database, and removes what its log still holds. */
function refuseEmptied(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined && lstatSync(file, { throwIfNoEntry: false }) !== undefined)
    throw damagedFile(file, 'it is a link that leads nowhere');
  if (size !== 0) return;
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  if (log > 0) throw damagedFile(file, 'it is empty, and its log is not');
}

/** Runs `work` in one transaction that is on disk when it returns; nothing of it happened when it throws. */
export function transaction<T>(database: Database, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * The same for what may be lost when the power fails: written in order, on disk with the next transaction that waits.
 */
export function withoutWaitingForDisk<T>(database: Database, work: () => T): T {
  database.exec('PRAGMA synchronous = NORMAL');
  try {
    return transaction(database, work);
  } finally {
    database.exec('PRAGMA synchronous = FULL');
  }
}

/** @param busyTimeoutMs how long to wait for other processes' transactions */
export function connect(file: string, busyTimeoutMs = BUSY_TIMEOUT_MS): Database {
  const { DatabaseSync } = sqlite();
  return guardDatabase(
    guarded(file, () => {
      // The files next to it (-wal, -shm, -journal) get its mode.
      if (file !== ':memory:') withSystemProblems(file, () => makePrivateFile(file));
      return new DatabaseSync(file, { timeout: busyTimeoutMs });
    }),
    file,
  );
}

/** Early releases of Node 24 warn that node:sqlite is experimental. That one warning is nothing a user can act on. */
function sqlite(): typeof SqliteModule {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  const emitWarning = process.emitWarning.bind(process) as (...rest: readonly unknown[]) => void;
  process.emitWarning = (...rest: readonly unknown[]) => {
    if (!String(rest[0]).includes('SQLite is an experimental feature')) emitWarning(...rest);
  };
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    if (original !== undefined) Object.defineProperty(process, 'emitWarning', original);
  }
}

function migrate(database: Database, migrations: readonly string[]): void {
  if (versionOf(database) >= migrations.length) return;
  transaction(database, () => {
    // Read again: another process may have migrated while this one waited for the lock.
    const from = versionOf(database);
    if (from >= migrations.length) return;
    for (const migration of migrations.slice(from)) database.exec(migration);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

function versionOf(database: Database): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}

function refuseNewer(database: Database, file: string, known: number): void {
  const version = versionOf(database);
  if (version <= known) return;
  throw stateNewer(`"${file}"`, `its tables have version ${version}, this one knows ${known}`);
}

function closingOnError(database: Database, prepare: () => void): Database {
  try {
    prepare();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
