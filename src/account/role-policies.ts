// The policies of roles in the account's register, kept in memory as long as none has changed: every call of AWS's API by a
// role asks for them.
import { join } from 'node:path';
import { openDatabase } from '../state/database.ts';
import { storedJson } from '../state/guard-database.ts';
import type { AttachedPolicy } from '../model/policy.ts';
import { accountFile } from './account-file.ts';
import { migrations } from './migrations.ts';

export interface RolePolicyReader extends Disposable {
  /** As they are now, whatever process has changed them. */
  readonly of: (account: string, roleName: string) => readonly AttachedPolicy[];
}

/** @param stateFolder exists */
export function openRolePolicies(stateFolder: string): RolePolicyReader {
  const database = openDatabase(join(stateFolder, accountFile), migrations);
  const changes = database.prepare('PRAGMA data_version');
  const summary = database.prepare(
    `SELECT count(*) AS count, sum(version) AS versions, max(made_at) AS newest FROM versions WHERE type = '${type}'`,
  );
  const newest = database.prepare(
    `SELECT account, resource_values FROM versions v WHERE type = '${type}' AND version =
       (SELECT max(version) FROM versions w WHERE w.account = v.account AND w.region = v.region AND w.type = v.type AND w.name = v.name)
       ORDER BY account, name`,
  );
  const read = () =>
    Map.groupBy(
      newest.all().map(({ account, resource_values: values }) => ({
        account: String(account),
        policy: storedJson(database, values, 'a policy of a role') as AttachedPolicy,
      })),
      ({ account, policy }) => `${account} ${policy.roleName}`,
    );
  let known = { change: '', text: '', policies: read() };
  const current = (): typeof known.policies => {
    const change = JSON.stringify(changes.get());
    if (change === known.change) return known.policies;
    const text = JSON.stringify(summary.get());
    known = { change, text, policies: text === known.text ? known.policies : read() };
    return known.policies;
  };
  return {
    of: (account, roleName) => (current().get(`${account} ${roleName}`) ?? []).map(({ policy }) => policy),
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

const type = 'AWS::IAM::RolePolicy';
