// What a deployment to Elastic Beanstalk needs of the pipeline's role. Elastic Beanstalk updates an environment with the
// rights of the caller. AWS itself documents only eleven services with a star (CodePipeline user guide, "Elastic
// Beanstalk deploy action reference"); this list is what AWSElasticBeanstalkManagedUpdatesCustomerRolePolicy has for
// the update of an environment, held to one that a version is deployed to.
import { optionOf, type OptionSetting } from '../../model/environment.ts';
import { unknownText } from '../../model/policy-pattern.ts';
import type { RightsRequest, Derived } from '../../model/rights/rights-request.ts';
import { arnOf, bucketArn, objectsArn, roleArnOf, type Where } from '../../model/rights/arns.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function beanstalkRights({ configuration, where, definition }: RightsRequest): Derived {
  const { ApplicationName: application = '', EnvironmentName: environment = '' } = configuration;
  const settings =
    definition.environments.find((each) => each.environmentName === environment)?.optionSettings ?? [];
  const policy = optionOf(settings, 'aws:elasticbeanstalk:command', 'DeploymentPolicy') ?? 'AllAtOnce';
  const makesInstances = ['Immutable', 'RollingWithAdditionalBatch', 'TrafficSplitting'].includes(policy);
  return {
    rights: [
      ...versionRights(where, application, environment),
      ...bundleRights(where),
      ...updateRights(where),
      ...(makesInstances ? instanceRights(where, settings) : []),
    ],
    note: 'Resources of .ebextensions need rights of their own.',
  };
}

function versionRights(where: Where, application: string, environment: string): readonly Right[] {
  const arn = (resource: string) => arnOf(where, 'elasticbeanstalk', resource);
  return [
    right('elasticbeanstalk:CreateApplicationVersion', [
      arn(`application/${application}`),
      arn(`applicationversion/${application}/*`),
    ]),
    right('elasticbeanstalk:DescribeApplicationVersions', arn(`applicationversion/${application}/*`)),
    right(
      actionsOf('elasticbeanstalk', 'DescribeEnvironments', 'DescribeEvents', 'UpdateEnvironment'),
      arn(`environment/${application}/${environment}`),
    ),
  ];
}

/** The bundle goes through the bucket that Elastic Beanstalk has in every Region. */
function bundleRights(where: Where): readonly Right[] {
  const bucket = `elasticbeanstalk-${where.region}-${where.account}`;
  return [
    right(actionsOf('s3', 'GetBucketLocation', 'GetBucketPolicy', 'ListBucket'), bucketArn(where, bucket)),
    right(
      actionsOf('s3', 'GetObject', 'GetObjectAcl', 'GetObjectVersion', 'PutObject', 'PutObjectAcl'),
      objectsArn(where, bucket),
    ),
  ];
}

const group = `autoScalingGroup:${unknownText}:autoScalingGroupName/awseb-${unknownText}`;

function updateRights(where: Where): readonly Right[] {
  return [
    right(
      actionsOf(
        'cloudformation',
        'CancelUpdateStack',
        'DescribeStackEvents',
        'DescribeStackResource',
        'DescribeStackResources',
        'DescribeStacks',
        'GetTemplate',
        'ListStackResources',
        'UpdateStack',
      ),
      arnOf(where, 'cloudformation', `stack/awseb-${unknownText}/${unknownText}`),
    ),
    right(
      actionsOf('autoscaling', 'ResumeProcesses', 'SuspendProcesses'),
      arnOf(where, 'autoscaling', group),
    ),
    right(
      [
        ...actionsOf(
          'autoscaling',
          'DescribeAutoScalingGroups',
          'DescribeAutoScalingInstances',
          'DescribeLaunchConfigurations',
          'DescribeScalingActivities',
        ),
        ...actionsOf(
          'ec2',
          'DescribeAvailabilityZones',
          'DescribeImages',
          'DescribeInstances',
          'DescribeKeyPairs',
          'DescribeLaunchTemplateVersions',
          'DescribeLaunchTemplates',
          'DescribeSecurityGroups',
          'DescribeSubnets',
          'DescribeVpcs',
        ),
        ...actionsOf(
          'elasticloadbalancing',
          'DescribeLoadBalancers',
          'DescribeTargetGroups',
          'DescribeTargetHealth',
        ),
      ],
      '*',
    ),
  ];
}

/** For the policies that add instances before they take old ones away. */
function instanceRights(where: Where, settings: readonly OptionSetting[]): readonly Right[] {
  const profile = optionOf(settings, 'aws:autoscaling:launchconfiguration', 'IamInstanceProfile');
  const role = profile === undefined || profile.startsWith('arn:') ? unknownText : profile;
  const launched = ['instance', 'network-interface', 'security-group', 'subnet', 'volume', 'launch-template'];
  const ec2 = (type: string) => arnOf(where, 'ec2', `${type}/${unknownText}`);
  return [
    right(
      actionsOf(
        'autoscaling',
        'AttachInstances',
        'CreateAutoScalingGroup',
        'DeleteAutoScalingGroup',
        'DetachInstances',
        'SetDesiredCapacity',
        'TerminateInstanceInAutoScalingGroup',
        'UpdateAutoScalingGroup',
      ),
      arnOf(where, 'autoscaling', group),
    ),
    right('ec2:RunInstances', [
      ...launched.map(ec2),
      `arn:${where.partition}:ec2:${where.region}::image/${unknownText}`,
    ]),
    right('ec2:TerminateInstances', ec2('instance')),
    right(
      actionsOf(
        'ec2',
        'CreateLaunchTemplate',
        'CreateLaunchTemplateVersion',
        'DeleteLaunchTemplate',
        'DeleteLaunchTemplateVersions',
      ),
      ec2('launch-template'),
    ),
    right(
      actionsOf('elasticloadbalancing', 'DeregisterTargets', 'RegisterTargets'),
      arnOf(where, 'elasticloadbalancing', `targetgroup/awseb-${unknownText}`),
    ),
    right('iam:PassRole', roleArnOf(where, role), {
      context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
    }),
  ];
}
