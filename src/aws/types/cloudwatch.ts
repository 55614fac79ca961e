// Written by "npm run generate" from the service models of botocore 1.44.8; not to be edited.
export interface CloudWatch {
  readonly ActionConfiguration: {
    readonly AlarmTagsPropagation?: CloudWatch['AlarmTagsPropagation'];
  };
  readonly AlarmPromQLCriteria: {
    readonly Query: string;
    readonly PendingPeriod?: number;
    readonly RecoveryPeriod?: number;
  };
  readonly AlarmTagsPropagation: {
    readonly Enabled: boolean;
    readonly IncludedTagKeys?: readonly string[];
    readonly ExcludedTagKeys?: readonly string[];
  };
  readonly Dimension: {
    readonly Name: string;
    readonly Value: string;
  };
  readonly EvaluationCriteria: {
    readonly PromQLCriteria?: CloudWatch['AlarmPromQLCriteria'];
  };
  readonly EvaluationWindow: {
    readonly WallClockWindow?: CloudWatch['WallClockWindow'];
    readonly SlidingWindow?: CloudWatch['SlidingWindow'];
  };
  readonly Metric: {
    readonly Namespace?: string;
    readonly MetricName?: string;
    readonly Dimensions?: readonly CloudWatch['Dimension'][];
  };
  readonly MetricDataQuery: {
    readonly Id: string;
    readonly MetricStat?: CloudWatch['MetricStat'];
    readonly Expression?: string;
    readonly Label?: string;
    readonly ReturnData?: boolean;
    readonly Period?: number;
    readonly AccountId?: string;
  };
  readonly MetricStat: {
    readonly Metric: CloudWatch['Metric'];
    readonly Period: number;
    readonly Stat: string;
    readonly Unit?:
      | 'Seconds'
      | 'Microseconds'
      | 'Milliseconds'
      | 'Bytes'
      | 'Kilobytes'
      | 'Megabytes'
      | 'Gigabytes'
      | 'Terabytes'
      | 'Bits'
      | 'Kilobits'
      | 'Megabits'
      | 'Gigabits'
      | 'Terabits'
      | 'Percent'
      | 'Count'
      | 'Bytes/Second'
      | 'Kilobytes/Second'
      | 'Megabytes/Second'
      | 'Gigabytes/Second'
      | 'Terabytes/Second'
      | 'Bits/Second'
      | 'Kilobits/Second'
      | 'Megabits/Second'
      | 'Gigabits/Second'
      | 'Terabits/Second'
      | 'Count/Second'
      | 'None';
  };
  readonly PutCompositeAlarmInput: {
    readonly ActionsEnabled?: boolean;
    readonly AlarmActions?: readonly string[];
    readonly AlarmDescription?: string;
    readonly AlarmName: string;
    readonly AlarmRule: string;
    readonly InsufficientDataActions?: readonly string[];
    readonly OKActions?: readonly string[];
    readonly Tags?: readonly CloudWatch['Tag'][];
    readonly ActionsSuppressor?: string;
    readonly ActionsSuppressorWaitPeriod?: number;
    readonly ActionsSuppressorExtensionPeriod?: number;
    readonly ActionConfiguration?: CloudWatch['ActionConfiguration'];
  };
  readonly PutMetricAlarmInput: {
    readonly AlarmName: string;
    readonly AlarmDescription?: string;
    readonly ActionsEnabled?: boolean;
    readonly OKActions?: readonly string[];
    readonly AlarmActions?: readonly string[];
    readonly InsufficientDataActions?: readonly string[];
    readonly MetricName?: string;
    readonly Namespace?: string;
    readonly Statistic?: 'SampleCount' | 'Average' | 'Sum' | 'Minimum' | 'Maximum';
    readonly ExtendedStatistic?: string;
    readonly Dimensions?: readonly CloudWatch['Dimension'][];
    readonly Period?: number;
    readonly Unit?:
      | 'Seconds'
      | 'Microseconds'
      | 'Milliseconds'
      | 'Bytes'
      | 'Kilobytes'
      | 'Megabytes'
      | 'Gigabytes'
      | 'Terabytes'
      | 'Bits'
      | 'Kilobits'
      | 'Megabits'
      | 'Gigabits'
      | 'Terabits'
      | 'Percent'
      | 'Count'
      | 'Bytes/Second'
      | 'Kilobytes/Second'
      | 'Megabytes/Second'
      | 'Gigabytes/Second'
      | 'Terabytes/Second'
      | 'Bits/Second'
      | 'Kilobits/Second'
      | 'Megabits/Second'
      | 'Gigabits/Second'
      | 'Terabits/Second'
      | 'Count/Second'
      | 'None';
    readonly EvaluationPeriods?: number;
    readonly DatapointsToAlarm?: number;
    readonly Threshold?: number;
    readonly ComparisonOperator?:
      | 'GreaterThanOrEqualToThreshold'
      | 'GreaterThanThreshold'
      | 'LessThanThreshold'
      | 'LessThanOrEqualToThreshold'
      | 'LessThanLowerOrGreaterThanUpperThreshold'
      | 'LessThanLowerThreshold'
      | 'GreaterThanUpperThreshold';
    readonly TreatMissingData?: string;
    readonly EvaluateLowSampleCountPercentile?: string;
    readonly Metrics?: readonly CloudWatch['MetricDataQuery'][];
    readonly Tags?: readonly CloudWatch['Tag'][];
    readonly ThresholdMetricId?: string;
    readonly EvaluationWindow?: CloudWatch['EvaluationWindow'];
    readonly WarmUpConfiguration?: CloudWatch['WarmUpConfiguration'];
    readonly EvaluationCriteria?: CloudWatch['EvaluationCriteria'];
    readonly EvaluationInterval?: number;
    readonly ActionConfiguration?: CloudWatch['ActionConfiguration'];
  };
  readonly SlidingWindow: {};
  readonly Tag: {
    readonly Key: string;
    readonly Value: string;
  };
  readonly WallClockWindow: {
    readonly Timezone?: string;
  };
  readonly WarmUpConfiguration: {
    readonly WarmUpPeriodDurationInMinutes: number;
    readonly OnlyStartEvaluatingAfterWarmUpPeriodEnds?: boolean;
  };
}
