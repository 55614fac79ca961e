// Every rule of workflows. Adding one is adding its file and one line here.
import type { Problem } from '../../lib/problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import type { Workflow } from '../../model/workflow.ts';
import { actionUnpinned } from './action-unpinned.ts';
import { actionUse } from './action-use.ts';
import { callFormat } from './call-format.ts';
import { conditionAlways } from './condition-always.ts';
import { deprecatedCommand } from './deprecated-command.ts';
import { eventFilters } from './event-filters.ts';
import { expressionTypes } from './expression-types.ts';
import { filterPatterns } from './filter-patterns.ts';
import { floatVersion } from './float-version.ts';
import { names } from './names.ts';
import { permissionMissing, permissions, roleWithoutToken } from './permissions.ts';
import type { WorkflowRule } from './rule.ts';
import { staticKeys } from './static-keys.ts';
import { unknownReference } from './unknown-reference.ts';
import { unseenRollout } from './unseen-rollout.ts';
import { untrustedCheckout } from './untrusted-checkout.ts';
import { untrustedInput } from './untrusted-input.ts';
import { valuesTaken } from './values-taken.ts';
import { writtenValues } from './written-values.ts';

const rules: readonly WorkflowRule[] = [
  untrustedInput,
  unknownReference,
  expressionTypes,
  conditionAlways,
  actionUnpinned,
  actionUse,
  callFormat,
  writtenValues,
  valuesTaken,
  floatVersion,
  deprecatedCommand,
  staticKeys,
  permissions,
  permissionMissing,
  roleWithoutToken,
  untrustedCheckout,
  unseenRollout,
  names,
  eventFilters,
  filterPatterns,
];

/** What is worth knowing about a workflow that GitHub accepts. */
export function findingsOf(workflow: Workflow, file: SourceFile): readonly Problem[] {
  return rules.flatMap((rule) => rule(workflow, file));
}
