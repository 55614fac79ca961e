// CloudFormation's functions as the SAM transform writes and recognises them.
import { isMap, isSame, pythonText, type Json, type JsonMap, type Optional } from './json.ts';
import { SamError } from './sam-error.ts';

export function ref(name: string): JsonMap {
  return { Ref: name };
}

export function getAtt(logicalId: string, attribute: string): JsonMap {
  return { 'Fn::GetAtt': [logicalId, attribute] };
}

export function sub(text: string, values?: JsonMap): JsonMap {
  return { 'Fn::Sub': values === undefined ? text : [text, values] };
}

export function either(condition: Json, value: Json, otherwise: Json = ref('AWS::NoValue')): JsonMap {
  return { 'Fn::If': [condition, value, otherwise] };
}

declare const isCall: unique symbol;
/** A map that was found to be a function; any other map is not. */
export type FunctionCall = JsonMap & { readonly [isCall]: true };

/** A map with one key, the name of a function. */
export function isFunction(value: Optional): value is FunctionCall {
  if (!isMap(value)) return false;
  const [name, second] = Object.keys(value);
  return (
    name !== undefined &&
    second === undefined &&
    (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))
  );
}

export function isIf(value: Optional): value is FunctionCall {
  return isFunction(value) && Object.hasOwn(value, 'Fn::If');
}

export function isNoValue(value: Optional): boolean {
  return isSame(value, ref('AWS::NoValue'));
}

export interface Branches {
  readonly condition: Json;
  readonly taken: Json;
  readonly other: Json;
}

/** Of a Fn::If. @throws SamError */
export function branchesOf(value: JsonMap, name: string, logicalId: string): Branches {
  const items = value['Fn::If'];
  if (!Array.isArray(items) || items.length !== 3)
    throw new SamError(logicalId, `Malformed '${name}' property: Fn::If requires 3 arguments.`);
  return { condition: items[0] ?? '', taken: items[1] ?? '', other: items[2] ?? '' };
}

/** The logical id that a Ref or a Fn::GetAtt is of. */
export function referredId(value: Optional): string | undefined {
  if (!isFunction(value)) return undefined;
  const found = value['Ref'] ?? value['Fn::GetAtt'];
  if (typeof found === 'string') return found.split('.')[0];
  return Array.isArray(found) && typeof found[0] === 'string' ? found[0] : undefined;
}

/** `${Name}` or `${Name.Attribute}` for a text of Fn::Sub. */
export function asVariable(reference: JsonMap): string {
  const attribute = reference['Fn::GetAtt'];
  const name = Array.isArray(attribute)
    ? attribute.map((part) => pythonText(part)).join('.')
    : pythonText(reference['Ref']);
  return `\${${name}}`;
}

export function orOf(names: readonly string[]): JsonMap {
  return { 'Fn::Or': names.map((Condition) => ({ Condition })) };
}

/** Fn::Or takes ten conditions at most: more are combined through numbered ones. */
export function combinedConditions(names: readonly string[], name: string): JsonMap {
  const made: JsonMap = {};
  if (names.length < 2) return made;
  let left = names;
  let number = Math.ceil((names.length - 1) / 9) - 1;
  while (left.length > 1) {
    const each = number > 0 ? `${name}${number}` : name;
    number -= 1;
    made[each] = orOf(left.slice(0, 10));
    left = [...left.slice(10), each];
  }
  return made;
}
