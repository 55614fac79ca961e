// Redirects of a bucket's website: of all requests, and by its routing rules. Pure. Sources: Amazon S3 user guide,
// "Configuring a webpage redirect" (routing rules), API reference, RoutingRule.
import type { RoutingRule, WebsiteConfiguration } from '../../model/bucket.ts';
import type { BucketAnswer, BucketRequest } from './bucket-request.ts';

type Asked = Pick<BucketRequest, 'path' | 'host'>;

/** Undefined when the request is to be answered with an object. */
export function redirectBefore(
  website: WebsiteConfiguration,
  request: Asked,
): BucketAnswer<never> | undefined {
  const { redirectAll, routingRules = [] } = website;
  if (redirectAll !== undefined) {
    const { hostName, protocol = 'http' } = redirectAll;
    return redirect(301, `${protocol}://${hostName}${encoded(request.path)}`);
  }
  const rule = routingRules.find((each) => each.errorCode === undefined && fitsKey(each, request));
  return rule && follow(rule, request);
}

/** Undefined when no rule is about the error. @param codes of it: `404`, `403` or both where it may be either */
export function redirectAfter(
  { routingRules = [] }: WebsiteConfiguration,
  request: Asked,
  codes: readonly string[],
): BucketAnswer<never> | undefined {
  const rule = routingRules.find(
    (each) => each.errorCode !== undefined && codes.includes(each.errorCode) && fitsKey(each, request),
  );
  return rule && follow(rule, request);
}

function fitsKey({ keyPrefix = '' }: RoutingRule, { path }: Asked): boolean {
  return path.slice(1).startsWith(keyPrefix);
}

function follow(rule: RoutingRule, { path, host = '' }: Asked): BucketAnswer<never> {
  const { keyPrefix = '', hostName, protocol, replaceKey, replacePrefix } = rule;
  const key = path.slice(1);
  const target =
    replaceKey ?? (replacePrefix === undefined ? key : `${replacePrefix}${key.slice(keyPrefix.length)}`);
  // Without a host and a protocol of its own it stays where it is.
  const where = hostName ?? (protocol === undefined ? '' : host);
  const origin = where === '' ? '' : `${protocol ?? 'http'}://${where}`;
  return redirect(rule.redirectCode, `${origin}${encoded(`/${target}`)}`);
}

function redirect(status: number, location: string): BucketAnswer<never> {
  return { status, headers: { location, 'content-length': '0' } };
}

/** A path as it stands in an address. */
export function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
