// Dates in the words of moment.js ("Display", Format), as docker/metadata-action writes them. Pure.
import { nameOfTimeZone } from '../../../../lib/time-zone.ts';
import type { Result } from '../../../../lib/result.ts';

/** @param timeZone `Region/City` */
export function formatDate(at: Date, format: string, timeZone: string): Result<{ readonly text: string }> {
  const zone = nameOfTimeZone(timeZone);
  if (zone === undefined) return { failed: `There is no time zone "${timeZone}"` };
  const offset = offsetOf(at, zone);
  const local = new Date(at.getTime() + offset * 60_000);
  const text = format.replaceAll(tokens, (token: string) => {
    if (token.startsWith('[')) return token.slice(1, -1);
    return fieldsOf(local, offset)[token] ?? token;
  });
  return { text };
}

/** The longest first: `DDDD` is no `DD` twice. */
const tokens =
  /\[[^\]]*\]|YYYY|YY|Qo?|MMMM|MMM|MM|M|DDDD|DDD|DD|Do|D|dddd|ddd|dd|d|E|e|GGGG|WW|W|HH|H|hh|h|kk|k|mm|m|ss|s|SSS|SS|S|A|a|ZZ|Z|X|x/g;

function fieldsOf(local: Date, offset: number): Readonly<Record<string, string>> {
  const year = local.getUTCFullYear();
  const [month, day, weekday] = [local.getUTCMonth() + 1, local.getUTCDate(), local.getUTCDay()];
  const [hour, minute, second] = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()];
  const milliseconds = padded(local.getUTCMilliseconds(), 3);
  const dayOfYear = Math.floor((local.getTime() - Date.UTC(year, 0, 1)) / dayMs) + 1;
  const week = weekOf(local);
  const half = hour % 12 === 0 ? 12 : hour % 12;
  const quarter = Math.ceil(month / 3);
  const at = local.getTime() - offset * 60_000;
  const [weekdayName, monthName] = [nameOf(local, 'weekday'), nameOf(local, 'month')];
  return {
    YYYY: padded(year, 4),
    YY: padded(year % 100, 2),
    Q: String(quarter),
    Qo: ordinal(quarter),
    MMMM: monthName,
    MMM: monthName.slice(0, 3),
    MM: padded(month, 2),
    M: String(month),
    DDDD: padded(dayOfYear, 3),
    DDD: String(dayOfYear),
    DD: padded(day, 2),
    D: String(day),
    Do: ordinal(day),
    dddd: weekdayName,
    ddd: weekdayName.slice(0, 3),
    dd: weekdayName.slice(0, 2),
    d: String(weekday),
    e: String(weekday),
    E: String(weekday === 0 ? 7 : weekday),
    GGGG: String(week.year),
    WW: padded(week.number, 2),
    W: String(week.number),
    HH: padded(hour, 2),
    H: String(hour),
    hh: padded(half, 2),
    h: String(half),
    kk: padded(hour === 0 ? 24 : hour, 2),
    k: String(hour === 0 ? 24 : hour),
    mm: padded(minute, 2),
    m: String(minute),
    ss: padded(second, 2),
    s: String(second),
    SSS: milliseconds,
    SS: milliseconds.slice(0, 2),
    S: milliseconds.slice(0, 1),
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
    Z: shown(offset, ':'),
    ZZ: shown(offset, ''),
    X: String(Math.floor(at / 1000)),
    x: String(at),
  };
}

const dayMs = 86_400_000;

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function ordinal(value: number): string {
  const isTeen = value % 100 > 10 && value % 100 < 14;
  return `${value}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th')}`;
}

function nameOf(local: Date, part: 'weekday' | 'month'): string {
  return new Intl.DateTimeFormat('en-US', { [part]: 'long', timeZone: 'UTC' }).format(local);
}

/** ISO 8601: that of the Thursday of the same week. */
function weekOf(local: Date): { readonly year: number; readonly number: number } {
  const thursday = new Date(local.getTime() + (4 - (local.getUTCDay() || 7)) * dayMs);
  const year = thursday.getUTCFullYear();
  return { year, number: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / dayMs / 7) + 1 };
}

/** In minutes, east of Greenwich. */
function offsetOf(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function shown(offset: number, between: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${padded(Math.floor(minutes / 60), 2)}${between}${padded(minutes % 60, 2)}`;
}
