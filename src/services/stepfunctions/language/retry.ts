// Which Retry and which Catch take an error, and how long a retry waits. Pure. Source: Amazon States Language, "Errors".
import type { Catcher, Retrier } from './machine.ts';
import { terminalErrors, type StateError } from './state-error.ts';

function takes(names: readonly string[], { error }: StateError): boolean {
  return names.some(
    (name) =>
      name === error ||
      (name === 'States.ALL' && !terminalErrors.has(error)) ||
      // All but a timeout ("Error names").
      (name === 'States.TaskFailed' && error !== 'States.Timeout' && !error.startsWith('States.')),
  );
}

export function catcherOf(catchers: readonly Catcher[] = [], error: StateError): Catcher | undefined {
  return catchers.find(({ ErrorEquals }) => takes(ErrorEquals, error));
}

/** The place of the retrier that takes the error, which counts its attempts for itself. */
export function retrierOf(retriers: readonly Retrier[] = [], error: StateError): number | undefined {
  const found = retriers.findIndex(({ ErrorEquals }) => takes(ErrorEquals, error));
  return found < 0 ? undefined : found;
}

/**
 * Undefined when it has been tried often enough.
 * @param tried how often this retrier has
 * @param chance from 0 to 1, for a jitter
 */
export function delayMs(
  {
    IntervalSeconds = 1,
    MaxAttempts = 3,
    BackoffRate = 2,
    MaxDelaySeconds,
    JitterStrategy = 'NONE',
  }: Retrier,
  tried: number,
  chance: number,
): number | undefined {
  if (tried >= MaxAttempts) return undefined;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** tried, MaxDelaySeconds ?? Infinity);
  return seconds * 1000 * (JitterStrategy === 'FULL' ? chance : 1);
}
