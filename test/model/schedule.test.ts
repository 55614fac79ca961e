// When schedules come: rates and cron expressions, and what EventBridge Scheduler would refuse.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDue, parseSchedule } from '../../src/model/schedule.ts';
import { runSchedules, type ScheduleClock } from '../../src/server/run-schedules.ts';
import type { Request } from '../../src/runtime/contract.ts';
import { localTime } from '../../src/runtime/local-time.ts';
import { definition as emptyDefinition } from '../rig/empty-definition.ts';

const minuteMs = 60_000;
const at = (text: string) => Date.parse(text);

function due(expression: string, minute: number, { since = 0, timeZone = 'UTC' } = {}): boolean {
  const timing = parseSchedule(expression);
  const local = localTime(minute, timeZone);
  if ('wrong' in timing || local === undefined) throw new Error('cannot be read');
  return isDue(timing, { minute, since, local });
}

test.each([
  ['cron(0 8 ? * MON-FRI *)', '2026-11-20T08:00:00Z', 'UTC', true],
  ['cron(0 8 ? * MON-FRI *)', '2026-11-21T08:00:00Z', 'UTC', false],
  ['cron(0 8 ? * MON-FRI *)', '2026-11-20T08:01:00Z', 'UTC', false],
  ['cron(30 2 * * ? *)', '2026-07-01T00:30:00Z', 'Europe/Berlin', true],
  // The clocks go back: the hour comes twice; forward: it does not come.
  ['cron(30 2 * * ? *)', '2026-10-25T00:30:00Z', 'Europe/Berlin', true],
  ['cron(30 2 * * ? *)', '2026-03-29T01:30:00Z', 'Europe/Berlin', false],
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
    'at(2026-11-20T09:00:00)',
    '',
  ])('%s is refused', (expression) => {
    expect(parseSchedule(expression)).toHaveProperty('wrong');
  });
});

test('the server starts what is due at the beginning of a minute, once', async () => {
  let now = at('2026-11-20T07:59:12Z');
  const waiting: { readonly at: number; readonly work: () => void }[] = [];
  const clock: ScheduleClock = {
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
      return { accepted: true } as const;
    },
  };
  using _schedules = runSchedules(pipelines, clock);
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
});
