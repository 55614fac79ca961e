// What a deployment by CodeDeploy ships: its application, deployment group and deployment configuration.
// Source: CloudFormation template reference, AWS::CodeDeploy::DeploymentGroup.
import type { ShipRequest } from '../../model/action-type.ts';
import { copiesScalingGroup, type DeploymentConfig, type DeploymentGroup } from '../../model/deployment.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import {
  logicalId,
  type GraphResource,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { shippedShape, tagProperty } from '../../model/shipped-shape.ts';

const groupShape = {
  renamed: { ecsServices: 'ECSServices' },
  verbatim: ['ec2TagSet', 'onPremisesTagSet'],
} as const;

export function shipDeployment({ action }: PlacedAction, request: ShipRequest): Shipped {
  const { ApplicationName: application = '', DeploymentGroupName: name = '' } = action.configuration ?? {};
  const { deploymentGroups, deploymentConfigs, applications } = request.definition;
  const index = deploymentGroups.findIndex(
    (each) => each.applicationName === application && each.deploymentGroupName === name,
  );
  const group = deploymentGroups[index];
  if (group === undefined) return { resources: [], notes: [] };
  const applicationIndex = applications.findIndex((each) => each.applicationName === application);
  const config = deploymentConfigs.find(
    ({ deploymentConfigName }) => deploymentConfigName === group.deploymentConfigName,
  );
  const tags = request.tagsOf(`deploymentGroups.${index}`);
  return {
    resources: [
      {
        id: logicalId(application, 'Application'),
        type: 'AWS::CodeDeploy::Application',
        name: application,
        why: 'What its deployment groups deploy.',
        properties: {
          ApplicationName: application,
          ComputePlatform: applications[applicationIndex]?.computePlatform ?? 'Server',
          ...tagProperty(request.tagsOf(`applications.${applicationIndex}`)),
        },
      },
      ...(config === undefined ? [] : [configResource(config)]),
      groupResource(group, tags),
    ],
    notes: copiesScalingGroup(group) ? [replacedNote(group)] : [],
  };
}

function replacedNote({ deploymentGroupName, autoScalingGroups = [] }: DeploymentGroup): string {
  return `Each deployment of ${deploymentGroupName} puts a copy in the place of the Auto Scaling group ${autoScalingGroups.join(', ')} and deletes the original: the stack's own is then gone, and a later change of it fails.`;
}

function groupResource(group: DeploymentGroup, tags: Readonly<Record<string, string>>): GraphResource {
  const { notExecuted: _, tags: own = [], ec2TagSet, onPremisesTagSet, ...shape } = group;
  const ownTags = Object.fromEntries(own.map(({ Key = '', Value = '' }) => [Key, Value]));
  return {
    id: logicalId(`${group.applicationName}-${group.deploymentGroupName}`, 'DeploymentGroup'),
    type: 'AWS::CodeDeploy::DeploymentGroup',
    name: group.deploymentGroupName,
    why: 'Where a deployment lands, and how it goes on there.',
    properties: {
      ...shippedShape(shape, groupShape),
      ...tagSets(ec2TagSet, onPremisesTagSet),
      ...tagProperty({ ...ownTags, ...tags }),
    },
  };
}

/** A list of lists in the API; CloudFormation names the inner ones. */
function tagSets(
  ec2: DeploymentGroup['ec2TagSet'],
  onPremises: DeploymentGroup['onPremisesTagSet'],
): PropertyValues {
  return {
    ...(ec2 === undefined
      ? {}
      : {
          Ec2TagSet: {
            Ec2TagSetList: ec2.ec2TagSetList.map((filters) => ({
              Ec2TagGroup: filters.map((filter) => ({ ...filter })),
            })),
          },
        }),
    ...(onPremises === undefined
      ? {}
      : {
          OnPremisesTagSet: {
            OnPremisesTagSetList: onPremises.onPremisesTagSetList.map((filters) => ({
              OnPremisesTagGroup: filters.map((filter) => ({ ...filter })),
            })),
          },
        }),
  };
}

function configResource(config: DeploymentConfig): GraphResource {
  return {
    id: logicalId(config.deploymentConfigName, 'DeploymentConfig'),
    type: 'AWS::CodeDeploy::DeploymentConfig',
    name: config.deploymentConfigName,
    why: 'How many targets are deployed to at once.',
    properties: shippedShape(config),
  };
}
