// Reads an alarm: the input of `aws cloudwatch put-metric-alarm` or `put-composite-alarm`.
import { entryOf, type Node } from '../../lib/node.ts';
import { comparisonOperators, missingData, type Alarm } from '../../model/alarm.ts';
import { alarmProblems, mathProblems } from './alarm/alarm-problems.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, boolean, list, number, object, optional, required, string, type ValueOf } from '../shape.ts';
import { type Kind } from './kind.ts';

export const alarmKind: Kind<Alarm> = {
  title: 'a CloudWatch alarm',
  file: 'alarm.json',
  holds: 'what `aws cloudwatch put-metric-alarm` takes',
  words: ['AlarmName'],
  isOne: isAlarm,
  read: readAlarm,
};

type RawAlarm = ValueOf<typeof alarmShape>;
type RawMetric = Pick<RawAlarm, 'Namespace' | 'MetricName' | 'Dimensions'>;
type RawCommon = Pick<
  RawAlarm,
  'AlarmName' | 'EvaluationPeriods' | 'DatapointsToAlarm' | 'TreatMissingData'
> & {
  readonly Threshold?: number;
};

/** One metric, expressions over several, or a rule over other alarms. */
export function isAlarm(root: Node): boolean {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  return has('AlarmName') && ['MetricName', 'Metrics', 'AlarmRule'].some(has);
}

export function readAlarm(root: Node): ReadResource<Alarm> {
  if (entryOf(root, 'AlarmRule') !== undefined) return readComposite(root);
  if (entryOf(root, 'Metrics') !== undefined) return readMath(root);
  const { value, problems } = readShape(root, alarmShape);
  if (value === undefined) return { node: root, problems };
  return { node: root, problems: [...problems, ...alarmProblems(root, value)], value: alarmFrom(value) };
}

function alarmFrom(raw: RawAlarm): Alarm {
  return {
    ...commonOf(raw),
    ...metricOf(raw),
    comparisonOperator: raw.ComparisonOperator,
    statistic: raw.ExtendedStatistic ?? raw.Statistic ?? 'Average',
    periodSeconds: raw.Period,
  };
}

function metricOf({ Namespace, MetricName, Dimensions = [] }: RawMetric) {
  return {
    namespace: Namespace,
    metricName: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
  };
}

function commonOf(raw: RawCommon) {
  return {
    alarmName: raw.AlarmName,
    evaluationPeriods: raw.EvaluationPeriods,
    datapointsToAlarm: raw.DatapointsToAlarm ?? raw.EvaluationPeriods,
    threshold: raw.Threshold ?? 0,
    treatMissingData: raw.TreatMissingData ?? 'missing',
  };
}

/** One metric alone is the alarm of that metric; what an expression gives is not calculated here. */
function readMath(root: Node): ReadResource<Alarm> {
  const { value, problems } = readShape(root, mathShape);
  if (value === undefined) return { node: root, problems };
  const metrics = value.Metrics;
  const [only] = metrics;
  const { MetricStat: stat } = only ?? {};
  const comparisonOperator = comparisonOperators.find((each) => each === value.ComparisonOperator);
  const isPlain = metrics.length === 1 && value.ThresholdMetricId === undefined;
  const alarm: Alarm =
    isPlain && stat !== undefined && comparisonOperator !== undefined
      ? {
          ...commonOf(value),
          ...metricOf(stat.Metric),
          comparisonOperator,
          statistic: stat.Stat,
          periodSeconds: stat.Period,
        }
      : {
          ...commonOf(value),
          ...nothingMeasured,
          periodSeconds: metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Period ?? 60,
          notEvaluated:
            value.ThresholdMetricId === undefined
              ? `it is about a metric math expression (${metrics.flatMap(({ Expression }) => Expression ?? []).join('; ')})`
              : 'it is about the band of an anomaly detection',
        };
  return { node: root, problems: [...problems, ...mathProblems(root, value)], value: alarm };
}

function readComposite(root: Node): ReadResource<Alarm> {
  const { value, problems } = readShape(root, compositeShape);
  if (value === undefined) return { node: root, problems };
  const alarm: Alarm = {
    ...nothingMeasured,
    alarmName: value.AlarmName,
    periodSeconds: 60,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    threshold: 0,
    treatMissingData: 'missing',
    notEvaluated: `it is a composite alarm (${value.AlarmRule})`,
  };
  return { node: root, problems, value: alarm };
}

const nothingMeasured = {
  namespace: '',
  metricName: '',
  dimensions: {},
  statistic: 'Sum',
  comparisonOperator: 'GreaterThanThreshold',
} as const;

const statistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

const dimensions = optional(
  list(object('dimension', { Name: required(string({ min: 1 })), Value: required(string({ min: 1 })) })),
);

const common = {
  AlarmName: required(string({ min: 1, max: 255 })),
  AlarmDescription: optional(string()),
  EvaluationPeriods: required(number({ integer: true, min: 1 })),
  DatapointsToAlarm: optional(number({ integer: true, min: 1 })),
  TreatMissingData: optional(string({ oneOf: missingData })),
  EvaluateLowSampleCountPercentile: optional(any()),
  ActionsEnabled: optional(boolean()),
  AlarmActions: optional(any()),
  OKActions: optional(any()),
  InsufficientDataActions: optional(any()),
  Tags: optional(any()),
};

const alarmShape = object('alarm', {
  ...common,
  Threshold: required(number()),
  ComparisonOperator: required(string({ oneOf: comparisonOperators })),
  Namespace: required(string({ min: 1, max: 255 })),
  MetricName: required(string({ min: 1, max: 255 })),
  Dimensions: dimensions,
  Statistic: optional(string({ oneOf: statistics })),
  ExtendedStatistic: optional(
    string({ pattern: /p\d{1,2}(\.\d{1,10})?|p100/, patternText: 'p and a percentile: p99' }),
  ),
  Period: required(number({ integer: true, min: 1 })),
  Unit: optional(string()),
});

const bandOperators = [
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
] as const;

const mathShape = object('alarm', {
  ...common,
  Threshold: optional(number()),
  ThresholdMetricId: optional(string({ min: 1, max: 255 })),
  ComparisonOperator: required(string({ oneOf: [...comparisonOperators, ...bandOperators] })),
  Metrics: required(
    list(
      object('metric of an alarm', {
        Id: required(
          string({
            pattern: /[a-z][a-zA-Z0-9_]*/,
            patternText: 'a lowercase letter, then letters, digits and _',
          }),
        ),
        Expression: optional(string({ min: 1, max: 2048 })),
        Label: optional(string()),
        ReturnData: optional(boolean()),
        Period: optional(number({ integer: true, min: 1 })),
        AccountId: optional(string()),
        MetricStat: optional(
          object('metric and its statistic', {
            Metric: required(
              object('metric', {
                Namespace: required(string({ min: 1, max: 255 })),
                MetricName: required(string({ min: 1, max: 255 })),
                Dimensions: dimensions,
              }),
            ),
            Period: required(number({ integer: true, min: 1 })),
            Stat: required(string({ min: 1 })),
            Unit: optional(string()),
          }),
        ),
      }),
      { min: 1, max: 10 },
    ),
  ),
});

const compositeShape = object('composite alarm', {
  AlarmName: required(string({ min: 1, max: 255 })),
  AlarmRule: required(string({ min: 1, max: 10_240 })),
  AlarmDescription: optional(string()),
  ActionsEnabled: optional(boolean()),
  AlarmActions: optional(any()),
  OKActions: optional(any()),
  InsufficientDataActions: optional(any()),
  ActionsSuppressor: optional(any()),
  ActionsSuppressorWaitPeriod: optional(number()),
  ActionsSuppressorExtensionPeriod: optional(number()),
  Tags: optional(any()),
});
