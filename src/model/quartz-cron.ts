// Expressions of Quartz's kind, as the DeploymentWindow rule takes them: seconds, minutes, hours, day of month, month, day
// of week (1 is Sunday) and perhaps a year. Pure.
// Source: CodePipeline user guide, "DeploymentWindow rule"; Quartz, "Cron Trigger Tutorial".
import type { Result } from '../lib/result.ts';

/** A moment as the clocks of a place show it. */
export interface LocalTime {
  readonly minute: number;
  readonly hour: number;
  readonly dayOfMonth: number;
  /** From 1. */
  readonly month: number;
  /** 1 is Sunday. */
  readonly dayOfWeek: number;
  readonly year: number;
  /** Clocks that were put back show this time for the second time. */
  readonly isRepeated?: true;
}

type Matches = (time: LocalTime) => boolean;
type Parsed = Result<Matches>;

/** Whether a moment matches. Seconds are read and do not count: a window is open for whole minutes. */
export function parseQuartzCron(text: string): Parsed {
  const fields = text.trim().split(/\s+/);
  if (fields.length !== 6 && fields.length !== 7)
    return { failed: `"${text}" has ${fields.length} fields, and needs six, or seven with a year` };
  const [seconds = '', minutes = '', hours = '', days = '', months = '', weekdays = '', years = '*'] = fields;
  const marks = [days, weekdays].filter((field) => field === '?').length;
  if (marks === 2) return { failed: 'Only one of day of month and day of week can be "?"' };
  if (marks === 0)
    return { failed: `One of day of month ("${days}") and day of week ("${weekdays}") must be "?"` };
  const parsed: readonly Parsed[] = [
    parseRange(seconds, { name: 'seconds', min: 0, max: 59 }, () => undefined),
    parseRange(minutes, { name: 'minutes', min: 0, max: 59 }, ({ minute }) => minute),
    parseRange(hours, { name: 'hours', min: 0, max: 23 }, ({ hour }) => hour),
    parseDayOfMonth(days),
    parseRange(months, { name: 'months', min: 1, max: 12, words: monthWords }, ({ month }) => month),
    parseDayOfWeek(weekdays),
    parseRange(years, { name: 'years', min: 1970, max: 2199 }, ({ year }) => year),
  ];
  const all: Matches[] = [];
  for (const field of parsed)
    if (typeof field === 'function') all.push(field);
    else return field;
  return (time) => all.every((matches) => matches(time));
}

interface Range {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words?: readonly string[];
}

const monthWords = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayWords = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Lists of `*`, `5`, `1-5`, `0/15`, `8-18/2`. A value that is not known matches everything. */
function parseRange(text: string, range: Range, valueOf: (time: LocalTime) => number | undefined): Parsed {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const found = valuesOf(part, range);
    if (found === undefined)
      return {
        failed: `"${part}" is nothing that can stand for ${range.name} (${range.min} to ${range.max})`,
      };
    for (const value of found) values.add(value);
  }
  return (time) => {
    const value = valueOf(time);
    return value === undefined || values.has(value);
  };
}

function valuesOf(part: string, range: Range): readonly number[] | undefined {
  const [, span = '', step = '1'] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
  const { min, max } = range;
  const [from, to] = span === '*' ? [min, max] : bounds(span, range, part.includes('/'));
  const every = Number(step);
  if (from === undefined || to === undefined || every < 1 || every > max) return undefined;
  if (from < min || from > max || to < min || to > max) return undefined;
  // A range such as FRI-MON goes over the end.
  const count = from <= to ? to - from : max - from + 1 + (to - min);
  return Array.from({ length: Math.floor(count / every) + 1 }, (_, index) => {
    const value = from + index * every;
    return value > max ? value - (max - min + 1) : value;
  });
}

function bounds(
  span: string,
  { max, min, words = [] }: Range,
  hasStep: boolean,
): readonly (number | undefined)[] {
  const numberOf = (text: string): number | undefined => {
    if (/^\d+$/.test(text)) return Number(text);
    const at = words.indexOf(text.toUpperCase());
    return at === -1 ? undefined : at + min;
  };
  const [first = '', last, more] = span.split('-');
  if (more !== undefined) return [undefined];
  return [numberOf(first), last === undefined ? (hasStep ? max : numberOf(first)) : numberOf(last)];
}

/** Also `?`, `L` (the last), `L-3` (before it), `15W` (the working day nearest to it) and `LW`. */
function parseDayOfMonth(text: string): Parsed {
  if (text === '?') return () => true;
  if (text === 'L') return (time) => time.dayOfMonth === lastDay(time);
  if (text === 'LW') return (time) => time.dayOfMonth === nearestWeekday(time, lastDay(time));
  const before = /^L-(\d+)$/.exec(text)?.[1];
  if (before !== undefined && Number(before) <= 30)
    return (time) => time.dayOfMonth === lastDay(time) - Number(before);
  const near = /^(\d+)W$/.exec(text)?.[1];
  if (near !== undefined && isDay(near))
    return (time) => time.dayOfMonth === nearestWeekday(time, Number(near));
  return parseRange(text, { name: 'days of the month', min: 1, max: 31 }, ({ dayOfMonth }) => dayOfMonth);
}

function isDay(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 31;
}

/** Also `?`, `6L` (the last Friday) and `6#3` (the third Friday). */
function parseDayOfWeek(text: string): Parsed {
  if (text === '?') return () => true;
  const range = { name: 'days of the week', min: 1, max: 7, words: dayWords };
  const [, day = '', last, nth] = /^(\w+?)(?:(L)|#([1-5]))$/.exec(text) ?? [];
  const [weekday] = day === '' ? [] : (valuesOf(day, range) ?? []);
  if (text === 'L') return ({ dayOfWeek }) => dayOfWeek === 7;
  if (weekday === undefined) return parseRange(text, range, ({ dayOfWeek }) => dayOfWeek);
  if (last !== undefined) return (time) => time.dayOfWeek === weekday && time.dayOfMonth + 7 > lastDay(time);
  return ({ dayOfWeek, dayOfMonth }) => dayOfWeek === weekday && Math.ceil(dayOfMonth / 7) === Number(nth);
}

function lastDay({ year, month }: LocalTime): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 31;
}

/** Never in another month. */
function nearestWeekday(time: LocalTime, day: number): number {
  const last = lastDay(time);
  const wanted = Math.min(day, last);
  const weekday = ((time.dayOfWeek - 1 + ((wanted - time.dayOfMonth) % 7) + 7) % 7) + 1;
  if (weekday === 7) return wanted > 1 ? wanted - 1 : wanted + 2;
  if (weekday === 1) return wanted < last ? wanted + 1 : wanted - 2;
  return wanted;
}
