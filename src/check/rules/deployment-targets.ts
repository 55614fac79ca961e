// Which instances or services a deployment group deploys to. Source: CodeDeploy user guide, "Tagging instances for
// deployment groups"; API reference, "CreateDeploymentGroup".
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const deploymentTargets: Rule = (definition) =>
  definition.deploymentGroups.flatMap((group, index) => {
    const at = ['deploymentGroups', index];
    return [
      ...checkApplication(group, definition, at),
      ...checkTags(group, at),
      ...checkPlatform(group, definition, at),
    ];
  });

function checkApplication(
  group: DeploymentGroup,
  { applications }: Definition,
  at: Path,
): readonly Finding[] {
  const isKnown = applications.some((each) => each.applicationName === group.applicationName);
  if (isKnown || group.applicationName === '' || applications.length === 0) return [];
  return [
    {
      code: 'ApplicationUnknown',
      message: `The deployment group "${group.deploymentGroupName}" belongs to the application "${group.applicationName}", which is not part of the definition`,
      path: [...at, 'applicationName'],
      remedy: `Applications: ${applications.map((each) => each.applicationName).join(', ')}.`,
      aws: 'CreateDeploymentGroup answers ApplicationDoesNotExistException.',
    },
  ];
}

function checkTags(group: DeploymentGroup, at: Path): readonly Finding[] {
  const pairs = [
    ['ec2TagSet', 'ec2TagFilters'],
    ['onPremisesTagSet', 'onPremisesInstanceTagFilters'],
  ] as const;
  return pairs
    .filter(([set, filters]) => group[set] !== undefined && group[filters] !== undefined)
    .map(([set, filters]) => ({
      code: 'DeploymentTargetsInvalid',
      message: `A deployment group has either ${set} or ${filters}, not both`,
      path: [...at, set],
      notes: [{ message: `${filters} stands here`, path: [...at, filters] }],
      remedy: `Move the filters into the groups of ${set}, or remove it.`,
      aws: 'CreateDeploymentGroup answers InvalidTagFilterException.',
    }));
}

function checkPlatform(group: DeploymentGroup, definition: Definition, at: Path): readonly Finding[] {
  const application = definition.applications.find((each) => each.applicationName === group.applicationName);
  if (application === undefined) return [];
  const platform = application.computePlatform ?? 'Server';
  if (platform === 'ECS') return checkEcs(group, at);
  const hasTargets =
    (group.ec2TagFilters ?? []).length > 0 ||
    (group.onPremisesInstanceTagFilters ?? []).length > 0 ||
    (group.ec2TagSet?.ec2TagSetList ?? []).length > 0 ||
    (group.onPremisesTagSet?.onPremisesTagSetList ?? []).length > 0 ||
    (group.autoScalingGroups ?? []).length > 0;
  if (platform !== 'Server' || hasTargets) return [];
  return [
    {
      code: 'DeploymentTargetsInvalid',
      severity: 'warning',
      message: `The deployment group "${group.deploymentGroupName}" has no tags and no Auto Scaling groups to find instances by`,
      path: at,
      remedy: 'Add "ec2TagFilters".',
      aws: 'Every deployment fails with NO_INSTANCES.',
    },
  ];
}

function checkEcs(group: DeploymentGroup, at: Path): readonly Finding[] {
  const missing = [
    ...((group.ecsServices ?? []).length === 0 ? ['ecsServices'] : []),
    ...((group.loadBalancerInfo?.targetGroupPairInfoList ?? []).length === 0
      ? ['loadBalancerInfo.targetGroupPairInfoList']
      : []),
  ];
  return missing.map((key) => ({
    code: 'DeploymentTargetsInvalid',
    message: `A deployment group for ECS needs ${key}`,
    path: at,
    remedy: `Add "${key}".`,
    aws: 'CreateDeploymentGroup refuses the group.',
  }));
}
