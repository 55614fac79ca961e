// Rules of conditions that are evaluated here.
import { expect, test } from 'vitest';
import { accountOfDefinition } from '../../src/account/seed-account.ts';
import type { Alarm } from '../../src/model/alarm.ts';
import type { CheckedDefinition } from '../../src/model/definition.ts';
import { providers } from '../../src/actions/registry.ts';
import { evaluateRules } from '../../src/runtime/evaluate-rule.ts';
import { localTime } from '../../src/model/local-time.ts';
import { openKnownSecrets } from '../../src/runtime/known-secrets.ts';
import { WorkRemoval } from '../../src/runtime/work-removal.ts';
import type { StateFolder } from '../../src/state/state-folder.ts';
import { definition } from '../rig/empty-definition.ts';

const rule = (provider: string, configuration: Readonly<Record<string, string>>) => ({
  name: 'Check',
  ruleTypeId: { category: 'Rule' as const, owner: 'AWS' as const, provider, version: '1' },
  configuration,
});

const friday = Date.parse('2026-11-20T20:30:00Z');

const daily: Alarm = {
  alarmName: 'daily',
  namespace: 'AWS/ApplicationELB',
  metricName: 'RequestCount',
  dimensions: { TargetGroup: 'blue' },
  statistic: 'Sum',
  periodSeconds: 86_400,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  threshold: 1,
  comparisonOperator: 'GreaterThanThreshold',
  treatMissingData: 'missing',
};

const checked = definition({ alarms: [daily] }) as CheckedDefinition;
const surroundings = {
  definition: checked,
  account: {
    ...accountOfDefinition({ definition: checked, definitionFolder: '/' }),
    put: () => ({ version: 1 }),
  },
  // No rule here looks into it.
  state: { folder: async () => 'no-targets' } as unknown as StateFolder,
  now: () => friday,
  signal: new AbortController().signal,
  definitionFolder: '/',
  secrets: openKnownSecrets(),
  removal: new WorkRemoval(),
  options: { sources: {}, strictRuntimes: false, keepWork: false },
  providers,
};

const place = {
  executionId: 'execution',
  stageName: 'Build',
  conditionType: 'ON_SUCCESS' as const,
  stageAttempt: 1,
  isRecovered: false,
  artifactOf: () => undefined,
};

async function evaluate(provider: string, configuration: Readonly<Record<string, string>>) {
  const [outcome] = await evaluateRules([rule(provider, configuration)], place, surroundings);
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

test.each([
  ['main', 'MATCHES', 'MAIN', false],
  ['main', 'MATCHES', '(?i)MAIN', true],
  ['release/1.2', 'MATCHES', 'release/\\d++\\.\\d+', true],
  ['release/1.2', 'MATCHES', 'release', false],
  ['main', 'EQ', 'main', true],
  ['main', 'NE', 'main', false],
  ['feature/a', 'CONTAINS', '/', true],
])('%j %s %j is %s', async (Variable, Operator, Value, succeeded) => {
  expect(await evaluate('VariableCheck', { Variable, Operator, Value })).toMatchObject({ succeeded });
});

test('an expression that cannot be evaluated is said to be one, and not that it does not match', async () => {
  const configuration = { Variable: 'aa', Operator: 'MATCHES', Value: '(a)\\1' };
  expect(await evaluate('VariableCheck', configuration)).toMatchObject({
    succeeded: false,
    message: expect.stringContaining('it refers back to a group'),
  });
});

test('an unknown rule does not succeed, and says so', async () => {
  expect(await evaluate('Weather', {})).toEqual({
    name: 'Check',
    succeeded: false,
    message: 'There is no rule "Weather"',
  });
});

test('a window that has a time of its own is waited for until that is over', async () => {
  const closed = { ...rule('DeploymentWindow', { Cron: '* * 5 ? * MON' }), timeoutInMinutes: 5 };
  const options = { ...surroundings.options, minuteMs: 1 };
  const [outcome] = await evaluateRules([closed], place, { ...surroundings, options });
  expect(outcome).toEqual({
    name: 'Check',
    succeeded: false,
    message: 'The rule did not end within its 5 minutes',
  });
});

test('a window that opens while it is waited for succeeds', async () => {
  let reads = 0;
  // The clock is a moment before the window at first, and in it from then on.
  const now = () => Date.parse('2026-11-20T20:59:59.999Z') + Math.min(reads++, 1);
  const opens = { ...rule('DeploymentWindow', { Cron: '* * 21 ? * FRI' }), timeoutInMinutes: 5 };
  const [outcome] = await evaluateRules([opens], place, { ...surroundings, now });
  expect(outcome?.succeeded).toBe(true);
});

test('an alarm that the definition does not have does not succeed, and says so', async () => {
  expect(await evaluate('CloudWatchAlarm', { AlarmName: 'errors' })).toMatchObject({
    succeeded: false,
    message: expect.stringContaining('There is no alarm "errors"'),
  });
});

test.each(['soon', '-1', '', '1e999'])(
  'an alarm that is to be watched for %j minutes is not watched',
  async (WaitTime) => {
    expect(await evaluate('CloudWatchAlarm', { AlarmName: 'daily', WaitTime })).toMatchObject({
      succeeded: false,
      message: `WaitTime is "${WaitTime}", and must be a number of minutes`,
    });
  },
);

test('a state that no alarm has is reported, instead of never being seen', async () => {
  const AlarmStates = 'OK, ALRAM';
  expect(await evaluate('CloudWatchAlarm', { AlarmName: 'daily', AlarmStates })).toMatchObject({
    succeeded: false,
    message: 'AlarmStates has "ALRAM", and may have OK, ALARM, INSUFFICIENT_DATA',
  });
});

test('an alarm that looks back further than is measured here does not succeed, and says so', async () => {
  expect(await evaluate('CloudWatchAlarm', { AlarmName: 'daily' })).toMatchObject({
    succeeded: false,
    message: 'The alarm daily looks back 86400 seconds, and 3600 are kept here',
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
