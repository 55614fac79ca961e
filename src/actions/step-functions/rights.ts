// What an execution of a state machine needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { withoutReferences } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function stepFunctionsRights({ configuration }: RightsRequest): readonly Right[] {
  const machine = withoutReferences(configuration['StateMachineArn'] ?? '');
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:*`;
  return [
    right(actionsOf('states', 'DescribeStateMachine', 'StartExecution'), machine),
    right('states:DescribeExecution', execution),
  ];
}
