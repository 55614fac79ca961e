// How much of what is free each month is used: by the estimate of a month, and since the month began. Pure.
import type { CostLine } from './cost-line.ts';
import { firstYearTier } from './prices.ts';

export interface Allowance {
  readonly service: string;
  readonly what: string;
  readonly unit: string;
  /** Each month. */
  readonly free: number;
  /** What a month takes of it; absent where that is not known. */
  readonly estimated?: number;
  /** Of all that is free, in percent. */
  readonly percent?: number;
}

/** One for each line of an estimate that is free up to some quantity. */
export function allowancesOf(lines: readonly CostLine[]): readonly Allowance[] {
  return lines
    .filter(({ free }) => free > 0)
    .map(({ service, what, unit, free, quantity }) => ({
      service,
      what,
      unit,
      free,
      ...(quantity === undefined ? {} : { estimated: quantity, percent: (quantity / free) * 100 }),
    }));
}

/** Of lines that are not free without end: what accounts of the old free tier have for nothing in their first year. */
export function firstYearAllowances(lines: readonly CostLine[]): readonly Allowance[] {
  return lines.flatMap(({ service, what, unit, quantity }) => {
    const free = firstYearTier.find((tier) => tier.what.test(`${service}: ${what}`))?.free;
    if (free === undefined) return [];
    const used = quantity === undefined ? {} : { estimated: quantity, percent: (quantity / free) * 100 };
    return [{ service, what, unit, free, ...used }];
  });
}
