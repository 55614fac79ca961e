// The tables of log groups. Applied in order and never edited afterwards.
export const migrations: readonly string[] = [
  `
  CREATE TABLE groups (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    settings TEXT NOT NULL,
    UNIQUE (account, region, name)
  ) STRICT;
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    first_at INTEGER,
    last_at INTEGER,
    last_ingested_at INTEGER,
    stored_bytes INTEGER NOT NULL DEFAULT 0,
    file TEXT,
    file_lines INTEGER NOT NULL DEFAULT 0,
    UNIQUE (group_id, name)
  ) STRICT;
  CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES groups (id) ON DELETE CASCADE,
    stream_id INTEGER NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    timestamp INTEGER NOT NULL,
    ingested_at INTEGER NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_of_streams ON events (stream_id, timestamp, id);
  CREATE INDEX events_of_groups ON events (group_id, timestamp, id);
  `,
];
