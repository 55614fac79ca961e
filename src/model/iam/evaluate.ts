// What IAM decides about a request. Source: IAM user guide, "Policy evaluation logic" for requests within one account and
// across accounts. Pure.
import type { PolicyDocument, PolicyStatement } from '../policy.ts';
import type { IamRequest } from './request.ts';
import { applying, type Applying } from './statement.ts';

type Policy = Pick<PolicyDocument, 'Version' | 'Statement'>;

export interface PoliciesOfRequest {
  readonly identity: readonly Policy[];
  readonly boundary?: Policy;
  /** Given with AssumeRole. */
  readonly session?: readonly Policy[];
  readonly resource?: Policy;
  /** Whose the resource is; the caller's when absent. */
  readonly resourceAccount?: string;
  /** Of roles and keys: without their own policy no identity of the account may use them (`sts:AssumeRole`, KMS). */
  readonly needsResourcePolicy?: true;
}

/** As AWS's messages call them. */
export type PolicyKind =
  | 'identity-based policy'
  | 'resource-based policy'
  | 'permissions boundary'
  | 'session policy'
  | 'role trust policy';

export type IamDecision =
  | { readonly decision: 'Allowed'; readonly by: PolicyStatement; readonly isAssumed: boolean }
  | { readonly decision: 'Denied'; readonly kind: PolicyKind; readonly by: PolicyStatement }
  /** No statement of that kind of policy allows it. */
  | { readonly decision: 'NotAllowed'; readonly kind: PolicyKind };

/**
 * An explicit Deny goes before everything; then each kind of policy that applies must allow. What this program does not
 * know of the request is assumed in favour, and said: an Allow under it holds (`isAssumed`), a Deny does not.
 */
export function evaluateRequest(request: IamRequest, policies: PoliciesOfRequest): IamDecision {
  const found = findStatements(request, policies);
  const denied = found.find(({ applies }) => deniedBy(applies) !== undefined);
  const by = denied === undefined ? undefined : deniedBy(denied.applies);
  if (denied !== undefined && by !== undefined) return { decision: 'Denied', kind: denied.kind, by };
  const ofKind = (kind: PolicyKind) => found.filter((each) => each.kind === kind);
  const identity = allowedBy(ofKind('identity-based policy').flatMap(({ applies }) => applies));
  const resource = ofKind('resource-based policy').flatMap(({ applies }) => applies);
  const direct = allowedBy(resource.filter(({ names }) => names === 'caller'));
  const isAcross = (policies.resourceAccount ?? request.principal.account) !== request.principal.account;
  if (request.principal.service !== undefined)
    return direct === undefined ? missing('resource-based policy') : allowed(direct);
  if (isAcross || policies.needsResourcePolicy === true) {
    const any = allowedBy(resource);
    if (any === undefined) return missing('resource-based policy');
    if (isAcross && identity === undefined) return missing('identity-based policy');
  }
  // A resource's policy that names the session itself is not held to the role's boundary.
  const limits = ['permissions boundary', 'session policy'] as const;
  for (const kind of limits) {
    const all = ofKind(kind);
    const namesSession = direct !== undefined && namesExactly(direct, request);
    if (all.length > 0 && !namesSession && allowedBy(all.flatMap(({ applies }) => applies)) === undefined)
      return missing(kind);
  }
  const decisive = identity ?? direct;
  return decisive === undefined ? missing('identity-based policy') : allowed(decisive);
}

interface Found {
  readonly kind: PolicyKind;
  readonly applies: readonly Applying[];
}

function findStatements(
  request: IamRequest,
  { identity, boundary, session = [], resource }: PoliciesOfRequest,
): readonly Found[] {
  const all: readonly (readonly [PolicyKind, Policy])[] = [
    ...identity.map((policy) => ['identity-based policy', policy] as const),
    ...(resource === undefined ? [] : [['resource-based policy', resource] as const]),
    ...(boundary === undefined ? [] : [['permissions boundary', boundary] as const]),
    ...session.map((policy) => ['session policy', policy] as const),
  ];
  return all.map(([kind, policy]) => ({ kind, applies: applying(policy, request) }));
}

function deniedBy(applies: readonly Applying[]): PolicyStatement | undefined {
  return applies.find(({ statement, isCertain }) => statement.Effect === 'Deny' && isCertain)?.statement;
}

function allowedBy(applies: readonly Applying[]): Applying | undefined {
  const allows = applies.filter(({ statement }) => statement.Effect === 'Allow');
  return allows.find(({ isCertain }) => isCertain) ?? allows[0];
}

function namesExactly({ statement: { Principal } }: Applying, { principal }: IamRequest): boolean {
  return typeof Principal === 'object' && [Principal['AWS'] ?? []].flat().includes(principal.arn);
}

function allowed({ statement, isCertain }: Applying): IamDecision {
  return { decision: 'Allowed', by: statement, isAssumed: !isCertain };
}

function missing(kind: PolicyKind): IamDecision {
  return { decision: 'NotAllowed', kind };
}
