// What is known of a kind of rule of conditions without evaluating it. Declared next to the provider that it is of, as action
// types are. Pure data and pure functions.
import type { Finding } from '../lib/finding.ts';
import type { ConfigurationKey } from './configuration-key.ts';
import type { Definition } from './definition.ts';
import type { PlacedRule } from './pipeline-texts.ts';
import type { RightsRequest, Derived } from './rights/rights-request.ts';

export interface RuleType {
  readonly provider: string;
  readonly configuration: Readonly<Record<string, ConfigurationKey>>;
  /** It has "commands" next to its configuration, which other rules do not take. */
  readonly takesCommands?: true;
  /** It builds, and a build of CodePipeline needs an input artifact. */
  readonly needsInput?: true;
  /** It may stand in a condition that skips its stage. */
  readonly maySkip?: true;
  /** What is wrong with such a rule beyond its keys. */
  readonly check?: (placed: PlacedRule, definition: Definition) => readonly Finding[];
  readonly rights: (asked: RightsRequest) => Derived;
}
