// What a deployment group needs of its service role. Source: CodeDeploy user guide, "Create a service role for
// CodeDeploy" (AWSCodeDeployRole), held to what the group has.
import type { DeploymentGroup } from '../deployment.ts';
import { unknownText } from '../policy-pattern.ts';
import type { Derived } from './rights-request.ts';
import { arnOf, type Where } from './arns.ts';
import { actionsOf, right, type Right } from './right.ts';

export function deploymentRights(group: DeploymentGroup, where: Where): Derived {
  if ((group.ecsServices ?? []).length > 0 || group.deploymentStyle?.deploymentType === 'BLUE_GREEN')
    return {
      rights: [],
      isPartial: true,
      note: 'What a blue/green deployment needs is not derived: AWSCodeDeployRole and AWSCodeDeployRoleForECS have it.',
    };
  return {
    rights: [
      right([...actionsOf('ec2', 'DescribeInstanceStatus', 'DescribeInstances'), 'tag:GetResources'], '*'),
      ...scalingRights(group, where),
      ...balancerRights(group, where),
      ...(group.alarmConfiguration?.enabled === true ? [right('cloudwatch:DescribeAlarms', '*')] : []),
      ...(group.triggerConfigurations ?? []).flatMap(({ triggerTargetArn: topic }) =>
        topic === undefined ? [] : [right('sns:Publish', topic)],
      ),
    ],
  };
}

function scalingRights({ autoScalingGroups = [] }: DeploymentGroup, where: Where): readonly Right[] {
  if (autoScalingGroups.length === 0) return [];
  const arns = autoScalingGroups.map((name) =>
    arnOf(where, 'autoscaling', `autoScalingGroup:${unknownText}:autoScalingGroupName/${name}`),
  );
  return [
    right(
      actionsOf(
        'autoscaling',
        'CompleteLifecycleAction',
        'DeleteLifecycleHook',
        'PutLifecycleHook',
        'RecordLifecycleActionHeartbeat',
      ),
      arns,
    ),
    right(actionsOf('autoscaling', 'DescribeAutoScalingGroups', 'DescribeLifecycleHooks'), '*'),
  ];
}

function balancerRights(
  { deploymentStyle, loadBalancerInfo }: DeploymentGroup,
  where: Where,
): readonly Right[] {
  if (deploymentStyle?.deploymentOption !== 'WITH_TRAFFIC_CONTROL') return [];
  const { targetGroupInfoList: groups = [], elbInfoList: classic = [] } = loadBalancerInfo ?? {};
  const arn = (resource: string) => arnOf(where, 'elasticloadbalancing', resource);
  return [
    ...(groups.length === 0
      ? []
      : [
          right(
            actionsOf('elasticloadbalancing', 'DeregisterTargets', 'RegisterTargets'),
            groups.map(({ name = '' }) => arn(`targetgroup/${name}/${unknownText}`)),
          ),
          right(actionsOf('elasticloadbalancing', 'DescribeTargetGroups', 'DescribeTargetHealth'), '*'),
        ]),
    ...(classic.length === 0
      ? []
      : [
          right(
            actionsOf(
              'elasticloadbalancing',
              'DeregisterInstancesFromLoadBalancer',
              'RegisterInstancesWithLoadBalancer',
            ),
            classic.map(({ name = '' }) => arn(`loadbalancer/${name}`)),
          ),
          right(actionsOf('elasticloadbalancing', 'DescribeInstanceHealth', 'DescribeLoadBalancers'), '*'),
        ]),
  ];
}
