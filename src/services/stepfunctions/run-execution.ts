// Runs executions: what each has done is on disk, so that the next process goes on where this one ended.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { callingEndpoint, type EndpointCaller } from '../../account/call-aws.ts';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { localUser, sessionOfRole } from '../../account/principals.ts';
import { defined } from '../../lib/defined.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { Ground } from '../service.ts';
import { Ended, type Ending } from './ended.ts';
import {
  allExecutions,
  findExecution,
  keeperOf,
  saveExecution,
  type ExecutionRecord,
} from './execution-record.ts';
import { integrationOf } from './integrations.ts';
import { walk } from './language/interpret.ts';
import type { JsonObject, Machine } from './language/machine.ts';
import { readMachine } from './language/read-machine.ts';
import { StateError } from './language/state-error.ts';
import { findMapRun } from './map-run-record.ts';
import { puttingS3, readingS3 } from './map-run-s3.ts';
import { performMapRun } from './perform-map-run.ts';
import { firstAttempts } from './redrive.ts';
import type { Effects } from './language/walking.ts';
import { performTask } from './perform-task.ts';
import { sleepUntil } from './waiting.ts';

class ExecutionsAtWork implements AsyncDisposable {
  readonly running = new Map<string, { readonly ending: AbortController; readonly over: Promise<void> }>();
  isClosing = false;

  async [Symbol.asyncDispose](): Promise<void> {
    this.isClosing = true;
    const all = [...this.running.values()];
    for (const { ending } of all) ending.abort(new Error('The endpoint ends'));
    await Promise.allSettled(all.map(({ over }) => over));
  }
}

const openExecutions = () => new ExecutionsAtWork();

export function readDefinition(text: string): Result<Machine> {
  return readMachine(text, (resource) => {
    const read = integrationOf(resource);
    return isFailed(read) ? read.failed : undefined;
  });
}

/** What was running goes on. */
export function resumeExecutions(ground: Ground): void {
  const place = placeOfAccount(ground.account);
  for (const record of allExecutions({ ground, place }))
    if (record.status === 'RUNNING') startRun(ground, record);
}

/** Returns at once. */
export function startRun(ground: Ground, record: ExecutionRecord): void {
  const atWork = ground.keep(openExecutions);
  if (atWork.isClosing || atWork.running.has(record.arn)) return;
  const ending = new AbortController();
  const over = run(ground, record, { signal: ending.signal, isClosing: () => atWork.isClosing })
    .catch((error: unknown) => {
      process.stderr.write(`${record.arn} cannot go on: ${String(error)}\n`);
    })
    .finally(() => atWork.running.delete(record.arn));
  atWork.running.set(record.arn, { ending, over });
}

/** @returns when it has ended; false for one that does not run in this process */
export async function endRun(ground: Ground, arn: string, how: Ending): Promise<boolean> {
  const found = ground.keep(openExecutions).running.get(arn);
  if (found === undefined) return false;
  found.ending.abort(new Ended(how));
  await found.over;
  return true;
}

interface Running {
  readonly signal: AbortSignal;
  readonly isClosing: () => boolean;
}

/**
 * As many as a history holds (Step Functions developer guide, "Quotas related to state machine executions"). The last one says
 * how the execution ended.
 */
const mostEvents = 25_000;

async function run(ground: Ground, record: ExecutionRecord, { signal, isClosing }: Running): Promise<void> {
  const { arn, place, startedAt, redriveCount = 0, redrivenAt } = record;
  const keeper = keeperOf({ ground, place }, arn);
  const attempts = redriveCount === 0 ? new Map<string, number>() : firstAttempts({ ground, place }, arn);
  const full = new AbortController();
  let count = keeper.count();
  const note: Effects['record'] = (plainKey, { type, previous, details }) => {
    // What a state has begun is not begun again when it is redriven; all else is recorded once more.
    const key = redriveCount === 0 || begins.test(type) ? plainKey : `${plainKey}@${redriveCount}`;
    const before = keeper.event(key);
    if (before !== undefined) return before.id;
    if (plainKey !== endedKey && count + 1 >= mostEvents) {
      full.abort(new Ended(tooManyEvents));
      full.signal.throwIfAborted();
    }
    count += 1;
    keeper.putEvent(key, { id: count, previous, type, details, at: Date.now() });
    return count;
  };
  const effects: Effects = {
    ...effectsOf(ground, record),
    firstAttempt: (key) => attempts.get(key) ?? 0,
    memo: async <T extends JsonValue>(key: string, work: () => Promise<T> | T): Promise<T> => {
      await nextTurn();
      const known = keeper.memo(key);
      if (known !== undefined) return known.value as T;
      const value = await work();
      keeper.putMemo(key, value);
      return value;
    },
    record: note,
  };
  const first = note('started', {
    type: 'ExecutionStarted',
    previous: 0,
    details: { input: record.input, roleArn: record.roleArn },
  });
  const again = { redriveCount };
  const last = {
    id:
      redriveCount === 0
        ? first
        : note('redriven', { type: 'ExecutionRedriven', previous: keeper.count(), details: again }),
  };
  const outcome = await outcomeOf(record, { effects, signal: AbortSignal.any([signal, full.signal]), last });
  if (outcome === undefined || isClosing()) return;
  const { output, error, cause } = outcome;
  const details: JsonObject = output === undefined ? { error: error ?? '', cause: cause ?? '' } : { output };
  note(endedKey, { type: endings[outcome.status], previous: last.id, details });
  const now = findExecution({ ground, place }, arn) ?? record;
  saveExecution(
    { ground, place },
    { ...now, ...defined(outcome), stoppedAt: Math.max(Date.now(), redrivenAt ?? startedAt) },
  );
  if (outcome.status === 'SUCCEEDED') keeper.forget();
}

const endedKey = 'ended';
const begins = /^(ExecutionStarted|MapIterationStarted|MapRunStarted|\w+State(Entered|Started))$/;

const tooManyEvents = {
  status: 'FAILED',
  error: 'States.Runtime',
  cause: `The execution reached the maximum number of history events (${mostEvents}).`,
} as const;

const endings = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
  RUNNING: 'ExecutionFailed',
} as const;

export type Outcome = Pick<ExecutionRecord, 'status' | 'output' | 'error' | 'cause'>;

interface Going {
  readonly effects: Effects;
  readonly signal: AbortSignal;
  readonly last: { id: number };
}

/** Undefined when the endpoint ends before the execution does. */
async function outcomeOf(
  record: ExecutionRecord,
  { effects, signal, last }: Going,
): Promise<Outcome | undefined> {
  const machine = readDefinition(record.definition);
  if (isFailed(machine)) return { status: 'FAILED', error: 'States.Runtime', cause: machine.failed };
  const limit = new AbortController();
  const { TimeoutSeconds } = machine;
  if (TimeoutSeconds !== undefined)
    sleepUntil((record.redrivenAt ?? record.startedAt) + TimeoutSeconds * 1000, signal)
      .then(() => limit.abort(new Ended({ status: 'TIMED_OUT', error: 'States.Timeout' })))
      .catch(() => undefined);
  const both = AbortSignal.any([signal, limit.signal]);
  try {
    const input = JSON.parse(record.input) as JsonValue;
    const output = await walk(machine, input, {
      effects,
      signal: both,
      place: '',
      last,
      variables: {},
      context: contextOf(record, input),
    });
    return { status: 'SUCCEEDED', output: JSON.stringify(output) };
  } catch (error) {
    if (both.aborted) return both.reason instanceof Ended ? both.reason.how : undefined;
    if (error instanceof StateError) return { status: 'FAILED', error: error.error, cause: error.cause_ };
    if (error instanceof RangeError)
      return {
        status: 'FAILED',
        error: 'States.Runtime',
        cause: `A value is nested too deeply: ${error.message}`,
      };
    throw error;
  }
}

/** `$$` */
function contextOf(record: ExecutionRecord, input: JsonValue): JsonObject {
  const { arn, name, roleArn, startedAt, stateMachineArn, stateMachineName, redrivenAt } = record;
  return {
    Execution: {
      Id: arn,
      Name: name,
      Input: input,
      RoleArn: roleArn,
      StartTime: new Date(startedAt).toISOString(),
      RedriveCount: record.redriveCount ?? 0,
      ...(redrivenAt === undefined ? {} : { RedriveTime: new Date(redrivenAt).toISOString() }),
    },
    StateMachine: { Id: stateMachineArn, Name: stateMachineName },
  };
}

function effectsOf(
  ground: Ground,
  execution: ExecutionRecord,
): Pick<Effects, 'now' | 'sleepUntil' | 'task' | 'mapRun' | 'read'> {
  const { roleArn, place } = execution;
  const principal = sessionOfRole(roleArn, 'slipway-states') ?? localUser(place);
  const caller: EndpointCaller = {
    url: ground.url,
    region: place.region,
    credentials: () => ground.sessions.lastingSession(principal, Date.now()),
  };
  const call = callingEndpoint(caller);
  const atWork = ground.keep(openExecutions);
  return {
    now: Date.now,
    sleepUntil,
    task: async (work) => performTask({ ground, place, call }, work),
    read: readingS3(caller),
    mapRun: async (work) =>
      performMapRun(
        {
          ground,
          place,
          execution,
          runChild: async (record, signal) => runChild(ground, record, signal),
          isClosing: () => atWork.isClosing,
          put: puttingS3(call),
        },
        work,
      ),
  };
}

/** One of a distributed Map. Rejects only for a fault of ours, or when the endpoint has gone. */
async function runChild(ground: Ground, record: ExecutionRecord, stop: AbortSignal): Promise<void> {
  const atWork = ground.keep(openExecutions);
  if (atWork.isClosing) return;
  const isClosing = (): boolean => atWork.isClosing;
  const ending = new AbortController();
  const signal = AbortSignal.any([stop, ending.signal]);
  const isExpress = findMapRun({ ground, place: record.place }, record.mapRunArn ?? '')?.isExpress === true;
  const over = isExpress
    ? runExpressChild(ground, record, { signal, isClosing })
    : run(ground, record, { signal, isClosing });
  atWork.running.set(record.arn, { ending, over });
  try {
    await over;
  } finally {
    atWork.running.delete(record.arn);
  }
}

/** Once more from its beginning, when the endpoint has ended before it. */
async function runExpressChild(
  ground: Ground,
  record: ExecutionRecord,
  { signal: stop, isClosing }: Running,
): Promise<void> {
  const limit = AbortSignal.timeout(expressMs);
  const signal = AbortSignal.any([stop, limit]);
  const outcome = await outcomeOf(record, {
    effects: expressEffects(ground, record),
    signal,
    last: { id: 0 },
  });
  if (isClosing() || (outcome === undefined && signal.reason !== limit.reason)) return;
  saveExecution(
    { ground, place: record.place },
    { ...record, ...defined(outcome ?? expressTimeout), stoppedAt: Math.max(Date.now(), record.startedAt) },
  );
}

/** An express one: it is over when the endpoint is, and has no history. */
export async function runExpress(ground: Ground, record: ExecutionRecord): Promise<Outcome> {
  const effects = expressEffects(ground, record);
  const { running } = ground.keep(openExecutions);
  const ending = new AbortController();
  const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(expressMs)]);
  const going = outcomeOf(record, { effects, signal, last: { id: 0 } });
  const over = going.then(
    () => undefined,
    () => undefined,
  );
  running.set(record.arn, { ending, over });
  try {
    return (await going) ?? expressTimeout;
  } finally {
    running.delete(record.arn);
  }
}

const expressTimeout: Outcome = { status: 'TIMED_OUT', error: 'States.Timeout' };

/** Nothing is kept of what it has done. */
function expressEffects(ground: Ground, record: ExecutionRecord): Effects {
  let count = 0;
  return {
    ...effectsOf(ground, record),
    firstAttempt: () => 0,
    memo: async (_key, work) => {
      await nextTurn();
      return await work();
    },
    record: () => (count += 1),
  };
}

/** Step Functions developer guide, "Choosing workflow type": five minutes. */
const expressMs = 5 * 60_000;
