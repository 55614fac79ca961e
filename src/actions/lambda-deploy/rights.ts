// What the deployment of a function needs of its role. Source: CodePipeline user guide, "AWS Lambda deploy action reference",
// the section "Service role policy permissions".
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';

export function lambdaDeployRights({ configuration, where }: RightsRequest): readonly Right[] {
  const name = configuration['FunctionName'] ?? '';
  const arn = name.startsWith('arn:') ? name : arnOf(where, 'lambda', `function:${name}`);
  return [
    right(
      [
        'lambda:UpdateFunctionCode',
        'lambda:GetFunctionConfiguration',
        'lambda:ListVersionsByFunction',
        'lambda:PublishVersion',
        'lambda:GetAlias',
        'lambda:UpdateAlias',
      ],
      arn,
    ),
  ];
}
