// What the clocks of a time zone show.
import { nameOfTimeZone } from '../lib/time-zone.ts';
import type { LocalTime } from './quartz-cron.ts';

/**
 * Undefined for a zone that does not exist.
 * @param timeZone `Region/City`, `UTC`, `UTC+05:30`, or an abbreviation that the system knows
 */
export function localTime(at: number, timeZone: string): LocalTime | undefined {
  const format = formatOf(timeZone);
  if (format === undefined) return undefined;
  const time = timeBy(format, at);
  const isRepeated = setBacks.some((minutes) => isSame(timeBy(format, at - minutes * 60_000), time));
  return isRepeated ? { ...time, isRepeated } : time;
}

/** By how many minutes clocks are put back: mostly by an hour, on Lord Howe Island by half, at Troll by two. */
const setBacks = [30, 60, 120];

function timeBy(format: Intl.DateTimeFormat, at: number): LocalTime {
  const parts = format.formatToParts(at);
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

function isSame(a: LocalTime, b: LocalTime): boolean {
  return a.minute === b.minute && a.hour === b.hour && a.dayOfMonth === b.dayOfMonth;
}

/** They are slow to make. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat | undefined {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const name = nameOfTimeZone(timeZone);
  if (name === undefined) return undefined;
  const format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: name });
  formats.set(timeZone, format);
  return format;
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
