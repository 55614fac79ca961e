// A database that says which file it is when something is wrong with it.
import type { DatabaseSync as Database, StatementSync } from 'node:sqlite';
import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { ProblemError, problem, type Problem } from '../lib/problem.ts';
import { systemProblem } from '../lib/system-problem.ts';
import { isFull } from './disk-room.ts';

/** Errors of SQLite about the file become ProblemErrors, at every call and of every statement. */
export function guardDatabase(database: Database, file: string): Database {
  const prepare = database.prepare.bind(database);
  const exec = database.exec.bind(database);
  database.exec = (sql) => guarded(file, () => exec(sql));
  database.prepare = (sql) =>
    guardStatement(
      guarded(file, () => prepare(sql)),
      file,
    );
  return database;
}

function guardStatement(statement: StatementSync, file: string): StatementSync {
  const run = statement.run.bind(statement) as (
    ...values: readonly unknown[]
  ) => ReturnType<StatementSync['run']>;
  const get = statement.get.bind(statement) as (
    ...values: readonly unknown[]
  ) => ReturnType<StatementSync['get']>;
  const all = statement.all.bind(statement) as (
    ...values: readonly unknown[]
  ) => ReturnType<StatementSync['all']>;
  statement.run = (...values: readonly unknown[]) => guarded(file, () => run(...values));
  statement.get = (...values: readonly unknown[]) => guarded(file, () => get(...values));
  statement.all = (...values: readonly unknown[]) => guarded(file, () => all(...values));
  return statement;
}

/** Does the work; what SQLite says about the file becomes a ProblemError. */
export function guarded<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const found = sqliteProblem(file, error);
    throw found === undefined ? error : new ProblemError([found]);
  }
}

/** A file of the state folder that holds what was never written there. */
export function damagedFile(file: string, how: string): ProblemError {
  return new ProblemError([damaged(file, how)]);
}

function damaged(file: string, how: string): Problem {
  return problem({
    code: 'StateDamaged',
    whose: 'machine',
    message: `"${file}" is damaged: ${how}`,
    remedy: file.endsWith('owner.lock')
      ? `Remove it while no slipway process runs: rm -r "${file}". It holds nothing.`
      : 'Restore it from a backup, or move it away and begin anew: what it holds is lost then (slipway doctor shows what can be read).',
  });
}

/** https://www.sqlite.org/rescode.html, without the extended part. */
function sqliteProblem(file: string, error: unknown): Problem | undefined {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return undefined;
  switch (error.errcode & 0xff) {
    case 11:
    case 26:
      return damaged(file, error.message);
    case 13:
      return full(file);
    case 3:
    case 8:
      return unusable(file, `${error.message} (this user may not write it, or its file system is read-only)`);
    case 10:
      // An extension of the log or of its index that finds no room ends as an error of reading or writing.
      return isFull(dirname(file)) ? full(file) : unusable(file, 'the disk cannot be read or written');
    case 14:
      return (
        readOnlyProblem(file) ??
        unusable(file, 'it cannot be opened: a folder, a link that leads nowhere, or no right to it')
      );
    default:
      return undefined;
  }
}

/** SQLite writes next to a database that is only read, too. */
function readOnlyProblem(file: string): Problem | undefined {
  try {
    accessSync(dirname(file), constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS' ? systemProblem(error, file) : undefined;
  }
}

function full(file: string): Problem {
  const remedy = 'Make room on its file system, then run the command again.';
  return problem({
    code: 'DiskFull',
    whose: 'machine',
    message: `"${file}" cannot be written: the disk is full`,
    remedy,
  });
}

function unusable(file: string, why: string): Problem {
  const remedy =
    'Give this user the right to read and write it, move away what is in its place, or use another state folder (--state DIR).';
  return problem({
    code: 'FileUnusable',
    whose: 'machine',
    message: `"${file}" cannot be used: ${why}`,
    remedy,
  });
}

/** JSON that was stored in the database. */
export function storedJson(database: Database, text: unknown, what: string): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    throw damagedFile(database.location() ?? 'slipway.db', `${what} is no JSON`);
  }
}

/** @param what of the state folder was written by a newer Slipway than this */
export function stateNewer(what: string, how: string): ProblemError {
  return new ProblemError([
    problem({
      code: 'StateNewer',
      whose: 'machine',
      message: `${what} was written by a newer Slipway: ${how}`,
      remedy: 'Use the newer Slipway, or another state folder (--state DIR).',
    }),
  ]);
}
