// Auto Scaling groups: made, changed, listed and deleted. Instances are hosts of this machine, which a deployment starts.
// Source: Amazon EC2 Auto Scaling API reference (2011-01-01).
import type { AutoScalingApi } from '../../aws/operations/autoscaling.ts';
import { defined } from '../../lib/defined.ts';
import { removeFleet } from '../../targets/fleet/close-fleet.ts';
import { forgetBalancer } from '../forget-balancer.ts';
import { noteNotExecuted } from '../note-not-executed.ts';
import { pageOf } from '../page.ts';
import { refuse, type ServiceCall } from '../service.ts';
import {
  fleetIn,
  groupArn,
  groupNamed,
  groups,
  instancesOf,
  invalid,
  saveGroup,
  type GroupDocument,
  type Op,
  type Shapes,
} from './group-record.ts';

export const createAutoScalingGroup: Op<'CreateAutoScalingGroup'> = async ({ Tags = [], ...input }, call) => {
  const { AutoScalingGroupName: name, MinSize, MaxSize } = input;
  if (groups.get(call, name) !== undefined)
    throw refuse<AutoScalingApi>(
      'AlreadyExistsFault',
      'AutoScalingGroup by this name already exists - A group with the name is in use',
    );
  const desired = input.DesiredCapacity ?? MinSize;
  checkSizes({ MinSize, MaxSize, desired });
  if (input.LifecycleHookSpecificationList !== undefined)
    noteNotExecuted(call, 'Auto Scaling', 'lifecycle hooks of an Auto Scaling group');
  await saveGroup(call, 'CreateAutoScalingGroup', { input, tags: Tags, desired, createdAt: call.now });
  return {};
};

interface Sizes {
  readonly MinSize: number;
  readonly MaxSize: number;
  readonly desired: number;
}

function checkSizes({ MinSize, MaxSize, desired }: Sizes): void {
  if (MinSize > MaxSize) throw invalid('Max bound, must be greater than or equal to min bound');
  if (desired < MinSize)
    throw invalid(
      `Desired capacity:${desired} must be between the specified min size:${MinSize} and max size:${MaxSize}`,
    );
  if (desired > MaxSize)
    throw invalid(
      `Desired capacity:${desired} must be between the specified min size:${MinSize} and max size:${MaxSize}`,
    );
}

/** A member that is absent stays as it is. */
export const updateAutoScalingGroup: Op<'UpdateAutoScalingGroup'> = async (changes, call) => {
  const before = groupNamed(call, changes.AutoScalingGroupName);
  const input = { ...before.input, ...changes };
  const { MinSize, MaxSize, DesiredCapacity } = input;
  const wanted = changes.DesiredCapacity ?? before.desired;
  const desired = DesiredCapacity === wanted ? wanted : Math.min(Math.max(wanted, MinSize), MaxSize);
  checkSizes({ MinSize, MaxSize, desired });
  await saveGroup(call, 'UpdateAutoScalingGroup', { ...before, input, desired });
  return {};
};

export const setDesiredCapacity: Op<'SetDesiredCapacity'> = async (
  { AutoScalingGroupName: name, DesiredCapacity: desired },
  call,
) => {
  const before = groupNamed(call, name);
  checkSizes({ ...before.input, desired });
  await saveGroup(call, 'SetDesiredCapacity', { ...before, desired });
  return {};
};

export const deleteAutoScalingGroup: Op<'DeleteAutoScalingGroup'> = async (
  { AutoScalingGroupName: name, ForceDelete: isForced = false },
  call,
) => {
  const { desired } = groupNamed(call, name);
  if (desired > 0 && !isForced)
    throw refuse<AutoScalingApi>(
      'ResourceInUseFault',
      'You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.',
    );
  await removeFleet(call.ground.targetsFolder, name);
  const fleet = fleetIn(call, name);
  if (fleet !== undefined) call.ground.account.remove(fleet);
  forgetBalancer(call, name);
  groups.remove(call, name);
  return {};
};

export const describeAutoScalingGroups: Op<'DescribeAutoScalingGroups'> = (
  { AutoScalingGroupNames: names, NextToken, MaxRecords: size = 50 },
  call,
) => {
  const all = groups.list(call).filter(({ input }) => names?.includes(input.AutoScalingGroupName) ?? true);
  const { items, next } = pageOf(
    all.toSorted((a, b) => (a.input.AutoScalingGroupName < b.input.AutoScalingGroupName ? -1 : 1)),
    { keyOf: ({ input }) => input.AutoScalingGroupName, size, token: NextToken, onWrongToken },
  );
  return defined({ AutoScalingGroups: items.map((each) => output(call, each)), NextToken: next });
};

const onWrongToken = () => refuse<AutoScalingApi>('InvalidNextToken', 'The NextToken value is not valid.');

/** With what the service fills in (API reference, AutoScalingGroup). */
function output(
  call: ServiceCall,
  { input, tags, desired, createdAt }: GroupDocument,
): Shapes['AutoScalingGroup'] {
  const { AutoScalingGroupName: name, LifecycleHookSpecificationList: _, InstanceId: __, ...given } = input;
  const { SkipZonalShiftValidation: ___, ...group } = given;
  const instances = instancesOf(call, name);
  return {
    DefaultCooldown: 300,
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 0,
    TerminationPolicies: ['Default'],
    NewInstancesProtectedFromScaleIn: false,
    CapacityRebalance: false,
    ServiceLinkedRoleARN: `arn:${call.place.partition}:iam::${call.place.account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    ...group,
    AutoScalingGroupName: name,
    AutoScalingGroupARN: groupArn(call, name),
    DesiredCapacity: desired,
    AvailabilityZones: [...new Set(instances.map(({ availabilityZone }) => availabilityZone))],
    CreatedTime: new Date(createdAt),
    Instances: instances.map(({ instanceId, availabilityZone }) => ({
      InstanceId: instanceId,
      AvailabilityZone: availabilityZone,
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
      ...defined({ LaunchTemplate: input.LaunchTemplate }),
    })),
    Tags: tags.map((tag) => ({ ...tag, ResourceId: name, ResourceType: 'auto-scaling-group' })),
  };
}

export const describeAutoScalingInstances: Op<'DescribeAutoScalingInstances'> = ({ InstanceIds }, call) => ({
  AutoScalingInstances: groups.list(call).flatMap(({ input: { AutoScalingGroupName: name } }) =>
    instancesOf(call, name)
      .filter(({ instanceId }) => InstanceIds?.includes(instanceId) ?? true)
      .map(({ instanceId, availabilityZone }) => ({
        InstanceId: instanceId,
        AutoScalingGroupName: name,
        AvailabilityZone: availabilityZone,
        LifecycleState: 'InService',
        HealthStatus: 'HEALTHY',
        ProtectedFromScaleIn: false,
      })),
  ),
});

/** Groups come to their size at once here. */
export const describeScalingActivities: Op<'DescribeScalingActivities'> = (
  { AutoScalingGroupName: name },
  call,
) => {
  if (name !== undefined) groupNamed(call, name);
  return { Activities: [] };
};

export const describeWarmPool: Op<'DescribeWarmPool'> = ({ AutoScalingGroupName: name }, call) => {
  groupNamed(call, name);
  return { Instances: [] };
};
