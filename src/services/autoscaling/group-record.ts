// An Auto Scaling group: what its calls have said, and the fleet of this machine that it is for deployments.
import { createHash } from 'node:crypto';
import type { Resource } from '../../account/resource.ts';
import { callingAs } from '../../account/call-aws.ts';
import type { AutoScalingApi } from '../../aws/operations/autoscaling.ts';
import type { Values } from '../../aws/wire/message.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn, parseArn } from '../../model/arn.ts';
import type { Fleet, Instance } from '../../model/fleet.ts';
import { imageOf } from '../../model/host-image.ts';
import { shippedFleetKind, type ShippedFleet } from '../../model/shipped-fleet.ts';
import { documentsOf, type Placed } from '../documents.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';

export type Op<N extends keyof AutoScalingApi['operations']> = Operation<AutoScalingApi, N>;
export type Shapes = AutoScalingApi['shapes'];

export interface GroupDocument {
  readonly input: Omit<Shapes['CreateAutoScalingGroupType'], 'Tags'>;
  readonly tags: readonly Shapes['Tag'][];
  readonly desired: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export const groups = documentsOf<GroupDocument>('autoscaling/group');
const fleetType = 'Slipway::EC2::Fleet';

export function invalid(message: string): Error {
  return refuse<AutoScalingApi>('ValidationError', message);
}

/** @throws AwsError when there is none */
export function groupNamed(call: Placed, name: string): GroupDocument {
  const found = groups.get(call, name);
  if (found === undefined) throw invalid('AutoScalingGroup name not found - null');
  return found;
}

export function groupArn({ place }: Placed, name: string): string {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 36);
  return formatArn({
    ...place,
    service: 'autoscaling',
    resource: `autoScalingGroup:${id}:autoScalingGroupName/${name}`,
  });
}

/** What of the launch template the instances have here. */
interface Launched {
  readonly tags: Readonly<Record<string, string>>;
  readonly imageId?: string;
  readonly iamInstanceProfile?: string;
}

/** A launch configuration has no tags of instances. @throws AwsError when there is none of that name */
async function configured({ ground, place, caller }: ServiceCall, name: string): Promise<Launched> {
  const autoScaling = callingAs(ground, { principal: caller, region: place.region });
  const answer = await autoScaling('autoscaling', 'DescribeLaunchConfigurations', {
    LaunchConfigurationNames: [name],
  });
  const [found] = (answer['LaunchConfigurations'] ?? []) as readonly {
    readonly ImageId?: string;
    readonly IamInstanceProfile?: string;
  }[];
  if (found === undefined) throw invalid('Launch configuration name not found - null');
  return { tags: {}, ...defined({ imageId: found.ImageId, iamInstanceProfile: found.IamInstanceProfile }) };
}

async function launched(call: ServiceCall, { input }: GroupDocument): Promise<Launched> {
  if (input.LaunchConfigurationName !== undefined)
    return await configured(call, input.LaunchConfigurationName);
  const given =
    input.LaunchTemplate ?? input.MixedInstancesPolicy?.LaunchTemplate?.LaunchTemplateSpecification;
  if (given === undefined)
    throw invalid(
      'Valid requests must contain either LaunchTemplate, LaunchConfigurationName, InstanceId or MixedInstancesPolicy parameter.',
    );
  const { ground, place, caller } = call;
  const ec2 = callingAs(ground, { principal: caller, region: place.region });
  const answer = await ec2('ec2', 'DescribeLaunchTemplateVersions', {
    ...defined({ LaunchTemplateId: given.LaunchTemplateId, LaunchTemplateName: given.LaunchTemplateName }),
    LaunchTemplateVersion: [given.Version ?? '$Default'],
  });
  const [version = {}] = (answer['launchTemplateVersionSet'] ?? []) as readonly Values[];
  const data = (version['launchTemplateData'] ?? {}) as {
    readonly imageId?: string;
    readonly iamInstanceProfile?: { readonly arn?: string; readonly name?: string };
    readonly tagSpecificationSet?: readonly {
      readonly resourceType?: string;
      readonly tagSet?: readonly { readonly key: string; readonly value?: string }[];
    }[];
  };
  const { imageId, iamInstanceProfile: profile } = data;
  const tags = (data.tagSpecificationSet ?? [])
    .filter(({ resourceType }) => resourceType === 'instance')
    .flatMap(({ tagSet = [] }) => tagSet.map(({ key, value = '' }) => [key, value] as const));
  return {
    tags: Object.fromEntries(tags),
    ...defined({ imageId, iamInstanceProfile: profile?.arn ?? profile?.name }),
  };
}

/**
 * Keeps the group, and puts what deployments find of it into the register: so many instances with their tags, and the target
 * group that its instances are registered with.
 */
export async function saveGroup(
  call: ServiceCall,
  operation: string,
  document: GroupDocument,
): Promise<void> {
  const { AutoScalingGroupName: name } = document.input;
  const fleet = fleetOf(call, document, await launched(call, document));
  groups.put(call, name, document);
  const { account, region, partition } = call.place;
  call.ground.account.put({
    account,
    region,
    partition,
    type: fleetType,
    name,
    values: fleet,
    madeBy: { kind: 'api', operation: `autoscaling:${operation}`, principal: call.caller.arn },
    at: call.now,
  });
}

function fleetOf(call: ServiceCall, document: GroupDocument, template: Launched): Fleet {
  const { input, tags: own, desired } = document;
  const { AutoScalingGroupName: name } = input;
  const propagated = own
    .filter(({ PropagateAtLaunch }) => PropagateAtLaunch === true)
    .map(({ Key, Value = '' }) => [Key, Value] as const);
  const tags = {
    ...template.tags,
    ...Object.fromEntries(propagated),
    'aws:autoscaling:groupName': name,
  };
  const local = documentsOf<ShippedFleet>(shippedFleetKind).get(call, template.tags['Name'] ?? name);
  const imageId = local?.imageId ?? template.imageId;
  const isKnown = imageId !== undefined && imageOf(imageId) !== undefined;
  return {
    name,
    isolation: local?.isolation ?? 'auto',
    instances: Array.from({ length: desired }, (_, index) => ({
      instanceId: instanceId(call, name, index),
      tags,
      availabilityZone: zoneOf(call, input, index),
    })),
    ...(isKnown ? { imageId } : {}),
    ...defined({
      iamInstanceProfile: template.iamInstanceProfile,
      programs: local?.programs,
      cloudWatchAgent: local?.cloudWatchAgent,
      targetGroup: targetGroupOf(call, input.TargetGroupARNs ?? []),
    }),
  };
}

/** Of one account's group always the same ones, so that what was deployed to stays when the group grows. */
function instanceId({ place }: Placed, name: string, index: number): string {
  const text = `${place.account} ${place.region} ${name} ${index}`;
  return `i-0${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
}

function zoneOf(
  { place }: Placed,
  { AvailabilityZones: zones = [] }: GroupDocument['input'],
  index: number,
): string {
  return zones[index % zones.length] ?? `${place.region}${['a', 'b', 'c'][index % 3] ?? 'a'}`;
}

/** The first that instances can be registered with. */
function targetGroupOf({ ground, place }: Placed, arns: readonly string[]): Fleet['targetGroup'] {
  for (const arn of arns) {
    const name = (parseArn(arn)?.resource ?? '').split('/')[1] ?? '';
    const found = ground.account.at(place).find('AWS::ElasticLoadBalancingV2::TargetGroup', name);
    if (found === undefined) throw invalid(`Provided Target Groups may not be valid. ${arn}`);
    const { notExecuted: _, ...group } = found.values;
    return group;
  }
  return undefined;
}

export function fleetIn(
  { ground, place }: Placed,
  name: string,
): Resource<'Slipway::EC2::Fleet'> | undefined {
  return ground.account.at(place).find(fleetType, name);
}

export function instancesOf(call: Placed, name: string): readonly Instance[] {
  return fleetIn(call, name)?.values.instances ?? [];
}
