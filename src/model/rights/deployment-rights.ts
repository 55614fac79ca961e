// What a deployment group needs of its service role. Source: CodeDeploy user guide, "Create a service role for
// CodeDeploy" (AWSCodeDeployRole), held to what the group has.
import { copiesScalingGroup, type DeploymentGroup } from '../deployment.ts';
import { unknownText } from '../policy-pattern.ts';
import type { Derived } from './rights-request.ts';
import { arnOf, roleArnOf, type Where } from './arns.ts';
import { actionsOf, right, type Right } from './right.ts';

export function deploymentRights(group: DeploymentGroup, where: Where): Derived {
  if ((group.ecsServices ?? []).length > 0)
    return {
      rights: [],
      isPartial: true,
      note: 'What a deployment to ECS needs is not derived: AWSCodeDeployRoleForECS has it.',
    };
  return {
    rights: [
      right([...actionsOf('ec2', 'DescribeInstanceStatus', 'DescribeInstances'), 'tag:GetResources'], '*'),
      ...scalingRights(group, where),
      ...replacementRights(group, where),
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

/**
 * The copy of an Auto Scaling group is made with all that the original has, and the original is deleted (AWSCodeDeployRole; CodeDeploy
 * user guide, "Create a service role for CodeDeploy", on launch templates).
 */
function replacementRights(group: DeploymentGroup, where: Where): readonly Right[] {
  const { deploymentStyle, blueGreenDeploymentConfiguration: configuration } = group;
  if (deploymentStyle?.deploymentType !== 'BLUE_GREEN') return [];
  const instances = arnOf(where, 'ec2', `instance/${unknownText}`);
  const ends = configuration?.terminateBlueInstancesOnDeploymentSuccess?.action !== 'KEEP_ALIVE';
  const ended = ends ? [right('ec2:TerminateInstances', instances)] : [];
  if (!copiesScalingGroup(group)) return ended;
  const scalingGroup = (name: string) =>
    arnOf(where, 'autoscaling', `autoScalingGroup:${unknownText}:autoScalingGroupName/${name}`);
  const copy = scalingGroup(`CodeDeploy_${group.deploymentGroupName}_${unknownText}`);
  const context = { 'iam:PassedToService': 'ec2.amazonaws.com' };
  return [
    ...ended,
    right(actionsOf('autoscaling', ...copying), [copy, ...(group.autoScalingGroups ?? []).map(scalingGroup)]),
    right(actionsOf('autoscaling', ...readForCopy), '*'),
    // The launch template names images, networks and volumes besides the instances.
    right(actionsOf('ec2', 'CreateTags', 'RunInstances'), '*'),
    right('iam:PassRole', roleArnOf(where, unknownText), { context }),
  ];
}

const copying = [
  'AttachLoadBalancerTargetGroups',
  'AttachLoadBalancers',
  'CompleteLifecycleAction',
  'CreateAutoScalingGroup',
  'CreateOrUpdateTags',
  'DeleteAutoScalingGroup',
  'DeleteLifecycleHook',
  'EnableMetricsCollection',
  'PutLifecycleHook',
  'PutNotificationConfiguration',
  'PutScalingPolicy',
  'PutScheduledUpdateGroupAction',
  'PutWarmPool',
  'RecordLifecycleActionHeartbeat',
  'ResumeProcesses',
  'SuspendProcesses',
  'UpdateAutoScalingGroup',
] as const;

const readForCopy = [
  'DescribeNotificationConfigurations',
  'DescribePolicies',
  'DescribeScalingActivities',
  'DescribeScheduledActions',
] as const;

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
