// When schedules come: rates and cron expressions, and what EventBridge Scheduler would refuse.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { isDue, parseSchedule } from '../../src/model/schedule.ts';
import type { Clock } from '../../src/server/clock.ts';
import { runSchedules } from '../../src/server/run-schedules.ts';
import type { Request } from '../../src/runtime/contract.ts';
import { localTime } from '../../src/model/local-time.ts';
import { definition as emptyDefinition } from '../rig/empty-definition.ts';

const minuteMs = 60_000;
const at = (text: string) => Date.parse(text);

function due(expression: string, minute: number, { since = 0, timeZone = 'UTC' } = {}): boolean {
  const timing = parseSchedule(expression);
  const local = localTime(minute, timeZone);
  if (isFailed(timing) || local === undefined) throw new Error('cannot be read');
  return isDue(timing, { minute, since, local });
}

test.each([
  ['cron(0 8 ? * MON-FRI *)', '2026-11-20T08:00:00Z', 'UTC', true],
  ['cron(0 8 ? * MON-FRI *)', '2026-11-21T08:00:00Z', 'UTC', false],
  ['cron(0 8 ? * MON-FRI *)', '2026-11-20T08:01:00Z', 'UTC', false],
  ['cron(30 2 * * ? *)', '2026-07-01T00:30:00Z', 'Europe/Berlin', true],
  // The clocks go back: the hour comes twice; forward: it does not come.
  ['cron(30 2 * * ? *)', '2026-10-25T00:30:00Z', 'Europe/Berlin', true],
  ['cron(30 2 * * ? *)', '2026-10-25T01:30:00Z', 'Europe/Berlin', false],
  ['cron(30 1 * * ? *)', '2026-11-01T05:30:00Z', 'America/New_York', true],
  ['cron(30 1 * * ? *)', '2026-11-01T06:30:00Z', 'America/New_York', false],
  ['cron(0 2 * * ? *)', '2026-11-01T07:00:00Z', 'America/New_York', true],
  ['cron(0/30 * * * ? *)', '2026-11-01T06:00:00Z', 'America/New_York', false],
  ['cron(45 1 * * ? *)', '2026-04-04T14:45:00Z', 'Australia/Lord_Howe', true],
  ['cron(45 1 * * ? *)', '2026-04-04T15:15:00Z', 'Australia/Lord_Howe', false],
  ['cron(30 1 * * ? *)', '2026-11-01T06:30:00Z', 'UTC', false],
  ['cron(30 6 * * ? *)', '2026-11-01T06:30:00Z', 'UTC', true],
  ['cron(30 2 * * ? *)', '2026-03-29T01:30:00Z', 'Europe/Berlin', false],
  ['cron(30 2 * * ? *)', '2026-03-29T00:30:00Z', 'Europe/Berlin', false],
  ['cron(30 3 * * ? *)', '2026-03-29T01:30:00Z', 'Europe/Berlin', true],
  ['cron(0 0 ? * 6L *)', '2026-11-27T00:00:00Z', 'UTC', true],
  ['cron(0 0 ? * MON#1 *)', '2026-11-02T00:00:00Z', 'UTC', true],
  ['cron(0 0 LW * ? *)', '2026-10-30T00:00:00Z', 'UTC', true],
  ['cron(0 0 1 * ? 2199)', '2199-01-01T00:00:00Z', 'UTC', true],
])('%s at %s in %s: %s', (expression, time, timeZone, expected) => {
  expect(due(expression, at(time), { timeZone })).toBe(expected);
});

test('a rate comes in every so many minutes from when it was seen, and at no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 90 }), fc.nat(10_000), fc.nat(500), (every, first, later) => {
      const since = first * minuteMs;
      const expected = later > 0 && later % every === 0;
      expect(due(`rate(${every} minutes)`, since + later * minuteMs, { since })).toBe(expected);
    }),
  );
});

describe('an expression', () => {
  test.each([
    'rate(1 minutes)',
    'rate(5 minute)',
    'rate(0 days)',
    'rate(5 weeks)',
    'cron(0 8 * * *)',
    'cron(0 8 ? * ? *)',
    'cron(0 8 * * 1-5 *)',
    'cron(* * * * * *)',
    'cron(0 8 1 * MON *)',
    'cron(60 8 * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 8 0 * ? *)',
    'cron(0 8 32W * ? *)',
    'cron(0 8 0W * ? *)',
    'cron(0 8 L-31 * ? *)',
    'cron(0 8 ? * 8 *)',
    'cron(0 8 ? * 0L *)',
    'cron(0 8 ? * MON#6 *)',
    'cron(0 8 ? 13 MON *)',
    'cron(0 8 ? FOO MON *)',
    'cron(0/0 8 * * ? *)',
    'cron(0/90 8 * * ? *)',
    'cron(0 8 * * ? 1969)',
    'cron(0 8 * * ? 2200)',
    'cron(1-2-3 8 * * ? *)',
    'cron(,1 8 * * ? *)',
    'cron(0 8 ? * 3#1,6#3 *)',
    'rate(-5 minutes)',
    'rate(1.5 hours)',
    'rate(5)',
    'rate(minutes)',
    'at(2026-11-20T09:00:00)',
    '',
  ])('%s is refused', (expression) => {
    expect(parseSchedule(expression)).toHaveProperty('failed');
  });
});

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Antarctica/Troll',
];

test('in every zone a daily time comes at most once a day, and exactly once unless the clocks skip it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.nat(23),
      fc.nat(59),
      fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2030, 0) }),
      (timeZone, hour, minute, moment) => {
        const timing = parseSchedule(`cron(${minute} ${hour} * * ? *)`);
        if (isFailed(timing)) throw new Error(timing.failed);
        const start = Math.floor(moment / minuteMs) * minuteMs;
        // Two days and a half hold two whole days of any zone.
        const days = new Map<number, number>();
        const shown = new Set<string>();
        for (let at = start; at < start + 60 * 60 * minuteMs; at += minuteMs) {
          const local = localTime(at, timeZone);
          if (local === undefined) throw new Error('no zone');
          shown.add(`${local.dayOfMonth} ${local.hour} ${local.minute}`);
          const runs = isDue(timing, { minute: at, since: 0, local }) ? 1 : 0;
          days.set(local.dayOfMonth, (days.get(local.dayOfMonth) ?? 0) + runs);
        }
        for (const [day, runs] of [...days].slice(1, -1))
          expect(runs).toBe(shown.has(`${day} ${hour} ${minute}`) ? 1 : 0);
      },
    ),
    { numRuns: 5 },
  );
});

test('the server starts what is due at the beginning of a minute, once', async () => {
  let now = at('2026-11-20T07:59:12Z');
  const waiting: { readonly at: number; readonly work: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after: (ms, work) => {
      waiting.push({ at: now + ms, work });
      return () => void waiting.splice(0);
    },
  };
  const asked: string[] = [];
  const definition = {
    ...emptyDefinition(),
    schedules: [
      { name: 'daily', scheduleExpression: 'cron(0 8 * * ? *)', variables: { Stage: 'nightly' } },
      { name: 'often', scheduleExpression: 'rate(2 minutes)' },
    ],
  };
  const pipelines = {
    names: () => ['app'],
    definitionOf: () =>
      ({
        definition,
        definitionFolder: '/',
        options: { sources: {}, strictRuntimes: false, keepWork: false },
      }) as never,
    request: async (_name: string, request: Request) => {
      const { by, variables } = request as Extract<Request, { type: 'StartPipelineExecution' }>;
      asked.push(`${new Date(now).toISOString().slice(11, 16)} ${by} ${JSON.stringify(variables)}`);
      if (by === 'schedule daily') return await Promise.reject(new Error('the disk is full'));
      return { accepted: true } as const;
    },
  };
  const refused: object[] = [];
  using _schedules = runSchedules(pipelines, (one) => refused.push(one), clock);
  for (let step = 0; step < 4; step += 1) {
    const next = waiting.shift();
    now = next?.at ?? now;
    next?.work();
  }
  expect(asked).toEqual([
    '08:00 schedule daily {"Stage":"nightly"}',
    '08:01 schedule often {}',
    '08:03 schedule often {}',
  ]);
  await expect
    .poll(() => refused)
    .toEqual([{ pipelineName: 'app', schedule: 'daily', reason: 'Error: the disk is full' }]);
});
