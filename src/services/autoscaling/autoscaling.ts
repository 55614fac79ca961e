// EC2 Auto Scaling: groups of instances, which are fleets of this machine. What has no operation here moto answers.
import type { AutoScalingApi } from '../../aws/operations/autoscaling.ts';
import type { Operations } from '../service.ts';
import { groupNamed, groups, saveGroup, type GroupDocument, type Op, type Shapes } from './group-record.ts';
import {
  createAutoScalingGroup,
  deleteAutoScalingGroup,
  describeAutoScalingGroups,
  describeAutoScalingInstances,
  describeScalingActivities,
  describeWarmPool,
  setDesiredCapacity,
  updateAutoScalingGroup,
} from './groups.ts';

type Tag = Shapes['Tag'];

/** The same tag of the same group. */
function isSame(one: Tag, other: Tag): boolean {
  return one.Key === other.Key;
}

const byGroup = (tags: readonly Tag[]) => [...Map.groupBy(tags, ({ ResourceId = '' }) => ResourceId)];

const createOrUpdateTags: Op<'CreateOrUpdateTags'> = async ({ Tags }, call) => {
  for (const [name, tags] of byGroup(Tags)) {
    const before = groupNamed(call, name);
    const kept = before.tags.filter((tag) => !tags.some((each) => isSame(each, tag)));
    await saveGroup(call, 'CreateOrUpdateTags', { ...before, tags: [...kept, ...tags] });
  }
  return {};
};

const deleteTags: Op<'DeleteTags'> = async ({ Tags }, call) => {
  for (const [name, tags] of byGroup(Tags)) {
    const before = groupNamed(call, name);
    const kept = before.tags.filter((tag) => !tags.some((each) => isSame(each, tag)));
    await saveGroup(call, 'DeleteTags', { ...before, tags: kept });
  }
  return {};
};

const describeTags: Op<'DescribeTags'> = ({ Filters = [] }, call) => ({
  Tags: groups
    .list(call)
    .flatMap(({ input: { AutoScalingGroupName: ResourceId }, tags }) =>
      tags.map((tag) => ({ ...tag, ResourceId, ResourceType: 'auto-scaling-group' })),
    )
    .filter((tag) =>
      Filters.every(({ Name, Values = [] }) => {
        const value = Name === 'auto-scaling-group' ? tag.ResourceId : Name === 'key' ? tag.Key : tag.Value;
        return Values.includes(value ?? '');
      }),
    ),
});

const withTargetGroups = (document: GroupDocument, TargetGroupARNs: readonly string[]): GroupDocument => ({
  ...document,
  input: { ...document.input, TargetGroupARNs },
});

const attach: Op<'AttachLoadBalancerTargetGroups'> = async (
  { AutoScalingGroupName: name, TargetGroupARNs },
  call,
) => {
  const before = groupNamed(call, name);
  const all = [...new Set([...(before.input.TargetGroupARNs ?? []), ...TargetGroupARNs])];
  await saveGroup(call, 'AttachLoadBalancerTargetGroups', withTargetGroups(before, all));
  return {};
};

const detach: Op<'DetachLoadBalancerTargetGroups'> = async (
  { AutoScalingGroupName: name, TargetGroupARNs },
  call,
) => {
  const before = groupNamed(call, name);
  const left = (before.input.TargetGroupARNs ?? []).filter((arn) => !TargetGroupARNs.includes(arn));
  await saveGroup(call, 'DetachLoadBalancerTargetGroups', withTargetGroups(before, left));
  return {};
};

const describeTargetGroups: Op<'DescribeLoadBalancerTargetGroups'> = (
  { AutoScalingGroupName: name },
  call,
) => ({
  LoadBalancerTargetGroups: (groupNamed(call, name).input.TargetGroupARNs ?? []).map(
    (LoadBalancerTargetGroupARN) => ({ LoadBalancerTargetGroupARN, State: 'InService' }),
  ),
});

export const autoScaling: Operations<AutoScalingApi> = {
  AttachLoadBalancerTargetGroups: attach,
  CreateAutoScalingGroup: createAutoScalingGroup,
  CreateOrUpdateTags: createOrUpdateTags,
  DeleteAutoScalingGroup: deleteAutoScalingGroup,
  DeleteTags: deleteTags,
  DescribeAutoScalingGroups: describeAutoScalingGroups,
  DescribeAutoScalingInstances: describeAutoScalingInstances,
  DescribeLoadBalancerTargetGroups: describeTargetGroups,
  DescribeScalingActivities: describeScalingActivities,
  DescribeTags: describeTags,
  DescribeWarmPool: describeWarmPool,
  DetachLoadBalancerTargetGroups: detach,
  SetDesiredCapacity: setDesiredCapacity,
  UpdateAutoScalingGroup: updateAutoScalingGroup,
};
