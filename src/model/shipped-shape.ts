// The structures of AWS's APIs as CloudFormation writes them: the same names that begin with a capital letter. Pure.
import type { PropertyValue, PropertyValues } from './resource-graph.ts';

/** Where the two differ in more than the first letter, and which maps have keys of the user's. */
export interface ShapeRules {
  readonly renamed?: Readonly<Record<string, string>>;
  /** Their values keep their keys: `configuration` of an action. */
  readonly verbatim?: readonly string[];
}

/** Keys without a value are left out. */
export function shippedShape(value: object, rules: ShapeRules = {}): PropertyValues {
  return shapeOf(value, rules) as PropertyValues;
}

function shapeOf(value: unknown, rules: ShapeRules): PropertyValue {
  if (Array.isArray(value)) return value.map((each) => shapeOf(each, rules));
  if (typeof value !== 'object' || value === null) return value as PropertyValue;
  const { renamed = {}, verbatim = [] } = rules;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .map(([name, each]) => [
        renamed[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        verbatim.includes(name) ? (each as PropertyValue) : shapeOf(each, rules),
      ]),
  );
}

/** The way back: `BuildSpec` becomes `buildspec`. */
export function apiShape(value: PropertyValues, rules: ShapeRules = {}): Readonly<Record<string, unknown>> {
  return backOf(value, rules) as Readonly<Record<string, unknown>>;
}

function backOf(value: unknown, rules: ShapeRules): unknown {
  if (Array.isArray(value)) return value.map((each) => backOf(each, rules));
  if (typeof value !== 'object' || value === null) return value;
  const { renamed = {}, verbatim = [] } = rules;
  const back = new Map(Object.entries(renamed).map(([api, shipped]) => [shipped, api]));
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      const key = back.get(name) ?? `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [key, verbatim.includes(key) ? each : backOf(each, rules)];
    }),
  );
}

/** `{ KEY: VALUE }` as most types take tags; nothing without one. */
export function tagProperty(tags: Readonly<Record<string, string>>): PropertyValues {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length === 0 ? {} : { Tags: list };
}
