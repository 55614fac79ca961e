// Expressions of Quartz's kind.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuartzCron, type LocalTime } from '../../src/model/quartz-cron.ts';

/** As UTC has it. */
function at(text: string): LocalTime {
  const date = new Date(`${text}Z`);
  return {
    minute: date.getUTCMinutes(),
    hour: date.getUTCHours(),
    dayOfMonth: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    dayOfWeek: date.getUTCDay() + 1,
    year: date.getUTCFullYear(),
  };
}

function matches(cron: string, time: LocalTime): boolean {
  const parsed = parseQuartzCron(cron);
  if (typeof parsed !== 'function') throw new Error(parsed.failed);
  return parsed(time);
}

// 2026-11-20 is a Friday.
test.each<[string, string, boolean]>([
  ['* * * ? * *', '2026-11-20T03:04', true],
  ['0 0 9-17 ? * MON-FRI', '2026-11-20T09:00', true],
  ['0 0 9-17 ? * MON-FRI', '2026-11-20T09:01', false],
  ['* * 9-17 ? * MON-FRI', '2026-11-20T17:59', true],
  ['* * 9-17 ? * MON-FRI', '2026-11-21T10:00', false],
  ['* * 9-17 ? * 2-6', '2026-11-22T10:00', false],
  ['* * * ? * FRI-MON', '2026-11-23T10:00', true],
  ['* * * ? * FRI-MON', '2026-11-24T10:00', false],
  ['0 0/15 * * * ?', '2026-11-20T10:45', true],
  ['0 0/15 * * * ?', '2026-11-20T10:46', false],
  ['0 5,10 * * * ?', '2026-11-20T10:10', true],
  ['* * 8-18/5 * * ?', '2026-11-20T13:00', true],
  ['* * 8-18/5 * * ?', '2026-11-20T14:00', false],
  ['* * * L * ?', '2026-11-30T00:00', true],
  ['* * * L * ?', '2026-11-29T00:00', false],
  ['* * * L-3 * ?', '2026-11-27T00:00', true],
  ['* * * L FEB ?', '2028-02-29T00:00', true],
  ['* * * 15W * ?', '2026-11-16T00:00', true],
  ['* * * 1W * ?', '2026-11-02T00:00', true],
  ['* * * LW * ?', '2026-10-30T00:00', true],
  ['* * * ? * 6L', '2026-11-27T00:00', true],
  ['* * * ? * 6L', '2026-11-20T00:00', false],
  ['* * * ? * FRI#3', '2026-11-20T00:00', true],
  ['* * * ? * 6#2', '2026-11-20T00:00', false],
  ['* * * * * ? 2026-2027', '2028-01-01T00:00', false],
  ['* * * * * ? 2026', '2026-01-01T00:00', true],
])('%s at %s: %s', (cron, time, expected) => {
  expect(matches(cron, at(time))).toBe(expected);
});

test.each([
  ['* * * *', '4 fields'],
  ['* * * ? * ?', 'Only one of'],
  ['* 60 * * * ?', '"60" is nothing that can stand for minutes'],
  ['* * 24 * * ?', 'hours'],
  ['* * * 0 * ?', 'days of the month'],
  ['* * * ? * 8', 'days of the week'],
  ['* * * * FOO ?', 'months'],
  ['* * * * 1-2-3 ?', 'months'],
  ['* 0/0 * * * ?', 'minutes'],
])('%s is refused', (cron, wrong) => {
  expect(parseQuartzCron(cron)).toEqual({ failed: expect.stringContaining(wrong) });
});

test('a working day nearest to any day is one, in the same month, and at most two days away', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), (day, month) => {
      const days = Array.from(
        { length: new Date(Date.UTC(2026, month, 0)).getUTCDate() },
        (_, index) => index + 1,
      );
      const text = (each: number) =>
        `2026-${String(month).padStart(2, '0')}-${String(each).padStart(2, '0')}T00:00`;
      const open = days.filter((each) => matches(`* * * ${day}W * ?`, at(text(each))));
      expect(open).toHaveLength(1);
      const [only = 0] = open;
      expect(Math.abs(only - Math.min(day, days.length))).toBeLessThanOrEqual(2);
      expect([1, 7]).not.toContain(at(text(only)).dayOfWeek);
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.constantFrom('*', '?', 'L', 'W', '#', '-', '/', ',', '7', 'MON', ' ')),
      (a, b) => {
        for (const text of [a, b.join('')]) {
          const parsed = parseQuartzCron(text);
          expect(typeof parsed === 'function' || parsed.failed !== '').toBe(true);
        }
      },
    ),
  );
});
