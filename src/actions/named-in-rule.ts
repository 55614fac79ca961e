// What a rule of conditions names in its configuration. Pure.
import type { PlacedRule } from '../model/pipeline-texts.ts';

/** Undefined for a name that is missing, which is another finding, or that a variable gives. */
export function namedInRule({ rule }: PlacedRule, key: string): string | undefined {
  const name = rule.configuration?.[key] ?? '';
  return name === '' || name.includes('#{') ? undefined : name;
}
