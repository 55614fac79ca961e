// The types of values in expressions, as far as they are known before a workflow runs. Pure.

export type Type =
  /** Not known before the run. */
  | { readonly kind: 'any' }
  | { readonly kind: 'null' | 'boolean' | 'number' | 'string' }
  | { readonly kind: 'array'; readonly of: Type }
  | {
      readonly kind: 'object';
      /** By name in lower case. */
      readonly fields: Readonly<Record<string, Type>>;
      /** Of the fields that are not named; absent when there are no others. */
      readonly others?: Type;
    };

export const any: Type = { kind: 'any' };
export const text: Type = { kind: 'string' };
export const number: Type = { kind: 'number' };
export const truth: Type = { kind: 'boolean' };
/** Any names, each with a text. */
export const texts: Type = { kind: 'object', fields: {}, others: text };

export function objectOf(fields: Readonly<Record<string, Type>>, others?: Type): Type {
  const lower = Object.entries(fields).map(([name, type]) => [name.toLowerCase(), type] as const);
  const known = { kind: 'object', fields: Object.fromEntries(lower) } as const;
  return others === undefined ? known : { ...known, others };
}

/** Of a value as plain data. */
export function typeOf(value: unknown): Type {
  if (value === null) return { kind: 'null' };
  if (Array.isArray(value)) return { kind: 'array', of: value.map(typeOf).reduce(either, typeOf(value[0])) };
  switch (typeof value) {
    case 'boolean':
      return truth;
    case 'number':
      return number;
    case 'string':
      return text;
    case 'object':
      return objectOf(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typeOf(each)])));
    default:
      return any;
  }
}

/** What is one or the other. */
export function either(a: Type, b: Type): Type {
  if (a.kind === 'object' && b.kind === 'object') return merged(a, b);
  if (a.kind === 'array' && b.kind === 'array') return { kind: 'array', of: either(a.of, b.of) };
  const isPlain = a.kind === b.kind && a.kind !== 'object' && a.kind !== 'array';
  return isPlain ? a : any;
}

type ObjectType = Extract<Type, { readonly kind: 'object' }>;

/** With the fields of both. */
function merged(a: ObjectType, b: ObjectType): Type {
  const fields: Record<string, Type> = { ...a.fields };
  for (const [name, type] of Object.entries(b.fields)) {
    const known = fields[name];
    fields[name] = known === undefined ? type : either(known, type);
  }
  const others = a.others ?? b.others;
  return objectOf(fields, others);
}

/** A text is made of it as "Object" or "Array", or it is empty. */
export function hasNoText({ kind }: Type): boolean {
  return kind === 'object' || kind === 'array';
}

/** In the field's words, for a message. */
export function nameOf({ kind }: Type): string {
  const names = { any: 'any value', null: 'null', boolean: 'a boolean', number: 'a number' } as const;
  const others = { string: 'a string', array: 'an array', object: 'an object' } as const;
  return { ...names, ...others }[kind];
}
