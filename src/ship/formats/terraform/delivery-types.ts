// Pipelines, build projects and CodeDeploy's resources for Terraform.
import { defined } from '../../../lib/defined.ts';
import { problem, ProblemError } from '../../../lib/problem.ts';
import type { PropertyValue, PropertyValues } from '../../../model/resource-graph.ts';
import { snakeShape } from './snake-shape.ts';
import { tagsBody } from './tags-body.ts';
import { single, textOf, withoutTags, type Body, type TerraformType } from './block.ts';

export const deliveryTypes: Readonly<Record<string, TerraformType>> = {
  'AWS::CodeBuild::Project': single('aws_codebuild_project', 'name', ({ resource, value }) =>
    snakeShape(value(withoutTags(resource.properties)), {
      renamed: {
        TimeoutInMinutes: 'build_timeout',
        QueuedTimeoutInMinutes: 'queued_timeout',
        BuildSpec: 'buildspec',
        EnvironmentVariables: 'environment_variable',
        CloudWatchLogs: 'cloudwatch_logs',
        SecondarySourceVersions: 'secondary_source_version',
      },
    }),
  ),
  'AWS::CodeCommit::Repository': {
    ref: 'repository_id',
    blocks: ({ resource: { id, properties }, value }) => {
      const { RepositoryName, RepositoryDescription, Triggers = [] } = properties;
      const triggers = (Triggers as readonly PropertyValues[]).map((trigger) => snakeShape(value(trigger)));
      return [
        {
          type: 'aws_codecommit_repository',
          name: id,
          body: {
            repository_name: RepositoryName,
            ...defined({ description: RepositoryDescription }),
            ...tagsBody(properties),
          },
        },
        ...(triggers.length === 0
          ? []
          : [
              {
                type: 'aws_codecommit_trigger',
                name: id,
                body: {
                  repository_name: `\${aws_codecommit_repository.${id}.repository_name}`,
                  trigger: triggers,
                },
              },
            ]),
      ];
    },
  },
  'AWS::CodePipeline::Pipeline': single('aws_codepipeline', 'name', ({ resource, value }) =>
    pipelineBody(value(withoutTags(resource.properties)) as PropertyValues),
  ),
  'AWS::CodeDeploy::Application': single('aws_codedeploy_app', 'name', ({ resource: { properties } }) => ({
    name: properties['ApplicationName'],
    compute_platform: properties['ComputePlatform'],
  })),
  'AWS::CodeDeploy::DeploymentConfig': single(
    'aws_codedeploy_deployment_config',
    'deployment_config_name',
    ({ resource, value }) =>
      snakeShape(value(resource.properties), {
        renamed: {
          CanaryInterval: 'interval',
          CanaryPercentage: 'percentage',
          LinearInterval: 'interval',
          LinearPercentage: 'percentage',
        },
      }),
  ),
  'AWS::CodeDeploy::DeploymentGroup': single(
    'aws_codedeploy_deployment_group',
    'deployment_group_name',
    ({ resource, value }) => groupBody(value(withoutTags(resource.properties)) as PropertyValues),
  ),
};

/** The provider writes blocks of one kind in the singular. */
function pipelineBody(given: PropertyValues): Body {
  const { ArtifactStore, ArtifactStores, Stages, Triggers, Variables, ...rest } = given;
  const stores =
    ArtifactStore === undefined
      ? (ArtifactStores as readonly PropertyValues[]).map((each) => ({
          region: each['Region'],
          ...snakeShape(each['ArtifactStore']),
        }))
      : snakeShape(ArtifactStore);
  return {
    ...snakeShape(rest),
    artifact_store: stores,
    stage: (Stages as readonly PropertyValues[]).map(stageBody),
    ...(Triggers === undefined ? {} : { trigger: snakeShape(Triggers) }),
    ...(Variables === undefined ? {} : { variable: snakeShape(Variables) }),
  };
}

function stageBody({ Name, Actions, BeforeEntry, OnSuccess, OnFailure, ...others }: PropertyValues): Body {
  refuseUnknown(`stage "${textOf(Name)}"`, others);
  const conditions = (value: PropertyValue) =>
    snakeShape(value, {
      renamed: { Conditions: 'condition', Rules: 'rule', RuleTypeId: 'rule_type_id' },
      verbatim: ['Configuration'],
    });
  return {
    name: Name,
    action: (Actions as readonly PropertyValues[]).map(actionBody),
    ...(BeforeEntry === undefined ? {} : { before_entry: conditions(BeforeEntry) }),
    ...(OnSuccess === undefined ? {} : { on_success: conditions(OnSuccess) }),
    ...(OnFailure === undefined ? {} : { on_failure: conditions(OnFailure) }),
  };
}

function actionBody(given: PropertyValues): Body {
  const { ActionTypeId, Configuration, InputArtifacts, OutputArtifacts, ...rest } = given;
  const { Commands, OutputVariables, EnvironmentVariables, ...plain } = rest;
  const files = names(OutputArtifacts, 'Files');
  refuseUnknown(`action "${textOf(given['Name'])}"`, {
    ...defined({ Commands, OutputVariables, EnvironmentVariables }),
    ...(files.length === 0 ? {} : { Files: files }),
  });
  const inputs = names(InputArtifacts, 'Name');
  const outputs = names(OutputArtifacts, 'Name');
  return {
    ...snakeShape(plain),
    ...snakeShape(ActionTypeId),
    ...defined({ configuration: Configuration }),
    ...(inputs.length === 0 ? {} : { input_artifacts: inputs }),
    ...(outputs.length === 0 ? {} : { output_artifacts: outputs }),
  };
}

function names(list: PropertyValue | undefined, key: string): readonly PropertyValue[] {
  return ((list ?? []) as readonly PropertyValues[]).flatMap((each) => each[key] ?? []);
}

/** What would be left out in silence. */
function refuseUnknown(where: string, others: PropertyValues): void {
  const [key] = Object.keys(others);
  if (key === undefined) return;
  throw new ProblemError([
    problem({
      code: 'NotShippable',
      whose: 'definition',
      message: `The AWS provider of Terraform has no ${key}, which ${where} has`,
      remedy: 'Ship it with CloudFormation',
    }),
  ]);
}

function groupBody(given: PropertyValues): Body {
  const { Ec2TagSet, OnPremisesTagSet, ...rest } = given;
  refuseUnknown(`deployment group "${textOf(given['DeploymentGroupName'])}"`, defined({ OnPremisesTagSet }));
  const sets = (Ec2TagSet as PropertyValues | undefined)?.['Ec2TagSetList'] as
    | readonly PropertyValues[]
    | undefined;
  const alarms = (rest['AlarmConfiguration'] as PropertyValues | undefined)?.['Alarms'];
  const body = snakeShape(rest, {
    renamed: {
      ApplicationName: 'app_name',
      Ec2TagFilters: 'ec2_tag_filter',
      OnPremisesInstanceTagFilters: 'on_premises_instance_tag_filter',
      AutoScalingGroups: 'autoscaling_groups',
      ECSServices: 'ecs_service',
      ElbInfoList: 'elb_info',
      TargetGroupInfoList: 'target_group_info',
      TargetGroupPairInfoList: 'target_group_pair_info',
      TargetGroups: 'target_group',
      BlueGreenDeploymentConfiguration: 'blue_green_deployment_config',
      TriggerConfigurations: 'trigger_configuration',
    },
  });
  return {
    ...body,
    ...(alarms === undefined
      ? {}
      : { alarm_configuration: { ...(body['alarm_configuration'] as Body), alarms: names(alarms, 'Name') } }),
    ...(sets === undefined
      ? {}
      : { ec2_tag_set: sets.map((set) => ({ ec2_tag_filter: snakeShape(set['Ec2TagGroup']) })) }),
  };
}
