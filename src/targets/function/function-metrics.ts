// How often functions were invoked and failed, second by second, for alarms that look back an hour at most (Lambda developer
// guide, "Types of metrics for Lambda functions"). The endpoint counts, and other processes read.
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import {
  openDatabase,
  openDatabaseForReading,
  withoutWaitingForDisk,
  type Database,
} from '../../state/database.ts';
import { keptSeconds } from '../balancer/series.ts';
import type { MeasuredNamespace, MeasuredSecond, MetricQuery } from '../target-kind.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE invocations (
    second INTEGER NOT NULL,
    resource TEXT NOT NULL,
    invocations INTEGER NOT NULL,
    errors INTEGER NOT NULL,
    PRIMARY KEY (resource, second)
  ) STRICT, WITHOUT ROWID;
  `,
];

/** How long counts wait for others, so that a write is not paid for by every call. */
const flushAfterMs = 200;

interface Count {
  invocations: number;
  errors: number;
}

export class FunctionMetrics implements Disposable {
  readonly #database: Database;
  /** By second and resource. */
  readonly #waiting = new Map<string, Count>();
  #timer: NodeJS.Timeout | undefined;

  /** @param folder `lambda/` of the state folder; it exists */
  constructor(folder: string) {
    this.#database = openDatabase(join(folder, fileName), migrations);
  }

  /** @param resources the function's name, and with its alias where it was called by one: `quiz`, `quiz:live` */
  readonly count = (resources: readonly string[], isError: boolean): void => {
    for (const resource of resources) {
      const key = `${Math.floor(Date.now() / 1000)} ${resource}`;
      const counted = this.#waiting.get(key) ?? { invocations: 0, errors: 0 };
      counted.invocations += 1;
      if (isError) counted.errors += 1;
      this.#waiting.set(key, counted);
    }
    this.#timer ??= setTimeout(this.#flush, flushAfterMs).unref();
  };

  readonly #flush = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#database.isOpen) return;
    // Calls would wait for the disk meanwhile, and counts are no answers to calls.
    withoutWaitingForDisk(this.#database, this.#write);
  };

  readonly #write = (): void => {
    const put = this.#database.prepare(
      `INSERT INTO invocations VALUES (?, ?, ?, ?) ON CONFLICT (resource, second)
         DO UPDATE SET invocations = invocations + excluded.invocations, errors = errors + excluded.errors`,
    );
    for (const [key, { invocations, errors }] of this.#waiting) {
      const [second = '', resource = ''] = key.split(' ');
      put.run(Number(second), resource, invocations, errors);
    }
    this.#waiting.clear();
    this.#database.prepare('DELETE FROM invocations WHERE second < ?').run(Date.now() / 1000 - keptSeconds);
  };

  [Symbol.dispose](): void {
    this.#flush();
    if (this.#database.isOpen) this.#database.close();
  }
}

const fileName = 'metrics.db';

const columns: Readonly<Record<string, 'invocations' | 'errors'>> = {
  Invocations: 'invocations',
  Errors: 'errors',
};

/** A name in the dimension `Resource` is that of a function, or of one of its aliases. */
export const functionMetrics: MeasuredNamespace = {
  namespace: 'AWS/Lambda',
  metricNames: Object.keys(columns),
  dimensions: ['Resource', 'FunctionName'],
  read: async (targetsFolder, query) => Promise.resolve(read(targetsFolder, query)),
};

function read(targetsFolder: string, { metricName, name, since }: MetricQuery): readonly MeasuredSecond[] {
  const file = join(dirname(targetsFolder), 'lambda', fileName);
  const column = columns[metricName];
  if (column === undefined || !existsSync(file)) return [];
  const database = openDatabaseForReading(file, migrations);
  try {
    return database
      .prepare(
        `SELECT second, ${column} AS value FROM invocations WHERE resource = ? AND second >= ? ORDER BY second`,
      )
      .all(name, Math.floor(since))
      .map((row) => ({ second: Number(row['second']), values: [Number(row['value'])] }));
  } finally {
    database.close();
  }
}
