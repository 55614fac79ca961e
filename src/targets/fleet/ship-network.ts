// The network of a fleet that is shipped: public subnets for its load balancer, and private ones where its instances have no
// addresses of the internet. Pure. Source: CloudFormation template reference, AWS::EC2.
import {
  attributeOf,
  logicalId,
  zone,
  type GraphResource,
  type PropertyValues,
} from '../../model/resource-graph.ts';
import type { NetworkPlace } from '../balancer/ship.ts';

export interface Network extends NetworkPlace {
  /** Those of the instances. */
  readonly instanceSubnets: NetworkPlace['subnets'];
  readonly resources: readonly GraphResource[];
}

interface Made {
  readonly id: string;
  /** Below `AWS::EC2::`. */
  readonly type: string;
  readonly why: string;
  readonly properties: PropertyValues;
  readonly after?: readonly string[];
}

const made = ({ type, ...resource }: Made): GraphResource => ({ type: `AWS::EC2::${type}`, ...resource });

/** In two zones, as a load balancer needs them. */
export function networkShare(name: string, { isPrivate }: { readonly isPrivate: boolean }): Network {
  const ids = idsOf(name);
  const tags = { Tags: [{ Key: 'Name', Value: name }] };
  const ofVpc = { VpcId: attributeOf(ids.vpc, 'Ref') };
  const publicSubnets = subnetsOf(name, { kind: 'Subnet', routes: ids.table, isPublic: true });
  const privateSubnets = isPrivate
    ? subnetsOf(name, { kind: 'PrivateSubnet', routes: ids.privateTable, isPublic: false })
    : undefined;
  return {
    vpc: attributeOf(ids.vpc, 'Ref'),
    subnets: publicSubnets.subnets,
    instanceSubnets: (privateSubnets ?? publicSubnets).subnets,
    resources: [
      made({
        id: ids.vpc,
        type: 'VPC',
        why: `The network of ${name}.`,
        properties: { CidrBlock: '10.0.0.0/16', EnableDnsHostnames: true, ...tags },
      }),
      made({
        id: ids.gateway,
        type: 'InternetGateway',
        why: 'The way from the network to the internet.',
        properties: tags,
      }),
      made({
        id: ids.attached,
        type: 'VPCGatewayAttachment',
        why: 'The way begins in the network.',
        properties: { ...ofVpc, InternetGatewayId: attributeOf(ids.gateway, 'Ref') },
      }),
      made({
        id: ids.table,
        type: 'RouteTable',
        why: 'The routes of its subnets.',
        properties: { ...ofVpc, ...tags },
      }),
      made({
        id: ids.route,
        type: 'Route',
        why: 'What is not in the network goes to the internet.',
        properties: {
          RouteTableId: attributeOf(ids.table, 'Ref'),
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: attributeOf(ids.gateway, 'Ref'),
        },
      }),
      ...publicSubnets.resources,
      ...(privateSubnets === undefined ? [] : [...natGateway(name), ...privateSubnets.resources]),
    ],
  };
}

function idsOf(name: string) {
  const gateway = logicalId(name, 'Gateway');
  return {
    vpc: logicalId(name, 'Vpc'),
    gateway,
    attached: `${gateway}Attachment`,
    table: logicalId(name, 'RouteTable'),
    route: logicalId(name, 'Route'),
    privateTable: logicalId(name, 'PrivateRouteTable'),
  };
}

interface Subnets {
  readonly kind: string;
  /** The id of their table. */
  readonly routes: string;
  readonly isPublic: boolean;
}

function subnetsOf(
  name: string,
  { kind, routes, isPublic }: Subnets,
): Pick<Network, 'subnets' | 'resources'> {
  const all = [0, 1].map((index) => ({ id: logicalId(name, `${kind}${index + 1}`), index }));
  return {
    subnets: all.map(({ id }) => attributeOf(id, 'Ref')),
    resources: all.flatMap(({ id, index }) => [
      made({
        id,
        type: 'Subnet',
        why: isPublic ? 'One of the two zones.' : 'One of the two zones, which the internet does not reach.',
        properties: {
          VpcId: attributeOf(logicalId(name, 'Vpc'), 'Ref'),
          CidrBlock: `10.0.${index + (isPublic ? 0 : 2)}.0/24`,
          ...(isPublic ? { MapPublicIpOnLaunch: true } : {}),
          AvailabilityZone: { [zone]: index },
          Tags: [{ Key: 'Name', Value: name }],
        },
      }),
      made({
        id: `${id}Routes`,
        type: 'SubnetRouteTableAssociation',
        why: 'The subnet has these routes.',
        properties: { SubnetId: attributeOf(id, 'Ref'), RouteTableId: attributeOf(routes, 'Ref') },
      }),
    ]),
  };
}

/** One for both zones: what instances fetch for themselves can wait, should its zone be lost. */
function natGateway(name: string): readonly GraphResource[] {
  const { vpc, attached, privateTable } = idsOf(name);
  const [address, gateway] = [logicalId(name, 'NatAddress'), logicalId(name, 'NatGateway')];
  const tags = { Tags: [{ Key: 'Name', Value: name }] };
  return [
    made({
      id: address,
      type: 'EIP',
      why: 'By which the instances are seen from outside.',
      properties: { Domain: 'vpc', ...tags },
      after: [attached],
    }),
    made({
      id: gateway,
      type: 'NatGateway',
      why: 'Instances reach the internet by it, which does not reach them.',
      properties: {
        AllocationId: attributeOf(address, 'AllocationId'),
        SubnetId: attributeOf(logicalId(name, 'Subnet1'), 'Ref'),
        ...tags,
      },
    }),
    made({
      id: privateTable,
      type: 'RouteTable',
      why: 'The routes of its private subnets.',
      properties: { VpcId: attributeOf(vpc, 'Ref'), ...tags },
    }),
    made({
      id: logicalId(name, 'PrivateRoute'),
      type: 'Route',
      why: 'What is not in the network goes out by the NAT gateway.',
      properties: {
        RouteTableId: attributeOf(privateTable, 'Ref'),
        DestinationCidrBlock: '0.0.0.0/0',
        NatGatewayId: attributeOf(gateway, 'Ref'),
      },
    }),
  ];
}
