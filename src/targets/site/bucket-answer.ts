// What a bucket answers, by S3's two endpoints: the website (index and error documents, redirects) and REST (keys and
// nothing else). Pure. Sources: Amazon S3 user guide, "Website endpoints", "Configuring an index document", "Configuring
// a custom error document", "CORS configuration".
import { defined } from '../../lib/defined.ts';
import type { Bucket, CorsRule } from '../../model/bucket.ts';
import { statusOf } from './conditions.ts';
import type { StoredObject } from './protocol.ts';
import { encoded, redirectAfter, redirectBefore } from './website-redirect.ts';
import type { BucketRequest, BucketAnswer } from './bucket-request.ts';

type Objects = Readonly<Record<string, StoredObject>>;
type Endpoint = 'rest' | 'website';

export function answerFromBucket(
  objects: Objects,
  request: BucketRequest,
  { bucket, endpoint }: { readonly bucket: Bucket; readonly endpoint: Endpoint },
): BucketAnswer {
  if (request.method === 'OPTIONS') return preflight(bucket, request);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refusal(endpoint, 405, {
      code: 'MethodNotAllowed',
      message: 'The specified method is not allowed against this resource.',
    });
  const answer =
    endpoint === 'website' && bucket.website !== undefined
      ? fromWebsite(bucket.website, objects, request)
      : fromKey(objects, request);
  const cors = corsHeaders(bucket.corsRules, request);
  return { ...answer, headers: { ...answer.headers, ...cors } };
}

function fromKey(objects: Objects, request: BucketRequest): BucketAnswer {
  const found = objectAt(objects, request.path.slice(1));
  // Without the right to list, which no client has from outside, a missing key gets the same answer as a forbidden one.
  return found === undefined
    ? refusal('rest', 403, { code: 'AccessDenied', message: 'Access Denied' })
    : send(found, request, 'rest');
}

function fromWebsite(
  website: NonNullable<Bucket['website']>,
  objects: Objects,
  request: BucketRequest,
): BucketAnswer {
  const { path } = request;
  const elsewhere = redirectBefore(website, request);
  if (elsewhere !== undefined) return elsewhere;
  const key = path.endsWith('/') ? `${path}${website.indexSuffix}`.slice(1) : path.slice(1);
  const found = objectAt(objects, key);
  if (found !== undefined) return send(found, request, 'website');
  const isFolder = !path.endsWith('/') && objectAt(objects, `${key}/${website.indexSuffix}`) !== undefined;
  if (isFolder) return { status: 302, headers: { location: encoded(`${path}/`), 'content-length': '0' } };
  const rerouted = redirectAfter(website, request, ['404', '403']);
  if (rerouted !== undefined) return rerouted;
  const page = website.errorKey === undefined ? undefined : objectAt(objects, website.errorKey);
  const missing = refusal('website', 404, {
    code: 'NoSuchKey',
    message: 'The specified key does not exist.',
  });
  if (page === undefined) return missing;
  // The error document is sent with the status of the error.
  return content(page, 404);
}

/** Keys come from outside: what every object has by itself is no key. */
function objectAt(objects: Objects, key: string): StoredObject | undefined {
  return Object.hasOwn(objects, key) ? objects[key] : undefined;
}

function send(object: StoredObject, request: BucketRequest, endpoint: 'rest' | 'website'): BucketAnswer {
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

function headersOf(object: StoredObject): Readonly<Record<string, string>> {
  return {
    etag: object.eTag,
    'last-modified': new Date(object.lastModified).toUTCString(),
    ...defined({ 'cache-control': object.cacheControl }),
  };
}

function content(object: StoredObject, status: number): BucketAnswer {
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

function refusal(
  endpoint: Endpoint,
  status: number,
  { code, message }: { readonly code: string; readonly message: string },
): BucketAnswer {
  const isPage = endpoint === 'website';
  const text = isPage
    ? `<html><head><title>${status} ${code}</title></head><body><h1>${status} ${code}</h1><p>${message}</p></body></html>\n`
    : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>\n`;
  return {
    status,
    headers: {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/xml',
      'content-length': String(Buffer.byteLength(text)),
    },
    body: { text },
  };
}

function preflight({ corsRules }: Bucket, request: BucketRequest): BucketAnswer {
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
