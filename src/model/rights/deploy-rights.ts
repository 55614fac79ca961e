// What actions that deploy with CodeDeploy and to ECS need of the pipeline's role. Source: CodePipeline user guide,
// "Service role permissions" of the actions CodeDeploy, ECS and CodeDeployToECS.
import { unknownText } from '../policy-pattern.ts';
import { familyOf, lastOf } from '../service.ts';
import type { TaskDefinition } from '../task-definition.ts';
import type { Asked, Derived } from './asked.ts';
import { arnOf, roleArnOf } from './arns.ts';
import { actionsOf, right, type Right } from './right.ts';

export function codeDeploy({ configuration, where, definition }: Asked): readonly Right[] {
  const { ApplicationName: application = '', DeploymentGroupName: group = '' } = configuration;
  const known = definition.deploymentGroups.find(
    ({ applicationName, deploymentGroupName }) =>
      applicationName === application && deploymentGroupName === group,
  );
  const config =
    known === undefined ? unknownText : (known.deploymentConfigName ?? 'CodeDeployDefault.OneAtATime');
  return [
    right(
      actionsOf('codedeploy', 'CreateDeployment', 'GetDeployment'),
      arnOf(where, 'codedeploy', `deploymentgroup:${application}/${group}`),
    ),
    right(
      actionsOf('codedeploy', 'GetApplication', 'GetApplicationRevision', 'RegisterApplicationRevision'),
      arnOf(where, 'codedeploy', `application:${application}`),
    ),
    right('codedeploy:GetDeploymentConfig', arnOf(where, 'codedeploy', `deploymentconfig:${config}`)),
  ];
}

export function codeDeployToEcs(asked: Asked): Derived {
  const { rights, ...rest } = passTaskRoles(asked);
  return {
    ...rest,
    rights: [...codeDeploy(asked), right(['ecs:RegisterTaskDefinition'], '*'), tagRevision(asked), ...rights],
  };
}

export function ecs(asked: Asked): Derived {
  const { configuration, where } = asked;
  const { ClusterName: cluster = 'default', ServiceName: service = '' } = configuration;
  const { rights, ...rest } = passTaskRoles(asked);
  return {
    ...rest,
    rights: [
      right(
        actionsOf('ecs', 'DescribeServices', 'UpdateService'),
        arnOf(where, 'ecs', `service/${cluster}/${service}`),
      ),
      right('ecs:DescribeTasks', arnOf(where, 'ecs', `task/${cluster}/${unknownText}`)),
      right(actionsOf('ecs', 'DescribeTaskDefinition', 'ListTasks', 'RegisterTaskDefinition'), '*'),
      tagRevision(asked),
      ...rights,
    ],
  };
}

/** Asked for in accounts with authorization of tags (Amazon ECS developer guide, "Tagging authorization"). */
function tagRevision(asked: Asked): Right {
  const family = taskOf(asked)?.family ?? unknownText;
  return right('ecs:TagResource', arnOf(asked.where, 'ecs', `task-definition/${family}:${unknownText}`), {
    context: { 'ecs:CreateAction': 'RegisterTaskDefinition' },
  });
}

/** Whoever registers a task definition hands its roles to ECS. */
function passTaskRoles(asked: Asked): Derived {
  const context = { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' };
  const task = taskOf(asked);
  const ofTask =
    task === undefined ? undefined : [task.executionRoleArn ?? [], task.taskRoleArn ?? []].flat();
  const arns = ofTask ?? asked.taskRoleArns;
  if (arns !== undefined)
    return { rights: arns.length === 0 ? [] : [right('iam:PassRole', arns, { context })] };
  return {
    rights: [right('iam:PassRole', roleArnOf(asked.where, unknownText), { context })],
    note: 'Write the roles of the task definition in the place of role/*.',
  };
}

/** The task definition of the service that is deployed to. */
function taskOf({ configuration, definition }: Asked): TaskDefinition | undefined {
  const service = definition.services.find(
    ({ serviceName, cluster }) =>
      serviceName === configuration['ServiceName'] && lastOf(cluster) === configuration['ClusterName'],
  );
  const family = service === undefined ? undefined : familyOf(service.taskDefinition).family;
  return definition.taskDefinitions.find((task) => task.family === family);
}
