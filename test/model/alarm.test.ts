// Alarms, by the table that CloudWatch documents for missing data, and what it means for any data.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluateAlarm,
  evaluationRange,
  statisticOf,
  type Alarm,
  type MissingData,
} from '../../src/model/alarm.ts';

const alarm = (datapointsToAlarm: number, treatMissingData: MissingData = 'missing'): Alarm => ({
  alarmName: 'errors',
  namespace: 'AWS/ApplicationELB',
  metricName: 'HTTPCode_Target_5XX_Count',
  dimensions: {},
  statistic: 'Sum',
  periodSeconds: 60,
  evaluationPeriods: 3,
  datapointsToAlarm,
  threshold: 1,
  comparisonOperator: 'GreaterThanOrEqualToThreshold',
  treatMissingData,
});

const points = (text: string) => text.split(' ').map((each) => ({ '0': 0, X: 5, '-': undefined })[each]);
const modes = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;

/** `keep`: the state is the one before. */
describe('the samples of the documentation, for missing, ignore, breaching and notBreaching', () => {
  test.each([
    [3, '0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    [3, '0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    [3, '- - - - -', ['INSUFFICIENT_DATA', 'keep', 'ALARM', 'OK']],
    [3, '0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    [3, '- - X - -', ['ALARM', 'keep', 'ALARM', 'OK']],
    [2, '0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    [2, '0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    [2, '0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    [2, '- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    [2, '- - - X -', ['ALARM', 'keep', 'ALARM', 'OK']],
    [3, '- - - - X', ['keep', 'keep', 'ALARM', 'OK']],
  ])('%d of 3 with %s: %j', (needed, data, expected) => {
    for (const before of ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const)
      for (const [index, mode] of modes.entries()) {
        const wanted = expected[index] === 'keep' ? before : expected[index];
        expect(evaluateAlarm(alarm(needed, mode), points(data), before)).toBe(wanted);
      }
  });
});

test('complete data decide alone: how missing data are treated, and what was before, change nothing', () => {
  const value = fc.constantFrom(0, 5);
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 5, maxLength: 5 }),
      fc.integer({ min: 1, max: 3 }),
      (data, needed) => {
        const breaching = data.slice(-3).filter((each) => each === 5).length;
        for (const mode of modes)
          for (const before of ['OK', 'ALARM'] as const)
            expect(evaluateAlarm(alarm(needed, mode), data, before)).toBe(
              breaching >= needed ? 'ALARM' : 'OK',
            );
      },
    ),
  );
});

test('somewhat more is looked at than is evaluated', () => {
  expect(evaluationRange(alarm(3))).toBe(5);
});

test.each([
  ['Sum', 10],
  ['Average', 2.5],
  ['Minimum', 1],
  ['Maximum', 4],
  ['SampleCount', 4],
  ['p50', 2],
  ['p99', 4],
  ['p100', 4],
])('%s of 1, 2, 3 and 4 is %d', (statistic, value) => {
  expect(statisticOf([3, 1, 4, 2], statistic)).toBe(value);
  expect(statisticOf([], statistic)).toBeUndefined();
});

test.each([
  ['GreaterThanThreshold', 1, 'OK'],
  ['GreaterThanOrEqualToThreshold', 1, 'ALARM'],
  ['LessThanThreshold', 1, 'OK'],
  ['LessThanOrEqualToThreshold', 1, 'ALARM'],
  ['LessThanThreshold', 0, 'ALARM'],
] as const)('%s of 1 with points of %d is %s', (comparisonOperator, point, state) => {
  const data = [point, point, point];
  expect(evaluateAlarm({ ...alarm(3), comparisonOperator }, data, 'INSUFFICIENT_DATA')).toBe(state);
});
