// Folds events into the tables that lists read. A projection knows nothing that the events do not say, so it can be
// thrown away and made again.
import type { StatementSync } from 'node:sqlite';
import type { PipelineEvent } from '../engine/event.ts';
import type { Database } from './database.ts';
import type { JournalEntry } from './journal.ts';

export interface Projections {
  /** Call inside the transaction that appends the entry. */
  readonly apply: (entry: JournalEntry) => void;
  readonly clear: () => void;
}

type Value = string | number | null;

export function openProjections(database: Database): Projections {
  const statements = new Map<string, StatementSync>();
  const run = (sql: string, ...values: readonly Value[]): void => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    statement.run(...values);
  };
  return {
    apply: (entry) => {
      applyToExecutions(run, entry);
      applyToActions(run, entry);
    },
    clear: () => {
      for (const table of ['executions', 'action_executions', 'source_revisions'])
        run(`DELETE FROM ${table}`);
    },
  };
}

type Run = (sql: string, ...values: readonly Value[]) => void;

const insertExecution = `INSERT OR REPLACE INTO executions (execution_id, started_seq, pipeline_name, status, started_at,
  trigger_type, trigger_detail, rollback_of) VALUES (?, ?, ?, 'InProgress', ?, ?, ?, ?)`;
const updateStatus = 'UPDATE executions SET status = ? WHERE execution_id = ?';
const endExecution =
  'UPDATE executions SET status = ?, status_summary = ?, ended_at = ? WHERE execution_id = ?';
const reopenExecution = `UPDATE executions SET status = 'InProgress', status_summary = NULL, ended_at = NULL
  WHERE execution_id = ?`;

function applyToExecutions(run: Run, { seq, workload, event }: JournalEntry): void {
  switch (event.type) {
    case 'ExecutionStarted': {
      const { triggerType, triggerDetail } = event.trigger;
      const target = event.rollback?.targetExecutionId ?? null;
      run(
        insertExecution,
        event.executionId,
        seq,
        workload.name,
        event.at,
        triggerType,
        triggerDetail,
        target,
      );
      break;
    }
    case 'RunPlanned':
      run(
        'UPDATE executions SET run_name = ? WHERE execution_id = ?',
        event.plan.name ?? null,
        event.executionId,
      );
      break;
    case 'StopRequested':
      run(updateStatus, 'Stopping', event.executionId);
      break;
    case 'ExecutionSuperseded':
      run(endExecution, 'Superseded', `Superseded by ${event.byExecutionId}`, event.at, event.executionId);
      break;
    case 'ExecutionEnded':
      run(endExecution, event.status, event.statusSummary ?? null, event.at, event.executionId);
      break;
    // A retry takes an execution up again that had failed.
    case 'StageRetryRequested':
      run(reopenExecution, event.executionId);
      break;
    default:
  }
}

const insertAction = `INSERT OR REPLACE INTO action_executions (action_execution_id, started_seq, execution_id, stage_name,
  action_name, input_artifacts, status, attempt, started_at) VALUES (?, ?, ?, ?, ?, ?, 'InProgress', 1, ?)`;
const recoverAction = 'UPDATE action_executions SET attempt = ? WHERE action_execution_id = ?';
const succeedAction = `UPDATE action_executions SET status = 'Succeeded', ended_at = ?, summary = ?,
  external_execution_id = ? WHERE action_execution_id = ?`;
const failAction = `UPDATE action_executions SET status = 'Failed', ended_at = ?, error_code = ?, error_message = ?,
  may_fail = ?, external_execution_id = ? WHERE action_execution_id = ?`;
const abandonAction = `UPDATE action_executions SET status = 'Abandoned', ended_at = ? WHERE action_execution_id = ?`;

function applyToActions(run: Run, { seq, event }: JournalEntry): void {
  switch (event.type) {
    case 'ActionStarted': {
      const { actionExecutionId, executionId, stageName, actionName, inputArtifacts, at } = event;
      const inputs = inputArtifacts.length;
      run(insertAction, actionExecutionId, seq, executionId, stageName, actionName, inputs, at);
      break;
    }
    case 'ActionRecovered':
      run(recoverAction, event.attempt, event.actionExecutionId);
      break;
    case 'ActionSucceeded':
      run(
        succeedAction,
        event.at,
        event.summary ?? null,
        event.externalExecutionId ?? null,
        event.actionExecutionId,
      );
      recordRevision(run, event);
      break;
    case 'ActionFailed': {
      const { at, error, mayFail, externalExecutionId = null, actionExecutionId } = event;
      const isHarmless = mayFail === true ? 1 : null;
      run(failAction, at, error.code, error.message, isHarmless, externalExecutionId, actionExecutionId);
      break;
    }
    case 'ActionAbandoned':
      run(abandonAction, event.at, event.actionExecutionId);
      break;
    default:
  }
}

/** Only sources take no artifacts and give a revision; a build may pass on the one that it was given. */
const insertRevision = `INSERT OR REPLACE INTO source_revisions (execution_id, action_name, revision_id, revision_summary,
  branch, committed_at) SELECT execution_id, action_name, ?, ?, ?, ? FROM action_executions
  WHERE action_execution_id = ? AND input_artifacts = 0`;

function recordRevision(run: Run, event: Extract<PipelineEvent, { type: 'ActionSucceeded' }>): void {
  for (const { revisionId, revisionSummary } of event.outputArtifacts) {
    if (revisionId === undefined) continue;
    const { BranchName = null, CommitterDate, AuthorDate } = event.outputVariables;
    const committedAt = CommitterDate ?? AuthorDate ?? null;
    const summary = revisionSummary ?? null;
    run(insertRevision, revisionId, summary, BranchName, committedAt, event.actionExecutionId);
  }
}
