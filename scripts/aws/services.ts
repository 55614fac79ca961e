// The services whose tables are written, and the structures of each that our readers take.
import type { ServiceName } from '../../src/aws/service-model.ts';

export interface GeneratedService {
  readonly name: ServiceName;
  readonly interfaceName: string;
  /** Types for readers of files are written for these, and all that they hold; none when it is empty. */
  readonly roots: readonly string[];
  /** The operations that are executed here, or may be: types of what they take and give are written for them. */
  readonly executed?: RegExp;
  /** What the service asks for although its model does not say so (API references, "Required: Yes"). */
  readonly alsoRequired?: Readonly<Record<string, readonly string[]>>;
  /** Words that the service takes alone although its model has plain text: by `Structure.member`. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
  /** What nothing here needs: the types of readers have it as optional, and its absence is a warning. */
  readonly expected?: Readonly<Record<string, readonly string[]>>;
}

const bucketLists = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
  'log-delivery-write',
];

export const services: readonly GeneratedService[] = [
  {
    name: 'cloudformation',
    interfaceName: 'CloudFormation',
    roots: [],
    executed:
      /^((Create|Update|CancelUpdate|Delete)Stack|Describe(Stacks|StackEvents|StackResources?)|ValidateTemplate|GetTemplate(Summary)?|(Create|Describe|Execute|Delete)ChangeSet|SignalResource|RollbackStack|DetectStack(Resource)?Drift|DescribeStack(DriftDetectionStatus|ResourceDrifts)|(Create|Update|Delete|Describe)StackSet|(Create|Update|Delete)StackInstances|DescribeStackInstance|(Describe|Stop)StackSetOperation|List(StackResources|ChangeSets|Stacks|Exports|Imports|StackInstances|StackSets|StackSetOperations|StackSetOperationResults)|[GS]etStackPolicy|UpdateTerminationProtection|ContinueUpdateRollback)$/,
  },
  {
    name: 'cloudfront',
    interfaceName: 'CloudFront',
    roots: ['DistributionConfig', 'Tags'],
    executed:
      /^(CreateDistributionWithTags|(Create|Get|Update|Delete)(Distribution|OriginAccessControl|CachePolicy|OriginRequestPolicy|ResponseHeadersPolicy|CloudFrontOriginAccessIdentity)|Get(Distribution|OriginAccessControl|CachePolicy|OriginRequestPolicy|ResponseHeadersPolicy|CloudFrontOriginAccessIdentity)Config|(Create|Describe|Get|Update|Publish|Delete)Function|List(Distributions|Invalidations|TagsForResource|OriginAccessControls|CachePolicies|OriginRequestPolicies|ResponseHeadersPolicies|Functions|CloudFrontOriginAccessIdentities)|(Tag|Untag)Resource|CreateInvalidation|GetInvalidation)$/,
  },
  {
    name: 'cloudtrail',
    interfaceName: 'CloudTrail',
    roots: [],
    executed:
      /^((Create|Update|Delete|Get)Trail|DescribeTrails|ListTrails|GetTrailStatus|(Start|Stop)Logging|(Put|Get)EventSelectors|LookupEvents|(Add|Remove|List)Tags|ListPublicKeys)$/,
  },
  {
    name: 'cloudwatch',
    interfaceName: 'CloudWatch',
    roots: ['PutCompositeAlarmInput', 'PutMetricAlarmInput'],
  },
  {
    name: 'codebuild',
    interfaceName: 'CodeBuild',
    executed: /./,
    roots: ['CreateProjectInput', 'CreateReportGroupInput', 'CreateWebhookInput'],
    alsoRequired: { Tag: ['key', 'value'] },
  },
  {
    name: 'codecommit',
    interfaceName: 'CodeCommit',
    roots: [],
    executed:
      /^((Create|Get|Delete)Repository|ListRepositories|BatchGetRepositories|UpdateRepositoryDescription|UpdateDefaultBranch|(Get|Put)RepositoryTriggers|(Tag|Untag)Resource|ListTagsForResource)$/,
  },
  {
    name: 'codedeploy',
    interfaceName: 'CodeDeploy',
    executed: /./,
    roots: ['CreateApplicationInput', 'CreateDeploymentConfigInput', 'CreateDeploymentGroupInput'],
    alsoRequired: {
      AutoRollbackConfiguration: ['enabled'],
      EC2TagSet: ['ec2TagSetList'],
      MinimumHealthyHosts: ['type', 'value'],
      MinimumHealthyHostsPerZone: ['type', 'value'],
      OnPremisesTagSet: ['onPremisesTagSetList'],
      TimeBasedCanary: ['canaryPercentage', 'canaryInterval'],
      TimeBasedLinear: ['linearPercentage', 'linearInterval'],
      TrafficRoutingConfig: ['type'],
    },
  },
  {
    name: 'codepipeline',
    interfaceName: 'CodePipeline',
    executed: /./,
    roots: ['CreatePipelineInput', 'PutWebhookInput'],
    alsoRequired: { Condition: ['rules'] },
    expected: { PipelineDeclaration: ['roleArn'] },
  },
  {
    name: 'ecs',
    interfaceName: 'Ecs',
    executed: /./,
    roots: ['CreateServiceRequest', 'RegisterTaskDefinitionRequest'],
  },
  {
    name: 'elasticbeanstalk',
    interfaceName: 'ElasticBeanstalk',
    roots: ['CreateEnvironmentMessage'],
    executed:
      /^((Create|Update|Delete)Application|(Create|Update|Terminate)Environment|Describe(Applications|Environments|EnvironmentResources|ConfigurationSettings|Events)|(ListTags|UpdateTags)ForResource)$/,
    alsoRequired: { ConfigurationOptionSetting: ['Namespace', 'OptionName', 'Value'] },
    words: {
      'EnvironmentTier.Name': ['WebServer', 'Worker'],
      'EnvironmentTier.Type': ['Standard', 'SQS/HTTP'],
    },
  },
  {
    name: 'elbv2',
    interfaceName: 'Elbv2',
    executed: /./,
    roots: ['CreateListenerInput', 'CreateTargetGroupInput'],
  },
  {
    name: 'lambda',
    interfaceName: 'Lambda',
    executed: /^(?!.*(Durable|CapacityProvider|ScalingConfig|ResourcePolicy))/,
    roots: ['CreateFunctionRequest'],
    expected: { CreateFunctionRequest: ['Role', 'Code'] },
  },
  {
    name: 's3',
    interfaceName: 'S3',
    executed: /Bucket|Object|Upload|Part|PublicAccess|OwnershipControls/,
    roots: ['CORSConfiguration', 'VersioningConfiguration', 'WebsiteConfiguration'],
    // S3 user guide, "Canned ACL".
    words: { 'CreateBucketRequest.ACL': bucketLists, 'PutBucketAclRequest.ACL': bucketLists },
  },
  { name: 'apigateway', interfaceName: 'ApiGateway', roots: [], executed: /./ },
  {
    name: 'autoscaling',
    interfaceName: 'AutoScaling',
    roots: [],
    executed:
      /^((Create|Update|Delete)AutoScalingGroup|Describe(AutoScalingGroups|AutoScalingInstances|ScalingActivities|Tags|LoadBalancerTargetGroups|WarmPool)|SetDesiredCapacity|(CreateOrUpdate|Delete)Tags|(Attach|Detach)LoadBalancerTargetGroups)$/,
  },
  { name: 'apigatewayv2', interfaceName: 'ApiGatewayV2', roots: [], executed: /./ },
  {
    name: 'budgets',
    interfaceName: 'Budgets',
    roots: [],
    executed: /Budget$|Budgets$|Notification|Subscriber|[Tt]ag|^List/,
  },
  { name: 'acm', interfaceName: 'Acm', roots: [] },
  { name: 'application-autoscaling', interfaceName: 'ApplicationAutoScaling', roots: [] },
  { name: 'cognito-identity', interfaceName: 'CognitoIdentity', roots: [], executed: /IdentityPoolRoles$/ },
  { name: 'cognito-idp', interfaceName: 'CognitoIdp', roots: [] },
  { name: 'kinesis', interfaceName: 'Kinesis', roots: [] },
  { name: 'dynamodb', interfaceName: 'DynamoDb', roots: [] },
  { name: 'ecr', interfaceName: 'Ecr', roots: [], executed: /./ },
  { name: 'efs', interfaceName: 'Efs', roots: [] },
  { name: 'elb', interfaceName: 'Elb', roots: [] },
  { name: 'events', interfaceName: 'Events', roots: [] },
  { name: 'iam', interfaceName: 'Iam', roots: [] },
  { name: 'kms', interfaceName: 'Kms', roots: [] },
  {
    name: 'logs',
    interfaceName: 'Logs',
    roots: [],
    executed:
      /^(Create|Delete|Describe)Log(Group|Stream)s?$|(Metric|Subscription)Filters?$|LogEvents$|^ListTags|^(Tag|Untag)|RetentionPolicy$|(Put|Describe|Delete)(ResourcePolic|QueryDefinition)(y|ies|s)?$|sociateKmsKey$|^(Start|Stop)Query$|^GetQueryResults$|^DescribeQueries$|^ListLogGroups$|^GetLogRecord$/,
  },
  {
    name: 'rds',
    interfaceName: 'Rds',
    roots: [],
    executed:
      /^((Create|Modify|Delete)DB(Cluster|Instance)|(Describe)DB(Clusters|Instances|ClusterSnapshots)|(Create|Delete)DBClusterSnapshot|RestoreDBClusterFromSnapshot|(Add|Remove)Tags(To|From)Resource|ListTagsForResource)$/,
  },
  { name: 'rds-data', interfaceName: 'RdsData', roots: [], executed: /^(?!ExecuteSql)/ },
  {
    name: 'firehose',
    interfaceName: 'Firehose',
    roots: [],
    executed:
      /^((Create|Delete|Describe|List)DeliveryStreams?|PutRecord(Batch)?|UpdateDestination|.*[Tt]ag.*)$/,
  },
  { name: 'pipes', interfaceName: 'Pipes', roots: [], executed: /./ },
  { name: 'route53', interfaceName: 'Route53', roots: [] },
  { name: 'scheduler', interfaceName: 'Scheduler', roots: [], executed: /./ },
  { name: 'secretsmanager', interfaceName: 'SecretsManager', roots: [], executed: /./ },
  { name: 'sns', interfaceName: 'Sns', roots: [] },
  { name: 'sqs', interfaceName: 'Sqs', roots: [] },
  {
    name: 'ssm',
    interfaceName: 'Ssm',
    roots: [],
    executed: /Parameter(s|History|sByPath|Version)?$|TagsTo|Tags/,
  },
  {
    name: 'stepfunctions',
    interfaceName: 'StepFunctions',
    roots: [],
    executed:
      /^(Start(Sync)?Execution|StopExecution|DescribeExecution|DescribeStateMachineForExecution|ListExecutions|GetExecutionHistory|SendTask(Success|Failure|Heartbeat)|GetActivityTask|RedriveExecution|TestState|(DescribeMapRun|ListMapRuns|UpdateMapRun))$/,
  },
  { name: 'sts', interfaceName: 'Sts', roots: [], executed: /./ },
];
