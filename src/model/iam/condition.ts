// Whether a request meets the conditions of a statement: all operators and all keys must hold, any value of a key is
// enough. Source: IAM user guide, "Conditions with multiple context keys or values", "Multivalued context keys".
import { listOf, type ConditionBlock } from '../policy.ts';
import { conditionOperator, type ConditionOperator } from './condition-operators.ts';
import { matchesPattern } from './pattern.ts';
import type { IamRequest } from './request.ts';

/** Undefined when it depends on a key that this program does not know of the request. */
export function meets(
  condition: ConditionBlock | undefined,
  request: Pick<IamRequest, 'context' | 'isKnownKey'>,
  hasVariables: boolean,
): boolean | undefined {
  let isOpen = false;
  for (const [name, keys] of Object.entries(condition ?? {}))
    for (const [key, wanted] of Object.entries(keys)) {
      const held = holds(
        readOperator(name),
        { key: key.toLowerCase(), wanted: listOf(wanted) },
        { ...request, hasVariables },
      );
      if (held === false) return false;
      isOpen ||= held === undefined;
    }
  return isOpen ? undefined : true;
}

interface NamedOperator {
  readonly operator: ConditionOperator | 'Null' | undefined;
  readonly set: 'ForAllValues' | 'ForAnyValue' | undefined;
  readonly ifExists: boolean;
}

function readOperator(name: string): NamedOperator {
  const [, prefix, base = '', suffix] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(name) ?? [];
  const set =
    prefix === undefined
      ? undefined
      : prefix.toLowerCase() === 'forallvalues'
        ? 'ForAllValues'
        : 'ForAnyValue';
  const operator = base.toLowerCase() === 'null' ? 'Null' : conditionOperator(base);
  return { operator, set, ifExists: suffix !== undefined };
}

interface Test {
  readonly key: string;
  readonly wanted: readonly string[];
}

type Given = Pick<IamRequest, 'context' | 'isKnownKey'> & { readonly hasVariables: boolean };

function holds(
  { operator, set, ifExists }: NamedOperator,
  { key, wanted }: Test,
  given: Given,
): boolean | undefined {
  const values = given.context.get(key) ?? [];
  const isThere = values.length > 0;
  if (!isThere && !given.isKnownKey(key)) return undefined;
  // IAM refuses a policy with an operator that it does not have.
  if (operator === undefined) return false;
  if (operator === 'Null') return wanted.some((each) => each.toLowerCase() === String(!isThere));
  if (!isThere && ifExists) return true;
  if (wanted.some((each) => hasOpenVariable(each, given))) return undefined;
  const fits = (actual: string) =>
    wanted.some((each) => fitsOne(operator, actual, { wanted: each, given })) !== operator.isNegated;
  if (set === 'ForAllValues') return values.every(fits);
  if (set === 'ForAnyValue') return values.some(fits);
  // Without a value only what is negated holds; of several, one must fit, or none where it is negated.
  return operator.isNegated ? values.every(fits) : values.some(fits);
}

function fitsOne(
  { test, takes }: ConditionOperator,
  actual: string,
  { wanted, given }: { readonly wanted: string; readonly given: Given },
): boolean {
  if (takes === 'other' || !wanted.includes('${')) return test(actual, wanted);
  if (takes === 'pattern') return matchesPattern(wanted, actual, given) === true;
  // A text with variables: its own signs stand for themselves.
  const literal = wanted.replaceAll(/\$\{[^}]*\}|[*?]/g, (found) =>
    found.length > 1 ? found : `\${${found}}`,
  );
  return matchesPattern(literal, actual, given) === true;
}

function hasOpenVariable(wanted: string, { context, isKnownKey, hasVariables }: Given): boolean {
  if (!hasVariables || !wanted.includes('${')) return false;
  const names = [...wanted.matchAll(/\$\{\s*([^},\s]+)/g)].map(([, name = '']) => name.toLowerCase());
  return names.some((name) => !/^[*?$]$/.test(name) && !context.has(name) && !isKnownKey(name));
}
