// What the definition needs of each role, against what the role's policies give: AccessDenied, reported beforehand.
import { defined } from '../../lib/defined.ts';
import { decides } from '../../model/policy-decision.ts';
import { asPattern } from '../../model/policy-pattern.ts';
import { listOf, type PolicyStatement } from '../../model/policy.ts';
import { policiesOf } from '../../model/rights/attach-policy.ts';
import { statementsFor } from '../../model/rights/least-policy.ts';
import type { Need, Right, RoleNeeds } from '../../model/rights/right.ts';
import type { Finding } from '../../lib/finding.ts';
import type { RoleRule } from './rule.ts';

export const policyRights: RoleRule = (about) => {
  const { definition, roles } = about;
  return roles.flatMap((role) => {
    const attached = policiesOf(role, 'rights', { policies: definition.policies, roles });
    const [first] = attached;
    if (first === undefined) return [];
    const placed = attached.flatMap(({ policy, index }) =>
      policy.document.Statement.map((statement, at) => ({
        statement,
        path: ['policies', index, 'Statement', at],
      })),
    );
    const given: Given = { role, placed, path: ['policies', first.index, 'Statement'] };
    return [...role.needs.flatMap((need) => findingsAbout(need, given)), ...assumptions(given)];
  });
};

interface Given {
  readonly role: RoleNeeds;
  readonly placed: readonly { readonly statement: PolicyStatement; readonly path: Finding['path'] }[];
  /** Where a statement is to be added. */
  readonly path: Finding['path'];
}

/** One action on one resource, or on any of several. */
interface RequestedAction {
  readonly action: string;
  readonly resources: readonly string[];
  readonly right: Right;
}

function findingsAbout(need: Need, given: Given): readonly Finding[] {
  const missing: RequestedAction[] = [];
  const denied = new Map<PolicyStatement, RequestedAction[]>();
  for (const requested of need.rights.flatMap(requestedBy)) {
    const { decision, by } = decisionOn(requested, given);
    if (decision === 'NotAllowed') missing.push(requested);
    if (decision === 'Denied' && by !== undefined) denied.set(by, [...(denied.get(by) ?? []), requested]);
  }
  return [
    ...(missing.length === 0 ? [] : [missingFinding(missing, need, given)]),
    ...[...denied].map(([statement, requested]) => deniedFinding(requested, need, { given, statement })),
  ];
}

function requestedBy(right: Right): readonly RequestedAction[] {
  return right.actions.flatMap((action) =>
    right.anyOf === true
      ? [{ action, resources: right.resources, right }]
      : right.resources.map((resource) => ({ action, resources: [resource], right })),
  );
}

function decisionOn(
  { action, resources, right }: RequestedAction,
  { placed }: Given,
): ReturnType<typeof decides> {
  const policy = { Statement: placed.map(({ statement }) => statement) };
  const decisions = resources.map((resource) =>
    decides(policy, { action, resource, ...defined({ context: right.context }) }),
  );
  const allowed = decisions.find(({ decision }) => decision === 'Allowed');
  return allowed ?? decisions[0] ?? { decision: 'Allowed', assumed: [] };
}

function missingFinding(missing: readonly RequestedAction[], need: Need, { role, path }: Given): Finding {
  const statements = statementsFor(
    missing.map(({ action, resources, right }) => ({ ...right, actions: [action], resources })),
  );
  return {
    code: 'PolicyRightMissing',
    severity: 'warning',
    message: `The role ${role.name} may not ${listed(missing)}, which the ${need.what} needs`,
    path,
    atKey: true,
    notes: [{ message: 'needed here', path: need.path }],
    remedy: remedyFor(statements, need),
    aws: `Unless another policy of the role gives it: AccessDenied, ${refusal(missing)}.`,
  };
}

function remedyFor(statements: readonly PolicyStatement[], { note = '' }: Need): string {
  const texts = statements.map((each) => JSON.stringify(each));
  const add = texts.length === 0 ? [] : [`Add to Statement: ${texts.join(', ')}`];
  return [...add, ...(note === '' ? [] : [note])].join(' ');
}

function deniedFinding(
  requested: readonly RequestedAction[],
  need: Need,
  { given, statement }: { readonly given: Given; readonly statement: PolicyStatement },
): Finding {
  return {
    code: 'PolicyRightMissing',
    severity: 'warning',
    message: `The role ${given.role.name} is denied ${listed(requested)}, which the ${need.what} needs`,
    path: pathOf(statement, given),
    notes: [{ message: 'needed here', path: need.path }],
    remedy: 'Narrow this statement: a Deny goes before every Allow.',
    aws: `AccessDenied: ${refusal(requested)} with an explicit deny in an identity-based policy.`,
  };
}

/** One finding for each statement on which something hangs, whatever it is for. */
function assumptions(given: Given): readonly Finding[] {
  const hanging = new Map<PolicyStatement, RequestedAction[]>();
  for (const requested of given.role.needs.flatMap(({ rights }) => rights).flatMap(requestedBy))
    for (const statement of decisionOn(requested, given).assumed)
      hanging.set(statement, [...(hanging.get(statement) ?? []), requested]);
  return [...hanging].map(([statement, requested]) => ({
    code: 'PolicyConditionUnknown',
    severity: 'notice',
    message: `Whether ${given.role.name} may ${listed(requested)} hangs on ${conditionOf(statement)}, which is known only on AWS`,
    path: pathOf(statement, given),
    remedy:
      statement.Effect === 'Allow'
        ? 'Make sure that it holds there; here it is taken to hold.'
        : 'Make sure that it does not hold there; here it is taken not to.',
  }));
}

function conditionOf({ Condition = {}, Resource, NotResource }: PolicyStatement): string {
  const keys = Object.values(Condition).flatMap((each) => Object.keys(each));
  if (keys.length > 0) return `a condition on ${[...new Set(keys)].join(', ')}`;
  const hasVariable = [...listOf(Resource), ...listOf(NotResource)].some((pattern) => pattern.includes('${'));
  return hasVariable ? 'a policy variable' : 'the resource';
}

function pathOf(statement: PolicyStatement, { placed, path }: Given): Finding['path'] {
  return placed.find((each) => each.statement === statement)?.path ?? path;
}

/** `s3:PutObject on arn:aws:s3:::site/*`, or the actions alone when they are for several things. */
function listed(requested: readonly RequestedAction[]): string {
  const actions = [...new Set(requested.map(({ action }) => action))].toSorted();
  const resources = [...new Set(requested.map(({ resources: [first = ''] }) => asPattern(first)))];
  const [only, second] = resources;
  const names =
    actions.length === 1 ? (actions[0] ?? '') : `${actions.slice(0, -1).join(', ')} and ${actions.at(-1)}`;
  return second === undefined && only !== '*' ? `${names} on ${only}` : names;
}

function refusal([first]: readonly RequestedAction[]): string {
  return `not authorized to perform: ${first?.action ?? ''}`;
}
