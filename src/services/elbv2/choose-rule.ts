// Which rule of a listener a request follows (Elastic Load Balancing user guide, "Listener rules for your Application Load
// Balancer"). Pure.
import { compileStars } from '../../lib/wildcard.ts';
import type { Shapes } from './elb-call.ts';
import type { RuleDocument } from './listener-record.ts';

export interface BalancedRequest {
  readonly method: string;
  /** Without its port, in lower case. */
  readonly host: string;
  /** Not decoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly clientAddress: string;
}

/** @param rules in order of their priorities. Undefined: the default action */
export function chooseRule(
  rules: readonly RuleDocument[],
  request: BalancedRequest,
): RuleDocument | undefined {
  return rules.find(({ conditions }) => conditions.every((condition) => isMet(condition, request)));
}

type Condition = Shapes['RuleCondition'];

/** One of the values of the condition is enough. What is not known here is met by nothing. */
function isMet(condition: Condition, request: BalancedRequest): boolean {
  const check = Object.hasOwn(checks, condition.Field ?? '') ? checks[condition.Field ?? ''] : undefined;
  return check?.(condition, request) ?? false;
}

const checks: Readonly<Record<string, (condition: Condition, request: BalancedRequest) => boolean>> = {
  'host-header': ({ Values, HostHeaderConfig }, { host }) =>
    (Values ?? HostHeaderConfig?.Values ?? []).some((value) => isLike(value.toLowerCase(), host)),
  'path-pattern': ({ Values, PathPatternConfig }, { path }) =>
    (Values ?? PathPatternConfig?.Values ?? []).some((value) => isLike(value, path)),
  'http-header': ({ HttpHeaderConfig: { HttpHeaderName = '', Values = [] } = {} }, { headers }) => {
    const found = [headers[HttpHeaderName.toLowerCase()] ?? []].flat();
    return Values.some((value) => found.some((each) => isLike(value.toLowerCase(), each.toLowerCase())));
  },
  'http-request-method': ({ HttpRequestMethodConfig: { Values = [] } = {} }, { method }) =>
    Values.includes(method),
  'query-string': ({ QueryStringConfig: { Values = [] } = {} }, { query }) =>
    Values.some(({ Key, Value = '' }) =>
      [...query].some(
        ([key, value]) =>
          (Key === undefined || isLike(Key.toLowerCase(), key.toLowerCase())) &&
          isLike(Value.toLowerCase(), value.toLowerCase()),
      ),
    ),
  'source-ip': ({ SourceIpConfig: { Values = [] } = {} }, { clientAddress }) =>
    Values.some((range) => isInRange(clientAddress, range)),
};

/** `*` stands for any text, `?` for one character. */
function isLike(pattern: string, text: string): boolean {
  return compileStars(pattern, { many: '*', one: '?' }).matches(text);
}

/** Of IPv4 alone. */
function isInRange(address: string, range: string): boolean {
  const [base = '', bits = '32'] = range.split('/');
  const [one, other] = [numberOf(address), numberOf(base)];
  if (one === undefined || other === undefined) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(one / size) === Math.floor(other / size);
}

function numberOf(address: string): number | undefined {
  const parts = address
    .replace(/^::ffff:/, '')
    .split('.')
    .map(Number);
  return parts.length === 4 ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
