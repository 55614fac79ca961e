// Public addresses, NAT gateways and endpoints of networks in a stack: they are kept, and nothing passes through them.
import { defined } from '../../../lib/defined.ts';
import type { Values } from '../../../aws/wire/message.ts';
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
import { ownTag, ownValue, plain, retag } from './ec2.ts';

/** With the tag by which an interrupted creation is found again. */
function tagged(work: ResourceWork, ResourceType: string): Values {
  const Tag = tagList({ ...work.tags, [ownTag]: ownValue(work) });
  return { TagSpecification: [{ ResourceType, Tag }] };
}

/** What an interrupted attempt has made. */
async function earlier(work: ResourceWork, operation: string, set: string): Promise<Values | undefined> {
  if (!work.isResumed) return undefined;
  const Filter = [{ Name: `tag:${ownTag}`, Value: [ownValue(work)] }];
  return (listIn(await work.call('ec2', operation, { Filter }), set) as readonly Values[])[0];
}

const addressProperties = ['Address', 'Domain', 'NetworkBorderGroup', 'PublicIpv4Pool', 'Tags'];

function addressMade(answer: Values): Made {
  const PublicIp = textIn(answer, 'publicIp');
  return { physicalId: PublicIp, attributes: { PublicIp, AllocationId: textIn(answer, 'allocationId') } };
}

const address: ResourceHandler = {
  here: 'recorded',
  properties: addressProperties,
  create: async (work) => {
    const { call, properties } = work;
    const found = await earlier(work, 'DescribeAddresses', 'addressesSet');
    const { Tags: _tags, ...given } = properties;
    const input = { Domain: 'vpc', ...given, ...tagged(work, 'elastic-ip') };
    return addressMade(found ?? (await call('ec2', 'AllocateAddress', input)));
  },
  update: async (work, { physicalId, properties, attributes }) => {
    await retag(work, textIn(attributes, 'AllocationId'), properties);
    return { physicalId, attributes: attributes as Made['attributes'] };
  },
  remove: async ({ call }, { attributes: { AllocationId } }) => {
    await unless(['InvalidAllocationID.NotFound'], call('ec2', 'ReleaseAddress', { AllocationId }));
  },
};

const endpointProperties = [
  'PolicyDocument',
  'PrivateDnsEnabled',
  'RouteTableIds',
  'SecurityGroupIds',
  'ServiceName',
  'SubnetIds',
  'Tags',
  'VpcEndpointType',
  'VpcId',
];

/** Lists have singular names in EC2's API, and a policy is a text. */
function endpointInput({ properties }: ResourceWork): Values {
  const {
    PolicyDocument: policy,
    PrivateDnsEnabled,
    ServiceName,
    VpcEndpointType = 'Gateway',
    VpcId,
  } = properties;
  return {
    ServiceName,
    VpcEndpointType,
    VpcId,
    RouteTableId: listIn(properties, 'RouteTableIds'),
    SecurityGroupId: listIn(properties, 'SecurityGroupIds'),
    SubnetId: listIn(properties, 'SubnetIds'),
    ...defined({ PrivateDnsEnabled }),
    ...(policy === undefined ? {} : { PolicyDocument: policyText(policy) }),
  };
}

function policyText(policy: unknown): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
}

function endpointMade(endpoint: Values): Made {
  const Id = textIn(endpoint, 'vpcEndpointId');
  return { physicalId: Id, attributes: { Id, CreationTimestamp: textIn(endpoint, 'creationTimestamp') } };
}

/** What is no longer there is taken away, what is new is added (EC2 API reference, ModifyVpcEndpoint). */
function endpointChanges(before: Values, after: Values): Values {
  const words = { RouteTableIds: 'RouteTableId', SecurityGroupIds: 'SecurityGroupId', SubnetIds: 'SubnetId' };
  return Object.fromEntries(
    Object.entries(words).flatMap(([property, word]) => {
      const [earlierIds, ids] = [listIn(before, property), listIn(after, property)];
      const added = ids.filter((id) => !earlierIds.includes(id));
      const removed = earlierIds.filter((id) => !ids.includes(id));
      return [
        ...(added.length === 0 ? [] : [[`Add${word}`, added] as const]),
        ...(removed.length === 0 ? [] : [[`Remove${word}`, removed] as const]),
      ];
    }),
  );
}

const endpoint: ResourceHandler = {
  here: 'recorded',
  properties: endpointProperties,
  create: async (work) => {
    const found = await earlier(work, 'DescribeVpcEndpoints', 'vpcEndpointSet');
    if (found !== undefined) return endpointMade(found);
    const input = { ...endpointInput(work), ...tagged(work, 'vpc-endpoint') };
    return endpointMade((await work.call('ec2', 'CreateVpcEndpoint', input))['vpcEndpoint'] as Values);
  },
  update: async (work, { physicalId, properties: before, attributes }) => {
    const { call, properties } = work;
    const policy = properties['PolicyDocument'];
    await call('ec2', 'ModifyVpcEndpoint', {
      VpcEndpointId: physicalId,
      ...endpointChanges(before, properties),
      ...(policy === undefined ? { ResetPolicy: true } : { PolicyDocument: policyText(policy) }),
    });
    await retag(work, physicalId, before);
    return { physicalId, attributes: attributes as Made['attributes'] };
  },
  remove: async ({ call }, { physicalId }) => {
    const input = { VpcEndpointId: [physicalId] };
    await unless(['InvalidVpcEndpointId.NotFound'], call('ec2', 'DeleteVpcEndpoints', input));
  },
};

export const ec2AddressTypes: ResourceHandlers = {
  'AWS::EC2::EIP': address,
  'AWS::EC2::NatGateway': plain({
    word: 'NatGateway',
    tagged: 'natgateway',
    answered: ['natGateway', 'natGatewayId'],
    id: 'NatGatewayId',
    list: ['DescribeNatGateways', 'natGatewaySet', 'natGatewayId'],
    takes: ['AllocationId', 'ConnectivityType', 'PrivateIpAddress', 'SubnetId'],
    properties: ['AllocationId', 'ConnectivityType', 'PrivateIpAddress', 'SubnetId', 'Tags'],
    gone: 'NatGatewayNotFound',
  }),
  'AWS::EC2::VPCEndpoint': endpoint,
};
