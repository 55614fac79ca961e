// How an event has ended, in Lambda's words: the lines of its log, and the document of its error.
import { defined } from '../../lib/defined.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { CommandResult } from '../../process/command.ts';
import { exitText } from './exit-text.ts';
import type { Ended, Outcome } from './execution-environment.ts';
import type { InvocationLog } from './invocation-log.ts';
import type { FunctionErrorDocument } from './runtime-api.ts';
import type { TimeWatch } from './watch-time.ts';

export interface ReportedEvent {
  readonly requestId: string;
  readonly log: InvocationLog;
  readonly memorySize: number;
}

/** Completes its log. */
export function reportEnd(
  { outcome, time, isCold, peakMemoryBytes }: Ended,
  { requestId, log, memorySize }: ReportedEvent,
): { readonly error?: FunctionErrorDocument; readonly durationMs: number } {
  const { initMs, durationMs } = time.spent();
  const error = errorOfOutcome(outcome, { requestId, time });
  if (!time.hasBegun()) log.start(requestId);
  if (outcome.type === 'TimedOut') log.line(`${new Date().toISOString()} ${requestId} ${time.text}`);
  else if (outcome.type === 'Exited') log.line(error?.errorMessage ?? '');
  log.end({
    requestId,
    durationMs,
    memorySize,
    ...(isCold ? { initMs } : {}),
    ...defined({ peakMemoryBytes }),
    ...(error === undefined ? {} : { status: outcome.type === 'TimedOut' ? 'timeout' : 'error' }),
  });
  return { ...defined({ error }), durationMs };
}

/** Undefined for a response. */
export function errorOfOutcome(
  outcome: Outcome,
  { requestId, time }: { readonly requestId: string; readonly time: Pick<TimeWatch, 'text'> },
): FunctionErrorDocument | undefined {
  switch (outcome.type) {
    case 'Response':
      return undefined;
    case 'Error':
    case 'InitError':
      return outcome.error;
    case 'TimedOut':
      return { errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: ${time.text}` };
    case 'Exited':
      return exitError(outcome.exit, requestId);
    default:
      return unreachable(outcome);
  }
}

/** In the words of Lambda, which is written in Go. */
function exitError(
  { exitCode, signal, startError }: CommandResult,
  requestId: string,
): FunctionErrorDocument {
  if (startError !== undefined)
    return {
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: `RequestId: ${requestId} Error: ${startError}`,
    };
  const how =
    exitCode === 0
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: ${exitText({ exitCode, signal })}`;
  return { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${how}` };
}
