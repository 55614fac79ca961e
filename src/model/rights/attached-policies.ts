// The policies next to a definition as policies of roles: to which role each belongs, by the names alone. Pure.
import type { Definition } from '../definition.ts';
import type { AttachedPolicy, RolePolicy } from '../policy.ts';
import { roleNameOf } from './arns.ts';
import { attachPolicy } from './attach-policy.ts';
import type { RoleNeeds, Service } from './right.ts';

export interface PlacedPolicy {
  readonly policy: AttachedPolicy;
  /** Its place among the policies of the definition. */
  readonly index: number;
}

/** Those whose role is not clear are left out: lint has said so. Names are unique in their role. */
export function attachedPolicies(definition: Definition): readonly PlacedPolicy[] {
  const roles = namedRoles(definition);
  const found = definition.policies.flatMap((policy, index) => {
    const roleName = roleOf(policy, roles);
    if (roleName === undefined) return [];
    const { kind, document, fileName } = policy;
    return [{ policy: { roleName, policyName: policy.policyName ?? fileName, kind, document }, index }];
  });
  return found.map(({ policy, index }, place) => {
    const same = found.slice(0, place).filter((other) => nameOf(other) === nameOf({ policy })).length;
    return {
      policy: same === 0 ? policy : { ...policy, policyName: `${policy.policyName}-${same + 1}` },
      index,
    };
  });
}

function nameOf({ policy: { roleName, policyName } }: Pick<PlacedPolicy, 'policy'>): string {
  return `${roleName}/${policyName}`;
}

function roleOf(policy: RolePolicy, roles: readonly RoleNeeds[]): string | undefined {
  if (policy.roleName !== undefined) return policy.roleName;
  const attached = attachPolicy(policy, roles);
  return 'role' in attached ? attached.role.name : undefined;
}

/** The roles that a definition names, with the services that have them. */
function namedRoles(definition: Definition): readonly RoleNeeds[] {
  const { pipeline, projects, deploymentGroups, functions, taskDefinitions, fleets } = definition;
  const named: readonly (readonly [string | undefined, Service?])[] = [
    ...(definition.standalone === true ? [] : [[pipeline.roleArn, 'codepipeline'] as const]),
    ...pipeline.stages.flatMap(({ actions }) => actions.map(({ roleArn }) => [roleArn] as const)),
    ...projects.map(({ serviceRole }) => [serviceRole, 'codebuild'] as const),
    ...deploymentGroups.map(({ serviceRoleArn }) => [serviceRoleArn, 'codedeploy'] as const),
    ...functions.map(({ role }) => [role, 'lambda'] as const),
    ...taskDefinitions.flatMap(({ taskRoleArn, executionRoleArn }) =>
      [taskRoleArn, executionRoleArn].map((arn) => [arn, 'ecs-tasks'] as const),
    ),
    ...fleets.map(({ iamInstanceProfile }) => [iamInstanceProfile] as const),
  ];
  const arns = [...new Set(named.flatMap(([arn]) => (arn === undefined || arn === '' ? [] : [arn])))];
  return arns.map((arn) => ({
    arn,
    name: roleNameOf(arn),
    services: [...new Set(named.flatMap(([each, service]) => (each === arn ? (service ?? []) : [])))],
    needs: [],
  }));
}
