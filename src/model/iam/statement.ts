// Whether a statement of a policy is about a request. Source: IAM user guide, "IAM JSON policy elements reference".
import { parseArn } from '../arn.ts';
import { listOf, type PolicyDocument, type PolicyPrincipal, type PolicyStatement } from '../policy.ts';
import { meets } from './condition.ts';
import { matchesGlob, matchesPattern } from './pattern.ts';
import type { IamRequest, RequestPrincipal } from './request.ts';

export interface Applying {
  readonly statement: PolicyStatement;
  /** False when that hangs on what is not known of the request. */
  readonly isCertain: boolean;
  /** Of a policy with principals: whether it names the caller, or only the account that the caller belongs to. */
  readonly names: 'caller' | 'account';
}

/** Those that apply to the request, or may. */
export function applying(
  { Version, Statement }: Pick<PolicyDocument, 'Version' | 'Statement'>,
  request: IamRequest,
): readonly Applying[] {
  const hasVariables = Version === '2012-10-17';
  return Statement.flatMap((statement) => {
    if (!namesAction(statement, request.action)) return [];
    const names = namesPrincipal(statement, request.principal);
    if (names === undefined) return [];
    const isAbout = namesResource(statement, request, hasVariables);
    if (isAbout === false) return [];
    const isMet = meets(statement.Condition, request, hasVariables);
    if (isMet === false) return [];
    return [{ statement, isCertain: isAbout === true && isMet === true, names }];
  });
}

function namesAction({ Action, NotAction }: PolicyStatement, action: string): boolean {
  const isIn = (patterns: readonly string[]) =>
    patterns.some((pattern) => matchesGlob(pattern.toLowerCase(), action.toLowerCase()));
  return NotAction === undefined ? isIn(listOf(Action)) : !isIn(listOf(NotAction));
}

function namesResource(
  { Resource, NotResource }: PolicyStatement,
  { resource, ...request }: IamRequest,
  hasVariables: boolean,
): boolean | undefined {
  // A trust policy has none: it belongs to its role.
  if (Resource === undefined && NotResource === undefined) return true;
  const patterns = listOf(NotResource ?? Resource);
  if (patterns.includes('*')) return NotResource === undefined;
  if (resource === undefined) return undefined;
  const matches = patterns.map((pattern) => matchesPattern(pattern, resource, { ...request, hasVariables }));
  if (matches.some((each) => each === true)) return NotResource === undefined;
  return matches.some((each) => each === undefined) ? undefined : NotResource !== undefined;
}

/** A policy of an identity has no principals: it is about its identity. */
function namesPrincipal(
  { Principal, NotPrincipal }: PolicyStatement,
  principal: RequestPrincipal,
): Applying['names'] | undefined {
  if (NotPrincipal !== undefined)
    return findPrincipal(NotPrincipal, principal) === undefined ? 'caller' : undefined;
  return Principal === undefined ? 'caller' : findPrincipal(Principal, principal);
}

function findPrincipal(
  written: PolicyPrincipal,
  { arn, account, roleArn, service }: RequestPrincipal,
): Applying['names'] | undefined {
  if (written === '*') return 'caller';
  if (service !== undefined) return listOf(written['Service']).includes(service) ? 'caller' : undefined;
  const named = listOf(written['AWS']);
  if (named.some((each) => each === '*' || each === arn || each === roleArn)) return 'caller';
  return named.some((each) => each === account || isRootOf(each, account)) ? 'account' : undefined;
}

function isRootOf(text: string, account: string): boolean {
  const arn = parseArn(text);
  return arn?.service === 'iam' && arn.resource === 'root' && arn.account === account;
}
