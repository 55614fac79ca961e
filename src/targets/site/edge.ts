// One distribution's edge: answers from what it keeps, asks its origin otherwise, and stands error pages in.
import { defined } from '../../lib/defined.ts';
import type { CacheBehavior, Distribution } from '../../model/distribution.ts';
import { behaviorOf, errorFreshMs, freshMs, isInvalidated } from './edge-rules.ts';
import type { SiteAnswer } from './protocol.ts';
import type { BucketRequest } from '../bucket/bucket-request.ts';

/** Asks the origin that a behaviour names; undefined when there is none of that name here. */
export type AskOrigin = (originId: string, request: BucketRequest) => SiteAnswer | undefined;

export interface EdgeAnswer extends SiteAnswer {
  /** As the header x-cache says it. */
  readonly cache: 'Hit' | 'Miss' | 'RefreshHit' | 'Error';
  readonly behavior: CacheBehavior;
  /** Milliseconds since the origin gave it. */
  readonly ageMs?: number;
}

interface Kept {
  readonly path: string;
  answer: SiteAnswer;
  storedAt: number;
  freshUntil: number;
}

/** More than any site has pages; beyond it the oldest goes. */
const mostKept = 10_000;

export class Edge {
  #distribution: Distribution;
  readonly #ask: AskOrigin;
  readonly #now: () => number;
  readonly #kept = new Map<string, Kept>();
  readonly #counts = { requests: 0, hits: 0, errors: 0 };

  constructor(distribution: Distribution, ask: AskOrigin, now: () => number) {
    this.#distribution = distribution;
    this.#ask = ask;
    this.#now = now;
  }

  get counts(): { readonly requests: number; readonly hits: number; readonly errors: number } {
    return { ...this.#counts };
  }

  /** What is kept stays, as it does while a change of a distribution is deployed. */
  configure(distribution: Distribution): void {
    this.#distribution = distribution;
  }

  invalidate(paths: readonly string[]): void {
    for (const [key, { path }] of this.#kept)
      if (paths.some((invalidation) => isInvalidated(path, invalidation))) this.#kept.delete(key);
  }

  answer(request: BucketRequest): EdgeAnswer {
    const answer = this.#answer(request);
    this.#counts.requests += 1;
    if (answer.cache === 'Hit' || answer.cache === 'RefreshHit') this.#counts.hits += 1;
    if (answer.status >= 500) this.#counts.errors += 1;
    return answer;
  }

  #answer(request: BucketRequest): EdgeAnswer {
    const { defaultRootObject } = this.#distribution;
    const behavior = behaviorOf(this.#distribution, request.path);
    if (!behavior.allowedMethods.includes(request.method)) return { ...notAllowed, behavior };
    const path =
      request.path === '/' && defaultRootObject !== undefined ? `/${defaultRootObject}` : request.path;
    const { answer, ...got } = this.#get({ ...request, path }, behavior);
    if (answer.status < 400) return { ...answer, ...got, behavior };
    return this.#errorPage(answer) ?? { ...answer, ...got, cache: 'Error', behavior };
  }

  /** The page that is shown instead of an error; undefined when there is none, or when it cannot be had. */
  #errorPage({ status }: SiteAnswer): EdgeAnswer | undefined {
    const response = this.#distribution.errorResponses.find(({ errorCode }) => errorCode === status);
    if (response?.responsePagePath === undefined) return undefined;
    const { responsePagePath: path } = response;
    const behavior = behaviorOf(this.#distribution, path);
    const { answer } = this.#get({ method: 'GET', path }, behavior);
    if (answer.status !== 200) return undefined;
    return { ...answer, status: response.responseCode ?? status, cache: 'Error', behavior };
  }

  #get(
    request: BucketRequest,
    behavior: CacheBehavior,
  ): { readonly answer: SiteAnswer } & Pick<EdgeAnswer, 'cache' | 'ageMs'> {
    const now = this.#now();
    const { method, path } = request;
    const asked: BucketRequest = {
      method: method === 'HEAD' ? 'GET' : method,
      path,
      ...defined({ host: request.host }),
      ...(behavior.forwardsOrigin && request.origin !== undefined ? { origin: request.origin } : {}),
      ...defined({ requestMethod: request.requestMethod }),
    };
    if (asked.method !== 'GET') return { answer: this.#fromOrigin(behavior, asked), cache: 'Miss' };
    const key = JSON.stringify([path, asked.origin]);
    const kept = this.#kept.get(key);
    if (kept !== undefined && now < kept.freshUntil)
      return { answer: kept.answer, cache: 'Hit', ageMs: now - kept.storedAt };
    const eTag = kept?.answer.headers['etag'];
    const answer = this.#fromOrigin(behavior, eTag === undefined ? asked : { ...asked, ifNoneMatch: eTag });
    if (answer.status === 304 && kept !== undefined) {
      kept.storedAt = now;
      kept.freshUntil = now + freshMs(answer.headers, behavior);
      return { answer: kept.answer, cache: 'RefreshHit', ageMs: 0 };
    }
    this.#keep(key, { path, answer, storedAt: now, freshUntil: now + this.#keepingMs(answer, behavior) });
    return { answer, cache: 'Miss' };
  }

  #keepingMs(answer: SiteAnswer, behavior: CacheBehavior): number {
    if (answer.status < 400) return freshMs(answer.headers, behavior);
    const response = this.#distribution.errorResponses.find(({ errorCode }) => errorCode === answer.status);
    return errorFreshMs(answer.status, answer.headers, response);
  }

  /** What is not fresh for a moment is still kept where it can be asked about again. */
  #keep(key: string, kept: Kept): void {
    this.#kept.delete(key);
    const isUseful = kept.freshUntil > kept.storedAt || kept.answer.headers['etag'] !== undefined;
    if (!isUseful) return;
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  #fromOrigin({ targetOriginId }: CacheBehavior, request: BucketRequest): SiteAnswer {
    const { path = '' } = this.#distribution.origins.find(({ id }) => id === targetOriginId) ?? {};
    return this.#ask(targetOriginId, { ...request, path: `${path}${request.path}` }) ?? noOrigin;
  }
}

function plainPage(status: number, message: string): SiteAnswer {
  const text = `<html><head><title>ERROR: The request could not be satisfied</title></head><body><h1>${status} ERROR</h1><p>${message}</p></body></html>\n`;
  const headers = { 'content-type': 'text/html', 'content-length': String(Buffer.byteLength(text)) };
  return { status, headers, body: { text } };
}

const notAllowed = {
  ...plainPage(
    403,
    'This distribution is not configured to allow the HTTP request method that was used for this request.',
  ),
  cache: 'Error',
} as const;
const noOrigin = plainPage(502, 'The origin of this distribution is not deployed here.');
