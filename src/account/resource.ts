// A resource of the account: what exists, whatever made it. Its values have the shape that the rest of Slipway reads.
import type { Alarm } from '../model/alarm.ts';
import type { Bucket } from '../model/bucket.ts';
import type { BuildProject } from '../model/build.ts';
import type { Application, DeploymentConfig, DeploymentGroup } from '../model/deployment.ts';
import type { Distribution } from '../model/distribution.ts';
import type { Environment } from '../model/environment.ts';
import type { Fleet } from '../model/fleet.ts';
import type { CodePlace, FunctionSettings, LambdaFunction } from '../model/function.ts';
import type { Parameter } from '../model/parameter.ts';
import type { AttachedPolicy } from '../model/policy.ts';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { Service, ServiceTargetGroup } from '../model/service.ts';
import type { TaskDefinition } from '../model/task-definition.ts';

/** The types that Slipway executes, by CloudFormation's names; what AWS does not have begins with `Slipway`. */
export interface ResourceValues {
  readonly 'AWS::ApiGateway::RestApi': Properties;
  readonly 'AWS::ApiGateway::Stage': Properties;
  readonly 'AWS::ApiGatewayV2::Api': Properties;
  readonly 'AWS::ApiGatewayV2::DomainName': Properties;
  readonly 'AWS::ApiGatewayV2::Stage': Properties;
  readonly 'AWS::CloudFront::Distribution': Distribution;
  readonly 'AWS::CloudTrail::Trail': Properties;
  readonly 'AWS::CloudWatch::Alarm': Alarm;
  readonly 'AWS::CodeBuild::Project': BuildProject;
  readonly 'AWS::CodeDeploy::Application': Application;
  readonly 'AWS::CodeDeploy::DeploymentConfig': DeploymentConfig;
  readonly 'AWS::CodeDeploy::DeploymentGroup': DeploymentGroup;
  readonly 'AWS::CodePipeline::Pipeline': PipelineDeclaration;
  readonly 'AWS::ECR::Repository': Properties;
  readonly 'AWS::ECS::Cluster': Properties;
  readonly 'AWS::ECS::Service': Service;
  readonly 'AWS::ECS::TaskDefinition': TaskDefinition;
  readonly 'AWS::ElasticBeanstalk::Environment': Environment;
  readonly 'AWS::ElasticLoadBalancingV2::Listener': Properties;
  readonly 'AWS::ElasticLoadBalancingV2::ListenerRule': Properties;
  readonly 'AWS::ElasticLoadBalancingV2::LoadBalancer': Properties;
  readonly 'AWS::ElasticLoadBalancingV2::TargetGroup': ServiceTargetGroup;
  readonly 'AWS::IAM::RolePolicy': AttachedPolicy;
  readonly 'AWS::Lambda::Function': FunctionWithCode;
  readonly 'AWS::RDS::DBCluster': Properties;
  readonly 'AWS::S3::Bucket': Bucket;
  readonly 'AWS::SSM::Parameter': Parameter;
  readonly 'Slipway::EC2::Fleet': Fleet;
}

/** Of what only deployments make and nothing here reads: in CloudFormation's words. */
type Properties = Readonly<Record<string, string>>;

export type ResourceType = keyof ResourceValues;

/** A function and where its code lies on this machine. */
export interface FunctionWithCode extends LambdaFunction {
  readonly code: CodePlace;
  /** Absent for one of a file that no call has changed. */
  readonly settings?: FunctionSettings;
}

/** What makes a resource the only one of its kind. */
export interface ResourceKey<T extends ResourceType = ResourceType> {
  readonly account: string;
  /** Empty for a type that is in no region. */
  readonly region: string;
  readonly type: T;
  /** Unique among those of its type: the primary identifier of CloudFormation, its parts joined with `/`. */
  readonly name: string;
}

/** Who made a version of a resource. */
export type Maker =
  /** A file of a pipeline's definition; an absolute path. */
  | { readonly kind: 'definition'; readonly file: string; readonly pipelineName: string }
  | {
      readonly kind: 'deployment';
      readonly pipelineName: string;
      readonly executionId: string;
      readonly actionName: string;
    }
  /** An operation of AWS's API, and who called it. */
  | { readonly kind: 'api'; readonly operation: string; readonly principal?: string }
  | { readonly kind: 'stack'; readonly stackName: string }
  /** A command of the command line. */
  | { readonly kind: 'command'; readonly command: string };

export interface ResourceVersion<T extends ResourceType = ResourceType> {
  /** From 1; never used again as long as the resource exists. */
  readonly version: number;
  readonly values: ResourceValues[T];
  readonly tags: Readonly<Record<string, string>>;
  readonly madeBy: Maker;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
}

/** A resource as it is now: its newest version, and who made the first. */
export interface Resource<T extends ResourceType = ResourceType> extends ResourceKey<T> {
  /** Absent for a type that AWS does not have. */
  readonly arn?: string;
  readonly version: number;
  readonly values: ResourceValues[T];
  readonly tags: Readonly<Record<string, string>>;
  /** Of the oldest version that is kept. */
  readonly madeBy: Maker;
  readonly madeAt: number;
  readonly changedBy: Maker;
  readonly changedAt: number;
}
