// A distributed Map: its items are read, put into batches, and each is the input of an execution of its own. Source: Step Functions
// developer guide, "Map state", distributed mode, and the pages of its fields.
import { gunzipSync } from 'node:zlib';
import { defined } from '../../../lib/defined.ts';
import type { JsonValue } from '../../../lib/json-path.ts';
import { filled, type Scope } from './data.ts';
import { inventoryIn, itemsIn, readerError } from './item-reader.ts';
import { itemOf, listOf, noted } from './items.ts';
import type { ItemReader, JsonObject, Machine, MapState, ResultWriter } from './machine.ts';
import { evaluated } from './query.ts';
import { isQueried, numberOf, queryScope, textOf } from './state-data.ts';
import { runtimeError } from './state-error.ts';
import type { Attempt, MapChild, ToleratedFailure, Writing } from './walking.ts';

interface Distributed {
  readonly state: MapState;
  readonly processor: Machine;
}

export async function distributed(
  { state, processor }: Distributed,
  scope: Scope,
  attempt: Attempt,
): Promise<JsonValue> {
  const { effects, key, number, name, signal, record } = attempt;
  const given = state.ItemReader === undefined ? await listOf(state, scope) : undefined;
  if (state.ItemReader === undefined && given === undefined)
    throw runtimeError('The items of the Map state are no list');
  return await noted(attempt, { length: given?.length ?? 0 }, async () => {
    const { MaxConcurrency, MaxConcurrencyPath } = state;
    const most = await numberOf(state, { value: MaxConcurrency, path: MaxConcurrencyPath }, scope);
    return await effects.mapRun({
      key: `${key}/${number}`,
      label: state.Label ?? labelOf(name),
      processor,
      maxConcurrency: most ?? 0,
      tolerated: await toleratedBy(state, scope),
      writing: await writingOf(state, scope),
      children: async () =>
        await effects.memo(`${key}/children${number}`, async () => {
          const items = given ?? (await itemsRead(state, scope, attempt));
          return [...(await childrenOf(state, await selectedFrom(items, state, { scope, attempt }), scope))];
        }),
      signal,
      record: (part, type, details) => record(`${number}/${part}`, type, details),
    });
  });
}

/** What names have that labels do not is left out. */
function labelOf(name: string): string {
  const plain = name.replaceAll(/[^\w-]/g, '').slice(0, 40);
  return plain === '' ? 'Map' : plain;
}

async function toleratedBy(state: MapState, scope: Scope): Promise<ToleratedFailure> {
  const count = await wholeOrNone(state, 'ToleratedFailureCount', scope);
  const { ToleratedFailurePercentage: value, ToleratedFailurePercentagePath: path } = state;
  const percentage = await numberOf(state, { value, path }, scope);
  if (percentage !== undefined && percentage > 100)
    throw runtimeError('ToleratedFailurePercentage must be between 0 and 100.');
  return defined({ count, percentage });
}

async function wholeOrNone(
  state: MapState,
  key: 'ToleratedFailureCount',
  scope: Scope,
): Promise<number | undefined> {
  const count = await numberOf(state, { value: state[key], path: state[`${key}Path`] }, scope);
  if (count === undefined || Number.isInteger(count)) return count;
  throw runtimeError(`${key} is no whole number: ${count}`);
}

/** Parameters or Arguments of a call of S3. */
async function requestOf(
  state: MapState,
  { Parameters, Arguments }: ItemReader | ResultWriter,
  scope: Scope,
): Promise<JsonObject> {
  const request = isQueried(state)
    ? await evaluated(Arguments ?? {}, queryScope(scope))
    : filled(Parameters ?? {}, scope);
  return request as JsonObject;
}

async function writingOf(state: MapState, scope: Scope): Promise<Writing> {
  const writer = state.ResultWriter;
  if (writer === undefined) return { transformation: 'COMPACT', outputType: 'JSON' };
  const { Transformation, OutputType = 'JSON' } = writer.WriterConfig ?? {};
  if (writer.Resource === undefined)
    return { transformation: Transformation ?? 'COMPACT', outputType: OutputType };
  const { Bucket, Prefix = '' } = await requestOf(state, writer, scope);
  return {
    bucket: textOf(Bucket),
    prefix: textOf(Prefix),
    transformation: Transformation ?? 'NONE',
    outputType: OutputType,
  };
}

async function itemsRead(state: MapState, scope: Scope, { effects }: Attempt): Promise<readonly JsonValue[]> {
  const reader = state.ItemReader ?? {};
  const request = await requestOf(state, reader, scope);
  const config = reader.ReaderConfig ?? {};
  const most = await mostItems(state, scope);
  if (reader.Resource?.endsWith(':listObjectsV2') === true)
    return (await effects.read.list(request, most)).slice(0, most);
  const bucket = textOf(request['Bucket']);
  const text = async (from: string, key: string): Promise<string> =>
    textIn(await effects.read.object(from, key), key);
  const whole = await text(bucket, textOf(request['Key']));
  if (config.InputType !== 'MANIFEST') return itemsIn(whole, config).slice(0, most);
  const inventory = inventoryIn(whole);
  const items: JsonValue[] = [];
  for (const key of inventory.keys) {
    if (items.length >= most) break;
    const listed = await text(inventory.bucket, key);
    const { headers: CSVHeaders } = inventory;
    items.push(...itemsIn(listed, { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders }));
  }
  return items.slice(0, most);
}

/** Most items that a Map reads at all. */
const allItems = 100_000_000;

async function mostItems(state: MapState, scope: Scope): Promise<number> {
  const { MaxItems: value, MaxItemsPath: path } = state.ItemReader?.ReaderConfig ?? {};
  const most = await numberOf(state, { value, path }, scope).catch(() => -1);
  if (most !== undefined && most < 0) throw readerError('field MaxItems must be positive');
  return most === undefined || most === 0 ? allItems : most;
}

function textIn(bytes: Uint8Array, key: string): string {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(isPacked ? gunzipSync(bytes) : bytes);
  } catch {
    throw readerError(`Unable to parse ${key}: it is no text in UTF-8`);
  }
}

interface Within {
  readonly scope: Scope;
  readonly attempt: Attempt;
}

async function selectedFrom(
  items: readonly JsonValue[],
  state: MapState,
  { scope, attempt }: Within,
): Promise<readonly JsonValue[]> {
  if (state.ItemSelector === undefined && state.Parameters === undefined) return items;
  const selected: JsonValue[] = [];
  for (const [at, value] of items.entries()) {
    const context = { ...attempt.context, Map: { Item: { Index: at, Value: value } } };
    selected.push(await itemOf(state, { ...scope, context }, value));
  }
  return selected;
}

/** As many bytes as an execution takes (developer guide, "Quotas related to state machine executions"). */
const mostBytes = 262_144;

async function childrenOf(
  state: MapState,
  items: readonly JsonValue[],
  scope: Scope,
): Promise<readonly MapChild[]> {
  const batcher = state.ItemBatcher;
  if (batcher === undefined) return items.map((input) => ({ input, items: 1 }));
  const { MaxItemsPerBatch, MaxItemsPerBatchPath, MaxInputBytesPerBatch, MaxInputBytesPerBatchPath } =
    batcher;
  const mostOf = async (value: number | string | undefined, path: string | undefined) =>
    (await numberOf(state, { value, path }, scope)) ?? 0;
  const count = await mostOf(MaxItemsPerBatch, MaxItemsPerBatchPath);
  const bytes = await mostOf(MaxInputBytesPerBatch, MaxInputBytesPerBatchPath);
  const { BatchInput } = batcher;
  const input =
    BatchInput === undefined
      ? {}
      : {
          BatchInput: isQueried(state)
            ? await evaluated(BatchInput, queryScope(scope))
            : filled(BatchInput, scope),
        };
  const most = {
    count: count === 0 ? Infinity : count,
    bytes: bytes === 0 ? mostBytes : Math.min(bytes, mostBytes),
  };
  return batchesOf(items, most, input).map((Items) => ({
    input: { ...input, Items },
    items: Items.length,
  }));
}

interface MostOfBatch {
  readonly count: number;
  readonly bytes: number;
}

/** Neither limit is passed; an item that is too large by itself is a failure. @throws StateError */
export function batchesOf(
  items: readonly JsonValue[],
  { count, bytes }: MostOfBatch,
  around: JsonObject,
): readonly (readonly JsonValue[])[] {
  const empty = Buffer.byteLength(JSON.stringify({ ...around, Items: [] }));
  const batches: JsonValue[][] = [];
  let size = 0;
  for (const item of items) {
    const own = Buffer.byteLength(JSON.stringify(item));
    if (empty + own > bytes)
      throw readerError(`An item of ${own} bytes does not fit into a batch of at most ${bytes} bytes`);
    const last = batches.at(-1);
    // With the comma before it.
    if (last !== undefined && last.length < count && size + own + 1 <= bytes) {
      last.push(item);
      size += own + 1;
    } else {
      batches.push([item]);
      size = empty + own;
    }
  }
  return batches;
}
