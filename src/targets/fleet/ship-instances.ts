// What the instances of a fleet are when it is shipped: their security group, role and launch template, with CodeDeploy's agent
// and that of CloudWatch. Pure. Sources: CodeDeploy user guide, "Install the CodeDeploy agent" and "Create an IAM instance
// profile"; CloudWatch user guide, "Installing the CloudWatch agent" and "Create IAM roles and users for use with the agent".
import type { TargetRequest } from '../../model/action-type.ts';
import { agentNamespace, collectedFiles, type Fleet } from '../../model/fleet.ts';
import { imageOf } from '../../model/host-image.ts';
import {
  attributeOf,
  logicalId,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
} from '../../model/resource-graph.ts';
import { logGroupResource } from '../../model/shipped-log-group.ts';
import type { BalancerShare } from '../balancer/ship.ts';
import type { Network } from './ship-network.ts';

interface Around {
  readonly network: Network;
  readonly balancer: BalancerShare | undefined;
  readonly place: TargetRequest['place'];
}

export const launchTemplateId = (name: string): string => logicalId(name, 'LaunchTemplate');
const groupId = (name: string): string => logicalId(name, 'InstanceGroup');
const profileId = (name: string): string => logicalId(name, 'InstanceProfile');

export function instanceResources(
  fleet: Fleet,
  { network, balancer, place }: Around,
): readonly GraphResource[] {
  return [
    instanceGroup(fleet, network, balancer),
    ...logGroups(fleet),
    ...(fleet.iamInstanceProfile === undefined ? profileResources(fleet, place) : []),
    launchTemplate(fleet),
  ];
}

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
    id: groupId(name),
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

function logGroups(fleet: Fleet): readonly GraphResource[] {
  const byName = Map.groupBy(collectedFiles(fleet), (file) => file.log_group_name);
  return [...byName].map(([name, files]) =>
    logGroupResource(
      name,
      `What instances of ${fleet.name} write to ${files.map((file) => file.file_path).join(' and ')}.`,
      files.find((file) => file.retention_in_days !== undefined)?.retention_in_days,
    ),
  );
}

/** Revisions of any pipeline's bucket of the account are read by the agent. */
function profileResources(fleet: Fleet, place: TargetRequest['place']): readonly GraphResource[] {
  const { name } = fleet;
  const { partition, account } = place;
  const role = logicalId(name, 'InstanceRole');
  const watched = watchingStatements(fleet, place);
  const revisions: PropertyValues = {
    Sid: 'S3ForRevisions',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:GetObjectVersion'],
    Resource: [`arn:${partition}:s3:::*/*`],
    Condition: { StringEquals: { 's3:ResourceAccount': account } },
  };
  return [
    {
      id: role,
      type: 'AWS::IAM::Role',
      why: 'The instances work with it.',
      reasons: {
        S3ForRevisions: 'CodeDeploy’s agent fetches what is deployed',
        ...Object.fromEntries(watched.map(({ sid, reason }) => [sid, reason])),
      },
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
              Statement: [revisions, ...watched.map(({ sid, statement }) => ({ Sid: sid, ...statement }))],
            },
          },
        ],
      },
    },
    {
      id: profileId(name),
      type: 'AWS::IAM::InstanceProfile',
      why: 'Gives the instances their role.',
      properties: { Roles: [attributeOf(role, 'Ref')] },
    },
  ];
}

interface Reasoned {
  readonly sid: string;
  readonly statement: PropertyValues;
  readonly reason: string;
}

/** What the CloudWatch agent does; the groups are there, so that it makes none. */
function watchingStatements(fleet: Fleet, place: TargetRequest['place']): readonly Reasoned[] {
  const { partition, region, account } = place;
  const files = collectedFiles(fleet);
  const groups = [...new Set(files.map((file) => file.log_group_name))];
  const hasRetention = files.some((file) => file.retention_in_days !== undefined);
  const logs: Reasoned = {
    reason: 'CloudWatch’s agent writes the logs of the instances',
    sid: 'LogsOfInstances',
    statement: {
      Effect: 'Allow',
      Action: [
        'logs:CreateLogStream',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        ...(hasRetention ? ['logs:PutRetentionPolicy'] : []),
      ],
      Resource: groups.map((name) => `arn:${partition}:logs:${region}:${account}:log-group:${name}:*`),
    },
  };
  const metrics: readonly Reasoned[] = [
    {
      reason: 'CloudWatch’s agent measures the instances; AWS holds it to a namespace alone',
      sid: 'MetricsOfInstances',
      statement: {
        Effect: 'Allow',
        Action: ['cloudwatch:PutMetricData'],
        Resource: ['*'],
        Condition: { StringEquals: { 'cloudwatch:namespace': agentNamespace(fleet) } },
      },
    },
    {
      reason: 'the dimensions of these metrics are tags of the instance; AWS holds this to no resource',
      sid: 'TagsForMetrics',
      statement: { Effect: 'Allow', Action: ['ec2:DescribeTags'], Resource: ['*'] },
    },
  ];
  return [
    ...(groups.length === 0 ? [] : [logs]),
    ...(fleet.cloudWatchAgent?.metrics === undefined ? [] : metrics),
  ];
}

function launchTemplate(fleet: Fleet): GraphResource {
  const { name, iamInstanceProfile: given, instances, instanceMarketOptions: market } = fleet;
  return {
    id: launchTemplateId(name),
    type: 'AWS::EC2::LaunchTemplate',
    why: 'What each instance is started as, with CodeDeploy’s agent.',
    properties: {
      LaunchTemplateData: {
        ImageId:
          fleet.imageId ??
          'resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
        InstanceType: fleet.instanceType ?? 't3.micro',
        ...(market === undefined ? {} : { InstanceMarketOptions: { MarketType: market.marketType } }),
        IamInstanceProfile: profileOf(given, name),
        SecurityGroupIds: [attributeOf(groupId(name), 'GroupId')],
        MetadataOptions: { HttpTokens: 'required' },
        TagSpecifications: [
          { ResourceType: 'instance', Tags: tagList({ Name: name, ...instances[0]?.tags }) },
        ],
        UserData: Buffer.from(startScript(fleet)).toString('base64'),
      },
    },
  };
}

function profileOf(given: string | undefined, name: string): PropertyValue {
  if (given === undefined) return { Arn: attributeOf(profileId(name), 'Arn') };
  return given.startsWith('arn:') ? { Arn: given } : { Name: given };
}

/** The Region is asked of the instance itself: the text is the same everywhere. */
function startScript(fleet: Fleet): string {
  const isUbuntu = imageOf(fleet.imageId ?? '') === 'ubuntu';
  const isOld = imageOf(fleet.imageId ?? '') === 'amazon-linux-2';
  const installer = isOld ? 'yum' : 'dnf';
  const packages = isUbuntu
    ? 'apt-get update\napt-get install -y ruby-full wget'
    : `${installer} install -y ruby wget`;
  return `#!/bin/bash
set -e
token=$(curl -sX PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')
region=$(curl -sH "X-aws-ec2-metadata-token: $token" http://169.254.169.254/latest/meta-data/placement/region)
${packages}
wget -q "https://aws-codedeploy-$region.s3.$region.amazonaws.com/latest/install" -O /tmp/install-codedeploy
chmod +x /tmp/install-codedeploy
/tmp/install-codedeploy auto
${fleet.cloudWatchAgent === undefined ? '' : watchScript(fleet, isUbuntu ? ubuntuAgent : `${installer} install -y amazon-cloudwatch-agent`)}`;
}

const ubuntuAgent = `wget -q https://amazoncloudwatch-agent.s3.amazonaws.com/ubuntu/amd64/latest/amazon-cloudwatch-agent.deb -O /tmp/agent.deb
dpkg -i /tmp/agent.deb`;

function watchScript({ cloudWatchAgent }: Fleet, install: string): string {
  const home = '/opt/aws/amazon-cloudwatch-agent';
  return `${install}
cat >${home}/etc/fleet.json <<'END'
${JSON.stringify(cloudWatchAgent, undefined, 2)}
END
${home}/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${home}/etc/fleet.json
`;
}

function tagList(tags: Readonly<Record<string, string>>): readonly PropertyValues[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
