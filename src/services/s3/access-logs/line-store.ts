// Lines of server access logs until their files are written. A line is there after the death of the process as soon as it is
// added, and that is before its answer is sent.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, withoutWaitingForDisk, type Database } from '../../../state/database.ts';
import type { LogTarget } from './log-target.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE lines (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    target TEXT NOT NULL,
    at INTEGER NOT NULL,
    line TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    file TEXT
  ) STRICT;
  CREATE INDEX lines_by_file ON lines (file, target);
  `,
];

const fileIn = (stateFolder: string) => join(stateFolder, 's3', 'access-log.db');

export function hasLines(stateFolder: string): boolean {
  return existsSync(fileIn(stateFolder));
}

export interface Line {
  readonly target: LogTarget;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly line: string;
  /** Its answer is on its way: what was sent is not known yet. */
  readonly isOpen: boolean;
}

/** Lines that become one object. */
export interface LogFile {
  readonly target: LogTarget;
  readonly key: string;
  /** Of its oldest line. */
  readonly at: number;
}

interface Unplanned {
  readonly target: LogTarget;
  readonly at: number;
  /** Of the first of its lines. */
  readonly number: number;
}

const mostInFile = 10_000;

export class LineStore implements Disposable {
  readonly #database: Database;

  /** @param stateFolder in which S3 has its folder */
  constructor(stateFolder: string) {
    this.#database = openDatabase(fileIn(stateFolder), migrations);
    // Their answers ended with the process that sent them.
    this.#write('UPDATE lines SET is_open = 0 WHERE is_open = 1');
  }

  /** @returns its number */
  add({ target, at, line, isOpen }: Line): number {
    return this.#write(
      'INSERT INTO lines (target, at, line, is_open) VALUES (?, ?, ?, ?)',
      JSON.stringify(target),
      at,
      line,
      isOpen ? 1 : 0,
    );
  }

  end(number: number, line: string): void {
    this.#write('UPDATE lines SET line = ?, is_open = 0 WHERE number = ?', line, number);
  }

  /**
   * Decides what becomes of lines that are whole: an object that is written again after a kill has the same key and lines.
   * @param keyOf the key of the object that a line begins
   * @param isTogether whether a line goes into the object that another has begun
   */
  plan(
    keyOf: (first: Unplanned) => string,
    isTogether: (first: Unplanned, next: Unplanned) => boolean,
  ): void {
    withoutWaitingForDisk(this.#database, () => {
      const rows = this.#database
        .prepare(
          'SELECT number, target, at FROM lines WHERE file IS NULL AND is_open = 0 ORDER BY target, at, number',
        )
        .all();
      const assign = this.#database.prepare('UPDATE lines SET file = ? WHERE number = ?');
      let file:
        | { readonly first: Unplanned; readonly of: string; readonly key: string; count: number }
        | undefined;
      for (const row of rows) {
        const [of, number] = [String(row['target']), Number(row['number'])];
        const next = { target: JSON.parse(of) as LogTarget, at: Number(row['at']), number };
        if (file?.of !== of || file.count === mostInFile || !isTogether(file.first, next))
          file = { first: next, of, key: keyOf(next), count: 0 };
        file.count += 1;
        assign.run(file.key, number);
      }
    });
  }

  /** What is planned and not removed. */
  files(): readonly LogFile[] {
    return this.#database
      .prepare('SELECT target, file, min(at) AS at FROM lines WHERE file IS NOT NULL GROUP BY target, file')
      .all()
      .map(({ target, file, at }) => ({
        target: JSON.parse(String(target)) as LogTarget,
        key: String(file),
        at: Number(at),
      }));
  }

  linesOf({ target, key }: LogFile): readonly string[] {
    return this.#database
      .prepare('SELECT line FROM lines WHERE target = ? AND file = ? ORDER BY at, number')
      .all(JSON.stringify(target), key)
      .map(({ line }) => String(line));
  }

  remove({ target, key }: Pick<LogFile, 'target' | 'key'>): void {
    this.#write('DELETE FROM lines WHERE target = ? AND file = ?', JSON.stringify(target), key);
  }

  /** @returns the number of the row that was inserted */
  #write(sql: string, ...values: readonly (string | number)[]): number {
    return withoutWaitingForDisk(this.#database, () =>
      Number(this.#database.prepare(sql).run(...values).lastInsertRowid),
    );
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close();
  }
}
