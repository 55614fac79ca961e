// What a blue/green deployment by CodeDeploy needs of the pipeline's role. Source: CodePipeline user guide, "Amazon ECS and
// CodeDeploy blue-green deploy action reference".
import type { Asked, Derived } from '../../model/rights/asked.ts';
import { right } from '../../model/rights/right.ts';
import { codeDeployRights } from '../deployment/rights.ts';
import { passTaskRoles, tagRevision } from '../service/rights.ts';

export function codeDeployToEcsRights(asked: Asked): Derived {
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
