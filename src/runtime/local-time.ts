// What the clocks of a time zone show.
import type { LocalTime } from '../model/quartz-cron.ts';

/**
 * Undefined for a zone that nobody knows.
 * @param timeZone `Region/City`, `UTC`, `UTC+05:30`, or an abbreviation that the system knows
 */
export function localTime(at: number, timeZone: string): LocalTime | undefined {
  const offset = /^UTC([+-]\d\d:\d\d)$/.exec(timeZone)?.[1];
  let parts: readonly Intl.DateTimeFormatPart[];
  try {
    parts = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: offset ?? timeZone }).formatToParts(at);
  } catch {
    return undefined;
  }
  const text = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return {
    minute: Number(text('minute')),
    hour: Number(text('hour')),
    dayOfMonth: Number(text('day')),
    month: Number(text('month')),
    dayOfWeek: days.indexOf(text('weekday')) + 1,
    year: Number(text('year')),
  };
}

const fields = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  weekday: 'short',
  hourCycle: 'h23',
} as const;

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
