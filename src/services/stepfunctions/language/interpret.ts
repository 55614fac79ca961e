// Executes a state machine state by state. What it does in the world and what it has done already are given (Effects): with the
// same answers it goes the same way, so that an execution which its process did not survive is gone through again up to where
// it was. Source: Amazon States Language.
import type { JsonValue } from '../../../lib/json-path.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import type { Scope } from './data.ts';
import type { JsonObject, Machine, Retrier, State, TaskState } from './machine.ts';
import { branchesOf, itemsOf } from './many.ts';
import { catcherOf, delayMs, retrierOf } from './retry.ts';
import {
  caught,
  chosenWay,
  endOf,
  failureOf,
  gone,
  left,
  numberOf,
  passed,
  taken,
  textOf,
  type Left,
  type Way,
} from './state-data.ts';
import { runtimeError, StateError } from './state-error.ts';
import type { Attempt, Recording, Tried, Visit, Walk } from './walking.ts';

interface Done extends JsonObject {
  readonly output: JsonValue;
  /** Variables. */
  readonly assigned: JsonObject;
  /** Empty at the end. */
  readonly next: string;
}

/** As many bytes as a state may give (Step Functions developer guide, "Quotas related to state throttling"). */
const mostBytes = 262_144;

/** What the machine gives. Rejects with a StateError when it fails. */
export async function walk(machine: Machine, input: JsonValue, run: Walk): Promise<JsonValue> {
  let name = machine.StartAt;
  let data = input;
  let { variables } = run;
  for (let step = 0; ; step += 1) {
    const state = machine.States[name];
    if (state === undefined) throw runtimeError(`There is no state ${name}`);
    const visit = visiting({ ...run, variables }, `${run.place}${step}`, name);
    const given = data;
    const done = await run.effects.memo<Done>(visit.key, () => perform(state, given, visit));
    // What was recorded before the process ended is not gone through again.
    if (typeof done['last'] === 'number') run.last.id = Math.max(run.last.id, done['last']);
    data = done.output;
    variables = { ...variables, ...done.assigned };
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
    const id = run.effects.record(`${key}/${part}`, { type, previous: run.last.id, details });
    run.last.id = Math.max(run.last.id, id);
  };
  return { ...run, key, name, context, record };
}

async function perform(state: State, input: JsonValue, visit: Visit): Promise<Done> {
  const { name, record, signal } = visit;
  signal.throwIfAborted();
  record('entered', `${state.Type}StateEntered`, { name, input: JSON.stringify(input) });
  const { output, assigned, next } = await outcomeOf(state, input, visit);
  checkSize(name, output);
  const set = Object.entries(assigned).map(([key, value]) => [key, JSON.stringify(value)] as const);
  record('exited', `${state.Type}StateExited`, {
    name,
    output: JSON.stringify(output),
    ...(set.length === 0 ? {} : { assignedVariables: Object.fromEntries(set) }),
  });
  return { output, assigned, next, last: visit.last.id };
}

/** @throws StateError for an output that is too large */
export function checkSize(name: string, output: JsonValue): void {
  if (Buffer.byteLength(JSON.stringify(output)) > mostBytes)
    throw new StateError(
      'States.DataLimitExceeded',
      `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
    );
}

async function outcomeOf(state: State, input: JsonValue, visit: Visit): Promise<Way> {
  const scope: Scope = { input, context: visit.context, variables: visit.variables };
  switch (state.Type) {
    case 'Pass':
      return { ...(await passed(state, scope)), next: state.Next ?? '' };
    case 'Succeed':
      return { ...(await gone(state, scope)), next: '' };
    case 'Fail':
      throw await failureOf(state, scope);
    case 'Choice':
      return await chosenWay(state, scope);
    case 'Wait': {
      const { effects, key, signal } = visit;
      const until = await effects.memo(`${key}/until`, async () => endOf(state, scope, effects.now()));
      await effects.sleepUntil(until, signal);
      return { ...(await gone(state, scope)), next: state.Next ?? '' };
    }
    case 'Task':
      return await tried({ state, work: (attempt) => workOf(state, scope, attempt) }, scope, visit);
    case 'Parallel':
      return await tried(
        { state, work: (attempt) => branchesOf({ state, walk }, scope, attempt) },
        scope,
        visit,
      );
    case 'Map':
      return await tried(
        { state, work: (attempt) => itemsOf({ state, walk }, scope, attempt) },
        scope,
        visit,
      );
    default:
      return unreachable(state);
  }
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

async function tried({ state, work }: Trying, scope: Scope, visit: Visit): Promise<Way> {
  const counts: number[] = [];
  for (let number = visit.effects.firstAttempt(visit.key); ; number += 1) {
    const outcome = await attempted({ ...visit, number, state: state.Type }, work);
    const ended = outcome.isFailure
      ? outcome
      : await leaving({ state, result: outcome.result }, scope, visit);
    if ('output' in ended) return { ...(ended as Left), next: state.Next ?? '' };
    const failure = new StateError(ended.error, ended.cause);
    if (await retries({ retriers: state.Retry, counts, failure }, { ...visit, number, state: state.Type }))
      continue;
    const catcher = catcherOf(state.Catch, failure);
    if (catcher === undefined) throw failure;
    return { ...(await caught({ state, catcher, failure }, scope)), next: catcher.Next };
  }
}

interface Leaving {
  readonly state: Tried;
  readonly result: JsonValue;
}

/** A result that an expression cannot be made of is a failure of the state, which may be caught. */
async function leaving({ state, result }: Leaving, scope: Scope, visit: Visit): Promise<Left | Outcome> {
  try {
    const kept = await visit.effects.memo(`${visit.key}/left`, async () => ({
      ...(await left(state, result, scope)),
    }));
    return kept;
  } catch (error) {
    if (!(error instanceof StateError) || error.error !== 'States.QueryEvaluationError') throw error;
    return { isFailure: true, result: null, error: error.error, cause: error.cause_ };
  }
}

async function attempted(attempt: Attempt, work: (attempt: Attempt) => Promise<JsonValue>): Promise<Outcome> {
  const { effects, key, number, context, signal } = attempt;
  const State = { ...(context['State'] as JsonObject), RetryCount: number - effects.firstAttempt(key) };
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

/** One attempt of a Task. */
export async function workOf(state: TaskState, scope: Scope, attempt: Attempt): Promise<JsonValue> {
  const { effects, key, number, signal, record, context } = attempt;
  const { Id, RedriveCount = 0 } = context['Execution'] as JsonObject;
  // Once more, when it is redriven.
  const once = `${key}/${number}${RedriveCount === 0 ? '' : `@${textOf(RedriveCount)}`}`;
  const token = Buffer.from(`${textOf(Id)} ${once}`).toString('base64url');
  const within = { ...scope, context: { ...context, Task: { Token: token } } };
  const input = await taken(state, within);
  const { TimeoutSeconds, TimeoutSecondsPath, HeartbeatSeconds, HeartbeatSecondsPath } = state;
  const timeout = await numberOf(state, { value: TimeoutSeconds, path: TimeoutSecondsPath }, within);
  const heartbeat = await numberOf(state, { value: HeartbeatSeconds, path: HeartbeatSecondsPath }, within);
  return await effects.task({
    key: once,
    resource: state.Resource,
    input,
    token,
    signal,
    record: (part, type, details) => record(`${number}/${part}`, type, details),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(heartbeat === undefined ? {} : { heartbeatMs: heartbeat * 1000 }),
  });
}
