// The log of one run of an action: bytes on their way to the disk, with secrets taken out first.
import type { ActionLog } from '../actions/provider.ts';
import { createRedactor } from '../process/redactor.ts';
import type { LogWriter } from '../state/log-store.ts';

export interface OpenActionLog extends AsyncDisposable {
  readonly log: ActionLog;
  /** The same without secrets, for what the journal keeps: they are taken out of every text in it. */
  readonly hide: <T>(value: T) => T;
}

/**
 * Wraps a writer of the log store. Redaction stands between the action and the writer, so no secret reaches the
 * file, the tail of a failure's details or a reader that follows.
 */
export function openActionLog(writer: LogWriter): OpenActionLog {
  const redactor = createRedactor((bytes) => writer.write(bytes));
  const encoder = new TextEncoder();
  return {
    log: {
      write: (bytes) => redactor.write(bytes),
      line: (text) => redactor.write(encoder.encode(`${text}\n`)),
      redact: (secrets) => redactor.add(secrets),
      tail: (count) => {
        redactor.flush();
        return writer.tail(count);
      },
    },
    hide: (value) => withTexts(value, redactor.clean),
    [Symbol.asyncDispose]: async () => {
      redactor.flush();
      await writer[Symbol.asyncDispose]();
    },
  };
}

/** Plain data with every text in it changed. */
function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => withTexts(each, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTexts(each, change)])) as T;
}
