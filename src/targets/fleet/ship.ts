// What a fleet ships: a launch template, an Auto Scaling group, a load balancer and the network around them. Pure.
// Sources: CloudFormation template reference, AWS::AutoScaling::AutoScalingGroup; CodeDeploy user guide, "Install the
// CodeDeploy agent" and "Create an IAM instance profile".
import type { TargetRequest } from '../../model/action-type.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import type { Fleet } from '../../model/fleet.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  logicalId,
  nothingShipped,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { balancerShare, networkShare, type BalancerShare, type Network } from '../balancer/ship.ts';

export function shipFleets(request: TargetRequest): Shipped {
  const { definition } = request;
  const groups = deploymentGroupsOf(request);
  const shares = definition.fleets.map((fleet) =>
    groups.some((group) => isDeployedTo(fleet, group)) ? shipFleet(fleet, request) : nothingShipped,
  );
  return {
    resources: shares.flatMap(({ resources }) => resources),
    notes: shares.flatMap(({ notes }) => notes),
  };
}

/** That actions of this pipeline deploy to. */
function deploymentGroupsOf({ definition }: TargetRequest): readonly DeploymentGroup[] {
  const named = new Set(
    actionsOf(definition.pipeline).map(
      ({ action: { configuration: c = {} } }) => `${c['ApplicationName']}/${c['DeploymentGroupName']}`,
    ),
  );
  return definition.deploymentGroups.filter((group) =>
    named.has(`${group.applicationName}/${group.deploymentGroupName}`),
  );
}

/** By tags: the group's Auto Scaling groups are there already. */
function isDeployedTo({ instances }: Fleet, { ec2TagFilters = [] }: DeploymentGroup): boolean {
  return ec2TagFilters.some(({ Key = '', Value, Type }) =>
    instances.some(({ tags }) =>
      Type === 'VALUE_ONLY'
        ? Object.values(tags).includes(Value ?? '')
        : Object.hasOwn(tags, Key) && (Type === 'KEY_ONLY' || tags[Key] === Value),
    ),
  );
}

function shipFleet(fleet: Fleet, { place }: TargetRequest): Shipped {
  const { name, targetGroup } = fleet;
  const network = networkShare(name);
  const balancer =
    targetGroup && balancerShare({ name, group: targetGroup, targetType: 'instance' }, network);
  const profile = fleet.iamInstanceProfile === undefined ? profileResources(name, place) : [];
  return {
    notes: [],
    resources: [
      ...network.resources,
      ...(balancer?.resources ?? []),
      instanceGroup(fleet, network, balancer),
      ...profile,
      launchTemplate(fleet, profile),
      scalingGroup(fleet, network, balancer),
    ],
  };
}

const ids = {
  instances: (name: string) => logicalId(name, 'InstanceGroup'),
  template: (name: string) => logicalId(name, 'LaunchTemplate'),
  profile: (name: string) => logicalId(name, 'InstanceProfile'),
};

/** Logins go by Session Manager, which needs no open port. */
function instanceGroup(
  { name, targetGroup }: Fleet,
  { vpc }: Network,
  balancer: BalancerShare | undefined,
): GraphResource {
  const from = (port: number, group: string): PropertyValues => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    SourceSecurityGroupId: attributeOf(group, 'GroupId'),
  });
  return {
    id: ids.instances(name),
    type: 'AWS::EC2::SecurityGroup',
    why: 'The load balancer reaches the application, and nothing else does.',
    properties: {
      GroupDescription: `Instances of ${name}`,
      VpcId: vpc,
      ...(balancer === undefined || targetGroup === undefined
        ? {}
        : { SecurityGroupIngress: [from(targetGroup.port, balancer.securityGroup)] }),
    },
  };
}

/** Revisions of any pipeline's bucket of the account are read by the agent. */
function profileResources(
  name: string,
  { partition, account }: TargetRequest['place'],
): readonly GraphResource[] {
  const role = logicalId(name, 'InstanceRole');
  return [
    {
      id: role,
      type: 'AWS::IAM::Role',
      why: 'The instances work with it.',
      reasons: { S3ForRevisions: 'CodeDeploy’s agent fetches what is deployed' },
      properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'ec2.amazonaws.com' },
              Action: 'sts:AssumeRole',
            },
          ],
        },
        ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/AmazonSSMManagedInstanceCore`],
        Policies: [
          {
            PolicyName: 'least',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'S3ForRevisions',
                  Effect: 'Allow',
                  Action: ['s3:GetObject', 's3:GetObjectVersion'],
                  Resource: [`arn:${partition}:s3:::*/*`],
                  Condition: { StringEquals: { 's3:ResourceAccount': account } },
                },
              ],
            },
          },
        ],
      },
    },
    {
      id: ids.profile(name),
      type: 'AWS::IAM::InstanceProfile',
      why: 'Gives the instances their role.',
      properties: { Roles: [attributeOf(role, 'Ref')] },
    },
  ];
}

function launchTemplate(fleet: Fleet, profile: readonly GraphResource[]): GraphResource {
  const { name, iamInstanceProfile: given, instances } = fleet;
  return {
    id: ids.template(name),
    type: 'AWS::EC2::LaunchTemplate',
    why: 'What each instance is started as, with CodeDeploy’s agent.',
    properties: {
      LaunchTemplateData: {
        ImageId:
          fleet.imageId ??
          'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
        InstanceType: 't3.micro',
        IamInstanceProfile: profileOf(given, profile.length > 0 ? ids.profile(name) : undefined),
        SecurityGroupIds: [attributeOf(ids.instances(name), 'GroupId')],
        MetadataOptions: { HttpTokens: 'required' },
        TagSpecifications: [
          { ResourceType: 'instance', Tags: tagList({ Name: name, ...instances[0]?.tags }) },
        ],
        UserData: Buffer.from(startScript).toString('base64'),
      },
    },
  };
}

function profileOf(given: string | undefined, made: string | undefined): PropertyValue {
  if (made !== undefined) return { Arn: attributeOf(made, 'Arn') };
  return given?.startsWith('arn:') === true ? { Arn: given } : { Name: given ?? '' };
}

/** The Region is asked of the instance itself: the text is the same everywhere. */
const startScript = `#!/bin/bash
set -e
token=$(curl -sX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
region=$(curl -sH "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/placement/region)
dnf install -y ruby wget
wget -q "https://aws-codedeploy-$region.s3.$region.amazonaws.com/latest/install" -O /tmp/install-codedeploy
chmod +x /tmp/install-codedeploy
/tmp/install-codedeploy auto
`;

function scalingGroup(
  { name, instances }: Fleet,
  { subnets }: Network,
  balancer: BalancerShare | undefined,
): GraphResource {
  const size = String(instances.length);
  return {
    id: logicalId(name, 'ScalingGroup'),
    type: 'AWS::AutoScaling::AutoScalingGroup',
    why: 'The instances that are deployed to.',
    properties: {
      MinSize: size,
      MaxSize: size,
      DesiredCapacity: size,
      VPCZoneIdentifier: [...subnets],
      LaunchTemplate: {
        LaunchTemplateId: attributeOf(ids.template(name), 'Ref'),
        Version: attributeOf(ids.template(name), 'LatestVersionNumber'),
      },
      ...(balancer === undefined ? {} : { TargetGroupARNs: [attributeOf(balancer.targetGroup, 'Ref')] }),
    },
  };
}

function tagList(tags: Readonly<Record<string, string>>): readonly PropertyValues[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
