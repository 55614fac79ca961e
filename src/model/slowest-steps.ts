// Which steps of a build are worth shortening. Pure.
import type { TimedStep } from './progress.ts';

const shown = 5;
const worthwhile = 0.01;

/** At most five, longest first; without those that took less than a hundredth of it all. */
export function slowestSteps(steps: readonly TimedStep[]): readonly TimedStep[] {
  const wholeMs = steps.reduce((sum, { durationMs }) => sum + durationMs, 0);
  return steps
    .filter(({ durationMs }) => durationMs > wholeMs * worthwhile)
    .toSorted((a, b) => b.durationMs - a.durationMs)
    .slice(0, shown);
}
