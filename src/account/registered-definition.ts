// A pipeline that a call of AWS's API has made, with what its actions name: as the register has it, as if files said it. Pure.
import type { Definition } from '../model/definition.ts';
import type { PipelineDeclaration } from '../model/pipeline.ts';
import type { Resources } from './account.ts';
import type { Resource } from './resource.ts';

/** Projects and groups that other pipelines use stay out: what is wrong with them is no concern of this one. */
export function registeredDefinition(
  { values, region }: Pick<Resource<'AWS::CodePipeline::Pipeline'>, 'values' | 'region'>,
  resources: Resources,
): Partial<Definition> & Required<Pick<Definition, 'registered' | 'pipeline'>> {
  const pipeline: PipelineDeclaration = { ...values, madeIn: region };
  const named = (key: string): ReadonlySet<string | undefined> =>
    new Set(
      pipeline.stages.flatMap(({ actions }) => actions.map(({ configuration }) => configuration?.[key])),
    );
  const fleets = resources.valuesOf('Slipway::EC2::Fleet');
  const [projects, applications] = [named('ProjectName'), named('ApplicationName')];
  return {
    registered: true,
    pipeline,
    projects: resources.valuesOf('AWS::CodeBuild::Project').filter(({ name }) => projects.has(name)),
    applications: resources
      .valuesOf('AWS::CodeDeploy::Application')
      .filter(({ applicationName }) => applications.has(applicationName)),
    deploymentGroups: resources
      .valuesOf('AWS::CodeDeploy::DeploymentGroup')
      .filter(({ applicationName }) => applications.has(applicationName)),
    deploymentConfigs: resources.valuesOf('AWS::CodeDeploy::DeploymentConfig'),
    fleets,
    environments: resources.valuesOf('AWS::ElasticBeanstalk::Environment'),
    services: resources.valuesOf('AWS::ECS::Service'),
    taskDefinitions: resources.valuesOf('AWS::ECS::TaskDefinition'),
    // That of a fleet stands in the fleet already.
    targetGroups: resources
      .valuesOf('AWS::ElasticLoadBalancingV2::TargetGroup')
      .filter(({ name }) => !fleets.some(({ targetGroup }) => targetGroup?.name === name)),
    functions: resources.valuesOf('AWS::Lambda::Function'),
    alarms: resources.valuesOf('AWS::CloudWatch::Alarm'),
  };
}
