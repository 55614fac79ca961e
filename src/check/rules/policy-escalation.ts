// A role that may write policies for any role can give itself every right: it is as wide as an administrator's.
// Source: IAM user guide, "Delegate permission management to developers by using IAM permissions boundaries".
import { matchesAction } from '../../model/policy-decision.ts';
import { listOf, type PolicyStatement } from '../../model/policy.ts';
import { policiesOf } from '../../model/rights/attach-policy.ts';
import type { RoleRule } from './rule.ts';

export const policyEscalation: RoleRule = ({ definition, roles }) =>
  roles.flatMap((role) => {
    const all = policiesOf(role, 'rights', { policies: definition.policies, roles }).flatMap(
      ({ policy, index }) =>
        policy.document.Statement.map((statement, at) => ({
          statement,
          path: ['policies', index, 'Statement', at],
        })),
    );
    const widest = all.find(({ statement }) => writesAnyPolicy(statement));
    if (widest === undefined) return [];
    const whole = wholeServices(all.map(({ statement }) => statement));
    const more =
      whole.length > 1 ? `, with everything in ${whole.length} services (${whole.join(', ')})` : '';
    return [
      {
        code: 'PolicyNearAdministrator' as const,
        severity: 'notice' as const,
        message: `The role ${role.name} may write the policies of every role, and so give itself any right${more}: it is as good as an administrator's`,
        path: widest.path,
        remedy:
          'Name the roles that it makes in Resource, and ask for a permissions boundary: { "StringEquals": { "iam:PermissionsBoundary": "…" } }. slipway rights --from-run says what was really called.',
      },
    ];
  });

/** Each of them alone is enough. */
const writing = ['iam:PutRolePolicy', 'iam:AttachRolePolicy', 'iam:CreatePolicyVersion'];

function writesAnyPolicy({ Effect, Action, NotAction, Resource, Condition }: PolicyStatement): boolean {
  if (Effect !== 'Allow' || JSON.stringify(Condition ?? {}).includes('iam:PermissionsBoundary')) return false;
  const gives = (action: string): boolean =>
    NotAction === undefined
      ? listOf(Action).some((pattern) => matchesAction(pattern, action))
      : !listOf(NotAction).some((pattern) => matchesAction(pattern, action));
  return isEverything(Resource) && writing.some(gives);
}

function isEverything(resource: PolicyStatement['Resource']): boolean {
  return listOf(resource).some((each) => each === '*' || /^arn:[^:]*:iam::[^:]*:(role\/)?\*$/.test(each));
}

/** Whose actions are all allowed on every resource. */
function wholeServices(statements: readonly PolicyStatement[]): readonly string[] {
  const names = statements
    .filter(({ Effect, Resource }) => Effect === 'Allow' && listOf(Resource).includes('*'))
    .flatMap(({ Action }) => listOf(Action))
    .flatMap((action) => /^([a-z0-9-]+):\*$/.exec(action)?.[1] ?? []);
  return [...new Set(names)].toSorted();
}
