// Records as rows of JSON. Each call is its own durable transaction.
import { withoutWaitingForDisk, type Database } from './database.ts';
import { withReserve } from './disk-reserve.ts';
import { storedJson } from './guard-database.ts';
import type { Records } from './records.ts';

/** How a deployment has ended must be known also where the disk is full; the tests of a report wait for room. */
const smallLength = 16_384;

/** @param folder whose reserve is given up for small records */
export function openRecords(database: Database, folder: string): Records {
  const get = database.prepare('SELECT value FROM records WHERE kind = ? AND id = ?');
  const put = database.prepare('INSERT OR REPLACE INTO records (kind, id, value) VALUES (?, ?, ?)');
  const list = database.prepare('SELECT id, value FROM records WHERE kind = ? ORDER BY id');
  const ids = database.prepare('SELECT id FROM records WHERE kind = ? ORDER BY id');
  const all = database.prepare('SELECT kind, value FROM records');
  const remove = database.prepare('DELETE FROM records WHERE kind = ? AND id = ?');
  const increment = database.prepare(
    `INSERT INTO records (kind, id, value) VALUES (?, ?, '1')
     ON CONFLICT (kind, id) DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT) RETURNING value`,
  );
  return {
    get: <T>(kind: string, id: string) => {
      const row = get.get(kind, id);
      return row === undefined
        ? undefined
        : (storedJson(database, row['value'], `the record ${kind}/${id}`) as T);
    },
    put: (kind, id, value) => {
      const json = jsonOf(kind, id, value);
      if (json.length > smallLength) put.run(kind, id, json);
      else withReserve(folder, () => put.run(kind, id, json));
    },
    note: (kind, id, value) => {
      withoutWaitingForDisk(database, () => put.run(kind, id, jsonOf(kind, id, value)));
    },
    list: <T>(kind: string) =>
      list.all(kind).map((row) => ({
        id: String(row['id']),
        value: storedJson(database, row['value'], `the record ${kind}/${String(row['id'])}`) as T,
      })),
    ids: (kind) => ids.all(kind).map((row) => String(row['id'])),
    digests: (isMeant) => {
      const found = new Set<string>();
      for (const { kind, value } of all.iterate())
        if (isMeant(String(kind)))
          for (const [digest] of String(value).matchAll(/\b[0-9a-f]{64}\b/g)) found.add(digest);
      return found;
    },
    remove: (kind, id) => {
      remove.run(kind, id);
    },
    increment: (kind, id) =>
      withoutWaitingForDisk(database, () => Number(increment.get(kind, id)?.['value'])),
  };
}

function jsonOf(kind: string, id: string, value: unknown): string {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError(`The record ${kind}/${id} is not a JSON value`);
  return json;
}
