// The items of a Map, inline and distributed, and its events. Source: Amazon States Language, "Map State".
import type { JsonValue } from '../../../lib/json-path.ts';
import { filled, lookUp, type Scope } from './data.ts';
import type { JsonObject, MapState } from './machine.ts';
import { evaluated } from './query.ts';
import { isQueried, queryScope } from './state-data.ts';
import { StateError } from './state-error.ts';
import type { Attempt } from './walking.ts';

/** Undefined for what is no list. */
export async function listOf(state: MapState, scope: Scope): Promise<readonly JsonValue[] | undefined> {
  const { Items, ItemsPath } = state;
  const items = isQueried(state)
    ? Items === undefined
      ? scope.input
      : await evaluated(Items, queryScope(scope))
    : ItemsPath === undefined
      ? scope.input
      : lookUp(ItemsPath, scope);
  return Array.isArray(items) ? (items as readonly JsonValue[]) : undefined;
}

export async function itemOf(state: MapState, scope: Scope, value: JsonValue): Promise<JsonValue> {
  const template = state.ItemSelector ?? state.Parameters;
  if (template === undefined) return value;
  return isQueried(state) ? await evaluated(template, queryScope(scope)) : filled(template, scope);
}

/** With the events of a Parallel or a Map that begins and ends. */
export async function noted(
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
