// The tables of account.db, step by step. A step is never edited once it is released: a change is a new step.

export const migrations: readonly string[] = [
  `
  CREATE TABLE resources (
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    partition TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (account, region, type, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE versions (
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    resource_values TEXT NOT NULL,
    tags TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (account, region, type, name, version),
    FOREIGN KEY (account, region, type, name) REFERENCES resources ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE declarations (
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    file TEXT NOT NULL,
    pipeline_name TEXT NOT NULL,
    partition TEXT NOT NULL,
    resource_values TEXT NOT NULL,
    tags TEXT NOT NULL,
    is_assumed INTEGER NOT NULL,
    PRIMARY KEY (account, region, type, name, file)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE sessions (
    access_key_id TEXT NOT NULL PRIMARY KEY,
    secret_access_key TEXT NOT NULL,
    session_token TEXT,
    expires_at INTEGER,
    arn TEXT NOT NULL,
    user_id TEXT NOT NULL,
    account TEXT NOT NULL,
    partition TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE not_executed (
    service TEXT NOT NULL,
    operation TEXT NOT NULL,
    principal TEXT NOT NULL,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (service, operation, principal)
  ) STRICT, WITHOUT ROWID;
  `,
  `ALTER TABLE not_executed ADD COLUMN is_reported INTEGER NOT NULL DEFAULT 0`,
  `
  ALTER TABLE sessions ADD COLUMN role_arn TEXT;
  ALTER TABLE sessions ADD COLUMN execution_id TEXT;
  ALTER TABLE sessions ADD COLUMN action_execution_id TEXT;
  ALTER TABLE sessions ADD COLUMN iam TEXT;
  CREATE INDEX sessions_of_action ON sessions (action_execution_id);

  CREATE TABLE iam_calls (
    role_arn TEXT NOT NULL,
    execution_id TEXT NOT NULL,
    action_execution_id TEXT NOT NULL,
    principal TEXT NOT NULL,
    action TEXT NOT NULL,
    resource TEXT NOT NULL,
    condition_keys TEXT NOT NULL,
    decision TEXT NOT NULL,
    why TEXT NOT NULL,
    last_at INTEGER NOT NULL,
    is_reported INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (role_arn, execution_id, action_execution_id, principal, action, resource, condition_keys, decision)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX iam_calls_of_action ON iam_calls (action_execution_id);
  `,
  `CREATE INDEX resources_of_type ON resources (account, type, name)`,
  `CREATE INDEX sessions_by_end ON sessions (expires_at)`,
  `
  ALTER TABLE sessions ADD COLUMN limits TEXT;
  ALTER TABLE sessions ADD COLUMN issued_at INTEGER;
  `,
];
