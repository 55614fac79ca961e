// Periods of time in queries of Logs Insights: `5m`, `1hr`, `2quarters`. Source: CloudWatch Logs user guide, "stats". Pure.

interface Unit {
  /** A name of more than one letter may end with `s`. */
  readonly names: readonly string[];
  readonly length: Length;
}

/** Months, quarters and years have no one length: the calendar of UTC has them. */
type Length = { readonly ms: number } | { readonly months: number };

const units: readonly Unit[] = [
  { names: ['ms', 'msec', 'millisecond'], length: { ms: 1 } },
  { names: ['s', 'sec', 'second'], length: { ms: 1000 } },
  { names: ['m', 'min', 'minute'], length: { ms: 60_000 } },
  { names: ['h', 'hr', 'hour'], length: { ms: 3_600_000 } },
  { names: ['d', 'day'], length: { ms: 86_400_000 } },
  { names: ['w', 'week'], length: { ms: 7 * 86_400_000 } },
  { names: ['mo', 'mon', 'month'], length: { months: 1 } },
  { names: ['q', 'qtr', 'quarter'], length: { months: 3 } },
  { names: ['y', 'yr', 'year'], length: { months: 12 } },
];

const lengthOf: ReadonlyMap<string, Length> = new Map(
  units.flatMap(({ names, length }) =>
    names
      .flatMap((name) => (name.length > 1 ? [name, `${name}s`] : [name]))
      .map((name) => [name, length] as const),
  ),
);

/** The source of an expression that finds a period. */
export const periodSource = String.raw`\d+(?:${[...lengthOf.keys()].join('|')})`;

const wholePeriod = new RegExp(`^${periodSource}$`);

/** Undefined for a text that is no period, for one of no length, and for one that is too long to count. */
export function periodOf(text: string): Length | undefined {
  if (!wholePeriod.test(text)) return undefined;
  const unit = text.replace(/^\d+/, '');
  const count = Number(text.slice(0, -unit.length));
  const length = lengthOf.get(unit);
  if (length === undefined || count === 0) return undefined;
  const whole = count * ('ms' in length ? length.ms : length.months);
  if (!Number.isSafeInteger(whole)) return undefined;
  return 'ms' in length ? { ms: whole } : { months: whole };
}

/** The last start of a period that is not after a time, in milliseconds since the epoch. Undefined out of the calendar. */
export function periodStart(at: number, length: Length): number | undefined {
  return startOf(at, length, 0);
}

/** The first start of a period that is not before a time. */
export function periodEnd(at: number, length: Length): number | undefined {
  const start = startOf(at, length, 0);
  return start === at ? at : startOf(at, length, 1);
}

function startOf(at: number, length: Length, after: number): number | undefined {
  if ('ms' in length) return (Math.floor(at / length.ms) + after) * length.ms;
  const date = new Date(at);
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  const start = Date.UTC(1970, (Math.floor(month / length.months) + after) * length.months);
  return Number.isFinite(start) ? start : undefined;
}
