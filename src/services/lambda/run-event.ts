// One event through a version of a function: within its concurrency, in a warm process, with its log.
import { defined } from '../../lib/defined.ts';
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { isFailed } from '../../lib/result.ts';
import type { FunctionErrorDocument, ResponseSink } from '../../targets/function/runtime-api.ts';
import { explainFunctionError } from '../../targets/function/explain-function-error.ts';
import {
  newLogStream,
  openInvocationLog,
  type InvocationLog,
} from '../../targets/function/invocation-log.ts';
import { errorOfOutcome, reportEnd } from '../../targets/function/report-end.ts';
import { newTraceId } from '../../targets/function/trace-id.ts';
import type { Ended, Outcome } from '../../targets/function/execution-environment.ts';
import { refuse, type ServiceCall } from '../service.ts';
import { readyVersion } from './environments.ts';
import type { QualifiedRecord } from './function-record.ts';
import { functionLog } from './function-log.ts';
import { lambdaOf } from './lambda-ground.ts';
import { arnOfFunction, ownerOf } from './names.ts';

type Where = Pick<ServiceCall, 'ground' | 'place'>;

export interface EventToRun {
  readonly record: QualifiedRecord;
  readonly payload: Uint8Array;
  readonly requestId: string;
  /** JSON. */
  readonly clientContext?: string;
  /** Takes what the function streams. */
  readonly sink?: ResponseSink;
}

export interface FunctionAnswer {
  /** What the handler gave; AWS's document of the error when it gave none. */
  readonly body: Uint8Array;
  readonly isError: boolean;
}

export interface RunOfEvent {
  readonly answer: Promise<FunctionAnswer>;
  /** When its log is complete. */
  readonly ended: Promise<{ readonly logTail: string; readonly error?: FunctionErrorDocument }>;
}

/** An alias's second version in as many events of a hundred as its weight says; chance decides each. */
export function chooseVersion(weights: Readonly<Record<string, number>>): string | undefined {
  let point = Math.random();
  for (const [version, weight] of Object.entries(weights)) {
    if (point < weight) return version;
    point -= weight;
  }
  return undefined;
}

/** @throws AwsError when the function has as many events as it may have at a time */
export async function runEvent(where: Where, event: EventToRun): Promise<RunOfEvent> {
  const { record } = event;
  const release = takePlace(where, record.name);
  try {
    const run = await start(where, event);
    const { underWay, metrics } = lambdaOf(where);
    void run.answer.then(({ isError }) => metrics.count(resourcesOf(record), isError));
    const over = run.ended.then(release, release);
    underWay.add(over);
    void over.finally(() => underWay.delete(over));
    return run;
  } catch (error) {
    release();
    throw error;
  }
}

/** What metrics are kept of: the function, and the alias by which it was called. */
function resourcesOf({ name, reference: { qualifier = '$LATEST' } }: QualifiedRecord): readonly string[] {
  return qualifier === '$LATEST' ? [name] : [name, `${name}:${qualifier}`];
}

/** Lambda developer guide, Lambda quotas: concurrent executions of an account. */
export const accountConcurrency = 1000;

function takePlace(where: Where, name: string): () => void {
  const { running, store } = lambdaOf(where);
  const owner = ownerOf(name, where.place);
  const now = running.get(owner) ?? 0;
  const reserved = store.get('setting', owner, 'concurrency')?.value;
  const all = [...running.values()].reduce((sum, one) => sum + one, 0);
  if (reserved !== undefined && now >= Number(reserved))
    throw throttled('ReservedFunctionConcurrentInvocationLimitExceeded');
  if (all >= accountConcurrency) throw throttled('ConcurrentInvocationLimitExceeded');
  running.set(owner, now + 1);
  let isReleased = false;
  return () => {
    if (isReleased) return;
    isReleased = true;
    const left = (running.get(owner) ?? 1) - 1;
    if (left === 0) running.delete(owner);
    else running.set(owner, left);
  };
}

function throttled(Reason: string) {
  return refuse<LambdaApi>('TooManyRequestsException', 'Rate Exceeded.', {
    members: { Reason, retryAfterSeconds: '1' },
  });
}

async function start(where: Where, event: EventToRun): Promise<RunOfEvent> {
  const { record, payload, requestId, clientContext, sink } = event;
  const { pool, swept } = lambdaOf(where);
  await swept;
  const ready = await readyVersion(record, where);
  if (isFailed(ready)) return notStarted(where, event, ready.failed);
  const lines = functionLog(where, record);
  const log = openInvocationLog(lines.line, record.version);
  const running = await pool.run(ready.key, () => ready.open(), {
    requestId,
    payload,
    invokedFunctionArn: arnOfFunction(record.reference, where.place),
    traceId: newTraceId(),
    limitMs: record.values.timeout * 1000,
    log,
    ...defined({ clientContext, sink }),
  });
  lines.to(running.logStream);
  return {
    answer: running.outcome.then((outcome) => answerOf(outcome, event)),
    ended: running.ended.then((ended) => finish(ended, { event, log })),
  };
}

function answerOf(outcome: Outcome, { requestId, record }: EventToRun): FunctionAnswer {
  if (outcome.type === 'Response') return { body: outcome.body, isError: false };
  const text = `Task timed out after ${record.values.timeout.toFixed(2)} seconds`;
  const document =
    outcome.type === 'TimedOut'
      ? { errorMessage: `${new Date().toISOString()} ${requestId} ${text}` }
      : errorOfOutcome(outcome, { requestId, time: { text } });
  return { body: Buffer.from(JSON.stringify(document)), isError: true };
}

interface Finishing {
  readonly event: EventToRun;
  readonly log: InvocationLog;
}

function finish(ended: Ended, { event, log }: Finishing) {
  const { requestId, record } = event;
  const { error } = reportEnd(ended, { requestId, log, memorySize: record.values.memorySize });
  const explanation = error === undefined ? undefined : explainFunctionError(error);
  if (explanation !== undefined) log.line(explanation);
  return { logTail: log.tail(), ...defined({ error }) };
}

function notStarted(
  where: Where,
  { record, requestId }: EventToRun,
  error: FunctionErrorDocument,
): RunOfEvent {
  const lines = functionLog(where, record);
  const log = openInvocationLog(lines.line, record.version);
  lines.to(newLogStream(record.version));
  log.start(requestId);
  log.line(error.errorMessage);
  return {
    answer: Promise.resolve({ body: Buffer.from(JSON.stringify(error)), isError: true }),
    ended: Promise.resolve({ logTail: log.tail(), error }),
  };
}
