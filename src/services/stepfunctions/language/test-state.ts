// One state by itself, as TestState goes through it: its input, its work or what stands for it, and what comes of it. Source: Step
// Functions API reference, TestState.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { JsonValue } from '../../../lib/json-path.ts';
import { isFailed, type Result } from '../../../lib/result.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import { combined, filled, picked, type Scope } from './data.ts';
import { checkSize, workOf } from './interpret.ts';
import type { JsonObject, PassState, State } from './machine.ts';
import { catcherOf, delayMs, retrierOf } from './retry.ts';
import {
  caught,
  chosenWay,
  endOf,
  failureOf,
  gone,
  isQueried,
  left,
  passed,
  taken,
  type Way,
} from './state-data.ts';
import { StateError } from './state-error.ts';
import type { Effects, Tried, Visit } from './walking.ts';

/** What stands for the work of a state. */
export type Mock = Result<{ readonly result: JsonValue }, StateError>;

export interface TestedState {
  readonly name: string;
  readonly state: State;
  readonly input: JsonValue;
  readonly variables: JsonObject;
  /** `$$` */
  readonly context: JsonObject;
  readonly mock?: Mock;
  /** How often it has been retried. */
  readonly retried: number;
  readonly effects: Pick<Effects, 'now' | 'sleepUntil' | 'task'>;
  readonly signal: AbortSignal;
}

/** Values of JSON by the names that InspectionData has for them. */
type Inspection = Record<string, JsonValue>;

export interface TestOutcome {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: JsonValue;
  readonly next?: string;
  readonly failure?: StateError;
  /** What was seen up to the end or to the failure. */
  readonly inspection: Inspection;
  readonly errorDetails?: {
    readonly catchIndex?: number;
    readonly retryIndex?: number;
    readonly retryBackoffIntervalSeconds?: number;
  };
}

export async function testState(tested: TestedState): Promise<TestOutcome> {
  const inspection: Inspection = { input: tested.input };
  const { input, variables, name, effects } = tested;
  const State = {
    Name: name,
    EnteredTime: new Date(effects.now()).toISOString(),
    RetryCount: tested.retried,
  };
  const context = { Task: { Token: '' }, ...tested.context, State };
  const scope: Scope = { input, context, variables };
  try {
    const { output, assigned, next } = await wayOf(tested, scope, inspection);
    checkSize(name, output);
    inspection['variables'] = { ...variables, ...assigned };
    return { status: 'SUCCEEDED', output, inspection, ...(next !== '' && { next }) };
  } catch (error) {
    if (!(error instanceof StateError)) throw error;
    return await failed({ tested, failure: error, inspection }, scope);
  }
}

async function wayOf(tested: TestedState, scope: Scope, inspection: Inspection): Promise<Way> {
  const { state, effects, signal } = tested;
  if (!isQueried(state) && state.Type !== 'Fail')
    inspection['afterInputPath'] = picked(state.InputPath, scope);
  switch (state.Type) {
    case 'Pass':
      await inspectTaken(state, scope, inspection);
      return { ...(await passed(state, scope)), next: state.Next ?? '' };
    case 'Succeed':
      return { ...(await gone(state, scope)), next: '' };
    case 'Fail':
      throw await failureOf(state, scope);
    case 'Choice':
      return await chosenWay(state, scope);
    case 'Wait':
      await effects.sleepUntil(await endOf(state, scope, effects.now()), signal);
      return { ...(await gone(state, scope)), next: state.Next ?? '' };
    case 'Task':
    case 'Parallel':
    case 'Map':
      return await workedWay({ ...tested, state }, scope, inspection);
    default:
      return unreachable(state);
  }
}

async function inspectTaken(state: PassState, scope: Scope, inspection: Inspection): Promise<void> {
  if (isQueried(state)) return;
  inspection['afterParameters'] = await taken(state, scope);
  const result = state.Result ?? inspection['afterParameters'];
  inspection['result'] = result;
  inspection['afterResultPath'] = combined(state.ResultPath, scope.input, result);
}

interface TestedWork extends TestedState {
  readonly state: Tried;
}

async function workedWay(tested: TestedWork, scope: Scope, inspection: Inspection): Promise<Way> {
  const { state } = tested;
  if (state.Type !== 'Map')
    inspection[isQueried(state) ? 'afterArguments' : 'afterParameters'] = await taken(state, scope);
  const result = await resultOf(tested, scope);
  inspection['result'] = result;
  const way = await left(state, result, scope);
  if (!isQueried(state)) {
    const { ResultSelector, ResultPath } = state;
    const selected =
      ResultSelector === undefined ? result : filled(ResultSelector, { ...scope, input: result });
    inspection['afterResultSelector'] = selected;
    inspection['afterResultPath'] = combined(ResultPath, scope.input, selected);
  }
  return { ...way, next: state.Next ?? '' };
}

async function resultOf({ state, mock, ...tested }: TestedWork, scope: Scope): Promise<JsonValue> {
  if (mock !== undefined && isFailed(mock)) throw mock.failed;
  if (mock !== undefined) return mock.result;
  if (state.Type !== 'Task') throw new Error(`A ${state.Type} is tested with a mock`);
  const { effects, signal, name, variables, retried } = tested;
  const nothingElse = (): never => {
    throw new Error('A Task asks for nothing else');
  };
  const visit: Visit = {
    effects: {
      ...effects,
      mapRun: nothingElse,
      read: { object: nothingElse, list: nothingElse },
      firstAttempt: () => 0,
      record: () => 0,
      memo: async (_key, work) => {
        await nextTurn();
        return await work();
      },
    },
    context: { Execution: { Id: 'test' }, ...scope.context },
    variables,
    signal,
    place: '',
    last: { id: 0 },
    key: 'test',
    name,
    record: () => undefined,
  };
  return await workOf(state, scope, { ...visit, number: retried, state: 'Task' });
}

interface Failing {
  readonly tested: TestedState;
  readonly failure: StateError;
  readonly inspection: Inspection;
}

async function failed({ tested, failure, inspection }: Failing, scope: Scope): Promise<TestOutcome> {
  const { state, retried } = tested;
  const { Retry: retriers, Catch: catchers } = 'Retry' in state || 'Catch' in state ? state : {};
  const retryIndex = retrierOf(retriers, failure);
  const retrier = retryIndex === undefined ? undefined : retriers?.[retryIndex];
  const delay = retrier === undefined ? undefined : delayMs(retrier, retried, Math.random());
  if (retryIndex !== undefined && delay !== undefined) {
    const errorDetails = { retryIndex, retryBackoffIntervalSeconds: Math.round(delay / 1000) };
    return { status: 'RETRIABLE', failure, inspection, errorDetails };
  }
  const catcher = catcherOf(catchers, failure);
  if (catcher === undefined || catchers === undefined) return { status: 'FAILED', failure, inspection };
  const { output, assigned } = await caught({ state, catcher, failure }, scope);
  inspection['variables'] = { ...tested.variables, ...assigned };
  const errorDetails = { catchIndex: catchers.indexOf(catcher) };
  return { status: 'CAUGHT_ERROR', output, next: catcher.Next, failure, inspection, errorDetails };
}
