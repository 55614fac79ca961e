// Redriving: an execution that has failed, was stopped or took too long goes on from the states that have not ended, with what the
// others have given. Source: Step Functions developer guide, "Restarting state machine executions with redrive".
import type { Keeping } from '../documents.ts';
import { historyOf, keeperOf, type ExecutionRecord } from './execution-record.ts';

/** From when an execution was started ("Redrive eligibility"). */
const redrivableMs = 14 * 24 * 60 * 60_000;

/** As many events as an execution may have that is redriven, and as often as it may be. */
const mostEvents = 24_999;
const mostRedrives = 1000;

export interface RedriveStatus {
  readonly redriveStatus: 'REDRIVABLE' | 'NOT_REDRIVABLE' | 'REDRIVABLE_BY_MAP_RUN';
  readonly redriveStatusReason?: string;
}

/** As far as its record says it. */
export function redriveStatusOf({ arn, status, mapRunArn, startedAt }: ExecutionRecord): RedriveStatus {
  const not = (redriveStatusReason: string): RedriveStatus => ({
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason,
  });
  if (status === 'RUNNING' || status === 'SUCCEEDED')
    return not(`Execution is ${status} and cannot be redriven`);
  if (mapRunArn !== undefined)
    return arn.split(':')[5] === 'express'
      ? not('Execution is EXPRESS and cannot be redriven')
      : { redriveStatus: 'REDRIVABLE_BY_MAP_RUN' };
  if (Date.now() > startedAt + redrivableMs) return not('Execution has exceeded the redrivable period');
  return { redriveStatus: 'REDRIVABLE' };
}

/** Why it cannot be redriven; undefined when it can. */
export function whyNotRedriven(call: Keeping, record: ExecutionRecord): string | undefined {
  const { redriveStatus, redriveStatusReason } = redriveStatusOf(record);
  if (redriveStatus === 'REDRIVABLE_BY_MAP_RUN')
    return 'Execution of a Map Run is redriven by its parent execution';
  if (redriveStatus === 'NOT_REDRIVABLE') return redriveStatusReason;
  if ((record.redriveCount ?? 0) >= mostRedrives) return 'Execution redrive limit exceeded';
  return historyOf(call, record.arn).length > mostEvents
    ? 'Execution event history limit exceeded'
    : undefined;
}

const attemptsKey = '@attempts';

/** The number of the first attempt of a state after its last redrive, by the key of the state. */
export function firstAttempts(call: Keeping, arn: string): ReadonlyMap<string, number> {
  const kept = keeperOf(call, arn).memo(attemptsKey)?.value ?? {};
  return new Map(Object.entries(kept as Readonly<Record<string, number>>));
}

/** What its unsuccessful states have done is forgotten. @returns the record of the execution that runs again, not saved yet */
export function redriven(call: Keeping, record: ExecutionRecord, now: number): ExecutionRecord {
  const keeper = keeperOf(call, record.arn);
  const { forgotten, attempts } = whatIsForgotten(keeper.memoKeys());
  // First what says from where the states go on: done once more after a kill it comes to the same.
  const before = Object.fromEntries(firstAttempts(call, record.arn));
  keeper.putMemo(attemptsKey, { ...before, ...attempts });
  for (const key of forgotten) keeper.removeMemo(key);
  const { stoppedAt: _stopped, output: _output, error: _error, cause: _cause, ...kept } = record;
  return { ...kept, status: 'RUNNING', redriveCount: (record.redriveCount ?? 0) + 1, redrivenAt: now };
}

interface Forgotten {
  readonly forgotten: readonly string[];
  readonly attempts: Readonly<Record<string, number>>;
}

/**
 * A state that has ended has a memo of its key; what it did in between has that key, a slash, and a word with the number of the
 * attempt. Parts of the last attempt (branches, items, the executions of a Map) are kept. Pure.
 */
export function whatIsForgotten(keys: readonly string[]): Forgotten {
  const ended = new Set(keys.filter((key) => !key.includes('/')));
  const forgotten: string[] = [];
  const attempts: Record<string, number> = {};
  const sawAttempt = (state: string, number: number): void => {
    if (!ended.has(state)) attempts[state] = Math.max(attempts[state] ?? 0, number);
  };
  for (const key of keys) {
    // `0.1.2.3`: the state 3 of branch 2 of attempt 1 of the state 0.
    const parts = (key.split('/')[0] ?? '').split('.');
    for (let at = 1; at + 1 < parts.length; at += 3)
      sawAttempt(parts.slice(0, at).join('.'), Number(parts[at]));
    const [, state, word, number] = /^([\d.]+)\/([a-z]+)(\d*)$/.exec(key) ?? [];
    if (state === undefined || ended.has(state)) continue;
    if (word === 'attempt' || word === 'children') sawAttempt(state, Number(number));
    if (word !== 'children') forgotten.push(key);
  }
  return { forgotten, attempts };
}
