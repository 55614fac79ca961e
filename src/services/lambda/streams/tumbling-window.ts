// Tumbling windows of a stream: the records of one window are given with the state that the function has returned for those before
// them. Pure. Source: Lambda developer guide, "Using Lambda with Kinesis", stateful processing with tumbling windows.
import { isRecord } from '../../../lib/is-record.ts';
import type { StreamRecord } from './stream-batch.ts';

/** Of a shard: one at a time. */
export interface OpenWindow {
  /** Milliseconds since the epoch. */
  readonly start: number;
  /** What the function has returned last. */
  readonly state: unknown;
}

/** Where a shard has been read to. */
export interface StreamPosition {
  readonly sequenceNumber?: string;
  readonly isOver?: true;
  /** The tumbling window that is open there, with all that is done in its state. */
  readonly window?: OpenWindow;
}

interface WindowOfRecords {
  readonly start: number;
  readonly records: readonly StreamRecord[];
}

/** In the order of the shard, by when the stream took them. What comes late belongs to the window that is open. */
export function windowsOf(
  records: readonly StreamRecord[],
  lengthMs: number,
  open: OpenWindow | undefined,
): readonly WindowOfRecords[] {
  const windows: { readonly start: number; readonly records: StreamRecord[] }[] = [];
  for (const record of records) {
    const newest = windows.at(-1);
    const earliest = newest?.start ?? open?.start ?? 0;
    const start = Math.max(Math.floor(record.arrivedAt / lengthMs) * lengthMs, earliest);
    if (newest?.start === start) newest.records.push(record);
    else windows.push({ start, records: [record] });
  }
  return windows;
}

export interface WindowEvent {
  readonly window: OpenWindow;
  readonly lengthMs: number;
  readonly shardId: string;
  readonly eventSourceARN: string;
  /** Nothing more of the window comes. */
  readonly isFinal: boolean;
  readonly isEarly: boolean;
}

/** What the event has besides its records. */
export function windowEvent({ window, lengthMs, shardId, eventSourceARN, isFinal, isEarly }: WindowEvent) {
  const time = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
  return {
    window: { start: time(window.start), end: time(window.start + lengthMs) },
    state: window.state,
    shardId,
    eventSourceARN,
    isFinalInvokeForWindow: isFinal,
    isWindowTerminatedEarly: isEarly,
  };
}

/** Of the function's answer; empty when it returns none. */
export function stateIn(body: Uint8Array): unknown {
  try {
    const given: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    return isRecord(given) ? (given['state'] ?? {}) : {};
  } catch {
    return {};
  }
}

const mostBytes = 1024 * 1024;

/** A window whose state is larger than 1 MB ends early. */
export function isTooLarge(state: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(state)) > mostBytes;
}
