// What roles have called of AWS's API, and what their policies say of it: for the result of a run, and for the least policy.
import { join } from 'node:path';
import { openDatabase, openDatabaseForReading, withoutWaitingForDisk } from '../state/database.ts';
import { accountFile } from './account-file.ts';
import { migrations } from './migrations.ts';

export interface IamCall {
  readonly roleArn: string;
  /** Empty for what belongs to no execution: an application that runs on. */
  readonly executionId: string;
  readonly actionExecutionId: string;
  /** The ARN of the session; the name of a service that the role does not let in. */
  readonly principal: string;
  readonly action: string;
  /** An ARN, with `*` where many were called; `*` alone also where it is not known. */
  readonly resource: string;
  /** Those that a policy should have, as JSON: `iam:PassedToService`, in a trust policy `aws:SourceArn`. */
  readonly conditionKeys: string;
  /** NotEvaluated: nothing here says what policies the role has. */
  readonly decision: 'Allowed' | 'Denied' | 'NotAllowed' | 'NotEvaluated';
  /** AWS's words for a refusal; empty for others. */
  readonly why: string;
  /** Milliseconds since the epoch. */
  readonly lastAt: number;
}

export interface IamCalls extends Disposable {
  /** Durable but for a failure of the machine's power. */
  readonly add: (calls: readonly IamCall[]) => void;
  /** What AWS would have refused to the sessions of the action, and was not given before. */
  readonly takeRefused: (actionExecutionId: string) => readonly IamCall[];
  /** In order of role, action and resource; all executions when none is given. */
  readonly list: (executionId?: string) => readonly IamCall[];
}

/** @param stateFolder exists */
export function openIamCalls(stateFolder: string): IamCalls {
  return callsIn(openDatabase(join(stateFolder, accountFile), migrations));
}

/** `list` alone. */
export function readIamCalls(stateFolder: string): Pick<IamCalls, 'list'> & Disposable {
  return callsIn(openDatabaseForReading(join(stateFolder, accountFile), migrations));
}

function callsIn(database: ReturnType<typeof openDatabase>): IamCalls {
  return {
    add: (calls) => {
      const insert = database.prepare(
        `INSERT INTO iam_calls (role_arn, execution_id, action_execution_id, principal, action, resource, condition_keys, decision, why, last_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET last_at = excluded.last_at, why = excluded.why`,
      );
      withoutWaitingForDisk(database, () => {
        for (const each of calls) insert.run(...columnsOf(each));
      });
    },
    takeRefused: (actionExecutionId) =>
      database
        .prepare(
          `UPDATE iam_calls SET is_reported = 1 WHERE action_execution_id = ? AND is_reported = 0
             AND decision IN ('Denied', 'NotAllowed') RETURNING *`,
        )
        .all(actionExecutionId)
        .map(callIn)
        .toSorted((one, other) => (textOf(one) < textOf(other) ? -1 : 1)),
    list: (executionId) =>
      database
        .prepare(
          `SELECT * FROM iam_calls WHERE execution_id = coalesce(?, execution_id)
             ORDER BY role_arn, action, resource, condition_keys, last_at`,
        )
        .all(executionId ?? null)
        .map(callIn),
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

function textOf({ roleArn, action, resource }: IamCall): string {
  return `${roleArn} ${action} ${resource}`;
}

function columnsOf(call: IamCall): readonly (string | number)[] {
  const { roleArn, executionId, actionExecutionId, principal, action, resource } = call;
  const { conditionKeys, decision, why, lastAt } = call;
  const key = [roleArn, executionId, actionExecutionId, principal, action, resource];
  return [...key, conditionKeys, decision, why, lastAt];
}

function callIn(row: Readonly<Record<string, unknown>>): IamCall {
  return {
    roleArn: String(row['role_arn']),
    executionId: String(row['execution_id']),
    actionExecutionId: String(row['action_execution_id']),
    principal: String(row['principal']),
    action: String(row['action']),
    resource: String(row['resource']),
    conditionKeys: String(row['condition_keys']),
    decision: row['decision'] as IamCall['decision'],
    why: String(row['why']),
    lastAt: Number(row['last_at']),
  };
}
