// What a policy decides about a request. Source: IAM user guide, "Policy evaluation logic": an explicit Deny goes before
// every Allow, and what no statement allows is not allowed.
import { holds } from './policy-condition.ts';
import { asPattern, covers } from './policy-pattern.ts';
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
 * What the policy decides. What cannot be known beforehand is assumed in favour: an Allow under such a condition is taken
 * to hold, a Deny under one, or of what may be another resource, is not; `assumed` names those on which the decision hangs.
 */
export function decides(policy: Pick<PolicyDocument, 'Statement'>, request: PolicyRequest): PolicyDecision {
  const matching = policy.Statement.flatMap((statement) => {
    const isMeant = namesAction(statement, request) ? namesResource(statement, request) : false;
    const known = isMeant === false ? false : held(statement, request);
    if (known === false) return [];
    const isCertain = known === true && (isMeant === true || statement.Effect === 'Allow');
    return [{ statement, isCertain }];
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

function namesAction({ Action, NotAction }: PolicyStatement, { action }: PolicyRequest): boolean {
  const isIn = (patterns: readonly string[]) => patterns.some((pattern) => matchesAction(pattern, action));
  return NotAction === undefined ? isIn(listOf(Action)) : !isIn(listOf(NotAction));
}

/** Undefined when it depends on what is not known of the resource. */
function namesResource(
  { Resource, NotResource }: PolicyStatement,
  { resource }: PolicyRequest,
): boolean | undefined {
  const patterns = listOf(NotResource ?? Resource).map(withoutVariables);
  const isSurely = patterns.some((pattern) => covers(pattern, asPattern(resource)));
  if (isSurely) return NotResource === undefined;
  if (patterns.some((pattern) => covers(pattern, resource))) return undefined;
  return NotResource !== undefined;
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
