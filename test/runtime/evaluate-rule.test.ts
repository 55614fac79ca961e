// Rules of conditions that are evaluated here.
import { expect, test } from 'vitest';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import { evaluateRules } from '../../src/runtime/evaluate-rule.ts';
import { localTime } from '../../src/runtime/local-time.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { definition } from '../rig/empty-definition.ts';

const rule = (provider: string, configuration: Readonly<Record<string, string>>) => ({
  name: 'Check',
  ruleTypeId: { category: 'Rule' as const, owner: 'AWS' as const, provider, version: '1' },
  configuration,
});

const friday = Date.parse('2026-11-20T20:30:00Z');

const surroundings = {
  definition: definition() as CheckedDefinition,
  // No rule here looks into it.
  state: {} as StateFolder,
  now: () => friday,
  signal: new AbortController().signal,
};

async function evaluate(provider: string, configuration: Readonly<Record<string, string>>) {
  const [outcome] = await evaluateRules([rule(provider, configuration)], 'ON_SUCCESS', surroundings);
  return outcome;
}

test.each([
  ['open in its own zone', { Cron: '* * 20 ? * FRI' }, true],
  ['closed on another day', { Cron: '* * 20 ? * MON-THU' }, false],
  ['open where it is tomorrow', { Cron: '* * 5 ? * SAT', TimeZone: 'Asia/Tokyo' }, true],
  ['open by an offset', { Cron: '* 0 2 ? * SAT', TimeZone: 'UTC+05:30' }, true],
  ['of an unknown zone is closed', { Cron: '* * * ? * *', TimeZone: 'Mars/Base' }, false],
  ['that cannot be read is closed', { Cron: 'always' }, false],
])('a window %s', async (_, configuration, succeeded) => {
  const outcome = await evaluate('DeploymentWindow', configuration);
  expect(outcome?.succeeded).toBe(succeeded);
  expect(outcome?.message).not.toBe('');
});

test('a rule that needs AWS does not succeed, and says so', async () => {
  expect(await evaluate('LambdaInvoke', { FunctionName: 'check' })).toMatchObject({
    succeeded: false,
    message: expect.stringContaining('cannot be evaluated here'),
  });
});

test('an alarm that the definition does not have does not succeed, and says so', async () => {
  expect(await evaluate('CloudWatchAlarm', { AlarmName: 'errors' })).toMatchObject({
    succeeded: false,
    message: expect.stringContaining('There is no alarm "errors"'),
  });
});

test('midnight is hour 0', () => {
  expect(localTime(Date.parse('2026-11-20T00:05:00Z'), 'UTC')).toEqual({
    minute: 5,
    hour: 0,
    dayOfMonth: 20,
    month: 11,
    dayOfWeek: 6,
    year: 2026,
  });
});
