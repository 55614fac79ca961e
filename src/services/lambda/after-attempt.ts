// What becomes of an event for later after an attempt to run it. Pure. Source: Lambda developer guide, "How Lambda handles errors
// and retries with asynchronous invocation".

export interface Attempted {
  readonly result: 'succeeded' | 'failed' | 'throttled';
  /** With this one; an event that was throttled was not attempted. */
  readonly attempts: number;
  readonly ageMs: number;
}

export interface RetryConfig {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
}

export type AfterAttempt =
  | { readonly kind: 'again'; readonly afterMs: number }
  | { readonly kind: 'over'; readonly condition: 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' };

/** A second attempt comes after one minute, a third two minutes after that. */
const retryAfterMs = [60_000, 120_000] as const;
const mostRetries = 2;
const mostAgeSeconds = 21_600;
/** AWS begins with a second, and waits up to five minutes: here the function is tried again as soon as it may run. */
const throttledAgainMs = 1000;

export function afterAttempt(
  { result, attempts, ageMs }: Attempted,
  { MaximumRetryAttempts = mostRetries, MaximumEventAgeInSeconds = mostAgeSeconds }: RetryConfig,
): AfterAttempt {
  if (result === 'succeeded') return { kind: 'over', condition: 'Success' };
  if (ageMs > MaximumEventAgeInSeconds * 1000) return { kind: 'over', condition: 'EventAgeExceeded' };
  if (result === 'throttled') return { kind: 'again', afterMs: throttledAgainMs };
  const afterMs = retryAfterMs[attempts - 1];
  if (attempts > MaximumRetryAttempts || afterMs === undefined)
    return { kind: 'over', condition: 'RetriesExhausted' };
  return { kind: 'again', afterMs };
}
