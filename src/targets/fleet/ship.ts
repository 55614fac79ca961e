// What a fleet ships: an Auto Scaling group with what its instances are, a load balancer and the network around them. Pure.
// Sources: CloudFormation template reference, AWS::AutoScaling::AutoScalingGroup; CodeDeploy user guide, "Integrating CodeDeploy
// with Amazon EC2 Auto Scaling".
import type { TargetRequest } from '../../model/action-type.ts';
import type { Definition } from '../../model/definition.ts';
import { copiesScalingGroup, type DeploymentGroup } from '../../model/deployment.ts';
import type { AutoScaling, Fleet } from '../../model/fleet.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  logicalId,
  nothingShipped,
  type GraphResource,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { defined } from '../../lib/defined.ts';
import { balancerShare, type BalancerShare } from '../balancer/ship.ts';
import { instanceResources, launchTemplateId } from './ship-instances.ts';
import { networkShare, type Network } from './ship-network.ts';

export function shipFleets(request: TargetRequest): Shipped {
  const { definition } = request;
  const groups = deploymentGroupsOf(request);
  const shares = definition.fleets.map((fleet) =>
    groups.some((group) => isDeployedTo(fleet, group)) ? shipFleet(fleet, request) : nothingShipped,
  );
  return {
    resources: shares.flatMap(({ resources }) => resources),
    notes: shares.flatMap(({ notes }) => notes),
  };
}

/**
 * A definition whose deployment groups mean the Auto Scaling groups that its fleets become: CodeDeploy then brings the current
 * revision to each instance that is added to them.
 */
export function withScalingGroups(definition: Definition): Definition {
  const isShipped = new Set(deploymentGroupsOf({ definition }));
  return {
    ...definition,
    deploymentGroups: definition.deploymentGroups.map((group) => {
      const { autoScalingGroups = [] } = group;
      const made = definition.fleets.filter((fleet) => isShipped.has(group) && isDeployedTo(fleet, group));
      const names = [...new Set([...autoScalingGroups, ...made.map(({ name }) => name)])];
      return names.length === 0 ? group : { ...group, autoScalingGroups: names };
    }),
  };
}

/** That actions of this pipeline deploy to. */
function deploymentGroupsOf({ definition }: Pick<TargetRequest, 'definition'>): readonly DeploymentGroup[] {
  const named = new Set(
    actionsOf(definition.pipeline).map(
      ({ action: { configuration: c = {} } }) => `${c['ApplicationName']}/${c['DeploymentGroupName']}`,
    ),
  );
  return definition.deploymentGroups.filter((group) =>
    named.has(`${group.applicationName}/${group.deploymentGroupName}`),
  );
}

/** By tags, because the group's Auto Scaling groups are there already; but for the one that a blue/green deployment copies. */
function isDeployedTo({ name, instances }: Fleet, group: DeploymentGroup): boolean {
  const { ec2TagFilters = [], autoScalingGroups = [] } = group;
  if (copiesScalingGroup(group)) return autoScalingGroups.includes(name);
  return ec2TagFilters.some(({ Key = '', Value, Type }) =>
    instances.some(({ tags }) =>
      Type === 'VALUE_ONLY'
        ? Object.values(tags).includes(Value ?? '')
        : Object.hasOwn(tags, Key) && (Type === 'KEY_ONLY' || tags[Key] === Value),
    ),
  );
}

function shipFleet(fleet: Fleet, { place }: TargetRequest): Shipped {
  const { name, targetGroup, associatePublicIpAddress: isPublic = true } = fleet;
  const network = networkShare(name, { isPrivate: !isPublic });
  const balancer =
    targetGroup && balancerShare({ name, group: targetGroup, targetType: 'instance' }, network);
  const group = scalingGroup(fleet, network, balancer);
  return {
    notes: [],
    resources: [
      ...network.resources,
      ...(balancer?.resources ?? []),
      ...instanceResources(fleet, { network, balancer, place }),
      group,
      ...scalingResources(group, fleet.autoScaling),
    ],
  };
}

/** It has the name of the fleet, by which deployment groups mean it. */
function scalingGroup(
  { name, instances, autoScaling: { minSize, maxSize } = {} }: Fleet,
  { instanceSubnets }: Network,
  balancer: BalancerShare | undefined,
): GraphResource {
  const size = instances.length;
  const template = launchTemplateId(name);
  return {
    id: logicalId(name, 'ScalingGroup'),
    type: 'AWS::AutoScaling::AutoScalingGroup',
    name,
    why: 'The instances that are deployed to; one that fails its health check is replaced.',
    properties: {
      AutoScalingGroupName: name,
      MinSize: String(Math.min(minSize ?? size, size)),
      MaxSize: String(Math.max(maxSize ?? size, size)),
      DesiredCapacity: String(size),
      VPCZoneIdentifier: [...instanceSubnets],
      LaunchTemplate: {
        LaunchTemplateId: attributeOf(template, 'Ref'),
        Version: attributeOf(template, 'LatestVersionNumber'),
      },
      ...(balancer === undefined ? {} : { TargetGroupARNs: [attributeOf(balancer.targetGroup, 'Ref')] }),
    },
  };
}

function scalingResources(
  { id, name = '' }: GraphResource,
  { averageCpuUtilization, scheduledActions = [] }: AutoScaling = {},
): readonly GraphResource[] {
  const group = { AutoScalingGroupName: attributeOf(id, 'Ref') };
  const tracked: PropertyValues = {
    PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
    TargetValue: averageCpuUtilization ?? 0,
  };
  const policy: GraphResource = {
    id: logicalId(name, 'ScalingPolicy'),
    type: 'AWS::AutoScaling::ScalingPolicy',
    why: `Instances are added and removed so that they are ${averageCpuUtilization} % busy.`,
    properties: { ...group, PolicyType: 'TargetTrackingScaling', TargetTrackingConfiguration: tracked },
  };
  const actions = scheduledActions.map(
    ({ scheduledActionName, recurrence, timeZone, minSize, maxSize, desiredCapacity }): GraphResource => ({
      id: logicalId(`${name}-${scheduledActionName}`, 'ScheduledAction'),
      type: 'AWS::AutoScaling::ScheduledAction',
      why: 'How many instances there are from then on.',
      properties: {
        ...group,
        Recurrence: recurrence,
        ...defined({
          TimeZone: timeZone,
          MinSize: minSize,
          MaxSize: maxSize,
          DesiredCapacity: desiredCapacity,
        }),
      },
    }),
  );
  return [...(averageCpuUtilization === undefined ? [] : [policy]), ...actions];
}
