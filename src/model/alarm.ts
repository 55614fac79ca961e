// A CloudWatch alarm and how it is evaluated, in the words of PutMetricAlarm (CloudWatch user guide, "Alarm evaluation" and
// "Configuring how CloudWatch alarms treat missing data"). Pure.
import type { NotExecuted } from './not-executed.ts';

export interface Alarm {
  readonly alarmName: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** One of `plainStatistics`, a percentile (`p99`, `p99.9`), or another one that is not evaluated here (`tm90`, `IQM`). */
  readonly statistic: string;
  readonly periodSeconds: number;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: MissingData;
  readonly notExecuted?: readonly NotExecuted[];
  /** Why its state cannot be known here; absent for one that is evaluated. */
  readonly notEvaluated?: string;
  /** What nothing here is held to and AWS is given, as it is written: a description, actions, expressions, a rule. */
  readonly forAws?: Readonly<Record<string, unknown>>;
}

export const comparisonOperators = [
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
] as const;
export type ComparisonOperator = (typeof comparisonOperators)[number];

/** Those of the key Statistic; all others are extended ones. */
const plainStatistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const;

const percentile = /^p(\d+(?:\.\d*)?)$/;

/** Whether `statisticOf` knows it. */
export function isKnownStatistic(statistic: string): boolean {
  return isPlainStatistic(statistic) || percentile.test(statistic);
}

export function isPlainStatistic(statistic: string): boolean {
  return plainStatistics.some((each) => each === statistic);
}

export const missingData = ['missing', 'notBreaching', 'breaching', 'ignore'] as const;
export type MissingData = (typeof missingData)[number];

export const alarmStates = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
export type AlarmState = (typeof alarmStates)[number];

/** CloudWatch reads somewhat more than it evaluates, so that points that come late still count. */
const extraPeriods = 2;

/** How many points `evaluateAlarm` wants to see. */
export function evaluationRange({ evaluationPeriods }: Alarm): number {
  return evaluationPeriods + extraPeriods;
}

/**
 * @param points one for each period of the evaluation range, oldest first; undefined where there are no data
 * @param before the state so far, which missing data may keep
 */
export function evaluateAlarm(
  alarm: Alarm,
  points: readonly (number | undefined)[],
  before: AlarmState,
): AlarmState {
  const { evaluationPeriods, datapointsToAlarm: needed, treatMissingData } = alarm;
  const real = points.filter((point) => point !== undefined);
  const breaches = (some: readonly number[]): number =>
    some.filter((point) => isBreaching(alarm, point)).length;
  if (real.length >= evaluationPeriods)
    return breaches(real.slice(-evaluationPeriods)) >= needed ? 'ALARM' : 'OK';
  const breaching = breaches(real);
  const missing = evaluationPeriods - real.length;
  if (treatMissingData === 'breaching') return breaching + missing >= needed ? 'ALARM' : 'OK';
  if (treatMissingData === 'notBreaching') return breaching >= needed ? 'ALARM' : 'OK';
  if (breaching >= needed) return 'ALARM';
  if (real.length > breaching) return 'OK';
  if (treatMissingData === 'ignore') return before;
  if (real.length === 0) return 'INSUFFICIENT_DATA';
  return isOldEnough(alarm, points) ? 'ALARM' : before;
}

export interface AlarmObservation {
  readonly state: AlarmState;
  /** The newest value, for people: "Sum of ApplicationRequests5xx: 44". Empty without one. */
  readonly value: string;
}

/** @param points as `evaluateAlarm` takes them */
export function observationOf(
  alarm: Alarm,
  points: readonly (number | undefined)[],
  before: AlarmState,
): AlarmObservation {
  const last = points.findLast((point) => point !== undefined);
  return {
    state: evaluateAlarm(alarm, points, before),
    value: last === undefined ? '' : `${alarm.statistic} of ${alarm.metricName}: ${Number(last.toFixed(4))}`,
  };
}

export interface Samples {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly values: readonly number[];
}

/** Where the first of the last `periods` periods begins, in milliseconds; the last one is still going on. */
export function firstPeriodBegins({ periodSeconds }: Alarm, periods: number, now: number): number {
  const lengthMs = periodSeconds * 1000;
  return (Math.floor(now / lengthMs) + 1 - periods) * lengthMs;
}

/** The alarm's statistic of each of the last `periods` periods, oldest first; undefined where nothing was measured. */
export function pointsOf(
  alarm: Alarm,
  samples: readonly Samples[],
  { periods, now }: { readonly periods: number; readonly now: number },
): readonly (number | undefined)[] {
  const lengthMs = alarm.periodSeconds * 1000;
  const begin = firstPeriodBegins(alarm, periods, now);
  return Array.from({ length: periods }, (_, index) => {
    const from = begin + index * lengthMs;
    const within = samples.filter(({ at }) => at >= from && at < from + lengthMs);
    return statisticOf(
      within.flatMap(({ values }) => values),
      alarm.statistic,
    );
  });
}

/** Breaching points alone, and the oldest of them so long ago that no more are to be waited for. */
function isOldEnough(alarm: Alarm, points: readonly (number | undefined)[]): boolean {
  const last = points.slice(-alarm.evaluationPeriods);
  const oldest = last.findIndex((point) => point !== undefined && isBreaching(alarm, point));
  return oldest !== -1 && last.length - oldest >= alarm.datapointsToAlarm;
}

function isBreaching({ comparisonOperator, threshold }: Alarm, point: number): boolean {
  switch (comparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return point >= threshold;
    case 'GreaterThanThreshold':
      return point > threshold;
    case 'LessThanThreshold':
      return point < threshold;
    default:
      return point <= threshold;
  }
}

/**
 * Undefined of no samples, but for counts, which are 0 only where something was counted.
 * @param statistic a known one
 */
export function statisticOf(samples: readonly number[], statistic: string): number | undefined {
  if (samples.length === 0) return undefined;
  const percent = percentile.exec(statistic)?.[1];
  if (percent !== undefined) {
    const sorted = samples.toSorted((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.ceil((Number(percent) / 100) * sorted.length) - 1)];
  }
  const sum = samples.reduce((total, sample) => total + sample, 0);
  switch (statistic) {
    case 'Average':
      return sum / samples.length;
    case 'Minimum':
      return Math.min(...samples);
    case 'Maximum':
      return Math.max(...samples);
    case 'SampleCount':
      return samples.length;
    default:
      return sum;
  }
}
