// Networks of EC2 in a stack: they are kept, and nothing runs in them. What has no name is found by its tag when its creation
// was interrupted.
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

export const ownTag = 'slipway:stack-resource';

export function ownValue({ stackId, logicalId }: ResourceWork): string {
  return `${stackId}/${logicalId}`;
}

interface MadeKind {
  /** `Vpc`: CreateVpc, DeleteVpc; its id is `vpc.vpcId` of the answer and `VpcId` of the calls. */
  readonly word: string;
  readonly tagged: string;
  /** Where the answer has it. */
  readonly answered: readonly string[];
  readonly id: string;
  /** Of DescribeX: what lists them, and the member with the id. */
  readonly list: readonly [operation: string, set: string, id: string];
  readonly takes: readonly string[];
}

/** Makes it once, also when an earlier attempt was interrupted. */
async function madeOnce(work: ResourceWork, kind: MadeKind): Promise<string> {
  const { call, properties, tags, onMade } = work;
  const [operation, set, member] = kind.list;
  const Filter = [{ Name: `tag:${ownTag}`, Value: [ownValue(work)] }];
  const found = work.isResumed ? listIn(await call('ec2', operation, { Filter }), set) : [];
  const earlier = textIn((found[0] ?? {}) as Values, member);
  if (earlier !== '') return earlier;
  const given = Object.fromEntries(Object.entries(properties).filter(([name]) => kind.takes.includes(name)));
  const Tag = tagList({ ...tags, [ownTag]: ownValue(work) });
  const answer = await call('ec2', `Create${kind.word}`, {
    ...given,
    TagSpecification: [{ ResourceType: kind.tagged, Tag }],
  });
  const id = textIn(answer, ...kind.answered);
  onMade(id);
  return id;
}

/** The tags of the template and the stack, as they are now. */
export async function retag({ call, tags }: ResourceWork, id: string, before: Values): Promise<void> {
  const earlier = (listIn(before, 'Tags') as readonly Values[]).map((tag) => textIn(tag, 'Key'));
  const removed = earlier.filter((key) => tags[key] === undefined).map((Key) => ({ Key }));
  if (removed.length > 0) await call('ec2', 'DeleteTags', { ResourceId: [id], Tag: removed });
  if (Object.keys(tags).length > 0) await call('ec2', 'CreateTags', { ResourceId: [id], Tag: tagList(tags) });
}

interface PlainKind extends MadeKind {
  readonly gone: string;
  readonly properties: readonly string[];
  readonly settle?: (work: ResourceWork, id: string, before: Values) => Promise<void>;
  readonly attributes?: (work: ResourceWork, id: string) => Promise<Readonly<Record<string, string>>>;
}

export function plain(kind: PlainKind): ResourceHandler {
  const made = async (work: ResourceWork, id: string): Promise<Made> => ({
    physicalId: id,
    attributes: { [kind.id]: id, ...(await kind.attributes?.(work, id)) },
  });
  return {
    here: 'recorded',
    properties: kind.properties,
    create: async (work) => {
      const id = await madeOnce(work, kind);
      await kind.settle?.(work, id, {});
      return await made(work, id);
    },
    update: async (work, { physicalId, properties }) => {
      await kind.settle?.(work, physicalId, properties);
      await retag(work, physicalId, properties);
      return await made(work, physicalId);
    },
    remove: async ({ call }, { physicalId }) => {
      await unless([kind.gone], call('ec2', `Delete${kind.word}`, { [kind.id]: physicalId }));
    },
  };
}

/** Each is a call of its own (EC2 API reference, ModifyVpcAttribute). */
async function settleVpc({ call, properties }: ResourceWork, VpcId: string, before: Values): Promise<void> {
  const standard: Readonly<Record<string, string>> = {
    EnableDnsSupport: 'true',
    EnableDnsHostnames: 'false',
  };
  for (const [name, value] of Object.entries(standard)) {
    const wanted = properties[name] ?? value;
    if (!isEqual(wanted, before[name] ?? value))
      await call('ec2', 'ModifyVpcAttribute', { VpcId, [name]: { Value: wanted } });
  }
}

async function vpcAttributes({ call }: ResourceWork, id: string): Promise<Readonly<Record<string, string>>> {
  const Filter = [
    { Name: 'vpc-id', Value: [id] },
    { Name: 'group-name', Value: ['default'] },
  ];
  const groups = listIn(await call('ec2', 'DescribeSecurityGroups', { Filter }), 'securityGroupInfo');
  const [vpc] = listIn(await call('ec2', 'DescribeVpcs', { VpcId: [id] }), 'vpcSet');
  const ofDefault = [
    { Name: 'vpc-id', Value: [id] },
    { Name: 'default', Value: ['true'] },
  ];
  const [list] = listIn(await call('ec2', 'DescribeNetworkAcls', { Filter: ofDefault }), 'networkAclSet');
  return {
    CidrBlock: textIn((vpc ?? {}) as Values, 'cidrBlock'),
    DefaultNetworkAcl: textIn((list ?? {}) as Values, 'networkAclId'),
    DefaultSecurityGroup: textIn((groups[0] ?? {}) as Values, 'groupId'),
  };
}

async function settleSubnet(
  { call, properties }: ResourceWork,
  SubnetId: string,
  before: Values,
): Promise<void> {
  const wanted = properties['MapPublicIpOnLaunch'] ?? false;
  if (!isEqual(wanted, before['MapPublicIpOnLaunch'] ?? false))
    await call('ec2', 'ModifySubnetAttribute', { SubnetId, MapPublicIpOnLaunch: { Value: wanted } });
}

async function subnetAttributes(
  { call }: ResourceWork,
  id: string,
): Promise<Readonly<Record<string, string>>> {
  const [subnet] = listIn(
    await call('ec2', 'DescribeSubnets', { SubnetId: [id] }),
    'subnetSet',
  ) as readonly Values[];
  const part = (name: string) => textIn(subnet ?? {}, name);
  return {
    AvailabilityZoneId: part('availabilityZoneId'),
    AvailabilityZone: part('availabilityZone'),
    CidrBlock: part('cidrBlock'),
    VpcId: part('vpcId'),
  };
}

const attachment: ResourceHandler = {
  here: 'recorded',
  properties: ['InternetGatewayId', 'VpcId'],
  create: async ({ call, properties, isResumed }) => {
    const { InternetGatewayId, VpcId } = properties;
    const attaching = call('ec2', 'AttachInternetGateway', { InternetGatewayId, VpcId });
    await (isResumed ? unless(['Resource.AlreadyAssociated'], attaching) : attaching);
    return { physicalId: `IGW|${String(VpcId)}`, attributes: {} };
  },
  remove: async ({ call, properties }) => {
    const { InternetGatewayId, VpcId } = properties;
    const gone = [
      'Gateway.NotAttached',
      'InvalidInternetGatewayID.NotFound',
      'InvalidInternetGateway.NotFound',
    ];
    await unless(gone, call('ec2', 'DetachInternetGateway', { InternetGatewayId, VpcId }));
  },
};

const destinations = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'];
const routeTargets = [
  'GatewayId',
  'NatGatewayId',
  'NetworkInterfaceId',
  'TransitGatewayId',
  'VpcPeeringConnectionId',
  'InstanceId',
];

const route: ResourceHandler = {
  here: 'recorded',
  properties: ['RouteTableId', ...destinations, ...routeTargets],
  create: async ({ call, properties, isResumed }) => {
    const creating = call('ec2', 'CreateRoute', properties);
    await (isResumed ? unless(['RouteAlreadyExists'], creating) : creating);
    return { physicalId: routeId(properties), attributes: {} };
  },
  update: async ({ call, properties }, { physicalId }) => {
    await call('ec2', 'ReplaceRoute', properties);
    return { physicalId, attributes: {} };
  },
  remove: async ({ call, properties }) => {
    const given = Object.fromEntries(
      Object.entries(properties).filter(([name]) => !routeTargets.includes(name)),
    );
    await unless(
      ['InvalidRoute.NotFound', 'InvalidRouteTableID.NotFound'],
      call('ec2', 'DeleteRoute', given),
    );
  },
};

function routeId(properties: Values): string {
  const destination = destinations.map((name) => textIn(properties, name)).find((text) => text !== '');
  return `${textIn(properties, 'RouteTableId')}|${destination ?? ''}`;
}

const tableAssociation: ResourceHandler = {
  here: 'recorded',
  create: async ({ call, properties, onMade }) => {
    const { RouteTableId, SubnetId } = properties;
    const answer = await call('ec2', 'AssociateRouteTable', { RouteTableId, SubnetId });
    const id = textIn(answer, 'associationId');
    onMade(id);
    return { physicalId: id, attributes: { Id: id } };
  },
  remove: async ({ call }, { physicalId: AssociationId }) => {
    const gone = ['InvalidAssociationID.NotFound'];
    await unless(gone, call('ec2', 'DisassociateRouteTable', { AssociationId }));
  },
};

export const ec2Types: ResourceHandlers = {
  'AWS::EC2::InternetGateway': plain({
    word: 'InternetGateway',
    tagged: 'internet-gateway',
    answered: ['internetGateway', 'internetGatewayId'],
    id: 'InternetGatewayId',
    list: ['DescribeInternetGateways', 'internetGatewaySet', 'internetGatewayId'],
    takes: [],
    properties: ['Tags'],
    gone: 'InvalidInternetGatewayID.NotFound',
  }),
  'AWS::EC2::Route': route,
  'AWS::EC2::RouteTable': plain({
    word: 'RouteTable',
    tagged: 'route-table',
    answered: ['routeTable', 'routeTableId'],
    id: 'RouteTableId',
    list: ['DescribeRouteTables', 'routeTableSet', 'routeTableId'],
    takes: ['VpcId'],
    properties: ['Tags', 'VpcId'],
    gone: 'InvalidRouteTableID.NotFound',
  }),
  'AWS::EC2::Subnet': plain({
    word: 'Subnet',
    tagged: 'subnet',
    answered: ['subnet', 'subnetId'],
    id: 'SubnetId',
    list: ['DescribeSubnets', 'subnetSet', 'subnetId'],
    takes: ['AvailabilityZone', 'AvailabilityZoneId', 'CidrBlock', 'Ipv6CidrBlock', 'VpcId'],
    properties: [
      'AvailabilityZone',
      'AvailabilityZoneId',
      'CidrBlock',
      'Ipv6CidrBlock',
      'MapPublicIpOnLaunch',
      'Tags',
      'VpcId',
    ],
    gone: 'InvalidSubnetID.NotFound',
    settle: settleSubnet,
    attributes: subnetAttributes,
  }),
  'AWS::EC2::SubnetRouteTableAssociation': tableAssociation,
  'AWS::EC2::VPC': plain({
    word: 'Vpc',
    tagged: 'vpc',
    answered: ['vpc', 'vpcId'],
    id: 'VpcId',
    list: ['DescribeVpcs', 'vpcSet', 'vpcId'],
    takes: ['CidrBlock', 'InstanceTenancy'],
    properties: ['CidrBlock', 'EnableDnsHostnames', 'EnableDnsSupport', 'InstanceTenancy', 'Tags'],
    gone: 'InvalidVpcID.NotFound',
    settle: settleVpc,
    attributes: vpcAttributes,
  }),
  'AWS::EC2::VPCGatewayAttachment': attachment,
};
