// What an action or a rule of CodeBuild needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function codeBuildRights({ configuration, where }: RightsRequest): readonly Right[] {
  const names =
    configuration['BatchEnabled'] === 'true'
      ? ['BatchGetBuildBatches', 'StartBuildBatch']
      : ['BatchGetBuilds', 'StartBuild'];
  const project = configuration['ProjectName'] ?? '';
  return [right(actionsOf('codebuild', ...names), arnOf(where, 'codebuild', `project/${project}`))];
}
