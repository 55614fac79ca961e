// What a policy decides about a request. Source: IAM user guide, "Policy evaluation logic": an explicit Deny goes before
// every Allow, and what no statement allows is not allowed.
import { holds } from './policy-condition.ts';
import { covers } from './policy-pattern.ts';
import { listOf, type PolicyDocument, type PolicyStatement } from './policy.ts';

export interface PolicyRequest {
  readonly action: string;
  readonly resource: string;
  /** Condition keys whose value is known beforehand. */
  readonly context?: Readonly<Record<string, string>>;
}

export interface PolicyDecision {
  readonly decision: 'Allowed' | 'Denied' | 'NotAllowed';
  /** The statement that decided; absent when none did. */
  readonly by?: PolicyStatement;
  /** Statements whose conditions cannot be known beforehand and which would decide otherwise if they were not as assumed. */
  readonly assumed: readonly PolicyStatement[];
}

/**
 * What the policy decides. Conditions that cannot be known beforehand are assumed in favour: an Allow under one is
 * taken to hold, a Deny under one is not; `assumed` names those on which the decision hangs.
 */
export function decides(policy: Pick<PolicyDocument, 'Statement'>, request: PolicyRequest): PolicyDecision {
  const matching = policy.Statement.flatMap((statement) => {
    const known = appliesTo(statement, request) ? held(statement, request) : false;
    return known === false ? [] : [{ statement, isCertain: known === true }];
  });
  const denies = matching.filter(({ statement }) => statement.Effect === 'Deny');
  const allows = matching.filter(({ statement }) => statement.Effect === 'Allow');
  const denied = denies.find(({ isCertain }) => isCertain);
  if (denied !== undefined) return { decision: 'Denied', by: denied.statement, assumed: [] };
  const allowed = allows.find(({ isCertain }) => isCertain) ?? allows[0];
  if (allowed === undefined) return { decision: 'NotAllowed', assumed: [] };
  const assumed = [...denies, ...(allowed.isCertain ? [] : allows)].map(({ statement }) => statement);
  return { decision: 'Allowed', by: allowed.statement, assumed };
}

/** Actions are compared without regard to case, resources with. */
export function matchesAction(pattern: string, action: string): boolean {
  return covers(pattern.toLowerCase(), action.toLowerCase());
}

function appliesTo(statement: PolicyStatement, { action, resource }: PolicyRequest): boolean {
  const hasAction =
    statement.NotAction === undefined
      ? listOf(statement.Action).some((pattern) => matchesAction(pattern, action))
      : !listOf(statement.NotAction).some((pattern) => matchesAction(pattern, action));
  const hasResource =
    statement.NotResource === undefined
      ? listOf(statement.Resource).some((pattern) => covers(withoutVariables(pattern), resource))
      : !listOf(statement.NotResource).some((pattern) => covers(withoutVariables(pattern), resource));
  return hasAction && hasResource;
}

function held(statement: PolicyStatement, { context = {} }: PolicyRequest): boolean | undefined {
  const known = holds(statement.Condition, context);
  const resources = [...listOf(statement.Resource), ...listOf(statement.NotResource)];
  return known === true && resources.some((pattern) => variable.test(pattern)) ? undefined : known;
}

/** Policy variables such as ${aws:username}; what they stand for is known only when a request is made. */
const variable = /\$\{[^}]*[^}*?$][^}]*\}/;
function withoutVariables(pattern: string): string {
  return pattern.replaceAll(new RegExp(variable, 'g'), '*');
}
