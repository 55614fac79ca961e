// What stands in front of a fleet or a service when it is shipped: a load balancer with its listener, target group and security
// group, and the network of a fleet. Pure. Sources: CloudFormation template reference, AWS::ElasticLoadBalancingV2 and AWS::EC2.
import type { TargetGroup } from '../../model/fleet.ts';
import {
  attributeOf,
  logicalId,
  zone,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
} from '../../model/resource-graph.ts';

/** In which network something is, as ids or as what is shipped with it. */
export interface NetworkPlace {
  readonly vpc: PropertyValue;
  readonly subnets: readonly PropertyValue[];
}

export interface Network extends NetworkPlace {
  readonly resources: readonly GraphResource[];
}

/** A network with two public subnets, in two zones, as a load balancer needs them. */
export function networkShare(name: string): Network {
  const [vpc, gateway, table, route] = ['Vpc', 'Gateway', 'RouteTable', 'Route'].map((kind) =>
    logicalId(name, kind),
  ) as [string, string, string, string];
  const subnets = [0, 1].map((index) => ({ id: logicalId(name, `Subnet${index + 1}`), index }));
  const tags = { Tags: [{ Key: 'Name', Value: name }] };
  const made = (
    [id, type]: readonly [id: string, type: string],
    why: string,
    properties: PropertyValues,
  ): GraphResource => ({ id, type: `AWS::EC2::${type}`, why, properties });
  const attached = `${gateway}Attachment`;
  return {
    vpc: attributeOf(vpc, 'Ref'),
    subnets: subnets.map(({ id }) => attributeOf(id, 'Ref')),
    resources: [
      made([vpc, 'VPC'], `The network of ${name}.`, {
        CidrBlock: '10.0.0.0/16',
        EnableDnsHostnames: true,
        ...tags,
      }),
      made([gateway, 'InternetGateway'], 'The way from the network to the internet.', tags),
      made([attached, 'VPCGatewayAttachment'], 'The way begins in the network.', {
        VpcId: attributeOf(vpc, 'Ref'),
        InternetGatewayId: attributeOf(gateway, 'Ref'),
      }),
      made([table, 'RouteTable'], 'The routes of its subnets.', { VpcId: attributeOf(vpc, 'Ref'), ...tags }),
      made([route, 'Route'], 'What is not in the network goes to the internet.', {
        RouteTableId: attributeOf(table, 'Ref'),
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: attributeOf(gateway, 'Ref'),
      }),
      ...subnets.flatMap(({ id, index }) => [
        made([id, 'Subnet'], 'One of the two zones.', {
          VpcId: attributeOf(vpc, 'Ref'),
          CidrBlock: `10.0.${index}.0/24`,
          MapPublicIpOnLaunch: true,
          AvailabilityZone: { [zone]: index },
          ...tags,
        }),
        made([`${id}Routes`, 'SubnetRouteTableAssociation'], 'The subnet has these routes.', {
          SubnetId: attributeOf(id, 'Ref'),
          RouteTableId: attributeOf(table, 'Ref'),
        }),
      ]),
    ],
  };
}

export interface Balanced {
  readonly name: string;
  readonly group: Omit<TargetGroup, 'listenerPort'>;
  readonly targetType: 'instance' | 'ip';
  /** What the file says of the group besides, in CloudFormation's words. */
  readonly written?: PropertyValues;
}

export interface BalancerShare {
  readonly resources: readonly GraphResource[];
  /** Logical ids. */
  readonly targetGroup: string;
  readonly securityGroup: string;
  /** A service is made after it: its target group has a load balancer then. */
  readonly listener: string;
}

/** Visitors come by HTTP: a certificate is not in the files of a definition. */
export function balancerShare(
  { name, group, targetType, written }: Balanced,
  { vpc, subnets }: NetworkPlace,
): BalancerShare {
  const [balancer, securityGroup, targetGroup, listener] = [
    'LoadBalancer',
    'LoadBalancerGroup',
    'TargetGroup',
    'Listener',
  ].map((kind) => logicalId(name, kind)) as [string, string, string, string];
  const elb = 'AWS::ElasticLoadBalancingV2::';
  return {
    targetGroup,
    securityGroup,
    listener,
    resources: [
      {
        id: securityGroup,
        type: 'AWS::EC2::SecurityGroup',
        why: 'Visitors reach the load balancer by HTTP.',
        properties: {
          GroupDescription: `Visitors of ${name}`,
          VpcId: vpc,
          SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }],
        },
      },
      {
        id: balancer,
        type: `${elb}LoadBalancer`,
        why: `In front of ${name}.`,
        properties: {
          Scheme: 'internet-facing',
          Subnets: [...subnets],
          SecurityGroups: [attributeOf(securityGroup, 'GroupId')],
        },
      },
      {
        id: targetGroup,
        type: `${elb}TargetGroup`,
        name: group.name,
        why: 'What the load balancer leads to, and how its health is checked.',
        properties: written ?? {
          Name: group.name,
          Protocol: 'HTTP',
          Port: group.port,
          TargetType: targetType,
          VpcId: vpc,
          HealthCheckPath: group.healthCheckPath,
          Matcher: { HttpCode: group.matcher },
        },
      },
      {
        id: listener,
        type: `${elb}Listener`,
        why: 'The load balancer listens.',
        properties: {
          LoadBalancerArn: attributeOf(balancer, 'Ref'),
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [{ Type: 'forward', TargetGroupArn: attributeOf(targetGroup, 'Ref') }],
        },
      },
    ],
  };
}
