// Operations of AWS's API that were called and are not executed on this machine.
import { join } from 'node:path';
import { openDatabase } from '../state/database.ts';
import { accountFile } from './account-file.ts';
import { migrations } from './migrations.ts';

interface NotExecutedCall {
  /** As AWS's SDKs call it: `SSM`. */
  readonly service: string;
  readonly operation: string;
  /** The ARN of who called. */
  readonly principal: string;
  readonly count: number;
  /** Milliseconds since the epoch. */
  readonly lastAt: number;
}

export interface NotExecutedCalls extends Disposable {
  readonly add: (call: Omit<NotExecutedCall, 'count'>) => void;
  /** The newest first. */
  readonly list: () => readonly NotExecutedCall[];
  /** Those of the principal since this has last given them. @param service only its own */
  readonly takeNew: (principal: string, service?: string) => readonly NotExecutedCall[];
}

/** @param stateFolder exists */
export function openNotExecutedCalls(stateFolder: string): NotExecutedCalls {
  const database = openDatabase(join(stateFolder, accountFile), migrations);
  return {
    add: ({ service, operation, principal, lastAt }) => {
      database
        .prepare(
          'INSERT INTO not_executed (service, operation, principal, count, last_at) VALUES (?, ?, ?, 1, ?) ON CONFLICT DO UPDATE SET count = count + 1, last_at = excluded.last_at, is_reported = 0',
        )
        .run(service, operation, principal, lastAt);
    },
    list: () =>
      database
        .prepare('SELECT * FROM not_executed ORDER BY last_at DESC, service, operation')
        .all()
        .map(callIn),
    takeNew: (principal, service = '%') =>
      database
        .prepare(
          'UPDATE not_executed SET is_reported = 1 WHERE principal = ? AND service LIKE ? AND is_reported = 0 RETURNING *',
        )
        .all(principal, service)
        .map(callIn),
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

function callIn(row: Readonly<Record<string, unknown>>): NotExecutedCall {
  return {
    service: String(row['service']),
    operation: String(row['operation']),
    principal: String(row['principal']),
    count: Number(row['count']),
    lastAt: Number(row['last_at']),
  };
}
