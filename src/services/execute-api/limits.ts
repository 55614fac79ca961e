// Throttling and quotas: a bucket of tokens for each limit, and a count for each period. Counted by the process that answers;
// a restart begins again.
export interface Rate {
  /** Requests a second. */
  readonly rateLimit: number;
  readonly burstLimit: number;
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Pure: the bucket afterwards, and whether the request may pass (API Gateway developer guide, "Throttle requests"). */
export function takeToken(
  before: Bucket | undefined,
  { rateLimit, burstLimit }: Rate,
  at: number,
): Bucket & { readonly passes: boolean } {
  const size = Math.max(burstLimit, 0);
  const refilled =
    before === undefined ? size : Math.min(size, before.tokens + ((at - before.at) / 1000) * rateLimit);
  const passes = refilled >= 1;
  return { tokens: passes ? refilled - 1 : refilled, at, passes };
}

export interface Quota {
  readonly limit: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
  /** Requests that count as made at the beginning of the first period. */
  readonly offset: number;
}

/** The begin of the period that a time is in, in UTC. Pure. */
export function periodOf(period: Quota['period'], at: number): number {
  const date = new Date(at);
  const day = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  if (period === 'DAY') return day;
  if (period === 'WEEK') return day - date.getUTCDay() * 86_400_000;
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

export class Limits {
  readonly #buckets = new Map<string, Bucket>();
  readonly #counts = new Map<string, { readonly period: number; readonly count: number }>();

  passesRate(name: string, rate: Rate, at: number): boolean {
    const { passes, ...bucket } = takeToken(this.#buckets.get(name), rate, at);
    this.#buckets.set(name, bucket);
    return passes;
  }

  passesQuota(name: string, quota: Quota, at: number): boolean {
    const period = periodOf(quota.period, at);
    const before = this.#counts.get(name);
    const count = before === undefined ? quota.offset : before.period === period ? before.count : 0;
    if (count >= quota.limit) return false;
    this.#counts.set(name, { period, count: count + 1 });
    return true;
  }
}
