// Launch templates and Auto Scaling groups in a stack. Source: CloudFormation template reference, AWS::EC2::LaunchTemplate and
// AWS::AutoScaling::AutoScalingGroup.
import { defined } from '../../../lib/defined.ts';
import type { Values } from '../../../aws/wire/message.ts';
import {
  createOnce,
  listIn,
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

/** Members of a request of EC2 that are lists have names of their own there. */
const singular: Readonly<Record<string, string>> = {
  BlockDeviceMappings: 'BlockDeviceMapping',
  NetworkInterfaces: 'NetworkInterface',
  SecurityGroupIds: 'SecurityGroupId',
  SecurityGroups: 'SecurityGroup',
  TagSpecifications: 'TagSpecification',
  Tags: 'Tag',
};

function requested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(requested);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [singular[name] ?? name, requested(each)]),
  );
}

const templateProperties = [
  'LaunchTemplateData',
  'LaunchTemplateName',
  'TagSpecifications',
  'VersionDescription',
];

async function templateMade({ call }: ResourceWork, LaunchTemplateId: string): Promise<Made> {
  const answer = await call('ec2', 'DescribeLaunchTemplates', { LaunchTemplateId: [LaunchTemplateId] });
  const [found = {}] = listIn(answer, 'launchTemplates') as readonly Values[];
  return {
    physicalId: LaunchTemplateId,
    attributes: {
      LaunchTemplateId,
      DefaultVersionNumber: textIn(found, 'defaultVersionNumber'),
      LatestVersionNumber: textIn(found, 'latestVersionNumber'),
    },
  };
}

const launchTemplate: ResourceHandler = {
  here: 'recorded',
  properties: templateProperties,
  name: { property: 'LaunchTemplateName', longest: 128 },
  create: async (work) => {
    const { call, name, properties } = work;
    const { LaunchTemplateData, VersionDescription } = properties;
    const given = {
      LaunchTemplateName: name,
      LaunchTemplateData: requested(LaunchTemplateData),
      ...defined({ VersionDescription }),
    };
    const exists = ['InvalidLaunchTemplateName.AlreadyExistsException'];
    const answer = await createOnce(work, exists, call('ec2', 'CreateLaunchTemplate', given));
    const found = answer ?? (await call('ec2', 'DescribeLaunchTemplates', { LaunchTemplateName: [name] }));
    const [first = {}] = listIn(found, 'launchTemplates') as readonly Values[];
    const id = textIn(found, 'launchTemplate', 'launchTemplateId') || textIn(first, 'launchTemplateId');
    work.onMade(id);
    return await templateMade(work, id);
  },
  update: async (work, { physicalId: LaunchTemplateId }) => {
    const { call, properties } = work;
    const LaunchTemplateData = requested(properties['LaunchTemplateData']);
    await call('ec2', 'CreateLaunchTemplateVersion', { LaunchTemplateId, LaunchTemplateData });
    return await templateMade(work, LaunchTemplateId);
  },
  remove: async ({ call }, { physicalId: LaunchTemplateId }) => {
    const gone = ['InvalidLaunchTemplateId.NotFound', 'InvalidLaunchTemplateId.NotFoundException'];
    await unless(gone, call('ec2', 'DeleteLaunchTemplate', { LaunchTemplateId }));
  },
};

const service = 'autoscaling';

function groupInput({ properties, tags }: ResourceWork, operation: string, name: string): Values {
  const { VPCZoneIdentifier: zones, ...given } = without(properties, 'AutoScalingGroupName', 'Tags');
  return templateInput(service, operation, {
    ...given,
    ...(zones === undefined ? {} : { VPCZoneIdentifier: Array.isArray(zones) ? zones.join(',') : zones }),
    AutoScalingGroupName: name,
    ...(operation === 'CreateAutoScalingGroup' ? { Tags: tagsOf(properties, tags, name) } : {}),
  });
}

/** The template says of each of its tags whether instances get it; those of the stack they get all. */
function tagsOf(properties: Values, tags: ResourceWork['tags'], name: string): readonly Values[] {
  const own = listIn(properties, 'Tags') as readonly Values[];
  const others = tagList(tags).filter(({ Key }) => !own.some((tag) => textIn(tag, 'Key') === Key));
  return [...own, ...others.map((tag) => ({ ...tag, PropagateAtLaunch: true }))].map((tag) => ({
    ...tag,
    ResourceId: name,
    ResourceType: 'auto-scaling-group',
  }));
}

async function settleTags(
  { call, properties, tags }: ResourceWork,
  name: string,
  before: Values,
): Promise<void> {
  const wanted = tagsOf(properties, tags, name);
  const kept = new Set(wanted.map((tag) => textIn(tag, 'Key')));
  const removed = (listIn(before, 'Tags') as readonly Values[]).filter(
    (tag) => !kept.has(textIn(tag, 'Key')),
  );
  const of = { ResourceId: name, ResourceType: 'auto-scaling-group' };
  if (removed.length > 0)
    await call(service, 'DeleteTags', { Tags: removed.map((tag) => ({ Key: textIn(tag, 'Key'), ...of })) });
  if (wanted.length > 0) await call(service, 'CreateOrUpdateTags', { Tags: wanted });
}

async function settleTargetGroups(
  { call, properties }: ResourceWork,
  name: string,
  before: Values,
): Promise<void> {
  const arnsIn = (values: Values) => listIn(values, 'TargetGroupARNs').map(String);
  const [old, wanted] = [arnsIn(before), arnsIn(properties)];
  const removed = old.filter((arn) => !wanted.includes(arn));
  const added = wanted.filter((arn) => !old.includes(arn));
  const of = (TargetGroupARNs: readonly string[]) => ({ AutoScalingGroupName: name, TargetGroupARNs });
  if (removed.length > 0) await call(service, 'DetachLoadBalancerTargetGroups', of(removed));
  if (added.length > 0) await call(service, 'AttachLoadBalancerTargetGroups', of(added));
}

const onlyAtCreation = [
  'InstanceId',
  'LifecycleHookSpecificationList',
  'LoadBalancerNames',
  'TargetGroupARNs',
];

const scalingGroup: ResourceHandler = {
  here: 'executed',
  name: { property: 'AutoScalingGroupName', longest: 255 },
  create: async (work) => {
    const { call, name } = work;
    const input = groupInput(work, 'CreateAutoScalingGroup', name);
    await createOnce(
      work,
      ['AlreadyExists', 'AlreadyExistsFault'],
      call(service, 'CreateAutoScalingGroup', input),
    );
    return { physicalId: name, attributes: {} };
  },
  update: async (work, { physicalId: name, properties: before }) => {
    const given = { ...work, properties: without(work.properties, ...onlyAtCreation) };
    await work.call(service, 'UpdateAutoScalingGroup', groupInput(given, 'UpdateAutoScalingGroup', name));
    await settleTags(work, name, before);
    await settleTargetGroups(work, name, before);
    return { physicalId: name, attributes: {} };
  },
  remove: async ({ call }, { physicalId: AutoScalingGroupName }) => {
    const input = { AutoScalingGroupName, ForceDelete: true };
    await unless(['ValidationError'], call(service, 'DeleteAutoScalingGroup', input));
  },
};

export const autoScalingTypes: ResourceHandlers = {
  'AWS::AutoScaling::AutoScalingGroup': scalingGroup,
  'AWS::EC2::LaunchTemplate': launchTemplate,
};
