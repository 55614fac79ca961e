// What a bucket answers, by S3's two endpoints: the website (index and error documents, redirects) and REST (keys and
// nothing else). Pure. Sources: Amazon S3 user guide, "Website endpoints", "Configuring an index document", "Configuring
// a custom error document", "CORS configuration".
import { defined } from '../../lib/defined.ts';
import type { Bucket, CorsRule } from '../../model/bucket.ts';
import { statusOf } from './conditions.ts';
import type { BucketObject } from './bucket-request.ts';
import { encoded, redirectAfter, redirectBefore } from './website-redirect.ts';
import type { BucketRequest, BucketAnswer } from './bucket-request.ts';

type Endpoint = 'rest' | 'website';

/** What is asked, and the rights of who asks. */
export interface AskedBucket<T extends BucketObject> {
  readonly bucket: Pick<Bucket, 'website' | 'corsRules'>;
  readonly endpoint: Endpoint;
  /** Undefined when there is none of that key. */
  readonly find: (key: string) => T | undefined;
  readonly mayRead: (key: string) => boolean;
  /**
   * Who may list a bucket gets 404 for what is not there, and all others 403. Undefined when it is not known: a website then
   * answers 404 and follows the rules for both, and a missing key is a forbidden one.
   */
  readonly mayList?: boolean;
}

/** The objects of a site, which are public. */
export function inObjects<T>(objects: Readonly<Record<string, T>>) {
  return {
    // Keys come from outside: what every object has by itself is no key.
    find: (key: string) => (Object.hasOwn(objects, key) ? objects[key] : undefined),
    mayRead: () => true,
  };
}

export function answerFromBucket<T extends BucketObject>(
  request: BucketRequest,
  asked: AskedBucket<T>,
): BucketAnswer<T> {
  const { bucket, endpoint } = asked;
  if (request.method === 'OPTIONS') return preflight(bucket.corsRules, request);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refusal(endpoint, 405, {
      code: 'MethodNotAllowed',
      message: 'The specified method is not allowed against this resource.',
    });
  const answer =
    endpoint === 'website' && bucket.website !== undefined
      ? fromWebsite(bucket.website, request, asked)
      : fromKey(request, asked);
  const cors = corsHeaders(bucket.corsRules, request);
  return { ...answer, headers: { ...answer.headers, ...cors } };
}

function fromKey<T extends BucketObject>(
  request: BucketRequest,
  { find, mayRead, mayList }: AskedBucket<T>,
): BucketAnswer<T> {
  const key = request.path.slice(1);
  if (!mayRead(key)) return refusal('rest', 403, denied);
  const found = find(key);
  if (found !== undefined) return send(found, request, 'rest');
  return mayList === true ? refusal('rest', 404, noSuchKey) : refusal('rest', 403, denied);
}

function fromWebsite<T extends BucketObject>(
  website: NonNullable<Bucket['website']>,
  request: BucketRequest,
  { find, mayRead, mayList }: AskedBucket<T>,
): BucketAnswer<T> {
  const { path } = request;
  const elsewhere = redirectBefore(website, request);
  if (elsewhere !== undefined) return elsewhere;
  const key = path.endsWith('/') ? `${path}${website.indexSuffix}`.slice(1) : path.slice(1);
  const found = find(key);
  if (found?.redirectLocation !== undefined && mayRead(key))
    return { status: 301, headers: { location: found.redirectLocation, 'content-length': '0' } };
  if (found !== undefined && mayRead(key)) return send(found, request, 'website');
  const isFolder =
    found === undefined && !path.endsWith('/') && find(`${key}/${website.indexSuffix}`) !== undefined;
  if (isFolder) return { status: 302, headers: { location: encoded(`${path}/`), 'content-length': '0' } };
  const status = found === undefined && mayList !== false ? 404 : 403;
  const isEither = found === undefined && mayList === undefined;
  const rerouted = redirectAfter(website, request, isEither ? ['404', '403'] : [String(status)]);
  if (rerouted !== undefined) return rerouted;
  const { errorKey } = website;
  const page = errorKey === undefined || !mayRead(errorKey) ? undefined : find(errorKey);
  // The error document is sent with the status of the error.
  const error = status === 404 ? noSuchKey : denied;
  if (page !== undefined) return { ...content(page, status), errorCode: error.code };
  return refusal('website', status, error);
}

const denied = { code: 'AccessDenied', message: 'Access Denied' };
const noSuchKey = { code: 'NoSuchKey', message: 'The specified key does not exist.' };

function send<T extends BucketObject>(
  object: T,
  request: BucketRequest,
  endpoint: Endpoint,
): BucketAnswer<T> {
  switch (statusOf(request, object)) {
    case 304:
      return { status: 304, headers: headersOf(object) };
    case 412:
      return refusal(endpoint, 412, {
        code: 'PreconditionFailed',
        message: 'At least one of the pre-conditions you specified did not hold',
      });
    default:
      return content(object, 200);
  }
}

function headersOf(object: BucketObject): Readonly<Record<string, string>> {
  return {
    etag: object.eTag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...defined({ 'cache-control': object.cacheControl }),
    ...object.headers,
  };
}

function content<T extends BucketObject>(object: T, status: number): BucketAnswer<T> {
  return {
    status,
    headers: {
      ...headersOf(object),
      'content-type': object.contentType,
      'content-length': String(object.size),
      'accept-ranges': 'bytes',
    },
    body: { object },
  };
}

/** The error page of a website. */
export function websiteRefusal(
  status: number,
  error: { readonly code: string; readonly message: string },
): BucketAnswer<never> {
  return refusal('website', status, error);
}

/** In the form of S3's API. */
export function restRefusal(
  status: number,
  error: { readonly code: string; readonly message: string },
): BucketAnswer<never> {
  return refusal('rest', status, error);
}

function refusal(
  endpoint: Endpoint,
  status: number,
  { code, message }: { readonly code: string; readonly message: string },
): BucketAnswer<never> {
  const isPage = endpoint === 'website';
  const text = isPage
    ? `<html><head><title>${status} ${code}</title></head><body><h1>${status} ${code}</h1><p>${message}</p></body></html>\n`
    : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`;
  return {
    status,
    errorCode: code,
    headers: {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/xml',
      'content-length': String(Buffer.byteLength(text)),
    },
    body: { text },
  };
}

function preflight(corsRules: readonly CorsRule[], request: BucketRequest): BucketAnswer<never> {
  const headers = corsHeaders(corsRules, { ...request, method: request.requestMethod ?? '' });
  if (headers['access-control-allow-origin'] !== undefined)
    return { status: 200, headers: { ...headers, 'content-length': '0' } };
  return refusal('rest', 403, {
    code: 'AccessForbidden',
    message: 'CORSResponse: This CORS request is not allowed.',
  });
}

/** Of the first rule that fits; none when the request comes from no other site. */
function corsHeaders(
  rules: readonly CorsRule[],
  { origin, method }: BucketRequest,
): Readonly<Record<string, string>> {
  if (origin === undefined) return {};
  const rule = rules.find(
    ({ AllowedOrigins, AllowedMethods }) =>
      AllowedMethods.includes(method) && AllowedOrigins.some((allowed) => fitsOrigin(allowed, origin)),
  );
  if (rule === undefined) return {};
  const isAny = rule.AllowedOrigins.includes('*');
  return {
    'access-control-allow-origin': isAny ? '*' : origin,
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(rule.AllowedHeaders === undefined
      ? {}
      : { 'access-control-allow-headers': rule.AllowedHeaders.join(', ') }),
    ...(rule.ExposeHeaders === undefined
      ? {}
      : { 'access-control-expose-headers': rule.ExposeHeaders.join(', ') }),
    ...(rule.MaxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.MaxAgeSeconds) }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

/** At most one asterisk, for any text. */
function fitsOrigin(allowed: string, origin: string): boolean {
  const [before = '', after] = allowed.split('*');
  if (after === undefined) return allowed === origin;
  return origin.length >= before.length + after.length && origin.startsWith(before) && origin.endsWith(after);
}
