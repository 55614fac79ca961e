// The rules about policies of roles. They ask what each role needs, which hangs on buildspecs too, so that they are not
// among those that check the definition alone. Adding one is adding its file and one line here.
import { policyBuckets } from './policy-buckets.ts';
import { policyEscalation } from './policy-escalation.ts';
import { policyOwner } from './policy-owner.ts';
import { policyRights } from './policy-rights.ts';
import { policyTrust } from './policy-trust.ts';
import { policyWidth } from './policy-width.ts';
import type { Finding } from '../../lib/finding.ts';
import type { DefinitionWithRoles, RoleRule } from './rule.ts';

const rules: readonly RoleRule[] = [
  policyOwner,
  policyRights,
  policyWidth,
  policyEscalation,
  policyBuckets,
  policyTrust,
];

/** Everything that is said about the policies of a definition. A role without one is not checked. */
export function policyFindings(about: DefinitionWithRoles): readonly Finding[] {
  return about.definition.policies.length === 0 ? [] : rules.flatMap((rule) => rule(about));
}
