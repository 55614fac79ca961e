// The tables of slipway.db, step by step. A step is never edited once it is released: a change is a new step.

export const migrations: readonly string[] = [
  `
  CREATE TABLE events (
    seq INTEGER PRIMARY KEY,
    pipeline_name TEXT NOT NULL,
    execution_id TEXT,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX events_by_pipeline ON events (pipeline_name, seq);
  CREATE INDEX events_by_execution ON events (execution_id, seq) WHERE execution_id IS NOT NULL;

  CREATE TABLE steps (
    action_execution_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (action_execution_id, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE executions (
    execution_id TEXT PRIMARY KEY,
    started_seq INTEGER NOT NULL,
    pipeline_name TEXT NOT NULL,
    status TEXT NOT NULL,
    status_summary TEXT,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    trigger_type TEXT NOT NULL,
    trigger_detail TEXT NOT NULL,
    rollback_of TEXT
  ) STRICT;
  CREATE INDEX executions_by_pipeline ON executions (pipeline_name, started_seq);

  CREATE TABLE action_executions (
    action_execution_id TEXT PRIMARY KEY,
    started_seq INTEGER NOT NULL,
    execution_id TEXT NOT NULL,
    stage_name TEXT NOT NULL,
    action_name TEXT NOT NULL,
    input_artifacts INTEGER NOT NULL,
    status TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    summary TEXT,
    external_execution_id TEXT,
    error_code TEXT,
    error_message TEXT
  ) STRICT;
  CREATE INDEX action_executions_by_execution ON action_executions (execution_id, started_seq);

  CREATE TABLE source_revisions (
    execution_id TEXT NOT NULL,
    action_name TEXT NOT NULL,
    revision_id TEXT NOT NULL,
    revision_summary TEXT,
    PRIMARY KEY (execution_id, action_name)
  ) STRICT, WITHOUT ROWID;
  `,
  // Declarations and transitions among the events of years.
  `
  CREATE INDEX events_of_no_execution ON events (pipeline_name, seq) WHERE execution_id IS NULL;
  `,
  // The subject of an event is a workload, and an event has the version of its shape.
  `
  ALTER TABLE events RENAME COLUMN pipeline_name TO workload_name;
  ALTER TABLE events ADD COLUMN workload_type TEXT NOT NULL DEFAULT 'pipeline';
  ALTER TABLE events ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
  DROP INDEX events_by_pipeline;
  DROP INDEX events_of_no_execution;
  CREATE INDEX events_by_workload ON events (workload_type, workload_name, seq);
  CREATE INDEX events_of_no_execution ON events (workload_type, workload_name, seq) WHERE execution_id IS NULL;
  `,
  // The branch that a source followed, and when its commit was made.
  `
  ALTER TABLE source_revisions ADD COLUMN branch TEXT;
  ALTER TABLE source_revisions ADD COLUMN committed_at TEXT;
  UPDATE source_revisions SET (branch, committed_at) = (
    SELECT json_extract(event, '$.outputVariables.BranchName'),
      coalesce(json_extract(event, '$.outputVariables.CommitterDate'), json_extract(event, '$.outputVariables.AuthorDate'))
    FROM events
    WHERE events.execution_id = source_revisions.execution_id AND json_valid(event)
      AND json_extract(event, '$.type') = 'ActionSucceeded'
      AND json_extract(event, '$.actionName') = source_revisions.action_name
    ORDER BY seq DESC LIMIT 1
  );
  `,
  // What a run of a workflow is called.
  `
  ALTER TABLE executions ADD COLUMN run_name TEXT;
  `,
  // What the events of a workload add up to, and the few executions that have not ended among those of years.
  `
  CREATE TABLE folded_states (
    workload_type TEXT NOT NULL,
    workload_name TEXT NOT NULL,
    seq INTEGER NOT NULL,
    format TEXT NOT NULL,
    digest TEXT NOT NULL,
    state BLOB NOT NULL,
    PRIMARY KEY (workload_type, workload_name)
  ) STRICT;
  CREATE INDEX executions_in_flight ON executions (pipeline_name, started_seq) WHERE ended_at IS NULL;
  `,
  // Whether a job that failed may fail.
  `
  ALTER TABLE action_executions ADD COLUMN may_fail INTEGER;
  `,
];
