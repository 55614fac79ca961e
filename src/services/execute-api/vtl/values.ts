// The values of templates, and the methods of Java that templates call on them. Pure, but for what a template changes in its
// own maps and lists.

export type Value = unknown;

export function isMap(value: Value): value is Record<string, Value> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** As Java prints it: `{a=1, b=[x, y]}`. */
export function printed(value: Value): string {
  if (value === undefined || value === null) return 'null';
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`;
  if (!isMap(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${key}=${printed(each)}`)
    .join(', ')}}`;
}

/** Velocity 1.7: only false and what is not there count as false. */
export function isTrue(value: Value): boolean {
  return value !== false && value !== undefined && value !== null;
}

export function areEqual(left: Value, right: Value): boolean {
  if (left === right || (left ?? null) === (right ?? null)) return true;
  if (typeof left === 'object' || typeof right === 'object') return printed(left) === printed(right);
  return typeof left !== typeof right && printed(left) === printed(right);
}

/** What a foreach goes through. */
export function itemsOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.values(value) : [];
}

/** Undefined for a member that is not there. */
export function memberOf(value: Value, name: string): Value {
  if (isMap(value)) return Object.hasOwn(value, name) ? value[name] : undefined;
  return undefined;
}

export function itemAt(value: Value, at: Value): Value {
  if (Array.isArray(value)) return value.at(Number(at)) as Value;
  return memberOf(value, String(at));
}

/** Undefined for a method that the value does not have. */
export function callMethod(value: Value, name: string, given: readonly Value[]): Value {
  if (name === 'toString') return printed(value);
  if (name === 'equals') return areEqual(value, given[0]);
  if (typeof value === 'string') return textMethods[name]?.(value, given.map(printed), given);
  if (Array.isArray(value)) return listMethods[name]?.(value, given);
  if (isMap(value)) return mapMethods[name]?.(value, given);
  if (typeof value === 'number' && name === 'intValue') return Math.trunc(value);
  return undefined;
}

/** Java's regular expressions are near enough to ours for what templates do; `$1` in a replacement is the same. */
function pattern(text: string, flags = ''): RegExp {
  return new RegExp(text, flags);
}

type TextMethod = (text: string, given: readonly string[], raw: readonly Value[]) => Value;

const textMethods: Readonly<Record<string, TextMethod>> = {
  charAt: (text, [at]) => text[Number(at)],
  concat: (text, [other = '']) => text + other,
  contains: (text, [other = '']) => text.includes(other),
  endsWith: (text, [other = '']) => text.endsWith(other),
  equalsIgnoreCase: (text, [other = '']) => text.toLowerCase() === other.toLowerCase(),
  indexOf: (text, [other = '']) => text.indexOf(other),
  isEmpty: (text) => text === '',
  lastIndexOf: (text, [other = '']) => text.lastIndexOf(other),
  length: (text) => text.length,
  matches: (text, [regex = '']) => pattern(`^(?:${regex})$`).test(text),
  replace: (text, [from = '', to = '']) => text.replaceAll(from, () => to),
  replaceAll: (text, [regex = '', to = '']) =>
    text.replaceAll(pattern(regex, 'g'), to.replaceAll('\\$', '$$$$')),
  replaceFirst: (text, [regex = '', to = '']) => text.replace(pattern(regex), to.replaceAll('\\$', '$$$$')),
  split: (text, [regex = '']) => withoutEmptyEnd(text.split(pattern(regex))),
  startsWith: (text, [other = '']) => text.startsWith(other),
  substring: (text, [from, to]) => text.slice(Number(from), to === undefined ? undefined : Number(to)),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  trim: (text) => text.trim(),
};

function withoutEmptyEnd(parts: readonly string[]): readonly string[] {
  const last = parts.findLastIndex((part) => part !== '');
  return parts.slice(0, last + 1);
}

type ListMethod = (list: Value[], given: readonly Value[]) => Value;

const listMethods: Readonly<Record<string, ListMethod>> = {
  add: (list, given) => {
    if (given.length > 1) list.splice(Number(given[0]), 0, given[1]);
    else list.push(given[0]);
    return true;
  },
  addAll: (list, [other]) => {
    list.push(...itemsOf(other));
    return true;
  },
  contains: (list, [item]) => list.some((each) => areEqual(each, item)),
  get: (list, [at]) => list[Number(at)],
  indexOf: (list, [item]) => list.findIndex((each) => areEqual(each, item)),
  isEmpty: (list) => list.length === 0,
  remove: (list, [at]) => list.splice(Number(at), 1)[0],
  size: (list) => list.length,
};

type MapMethod = (map: Record<string, Value>, given: readonly Value[]) => Value;

const mapMethods: Readonly<Record<string, MapMethod>> = {
  containsKey: (map, [key]) => Object.hasOwn(map, printed(key)),
  containsValue: (map, [value]) => Object.values(map).some((each) => areEqual(each, value)),
  entrySet: (map) => Object.entries(map).map(([key, value]) => ({ key, value })),
  get: (map, [key]) => memberOf(map, printed(key)),
  // Of an entry.
  getKey: (map) => map['key'],
  getValue: (map) => map['value'],
  isEmpty: (map) => Object.keys(map).length === 0,
  keySet: (map) => Object.keys(map),
  put: (map, [key, value]) => {
    const before = memberOf(map, printed(key));
    define(map, printed(key), value);
    return before ?? '';
  },
  putAll: (map, [other]) => {
    if (isMap(other)) for (const [key, value] of Object.entries(other)) define(map, key, value);
    return '';
  },
  remove: (map, [key]) => {
    const before = memberOf(map, printed(key));
    Reflect.deleteProperty(map, printed(key));
    return before;
  },
  size: (map) => Object.keys(map).length,
  values: (map) => Object.values(map),
};

/** Whatever its name is: `__proto__` too is a key like any other. */
export function define(map: Record<string, Value>, key: string, value: Value): void {
  Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
}
