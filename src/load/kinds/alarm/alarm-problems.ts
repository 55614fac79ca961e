// What CloudWatch refuses about an alarm although each value by itself is sound. Source: CloudWatch API reference,
// PutMetricAlarm; user guide, "Alarm evaluation" and "Metric math".
import { entryOf, type Node } from '../../../lib/node.ts';
import { problem, type Problem } from '../../../lib/problem.ts';

interface Evaluation {
  readonly EvaluationPeriods?: number;
  readonly DatapointsToAlarm?: number;
}

interface Plain extends Evaluation {
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
}

interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: { readonly Period: number };
}

/** Of an alarm about one metric. */
export function alarmProblems(root: Node, alarm: Plain): readonly Problem[] {
  const { Statistic, ExtendedStatistic, Period = 60 } = alarm;
  return [
    ...periodProblems(root, 'Period', Period),
    ...evaluationProblems(root, alarm, Period),
    ...(Statistic === undefined && ExtendedStatistic === undefined
      ? [
          wrong(root, 'AlarmName', {
            message: 'The alarm has no statistic',
            remedy:
              'Add "Statistic": Sum, Average, Minimum, Maximum or SampleCount; or "ExtendedStatistic": p99.',
          }),
        ]
      : []),
    ...(Statistic !== undefined && ExtendedStatistic !== undefined
      ? [
          wrong(root, 'ExtendedStatistic', {
            message: 'The alarm has a "Statistic" and an "ExtendedStatistic"',
            remedy: 'Remove one of them.',
          }),
        ]
      : []),
  ];
}

/** PutMetricAlarm: what stands in the queries of an alarm with `Metrics`. */
const ofOneMetric = [
  'MetricName',
  'Namespace',
  'Dimensions',
  'Statistic',
  'ExtendedStatistic',
  'Period',
  'Unit',
];

/** Of an alarm about several metrics. */
export function mathProblems(
  root: Node,
  alarm: Evaluation & {
    readonly Metrics: readonly Query[];
    readonly ThresholdMetricId?: string;
    readonly Threshold?: number;
  },
): readonly Problem[] {
  const { Metrics, ThresholdMetricId, Threshold } = alarm;
  const periods = Metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
  const shown = Metrics.filter(({ Id, ReturnData = true }) => ReturnData && Id !== ThresholdMetricId);
  const unclear = Metrics.find(
    ({ Expression, MetricStat }) => (Expression === undefined) === (MetricStat === undefined),
  );
  const twice = Metrics.find(({ Id }, index) => Metrics.findIndex((other) => other.Id === Id) < index);
  const at = (message: string, remedy: string) => wrong(root, 'Metrics', { message, remedy });
  const ofOne = ofOneMetric.filter((key) => entryOf(root, key) !== undefined);
  return [
    ...ofOne.map((key) =>
      wrong(root, key, {
        message: `The alarm has "Metrics" and "${key}", which belongs to an alarm about one metric`,
        remedy: 'Remove one of them.',
      }),
    ),
    ...periods.flatMap((period) => periodProblems(root, 'Metrics', period)),
    ...evaluationProblems(root, alarm, Math.max(...periods, 0)),
    ...(shown.length === 1
      ? []
      : [
          at(
            `${shown.length} of "Metrics" give the data of the alarm, and exactly one must`,
            'Write "ReturnData": false for the others.',
          ),
        ]),
    ...(unclear === undefined
      ? []
      : [at(`The metric "${unclear.Id}" needs either "Expression" or "MetricStat"`, 'Write one of them.')]),
    ...(twice === undefined ? [] : [at(`There are two metrics with the Id "${twice.Id}"`, 'Rename one.')]),
    ...(Threshold === undefined && ThresholdMetricId === undefined
      ? [wrong(root, 'AlarmName', { message: 'The alarm has no "Threshold"', remedy: 'Add it.' })]
      : []),
  ];
}

function periodProblems(root: Node, key: string, period: number): readonly Problem[] {
  if ([10, 20, 30].includes(period) || period % 60 === 0) return [];
  return [
    wrong(root, key, {
      message: `The period is ${period} seconds, and must be 10, 20, 30 or a multiple of 60`,
      remedy: `Write ${Math.max(1, Math.round(period / 60)) * 60}.`,
    }),
  ];
}

const daySeconds = 86_400;
const hourSeconds = 3600;

function evaluationProblems(root: Node, alarm: Evaluation, period: number): readonly Problem[] {
  const { EvaluationPeriods: periods = 1, DatapointsToAlarm: needed } = alarm;
  const mostDays = period >= hourSeconds ? 7 : 1;
  return [
    ...(needed !== undefined && needed > periods
      ? [
          wrong(root, 'DatapointsToAlarm', {
            message: `"DatapointsToAlarm" is ${needed}, and only ${periods} periods are evaluated`,
            remedy: `Write at most ${periods}, or raise "EvaluationPeriods".`,
          }),
        ]
      : []),
    ...(periods * period > mostDays * daySeconds
      ? [
          wrong(root, 'EvaluationPeriods', {
            message: `${periods} periods of ${period} seconds are more than ${mostDays === 1 ? 'a day' : 'seven days'}`,
            remedy: 'Lower "EvaluationPeriods" or the period.',
          }),
        ]
      : []),
  ];
}

function wrong(
  root: Node,
  key: string,
  said: { readonly message: string; readonly remedy: string },
): Problem {
  const at = (entryOf(root, key)?.value ?? root).place;
  return problem({ code: 'AlarmInvalid', ...said, at, aws: 'PutMetricAlarm answers ValidationError.' });
}
