// What the files of a definition declare, as resources of the account. Pure.
import { findFunction, nameOfFunction } from '../model/function.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { DeploymentGroup } from '../model/deployment.ts';
import { attachedPolicies } from '../model/rights/attached-policies.ts';
import { placeOfPipeline } from '../model/place.ts';
import { resourceTypes } from './resource-types.ts';
import type { FunctionWithCode, ResourceKey, ResourceType, ResourceValues } from './resource.ts';

export interface Declaration extends ResourceKey {
  readonly partition: string;
  readonly values: ResourceValues[ResourceType];
  readonly tags: Readonly<Record<string, string>>;
  /** Absolute path. */
  readonly file: string;
  readonly pipelineName: string;
  /** No file says it: it was filled in with AWS's defaults, and gives way to what is there. */
  readonly isAssumed: boolean;
}

/** @param folder absolute path of the folder that holds the definition */
export function declarationsOf(definition: CheckedDefinition, folder: string): readonly Declaration[] {
  const { pipeline, readFrom } = definition;
  const { account, region, partition } = placeOfPipeline(pipeline);
  const ofPipeline = readFrom?.['pipeline']?.file ?? folder;
  return partsOf(definition, folder).map(({ part, type, name, values }) => {
    const from = readFrom?.[part];
    return {
      account,
      partition,
      type,
      name,
      region: resourceTypes[type].unique === 'account' ? '' : region,
      values: JSON.parse(JSON.stringify(values)) as typeof values,
      tags: from?.tags ?? {},
      file: from?.file ?? ofPipeline,
      pipelineName: pipeline.name,
      isAssumed: from === undefined && readFrom !== undefined,
    };
  });
}

interface Part {
  readonly type: ResourceType;
  readonly name: string;
  readonly values: ResourceValues[ResourceType];
  /** As rules name it: `services.0`. */
  readonly part: string;
}

function partsOf(definition: CheckedDefinition, folder: string): readonly Part[] {
  const { pipeline, projects, applications, deploymentGroups, deploymentConfigs, alarms, parameters } =
    definition;
  return [
    { type: 'AWS::CodePipeline::Pipeline', name: pipeline.name, values: pipeline, part: 'pipeline' },
    ...listed('AWS::CodeBuild::Project', { projects }, ({ name }) => name),
    ...listed('AWS::CodeDeploy::Application', { applications }, (each) => each.applicationName),
    ...listed('AWS::CodeDeploy::DeploymentGroup', { deploymentGroups }, nameOfGroup),
    ...listed(
      'AWS::CodeDeploy::DeploymentConfig',
      { deploymentConfigs },
      (each) => each.deploymentConfigName,
    ),
    ...listed('AWS::CloudWatch::Alarm', { alarms }, ({ alarmName }) => alarmName),
    ...listed('AWS::SSM::Parameter', { parameters }, ({ name }) => name),
    ...hostingParts(definition),
    ...policyParts(definition),
    ...listed('AWS::Lambda::Function', { functions: withCode(definition, folder) }, nameOfCode),
  ];
}

/** Pipelines of one state folder may give the same role policies of the same name: each has its own. */
function policyParts(definition: CheckedDefinition): readonly Part[] {
  return attachedPolicies(definition).map(({ policy, index }) => ({
    type: 'AWS::IAM::RolePolicy',
    name: `${policy.roleName}/${definition.pipeline.name}/${policy.policyName}`,
    values: policy,
    part: `policies.${index}`,
  }));
}

function hostingParts(definition: CheckedDefinition): readonly Part[] {
  const { fleets, buckets, distributions, environments, services, taskDefinitions, targetGroups } =
    definition;
  return [
    ...listed('Slipway::EC2::Fleet', { fleets }, ({ name }) => name),
    ...listed('AWS::S3::Bucket', { buckets }, ({ name }) => name),
    ...listed('AWS::CloudFront::Distribution', { distributions }, ({ name }) => name),
    ...listed('AWS::ElasticBeanstalk::Environment', { environments }, (each) => each.environmentName),
    ...listed('AWS::ECS::Service', { services }, (each) => `${each.cluster}/${each.serviceName}`),
    ...listed('AWS::ECS::TaskDefinition', { taskDefinitions }, ({ family }) => family),
    ...listed('AWS::ElasticLoadBalancingV2::TargetGroup', { targetGroups }, ({ name }) => name),
  ];
}

function listed<T extends ResourceType>(
  type: T,
  lists: Readonly<Record<string, readonly ResourceValues[T][]>>,
  nameOf: (values: ResourceValues[T]) => string,
): readonly Part[] {
  return Object.entries(lists).flatMap(([list, all]) =>
    all.map((values, index) => ({ type, name: nameOf(values), values, part: `${list}.${index}` })),
  );
}

/** Group names are unique in their application. */
function nameOfGroup({ applicationName, deploymentGroupName }: DeploymentGroup): string {
  return `${applicationName}/${deploymentGroupName}`;
}

function nameOfCode({ functionName }: FunctionWithCode): string {
  return nameOfFunction(functionName).name;
}

function withCode(
  { functions, functionCode }: CheckedDefinition,
  folder: string,
): readonly FunctionWithCode[] {
  return functions.map((lambda) => {
    const place = functionCode.find((each) => findFunction([lambda], each.functionName) !== undefined);
    return { ...lambda, code: place === undefined ? { folder } : { folder, path: place.path } };
  });
}
