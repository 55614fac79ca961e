// The resource types of CloudFormation whose properties are written into the table of them, and where the specification says
// something else than the services do.
import type { Replacement, TypeRow } from '../src/stacks/resource-type-table.ts';

const byService: Readonly<Record<string, string>> = {
  ApiGateway:
    'Account ApiKey Authorizer BasePathMapping Deployment DomainName GatewayResponse Method Model RequestValidator Resource RestApi Stage UsagePlan UsagePlanKey',
  ApiGatewayV2: 'Api ApiMapping Authorizer Deployment DomainName Integration Route Stage',
  ApplicationAutoScaling: 'ScalableTarget ScalingPolicy',
  AutoScaling: 'AutoScalingGroup LaunchConfiguration',
  Budgets: 'Budget',
  CertificateManager: 'Certificate',
  CloudFormation: 'CustomResource Macro Stack StackSet WaitCondition WaitConditionHandle',
  CloudFront:
    'CachePolicy CloudFrontOriginAccessIdentity Distribution Function OriginAccessControl OriginRequestPolicy ResponseHeadersPolicy',
  CloudTrail: 'Trail',
  CloudWatch: 'Alarm CompositeAlarm Dashboard',
  CodeBuild: 'Project ReportGroup',
  CodeCommit: 'Repository',
  CodeDeploy: 'Application DeploymentConfig DeploymentGroup',
  CodePipeline: 'Pipeline Webhook',
  Cognito:
    'IdentityPool IdentityPoolRoleAttachment UserPool UserPoolClient UserPoolDomain UserPoolGroup UserPoolResourceServer',
  DynamoDB: 'Table',
  EC2: 'DHCPOptions EIP EIPAssociation EgressOnlyInternetGateway FlowLog Instance InternetGateway KeyPair LaunchTemplate NatGateway NetworkAcl NetworkAclEntry NetworkInterface PrefixList Route RouteTable SecurityGroup SecurityGroupEgress SecurityGroupIngress Subnet SubnetNetworkAclAssociation SubnetRouteTableAssociation VPC VPCCidrBlock VPCDHCPOptionsAssociation VPCEndpoint VPCGatewayAttachment VPCPeeringConnection Volume',
  ECR: 'Repository',
  ECS: 'Cluster Service TaskDefinition',
  EFS: 'AccessPoint FileSystem MountTarget',
  ElasticBeanstalk: 'Application Environment',
  ElasticLoadBalancing: 'LoadBalancer',
  ElasticLoadBalancingV2: 'Listener ListenerRule LoadBalancer TargetGroup',
  Events: 'ApiDestination Archive Connection EventBus EventBusPolicy Rule',
  IAM: 'AccessKey Group GroupPolicy InstanceProfile ManagedPolicy OIDCProvider Policy Role RolePolicy ServiceLinkedRole User UserPolicy UserToGroupAddition',
  KMS: 'Alias Key',
  Kinesis: 'Stream StreamConsumer',
  KinesisFirehose: 'DeliveryStream',
  Lambda:
    'Alias CodeSigningConfig EventInvokeConfig EventSourceMapping Function LayerVersion LayerVersionPermission Permission Url Version',
  Logs: 'LogGroup LogStream MetricFilter QueryDefinition ResourcePolicy SubscriptionFilter',
  Pipes: 'Pipe',
  RDS: 'DBCluster DBClusterParameterGroup DBInstance DBParameterGroup DBSubnetGroup',
  S3: 'Bucket BucketPolicy',
  SNS: 'Subscription Topic TopicPolicy',
  SQS: 'Queue QueuePolicy',
  SSM: 'Document MaintenanceWindow Parameter',
  SecretsManager: 'ResourcePolicy RotationSchedule Secret SecretTargetAttachment',
  StepFunctions: 'Activity StateMachine',
  Scheduler: 'Schedule ScheduleGroup',
  Route53: 'HostedZone RecordSet RecordSetGroup HealthCheck',
};

export const wanted: ReadonlySet<string> = new Set(
  Object.entries(byService).flatMap(([service, names]) =>
    names.split(' ').map((each) => `AWS::${service}::${each}`),
  ),
);

/** Where the specification is coarser than the resource's own schema, or than what AWS answers. */
export const corrections: Readonly<Record<string, Readonly<Record<string, Replacement>>>> = {
  // Its name, its planned limits and its adjustment are parts of one property.
  'AWS::Budgets::Budget': { Budget: 'maybe' },
  'AWS::DynamoDB::Table': { KeySchema: 'maybe' },
  'AWS::EC2::EIP': { Domain: 'no' },
  'AWS::ECS::Service': { LaunchType: 'maybe', DeploymentController: 'no' },
  'AWS::Events::Rule': { EventBusName: 'maybe' },
  'AWS::Lambda::EventSourceMapping': {
    AmazonManagedKafkaEventSourceConfig: 'no',
    SelfManagedKafkaEventSourceConfig: 'no',
  },
  'AWS::Lambda::Function': { DurableConfig: 'maybe' },
  'AWS::RDS::DBInstance': { Port: 'no' },
  'AWS::S3::Bucket': { BucketNamePrefix: 'no', BucketNamespace: 'no', ObjectLockEnabled: 'no' },
  'AWS::SNS::Subscription': { Region: 'maybe' },
};

/** Properties that Fn::GetAtt gives as well, as recorded operations of AWS show. */
export const furtherAttributes: Readonly<Record<string, readonly string[]>> = {
  'AWS::SNS::Topic': ['DisplayName'],
};

/** In every application of the CDK; it makes nothing (CDK developer guide, "Version reporting"). */
export const described: Readonly<Record<string, TypeRow>> = {
  'AWS::CDK::Metadata': {
    replaced: [],
    conditional: [],
    updated: ['Analytics', 'Modules'],
    required: [],
    attributes: [],
  },
};
