// Reads the projections, and makes them again from the journal.
import type { ActionExecutionStatus, PipelineExecutionStatus, TriggerType } from '../model/status.ts';
import { transaction, type Database } from './database.ts';
import type {
  ActionExecutionSummary,
  ExecutionHistory,
  ExecutionSummary,
  SourceRevision,
} from './execution-history.ts';
import { openProjections } from './projections.ts';
import { entryOf } from './sqlite-journal.ts';

type Row = Readonly<Record<string, unknown>>;

export function openHistory(database: Database): ExecutionHistory {
  const all = database.prepare(
    'SELECT * FROM executions WHERE started_seq < ? ORDER BY started_seq DESC LIMIT ?',
  );
  const ofPipeline = database.prepare(
    'SELECT * FROM executions WHERE pipeline_name = ? AND started_seq < ? ORDER BY started_seq DESC LIMIT ?',
  );
  const inFlight = database.prepare(
    'SELECT * FROM executions WHERE pipeline_name = ? AND ended_at IS NULL ORDER BY started_seq DESC',
  );
  const startOf = database.prepare('SELECT started_seq FROM executions WHERE execution_id = ?');
  const one = database.prepare('SELECT * FROM executions WHERE execution_id = ?');
  const actions = database.prepare(
    'SELECT * FROM action_executions WHERE execution_id = ? ORDER BY started_seq',
  );
  const revisions = database.prepare(
    'SELECT * FROM source_revisions WHERE execution_id = ? ORDER BY action_name',
  );
  const summary = (row: Row): ExecutionSummary =>
    executionOf(row, revisions.all(String(row['execution_id'])).map(revisionOf));
  return {
    executions: ({ pipelineName, limit = -1, before } = {}) => {
      const start = before === undefined ? undefined : startOf.get(before);
      const until = before === undefined ? Number.MAX_SAFE_INTEGER : Number(start?.['started_seq'] ?? 0);
      const rows =
        pipelineName === undefined ? all.all(until, limit) : ofPipeline.all(pipelineName, until, limit);
      return rows.map(summary);
    },
    inFlight: (pipelineName) => inFlight.all(pipelineName).map(summary),
    execution: (executionId) => {
      const row = one.get(executionId);
      return row === undefined ? undefined : summary(row);
    },
    actions: (executionId) => actions.all(executionId).map(actionOf),
    rebuild: () => rebuild(database),
  };
}

function rebuild(database: Database): number {
  const projections = openProjections(database);
  const events = database.prepare('SELECT * FROM events ORDER BY seq');
  return transaction(database, () => {
    projections.clear();
    let count = 0;
    for (const row of events.iterate()) {
      projections.apply(entryOf(database, row));
      count += 1;
    }
    return count;
  });
}

function executionOf(row: Row, sourceRevisions: readonly SourceRevision[]): ExecutionSummary {
  return {
    executionId: String(row['execution_id']),
    pipelineName: String(row['pipeline_name']),
    status: row['status'] as PipelineExecutionStatus,
    startedAt: Number(row['started_at']),
    trigger: {
      triggerType: row['trigger_type'] as TriggerType,
      triggerDetail: String(row['trigger_detail']),
    },
    sourceRevisions,
    ...text('statusSummary', row['status_summary']),
    ...text('runName', row['run_name']),
    ...text('rollbackOf', row['rollback_of']),
    ...number('endedAt', row['ended_at']),
  };
}

function actionOf(row: Row): ActionExecutionSummary {
  const { error_code: code, error_message: message } = row;
  return {
    actionExecutionId: String(row['action_execution_id']),
    executionId: String(row['execution_id']),
    stageName: String(row['stage_name']),
    actionName: String(row['action_name']),
    status: row['status'] as ActionExecutionStatus,
    attempt: Number(row['attempt']),
    startedAt: Number(row['started_at']),
    ...number('endedAt', row['ended_at']),
    ...text('summary', row['summary']),
    ...text('externalExecutionId', row['external_execution_id']),
    ...(typeof code === 'string' && typeof message === 'string' ? { error: { code, message } } : {}),
    ...(row['may_fail'] === 1 ? { mayFail: true } : {}),
  };
}

function revisionOf(row: Row): SourceRevision {
  return {
    actionName: String(row['action_name']),
    revisionId: String(row['revision_id']),
    ...text('revisionSummary', row['revision_summary']),
    ...text('branch', row['branch']),
    ...number('committedAt', timeOf(row['committed_at'])),
  };
}

/** Milliseconds since the epoch; undefined for a text that is no time. */
function timeOf(text: unknown): number | undefined {
  const at = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** A column as an optional property: NULL is no property. */
function text<Name extends string>(name: Name, value: unknown): { readonly [key in Name]?: string } {
  return (typeof value === 'string' ? { [name]: value } : {}) as { readonly [key in Name]?: string };
}

function number<Name extends string>(name: Name, value: unknown): { readonly [key in Name]?: number } {
  return (typeof value === 'number' ? { [name]: value } : {}) as { readonly [key in Name]?: number };
}
