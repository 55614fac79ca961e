// What the registration of a task definition needs of the pipeline's role. Source: CodePipeline user guide, "Amazon ECS deploy
// action reference".
import { unknownText } from '../../model/policy-pattern.ts';
import { arnOf, roleArnOf } from '../../model/rights/arns.ts';
import type { RightsRequest, Derived } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';
import { familyOf, lastOf } from '../../model/service.ts';
import type { TaskDefinition } from '../../model/task-definition.ts';

/** RightsRequest for in accounts with authorization of tags (Amazon ECS developer guide, "Tagging authorization"). */
export function tagRevision(asked: RightsRequest): Right {
  const family = taskOf(asked)?.family ?? unknownText;
  return right('ecs:TagResource', arnOf(asked.where, 'ecs', `task-definition/${family}:${unknownText}`), {
    context: { 'ecs:CreateAction': 'RegisterTaskDefinition' },
  });
}

/** The caller that registers a task definition hands its roles to ECS. */
export function passTaskRoles(asked: RightsRequest): Derived {
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
function taskOf({ configuration, definition }: RightsRequest): TaskDefinition | undefined {
  const service = definition.services.find(
    ({ serviceName, cluster }) =>
      serviceName === configuration['ServiceName'] && lastOf(cluster) === configuration['ClusterName'],
  );
  const family = service === undefined ? undefined : familyOf(service.taskDefinition).family;
  return definition.taskDefinitions.find((task) => task.family === family);
}
