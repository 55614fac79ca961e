// Who may call AWS's API of this machine: users with keys, and sessions of roles. Their keys are made up here and mean
// nothing elsewhere.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase, withoutWaitingForDisk, type Database } from '../state/database.ts';
import { shortId } from '../lib/id.ts';
import { defined } from '../lib/defined.ts';
import { accountFile } from './account-file.ts';
import { migrations } from './migrations.ts';

export interface Principal {
  /** `arn:aws:iam::111122223333:user/…`, `arn:aws:sts::111122223333:assumed-role/ROLE/SESSION` */
  readonly arn: string;
  /** As GetCallerIdentity gives it: `AIDA…`, `AROA…:SESSION`. */
  readonly userId: string;
  readonly account: string;
  readonly partition: string;
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
}

/** Durable, in the account's database. Processes of one state folder may have it open at the same time. */
export interface Sessions extends Disposable {
  /** Undefined for a key that was never given out. Expired ones are found too. */
  readonly find: (accessKeyId: string) => Caller | undefined;
  /** New credentials. @param expiresAt milliseconds since the epoch; absent for a user's */
  readonly issue: (principal: Principal, expiresAt?: number) => Credentials;
  /** The keys that the user has, or new ones: always the same for the same user. */
  readonly keysOf: (user: Principal) => Credentials;
  /**
   * The session that what outlives a command has, or a new one: the same for the same instance or task. AWS gives such a
   * program new keys every few hours by an address of its own; here it keeps these.
   * @param at milliseconds since the epoch
   */
  readonly lastingSession: (principal: Principal, at: number) => Credentials;
}

/** @param stateFolder exists */
export function openSessions(stateFolder: string): Sessions {
  const database = openDatabase(join(stateFolder, accountFile), migrations);
  const byKey = database.prepare('SELECT * FROM sessions WHERE access_key_id = ?');
  return {
    find: (accessKeyId) => callerIn(byKey.get(accessKeyId)),
    issue: (principal, expiresAt) => issue(database, principal, expiresAt),
    keysOf: (user) => {
      const row = database
        .prepare('SELECT * FROM sessions WHERE arn = ? AND expires_at IS NULL ORDER BY access_key_id')
        .get(user.arn);
      return callerIn(row)?.credentials ?? issue(database, user);
    },
    lastingSession: (principal, at) => {
      const row = database
        .prepare(
          'SELECT * FROM sessions WHERE arn = ? AND expires_at > ? ORDER BY expires_at DESC, access_key_id',
        )
        .get(principal.arn, at + lastingMs / 2);
      return callerIn(row)?.credentials ?? issue(database, principal, at + lastingMs);
    },
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

const lastingMs = 10 * 365 * 24 * 60 * 60 * 1000;

/** Ids begin as AWS's do (IAM user guide, Unique identifiers): a client may know a session by its key. */
function issue(database: Database, principal: Principal, expiresAt?: number): Credentials {
  const isSession = expiresAt !== undefined;
  const credentials = defined({
    accessKeyId: `${isSession ? 'ASIA' : 'AKIA'}${shortId(16)}`,
    secretAccessKey: randomBytes(30).toString('base64url'),
    sessionToken: isSession ? randomBytes(96).toString('base64url') : undefined,
    expiresAt,
  });
  const insert = () => insertRow(database, principal, credentials);
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

function insertRow(database: Database, principal: Principal, credentials: Credentials): void {
  database
    .prepare(
      'INSERT INTO sessions (access_key_id, secret_access_key, session_token, expires_at, arn, user_id, account, partition) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
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
    );
}

type Row = Readonly<Record<string, unknown>>;

function callerIn(row: Row | undefined): Caller | undefined {
  if (row === undefined) return undefined;
  const textOf = (name: string) => (typeof row[name] === 'string' ? row[name] : undefined);
  return {
    arn: String(row['arn']),
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
