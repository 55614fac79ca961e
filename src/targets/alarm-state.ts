// The state of an alarm now, out of what was measured on this machine.
import { isFailed, type Result } from '../lib/result.ts';
import { evaluateAlarm, evaluationRange, type Alarm, type AlarmState } from '../model/alarm.ts';
import { readMetric } from './read-metric.ts';

export interface AlarmObservation {
  readonly state: AlarmState;
  /** The newest value, for people: "Sum of ApplicationRequests5xx: 44". Empty without one. */
  readonly value: string;
}

/** @param before the state of the look before; INSUFFICIENT_DATA for a first one */
export async function observeAlarm(
  targetsFolder: string,
  alarm: Alarm,
  { before, now }: { readonly before: AlarmState; readonly now: number },
): Promise<Result<AlarmObservation>> {
  if (alarm.notEvaluated !== undefined) return { failed: whyNotEvaluated(alarm, alarm.notEvaluated) };
  const read = await readMetric(targetsFolder, alarm, { periods: evaluationRange(alarm), now });
  if (isFailed(read)) return read;
  const last = read.points.findLast((point) => point !== undefined);
  return {
    state: evaluateAlarm(alarm, read.points, before),
    value: last === undefined ? '' : `${alarm.statistic} of ${alarm.metricName}: ${Number(last.toFixed(4))}`,
  };
}

/** In words for people. */
export function whyNotEvaluated({ alarmName }: Alarm, why: string): string {
  return `The alarm ${alarmName} is not evaluated here: ${why}`;
}
