// The branches of a Parallel and the items of a Map, several at once. Source: Amazon States Language, "Parallel State", "Map State".
import type { JsonValue } from '../../../lib/json-path.ts';
import { picked, type Scope } from './data.ts';
import { distributed } from './distributed.ts';
import { itemOf, listOf, noted } from './items.ts';
import type { Machine, MapState, ParallelState } from './machine.ts';
import { isQueried, numberOf, taken } from './state-data.ts';
import { runtimeError, StateError } from './state-error.ts';
import type { Attempt, Walk, WalkMachine } from './walking.ts';

export async function branchesOf(
  { state, walk }: { readonly state: ParallelState; readonly walk: WalkMachine },
  scope: Scope,
  attempt: Attempt,
): Promise<JsonValue> {
  const { key, number } = attempt;
  const input = await taken(state, scope);
  const work: Many['work'] = (at, run) => {
    const branch = state.Branches[at];
    if (branch === undefined) throw runtimeError(`There is no branch ${at}`);
    return walk(branch, input, { ...run, place: `${key}.${number}.${at}.` });
  };
  return await noted(attempt, {}, () => allOf(attempt, { count: state.Branches.length, work }));
}

export async function itemsOf(
  { state, walk }: { readonly state: MapState; readonly walk: WalkMachine },
  raw: Scope,
  attempt: Attempt,
): Promise<JsonValue> {
  const scope = isQueried(state) ? raw : { ...raw, input: picked(state.InputPath, raw) };
  const processor = state.ItemProcessor ?? state.Iterator;
  if (processor?.ProcessorConfig?.Mode === 'DISTRIBUTED')
    return await distributed({ state, processor }, scope, attempt);
  const list = await listOf(state, scope);
  if (list === undefined || processor === undefined)
    throw runtimeError('The items of the Map state are no list');
  const { MaxConcurrency, MaxConcurrencyPath } = state;
  const most = await numberOf(state, { value: MaxConcurrency, path: MaxConcurrencyPath }, scope);
  const work: Many['work'] = async (at, run) => {
    const own = { ...attempt.context, Map: { Item: { Index: at, Value: list[at] ?? null } } };
    const item = await itemOf(state, { ...scope, context: own }, list[at] ?? null);
    return await iteration(attempt, at, { processor, item, walk, run: { ...run, context: own } });
  };
  return await noted(attempt, { length: list.length }, () =>
    allOf(attempt, { count: list.length, work, most: most ?? 0 }),
  );
}

interface Iteration {
  readonly processor: Machine;
  readonly item: JsonValue;
  readonly run: Walk;
  readonly walk: WalkMachine;
}

async function iteration(
  { key, number, name, effects }: Attempt,
  index: number,
  { processor, item, run, walk }: Iteration,
): Promise<JsonValue> {
  const place = `${key}.${number}.${index}.`;
  const note = (part: string, type: string) => {
    const details = { name, index };
    const id = effects.record(`${place}${part}`, { type, previous: run.last.id, details });
    run.last.id = Math.max(run.last.id, id);
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
  { effects, context, variables, signal, last }: Attempt,
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
      results[at] = await work(at, { effects, context, variables, signal: both, place: '', last: own });
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
