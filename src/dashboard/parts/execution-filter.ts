// Which executions a list shows, as its address says it. Pure.
import type { ExecutionSummary } from '../../state/execution-history.ts';
import { wordsOfExecution } from '../../view/execution-words.ts';

export interface ExecutionFilter {
  readonly status?: string;
  readonly branch?: string;
  /** Who or what has started it. */
  readonly by?: string;
  /** Of its id, commit, message or person. */
  readonly q?: string;
}

/** A number in an address is read as one. */
export function executionFilter(search: Readonly<Record<string, unknown>>): ExecutionFilter {
  return Object.fromEntries(
    (['status', 'branch', 'by', 'q'] as const).flatMap((name) => {
      const value = search[name];
      const isText = (typeof value === 'string' && value !== '') || typeof value === 'number';
      return isText ? [[name, String(value)]] : [];
    }),
  );
}

export function isFiltered(filter: ExecutionFilter): boolean {
  return Object.keys(filter).length > 0;
}

export function filtered(
  executions: readonly ExecutionSummary[],
  { status, branch, by, q = '' }: ExecutionFilter,
): readonly ExecutionSummary[] {
  const wanted = q.trim().toLowerCase();
  return executions.filter(
    (execution) =>
      (status === undefined || execution.status === status) &&
      (branch === undefined || branchesOf(execution).includes(branch)) &&
      (by === undefined || execution.trigger.triggerDetail === by) &&
      wordsOfExecution(execution).includes(wanted),
  );
}

export function branchesOf({
  sourceRevisions,
}: Pick<ExecutionSummary, 'sourceRevisions'>): readonly string[] {
  return sourceRevisions.flatMap(({ branch }) => branch ?? []);
}
