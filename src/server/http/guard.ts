// Who may ask what: tokens and sessions, scopes, where a page may come from, and how often a client may send requests.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import { allows, type Scope, type Token } from '../../state/access/access-store.ts';
import type { ApiEnv, Caller, Served } from './served.ts';

/** Sent to `/api` only: an application that is deployed on another port of this machine does not get it. */
export const sessionCookie = 'slipway_session';
export const cookiePath = '/api';

/** Asks for a token or a session that may do it: 401 without, 403 with one that may not. */
export function needs(scope: Scope): MiddlewareHandler<ApiEnv> {
  return createMiddleware<ApiEnv>(async (c, next) => {
    const caller = callerOf(c);
    if (caller === undefined)
      return c.json({ message: 'A token is needed: Authorization: Bearer … (slipway token make)' }, 401, {
        'WWW-Authenticate': 'Bearer realm="slipway"',
      });
    if (!allows(caller.token, scope))
      return c.json({ message: `The token "${caller.token.name}" has no scope ${scope}` }, 403);
    if (caller.via === 'session' && !isSafe(c.req.method) && !isSameOrigin(c))
      return c.json({ message: 'The request comes from another page' }, 403);
    c.set('caller', caller);
    return next();
  });
}

/** Whether the token or session that opened a long answer is still valid. Unknown while the store cannot be read. */
export function isStillAllowed(c: Context<ApiEnv>): boolean {
  try {
    return callerOf(c) !== undefined;
  } catch (error) {
    c.get('served').log.warn({ error: String(error) }, 'tokens cannot be read');
    return true;
  }
}

function callerOf(c: Context<ApiEnv>): Caller | undefined {
  const { access, now } = c.get('served');
  if (bearerOf(c.req.header('authorization')) !== undefined) {
    const token = tokenIn(c);
    return token === undefined ? undefined : { token, via: 'token' };
  }
  const cookie = getCookie(c, sessionCookie);
  const token = cookie === undefined ? undefined : access.sessionOf(cookie, now());
  return token === undefined ? undefined : { token, via: 'session' };
}

/** The token that the request itself carries. */
export function tokenIn(c: Context<ApiEnv>): Token | undefined {
  const { access, now } = c.get('served');
  const given = bearerOf(c.req.header('authorization'));
  return given === undefined ? undefined : access.tokenOf(given, now());
}

/** `Bearer TOKEN`, or as programs such as git send it: `Basic`, the token as the password. */
function bearerOf(header: string | undefined): string | undefined {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  if (scheme.toLowerCase() === 'bearer') return value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [, ...password] = Buffer.from(value, 'base64').toString('utf8').split(':');
  return password.join(':');
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Whether a browser says that another page sends it. A program that is no browser sends no origin. */
export function isFromElsewhere(c: Context<ApiEnv>): boolean {
  return c.req.header('origin') !== undefined && !isSameOrigin(c);
}

/** Browsers say with each request that changes something where it comes from. */
function isSameOrigin(c: Context<ApiEnv>): boolean {
  const origin = c.req.header('origin');
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === c.req.header('host');
}

/**
 * Refuses names that are not this server's: a page of another site could have made its own name point here (DNS
 * rebinding) and would then count as of the same origin.
 */
export function ownNamesOnly({ ownNames }: Served): MiddlewareHandler<ApiEnv> {
  const own = new Set(ownNames);
  return createMiddleware<ApiEnv>(async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '').toLowerCase();
    if (own.has(host)) return next();
    return c.json({ message: `This server is not called "${host}" (slipway up --public-host)` }, 421);
  });
}

/** As many requests at once as `burst`, refilled evenly; more get 429. */
export function limited(
  { now }: Pick<Served, 'now'>,
  { perSecond, burst }: { readonly perSecond: number; readonly burst: number },
): MiddlewareHandler<ApiEnv> {
  const buckets = new Map<string, { level: number; at: number }>();
  return createMiddleware<ApiEnv>(async (c, next) => {
    const who = getConnInfo(c).remote.address ?? '';
    if (buckets.size > 10_000) buckets.clear();
    const bucket = buckets.get(who) ?? { level: burst, at: now() };
    const filled = Math.min(burst, bucket.level + ((now() - bucket.at) / 1000) * perSecond);
    buckets.set(who, { level: Math.max(0, filled - 1), at: now() });
    if (filled >= 1) return next();
    return c.json({ message: 'Too many requests' }, 429, { 'Retry-After': '1' });
  });
}
