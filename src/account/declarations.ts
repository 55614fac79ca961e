// What files declare, as rows: what the next reading of the files is compared with. The caller opens the transaction.
import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../state/database.ts';
import { storedJson } from '../state/guard-database.ts';
import type { Declaration } from './declaration.ts';

export interface Declarations {
  readonly all: () => readonly Declaration[];
  /** Writes nothing when they are the same. */
  readonly replace: (all: readonly Declaration[]) => void;
}

export function openDeclarations(database: Database): Declarations {
  const select = database.prepare('SELECT * FROM declarations ORDER BY type, name, region, account, file');
  const clear = database.prepare('DELETE FROM declarations');
  const insert = database.prepare(
    `INSERT OR REPLACE INTO declarations
       (account, region, type, name, file, pipeline_name, partition, resource_values, tags, is_assumed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const all = () => select.all().map((row) => declarationIn(row, database));
  const put = (each: Declaration): void => {
    const { account, region, type, name, file, pipelineName, partition, values, tags, isAssumed } = each;
    const texts = [account, region, type, name, file, pipelineName, partition];
    insert.run(...texts, JSON.stringify(values), JSON.stringify(tags), isAssumed ? 1 : 0);
  };
  return {
    all,
    replace: (declarations) => {
      if (isDeepStrictEqual(textsOf(all()), textsOf(declarations))) return;
      clear.run();
      declarations.forEach(put);
    },
  };
}

function textsOf(declarations: readonly Declaration[]): readonly string[] {
  const keys = [
    'account',
    'region',
    'type',
    'name',
    'file',
    'pipelineName',
    'partition',
    'values',
    'tags',
    'isAssumed',
  ];
  return declarations
    .map((each) => JSON.stringify(keys.map((key) => each[key as keyof Declaration])))
    .toSorted();
}

function declarationIn(row: Record<string, unknown>, database: Database): Declaration {
  const json = (text: unknown) => storedJson(database, text, 'a declaration of the account');
  return {
    account: String(row['account']),
    region: String(row['region']),
    type: String(row['type']) as Declaration['type'],
    name: String(row['name']),
    file: String(row['file']),
    pipelineName: String(row['pipeline_name']),
    partition: String(row['partition']),
    values: json(row['resource_values']) as Declaration['values'],
    tags: json(row['tags']) as Declaration['tags'],
    isAssumed: row['is_assumed'] === 1,
  };
}
