// When a pipeline starts by itself: the expressions of EventBridge Scheduler (its user guide, "Schedule types"). Pure.
import type { Result } from '../lib/result.ts';
import { parseQuartzCron, type LocalTime } from './quartz-cron.ts';

/** With the names of EventBridge Scheduler's CreateSchedule, in the case of CodePipeline's. */
export interface Schedule {
  readonly name: string;
  /** `rate(5 minutes)` or `cron(0 8 ? * MON-FRI *)`. */
  readonly scheduleExpression: string;
  /** UTC when absent. */
  readonly scheduleExpressionTimezone?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** A rule of EventBridge has neither a time zone nor variables: its Scheduler has both. */
export function isOfRule({
  scheduleExpressionTimezone: zone = 'UTC',
  variables = {},
}: Pick<Schedule, 'scheduleExpressionTimezone' | 'variables'>): boolean {
  return zone === 'UTC' && Object.keys(variables).length === 0;
}

export type Timing =
  | { readonly kind: 'rate'; readonly everyMs: number }
  | { readonly kind: 'cron'; readonly matches: (time: LocalTime) => boolean };

const unitsMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** What the expression means, or what is wrong with it. */
export function parseSchedule(expression: string): Result<Timing> {
  const [, count = '', unit = '', plural = ''] =
    /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const unitMs = unitsMs[unit];
  if (unitMs !== undefined) {
    const value = Number(count);
    if (value === 0) return { failed: `"${expression}" would never come: the value is at least 1` };
    if ((value === 1) !== (plural === ''))
      return { failed: `"${expression}" is written rate(${value} ${unit}${value === 1 ? '' : 's'})` };
    return { kind: 'rate', everyMs: value * unitMs };
  }
  const fields = /^cron\((.+)\)$/.exec(expression)?.[1];
  if (fields === undefined)
    return { failed: `"${expression}" is neither rate(value unit) nor cron(six fields)` };
  if (fields.trim().split(/\s+/).length !== 6)
    return {
      failed: `"${expression}" needs six fields: minutes, hours, day of month, month, day of week, year`,
    };
  // The same as Quartz, without seconds.
  const matches = parseQuartzCron(`0 ${fields}`);
  return typeof matches === 'function' ? { kind: 'cron', matches } : matches;
}

/**
 * Whether it comes in the minute that begins at `minute`.
 * @param minute milliseconds since the epoch, a whole minute
 * @param since when the schedule was first seen, from which a rate counts; a whole minute too
 */
export function isDue(
  timing: Timing,
  { minute, since, local }: { readonly minute: number; readonly since: number; readonly local: LocalTime },
): boolean {
  // A time that comes twice in autumn is due once (EventBridge Scheduler user guide, "Daylight savings time").
  if (timing.kind === 'cron') return local.isRepeated !== true && timing.matches(local);
  return minute > since && (minute - since) % timing.everyMs === 0;
}
