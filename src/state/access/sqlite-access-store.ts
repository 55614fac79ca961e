// Tokens, sessions and the audit log in a database of their own, so that commands can write next to the owner of the
// state folder.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { isDiskFull } from '../../lib/system-problem.ts';
import { withReserve } from '../disk-reserve.ts';
import { openDatabase, type Database } from '../database.ts';
import type { AccessStore, AuditEntry, Scope, Token } from './access-store.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used_at INTEGER,
    revoked_at INTEGER
  ) STRICT;
  CREATE TABLE sessions (
    digest TEXT PRIMARY KEY,
    token_id TEXT NOT NULL REFERENCES tokens (id),
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE audit (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    pipeline_name TEXT,
    execution_id TEXT,
    detail TEXT NOT NULL,
    outcome TEXT NOT NULL
  ) STRICT;
  `,
];

/** When a token was last used is recorded to the minute: not every request is worth a write. */
const usePrecisionMs = 60_000;

/** @param stateFolder exists */
export function openAccessStore(stateFolder: string): AccessStore {
  const file = join(stateFolder, 'access.db');
  const database = openDatabase(file, migrations);
  chmodSync(file, 0o600);
  return {
    ...tokensIn(database),
    ...sessionsIn(database),
    ...auditIn(database, stateFolder),
    ...closing(database),
  };
}

function closing(database: Database): Disposable {
  return {
    [Symbol.dispose]: () => {
      if (database.isOpen) database.close();
    },
  };
}

type Tokens = Pick<AccessStore, 'makeToken' | 'tokens' | 'revoke' | 'tokenOf'>;

function tokensIn(database: Database): Tokens {
  const insert = database.prepare(
    'INSERT INTO tokens (id, name, scopes, digest, created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING *',
  );
  const all = database.prepare('SELECT * FROM tokens ORDER BY created_at, rowid');
  const revoke = database.prepare(
    'UPDATE tokens SET revoked_at = ? WHERE (id = ? OR name = ?) AND revoked_at IS NULL RETURNING *',
  );
  const endSessions = database.prepare('DELETE FROM sessions WHERE token_id = ?');
  const byDigest = database.prepare('SELECT * FROM tokens WHERE digest = ?');
  const use = database.prepare(
    'UPDATE tokens SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)',
  );
  return {
    makeToken: ({ name, scopes, expiresAt }, now) => {
      const secret = `slipway_${randomBytes(32).toString('base64url')}`;
      const id = randomBytes(6).toString('hex');
      const row = insert.get(id, name, scopes.join(' '), digestOf(secret), now, expiresAt ?? null);
      return { token: tokenIn(row ?? {}), secret };
    },
    tokens: () => all.all().map(tokenIn),
    revoke: (idOrName, now) => {
      const [row] = revoke.all(now, idOrName, idOrName);
      if (row === undefined) return undefined;
      endSessions.run(String(row['id']));
      return tokenIn(row);
    },
    tokenOf: (secret, now) => {
      const token = usable(byDigest.get(digestOf(secret)), now);
      if (token !== undefined && (token.lastUsedAt ?? 0) < now - usePrecisionMs)
        unlessFull(() => use.run(now, token.id, now - usePrecisionMs));
      return token;
    },
  };
}

/** A token is valid although its use cannot be remembered. */
function unlessFull(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

type Sessions = Pick<AccessStore, 'startSession' | 'sessionOf' | 'endSession'>;

function sessionsIn(database: Database): Sessions {
  const insert = database.prepare('INSERT INTO sessions (digest, token_id, expires_at) VALUES (?, ?, ?)');
  const find = database.prepare(
    `SELECT tokens.* FROM sessions JOIN tokens ON tokens.id = sessions.token_id
     WHERE sessions.digest = ? AND sessions.expires_at > ?`,
  );
  const end = database.prepare('DELETE FROM sessions WHERE digest = ?');
  return {
    startSession: (tokenId, expiresAt) => {
      const secret = randomBytes(32).toString('base64url');
      insert.run(digestOf(secret), tokenId, expiresAt);
      return secret;
    },
    sessionOf: (secret, now) => usable(find.get(digestOf(secret), now), now),
    endSession: (secret) => {
      end.run(digestOf(secret));
    },
  };
}

type Audit = Pick<AccessStore, 'note' | 'audit'>;

/** @param folder whose reserve is given up for what was done by whom */
function auditIn(database: Database, folder: string): Audit {
  const insert = database.prepare(
    `INSERT INTO audit (at, who, what, pipeline_name, execution_id, detail, outcome) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = database.prepare('SELECT * FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?');
  return {
    note: ({ at, who, what, pipelineName, executionId, detail, outcome }) => {
      const [pipeline, execution, json] = [pipelineName ?? null, executionId ?? null, JSON.stringify(detail)];
      withReserve(folder, () => insert.run(at, who, what, pipeline, execution, json, outcome));
    },
    audit: ({ before = Number.MAX_SAFE_INTEGER, limit }) => select.all(before, limit).map(auditEntryIn),
  };
}

/** The secret has 256 random bits: a plain digest of it cannot be guessed back. */
function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

type Row = Readonly<Record<string, unknown>>;

function usable(row: Row | undefined, now: number): Token | undefined {
  if (row === undefined) return undefined;
  const token = tokenIn(row);
  const isOver = token.revokedAt !== undefined || (token.expiresAt ?? Infinity) <= now;
  return isOver ? undefined : token;
}

function tokenIn(row: Row): Token {
  return {
    id: String(row['id']),
    name: String(row['name']),
    scopes: String(row['scopes']).split(' ') as readonly Scope[],
    createdAt: Number(row['created_at']),
    ...time(row, 'expires_at', 'expiresAt'),
    ...time(row, 'last_used_at', 'lastUsedAt'),
    ...time(row, 'revoked_at', 'revokedAt'),
  };
}

function auditEntryIn(row: Row): AuditEntry {
  return {
    seq: Number(row['seq']),
    at: Number(row['at']),
    who: String(row['who']),
    what: String(row['what']),
    ...given(row, 'pipeline_name', 'pipelineName'),
    ...given(row, 'execution_id', 'executionId'),
    detail: JSON.parse(String(row['detail'])) as AuditEntry['detail'],
    outcome: String(row['outcome']),
  };
}

function given<Name extends string>(
  row: Row,
  column: string,
  name: Name,
): Partial<Readonly<Record<Name, string>>> {
  const value = row[column];
  return typeof value === 'string' ? ({ [name]: value } as Readonly<Record<Name, string>>) : {};
}

function time<Name extends string>(
  row: Row,
  column: string,
  name: Name,
): Partial<Readonly<Record<Name, number>>> {
  const given = row[column];
  return typeof given === 'number' ? ({ [name]: given } as Readonly<Record<Name, number>>) : {};
}
