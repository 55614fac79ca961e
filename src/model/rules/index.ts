// Every rule, in the order in which a reader would ask. Adding one is adding its file and one line here.
import type { Definition } from '../definition.ts';
import type { Finding, Rule } from './rule.ts';

const rules: readonly Rule[] = [];

/** Everything that the rules say about a definition. Pure; never throws. */
export function findingsOf(definition: Definition): readonly Finding[] {
  return rules.flatMap((rule) => rule(definition));
}
