// What stands in the place of hidden values where CloudFormation shows properties. Source: CloudFormation user guide, "Parameters"
// (NoEcho) and "Custom resource response objects" (NoEcho): outputs and what services get are not hidden.
import { scopeOf, type Known, type Surroundings, type Target } from './target.ts';
import type { Value } from './template/template.ts';
import type { Scope } from './values/scope.ts';

const stars = '****';

export interface Hiding extends Known {
  readonly noEcho?: true;
}

/** The same scope, in which hidden values are stars. */
export function hidingScope(
  target: Target,
  surroundings: Surroundings,
  knownOf: (logicalId: string) => Hiding | undefined,
): Scope {
  const hidden = target.parameters.filter(({ noEcho }) => noEcho).map(({ key }) => [key, stars] as const);
  const values = new Map([...target.values, ...hidden]);
  return scopeOf({ ...target, values }, surroundings, (logicalId) => {
    const known = knownOf(logicalId);
    return known?.noEcho === true ? { ...known, attributes: allStars } : known;
  });
}

const allStars = new Proxy<Record<string, Value>>({}, { get: () => stars });
