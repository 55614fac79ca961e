// How long an edge keeps what it got, which behaviour a path has, what is compressed, what an invalidation means. Pure.
// Source: CloudFront developer guide, "Managing how long content stays in the cache", "Serving compressed files", "How
// CloudFront processes HTTP 4xx and 5xx status codes from your origin", "Invalidating files".
import { compileStars } from '../../lib/wildcard.ts';
import type { CacheBehavior, CustomErrorResponse, Distribution } from '../../model/distribution.ts';

type Headers = Readonly<Record<string, string>>;

/** Milliseconds for which a good response is fresh; 0 when it is not kept. */
export function freshMs(headers: Headers, { minTtl, defaultTtl, maxTtl }: CacheBehavior): number {
  const control = headers['cache-control'];
  if (control !== undefined && /\b(no-cache|no-store|private)\b/i.test(control)) return minTtl * 1000;
  const seconds = maxAge(control);
  if (seconds === undefined) return Math.max(minTtl, defaultTtl) * 1000;
  return Math.min(Math.max(seconds, minTtl), maxTtl) * 1000;
}

/** `s-maxage` is meant for caches such as this one. */
function maxAge(control: string | undefined): number | undefined {
  const find = (name: string): number | undefined => {
    const found = new RegExp(`(?:^|[\\s,])${name}=(\\d+)`, 'i').exec(control ?? '')?.[1];
    return found === undefined ? undefined : Number(found);
  };
  return find('s-maxage') ?? find('max-age');
}

const alwaysKeptErrors = new Set([404, 414, 500, 501, 502, 503, 504]);

/** Milliseconds for which an error is kept. 400, 403 and their like only when the origin says for how long. */
export function errorFreshMs(
  status: number,
  headers: Headers,
  response: CustomErrorResponse | undefined,
): number {
  const seconds = maxAge(headers['cache-control']);
  if (!alwaysKeptErrors.has(status) && seconds === undefined) return 0;
  return Math.max(response?.errorCachingMinTtl ?? 10, seconds ?? 0) * 1000;
}

/** The first whose pattern fits the path, and the default one otherwise. */
export function behaviorOf({ behaviors, defaultBehavior }: Distribution, path: string): CacheBehavior {
  return behaviors.find(({ pathPattern }) => fitsPattern(pathPattern, path)) ?? defaultBehavior;
}

/** `*` stands for any text, `?` for one character; the slash in front may be left out. */
function fitsPattern(pattern: string, path: string): boolean {
  const whole = pattern.startsWith('/') ? pattern : `/${pattern}`;
  return compileStars(whole, { many: '*', one: '?' }).matches(path);
}

/**
 * An asterisk counts at the end only. Paths of invalidations are URL-encoded (`%2A` is an asterisk that counts for
 * nothing else); what cannot be decoded stands for itself.
 * @param path decoded
 */
export function isInvalidated(path: string, invalidation: string): boolean {
  if (invalidation.endsWith('*')) return path.startsWith(decoded(invalidation.slice(0, -1)));
  return path === decoded(invalidation);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const leastBytes = 1000;
const mostBytes = 10_000_000;
const packable =
  /^(application\/(javascript|json|xml|vnd\.ms-fontobject|xhtml\+xml|rss\+xml|x-javascript|font[\w-]*|opentype|otf|truetype|ttf|x-font-\w+)|font\/(eot|opentype|otf|ttf)|image\/svg\+xml|text\/(css|csv|html|javascript|js|plain|richtext|tab-separated-values|xml|x-component|x-script))\b/;

/** How a response is packed for this viewer; undefined when it is not. Brotli before gzip. */
export function packingOf(
  behavior: CacheBehavior,
  { status, headers }: { readonly status: number; readonly headers: Headers },
  acceptEncoding: string | undefined,
): 'br' | 'gzip' | undefined {
  const size = Number(headers['content-length'] ?? Number.NaN);
  const isFit =
    behavior.compress &&
    behavior.maxTtl > 0 &&
    [200, 403, 404].includes(status) &&
    size >= leastBytes &&
    size <= mostBytes &&
    headers['content-encoding'] === undefined &&
    packable.test(headers['content-type'] ?? '');
  if (!isFit) return undefined;
  const accepts = (name: string): boolean =>
    new RegExp(`(?:^|[\\s,])${name}\\s*(?:,|$|;(?!\\s*q=0(?:\\.0+)?\\s*(?:,|$)))`, 'i').test(
      acceptEncoding ?? '',
    );
  if (accepts('br')) return 'br';
  return accepts('gzip') ? 'gzip' : undefined;
}
