// Executes a state machine state by state. What it does in the world and what it has done already are given (Effects): with the
// same answers it goes the same way, so that an execution which its process did not survive is gone through again up to where
// it was. Source: Amazon States Language.
import type { JsonValue } from '../../../lib/json-path.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import { chosen, timeOf } from './choice.ts';
import { combined, filled, lookUp, picked, required, type Scope } from './data.ts';
import type {
  FailState,
  JsonObject,
  Machine,
  MapState,
  ParallelState,
  PassState,
  Retrier,
  State,
  TaskState,
  WaitState,
} from './machine.ts';
import { catcherOf, delayMs, retrierOf } from './retry.ts';
import { runtimeError, StateError } from './state-error.ts';

export interface TaskWork {
  /** The same each time that this attempt is gone through. */
  readonly key: string;
  readonly resource: string;
  readonly input: JsonValue;
  readonly timeoutMs?: number;
  readonly heartbeatMs?: number;
  /** Of `$$.Task.Token`, for a resource that ends with `.waitForTaskToken`. */
  readonly token: string;
  readonly signal: AbortSignal;
  readonly record: Recording;
}

/** @param part of the key of the state: the same event is recorded once */
type Recording = (part: string, type: string, details?: JsonObject) => void;

export interface Effects {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Does the work once: what it gave is given again when the execution is gone through again. What rejects is done again. */
  readonly memo: <T extends JsonValue>(key: string, work: () => Promise<T> | T) => Promise<T>;
  /** Rejects when the signal does. */
  readonly sleepUntil: (time: number, signal: AbortSignal) => Promise<void>;
  /** Rejects with a StateError when the work fails. */
  readonly task: (work: TaskWork) => Promise<JsonValue>;
  /** @param previous the number of the event that this one follows. @returns its own */
  readonly record: (key: string, event: RecordedEvent) => number;
}

interface RecordedEvent {
  readonly type: string;
  readonly previous: number;
  readonly details: JsonObject;
}

/** Where in the machine this is. */
export interface Walk {
  readonly effects: Effects;
  readonly context: JsonObject;
  readonly signal: AbortSignal;
  /** Of the branch; empty for the machine itself. */
  readonly place: string;
  /** The event that was recorded last. */
  readonly last: { id: number };
}

interface Visit extends Walk {
  readonly key: string;
  readonly name: string;
  readonly record: Recording;
}

interface Done extends JsonObject {
  readonly output: JsonValue;
  /** Empty at the end. */
  readonly next: string;
}

/** As many bytes as a state may give (Step Functions developer guide, "Quotas related to state throttling"). */
const mostBytes = 262_144;

/** What the machine gives. Rejects with a StateError when it fails. */
export async function walk(machine: Machine, input: JsonValue, run: Walk): Promise<JsonValue> {
  let name = machine.StartAt;
  let data = input;
  for (let step = 0; ; step += 1) {
    const state = machine.States[name];
    if (state === undefined) throw runtimeError(`There is no state ${name}`);
    const visit = visiting(run, `${run.place}${step}`, name);
    const given = data;
    const done = await run.effects.memo<Done>(visit.key, () => perform(state, given, visit));
    // What was recorded before the process ended is not gone through again.
    if (typeof done['last'] === 'number') run.last.id = done['last'];
    data = done.output;
    if (done.next === '') return data;
    name = done.next;
  }
}

function visiting(run: Walk, key: string, name: string): Visit {
  const context = {
    ...run.context,
    State: { Name: name, EnteredTime: new Date(run.effects.now()).toISOString(), RetryCount: 0 },
  };
  const record: Recording = (part, type, details = {}) => {
    run.last.id = run.effects.record(`${key}/${part}`, { type, previous: run.last.id, details });
  };
  return { ...run, key, name, context, record };
}

async function perform(state: State, input: JsonValue, visit: Visit): Promise<Done> {
  const { name, record, signal } = visit;
  signal.throwIfAborted();
  record('entered', `${state.Type}StateEntered`, { name, input: JSON.stringify(input) });
  const { output, next } = await outcomeOf(state, input, visit);
  if (Buffer.byteLength(JSON.stringify(output)) > mostBytes)
    throw new StateError(
      'States.DataLimitExceeded',
      `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
  record('exited', `${state.Type}StateExited`, { name, output: JSON.stringify(output) });
  return { output, next, last: visit.last.id };
}

async function outcomeOf(state: State, raw: JsonValue, visit: Visit): Promise<Done> {
  const scope: Scope = { input: raw, context: visit.context };
  switch (state.Type) {
    case 'Pass':
      return passed(state, scope);
    case 'Succeed':
      return { output: through(state, picked(state.InputPath, scope), visit), next: '' };
    case 'Fail':
      throw failureOf(state, scope);
    case 'Choice': {
      const input = picked(state.InputPath, scope);
      return { output: through(state, input, visit), next: chosen(state, { ...scope, input }) };
    }
    case 'Wait': {
      const input = picked(state.InputPath, scope);
      await waited(state, { ...scope, input }, visit);
      return { output: through(state, input, visit), next: state.Next ?? '' };
    }
    case 'Task':
      return await tried({ state, work: (attempt) => workOf(state, scope, attempt) }, scope, visit);
    case 'Parallel':
      return await tried({ state, work: (attempt) => branchesOf(state, scope, attempt) }, scope, visit);
    case 'Map':
      return await tried({ state, work: (attempt) => itemsOf(state, scope, attempt) }, scope, visit);
    default:
      return unreachable(state);
  }
}

function through(
  { OutputPath }: { readonly OutputPath?: string | null },
  value: JsonValue,
  { context }: Visit,
): JsonValue {
  return picked(OutputPath, { input: value, context });
}

/** What a state works on: InputPath, then Parameters. */
function effective(state: PassState | TaskState | ParallelState, scope: Scope): JsonValue {
  const input = picked(state.InputPath, scope);
  return state.Parameters === undefined ? input : filled(state.Parameters, { ...scope, input });
}

function passed(state: PassState, scope: Scope): Done {
  const result = state.Result ?? effective(state, scope);
  const output = combined(state.ResultPath, scope.input, result);
  return { output: picked(state.OutputPath, { ...scope, input: output }), next: state.Next ?? '' };
}

function failureOf({ Error: error, ErrorPath, Cause, CausePath }: FailState, scope: Scope): StateError {
  const read = (text: string | undefined, path: string | undefined) =>
    path === undefined ? (text ?? '') : textOf(required(path, scope));
  return new StateError(read(error, ErrorPath), read(Cause, CausePath));
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

async function waited(state: WaitState, scope: Scope, { effects, key, signal }: Visit): Promise<void> {
  const until = await effects.memo(`${key}/until`, () => endOf(state, scope, effects.now()));
  await effects.sleepUntil(until, signal);
}

/** Step Functions developer guide, "Wait workflow state". */
const mostSeconds = 99_999_999;

function endOf(
  { Seconds, SecondsPath, Timestamp, TimestampPath }: WaitState,
  scope: Scope,
  now: number,
): number {
  const seconds = SecondsPath === undefined ? Seconds : required(SecondsPath, scope);
  if (typeof seconds === 'number' && seconds >= 0 && seconds <= mostSeconds) return now + seconds * 1000;
  if (seconds !== undefined) throw runtimeError(`${JSON.stringify(seconds)} is no number of seconds to wait`);
  const time = TimestampPath === undefined ? Timestamp : required(TimestampPath, scope);
  const until = timeOf(time);
  if (until === undefined) throw runtimeError(`${JSON.stringify(time ?? null)} is no timestamp to wait for`);
  return until;
}

type Tried = TaskState | ParallelState | MapState;

interface Attempt extends Visit {
  /** From 0. */
  readonly number: number;
  readonly state: Tried['Type'];
}

/** An attempt's result or failure: gone through again, it is not made again. */
interface Outcome extends JsonObject {
  readonly isFailure: boolean;
  readonly error: string;
  readonly cause: string;
  readonly result: JsonValue;
}

interface Trying {
  readonly state: Tried;
  readonly work: (attempt: Attempt) => Promise<JsonValue>;
}

async function tried({ state, work }: Trying, scope: Scope, visit: Visit): Promise<Done> {
  const counts: number[] = [];
  for (let number = 0; ; number += 1) {
    const outcome = await attempted({ ...visit, number, state: state.Type }, work);
    if (!outcome.isFailure) {
      const selected = await visit.effects.memo(`${visit.key}/selected`, () =>
        selectedOf(state, outcome.result, visit),
      );
      const output = combined(state.ResultPath, scope.input, selected);
      return { output: through(state, output, visit), next: state.Next ?? '' };
    }
    const failure = new StateError(outcome.error, outcome.cause);
    if (await retries({ retriers: state.Retry, counts, failure }, { ...visit, number, state: state.Type }))
      continue;
    const catcher = catcherOf(state.Catch, failure);
    if (catcher === undefined) throw failure;
    const caught = { Error: failure.error, Cause: failure.cause_ };
    return { output: combined(catcher.ResultPath, scope.input, caught), next: catcher.Next };
  }
}

function selectedOf({ ResultSelector }: Tried, result: JsonValue, { context }: Visit): JsonValue {
  return ResultSelector === undefined ? result : filled(ResultSelector, { input: result, context });
}

async function attempted(attempt: Attempt, work: (attempt: Attempt) => Promise<JsonValue>): Promise<Outcome> {
  const { effects, key, number, context, signal } = attempt;
  const State = { ...(context['State'] as JsonObject), RetryCount: number };
  return await effects.memo<Outcome>(`${key}/attempt${number}`, async () => {
    try {
      const result = await work({ ...attempt, context: { ...context, State } });
      return { isFailure: false, result, error: '', cause: '' };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof StateError)) throw error;
      return { isFailure: true, result: null, error: error.error, cause: error.cause_ };
    }
  });
}

interface Retrying {
  readonly retriers: readonly Retrier[] | undefined;
  /** How often each has tried. */
  readonly counts: number[];
  readonly failure: StateError;
}

/** Waits, when it is to be tried again. */
async function retries({ retriers = [], counts, failure }: Retrying, attempt: Attempt): Promise<boolean> {
  const { effects, key, number, signal } = attempt;
  const at = retrierOf(retriers, failure);
  const retrier = at === undefined ? undefined : retriers[at];
  if (at === undefined || retrier === undefined) return false;
  const count = counts[at] ?? 0;
  const delay = delayMs(retrier, count, Math.random());
  if (delay === undefined) return false;
  counts[at] = count + 1;
  const until = await effects.memo(`${key}/retry${number}`, () => effects.now() + delay);
  await effects.sleepUntil(until, signal);
  return true;
}

async function workOf(state: TaskState, scope: Scope, attempt: Attempt): Promise<JsonValue> {
  const { effects, key, number, signal, record, context } = attempt;
  const token = Buffer.from(
    `${textOf((context['Execution'] as JsonObject)['Id'])} ${key}/${number}`,
  ).toString('base64url');
  const within = { ...scope, context: { ...context, Task: { Token: token } } };
  const input = effective(state, within);
  const seconds = (path: string | undefined, given: number | undefined) =>
    path === undefined ? given : Number(required(path, within));
  const timeout = seconds(state.TimeoutSecondsPath, state.TimeoutSeconds);
  const heartbeat = seconds(state.HeartbeatSecondsPath, state.HeartbeatSeconds);
  return await effects.task({
    key: `${key}/${number}`,
    resource: state.Resource,
    input,
    token,
    signal,
    record: (part, type, details) => record(`${number}/${part}`, type, details),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(heartbeat === undefined ? {} : { heartbeatMs: heartbeat * 1000 }),
  });
}

async function branchesOf(state: ParallelState, scope: Scope, attempt: Attempt): Promise<JsonValue> {
  const { key, number } = attempt;
  const input = effective(state, scope);
  const work: Many['work'] = (at, run) => {
    const branch = state.Branches[at];
    if (branch === undefined) throw runtimeError(`There is no branch ${at}`);
    return walk(branch, input, { ...run, place: `${key}.${number}.${at}.` });
  };
  return await noted(attempt, {}, () => allOf(attempt, { count: state.Branches.length, work }));
}

/** With the events of a Parallel or a Map that begins and ends. */
async function noted(
  { number, record, state }: Attempt,
  details: JsonObject,
  work: () => Promise<JsonValue>,
): Promise<JsonValue> {
  record(`${number}/started`, `${state}StateStarted`, details);
  try {
    const results = await work();
    record(`${number}/succeeded`, `${state}StateSucceeded`);
    return results;
  } catch (error) {
    if (error instanceof StateError) record(`${number}/failed`, `${state}StateFailed`);
    throw error;
  }
}

async function itemsOf(state: MapState, scope: Scope, attempt: Attempt): Promise<JsonValue> {
  const { context } = attempt;
  const input = picked(state.InputPath, scope);
  const within = { ...scope, input };
  const items = state.ItemsPath === undefined ? input : lookUp(state.ItemsPath, within);
  const processor = state.ItemProcessor ?? state.Iterator;
  if (!Array.isArray(items) || processor === undefined)
    throw runtimeError(`The items of the Map state are no list: ${JSON.stringify(items ?? null)}`);
  const list = items as readonly JsonValue[];
  const { MaxConcurrencyPath, MaxConcurrency = 0 } = state;
  const most =
    MaxConcurrencyPath === undefined ? MaxConcurrency : Number(required(MaxConcurrencyPath, within));
  const template = state.ItemSelector ?? state.Parameters;
  const work: Many['work'] = async (at, run) => {
    const Value = list[at] ?? null;
    const own = { ...context, Map: { Item: { Index: at, Value } } };
    const item = template === undefined ? Value : filled(template, { input, context: own });
    return await iteration(attempt, at, { processor, item, run: { ...run, context: own } });
  };
  return await noted(attempt, { length: list.length }, () =>
    allOf(attempt, { count: list.length, work, most }),
  );
}

interface Iteration {
  readonly processor: Machine;
  readonly item: JsonValue;
  readonly run: Walk;
}

async function iteration(
  { key, number, name, effects }: Attempt,
  index: number,
  { processor, item, run }: Iteration,
): Promise<JsonValue> {
  const place = `${key}.${number}.${index}.`;
  const note = (part: string, type: string) => {
    const details = { name, index };
    run.last.id = effects.record(`${place}${part}`, { type, previous: run.last.id, details });
  };
  note('started', 'MapIterationStarted');
  try {
    const result = await walk(processor, item, { ...run, place });
    note('succeeded', 'MapIterationSucceeded');
    return result;
  } catch (error) {
    if (error instanceof StateError) note('failed', 'MapIterationFailed');
    throw error;
  }
}

/** As many at once as Step Functions has when nothing is said (developer guide, "Map state", inline mode). */
const mostAtOnce = 40;

interface Many {
  readonly count: number;
  readonly work: (at: number, run: Walk) => Promise<JsonValue>;
  /** At once; 0 leaves it to Step Functions. */
  readonly most?: number;
}

/** In order. The first failure ends the others. */
async function allOf(
  { effects, context, signal, last }: Attempt,
  { count, work, most = 0 }: Many,
): Promise<readonly JsonValue[]> {
  const ending = new AbortController();
  const both = AbortSignal.any([signal, ending.signal]);
  const results: JsonValue[] = Array.from({ length: count }, () => null);
  const first = last.id;
  let next = 0;
  let lastId = first;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < count; at = next++) {
      const own = { id: first };
      results[at] = await work(at, { effects, context, signal: both, place: '', last: own });
      lastId = Math.max(lastId, own.id);
    }
  };
  const workers = Array.from({ length: Math.min(count, most > 0 ? most : mostAtOnce) }, worker);
  try {
    await Promise.all(workers);
    last.id = lastId;
    return results;
  } catch (error) {
    ending.abort(error);
    await Promise.allSettled(workers);
    throw error;
  }
}
