// What stats makes of the values of a group, one after the other. Pure.
import { numberOf, textOf, type Value } from './functions.ts';

export interface Statistic {
  /** @param at of the event, in milliseconds since the epoch */
  readonly add: (args: readonly Value[], at: number) => void;
  readonly result: () => Value;
}

/** @param hasField `count(*)` counts events, `count(a)` those that have it */
export function openStatistic(name: string, hasField: boolean): Statistic {
  switch (name) {
    case 'count':
      return counting(hasField);
    case 'count_distinct':
      return distinct();
    case 'earliest':
      return chosen((_value, at, best) => at < best.at);
    case 'latest':
      return chosen((_value, at, best) => at >= best.at);
    case 'sortsfirst':
      return chosen((value, _at, best) => textOf(value) < textOf(best.value));
    case 'sortslast':
      return chosen((value, _at, best) => textOf(value) > textOf(best.value));
    default:
      return ofNumbers(name);
  }
}

function counting(hasField: boolean): Statistic {
  let count = 0;
  return {
    add: ([value]) => {
      if (!hasField || value !== undefined) count += 1;
    },
    result: () => count,
  };
}

function distinct(): Statistic {
  const seen = new Set<string>();
  return {
    add: (args) => {
      if (args.every((each) => each !== undefined)) seen.add(JSON.stringify(args.map(textOf)));
    },
    result: () => seen.size,
  };
}

interface Best {
  readonly value: Value;
  readonly at: number;
}

function chosen(isBetter: (value: Value, at: number, best: Best) => boolean): Statistic {
  let best: Best | undefined;
  return {
    add: ([value], at) => {
      if (value !== undefined && (best === undefined || isBetter(value, at, best))) best = { value, at };
    },
    result: () => best?.value,
  };
}

/** The share of `pct(a, 95)` is its second value. */
function ofNumbers(name: string): Statistic {
  const numbers: number[] = [];
  let share = 50;
  return {
    add: ([value, percent]) => {
      const number = numberOf(value);
      if (number !== undefined) numbers.push(number);
      share = numberOf(percent) ?? share;
    },
    result: () => (numbers.length === 0 ? undefined : resultOf(name, numbers, share)),
  };
}

function resultOf(name: string, numbers: readonly number[], share: number): number {
  const sum = numbers.reduce((all, each) => all + each, 0);
  const mean = sum / numbers.length;
  switch (name) {
    case 'sum':
      return sum;
    case 'avg':
      return mean;
    case 'min':
      return numbers.reduce((least, each) => Math.min(least, each));
    case 'max':
      return numbers.reduce((most, each) => Math.max(most, each));
    case 'stddev':
      return Math.sqrt(numbers.reduce((all, each) => all + (each - mean) ** 2, 0) / numbers.length);
    default:
      return percentile(numbers, share);
  }
}

/** The smallest value that so many percent are not above; of an even number the median is between both. */
function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const place = (Math.min(100, Math.max(0, share)) / 100) * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (high - low) * (place - Math.floor(place));
}
