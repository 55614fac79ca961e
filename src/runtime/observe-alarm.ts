// The state of an alarm now, whatever it is about: what load balancers have seen, or what was recorded of builds and
// pipelines.
import { providers as registered } from '../actions/registry.ts';
import { isFailed, type Result } from '../lib/result.ts';
import type { ActionTypes } from '../model/action-type.ts';
import { evaluateAlarm, evaluationRange, statisticOf, type Alarm, type AlarmState } from '../model/alarm.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { observeAlarm, whyNotEvaluated, type AlarmObservation } from '../targets/alarm-state.ts';
import { recordedMetrics, type Sample } from './recorded-metrics.ts';

interface Moment {
  readonly before: AlarmState;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface AlarmSurroundings {
  readonly definition: CheckedDefinition;
  readonly state: StateFolder;
  /** Those of the registry when absent. */
  readonly providers?: ActionTypes;
}

export async function observeAnyAlarm(
  alarm: Alarm,
  { definition, state, providers = registered }: AlarmSurroundings,
  moment: Moment,
): Promise<Result<AlarmObservation>> {
  if (alarm.notEvaluated !== undefined) return { failed: whyNotEvaluated(alarm, alarm.notEvaluated) };
  const samplesOf = recordedMetrics[alarm.namespace];
  if (samplesOf === undefined) return await observeAlarm(await state.folder('targets'), alarm, moment);
  const samples = samplesOf(alarm, { definition, history: state.history, now: moment.now, providers });
  return isFailed(samples) ? samples : evaluateSamples(alarm, samples, moment);
}

function evaluateSamples(
  alarm: Alarm,
  samples: readonly Sample[],
  { before, now }: Moment,
): AlarmObservation {
  const { metricName, periodSeconds, statistic } = alarm;
  const periods = evaluationRange(alarm);
  const end = (Math.floor(now / 1000 / periodSeconds) + 1) * periodSeconds * 1000;
  const points = Array.from({ length: periods }, (_, index) => {
    const from = end - (periods - index) * periodSeconds * 1000;
    const within = samples.filter(({ at }) => at >= from && at < from + periodSeconds * 1000);
    return statisticOf(
      within.map(({ value }) => value),
      statistic,
    );
  });
  const last = points.findLast((point) => point !== undefined);
  return {
    state: evaluateAlarm(alarm, points, before),
    value: last === undefined ? '' : `${statistic} of ${metricName}: ${Number(last.toFixed(1))}`,
  };
}
