// Who may call AWS's API of this machine: users with keys, and sessions of roles. Their keys are made up here and mean
// nothing elsewhere.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, withoutWaitingForDisk, type Database } from '../state/database.ts';
import { shortId } from '../lib/id.ts';
import { defined } from '../lib/defined.ts';
import type { SessionLimits } from '../model/iam/session-limits.ts';
import { accountFile } from './account-file.ts';
import { migrations } from './migrations.ts';

export interface Principal {
  /** `arn:aws:iam::111122223333:user/…`, `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
  readonly arn: string;
  /** As GetCallerIdentity gives it: `AIDA…`, `AROA…:SESSION`. */
  readonly userId: string;
  readonly account: string;
  readonly partition: string;
  /** Of a session: the path of the role is not in the session's own. */
  readonly roleArn?: string;
  /** Of a session for which its call said more than whom it is. */
  readonly limits?: SessionLimits;
}

/** What a session was given out for. */
export interface SessionUse {
  readonly executionId?: string;
  readonly actionExecutionId?: string;
  /** What the role's policies do not allow is refused; else it is reported. */
  readonly iam?: 'enforce';
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of a session; a user's keys have none. */
  readonly sessionToken?: string;
  /** Milliseconds since the epoch; absent when they do not expire. */
  readonly expiresAt?: number;
}

export interface Caller extends Principal {
  readonly credentials: Credentials;
  readonly use: SessionUse;
  /** When a session was given out, in milliseconds since the epoch; absent where that was not kept. */
  readonly issuedAt?: number;
}

/** Durable, in the account's database. Processes of one state folder may have it open at the same time. */
export interface Sessions extends Disposable {
  /** Undefined for a key that was never given out. Expired ones are found too. */
  readonly find: (accessKeyId: string) => Caller | undefined;
  /** New credentials. @param expiresAt milliseconds since the epoch; absent for a user's */
  readonly issue: (principal: Principal, expiresAt?: number, use?: SessionUse) => Credentials;
  /** The keys that the user has, or new ones: always the same for the same user. */
  readonly keysOf: (user: Principal) => Credentials;
  /**
   * The session that what outlives a command has, or a new one: the same for the same instance or task. AWS gives such a
   * program new keys every few hours by an address of its own; here it keeps these.
   * @param at milliseconds since the epoch
   */
  readonly lastingSession: (principal: Principal, at: number, use?: SessionUse) => Credentials;
  /** The ARNs of the sessions that were given out for an action. */
  readonly ofAction: (actionExecutionId: string) => readonly string[];
}

/** @param stateFolder exists */
export function openSessions(stateFolder: string): Sessions {
  const database = openDatabase(join(stateFolder, accountFile), migrations);
  const byKey = database.prepare('SELECT * FROM sessions WHERE access_key_id = ?');
  const ofAction = database.prepare(
    'SELECT DISTINCT arn FROM sessions WHERE action_execution_id = ? ORDER BY arn',
  );
  const reuse = database.prepare(
    'UPDATE sessions SET execution_id = ?, action_execution_id = ?, iam = ? WHERE access_key_id = ?',
  );
  return {
    find: (accessKeyId) => callerIn(byKey.get(accessKeyId)),
    issue: (principal, expiresAt, use = {}) => issue(database, principal, { expiresAt, use }),
    keysOf: (user) => {
      const row = database
        .prepare('SELECT * FROM sessions WHERE arn = ? AND expires_at IS NULL ORDER BY access_key_id')
        .get(user.arn);
      return callerIn(row)?.credentials ?? issue(database, user, { use: {} });
    },
    lastingSession: (principal, at, use) => {
      const row = database
        .prepare(
          'SELECT * FROM sessions WHERE arn = ? AND expires_at > ? ORDER BY expires_at DESC, access_key_id',
        )
        .get(principal.arn, at + lastingMs / 2);
      const known = callerIn(row)?.credentials;
      const expiresAt = at + lastingMs;
      if (known === undefined) return issue(database, principal, { expiresAt, use: use ?? {} });
      if (use !== undefined)
        withoutWaitingForDisk(database, () => reuse.run(...useColumns(use), known.accessKeyId));
      return known;
    },
    ofAction: (id) => ofAction.all(id).map((row) => String(row['arn'])),
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

const lastingMs = 10 * 365 * 24 * 60 * 60 * 1000;

/** Ids begin as AWS's do (IAM user guide, Unique identifiers): a client may know a session by its key. */
interface Issue {
  readonly expiresAt?: number | undefined;
  readonly use: SessionUse;
}

function issue(database: Database, principal: Principal, { expiresAt, use }: Issue): Credentials {
  const isSession = expiresAt !== undefined;
  const credentials = defined({
    accessKeyId: `${isSession ? 'ASIA' : 'AKIA'}${shortId(16)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: isSession ? randomBytes(96).toString('base64url') : undefined,
    expiresAt,
  });
  const insert = () => insertRow(database, principal, { credentials, use });
  if (isSession) withoutWaitingForDisk(database, () => replaceExpired(database, insert));
  else insert();
  return credentials;
}

/** Who uses an expired session is refused with another error than who made one up, for a day. */
const keptExpiredMs = 24 * 60 * 60 * 1000;

/** Every build has a session. */
function replaceExpired(database: Database, insert: () => void): void {
  database.prepare('DELETE FROM sessions WHERE expires_at < ?').run(Date.now() - keptExpiredMs);
  insert();
}

function insertRow(
  database: Database,
  principal: Principal,
  { credentials, use }: Pick<Caller, 'credentials' | 'use'>,
): void {
  database
    .prepare(
      'INSERT INTO sessions (access_key_id, secret_access_key, session_token, expires_at, arn, user_id, account, partition, role_arn, execution_id, action_execution_id, iam, limits, issued_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .run(
      credentials.accessKeyId,
      credentials.secretAccessKey,
      credentials.sessionToken ?? null,
      credentials.expiresAt ?? null,
      principal.arn,
      principal.userId,
      principal.account,
      principal.partition,
      principal.roleArn ?? null,
      ...useColumns(use),
      principal.limits === undefined ? null : JSON.stringify(principal.limits),
      Date.now(),
    );
}

function useColumns({ executionId, actionExecutionId, iam }: SessionUse): readonly (string | null)[] {
  return [executionId ?? null, actionExecutionId ?? null, iam ?? null];
}

type Row = Readonly<Record<string, unknown>>;

function callerIn(row: Row | undefined): Caller | undefined {
  if (row === undefined) return undefined;
  const textOf = (name: string) => (typeof row[name] === 'string' ? row[name] : undefined);
  return {
    arn: String(row['arn']),
    ...defined({
      roleArn: textOf('role_arn'),
      limits: limitsIn(textOf('limits')),
      issuedAt: row['issued_at'] === null ? undefined : Number(row['issued_at']),
    }),
    use: defined({
      executionId: textOf('execution_id'),
      actionExecutionId: textOf('action_execution_id'),
      iam: row['iam'] === 'enforce' ? ('enforce' as const) : undefined,
    }),
    userId: String(row['user_id']),
    account: String(row['account']),
    partition: String(row['partition']),
    credentials: defined({
      accessKeyId: String(row['access_key_id']),
      secretAccessKey: String(row['secret_access_key']),
      sessionToken: textOf('session_token'),
      expiresAt: row['expires_at'] === null ? undefined : Number(row['expires_at']),
    }),
  };
}

function limitsIn(text: string | undefined): SessionLimits | undefined {
  return text === undefined ? undefined : (JSON.parse(text) as SessionLimits);
}
