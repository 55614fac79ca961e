// What a manual approval needs of its role.
// Source: CodePipeline user guide, "Action structure reference", the section "Service role permissions".
import { withoutReferences } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { right, type Right } from '../../model/rights/right.ts';

export function approvalRights({ configuration }: RightsRequest): readonly Right[] {
  const topic = configuration['NotificationArn'];
  return topic === undefined ? [] : [right('sns:Publish', withoutReferences(topic))];
}
