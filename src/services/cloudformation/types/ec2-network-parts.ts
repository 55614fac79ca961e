// Interfaces, flow logs, peerings and options of networks of EC2 in a stack: they are kept, and no packet meets them.
// Source: CloudFormation template reference, AWS::EC2.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import { calledType } from '../recorded-type.ts';
import {
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
import { ownTag, ownValue, plain, retag } from './ec2.ts';
import { refuseOthers } from './logs.ts';

/** Under their names in CreateNetworkInterface, where those are others. */
const interfaceNames: Readonly<Record<string, string>> = {
  GroupSet: 'SecurityGroupId',
};

const interfaceProperties = [
  'Description',
  'GroupSet',
  'Ipv6AddressCount',
  'Ipv6Addresses',
  'PrivateIpAddress',
  'PrivateIpAddresses',
  'SecondaryPrivateIpAddressCount',
  'SourceDestCheck',
  'SubnetId',
  'Tags',
];

async function interfacesWith({ call }: ResourceWork, input: Values): Promise<readonly Values[]> {
  const answer = await call('ec2', 'DescribeNetworkInterfaces', input);
  return listIn(answer, 'networkInterfaceSet') as readonly Values[];
}

async function interfaceMade(work: ResourceWork, id: string): Promise<Made> {
  const [found = {}] = await interfacesWith(work, { NetworkInterfaceId: [id] });
  const addresses = listIn(found, 'privateIpAddressesSet') as readonly Values[];
  const primary = textIn(found, 'privateIpAddress');
  const others = addresses.map((each) => textIn(each, 'privateIpAddress')).filter((each) => each !== primary);
  return {
    physicalId: id,
    attributes: {
      Id: id,
      PrimaryPrivateIpAddress: primary,
      SecondaryPrivateIpAddresses: others,
      VpcId: textIn(found, 'vpcId'),
    },
  };
}

/** Each is a call of its own (EC2 API reference, ModifyNetworkInterfaceAttribute). */
async function settleInterface(
  work: ResourceWork,
  NetworkInterfaceId: string,
  before: Values,
): Promise<void> {
  const { call, properties } = work;
  const modify = async (given: Values) =>
    call('ec2', 'ModifyNetworkInterfaceAttribute', { NetworkInterfaceId, ...given });
  const isChanged = (name: string): boolean =>
    JSON.stringify(properties[name]) !== JSON.stringify(before[name]);
  if (isChanged('SourceDestCheck'))
    await modify({ SourceDestCheck: { Value: properties['SourceDestCheck'] ?? true } });
  if (isChanged('Description')) await modify({ Description: { Value: properties['Description'] ?? '' } });
  if (isChanged('GroupSet') && properties['GroupSet'] !== undefined)
    await modify({ SecurityGroupId: properties['GroupSet'] });
}

const changedInPlace: ReadonlySet<string> = new Set(['Description', 'GroupSet', 'SourceDestCheck', 'Tags']);

const networkInterface: ResourceHandler = {
  here: 'recorded',
  properties: interfaceProperties,
  replaces: () => true,
  create: async (work) => {
    const { call, properties, tags } = work;
    const Filter = [{ Name: `tag:${ownTag}`, Value: [ownValue(work)] }];
    const [earlier] = work.isResumed ? await interfacesWith(work, { Filter }) : [];
    const given = Object.entries(without(properties, 'SourceDestCheck', 'Tags'));
    const Tag = tagList({ ...tags, [ownTag]: ownValue(work) });
    const answer =
      earlier ??
      ((
        await call('ec2', 'CreateNetworkInterface', {
          ...Object.fromEntries(given.map(([name, value]) => [interfaceNames[name] ?? name, value])),
          TagSpecification: [{ ResourceType: 'network-interface', Tag }],
        })
      )['networkInterface'] as Values | undefined) ??
      {};
    const id = textIn(answer, 'networkInterfaceId');
    work.onMade(id);
    if (properties['SourceDestCheck'] !== undefined)
      await settleInterface(work, id, without(properties, 'SourceDestCheck'));
    return await interfaceMade(work, id);
  },
  update: async (work, { physicalId, properties: before }) => {
    const isFixed = (name: string): boolean =>
      !changedInPlace.has(name) && JSON.stringify(before[name]) !== JSON.stringify(work.properties[name]);
    const fixed = interfaceProperties.find(isFixed);
    if (fixed !== undefined) throw new Error(`Slipway does not change the property ${fixed} on this machine`);
    await settleInterface(work, physicalId, before);
    await retag(work, physicalId, before);
    return await interfaceMade(work, physicalId);
  },
  remove: async ({ call }, { physicalId: NetworkInterfaceId }) => {
    const gone = ['InvalidNetworkInterfaceID.NotFound'];
    await unless(gone, call('ec2', 'DeleteNetworkInterface', { NetworkInterfaceId }));
  },
};

const flowLog: ResourceHandler = {
  here: 'recorded',
  properties: [
    'DeliverLogsPermissionArn',
    'LogDestination',
    'LogDestinationType',
    'LogFormat',
    'LogGroupName',
    'MaxAggregationInterval',
    'ResourceId',
    'ResourceType',
    'Tags',
    'TrafficType',
  ],
  create: async (work) => {
    const { call, properties, tags, onMade } = work;
    const Filter = [{ Name: `tag:${ownTag}`, Value: [ownValue(work)] }];
    const [earlier] = (
      work.isResumed ? listIn(await call('ec2', 'DescribeFlowLogs', { Filter }), 'flowLogSet') : []
    ) as readonly Values[];
    const answer =
      earlier ??
      (await call('ec2', 'CreateFlowLogs', {
        ...without(properties, 'ResourceId', 'Tags'),
        ResourceId: [properties['ResourceId']],
        TagSpecification: [
          { ResourceType: 'vpc-flow-log', Tag: tagList({ ...tags, [ownTag]: ownValue(work) }) },
        ],
      }));
    const [failed] = listIn(answer, 'unsuccessful');
    if (typeof failed === 'object' && failed !== null)
      throw new Error(textIn(failed as Values, 'error', 'message'));
    const Id = textIn(answer, 'flowLogId') || String(listIn(answer, 'flowLogIdSet')[0]);
    onMade(Id);
    return { physicalId: Id, attributes: { Id } };
  },
  update: async (work, { physicalId: Id, properties }) => {
    await retag(work, Id, properties);
    return { physicalId: Id, attributes: { Id } };
  },
  remove: async ({ call }, { physicalId }) => {
    await unless(['InvalidFlowLogId.NotFound'], call('ec2', 'DeleteFlowLogs', { FlowLogId: [physicalId] }));
  },
};

const peeringKind = plain({
  word: 'VpcPeeringConnection',
  tagged: 'vpc-peering-connection',
  answered: ['vpcPeeringConnection', 'vpcPeeringConnectionId'],
  id: 'VpcPeeringConnectionId',
  list: ['DescribeVpcPeeringConnections', 'vpcPeeringConnectionSet', 'vpcPeeringConnectionId'],
  takes: ['PeerOwnerId', 'PeerRegion', 'PeerVpcId', 'VpcId'],
  properties: ['PeerOwnerId', 'PeerRegion', 'PeerRoleArn', 'PeerVpcId', 'Tags', 'VpcId'],
  gone: 'InvalidVpcPeeringConnectionId.NotFound',
  // Within an account the stack accepts it as well (EC2 user guide, "Create a VPC peering connection").
  settle: async ({ call }, VpcPeeringConnectionId, before) => {
    if (Object.keys(before).length === 0)
      await call('ec2', 'AcceptVpcPeeringConnection', { VpcPeeringConnectionId });
  },
  attributes: async (_work, Id) => Promise.resolve({ Id }),
});

/** Options of DHCP have names of their own in the API (EC2 API reference, CreateDhcpOptions). */
const dhcpNames: Readonly<Record<string, string>> = {
  DomainName: 'domain-name',
  DomainNameServers: 'domain-name-servers',
  NetbiosNameServers: 'netbios-name-servers',
  NetbiosNodeType: 'netbios-node-type',
  NtpServers: 'ntp-servers',
};

const dhcpOptions = plain({
  word: 'DhcpOptions',
  tagged: 'dhcp-options',
  answered: ['dhcpOptions', 'dhcpOptionsId'],
  id: 'DhcpOptionsId',
  list: ['DescribeDhcpOptions', 'dhcpOptionsSet', 'dhcpOptionsId'],
  takes: ['DhcpConfiguration'],
  properties: ['DhcpConfiguration', 'Tags'],
  gone: 'InvalidDhcpOptionID.NotFound',
});

function withConfigurations(work: ResourceWork): ResourceWork {
  refuseOthers(work.properties, [...Object.keys(dhcpNames), 'Tags']);
  const DhcpConfiguration = Object.entries(dhcpNames).flatMap(([property, Key]) => {
    const values = listIn(work.properties, property).map(String);
    return values.length === 0 ? [] : [{ Key, Value: values }];
  });
  const { Tags } = work.properties;
  return { ...work, properties: { DhcpConfiguration, ...defined({ Tags }) } };
}

export const ec2NetworkPartTypes: ResourceHandlers = {
  'AWS::EC2::DHCPOptions': {
    here: 'recorded',
    create: async (work) => dhcpOptions.create(withConfigurations(work)),
    update: async (work, before) => {
      await retag(work, before.physicalId, before.properties);
      return { physicalId: before.physicalId, attributes: before.attributes as Made['attributes'] };
    },
    remove: dhcpOptions.remove,
  },
  'AWS::EC2::EgressOnlyInternetGateway': calledType({
    here: 'recorded',
    service: 'ec2',
    properties: ['Tags', 'VpcId'],
    gone: ['InvalidGatewayID.NotFound', 'InvalidEgressOnlyInternetGatewayId.NotFound'],
    create: ({ properties: { VpcId }, tags }) => [
      'CreateEgressOnlyInternetGateway',
      {
        VpcId,
        ...(Object.keys(tags).length === 0
          ? {}
          : { TagSpecification: [{ ResourceType: 'egress-only-internet-gateway', Tag: tagList(tags) }] }),
      },
    ],
    made: (answer = {}) => {
      const Id = textIn(answer, 'egressOnlyInternetGateway', 'egressOnlyInternetGatewayId');
      return { physicalId: Id, attributes: { Id } };
    },
    remove: ({ physicalId: EgressOnlyInternetGatewayId }) => [
      'DeleteEgressOnlyInternetGateway',
      { EgressOnlyInternetGatewayId },
    ],
  }),
  'AWS::EC2::FlowLog': flowLog,
  'AWS::EC2::NetworkInterface': networkInterface,
  'AWS::EC2::VPCDHCPOptionsAssociation': calledType({
    here: 'recorded',
    service: 'ec2',
    properties: ['DhcpOptionsId', 'VpcId'],
    gone: ['InvalidVpcID.NotFound'],
    create: ({ properties }) => ['AssociateDhcpOptions', properties],
    made: (_answer, { properties }) => ({
      physicalId: `${textIn(properties, 'DhcpOptionsId')}|${textIn(properties, 'VpcId')}`,
      attributes: {},
    }),
    // Without it the network has the options of the Region again.
    remove: ({ properties: { VpcId } }) => ['AssociateDhcpOptions', { DhcpOptionsId: 'default', VpcId }],
  }),
  'AWS::EC2::VPCPeeringConnection': peeringKind,
};
