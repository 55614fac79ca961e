// What a blue/green deployment by CodeDeploy needs of the pipeline's role. Source: CodePipeline user guide, "Amazon ECS and
// CodeDeploy blue-green deploy action reference".
import type { RightsRequest, Derived } from '../../model/rights/rights-request.ts';
import { right } from '../../model/rights/right.ts';
import { codeDeployRights } from '../deployment/rights.ts';
import { passTaskRoles, tagRevision } from '../service/rights.ts';

export function codeDeployToEcsRights(asked: RightsRequest): Derived {
  const { rights, ...rest } = passTaskRoles(asked);
  return {
    ...rest,
    rights: [
      ...codeDeployRights(asked),
      right(['ecs:RegisterTaskDefinition'], '*'),
      tagRevision(asked),
      ...rights,
    ],
  };
}
