// What the actions of stack sets need of the pipeline's role. Source: CodePipeline user guide, "AWS CloudFormation StackSets
// deploy action reference"; service authorization reference, "AWS CloudFormation": CreateStackSet has no narrower resource.
import { arnOf, withoutReferences } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

const followed = [
  'DescribeStackSet',
  'DescribeStackSetOperation',
  'ListStackInstances',
  'ListStackSetOperationResults',
];

export function stackSetRights(request: RightsRequest): readonly Right[] {
  const { AdministrationRoleArn: role } = request.configuration;
  const passed = { context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } };
  return [
    right('cloudformation:CreateStackSet', '*'),
    ofSet(request, 'CreateStackInstances', 'UpdateStackSet'),
    ...(role === undefined ? [] : [right('iam:PassRole', withoutReferences(role), passed)]),
  ];
}

export function stackInstancesRights(request: RightsRequest): readonly Right[] {
  return [ofSet(request, 'CreateStackInstances', 'UpdateStackInstances')];
}

function ofSet({ configuration, where }: RightsRequest, ...names: readonly string[]): Right {
  const { StackSetName: name = '' } = configuration;
  const actions = actionsOf('cloudformation', ...names, ...followed);
  return right(actions, arnOf(where, 'cloudformation', `stackset/${name}:*`));
}
