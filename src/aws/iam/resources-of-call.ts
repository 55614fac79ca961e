// The resource that a call is about, as an ARN, from the members of its input that name it. Source: service authorization
// reference, the column "Resource types" of each service. Pure.
import type { ServiceName } from '../service-model.ts';
import type { CalledOperation } from './needed-right.ts';
import { textsAt } from './texts-at.ts';

/**
 * The first whose members the input has counts. `{member}` is filled in from the input, `{a.*.b}` from each item of a list;
 * a value that is an ARN already stands for the whole.
 */
const templates: Readonly<
  Record<Exclude<ServiceName, 's3' | 'apigateway' | 'apigatewayv2'>, readonly string[]>
> = {
  acm: ['{CertificateArn}', '{ResourceArn}'],
  'application-autoscaling': ['{ResourceARN}'],
  autoscaling: [
    'autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    'autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{Tags.*.ResourceId}',
  ],
  budgets: ['budgets::{account}:budget/{BudgetName}', '{ResourceARN}'],
  cloudformation: [
    'cloudformation:{region}:{account}:stack/{StackName}/*',
    'cloudformation:{region}:{account}:changeSet/{ChangeSetName}/*',
  ],
  cloudfront: [
    '{Resource}',
    'cloudfront::{account}:distribution/{DistributionId}',
    'cloudfront::{account}:distribution/{Id}',
  ],
  cloudtrail: [
    'cloudtrail:{region}:{account}:trail/{Name}',
    'cloudtrail:{region}:{account}:trail/{TrailName}',
    '{ResourceId}',
  ],
  cloudwatch: [
    '{ResourceARN}',
    'cloudwatch:{region}:{account}:alarm:{AlarmName}',
    'cloudwatch:{region}:{account}:alarm:{AlarmNames.*}',
    'cloudwatch::{account}:dashboard/{DashboardName}',
  ],
  codebuild: [
    'codebuild:{region}:{account}:project/{projectName}',
    'codebuild:{region}:{account}:project/{name}',
    'codebuild:{region}:{account}:project/{names.*}',
    'codebuild:{region}:{account}:project/{ids.*|before}',
    'codebuild:{region}:{account}:project/{id|before}',
    '{reportGroupArns.*}',
    '{arn}',
  ],
  codecommit: ['codecommit:{region}:{account}:{repositoryName}', '{resourceArn}'],
  codedeploy: [
    'codedeploy:{region}:{account}:deploymentgroup:{applicationName}/{deploymentGroupName}',
    'codedeploy:{region}:{account}:deploymentgroup:{applicationName}/{currentDeploymentGroupName}',
    'codedeploy:{region}:{account}:deploymentconfig:{deploymentConfigName}',
    'codedeploy:{region}:{account}:application:{applicationName}',
    '{ResourceArn}',
  ],
  codepipeline: [
    'codepipeline:{region}:{account}:{pipelineName}/{stageName}/{actionName}',
    'codepipeline:{region}:{account}:{pipelineName}/{stageName}',
    'codepipeline:{region}:{account}:{pipelineName}',
    'codepipeline:{region}:{account}:{pipeline.name}',
    'codepipeline:{region}:{account}:{name}',
    '{resourceArn}',
  ],
  'cognito-identity': ['cognito-identity:{region}:{account}:identitypool/{IdentityPoolId}', '{ResourceArn}'],
  'cognito-idp': ['cognito-idp:{region}:{account}:userpool/{UserPoolId}'],
  dynamodb: [
    'dynamodb:{region}:{account}:table/{TableName}/index/{IndexName}',
    'dynamodb:{region}:{account}:table/{TableName}',
    'dynamodb:{region}:{account}:table/{RequestItems.keys}',
    'dynamodb:{region}:{account}:table/{TransactItems.*.*.TableName}',
    '{ResourceArn}',
    '{StreamArn}',
  ],
  ecr: [
    'ecr:{region}:{account}:repository/{repositoryName}',
    'ecr:{region}:{account}:repository/{repositoryNames.*}',
    '{resourceArn}',
  ],
  ecs: [
    'ecs:{region}:{account}:service/{cluster|last}/{service}',
    'ecs:{region}:{account}:service/{cluster|last}/{services.*}',
    'ecs:{region}:{account}:service/{cluster|last}/{serviceName}',
    'ecs:{region}:{account}:task/{cluster|last}/{task}',
    'ecs:{region}:{account}:task/{cluster|last}/{tasks.*}',
    'ecs:{region}:{account}:task-definition/{taskDefinition}',
    'ecs:{region}:{account}:task-definition/{family}:*',
    'ecs:{region}:{account}:cluster/{clusterName}',
    'ecs:{region}:{account}:cluster/{cluster|last}',
    'ecs:{region}:{account}:cluster/{clusters.*}',
    '{resourceArn}',
  ],
  elasticbeanstalk: [
    'elasticbeanstalk:{region}:{account}:environment/{ApplicationName}/{EnvironmentName}',
    'elasticbeanstalk:{region}:{account}:applicationversion/{ApplicationName}/{VersionLabel}',
    'elasticbeanstalk:{region}:{account}:application/{ApplicationName}',
    '{ResourceArn}',
  ],
  efs: [
    'elasticfilesystem:{region}:{account}:file-system/{FileSystemId}',
    'elasticfilesystem:{region}:{account}:access-point/{AccessPointId}',
  ],
  elb: [
    'elasticloadbalancing:{region}:{account}:loadbalancer/{LoadBalancerName}',
    'elasticloadbalancing:{region}:{account}:loadbalancer/{LoadBalancerNames.*}',
  ],
  elbv2: [
    '{RuleArn}',
    '{ListenerArn}',
    '{TargetGroupArn}',
    '{LoadBalancerArn}',
    '{ResourceArns.*}',
    'elasticloadbalancing:{region}:{account}:loadbalancer/app/{Name}/*',
  ],
  events: [
    'events:{region}:{account}:rule/{Rule}',
    'events:{region}:{account}:rule/{Name}',
    'events:{region}:{account}:event-bus/{Entries.*.EventBusName}',
    'events:{region}:{account}:event-bus/{EventBusName}',
    '{ResourceARN}',
  ],
  iam: [
    'iam::{account}:instance-profile/{InstanceProfileName}',
    'iam::{account}:role{Path}{RoleName}',
    'iam::{account}:user{Path}{UserName}',
    'iam::{account}:policy{Path}{PolicyName}',
    'iam::{account}:role/{RoleName}',
    'iam::{account}:user/{UserName}',
    'iam::{account}:group/{GroupName}',
    '{PolicyArn}',
    'iam::{account}:policy/{PolicyName}',
  ],
  kinesis: ['kinesis:{region}:{account}:stream/{StreamName}', '{StreamARN}', '{ResourceARN}'],
  kms: [
    'kms:{region}:{account}:key/{KeyId|key}',
    'kms:{region}:{account}:key/{TargetKeyId|key}',
    'kms:{region}:{account}:{AliasName}',
  ],
  lambda: [
    'lambda:{region}:{account}:function:{FunctionName}:{Qualifier}',
    'lambda:{region}:{account}:function:{FunctionName|function}',
    'lambda:{region}:{account}:event-source-mapping:{UUID}',
    'lambda:{region}:{account}:layer:{LayerName}',
    '{Resource}',
  ],
  logs: [
    'logs:{region}:{account}:log-group:{logGroupName}:log-stream:{logStreamName}',
    'logs:{region}:{account}:log-group:{logGroupName}:*',
    '{logGroupIdentifier}',
    '{resourceArn}',
  ],
  firehose: ['firehose:{region}:{account}:deliverystream/{DeliveryStreamName}'],
  pipes: ['pipes:{region}:{account}:pipe/{Name}', '{resourceArn}'],
  route53: ['route53:::hostedzone/{HostedZoneId}', 'route53:::hostedzone/{Id}'],
  scheduler: [
    'scheduler:{region}:{account}:schedule/{GroupName}/{Name}',
    'scheduler:{region}:{account}:schedule/default/{Name}',
    '{ResourceArn}',
  ],
  secretsmanager: [
    'secretsmanager:{region}:{account}:secret:{SecretId}-??????',
    'secretsmanager:{region}:{account}:secret:{Name}-??????',
  ],
  sns: [
    '{TopicArn}',
    '{TargetArn}',
    '{SubscriptionArn|topic}',
    '{ResourceArn}',
    'sns:{region}:{account}:{Name}',
  ],
  rds: [
    'rds:{region}:{account}:cluster-snapshot:{DBClusterSnapshotIdentifier}',
    'rds:{region}:{account}:cluster:{DBClusterIdentifier}',
    'rds:{region}:{account}:db:{DBInstanceIdentifier}',
    '{ResourceName}',
  ],
  'rds-data': ['{resourceArn}'],
  sqs: ['sqs:{region}:{account}:{QueueUrl|last}', 'sqs:{region}:{account}:{QueueName}'],
  ssm: [
    'ssm:{region}:{account}:parameter/{Name|parameter}',
    'ssm:{region}:{account}:parameter/{Names.*|parameter}',
    'ssm:{region}:{account}:parameter/{Path|parameter}',
    'ssm:{region}:{account}:parameter/{ResourceId|parameter}',
  ],
  stepfunctions: [
    '{stateMachineArn}',
    '{executionArn}',
    '{activityArn}',
    '{resourceArn}',
    'states:{region}:{account}:stateMachine:{name}',
  ],
  sts: ['{RoleArn}'],
};

/** Operations that AWS can hold to no resource, although their input names something. */
const withoutResource = new Set([
  'ecs:RegisterTaskDefinition',
  'ecs:DeregisterTaskDefinition',
  'ecs:DescribeTaskDefinition',
  'logs:DescribeLogGroups',
  'ssm:DescribeParameters',
  'cloudwatch:PutMetricData',
]);

/** Never empty; undefined alone where it is not known. */
export function resourcesOf(call: CalledOperation): readonly (string | undefined)[] {
  const { service, operation } = call;
  if (service === 's3' || service === 'apigateway' || service === 'apigatewayv2') return [undefined];
  if (withoutResource.has(`${service}:${operation}`)) return ['*'];
  for (const template of templates[service]) {
    const found = fill(template, call);
    if (found.length > 0) return [...new Set(found)];
  }
  return [hasNoResource(operation) ? '*' : undefined];
}

/** What lists, or makes something under a name that AWS gives, has none. */
function hasNoResource(operation: string): boolean {
  return /^(?:List|Describe|Get(?:Authorization|Account|RandomPassword)|BatchGet|Search|Simulate)/.test(
    operation,
  );
}

interface Made {
  readonly text: string;
  /** It was an ARN in the input. */
  readonly isGiven: boolean;
}

function fill(template: string, call: CalledOperation): readonly string[] {
  const start = template.startsWith('{') ? '' : `arn:${call.place.partition}:`;
  let made: readonly Made[] = [{ text: start, isGiven: false }];
  for (const part of template.split(/(?=\{)|(?<=\})/)) {
    const values = part.startsWith('{') ? valuesOf(part, call) : [part];
    made = made.flatMap((before) => values.map((value) => extended(before, value)));
  }
  return made.map(({ text }) => text);
}

/** The letters that AWS adds to the name of a secret are in its ARN already. */
function extended(before: Made, value: string): Made {
  if (isArn(value)) return { text: value, isGiven: true };
  return before.isGiven && value === unknownLetters ? before : { ...before, text: before.text + value };
}

const unknownLetters = '-??????';

function valuesOf(part: string, { service, input, place }: CalledOperation): readonly string[] {
  const [, name = '', change = ''] = /^\{([^|}]+)(?:\|(\w+))?\}$/.exec(part) ?? [];
  if (name === 'account' || name === 'region') return [place[name]];
  const found = textsAt(input, name.split('.'));
  if (found.length === 0 && service === 'ecs' && name === 'cluster') return ['default'];
  const changed = changes[change];
  return changed === undefined ? found : found.map(changed);
}

/** A whole ARN; a part of a template is never one. */
function isArn(text: string): boolean {
  return /^arn:[\w-]+:[\w-]+:/.test(text);
}

const changes: Readonly<Record<string, (text: string) => string>> = {
  /** `PROJECT:ID` */
  before: (text) => text.split(':')[0] ?? text,
  /** An alias does not say which key it is. */
  key: (text) => (text.startsWith('alias/') ? '*' : text),
  /** The URL of a queue; a cluster by its name or its ARN. */
  last: (text) => text.slice(text.lastIndexOf('/') + 1),
  /** A path begins with a slash, which the ARN has already. */
  parameter: (text) => (isArn(text) ? text : text.replace(/^\//, '').replace(/:[\w.-]+$/, '')),
  /** The ARN of a subscription is that of its topic and an id. */
  topic: (text) => text.replace(/:[\da-f-]{36}$/, ''),
  /** `ACCOUNT:function:NAME` and `NAME:ALIAS` */
  function: (text) => (isArn(text) ? text : text.replace(/^\d{12}:function:/, '')),
};
