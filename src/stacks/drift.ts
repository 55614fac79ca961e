// How a resource differs from what its template says. Pure. Only what the template sets is compared (CloudFormation user
// guide, "Detect unmanaged configuration changes to stacks and resources with drift detection").
import { isEqual } from './values/evaluate.ts';
import type { Value, Values } from './template/template.ts';

export interface PropertyDifference {
  /** A JSON pointer: `/Environment/Variables/STAGE`. */
  readonly path: string;
  readonly expected?: Value;
  readonly actual?: Value;
  readonly type: 'ADD' | 'REMOVE' | 'NOT_EQUAL';
}

export function differencesOf(expected: Values, actual: Values): readonly PropertyDifference[] {
  return Object.entries(expected).flatMap(([name, value]) =>
    differencesAt(`/${pointerPart(name)}`, value, actual[name]),
  );
}

function differencesAt(
  path: string,
  expected: Value,
  actual: Value | undefined,
): readonly PropertyDifference[] {
  if (actual === undefined) return [{ path, expected, type: 'REMOVE' }];
  if (isMap(expected) && isMap(actual)) {
    const names = new Set([...Object.keys(expected), ...Object.keys(actual)]);
    return [...names].flatMap((name): readonly PropertyDifference[] => {
      const inner = `${path}/${pointerPart(name)}`;
      const [before, after] = [expected[name], actual[name]];
      if (before === undefined)
        return after === undefined ? [] : [{ path: inner, actual: after, type: 'ADD' }];
      return differencesAt(inner, before, after);
    });
  }
  if (isEqual(expected, actual)) return [];
  return [{ path, expected, actual, type: 'NOT_EQUAL' }];
}

function isMap(value: Value): value is Values {
  return typeof value === 'object' && !Array.isArray(value);
}

/** RFC 6901. */
function pointerPart(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
