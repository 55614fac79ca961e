// What stands in front of a fleet or a service when it is shipped: a load balancer with its listeners, target group and security
// group. Pure. Source: CloudFormation template reference, AWS::ElasticLoadBalancingV2.
import type { TargetGroup } from '../../model/fleet.ts';
import {
  attributeOf,
  logicalId,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
} from '../../model/resource-graph.ts';

/** In which network something is, as ids or as what is shipped with it. */
export interface NetworkPlace {
  readonly vpc: PropertyValue;
  readonly subnets: readonly PropertyValue[];
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

/** Visitors come by HTTP, and by HTTPS where the group has a certificate. */
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
        why: `Visitors reach the load balancer by HTTP${group.certificateArn === undefined ? '' : ' and HTTPS'}.`,
        properties: {
          GroupDescription: `Visitors of ${name}`,
          VpcId: vpc,
          SecurityGroupIngress: (group.certificateArn === undefined ? [80] : [80, 443]).map((port) => ({
            IpProtocol: 'tcp',
            FromPort: port,
            ToPort: port,
            CidrIp: '0.0.0.0/0',
          })),
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
      ...listeners({ listener, balancer, targetGroup }, group.certificateArn),
    ],
  };
}

interface ListenerIds {
  readonly listener: string;
  readonly balancer: string;
  readonly targetGroup: string;
}

/** The first one leads to the targets. */
function listeners(
  { listener, balancer, targetGroup }: ListenerIds,
  certificateArn: string | undefined,
): readonly GraphResource[] {
  const made = (id: string, why: string, properties: PropertyValues): GraphResource => ({
    id,
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    why,
    properties: { LoadBalancerArn: attributeOf(balancer, 'Ref'), ...properties },
  });
  const forward = [{ Type: 'forward', TargetGroupArn: attributeOf(targetGroup, 'Ref') }];
  if (certificateArn === undefined)
    return [
      made(listener, 'The load balancer listens.', { Port: 80, Protocol: 'HTTP', DefaultActions: forward }),
    ];
  const RedirectConfig = { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' };
  return [
    made(listener, 'The load balancer listens, with its certificate.', {
      Port: 443,
      Protocol: 'HTTPS',
      SslPolicy: tlsPolicy,
      Certificates: [{ CertificateArn: certificateArn }],
      DefaultActions: forward,
    }),
    made(`${listener}ToHttps`, 'Who comes by HTTP is led to HTTPS.', {
      Port: 80,
      Protocol: 'HTTP',
      DefaultActions: [{ Type: 'redirect', RedirectConfig }],
    }),
  ];
}

/** TLS 1.2 and 1.3 (Application Load Balancer user guide, "Security policies"). */
const tlsPolicy = 'ELBSecurityPolicy-TLS13-1-2-2021-06';
