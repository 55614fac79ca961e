// What a source in ECR needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';

export function ecrSourceRights({ configuration, where }: RightsRequest): readonly Right[] {
  return [
    right('ecr:DescribeImages', arnOf(where, 'ecr', `repository/${configuration['RepositoryName'] ?? ''}`)),
  ];
}
