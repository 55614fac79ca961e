// What becomes here of each key of an alarm: one of a metric, one of expressions over several, or one over other alarms.
// Sources: the service's model; CloudWatch API reference, PutMetricAlarm and PutCompositeAlarm.
import type { CloudWatch } from '../../../aws/types/cloudwatch.ts';
import { comparisonOperators, missingData } from '../../../model/alarm.ts';
import { notExecuted, type AwsRules, type KeyRules, type StructureRules } from '../../aws-rules.ts';
import { refusedByCli } from '../../resource.ts';

type AlarmKeys = NonNullable<StructureRules<CloudWatch['PutMetricAlarmInput']>['keys']>;

const action = notExecuted('a change of its state is an event, and no other action follows');
const name: KeyRules = { is: 'honoured', text: { min: 1, max: 255 } };
const natural: KeyRules = { is: 'honoured', limits: { min: 1 } };
const needed = (rules: KeyRules): KeyRules => ({ ...rules, need: 'required' });
const unit = notExecuted('what is measured here has one unit');

const common = {
  AlarmName: name,
  AlarmDescription: 'inert',
  ActionsEnabled: 'inert',
  OKActions: action,
  AlarmActions: action,
  InsufficientDataActions: action,
  Tags: 'inert',
  ActionConfiguration: notExecuted('an event of the alarm has no tags'),
} as const;

/** Those of another form of an alarm are refused by alarm-problems.ts. */
const metricAlarm: AlarmKeys = {
  ...common,
  MetricName: name,
  Namespace: name,
  Statistic: 'honoured',
  ExtendedStatistic: {
    is: 'honoured',
    text: {
      // The statistics of the service's own model.
      pattern:
        /IQM|(p|tc|tm|ts|wm)(\d{1,2}(\.\d{0,10})?|100)|(TM|TC|TS|WM)\([\d.]*%?:[\d.]*%?\)|PR\([\d.]*:[\d.]*\)/,
      patternText: 'a percentile (p99), or another statistic of CloudWatch: tm90, IQM, TM(10%:90%), PR(0:5)',
    },
  },
  Dimensions: 'honoured',
  Period: natural,
  Unit: unit,
  EvaluationPeriods: needed(natural),
  DatapointsToAlarm: natural,
  Threshold: 'honoured',
  ComparisonOperator: needed({ is: 'honoured' }),
  TreatMissingData: { is: 'honoured', oneOf: missingData },
  EvaluateLowSampleCountPercentile: notExecuted(
    'a percentile of few samples is evaluated as every other',
    'evaluate',
  ),
  Metrics: { is: 'honoured', limits: { min: 1, max: 10 } },
  ThresholdMetricId: name,
  EvaluationWindow: notExecuted('periods follow the clock here'),
  WarmUpConfiguration: notExecuted('an alarm is evaluated from its first period on'),
  EvaluationCriteria: notExecuted('only metrics are evaluated here'),
  EvaluationInterval: notExecuted('an alarm is evaluated every second'),
};

const structures: AwsRules<CloudWatch>['structures'] = {
  PutCompositeAlarmInput: {
    called: 'composite alarm',
    keys: {
      ...common,
      AlarmRule: { is: 'honoured', text: { min: 1, max: 10_240 } },
      ActionsSuppressor: action,
      ActionsSuppressorWaitPeriod: action,
      ActionsSuppressorExtensionPeriod: action,
    },
  },
  Dimension: {
    called: 'dimension',
    keys: { Name: { is: 'honoured', text: { min: 1 } }, Value: { is: 'honoured', text: { min: 1 } } },
  },
  MetricDataQuery: {
    called: 'metric of an alarm',
    keys: {
      Id: {
        is: 'honoured',
        text: {
          pattern: /[a-z][a-zA-Z0-9_]*/,
          patternText: 'a lowercase letter, then letters, digits and _',
        },
      },
      MetricStat: 'honoured',
      Expression: { is: 'honoured', text: { min: 1, max: 2048 } },
      Label: 'inert',
      ReturnData: 'honoured',
      Period: natural,
      AccountId: notExecuted('metrics are those of this machine'),
    },
  },
  MetricStat: {
    called: 'metric and its statistic',
    keys: { Metric: 'honoured', Period: natural, Stat: { is: 'honoured', text: { min: 1 } }, Unit: unit },
  },
  Metric: {
    called: 'metric',
    keys: { Namespace: needed(name), MetricName: needed(name), Dimensions: 'honoured' },
  },
};

const rules = { service: 'cloudwatch', unknownKey: refusedByCli.aws } as const;

/** Of an alarm about one metric, and of one over other alarms. */
export const alarmRules: AwsRules<CloudWatch> = {
  ...rules,
  structures: {
    ...structures,
    PutMetricAlarmInput: {
      called: 'alarm',
      keys: {
        ...metricAlarm,
        MetricName: needed(name),
        Namespace: needed(name),
        Period: needed(natural),
        Threshold: needed({ is: 'honoured' }),
        ComparisonOperator: needed({ is: 'honoured', oneOf: comparisonOperators }),
      },
    },
  },
};

/** Of an alarm about several metrics. */
export const mathAlarmRules: AwsRules<CloudWatch> = {
  ...rules,
  structures: {
    ...structures,
    PutMetricAlarmInput: {
      called: 'alarm',
      keys: { ...metricAlarm, Metrics: needed({ is: 'honoured', limits: { min: 1, max: 10 } }) },
    },
  },
};
