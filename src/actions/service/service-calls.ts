// What ECS calls with the execution role of the tasks that the action deploys: it pulls their images, reads their secrets and
// writes their logs. Source: Amazon ECS developer guide, "Amazon ECS task execution IAM role".
import { familyOf, lastOf } from '../../model/service.ts';
import { arnOf, whereOf } from '../../model/rights/arns.ts';
import type { ServiceCalls, ServiceCallsRequest } from '../../model/rights/service-calls-shape.ts';
import { taskStartRights } from '../../model/rights/workload-needs.ts';

export function taskServiceCalls({
  configuration,
  definition,
  place,
}: ServiceCallsRequest): readonly ServiceCalls[] {
  const { ClusterName: cluster = 'default', ServiceName: name } = configuration;
  const service = definition.services.find(
    (each) => each.serviceName === name && lastOf(each.cluster) === cluster,
  );
  const family = service === undefined ? undefined : familyOf(service.taskDefinition).family;
  const task = definition.taskDefinitions.find((each) => each.family === family);
  const roleArn = task?.executionRoleArn;
  if (task === undefined || roleArn === undefined) return [];
  const where = { ...whereOf(roleArn), region: place.region };
  return [
    {
      roleArn,
      service: 'ecs-tasks',
      sourceArn: arnOf(where, 'ecs', '*'),
      sessionName: task.family.slice(0, 64),
      before: taskStartRights(task, where),
      after: [],
    },
  ];
}
