// The times of `on.schedule` (GitHub: POSIX cron with five fields, in UTC unless `timezone` says otherwise) as EventBridge writes
// them. Pure.
import type { Schedule } from '../../model/schedule.ts';
import { isMapping, valueAt, type Value, type Workflow } from '../../model/workflow.ts';
import { defined } from '../../lib/defined.ts';

export function schedulesOf({ on }: Pick<Workflow, 'on'>, ref: string): readonly Schedule[] {
  const entries = on['schedule'];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: Value, index) => {
    if (entry === null || typeof entry !== 'object' || !isMapping(entry)) return [];
    const [cron, zone] = [valueAt(entry, 'cron'), valueAt(entry, 'timezone')];
    if (typeof cron !== 'string') return [];
    const variables = { event: 'schedule', ref, payload: JSON.stringify({ schedule: cron }) };
    return eventBridgeCrons(cron).map((scheduleExpression, part) => ({
      name: `schedule-${index + 1}${part === 0 ? '' : `-${part + 1}`}`,
      scheduleExpression,
      variables,
      ...defined({ scheduleExpressionTimezone: typeof zone === 'string' ? zone : undefined }),
    }));
  });
}

/**
 * Two when both the day of the month and the day of the week are limited: in POSIX either is enough, and EventBridge wants one of
 * them to be `?`.
 */
export function eventBridgeCrons(cron: string): readonly string[] {
  const [minute = '*', hour = '*', day = '*', month = '*', weekday = '*'] = cron.trim().split(/\s+/);
  const written = (dayOfMonth: string, dayOfWeek: string) =>
    `cron(${minute} ${hour} ${dayOfMonth} ${month} ${dayOfWeek} *)`;
  if (weekday === '*') return [written(day, '?')];
  const ofWeek = written('?', oneMore(weekday));
  return day === '*' ? [ofWeek] : [written(day, '?'), ofWeek];
}

/** POSIX counts the days of the week from 0, EventBridge from 1, both from Sunday; a number behind `/` is no day. */
function oneMore(weekday: string): string {
  return weekday.replaceAll(/(?<![/\w])\d/g, (digit) => String((Number(digit) % 7) + 1));
}
