// Networks, load balancers and instances for Terraform.
import { defined } from '../../../lib/defined.ts';
import type { PropertyValues } from '../../../model/resource-graph.ts';
import { snakeShape } from './snake-shape.ts';
import { tagsBody } from './tags-body.ts';
import { single, textOf, withoutTags, type Body, type TerraformType } from './block.ts';

const plain = (type: string): TerraformType =>
  single(type, 'id', ({ resource, value }) => snakeShape(value(withoutTags(resource.properties))));

export const networkTypes: Readonly<Record<string, TerraformType>> = {
  'AWS::EC2::VPC': plain('aws_vpc'),
  'AWS::EC2::InternetGateway': plain('aws_internet_gateway'),
  'AWS::EC2::VPCGatewayAttachment': plain('aws_internet_gateway_attachment'),
  'AWS::EC2::RouteTable': plain('aws_route_table'),
  'AWS::EC2::Route': plain('aws_route'),
  'AWS::EC2::Subnet': plain('aws_subnet'),
  'AWS::EC2::EIP': plain('aws_eip'),
  'AWS::EC2::NatGateway': plain('aws_nat_gateway'),
  'AWS::EC2::SubnetRouteTableAssociation': plain('aws_route_table_association'),
  'AWS::EC2::SecurityGroup': single('aws_security_group', 'id', ({ resource, value }) => {
    const {
      GroupDescription,
      VpcId,
      SecurityGroupIngress = [],
    } = value(resource.properties) as PropertyValues;
    return {
      description: GroupDescription,
      vpc_id: VpcId,
      ingress: (SecurityGroupIngress as readonly PropertyValues[]).map(rule),
      // The provider takes away what AWS lets out by default.
      egress: [rule({ IpProtocol: '-1', FromPort: 0, ToPort: 0, CidrIp: '0.0.0.0/0' })],
    };
  }),
  'AWS::EC2::LaunchTemplate': single('aws_launch_template', 'id', ({ resource, value }) => {
    const { LaunchTemplateData } = value(resource.properties) as PropertyValues;
    const { TagSpecifications = [], SecurityGroupIds, ...data } = LaunchTemplateData as PropertyValues;
    return {
      ...snakeShape(data),
      vpc_security_group_ids: SecurityGroupIds,
      tag_specifications: (TagSpecifications as readonly PropertyValues[]).map((each) => ({
        resource_type: each['ResourceType'],
        ...tagsBody(each),
      })),
    };
  }),
  'AWS::AutoScaling::AutoScalingGroup': single('aws_autoscaling_group', 'name', ({ resource, value }) => {
    const given = value(resource.properties) as PropertyValues;
    const { MinSize, MaxSize, DesiredCapacity, VPCZoneIdentifier, LaunchTemplate, TargetGroupARNs } = given;
    const { LaunchTemplateId, Version } = LaunchTemplate as PropertyValues;
    return {
      ...defined({ name: given['AutoScalingGroupName'] }),
      min_size: Number(MinSize),
      max_size: Number(MaxSize),
      desired_capacity: Number(DesiredCapacity),
      vpc_zone_identifier: VPCZoneIdentifier,
      launch_template: { id: LaunchTemplateId, version: Version },
      ...defined({ target_group_arns: TargetGroupARNs }),
      // As CloudFormation, which waits for no instance either.
      wait_for_capacity_timeout: '0',
      // Scaling changes it.
      lifecycle: { ignore_changes: ['desired_capacity'] },
    };
  }),
  'AWS::AutoScaling::ScalingPolicy': single('aws_autoscaling_policy', 'arn', ({ resource, value }) => ({
    name: resource.id,
    ...snakeShape(value(resource.properties), { renamed: groupName }),
  })),
  'AWS::AutoScaling::ScheduledAction': single(
    'aws_autoscaling_schedule',
    'scheduled_action_name',
    ({ resource, value }) => ({
      scheduled_action_name: resource.id,
      ...snakeShape(value(resource.properties), { renamed: groupName }),
    }),
  ),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': single('aws_lb', 'arn', ({ resource, value }) => {
    const { Scheme, Subnets, SecurityGroups } = value(resource.properties) as PropertyValues;
    return {
      load_balancer_type: 'application',
      internal: Scheme !== 'internet-facing',
      subnets: Subnets,
      security_groups: SecurityGroups,
    };
  }),
  'AWS::ElasticLoadBalancingV2::TargetGroup': single('aws_lb_target_group', 'arn', ({ resource, value }) =>
    targetGroup(value(withoutTags(resource.properties)) as PropertyValues),
  ),
  'AWS::ElasticLoadBalancingV2::Listener': single('aws_lb_listener', 'arn', ({ resource, value }) =>
    listener(value(resource.properties) as PropertyValues),
  ),
};

const groupName = { AutoScalingGroupName: 'autoscaling_group_name' };

function listener({ Certificates, ...rest }: PropertyValues): Body {
  const [certificate] = (Certificates ?? []) as readonly PropertyValues[];
  return {
    ...snakeShape(rest, { renamed: { DefaultActions: 'default_action', RedirectConfig: 'redirect' } }),
    ...defined({ certificate_arn: certificate?.['CertificateArn'] }),
  };
}

/** The provider wants every key of a rule. */
function rule({ IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupId }: PropertyValues): Body {
  return {
    description: '',
    protocol: IpProtocol,
    from_port: FromPort,
    to_port: ToPort,
    cidr_blocks: CidrIp === undefined ? [] : [CidrIp],
    ipv6_cidr_blocks: [],
    prefix_list_ids: [],
    security_groups: SourceSecurityGroupId === undefined ? [] : [SourceSecurityGroupId],
    self: false,
  };
}

function targetGroup(given: PropertyValues): Body {
  const { TargetGroupAttributes = [], Matcher, ...rest } = given;
  const checks = Object.entries(rest).filter(([key]) => /^(HealthCheck|Healthy|Unhealthy)/.test(key));
  const others = Object.entries(rest).filter(([key]) => !checks.some(([name]) => name === key));
  const attributes = (TargetGroupAttributes as readonly PropertyValues[]).map(
    ({ Key, Value }) => [textOf(Key).replace('.timeout_seconds', ''), Value] as const,
  );
  const check = snakeShape(Object.fromEntries(checks), { renamed: healthCheckNames });
  const code = (Matcher as PropertyValues | undefined)?.['HttpCode'];
  return {
    ...snakeShape(Object.fromEntries(others)),
    health_check: { ...check, ...defined({ matcher: code }) },
    ...Object.fromEntries(attributes.map(([key, each]) => [key.replaceAll('.', '_'), each])),
  };
}

const healthCheckNames = {
  HealthCheckEnabled: 'enabled',
  HealthCheckIntervalSeconds: 'interval',
  HealthCheckPath: 'path',
  HealthCheckPort: 'port',
  HealthCheckProtocol: 'protocol',
  HealthCheckTimeoutSeconds: 'timeout',
  HealthyThresholdCount: 'healthy_threshold',
  UnhealthyThresholdCount: 'unhealthy_threshold',
};
