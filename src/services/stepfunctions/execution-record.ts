// Executions of state machines as they are kept: what each is, its history, and what it has done already.
import { createHash } from 'node:crypto';
import type { JsonValue } from '../../lib/json-path.ts';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type DocumentsOfKind, type Keeping } from '../documents.ts';

export interface ExecutionRecord {
  readonly arn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  /** As it was when the execution was started. */
  readonly definition: string;
  readonly input: string;
  readonly place: AwsPlace;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export interface KeptEvent {
  readonly id: number;
  readonly previous: number;
  readonly type: string;
  readonly details: Readonly<Record<string, JsonValue>>;
  readonly at: number;
}

interface Memo {
  readonly key: string;
  readonly value: JsonValue;
}

/** What `SendTaskSuccess` and `SendTaskFailure` have said of a token. */
export type TokenOutcome =
  | { readonly token: string; readonly output: string }
  | { readonly token: string; readonly error: string; readonly cause: string };

const executions = documentsOf<ExecutionRecord>('states/execution');
const tokens = documentsOf<TokenOutcome>('states/token');

/** Those of all Regions are in one list. */
function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

export function findExecution(call: Keeping, arn: string): ExecutionRecord | undefined {
  return executions.get(everywhere(call), arn);
}

/** The newest first. */
export function allExecutions(call: Keeping): readonly ExecutionRecord[] {
  return executions.list(everywhere(call)).toSorted((a, b) => b.startedAt - a.startedAt);
}

export function addExecution(call: Keeping, record: ExecutionRecord): boolean {
  return executions.add(everywhere(call), record.arn, record);
}

export function saveExecution(call: Keeping, record: ExecutionRecord): void {
  executions.put(everywhere(call), record.arn, record);
}

function eventsOf(arn: string): DocumentsOfKind<KeptEvent> {
  return documentsOf<KeptEvent>(`states/event/${shortOf(arn)}`);
}

function memosOf(arn: string): DocumentsOfKind<Memo> {
  return documentsOf<Memo>(`states/memo/${shortOf(arn)}`);
}

function shortOf(arn: string): string {
  return createHash('sha256').update(arn).digest('hex').slice(0, 32);
}

export function historyOf(call: Keeping, arn: string): readonly KeptEvent[] {
  return eventsOf(arn)
    .list(everywhere(call))
    .toSorted((a, b) => a.id - b.id);
}

/** Of one execution that runs: each event and each result is on disk before it is given. */
export function keeperOf(call: Keeping, arn: string) {
  const where = everywhere(call);
  const [events, memos] = [eventsOf(arn), memosOf(arn)];
  return {
    event: (key: string) => events.get(where, key),
    putEvent: (key: string, event: KeptEvent) => events.put(where, key, event),
    count: () => events.list(where).length,
    memo: (key: string) => memos.get(where, key),
    putMemo: (key: string, value: JsonValue) => memos.put(where, key, { key, value }),
    /** When the execution is over. */
    forget: () => {
      for (const { key } of memos.list(where)) memos.remove(where, key);
    },
  };
}

export function outcomeOfToken(call: Keeping, token: string): TokenOutcome | undefined {
  return tokens.get(everywhere(call), token);
}

export function saveTokenOutcome(call: Keeping, outcome: TokenOutcome): void {
  tokens.put(everywhere(call), outcome.token, outcome);
}
