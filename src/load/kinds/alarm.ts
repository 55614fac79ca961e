// Reads an alarm: the input of `aws cloudwatch put-metric-alarm` or `put-composite-alarm`.
import type { CloudWatch } from '../../aws/types/cloudwatch.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import {
  comparisonOperators,
  isKnownStatistic,
  missingData,
  type Alarm,
  type ComparisonOperator,
} from '../../model/alarm.ts';
import { alarmRules, mathAlarmRules } from './alarm/alarm-rules.ts';
import { alarmProblems, mathProblems } from './alarm/alarm-problems.ts';
import { readAws, awsShape } from '../aws-shape.ts';
import type { ReadResource } from '../resource.ts';
import { type Kind } from './kind.ts';
import { jsonSchemaOf } from '../json-schema.ts';

export const alarmKind: Kind<Alarm> = {
  title: 'a CloudWatch alarm',
  file: 'alarm.json',
  holds: 'what `aws cloudwatch put-metric-alarm` takes',
  words: ['AlarmName'],
  isOne: isAlarm,
  schemas: () => [
    jsonSchemaOf(awsShape('PutMetricAlarmInput', alarmRules)),
    jsonSchemaOf(awsShape('PutMetricAlarmInput', mathAlarmRules)),
    jsonSchemaOf(awsShape('PutCompositeAlarmInput', alarmRules)),
  ],
  read: readAlarm,
};

type RawAlarm = CloudWatch['PutMetricAlarmInput'];

/** One metric, expressions over several, or a rule over other alarms. */
export function isAlarm(root: Node): boolean {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  return has('AlarmName') && ['MetricName', 'Metrics', 'AlarmRule'].some(has);
}

export function readAlarm(root: Node): ReadResource<Alarm> {
  if (entryOf(root, 'AlarmRule') !== undefined) return readComposite(root);
  if (entryOf(root, 'Metrics') !== undefined) return readMath(root);
  const { value, problems, notExecuted } = readAws(root, 'PutMetricAlarmInput', alarmRules);
  if (value === undefined) return { node: root, problems };
  const { Statistic, ExtendedStatistic: statistic = Statistic ?? 'Average', Period = 60 } = value;
  return {
    node: root,
    problems: [...problems, ...alarmProblems(root, value)],
    value: {
      ...commonOf(value),
      ...metricOf(value),
      comparisonOperator: operatorOf(value) ?? nothingMeasured.comparisonOperator,
      ...statisticFrom(statistic),
      periodSeconds: Period,
      notExecuted,
      ...forAws(value, ownKeys),
    },
  };
}

function metricOf({ Namespace = '', MetricName = '', Dimensions = [] }: CloudWatch['Metric']) {
  return {
    namespace: Namespace,
    metricName: MetricName,
    dimensions: Object.fromEntries(Dimensions.map(({ Name, Value }) => [Name, Value])),
  };
}

function commonOf(raw: RawAlarm) {
  const { AlarmName, EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods, Threshold = 0 } = raw;
  return {
    alarmName: AlarmName,
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm,
    threshold: Threshold,
    treatMissingData: missingData.find((each) => each === raw.TreatMissingData) ?? 'missing',
  };
}

function statisticFrom(statistic: string): Pick<Alarm, 'statistic' | 'notEvaluated'> {
  return isKnownStatistic(statistic)
    ? { statistic }
    : { statistic, notEvaluated: `it is about the statistic ${statistic}` };
}

function operatorOf({ ComparisonOperator }: RawAlarm): ComparisonOperator | undefined {
  return comparisonOperators.find((each) => each === ComparisonOperator);
}

/** One metric alone is the alarm of that metric; what an expression gives is not calculated here. */
function readMath(root: Node): ReadResource<Alarm> {
  const { value, problems, notExecuted } = readAws(root, 'PutMetricAlarmInput', mathAlarmRules);
  if (value === undefined) return { node: root, problems };
  const { Metrics: metrics = [], ThresholdMetricId } = value;
  const stat = metrics.length === 1 && ThresholdMetricId === undefined ? metrics[0]?.MetricStat : undefined;
  const comparisonOperator = operatorOf(value);
  const alarm: Alarm =
    stat !== undefined && comparisonOperator !== undefined
      ? {
          ...commonOf(value),
          ...metricOf(stat.Metric),
          comparisonOperator,
          ...statisticFrom(stat.Stat),
          periodSeconds: stat.Period,
        }
      : {
          ...commonOf(value),
          ...nothingMeasured,
          periodSeconds: metrics.find(({ MetricStat }) => MetricStat !== undefined)?.MetricStat?.Period ?? 60,
          notEvaluated:
            ThresholdMetricId === undefined
              ? `it is about a metric math expression (${metrics.flatMap(({ Expression }) => Expression ?? []).join('; ')})`
              : 'it is about the band of an anomaly detection',
        };
  const found = mathProblems(root, { ...value, Metrics: metrics });
  const shipped = forAws(value, alarm.metricName === '' ? [...ownKeys, ...mathKeys] : ownKeys);
  return { node: root, problems: [...problems, ...found], value: { ...alarm, notExecuted, ...shipped } };
}

function readComposite(root: Node): ReadResource<Alarm> {
  const { value, problems, notExecuted } = readAws(root, 'PutCompositeAlarmInput', alarmRules);
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
    notExecuted,
    ...forAws(value, [...ownKeys, ...compositeKeys]),
  };
  return { node: root, problems, value: alarm };
}

/** Keys that the evaluation here does not read. */
const ownKeys = [
  'AlarmDescription',
  'ActionsEnabled',
  'OKActions',
  'AlarmActions',
  'InsufficientDataActions',
  'Unit',
  'EvaluateLowSampleCountPercentile',
] as const;

/** Of an alarm that is not evaluated. */
const mathKeys = ['Metrics', 'ThresholdMetricId', 'ComparisonOperator'] as const;
const compositeKeys = [
  'AlarmRule',
  'ActionsSuppressor',
  'ActionsSuppressorWaitPeriod',
  'ActionsSuppressorExtensionPeriod',
] as const;

function forAws(value: object, keys: readonly string[]): Pick<Alarm, 'forAws'> {
  const given = Object.entries(value).filter(([key, each]) => keys.includes(key) && each !== undefined);
  return given.length === 0 ? {} : { forAws: Object.fromEntries(given) };
}

const nothingMeasured = {
  namespace: '',
  metricName: '',
  dimensions: {},
  statistic: 'Sum',
  comparisonOperator: 'GreaterThanThreshold',
} as const;
