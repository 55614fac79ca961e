// What the start of another pipeline needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';

export function pipelineInvokeRights({ configuration, where }: RightsRequest): readonly Right[] {
  return [
    right(
      'codepipeline:StartPipelineExecution',
      arnOf(where, 'codepipeline', configuration['PipelineName'] ?? ''),
    ),
  ];
}
