// Who may assume a role: the service that uses it must be among them. Source: CodePipeline user guide, "Create the
// CodePipeline service role (CLI)", and its like for CodeBuild and CodeDeploy.
import { matchesAction } from '../../model/policy-decision.ts';
import { listOf, type PolicyStatement } from '../../model/policy.ts';
import { policiesOf } from '../../model/rights/attach-policy.ts';
import type { Finding } from '../../lib/finding.ts';
import type { RoleRule } from './rule.ts';

export const policyTrust: RoleRule = ({ definition, roles }) => {
  return roles.flatMap((role) =>
    policiesOf(role, 'trust', { policies: definition.policies, roles }).flatMap(({ policy, index }) =>
      role.services
        .map((service) => `${service}.amazonaws.com`)
        .filter((principal) => !policy.document.Statement.some((statement) => trusts(statement, principal)))
        .map((principal): Finding => {
          const trusted = policy.document.Statement.flatMap(servicesIn);
          const statement = {
            Effect: 'Allow',
            Principal: { Service: principal },
            Action: 'sts:AssumeRole',
          };
          return {
            code: 'PolicyTrustInvalid',
            severity: 'warning',
            message: `${principal} may not assume the role ${role.name}${trusted.length === 0 ? '' : `; ${[...new Set(trusted)].join(', ')} may`}`,
            path: ['policies', index, 'Statement'],
            atKey: true,
            remedy: `Add to Statement: ${JSON.stringify(statement)}`,
            aws: 'It is refused when it is made, or fails when it runs: not authorized to perform AssumeRole on the role.',
          };
        }),
    ),
  );
};

function trusts(statement: PolicyStatement, principal: string): boolean {
  const isAssuming = listOf(statement.Action).some((pattern) => matchesAction(pattern, 'sts:AssumeRole'));
  return statement.Effect === 'Allow' && isAssuming && servicesIn(statement).includes(principal);
}

function servicesIn({ Principal }: PolicyStatement): readonly string[] {
  return Principal === undefined || Principal === '*' ? [] : listOf(Principal['Service']);
}
