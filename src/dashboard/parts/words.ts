// Times, sizes and ids as people read them.
export { formatDuration } from '../../lib/duration.ts';
export { formatSize } from '../../lib/size.ts';
export { medianOf } from '../../lib/median.ts';

/** The first eight characters, as the command line shows ids. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

// Logs count 24 hours, so everything else does too.
const today = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const earlier = new Intl.DateTimeFormat(undefined, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

export function formatTime(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString();
  return (isToday ? today : earlier).format(at);
}

const date = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'short' });
const offset = new Intl.DateTimeFormat('en', { timeZoneName: 'shortOffset' });

/** `2026-11-26 14:14:02 CET (UTC+1)`: the whole of a time, for a tooltip. */
export function zonedTime(at: number): string {
  const moment = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  const time = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
  const nameOf = (format: Intl.DateTimeFormat): string =>
    format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [name, fromUtc] = [nameOf(zone), nameOf(offset).replace('GMT', 'UTC')];
  return `${day} ${time} ${name === fromUtc || name.startsWith('GMT') ? fromUtc : `${name} (${fromUtc})`}`;
}

const daysInWords = 7;

/** `18m ago`; the date when it is more than a week. */
export function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000));
  const days = Math.round(seconds / 86_400);
  if (days > daysInWords) return date.format(at);
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)}m ago`;
  return seconds < 86_400 ? `${Math.round(seconds / 3600)}h ago` : `${days}d ago`;
}

/** What the user wrote into a field of a form. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
