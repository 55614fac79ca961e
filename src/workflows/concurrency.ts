// The concurrency group of a run, a job or a call (GitHub: "Workflow syntax, concurrency"). Pure.
import { isRecord } from '../lib/is-record.ts';
import { isFailed, type Result } from '../lib/result.ts';
import type { ConcurrencyClaim } from '../model/job-graph.ts';
import type { Value } from '../model/workflow.ts';
import { resolveValue, textOf, type Scope } from './language/expressions.ts';

export type Claimed = Result<{ readonly claim: ConcurrencyClaim | undefined }>;

/** Undefined where nothing is said. @param written a group, or a mapping with one */
export function concurrencyOf(written: Value | undefined, scope: Scope): Claimed {
  if (written === undefined || written === null) return { claim: undefined };
  const resolved = resolveValue(written, scope);
  if (isFailed(resolved)) return { failed: `"concurrency" cannot be evaluated: ${resolved.failed}` };
  return claimOf(isRecord(resolved.value) ? resolved.value : { group: resolved.value });
}

function claimOf(said: Readonly<Record<string, unknown>>): Claimed {
  const group = textOf(said['group'] ?? '');
  const cancels = said['cancel-in-progress'] ?? false;
  const queue = textOf(said['queue'] ?? 'single');
  if (group === '') return { failed: 'The group of "concurrency" is empty' };
  if (typeof cancels !== 'boolean')
    return { failed: `"cancel-in-progress" must be true or false, not ${JSON.stringify(cancels)}` };
  if (queue !== 'single' && queue !== 'max')
    return { failed: `"queue" must be single or max, not ${JSON.stringify(queue)}` };
  if (queue === 'max' && cancels) return { failed: queueCancels };
  return { claim: { group, cancelInProgress: cancels, queue } };
}

/** GitHub: a queue of more than one is for groups that cancel nothing in progress. */
export const queueCancels = '"queue: max" cannot be combined with "cancel-in-progress: true"';
