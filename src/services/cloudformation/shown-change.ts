// A change of a resource as DescribeChangeSet shows it.
import { defined } from '../../lib/defined.ts';
import type { ChangeDetail, ResourceChange } from '../../stacks/changes/changes.ts';

export function shownChange({
  action,
  logicalId,
  physicalId,
  type,
  replacement,
  policyAction,
  details,
}: ResourceChange) {
  return defined({
    Action: action,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Replacement: replacement,
    PolicyAction: policyAction,
    Scope: [...new Set(details.map(({ attribute }) => attribute))],
    Details: details.map(shownDetail),
  });
}

function shownDetail({
  attribute,
  name,
  requiresRecreation,
  evaluation,
  source,
  causingEntity,
}: ChangeDetail) {
  return defined({
    Target: defined({ Attribute: attribute, Name: name, RequiresRecreation: requiresRecreation }),
    Evaluation: evaluation,
    ChangeSource: source,
    CausingEntity: causingEntity,
  });
}
