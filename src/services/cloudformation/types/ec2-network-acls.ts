// Network access control lists in a stack: they are kept, and no packet meets them.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import { calledType } from '../recorded-type.ts';
import {
  listIn,
  textIn,
  type Made,
  type ResourceHandler,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { plain } from './ec2.ts';

/** Ports have the same names, ICMP others (EC2 API reference, CreateNetworkAclEntry). */
function entryOf({ properties }: Pick<ResourceWork, 'properties'>): Values {
  const { CidrBlock, Egress = false, Icmp, Ipv6CidrBlock, PortRange, ...rest } = properties;
  return { ...rest, Egress, ...defined({ CidrBlock, Icmp, Ipv6CidrBlock, PortRange }) };
}

function idOf(properties: Values): string {
  const direction = String(properties['Egress'] === true || properties['Egress'] === 'true');
  return `${textIn(properties, 'NetworkAclId')}|${textIn(properties, 'RuleNumber')}|${direction}`;
}

/** The one that a subnet has now: there is always one. */
async function associationOf({ call }: ResourceWork, SubnetId: string): Promise<string> {
  const Filter = [{ Name: 'association.subnet-id', Value: [SubnetId] }];
  const [list] = listIn(await call('ec2', 'DescribeNetworkAcls', { Filter }), 'networkAclSet') as Values[];
  const found = (listIn(list ?? {}, 'associationSet') as readonly Values[]).find(
    (each) => textIn(each, 'subnetId') === SubnetId,
  );
  if (found === undefined) throw new Error(`The subnet ${SubnetId} has no network ACL`);
  return textIn(found, 'networkAclAssociationId');
}

async function associated(work: ResourceWork, NetworkAclId: string): Promise<Made> {
  const AssociationId = await associationOf(work, textIn(work.properties, 'SubnetId'));
  const answer = await work.call('ec2', 'ReplaceNetworkAclAssociation', { AssociationId, NetworkAclId });
  const id = textIn(answer, 'newAssociationId');
  return { physicalId: id, attributes: { AssociationId: id } };
}

async function defaultAclOf({ call }: ResourceWork, NetworkAclId: string): Promise<string | undefined> {
  const answer = await call('ec2', 'DescribeNetworkAcls', { NetworkAclId: [NetworkAclId] });
  const [list = {}] = listIn(answer, 'networkAclSet') as readonly Values[];
  const Filter = [
    { Name: 'vpc-id', Value: [textIn(list, 'vpcId')] },
    { Name: 'default', Value: ['true'] },
  ];
  const [standard = {}] = listIn(
    await call('ec2', 'DescribeNetworkAcls', { Filter }),
    'networkAclSet',
  ) as readonly Values[];
  return textIn(standard, 'networkAclId') || undefined;
}

/** Without it a subnet has the list of its network again. */
const association: ResourceHandler = {
  here: 'recorded',
  properties: ['NetworkAclId', 'SubnetId'],
  create: async (work) => {
    return await associated(work, textIn(work.properties, 'NetworkAclId'));
  },
  remove: async (work, { properties }) => {
    const standard = await defaultAclOf(work, textIn(properties, 'NetworkAclId'));
    if (standard !== undefined) await associated({ ...work, properties }, standard);
  },
};

export const ec2NetworkAclTypes: ResourceHandlers = {
  'AWS::EC2::NetworkAcl': plain({
    word: 'NetworkAcl',
    tagged: 'network-acl',
    answered: ['networkAcl', 'networkAclId'],
    id: 'NetworkAclId',
    list: ['DescribeNetworkAcls', 'networkAclSet', 'networkAclId'],
    takes: ['VpcId'],
    properties: ['Tags', 'VpcId'],
    gone: 'InvalidNetworkAclID.NotFound',
    attributes: async (_work, Id) => Promise.resolve({ Id }),
  }),
  'AWS::EC2::NetworkAclEntry': calledType({
    here: 'recorded',
    service: 'ec2',
    properties: [
      'CidrBlock',
      'Egress',
      'Icmp',
      'Ipv6CidrBlock',
      'NetworkAclId',
      'PortRange',
      'Protocol',
      'RuleAction',
      'RuleNumber',
    ],
    there: ['NetworkAclEntryAlreadyExists'],
    gone: ['InvalidNetworkAclEntry.NotFound', 'InvalidNetworkAclID.NotFound'],
    create: (work) => ['CreateNetworkAclEntry', entryOf(work)],
    made: (_answer, { properties }) => {
      const Id = idOf(properties);
      return { physicalId: Id, attributes: { Id } };
    },
    update: (work) => ['ReplaceNetworkAclEntry', entryOf(work)],
    remove: ({ properties: { Egress = false, NetworkAclId, RuleNumber } }) => [
      'DeleteNetworkAclEntry',
      { Egress, NetworkAclId, RuleNumber },
    ],
  }),
  'AWS::EC2::SubnetNetworkAclAssociation': association,
};
