// What the invocation of a function needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';

export function lambdaInvokeRights({ configuration, where }: RightsRequest): readonly Right[] {
  const name = configuration['FunctionName'] ?? '';
  return [
    right(
      'lambda:InvokeFunction',
      name.startsWith('arn:') ? name : arnOf(where, 'lambda', `function:${name}`),
    ),
  ];
}
