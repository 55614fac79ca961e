// Whether a role's trust policy lets a token of an identity provider be the role, and which condition does not hold. Source: IAM
// user guide, "Create a role for OpenID Connect federation", "Available keys for AWS OIDC federation". Pure.
import { listOf, type ConditionBlock, type PolicyDocument, type PolicyStatement } from '../policy.ts';
import { matchesGlob } from './pattern.ts';
import { meets } from './condition.ts';

export interface WebIdentity {
  /** Of the provider: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  readonly account: string;
  /** Texts by the name of the claim. */
  readonly claims: Readonly<Record<string, string>>;
  /** That the call asks for; absent where no call is asked about. */
  readonly sessionName?: string;
}

export interface TrustReason {
  readonly holds: boolean;
  readonly text: string;
}

export interface TrustedStatement {
  readonly statement: PolicyStatement;
  readonly reasons: readonly TrustReason[];
}

export interface TrustDecision {
  readonly isAllowed: boolean;
  /** One for each statement that is about such tokens. */
  readonly statements: readonly TrustedStatement[];
}

const action = 'sts:AssumeRoleWithWebIdentity';

export function decideTrust(trust: Pick<PolicyDocument, 'Statement'>, identity: WebIdentity): TrustDecision {
  const statements = trust.Statement.filter((statement) =>
    listOf(statement.Action).some((each) => matchesGlob(each.toLowerCase(), action.toLowerCase())),
  ).map((statement) => ({ statement, reasons: reasonsOf(statement, identity) }));
  const applying = statements.filter(({ reasons }) => reasons.every(({ holds }) => holds));
  const isDenied = applying.some(({ statement }) => statement.Effect === 'Deny');
  return {
    isAllowed: !isDenied && applying.some(({ statement }) => statement.Effect === 'Allow'),
    statements,
  };
}

/** Why AWS refuses, by the statement that comes nearest. */
export function whyNotTrusted({ statements }: TrustDecision): string {
  const allows = statements.filter(({ statement }) => statement.Effect === 'Allow');
  if (allows.length === 0) return `no statement of the trust policy allows ${action}`;
  const failed = ({ reasons }: TrustedStatement) => reasons.filter(({ holds }) => !holds);
  const [nearest] = allows.toSorted((a, b) => failed(a).length - failed(b).length);
  const texts = nearest === undefined ? [] : failed(nearest).map(({ text }) => text);
  return texts.length === 0 ? 'a statement of the trust policy denies it' : texts.join('; ');
}

function reasonsOf({ Principal, Condition }: PolicyStatement, identity: WebIdentity): readonly TrustReason[] {
  const host = identity.issuer.replace(/^https:\/\//, '');
  const named = Principal === '*' ? ['*'] : listOf(Principal?.['Federated']);
  const holds = named.some((each) => each === '*' || isProvider(each, host, identity.account));
  const who = named.length === 0 ? 'none' : named.join(', ');
  return [
    { holds, text: `the provider is ${host}, and Principal.Federated is ${who}` },
    ...conditionsOf(Condition).map(([operator, key, wanted]) =>
      reasonOf({ operator, key, wanted }, host, identity),
    ),
  ];
}

/** The ARN of the provider in the role's account. */
function isProvider(arn: string, host: string, account: string): boolean {
  const [, of = '', provider = ''] = /^arn:[\w-]+:iam::(\d{12}):oidc-provider\/(.+)$/.exec(arn) ?? [];
  return of === account && provider === host;
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: string | readonly string[];
}

function conditionsOf(block: ConditionBlock | undefined) {
  return Object.entries(block ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, wanted]) => [operator, key, wanted] as const),
  );
}

function reasonOf({ operator, key, wanted }: Condition, host: string, identity: WebIdentity): TrustReason {
  const context = contextOf(host, identity);
  const isKnownKey = (each: string) => each !== sessionNameKey || identity.sessionName !== undefined;
  const holds = meets({ [operator]: { [key]: wanted } }, { context, isKnownKey }, true) === true;
  const actual = context.get(key.toLowerCase())?.[0];
  const wants = listOf(wanted)
    .map((each) => `"${each}"`)
    .join(' or ');
  return { holds, text: `${operator} ${key} is ${wants}, and ${foundAs(key, actual)}` };
}

const sessionNameKey = 'sts:rolesessionname';

function contextOf(
  host: string,
  { claims, sessionName }: WebIdentity,
): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(claims).map(
    ([name, value]) => [`${host}:${name}`.toLowerCase(), [value]] as const,
  );
  return new Map([
    ...entries,
    ...(sessionName === undefined ? [] : [[sessionNameKey, [sessionName]] as const]),
  ]);
}

function foundAs(key: string, actual: string | undefined): string {
  if (key.toLowerCase() === sessionNameKey)
    return actual === undefined
      ? 'the name of the session is not known'
      : `the session is called "${actual}"`;
  return actual === undefined ? 'the token has no such claim' : `the token has "${actual}"`;
}
