// Events in batches as CloudWatch Logs takes them. Source: CloudWatch Logs API reference, PutLogEvents. Pure.
import type { LogsApi } from '../../aws/operations/logs.ts';
import type { TrailRecord } from './call-event.ts';

type LogEvent = LogsApi['shapes']['InputLogEvent'];

const mostEvents = 10_000;
const mostBytes = 1_048_576;
const mostMs = 24 * 60 * 60 * 1000;

/** In the order of time: they come in that in which calls have ended. */
export function logBatches(records: readonly TrailRecord[]): readonly (readonly LogEvent[])[] {
  const events = records
    .map((record) => ({ timestamp: Date.parse(record.eventTime), message: JSON.stringify(record) }))
    .toSorted((one, other) => one.timestamp - other.timestamp);
  const batches: LogEvent[][] = [];
  let bytes = 0;
  for (const event of events) {
    const size = Buffer.byteLength(event.message) + 26;
    const batch = batches.at(-1);
    const first = batch?.[0]?.timestamp ?? event.timestamp;
    const fits = bytes + size <= mostBytes && event.timestamp - first <= mostMs;
    if (batch !== undefined && batch.length < mostEvents && fits) {
      batch.push(event);
      bytes += size;
    } else {
      batches.push([event]);
      bytes = size;
    }
  }
  return batches;
}
