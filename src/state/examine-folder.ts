// Examines every file of a state folder, for doctor: what cannot be read or used any more.
import { accessSync, constants, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError, type Problem } from '../lib/problem.ts';
import { systemProblem, withSystemProblems } from '../lib/system-problem.ts';
import { examineArtifacts } from './artifacts/examine-artifacts.ts';
import { folderProblem } from './check-folder.ts';
import { connect, type Database } from './database.ts';
import { damagedFile } from './guard-database.ts';
import { loadOrMakeKey } from './secret-key.ts';

/** Nothing is changed. The contents of all artifacts are read. */
export function examineFolder(path: string): readonly Problem[] {
  const wrong = folderProblem(path);
  if (wrong !== undefined) return [wrong];
  const folders = ['logs', 'artifacts', 'work', 'targets', 'cache', 'owner'];
  return [
    ...found(() => accessSync(path, constants.W_OK), path),
    ...['slipway.db', 'secrets.db', 'access.db', 'account.db'].flatMap((name) =>
      found(() => examineDatabase(join(path, name))),
    ),
    ...found(() => examineLock(join(path, 'owner.lock'))),
    ...found(() => examineKey(path)),
    ...folders.flatMap((name) => found(() => examineSubfolder(join(path, name)))),
    ...found(() => examineLogs(join(path, 'logs'))),
    ...examineArtifacts(join(path, 'artifacts')),
  ];
}

function found(work: () => void, file?: string): readonly Problem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    const problem = systemProblem(error, file);
    if (problem === undefined) throw error;
    return [problem];
  }
}

function exists(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

function examineDatabase(file: string): void {
  if (!exists(file)) return;
  const database = connect(file);
  try {
    const row = database.prepare('PRAGMA quick_check(1)').get();
    const answer = String(row?.['quick_check']);
    if (answer !== 'ok') throw damagedFile(file, answer);
    for (const [table, column] of jsonColumns) examineJson(database, table, column);
  } finally {
    database.close();
  }
}

/** What slipway.db and account.db keep as JSON. */
const jsonColumns = [
  ['events', 'event'],
  ['records', 'value'],
  ['steps', 'value'],
  ['versions', 'resource_values'],
  ['declarations', 'resource_values'],
] as const;

function examineJson(database: Database, table: string, column: string): void {
  const isThere = database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = ?`).get(table);
  if (isThere === undefined) return;
  const sql = `SELECT count(*) AS count FROM ${table} WHERE ${column} IS NOT NULL AND NOT json_valid(${column})`;
  const count = Number(database.prepare(sql).get()?.['count']);
  if (count > 0) throw damagedFile(database.location() ?? '', `${count} of its ${table} are no JSON`);
}

/** It is an empty file, which only carries a lock. */
function examineLock(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (exists(file) && (stats === undefined || !stats.isFile())) throw damagedFile(file, 'it is no file');
  if ((stats?.size ?? 0) > 0) throw damagedFile(file, 'it is not empty');
}

function examineKey(path: string): void {
  const file = join(path, 'secrets.key');
  if (exists(file))
    withSystemProblems(file, () => loadOrMakeKey(file, { count: 0, file: join(path, 'secrets.db') }));
}

function examineSubfolder(path: string): void {
  if (exists(path)) withSystemProblems(path, () => readdirSync(path));
}

function examineLogs(path: string): void {
  if (!exists(path)) return;
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
    if (entry.isFile()) accessSync(join(entry.parentPath, entry.name), constants.R_OK);
}
