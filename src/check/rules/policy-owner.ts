// A policy next to a definition that belongs to none of its roles: what it grants, no role here has.
import { attachPolicy } from '../../model/rights/attach-policy.ts';
import type { RoleRule } from './rule.ts';

export const policyOwner: RoleRule = ({ definition, roles }) => {
  return definition.policies.flatMap((policy, index) => {
    const attached = attachPolicy(policy, roles);
    if ('role' in attached || 'elsewhere' in attached) return [];
    return [
      {
        code: 'PolicyUnattached',
        severity: 'notice',
        message: `This policy is held against no role: ${attached.why}`,
        path: ['policies', index],
        remedy: attached.remedy,
      },
    ];
  });
};
