// The properties of SAM's resources and events: their names, whether they must be there, and what they may be.
import { isMap, type Json, type JsonMap } from './json.ts';
import { SamError } from './sam-error.ts';

/**
 * Of one property: `string`, `map` … or several with `|`; `strings` and `maps` are lists and maps of those. `any` is passed
 * on as it is. With `=` at the end it may not be a function, with `!` it must be there.
 */
export type PropertyRules = Readonly<Record<string, string>>;

const kinds: Readonly<Record<string, (value: Json) => boolean>> = {
  any: () => true,
  string: (value) => typeof value === 'string',
  map: isMap,
  list: (value) => Array.isArray(value),
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => typeof value === 'number' && Number.isInteger(value),
  strings: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  items: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string' || isMap(item)),
  maps: (value) => isMap(value) && Object.values(value).every((item) => isMap(item)),
  texts: (value) => isMap(value) && Object.values(value).every((item) => typeof item === 'string'),
  numbers: (value) =>
    isMap(value) && Object.values(value).every((item) => typeof item === 'number' || isMap(item)),
};

/** @throws SamError */
export function checkProperties(
  resource: JsonMap,
  rules: PropertyRules,
  { id, type }: { readonly id: string; readonly type: string },
): JsonMap {
  const given = resource['Properties'] ?? {};
  if (!isMap(given)) throw new SamError(id, 'Properties of a resource must be an object.');
  for (const name of Object.keys(given))
    if (!Object.hasOwn(rules, name))
      throw new SamError(id, `property ${name} not defined for resource of type ${type}`);
  for (const [name, rule] of Object.entries(rules)) checkProperty(given[name], { name, rule, id });
  return given;
}

function checkProperty(
  value: Json | undefined,
  { name, rule, id }: { readonly name: string; readonly rule: string; readonly id: string },
): void {
  const isRequired = rule.endsWith('!');
  const isPlain = rule.includes('=');
  const allowed = rule.replaceAll(/[!=]/g, '').split('|');
  if (value === undefined || value === null) {
    if (isRequired) throw new SamError(id, `Missing required property '${name}'.`);
    return;
  }
  // SAM takes any map of one key for a function here.
  if (!isPlain && isMap(value) && Object.keys(value).length === 1) return;
  if (allowed.some((kind) => kinds[kind]?.(value) === true)) return;
  const only = allowed.length === 1 ? allowed[0] : undefined;
  throw new SamError(
    id,
    only === 'string' || only === 'map'
      ? `Property '${name}' should be a ${only}.`
      : `Type of property '${name}' is invalid.`,
  );
}
