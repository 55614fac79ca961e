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
  readonly status: ExecutionStatus;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  /** Of one that a distributed Map has started. */
  readonly mapRunArn?: string;
  /** How many items such a one works on. */
  readonly items?: number;
  /** How often it was redriven, and when the last time. */
  readonly redriveCount?: number;
  readonly redrivenAt?: number;
  /** Of the request that did it. */
  readonly redriveToken?: string;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

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

const started = documentsOf<ExecutionRecord>('states/execution');

/** Those that a Map has started are kept apart: there may be many. */
function executionsOf(arn: string): DocumentsOfKind<ExecutionRecord> {
  const ofMap = /:(?:execution|express|mapRun):([^:]+\/[^:]+):/.exec(arn)?.[1];
  return ofMap === undefined
    ? started
    : documentsOf<ExecutionRecord>(`states/map-execution/${shortOf(ofMap)}`);
}
const tokens = documentsOf<TokenOutcome>('states/token');

/** Those of all Regions are in one list. */
export function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

export function findExecution(call: Keeping, arn: string): ExecutionRecord | undefined {
  return executionsOf(arn).get(everywhere(call), arn);
}

/** The newest first, without those of Maps. */
export function allExecutions(call: Keeping): readonly ExecutionRecord[] {
  return newestFirst(started.list(everywhere(call)));
}

export function executionsOfMapRun(call: Keeping, mapRunArn: string): readonly ExecutionRecord[] {
  const ofState = executionsOf(mapRunArn).list(everywhere(call));
  return newestFirst(ofState.filter((each) => each.mapRunArn === mapRunArn));
}

function newestFirst(records: readonly ExecutionRecord[]): readonly ExecutionRecord[] {
  return records.toSorted((a, b) => b.startedAt - a.startedAt);
}

export function addExecution(call: Keeping, record: ExecutionRecord): boolean {
  return started.add(everywhere(call), record.arn, record);
}

export function saveExecution(call: Keeping, record: ExecutionRecord): void {
  executionsOf(record.arn).put(everywhere(call), record.arn, record);
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
    memoKeys: () => memos.list(where).map(({ key }) => key),
    removeMemo: (key: string) => memos.remove(where, key),
    /** When the execution has succeeded: any other may be redriven. */
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
