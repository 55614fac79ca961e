// Alarms: what PutMetricAlarm refuses, and what is read of metric math and composite alarms.
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { isAlarm, readAlarm } from '../../src/load/kinds/alarm.ts';

const plain = {
  AlarmName: 'errors',
  Namespace: 'AWS/ApplicationELB',
  MetricName: 'HTTPCode_Target_5XX_Count',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 2,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};

const { Statistic: _statistic, ...withoutStatistic } = plain;
const { Namespace, MetricName, ...more } = withoutStatistic;
const { Period: _period, ...common } = more;
const stat = { Metric: { Namespace, MetricName }, Period: 60, Stat: 'p99' };
const math = (...Metrics: readonly object[]) => ({ ...common, Metrics });

function read(value: object) {
  const { root } = parseJson({ path: 'alarm.json', text: JSON.stringify(value) });
  if (root === undefined) throw new Error('no JSON');
  expect(isAlarm(root)).toBe(true);
  const { value: alarm, problems } = readAlarm(root);
  const codes = [...new Set(problems.map(({ code }) => code))];
  return { alarm, codes, messages: problems.map(({ message }) => message) };
}

test.each([60, 10, 20, 30, 300, 86_400])('a period of %d seconds is taken', (Period) => {
  expect(read({ ...plain, Period, EvaluationPeriods: 1 }).messages).toEqual([]);
});

describe('CloudWatch refuses', () => {
  test.each([
    ['a period of 45 seconds', { ...plain, Period: 45 }, 'The period is 45 seconds'],
    ['a period of 90 seconds', { ...plain, Period: 90 }, 'The period is 90 seconds'],
    ['more datapoints than periods', { ...plain, DatapointsToAlarm: 5 }, '"DatapointsToAlarm" is 5'],
    ['no statistic', withoutStatistic, 'The alarm has no statistic'],
    [
      'two statistics',
      { ...plain, ExtendedStatistic: 'p99' },
      'has a "Statistic" and an "ExtendedStatistic"',
    ],
    ['more than a day', { ...plain, Period: 300, EvaluationPeriods: 289 }, 'more than a day'],
    ['more than seven days', { ...plain, Period: 3600, EvaluationPeriods: 169 }, 'more than seven days'],
    [
      'two results',
      math({ Id: 'a', MetricStat: stat }, { Id: 'b', MetricStat: stat }),
      '2 of "Metrics" give the data',
    ],
    ['no result', math({ Id: 'a', MetricStat: stat, ReturnData: false }), '0 of "Metrics" give the data'],
    [
      'a metric next to several',
      { ...math({ Id: 'a', MetricStat: stat }), MetricName },
      'The alarm has "Metrics" and "MetricName"',
    ],
    ['neither metric nor expression', math({ Id: 'a' }), 'needs either "Expression" or "MetricStat"'],
    [
      'one Id twice',
      math({ Id: 'a', MetricStat: stat, ReturnData: false }, { Id: 'a', Expression: 'a*2' }),
      'two metrics with the Id "a"',
    ],
    ['a metric besides Metrics', { ...math({ Id: 'a', MetricStat: stat }), MetricName: 'x' }, '"MetricName"'],
    [
      'a period of 45 in Metrics',
      math({ Id: 'a', MetricStat: { ...stat, Period: 45 } }),
      'The period is 45 seconds',
    ],
  ])('%s', (_, value, message) => {
    expect(read(value).messages).toEqual([expect.stringContaining(message)]);
  });
});

test('what does not go together has a code of its own', () => {
  expect(read({ ...plain, Period: 45, DatapointsToAlarm: 5 }).codes).toEqual(['AlarmInvalid']);
});

test('one metric in Metrics is the alarm of that metric', () => {
  expect(read(math({ Id: 'a', MetricStat: stat }))).toMatchObject({
    messages: [],
    alarm: { namespace: Namespace, metricName: MetricName, statistic: 'p99', periodSeconds: 60 },
  });
});

test.each(['tm90', 'IQM', 'wm99.9', 'TM(10%:90%)', 'TS(:95%)', 'PR(0:5)'])(
  'the statistic %s is taken, and an alarm about it is not evaluated',
  (statistic) => {
    for (const value of [
      { ...withoutStatistic, ExtendedStatistic: statistic },
      math({ Id: 'a', MetricStat: { ...stat, Stat: statistic } }),
    ])
      expect(read(value)).toMatchObject({
        messages: [],
        alarm: { metricName: MetricName, statistic, notEvaluated: `it is about the statistic ${statistic}` },
      });
  },
);

test.each(['p101', 'p', 'median', 'tm', 'IQM2', 'PR(5)'])('%s is no statistic', (ExtendedStatistic) => {
  expect(read({ ...withoutStatistic, ExtendedStatistic }).codes).toEqual(['ValueMalformed']);
});

test.each(['Sum', 'p99', 'p99.9', 'p100'])('an alarm about %s is evaluated', (Stat) => {
  const { alarm } = read(math({ Id: 'a', MetricStat: { ...stat, Stat } }));
  expect(alarm?.notEvaluated).toBeUndefined();
});

test('an expression is an alarm that is not evaluated, with its expression', () => {
  const { alarm, messages } = read(
    math({ Id: 'a', MetricStat: stat, ReturnData: false }, { Id: 'rate', Expression: '100*a/b' }),
  );
  expect(messages).toEqual([]);
  expect(alarm?.alarmName).toBe('errors');
  expect(alarm?.notEvaluated).toContain('100*a/b');
});

test('a composite alarm is an alarm that is not evaluated, with its rule', () => {
  const { alarm } = read({ AlarmName: 'all', AlarmRule: 'ALARM("a") OR ALARM("b")' });
  expect(alarm?.notEvaluated).toContain('ALARM("a")');
});

test('an action of an alarm is reported as not executed', () => {
  const AlarmActions = ['arn:aws:sns:eu-west-1:111122223333:errors'];
  const { alarm, messages } = read({ ...plain, AlarmActions });
  expect(alarm?.notExecuted?.map(({ what }) => what)).toEqual(['AlarmActions']);
  expect(messages).toEqual([
    '"AlarmActions" of the alarm is not executed here: a change of its state is an event, and no other action follows',
  ]);
});
