// What a deployment to a service of ECS needs of the pipeline's role. Source: CodePipeline user guide, "Amazon ECS deploy
// action reference".
import { unknownText } from '../../model/policy-pattern.ts';
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest, Derived } from '../../model/rights/rights-request.ts';
import { actionsOf, right } from '../../model/rights/right.ts';
import { passTaskRoles, tagRevision } from '../service/rights.ts';

export function ecsRights(asked: RightsRequest): Derived {
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
