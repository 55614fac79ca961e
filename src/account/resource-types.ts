// What Slipway knows of each type of resource: how its ARN is made, and whether its versions are kept. Pure.
// Source: service authorization reference, "Resource types defined by …".
import { createHash } from 'node:crypto';
import { formatArn } from '../model/arn.ts';
import type { AwsPlace } from '../model/place.ts';
import type { ResourceType, ResourceValues } from './resource.ts';

/** What an ARN is made from. */
export interface NamedResource<T extends ResourceType = ResourceType> {
  readonly type: T;
  readonly name: string;
  /** The newest one. */
  readonly version: number;
  readonly values: ResourceValues[T];
}

interface TypeOfResource<T extends ResourceType> {
  /** For messages: `CodeBuild project`. */
  readonly title: string;
  /** As an ARN names it; absent for a type that has none. */
  readonly service?: string;
  /** The end of its ARN. */
  readonly resource: (named: NamedResource<T>) => string;
  /** How far its name is the only one, when not just in a region: that much is left out of its ARN. */
  readonly unique?: 'account' | 'everywhere';
  /** Its ARN names no account. */
  readonly isWithoutAccount?: true;
  /**
   * AWS keeps every version under a number, and people refer to them. `registered`: each is there next to those before,
   * so that what one maker says is no contradiction to what another has said.
   */
  readonly keepsVersions?: 'overwritten' | 'registered';
}

export const resourceTypes: { readonly [T in ResourceType]: TypeOfResource<T> } = {
  'AWS::ApiGateway::RestApi': {
    title: 'REST API',
    service: 'apigateway',
    resource: ({ name }) => `/restapis/${name}`,
    isWithoutAccount: true,
  },
  'AWS::ApiGateway::Stage': {
    title: 'stage of a REST API',
    service: 'apigateway',
    resource: ({ name }) => `/restapis/${name.replace('/', '/stages/')}`,
    isWithoutAccount: true,
  },
  'AWS::ApiGatewayV2::Api': {
    title: 'HTTP API',
    service: 'apigateway',
    resource: ({ name }) => `/apis/${name}`,
    isWithoutAccount: true,
  },
  'AWS::ApiGatewayV2::DomainName': {
    title: 'domain name of an API',
    service: 'apigateway',
    resource: ({ name }) => `/domainnames/${name}`,
    isWithoutAccount: true,
  },
  'AWS::ApiGatewayV2::Stage': {
    title: 'stage of an HTTP API',
    service: 'apigateway',
    resource: ({ name }) => `/apis/${name.replace('/', '/stages/')}`,
    isWithoutAccount: true,
  },
  'AWS::CloudFront::Distribution': {
    title: 'CloudFront distribution',
    service: 'cloudfront',
    resource: ({ name }) => `distribution/E${idOf(name, 13).toUpperCase()}`,
    unique: 'account',
  },
  'AWS::CloudTrail::Trail': {
    title: 'trail',
    service: 'cloudtrail',
    resource: ({ name }) => `trail/${name}`,
  },
  'AWS::CloudWatch::Alarm': {
    title: 'CloudWatch alarm',
    service: 'cloudwatch',
    resource: ({ name }) => `alarm:${name}`,
  },
  'AWS::CodeBuild::Project': {
    title: 'CodeBuild project',
    service: 'codebuild',
    resource: ({ name }) => `project/${name}`,
  },
  'AWS::CodeDeploy::Application': {
    title: 'CodeDeploy application',
    service: 'codedeploy',
    resource: ({ name }) => `application:${name}`,
  },
  'AWS::CodeDeploy::DeploymentConfig': {
    title: 'CodeDeploy deployment configuration',
    service: 'codedeploy',
    resource: ({ name }) => `deploymentconfig:${name}`,
  },
  'AWS::CodeDeploy::DeploymentGroup': {
    title: 'CodeDeploy deployment group',
    service: 'codedeploy',
    resource: ({ name }) => `deploymentgroup:${name}`,
  },
  'AWS::CodePipeline::Pipeline': {
    title: 'pipeline',
    service: 'codepipeline',
    resource: ({ name }) => name,
    keepsVersions: 'overwritten',
  },
  'AWS::ECR::Repository': {
    title: 'ECR repository',
    service: 'ecr',
    resource: ({ name }) => `repository/${name}`,
  },
  'AWS::ECS::Cluster': { title: 'ECS cluster', service: 'ecs', resource: ({ name }) => `cluster/${name}` },
  'AWS::ECS::Service': { title: 'ECS service', service: 'ecs', resource: ({ name }) => `service/${name}` },
  'AWS::ECS::TaskDefinition': {
    title: 'ECS task definition',
    service: 'ecs',
    resource: ({ name, version }) => `task-definition/${name}:${version}`,
    keepsVersions: 'registered',
  },
  'AWS::ElasticBeanstalk::Environment': {
    title: 'Elastic Beanstalk environment',
    service: 'elasticbeanstalk',
    resource: ({ name, values }) => `environment/${values.applicationName}/${name}`,
  },
  'AWS::ElasticLoadBalancingV2::Listener': {
    title: 'listener',
    service: 'elasticloadbalancing',
    resource: ({ name, values }) => `listener/${balancerForm(values)}/${withBalancerId(name)}`,
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    title: 'listener rule',
    service: 'elasticloadbalancing',
    resource: ({ name, values }) => `listener-rule/${balancerForm(values)}/${withBalancerId(name)}`,
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    title: 'load balancer',
    service: 'elasticloadbalancing',
    resource: ({ name, values }) => `loadbalancer/${balancerForm(values)}/${name}/${idOf(name, 16)}`,
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    title: 'target group',
    service: 'elasticloadbalancing',
    resource: ({ name }) => `targetgroup/${name}/${idOf(name, 16)}`,
  },
  'AWS::IAM::RolePolicy': {
    title: 'policy of a role',
    resource: ({ name }) => name,
    unique: 'account',
  },
  'AWS::Lambda::Function': {
    title: 'Lambda function',
    service: 'lambda',
    resource: ({ name }) => `function:${name}`,
  },
  'AWS::RDS::DBCluster': {
    title: 'database cluster',
    service: 'rds',
    resource: ({ name }) => `cluster:${name}`,
  },
  'AWS::S3::Bucket': {
    title: 'S3 bucket',
    service: 's3',
    resource: ({ name }) => name,
    unique: 'everywhere',
  },
  'AWS::SSM::Parameter': {
    title: 'parameter',
    service: 'ssm',
    resource: ({ name }) => `parameter${name.startsWith('/') ? '' : '/'}${name}`,
    keepsVersions: 'overwritten',
  },
  'Slipway::EC2::Fleet': { title: 'fleet', resource: ({ name }) => name },
};

/** Undefined for a type that AWS does not have. */
export function arnOf<T extends ResourceType>(named: NamedResource<T>, place: AwsPlace): string | undefined {
  const { service, resource, unique, isWithoutAccount } = resourceTypes[named.type];
  if (service === undefined) return undefined;
  return formatArn({
    partition: place.partition,
    service,
    region: unique === undefined ? place.region : '',
    account: unique === 'everywhere' || isWithoutAccount === true ? '' : place.account,
    resource: resource(named),
  });
}

/** As ARNs of load balancers and their listeners have it. */
function balancerForm({ Type }: Readonly<Record<string, string>>): string {
  return Type === 'network' ? 'net' : Type === 'gateway' ? 'gwy' : 'app';
}

/** The name begins with that of the load balancer: `NAME/ID` of a listener, `NAME/ID/ID` of a rule. */
function withBalancerId(name: string): string {
  const [balancer = '', ...ids] = name.split('/');
  return [balancer, idOf(balancer, 16), ...ids].join('/');
}

/** An id that AWS would make up: the same for the same name. */
function idOf(name: string, length: number): string {
  return createHash('sha256').update(name).digest('hex').slice(0, length);
}
