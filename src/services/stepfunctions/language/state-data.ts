// What a state works on, and what it leaves behind, in the language that it is written in: JSONPath or JSONata.
// Source: Amazon States Language, "Input and Output Processing" and "Variables".
import type { JsonValue } from '../../../lib/json-path.ts';
import { chosen, timeOf } from './choice.ts';
import { combined, filled, picked, required, type Scope } from './data.ts';
import type {
  Catcher,
  ChoiceState,
  FailState,
  JsonObject,
  MapState,
  ParallelState,
  PassState,
  State,
  TaskState,
  WaitState,
} from './machine.ts';
import { evaluated, queryError, type QueryScope } from './query.ts';
import { runtimeError, StateError } from './state-error.ts';

/** What a state gives, and the variables that it sets. */
export interface Left {
  readonly output: JsonValue;
  readonly assigned: JsonObject;
}

export interface Way extends Left {
  readonly next: string;
}

export function isQueried({ QueryLanguage }: State): boolean {
  return QueryLanguage === 'JSONata';
}

/** @param more `result` or `errorOutput`, where there is one */
export function queryScope({ input, context, variables }: Scope, more: JsonObject = {}): QueryScope {
  return { states: { input, context, ...more }, variables };
}

interface Leaving {
  readonly Output?: JsonValue;
  readonly Assign?: JsonObject;
}

/** In JSONata. @param otherwise what it gives without Output */
async function queried({ Output, Assign }: Leaving, scope: QueryScope, otherwise: JsonValue): Promise<Left> {
  const assigned = Assign === undefined ? {} : ((await evaluated(Assign, scope)) as JsonObject);
  return { output: Output === undefined ? otherwise : await evaluated(Output, scope), assigned };
}

/** In JSONPath: of what the state works on. */
function assignedBy(Assign: JsonObject | undefined, scope: Scope): JsonObject {
  return Assign === undefined ? {} : (filled(Assign, scope) as JsonObject);
}

/** InputPath and Parameters, or Arguments. */
export async function taken(state: PassState | TaskState | ParallelState, scope: Scope): Promise<JsonValue> {
  if (isQueried(state))
    return state.Arguments === undefined ? scope.input : await evaluated(state.Arguments, queryScope(scope));
  const input = picked(state.InputPath, scope);
  return state.Parameters === undefined ? input : filled(state.Parameters, { ...scope, input });
}

export async function passed(state: PassState, scope: Scope): Promise<Left> {
  if (isQueried(state)) return await queried(state, queryScope(scope), scope.input);
  const result = state.Result ?? (await taken(state, scope));
  const output = combined(state.ResultPath, scope.input, result);
  return {
    output: picked(state.OutputPath, { ...scope, input: output }),
    assigned: assignedBy(state.Assign, { ...scope, input: result }),
  };
}

/** Of a state that gives what it was given. */
export async function gone(state: Exclude<State, FailState | ChoiceState>, scope: Scope): Promise<Left> {
  if (isQueried(state)) return await queried(state, queryScope(scope), scope.input);
  const within = { ...scope, input: picked(state.InputPath, scope) };
  return { output: picked(state.OutputPath, within), assigned: assignedBy(state.Assign, within) };
}

/** When its work gave the result. */
export async function left(
  state: TaskState | ParallelState | MapState,
  result: JsonValue,
  scope: Scope,
): Promise<Left> {
  if (isQueried(state)) return await queried(state, queryScope(scope, { result }), result);
  const { ResultSelector } = state;
  const selected =
    ResultSelector === undefined ? result : filled(ResultSelector, { ...scope, input: result });
  const output = combined(state.ResultPath, scope.input, selected);
  return {
    output: picked(state.OutputPath, { ...scope, input: output }),
    assigned: assignedBy(state.Assign, { ...scope, input: selected }),
  };
}

/** When its work failed, and it is caught. */
export async function caught(
  {
    state,
    catcher,
    failure,
  }: { readonly state: State; readonly catcher: Catcher; readonly failure: StateError },
  scope: Scope,
): Promise<Left> {
  const errorOutput = { Error: failure.error, Cause: failure.cause_ };
  if (isQueried(state)) return await queried(catcher, queryScope(scope, { errorOutput }), errorOutput);
  return {
    output: combined(catcher.ResultPath, scope.input, errorOutput),
    assigned: assignedBy(catcher.Assign, { ...scope, input: errorOutput }),
  };
}

export async function chosenWay(state: ChoiceState, scope: Scope): Promise<Way> {
  if (isQueried(state)) return await queriedWay(state, scope);
  const within = { ...scope, input: picked(state.InputPath, scope) };
  const { next, rule } = chosen(state, within);
  const Assign = rule === undefined ? state.Assign : (rule['Assign'] as JsonObject | undefined);
  return { output: picked(state.OutputPath, within), assigned: assignedBy(Assign, within), next };
}

async function queriedWay({ Choices, Default, ...state }: ChoiceState, scope: Scope): Promise<Way> {
  const sees = queryScope(scope);
  for (const rule of Choices) {
    const holds = await evaluated(rule['Condition'] ?? null, sees);
    if (typeof holds !== 'boolean')
      throw queryError(
        `The Condition ${JSON.stringify(rule['Condition'] ?? null)} gave no boolean: ${JSON.stringify(holds)}`,
      );
    if (holds) return { ...(await queried(rule, sees, scope.input)), next: textOf(rule['Next']) };
  }
  if (Default !== undefined) return { ...(await queried(state, sees, scope.input)), next: Default };
  throw new StateError(
    'States.NoChoiceMatched',
    'No Choice rule matched, and the Choice state has no Default',
  );
}

export async function failureOf(state: FailState, scope: Scope): Promise<StateError> {
  const { Error: error, ErrorPath, Cause, CausePath } = state;
  const read = async (text: string | undefined, path: string | undefined): Promise<string> => {
    if (path !== undefined) return textOf(required(path, scope));
    if (text === undefined) return '';
    return isQueried(state) ? textOf(await evaluated(text, queryScope(scope))) : text;
  };
  return new StateError(await read(error, ErrorPath), await read(Cause, CausePath));
}

export function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

interface Given {
  /** As the state has it, or at a path. */
  readonly value: JsonValue | undefined;
  readonly path: string | undefined;
}

/** @throws StateError for what is no number from 0 */
export async function numberOf(
  state: State,
  { value, path }: Given,
  scope: Scope,
): Promise<number | undefined> {
  const given =
    path !== undefined
      ? required(path, scope)
      : value !== undefined && isQueried(state)
        ? await evaluated(value, queryScope(scope))
        : value;
  if (given === undefined || (typeof given === 'number' && given >= 0)) return given;
  throw runtimeError(`${JSON.stringify(given)} is no number from 0`);
}

/** Step Functions developer guide, "Wait workflow state". */
const mostSeconds = 99_999_999;

/** Until when it waits. @param now milliseconds since the epoch */
export async function endOf(state: WaitState, raw: Scope, now: number): Promise<number> {
  const scope = isQueried(state) ? raw : { ...raw, input: picked(state.InputPath, raw) };
  const seconds = await numberOf(state, { value: state.Seconds, path: state.SecondsPath }, scope);
  if (seconds !== undefined && seconds <= mostSeconds) return now + seconds * 1000;
  if (seconds !== undefined) throw runtimeError(`${seconds} is no number of seconds to wait`);
  const { Timestamp, TimestampPath } = state;
  const time =
    TimestampPath !== undefined
      ? required(TimestampPath, scope)
      : Timestamp !== undefined && isQueried(state)
        ? await evaluated(Timestamp, queryScope(scope))
        : Timestamp;
  const until = timeOf(time);
  if (until === undefined) throw runtimeError(`${JSON.stringify(time ?? null)} is no timestamp to wait for`);
  return until;
}
