// Resources with their versions, as rows. The caller opens the transaction.
import type { StatementSync } from 'node:sqlite';
import type { Database } from '../state/database.ts';
import { storedJson } from '../state/guard-database.ts';
import type { Maker, ResourceKey, ResourceType, ResourceVersion } from './resource.ts';
import type { History } from './versions.ts';

export interface StoredResource extends ResourceKey {
  readonly partition: string;
  readonly history: History;
}

export interface Histories {
  readonly find: (key: ResourceKey) => StoredResource | undefined;
  /** In order of type, name and region. */
  readonly all: () => readonly StoredResource[];
  /** Those of one account, of one type and, when it is given, of one name. */
  readonly ofType: (account: string, type: ResourceType, name?: string) => readonly StoredResource[];
  /** What the resource is from now on; undefined removes it. */
  readonly write: (key: ResourceKey & { readonly partition: string }, history: History | undefined) => void;
}

type Row = Record<string, unknown>;

const columns = `r.account, r.region, r.type, r.name, r.partition, r.made_by, r.made_at,
  v.version, v.resource_values, v.tags, v.made_by AS version_made_by, v.made_at AS version_made_at`;
/** In this order of the tables: the resources are found by an index, and their versions by their key. */
const from = `FROM resources r CROSS JOIN versions v USING (account, region, type, name)`;
const inOrder = 'ORDER BY r.type, r.name, r.region, r.account, v.version';
/** With `+`, or SQLite would read all resources of the account in their order instead of those of the type. */
const ofTypeInOrder = 'ORDER BY r.type, r.name, +r.region, r.account, v.version';
const ofKey = 'account = ? AND region = ? AND type = ? AND name = ?';

export function openHistories(database: Database): Histories {
  const one = database.prepare(`SELECT ${columns} ${from} WHERE ${ofKey} ${inOrder}`);
  const every = database.prepare(`SELECT ${columns} ${from} ${inOrder}`);
  const ofType = database.prepare(
    `SELECT ${columns} ${from} WHERE r.account = ? AND r.type = ? ${ofTypeInOrder}`,
  );
  const named = database.prepare(
    `SELECT ${columns} ${from} WHERE r.account = ? AND r.type = ? AND r.name = ? ${ofTypeInOrder}`,
  );
  const put = database.prepare(
    `INSERT INTO resources (account, region, type, name, partition, made_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET partition = excluded.partition, made_by = excluded.made_by, made_at = excluded.made_at`,
  );
  const remove = database.prepare(`DELETE FROM resources WHERE ${ofKey}`);
  const clear = database.prepare(`DELETE FROM versions WHERE ${ofKey}`);
  const add = database.prepare(
    `INSERT INTO versions (account, region, type, name, version, resource_values, tags, made_by, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const read = (rows: readonly Row[]) => storedIn(rows, database);
  const kept = new KeptReads(database);
  return {
    find: (key) => read(one.all(...keyOf(key)))[0],
    all: () => read(every.all()),
    ofType: (account, type, name) =>
      kept.of([account, type, name].join('\n'), () =>
        read(name === undefined ? ofType.all(account, type) : named.all(account, type, name)),
      ),
    write: (key, history) => {
      const of = keyOf(key);
      kept.clear();
      if (history === undefined) {
        remove.run(...of);
        return;
      }
      put.run(...of, key.partition, JSON.stringify(history.madeBy), history.madeAt);
      clear.run(...of);
      for (const { version, values, tags, madeBy, madeAt } of history.versions)
        add.run(...of, version, ...[values, tags, madeBy].map((each) => JSON.stringify(each)), madeAt);
    },
  };
}

/** More than so many are read again. */
const mostKept = 500;

/** What was read stays until this connection writes, or another one has (https://www.sqlite.org/pragma.html#pragma_data_version). */
class KeptReads {
  readonly #database: Database;
  readonly #version: StatementSync;
  readonly #values = new Map<string, readonly StoredResource[]>();
  #ofVersion: unknown;

  constructor(database: Database) {
    this.#database = database;
    this.#version = database.prepare('PRAGMA data_version');
  }

  of(name: string, read: () => readonly StoredResource[]): readonly StoredResource[] {
    // What a transaction has written may be taken back.
    if (this.#database.isTransaction) return read();
    const version = this.#version.get()?.['data_version'];
    if (version !== this.#ofVersion || this.#values.size >= mostKept) this.clear();
    this.#ofVersion = version;
    const known = this.#values.get(name) ?? read();
    this.#values.set(name, known);
    return known;
  }

  clear(): void {
    this.#values.clear();
  }
}

function keyOf({ account, region, type, name }: ResourceKey): readonly [string, string, string, string] {
  return [account, region, type, name];
}

/** Rows of the same resource follow each other. */
function storedIn(rows: readonly Row[], database: Database): readonly StoredResource[] {
  const found = new Map<string, StoredResource>();
  for (const row of rows) {
    const [account, region, type, name] = textsOf(row, ['account', 'region', 'type', 'name']);
    const text = [account, region, type, name].join('\n');
    const version = versionIn(row, database);
    const before = found.get(text);
    const history: History =
      before === undefined
        ? {
            madeBy: json(row['made_by'], database) as Maker,
            madeAt: Number(row['made_at']),
            versions: [version],
          }
        : { ...before.history, versions: [...before.history.versions, version] };
    const key = { account, region, type: type as ResourceType, name, partition: String(row['partition']) };
    found.set(text, { ...key, history });
  }
  return [...found.values()];
}

function versionIn(row: Row, database: Database): ResourceVersion {
  return {
    version: Number(row['version']),
    values: json(row['resource_values'], database) as ResourceVersion['values'],
    tags: json(row['tags'], database) as ResourceVersion['tags'],
    madeBy: json(row['version_made_by'], database) as Maker,
    madeAt: Number(row['version_made_at']),
  };
}

function textsOf(row: Row, names: readonly [string, string, string, string]) {
  return names.map((name) => String(row[name])) as [string, string, string, string];
}

function json(text: unknown, database: Database): unknown {
  return storedJson(database, text, 'a resource of the account');
}
