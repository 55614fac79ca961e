// When a schedule of EventBridge Scheduler comes. Pure. Source: EventBridge Scheduler user guide, "Schedule types".
import type { Result } from '../../lib/result.ts';
import { isFailed } from '../../lib/result.ts';
import type { LocalTime } from '../../model/quartz-cron.ts';
import { localTime } from '../../model/local-time.ts';
import { isDue, parseSchedule, type Timing } from '../../model/schedule.ts';
import { minuteMs, wholeMinute } from '../each-minute.ts';

export type ScheduleTiming = Timing | { readonly kind: 'once'; readonly at: string };

/** @returns what is wrong with it, when it is no expression of a schedule */
export function parseExpression(expression: string): Result<ScheduleTiming> {
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  if (at !== undefined)
    return isDate(at) ? { kind: 'once', at } : { failed: `"${expression}" names no time that exists` };
  // EventBridge's rules ask for the singular of one and the plural of others, Scheduler takes both.
  const [, value = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  return parseSchedule(value === '' ? expression : `rate(${value} ${unit}${Number(value) === 1 ? '' : 's'})`);
}

/** No thirtieth of February. */
function isDate(text: string): boolean {
  const time = Date.parse(`${text}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export interface TimedSchedule {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly createdAt: number;
  readonly isOver?: true;
}

/**
 * Whether it comes in the minute that begins at `minute`, milliseconds since the epoch. One that comes once is due until it
 * has come: the process may have been ended at its time.
 */
export function comesAt(schedule: TimedSchedule, minute: number): boolean {
  const timing = parseExpression(schedule.ScheduleExpression);
  const local = localTime(minute, schedule.ScheduleExpressionTimezone ?? 'UTC');
  if (isFailed(timing) || local === undefined) return false;
  if (timing.kind === 'once') return schedule.isOver !== true && isPast(schedule, timing.at, local);
  // Start and end are for what recurs (API reference, CreateSchedule).
  if (minute < wholeMinute(schedule.startsAt ?? 0) || hasEnded(schedule, minute)) return false;
  // A rate comes at its start, or at once when it has none; isDue counts from before that.
  const first = Math.ceil((schedule.startsAt ?? schedule.createdAt) / minuteMs) * minuteMs;
  const since = timing.kind === 'rate' ? first - timing.everyMs : first;
  return minute >= (timing.kind === 'rate' ? first : minute) && isDue(timing, { minute, since, local });
}

/** Nothing comes any more. */
export function hasEnded({ endsAt, isOver }: TimedSchedule, minute: number): boolean {
  return isOver === true || (endsAt !== undefined && minute >= endsAt);
}

/** A time that was past when the schedule was made does not come. */
function isPast(
  { createdAt, ScheduleExpressionTimezone }: TimedSchedule,
  at: string,
  now: LocalTime,
): boolean {
  const madeAt = localTime(wholeMinute(createdAt), ScheduleExpressionTimezone ?? 'UTC');
  const minute = at.slice(0, 'yyyy-mm-ddThh:mm'.length);
  return minute <= textOf(now) && madeAt !== undefined && minute >= textOf(madeAt);
}

function textOf({ year, month, dayOfMonth, hour, minute }: LocalTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(dayOfMonth)}T${two(hour)}:${two(minute)}`;
}
