// What a source in ECR needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { Asked } from '../../model/rights/asked.ts';
import { right, type Right } from '../../model/rights/right.ts';

export function ecrSourceRights({ configuration, where }: Asked): readonly Right[] {
  return [
    right('ecr:DescribeImages', arnOf(where, 'ecr', `repository/${configuration['RepositoryName'] ?? ''}`)),
  ];
}
