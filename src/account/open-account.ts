// The account's register in a database of its own in the state folder, so that other processes can write it next to the
// owner of the folder.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defined } from '../lib/defined.ts';
import { openDatabase, openDatabaseForReading, transaction, type Database } from '../state/database.ts';
import { accountFile } from './account-file.ts';
import type { Account, PutResource } from './account.ts';
import { openDeclarations } from './declarations.ts';
import { openHistories, type Histories } from './histories.ts';
import { migrations } from './migrations.ts';
import { planSeed, type Conflict, type Known, type Seed } from './plan-seed.ts';
import type { Resource, ResourceKey, ResourceType, ResourceVersion } from './resource.ts';
import { resourceTypes } from './resource-types.ts';
import { resourceOf, resourcesIn, typed } from './resources-in.ts';
import { newestOf, withVersion } from './versions.ts';

/** @param stateFolder exists */
export function openAccount(stateFolder: string): Account {
  return accountIn(openDatabase(join(stateFolder, accountFile), migrations));
}

/** Refuses writes. A state folder that has no register yet is read as one with nothing in it. */
export function openAccountForReading(stateFolder: string): Account {
  return accountIn(openDatabaseForReading(join(stateFolder, accountFile), migrations));
}

function accountIn(database: Database): Account {
  const histories = openHistories(database);
  const declarations = openDeclarations(database);
  const known: Omit<Known, 'declarations'> = {
    historyOf: (key) => histories.find(key)?.history,
    exists: existsSync,
  };
  const seed = (given: Seed): readonly Conflict[] => {
    const plan = planSeed(given, { ...known, declarations: declarations.all() });
    for (const { key, history } of plan.changes.values()) histories.write(key, history);
    declarations.replace(plan.declarations);
    return plan.conflicts;
  };
  return {
    at: (place, home = place) => resourcesIn(histories, place, home),
    // A newer Slipway may have written types that this one does not know.
    list: () =>
      histories
        .all()
        .filter(({ type }) => Object.hasOwn(resourceTypes, type))
        .map(resourceOf),
    versions: <T extends ResourceType>(key: ResourceKey<T>) =>
      (histories.find(key)?.history.versions ?? []) as readonly ResourceVersion<T>[],
    seed: (given) => transaction(database, () => seed(given)),
    put: (given) => transaction(database, () => put(histories, given)),
    remove: (key) => histories.write({ ...key, partition: '' }, undefined),
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

function put<T extends ResourceType>(
  histories: Histories,
  { values, tags, madeBy, at, isRevision, after, ...key }: PutResource<T>,
): Resource<T> {
  const before = histories.find(key)?.history;
  const kept = before === undefined ? {} : newestOf(before).tags;
  const change = { values, tags: tags ?? kept, madeBy, at, ...defined({ isRevision, after }) };
  const history = withVersion<ResourceType>(key.type, before, change);
  if (history !== before) histories.write(key, history);
  return typed(key.type, { ...key, history });
}
