// The values of a template while the SAM transform works on them: plain JSON that is changed in place, a copy of the caller's.

export type Json = string | number | boolean | null | Json[] | JsonMap;
export interface JsonMap {
  [key: string]: Json;
}
export type Optional = Json | undefined;

export function isMap(value: Optional): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Optional): value is Json[] {
  return Array.isArray(value);
}

/** Undefined for what is not there, and for null: SAM takes both as absent. */
export function member(value: Optional, ...path: readonly string[]): Optional {
  let found: Optional = value;
  for (const name of path) found = isMap(found) && Object.hasOwn(found, name) ? found[name] : undefined;
  return found ?? undefined;
}

/** An empty map for anything else. */
export function mapOf(value: Optional): JsonMap {
  return isMap(value) ? value : {};
}

export function listOf(value: Optional): Json[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The map of that name, which is made when it is not there. */
export function ensureMap(holder: JsonMap, name: string): JsonMap {
  const found = holder[name];
  if (isMap(found)) return found;
  const made: JsonMap = {};
  holder[name] = made;
  return made;
}

/** As Python takes a value for true: not empty, not zero. */
export function isTruthy(value: Optional): value is Json {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

/** Without the keys whose value is not there. */
export function compact(values: Readonly<Record<string, Optional>>): JsonMap {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null,
    ),
  );
}

export function copyOf<T extends Optional>(value: T): T {
  return structuredClone(value);
}

/** Keys in any order. */
export function isSame(left: Optional, right: Optional): boolean {
  return sortedText(left ?? null) === sortedText(right ?? null);
}

/** As Python's `json.dumps` with sorted keys and no blanks writes it. */
export function sortedText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sortedText).join(',')}]`;
  if (isMap(value))
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${asciiText(key)}:${sortedText(value[key] ?? null)}`)
      .join(',')}}`;
  return typeof value === 'string' ? asciiText(value) : JSON.stringify(value);
}

function asciiText(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As the messages of AWS's translator, which is Python, show a value. */
export function pythonText(value: Optional): string {
  if (value === undefined || value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : quoted(value);
}

function quoted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(quoted).join(', ')}]`;
  if (isMap(value))
    return `{${Object.entries(value)
      .map(([key, each]) => `'${key}': ${quoted(each)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? `'${value}'` : pythonText(value);
}
