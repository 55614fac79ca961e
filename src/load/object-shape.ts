// Structures: a mapping with known keys. Which of them are required is part of the type that is read.
import { defined } from '../lib/defined.ts';
import { nearest } from '../lib/nearest.ts';
import { entryOf, type MapEntry, type MapNode } from '../lib/node.ts';
import { headOf, reportAt, wrongType, type Reading, type Shape } from './reading.ts';
import { ownValue } from '../lib/own-value.ts';

interface Key<T> {
  readonly shape: Shape<T>;
  /** Said with a finding about this key's absence or value: what AWS does. */
  readonly aws?: string;
}
export interface RequiredKey<T> extends Key<T> {
  readonly need: 'required';
}
export interface OptionalKey<T> extends Key<T> {
  /** Of a key that is `expected`, the absence is a warning. */
  readonly need: 'optional' | 'expected';
}

export type Keys = Readonly<Record<string, RequiredKey<unknown> | OptionalKey<unknown>>>;

type RequiredIn<K extends Keys> = {
  [N in keyof K]-?: K[N] extends RequiredKey<unknown> ? N : never;
}[keyof K];

type ObjectOf<K extends Keys> = Flat<
  { readonly [N in RequiredIn<K>]: Given<K[N]> } & {
    readonly [N in Exclude<keyof K, RequiredIn<K>>]?: Given<K[N]>;
  }
>;
type Given<E> = E extends Key<infer T> ? T : never;
type Flat<T> = { [N in keyof T]: T[N] };

export interface ObjectShape<K extends Keys> extends Shape<ObjectOf<K>> {
  readonly name: string;
  readonly keys: K;
  /** A key that is not among them is no error. */
  readonly takesUnknown?: true;
  /** Keys that are read elsewhere. */
  readonly alsoTakes?: () => readonly string[];
}

interface ObjectOptions {
  /** `error` when absent. */
  readonly unknownKeys?: 'error' | 'warning';
  /** Keys that are known and read elsewhere; asked when there is a key that is not of the shape. */
  readonly alsoTakes?: () => readonly string[];
  /** Said with a finding about an unknown key: what AWS does with it. */
  readonly aws?: string;
  /** Where what some unknown keys say belongs. */
  readonly remedies?: Readonly<Record<string, string>>;
}

type KeyOptions = Pick<Key<unknown>, 'aws'>;

export const required = <T>(shape: Shape<T>, options: KeyOptions = {}): RequiredKey<T> => ({
  shape,
  need: 'required',
  ...options,
});

export const optional = <T>(shape: Shape<T>, options: KeyOptions = {}): OptionalKey<T> => ({
  shape,
  need: 'optional',
  ...options,
});

/** AWS requires it and nothing here needs it: its absence is a warning. */
export const expected = <T>(shape: Shape<T>, options: KeyOptions = {}): OptionalKey<T> => ({
  shape,
  need: 'expected',
  ...options,
});

/** `name` is what messages call it: "stage", "action", "deployment group". */
export function object<K extends Keys>(name: string, keys: K, options: ObjectOptions = {}): ObjectShape<K> {
  const shape: AnyObject = { name, keys, ...options };
  return {
    name,
    keys,
    ...(options.unknownKeys === 'warning' ? { takesUnknown: true } : {}),
    ...(options.alsoTakes === undefined ? {} : { alsoTakes: options.alsoTakes }),
    read: (node, at) => {
      if (node.kind !== 'map') return wrongType(node, 'a mapping', at);
      const entries = readKeys(node, shape, at);
      const value: unknown = entries === undefined ? undefined : Object.fromEntries(entries);
      return hasRequired(value, keys) ? value : undefined;
    },
  };
}

type AnyObject = ObjectOptions & { readonly name: string; readonly keys: Keys };

/** Each value was read by its key's shape; what is left to check is that no required one is missing. */
function hasRequired<K extends Keys>(value: unknown, keys: K): value is ObjectOf<K> {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(keys).every(([name, { need }]) => need !== 'required' || Object.hasOwn(value, name))
  );
}

/** Undefined when a value that is there cannot be read. */
function readKeys(
  node: MapNode,
  shape: AnyObject,
  at: Reading,
): readonly (readonly [name: string, value: unknown])[] | undefined {
  const unknown = unknownIn(node, shape);
  const stray = emptyBefore(node, shape);
  const misspelt = new Map(
    unknown.flatMap((entry) => {
      const meant = stray.has(entry) ? undefined : reportUnknown(entry, { shape, node, at });
      return meant === undefined ? [] : [[meant, entry] as const];
    }),
  );
  let isWhole = true;
  const entries = Object.entries(shape.keys).flatMap(([name, key]) => {
    // One slip is one finding: a key under a name that was reported as an error is read as the one that was meant.
    const entry = entryOf(node, name) ?? (shape.unknownKeys === 'warning' ? undefined : misspelt.get(name));
    if (entry === undefined) {
      reportMissing(name, { key, shape, node, at });
      return [];
    }
    const first = [...stray].find(([, section]) => section === entry);
    if (first !== undefined) {
      reportStray(first, at);
      isWhole = false;
      return [];
    }
    const aws = key.aws === undefined ? {} : { aws: key.aws };
    const value = key.shape.read(entry.value, { what: `"${name}"`, report: at.report, ...aws });
    isWhole &&= value !== undefined;
    return [[name, value] as const];
  });
  return isWhole ? entries : undefined;
}

function unknownIn({ entries }: MapNode, { keys, alsoTakes }: AnyObject): readonly MapEntry[] {
  const others = entries.filter((entry) => !Object.hasOwn(keys, entry.key));
  const taken = others.length === 0 ? [] : (alsoTakes?.() ?? []);
  return others.filter(({ key }) => !taken.includes(key));
}

/**
 * Keys that stand next to an empty section and are keys of that section: their lines are indented too little. By entry, the
 * entry of the section.
 */
function emptyBefore({ entries }: MapNode, { keys }: AnyObject): ReadonlyMap<MapEntry, MapEntry> {
  const found = new Map<MapEntry, MapEntry>();
  let empty: MapEntry | undefined;
  for (const entry of entries) {
    const key = Object.hasOwn(keys, entry.key) ? keys[entry.key] : undefined;
    if (key !== undefined) empty = isEmpty(entry) && 'keys' in key.shape ? entry : undefined;
    else if (empty !== undefined) {
      const section = keys[empty.key]?.shape as ObjectShape<Keys>;
      if (Object.hasOwn(section.keys, entry.key)) found.set(entry, empty);
    }
  }
  return found;
}

function isEmpty({ value }: MapEntry): boolean {
  return value.kind === 'scalar' && value.text === '' && !value.quoted;
}

function reportStray([entry, section]: readonly [MapEntry, MapEntry], at: Reading): void {
  reportAt(at, {
    code: 'WrongType',
    message: `"${section.key}" is empty, and its key "${entry.key}" stands next to it`,
    at: entry.keyPlace,
    notes: [{ message: 'the empty section', at: section.keyPlace }],
    remedy: `Indent "${entry.key}", and what belongs to it, below "${section.key}".`,
    ...defined({ aws: at.aws }),
  });
}

interface InObject {
  readonly shape: AnyObject;
  readonly node: MapNode;
  readonly at: Reading;
}

function reportMissing(
  name: string,
  { key, shape, node, at }: InObject & { readonly key: Keys[string] },
): void {
  if (key.need === 'optional') return;
  reportAt(at, {
    code: 'MissingKey',
    severity: key.need === 'required' ? 'error' : 'warning',
    message: `The ${shape.name}${nameOf(node)} has no "${name}"`,
    at: headOf(node),
    remedy: `Add "${name}".`,
    ...defined({ aws: key.aws }),
  });
}

/** Gives the absent key that was meant, if one is near. */
function reportUnknown(entry: MapEntry, { shape, node, at }: InObject): string | undefined {
  const names = Object.keys(shape.keys);
  const free = names.filter((name) => entryOf(node, name) === undefined);
  const meant = nearest(entry.key, free) ?? nearest(entry.key, names);
  reportAt(at, {
    code: 'UnknownKey',
    severity: shape.unknownKeys ?? 'error',
    message: `"${entry.key}" is not a key of ${article(shape.name)}`,
    at: entry.keyPlace,
    remedy:
      ownValue(shape.remedies ?? {}, entry.key) ??
      (meant === undefined ? `Remove it; the keys are: ${names.join(', ')}.` : `Did you mean "${meant}"?`),
    ...defined({ aws: shape.aws }),
  });
  return free.find((name) => name === meant);
}

/** ` "Build"` when the mapping names itself. */
function nameOf(node: MapNode): string {
  const name = entryOf(node, 'name')?.value;
  return name?.kind === 'scalar' && typeof name.value === 'string' ? ` "${name.value}"` : '';
}

function article(name: string): string {
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`;
}
