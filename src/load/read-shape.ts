// Reads a positioned tree by a shape (shape.ts), collecting every problem instead of stopping at the first.
import { nearest } from '../lib/nearest.ts';
import { entryOf, type MapEntry, type MapNode, type Node } from '../lib/node.ts';
import { problem, type Place, type Problem, type ProblemInput } from '../lib/problem.ts';
import { unreachable } from '../lib/unreachable.ts';
import { listBounds, numberProblems, stringProblems } from './check-scalar.ts';
import type { Key, ListShape, ObjectShape, RecordShape, Shape, StringShape } from './shape.ts';

export interface ShapeContext {
  /** What the root is called in messages where its shape has no name of its own: "the declaration". */
  readonly what?: string;
}

/**
 * The value as far as it can be told, and everything that is wrong with it. The value is absent only when the root is
 * of another type altogether. Where an error was found it is filled up with empty texts and lists, so that rules can
 * look at the rest of it; whoever runs it must look at the problems first.
 */
export function readShape<T>(
  node: Node,
  shape: Shape<T>,
  context: ShapeContext = {},
): { readonly value?: T; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const at: Reading = {
    what: shape.type === 'object' ? `The ${shape.name}` : (context.what ?? 'The value'),
    report: (found) => problems.push(found),
  };
  const value = read(node, shape, at);
  return value === undefined ? { problems } : { value: value as T, problems };
}

interface Reading {
  /** How a message names the value: `"runOrder"`, `The stage`. */
  readonly what: string;
  /** What AWS does with a wrong value. */
  readonly aws?: string;
  readonly report: (problem: Problem) => void;
}

/** Undefined when the value is of another type than the shape's. */
function read(node: Node, shape: Shape<unknown>, at: Reading): unknown {
  switch (shape.type) {
    case 'any':
      return plain(node);
    case 'custom':
      return shape.read(node, at.report);
    case 'string':
      return readString(node, shape, at);
    case 'number':
      return readNumber(node, shape, at);
    case 'boolean':
      return readBoolean(node, shape.words ?? false, at);
    case 'list':
      return readList(node, shape, at);
    case 'record':
      return readRecord(node, shape, at);
    case 'object':
      return readObject(node, shape, at);
    default:
      return unreachable(shape);
  }
}

/** The value without its places. */
export function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value)]));
    default:
      return unreachable(node);
  }
}

function readString(node: Node, shape: StringShape, at: Reading): string | undefined {
  if (node.kind !== 'scalar' || node.value === null) return wrongType(node, 'text', at);
  if (typeof node.value !== 'string' && shape.coerce === undefined) wrongType(node, 'text', at);
  else if (typeof node.value !== 'string' && shape.coerce === 'notice')
    tell(at, {
      code: 'ValueCoerced',
      severity: 'warning',
      message: `${at.what} is ${typeName(node)}, and AWS wants text`,
      at: node.place,
      remedy: `Write "${node.text}" in quotes.`,
      aws: at.aws ?? 'It takes a string here; another type fails its validation.',
    });
  const text = typeof node.value === 'string' ? node.value : node.text;
  for (const found of stringProblems(text, shape, at.what)) tell(at, { ...found, at: node.place });
  return text;
}

function readNumber(
  node: Node,
  shape: Extract<Shape<unknown>, { type: 'number' }>,
  at: Reading,
): number | undefined {
  if (node.kind !== 'scalar') return wrongType(node, 'a number', at);
  const value = typeof node.value === 'number' ? node.value : Number.NaN;
  if (Number.isNaN(value)) return wrongType(node, 'a number', at);
  for (const found of numberProblems(value, shape, at.what)) tell(at, { ...found, at: node.place });
  return value;
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['false', false],
  ['no', false],
]);

function readBoolean(node: Node, words: boolean, at: Reading): boolean | undefined {
  if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value;
  const word = node.kind === 'scalar' && words ? truths.get(node.text.toLowerCase()) : undefined;
  return word ?? wrongType(node, words ? 'yes or no' : 'true or false', at);
}

function readList(node: Node, shape: ListShape, at: Reading): readonly unknown[] | undefined {
  if (node.kind !== 'list') return wrongType(node, 'a list', at);
  for (const found of listBounds(node.items.length, shape, at.what)) tell(at, { ...found, at: node.place });
  return node.items.map((item, index) => {
    const inner = { ...at, what: shape.of.type === 'object' ? `The ${shape.of.name}` : itemName(at, index) };
    return read(item, shape.of, inner) ?? emptyOf(shape.of);
  });
}

function itemName(at: Reading, index: number): string {
  return `Item ${index + 1} of ${at.what.replace(/^The /, 'the ')}`;
}

function readRecord(node: Node, shape: RecordShape, at: Reading): unknown {
  if (node.kind !== 'map') return wrongType(node, 'a mapping', at);
  for (const found of listBounds(node.entries.length, shape, at.what)) tell(at, { ...found, at: node.place });
  const { key: keyShape } = shape;
  return Object.fromEntries(
    node.entries.flatMap((entry) => {
      if (keyShape !== undefined)
        for (const found of stringProblems(entry.key, keyShape, `The key "${entry.key}"`))
          tell(at, { ...found, at: entry.keyPlace });
      const value = read(entry.value, shape.of, { ...at, what: `"${entry.key}"` });
      return value === undefined ? [] : [[entry.key, value]];
    }),
  );
}

function readObject(node: Node, shape: ObjectShape, at: Reading): unknown {
  if (node.kind !== 'map') return wrongType(node, 'a mapping', { ...at, what: at.what });
  const misspelt = new Set<string | undefined>();
  for (const entry of node.entries)
    if (!Object.hasOwn(shape.keys, entry.key)) misspelt.add(unknownKey(entry, { shape, node, at }));
  return Object.fromEntries(
    Object.entries(shape.keys).flatMap(([name, key]) => {
      // One slip is one finding: the key is there, under a name that was reported.
      if (misspelt.has(name)) return key.required === true ? [[name, emptyOf(key.shape)]] : [];
      const value = readKey(node, { name, key, shape }, at);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

interface KeyOfObject {
  readonly name: string;
  readonly key: Key;
  readonly shape: ObjectShape;
}

function readKey(node: MapNode, { name, key, shape }: KeyOfObject, at: Reading): unknown {
  const entry = entryOf(node, name);
  if (entry === undefined) {
    if (key.required !== true) return undefined;
    tell(at, {
      code: 'MissingKey',
      severity: key.missing ?? 'error',
      message: `The ${shape.name}${nameOf(node)} has no "${name}"`,
      at: headOf(node),
      remedy: `Add "${name}".`,
      ...(key.aws === undefined ? {} : { aws: key.aws }),
    });
    return emptyOf(key.shape);
  }
  const inner: Reading = {
    what: `"${name}"`,
    report: at.report,
    ...(key.aws === undefined ? {} : { aws: key.aws }),
  };
  return read(entry.value, key.shape, inner) ?? (key.required === true ? emptyOf(key.shape) : undefined);
}

/** Gives the absent key that was meant, if one is near. */
function unknownKey(
  entry: MapEntry,
  { shape, node, at }: { readonly shape: ObjectShape; readonly node: MapNode; readonly at: Reading },
): string | undefined {
  const free = Object.keys(shape.keys).filter((name) => entryOf(node, name) === undefined);
  const meant = nearest(entry.key, free) ?? nearest(entry.key, Object.keys(shape.keys));
  tell(at, {
    code: 'UnknownKey',
    severity: shape.unknownKeys ?? 'error',
    message: `"${entry.key}" is not a key of ${article(shape.name)}`,
    at: entry.keyPlace,
    remedy:
      meant === undefined
        ? `Remove it; the keys are: ${Object.keys(shape.keys).join(', ')}.`
        : `Did you mean "${meant}"?`,
    ...(shape.aws === undefined ? {} : { aws: shape.aws }),
  });
  return free.find((name) => name === meant);
}

/** ` "Build"` when the mapping names itself. */
function nameOf(node: MapNode): string {
  const name = entryOf(node, 'name')?.value;
  return name?.kind === 'scalar' && typeof name.value === 'string' ? ` "${name.value}"` : '';
}

/** Where a finding about a missing key points: the first key of the mapping, not all of its lines. */
function headOf(node: MapNode): Place {
  return node.entries[0]?.keyPlace ?? node.place;
}

function wrongType(node: Node, wanted: string, at: Reading): undefined {
  const isNull = node.kind === 'scalar' && node.value === null;
  tell(at, {
    code: 'WrongType',
    message: isNull
      ? `${at.what} is empty, and must be ${wanted}`
      : `${at.what} must be ${wanted}, and is ${typeName(node)}`,
    at: node.kind === 'map' ? headOf(node) : node.place,
    remedy: remedyOfType(node, wanted),
    ...(at.aws === undefined ? {} : { aws: at.aws }),
  });
}

function remedyOfType(node: Node, wanted: string): string {
  if (node.kind !== 'scalar' || node.value === null) return `Give it ${wanted}.`;
  if (wanted === 'text') return `Write "${node.text}" in quotes.`;
  if (wanted === 'a number' && /^\s*-?\d+(\.\d+)?\s*$/.test(node.text)) return 'Remove the quotes.';
  if (wanted === 'true or false' && /^(true|false)$/i.test(node.text))
    return `Write ${node.text.toLowerCase()} without quotes.`;
  if (wanted === 'a list') return 'Put it into a list.';
  return `Give it ${wanted}.`;
}

function typeName(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a mapping';
  if (typeof node.value === 'number') return `the number ${node.text}`;
  return typeof node.value === 'string' ? `the text "${node.text}"` : String(node.value);
}

function tell(at: Reading, found: ProblemInput): void {
  at.report(problem(found.aws === undefined && at.aws !== undefined ? { ...found, aws: at.aws } : found));
}

/** What stands in for a required value that could not be read. */
function emptyOf(shape: Shape<unknown>): unknown {
  switch (shape.type) {
    case 'string':
      return '';
    case 'number':
      return shape.min ?? 0;
    case 'boolean':
      return false;
    case 'list':
      return [];
    case 'record':
      return {};
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.keys).flatMap(([name, key]) =>
          key.required === true ? [[name, emptyOf(key.shape)]] : [],
        ),
      );
    case 'custom':
      return shape.empty;
    case 'any':
      return undefined;
    default:
      return unreachable(shape);
  }
}

function article(name: string): string {
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`;
}
