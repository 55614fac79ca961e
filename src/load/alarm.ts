// Reads an alarm: the input of `aws cloudwatch put-metric-alarm`.
import { entryOf, type Node } from '../lib/node.ts';
import { comparisonOperators, missingData, type Alarm } from '../model/alarm.ts';
import { readShape } from './read-shape.ts';
import type { ReadResource } from './resource.ts';
import { any, boolean, list, number, object, optional, required, string } from './shape.ts';

interface RawAlarm {
  readonly AlarmName: string;
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: string }[];
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Period: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm?: number;
  readonly Threshold: number;
  readonly ComparisonOperator: Alarm['comparisonOperator'];
  readonly TreatMissingData?: Alarm['treatMissingData'];
}

export function isAlarm(root: Node): boolean {
  return entryOf(root, 'AlarmName') !== undefined && entryOf(root, 'MetricName') !== undefined;
}

export function readAlarm(root: Node): ReadResource<Alarm> {
  const { value, problems } = readShape<RawAlarm>(root, alarmShape);
  return { node: root, problems, ...(value === undefined ? {} : { value: alarmFrom(value) }) };
}

function alarmFrom(raw: RawAlarm): Alarm {
  return {
    alarmName: raw.AlarmName,
    namespace: raw.Namespace,
    metricName: raw.MetricName,
    dimensions: Object.fromEntries((raw.Dimensions ?? []).map(({ Name, Value }) => [Name, Value])),
    statistic: raw.ExtendedStatistic ?? raw.Statistic ?? 'Average',
    periodSeconds: raw.Period,
    evaluationPeriods: raw.EvaluationPeriods,
    datapointsToAlarm: raw.DatapointsToAlarm ?? raw.EvaluationPeriods,
    threshold: raw.Threshold,
    comparisonOperator: raw.ComparisonOperator,
    treatMissingData: raw.TreatMissingData ?? 'missing',
  };
}

const statistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

const alarmShape = object('alarm', {
  AlarmName: required(string({ min: 1, max: 255 })),
  AlarmDescription: optional(string()),
  Namespace: required(string({ min: 1, max: 255 })),
  MetricName: required(string({ min: 1, max: 255 })),
  Dimensions: optional(
    list(object('dimension', { Name: required(string({ min: 1 })), Value: required(string({ min: 1 })) })),
  ),
  Statistic: optional(string({ oneOf: statistics })),
  ExtendedStatistic: optional(
    string({ pattern: /p\d{1,2}(\.\d{1,10})?|p100/, patternText: 'p and a percentile: p99' }),
  ),
  Period: required(number({ integer: true, min: 10 })),
  EvaluationPeriods: required(number({ integer: true, min: 1 })),
  DatapointsToAlarm: optional(number({ integer: true, min: 1 })),
  Threshold: required(number()),
  ComparisonOperator: required(string({ oneOf: comparisonOperators })),
  TreatMissingData: optional(string({ oneOf: missingData })),
  EvaluateLowSampleCountPercentile: optional(any()),
  ActionsEnabled: optional(boolean()),
  AlarmActions: optional(any()),
  OKActions: optional(any()),
  InsufficientDataActions: optional(any()),
  Unit: optional(string()),
  Tags: optional(any()),
});
