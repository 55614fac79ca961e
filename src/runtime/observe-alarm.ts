// The state of an alarm now, whatever it is about: what load balancers have seen, or what was recorded of builds and
// pipelines. Rules, deployments and the server all ask here.
import type { AlarmMoment } from '../actions/provider.ts';
import { providers as registered } from '../actions/registry.ts';
import { isFailed, type Result } from '../lib/result.ts';
import type { ActionTypes } from '../model/action-type.ts';
import {
  evaluationRange,
  observationOf,
  pointsOf,
  type Alarm,
  type AlarmObservation,
} from '../model/alarm.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type * as ReadMetric from '../targets/read-metric.ts';
import { recordedMetrics } from './recorded-metrics.ts';

export interface AlarmSurroundings {
  readonly definition: CheckedDefinition;
  readonly state: StateFolder;
  /** Those of the registry when absent. */
  readonly providers?: ActionTypes;
}

export async function observeAnyAlarm(
  alarm: Alarm,
  surroundings: AlarmSurroundings,
  { before, now }: AlarmMoment,
): Promise<Result<AlarmObservation>> {
  if (alarm.notEvaluated !== undefined)
    return { failed: `The alarm ${alarm.alarmName} is not evaluated here: ${alarm.notEvaluated}` };
  const read = await readPoints(alarm, surroundings, { periods: evaluationRange(alarm), now });
  return isFailed(read) ? read : observationOf(alarm, read.points, before);
}

async function readPoints(
  alarm: Alarm,
  { definition, state, providers = registered }: AlarmSurroundings,
  range: { readonly periods: number; readonly now: number },
): ReturnType<typeof ReadMetric.readMetric> {
  const samplesOf = recordedMetrics[alarm.namespace];
  if (samplesOf === undefined) {
    // Loads every kind of target.
    const { readMetric } = await import('../targets/read-metric.ts');
    return await readMetric(await state.folder('targets'), alarm, range);
  }
  const { history } = state;
  const samples = samplesOf(alarm, { definition, history, now: range.now, providers });
  if (isFailed(samples)) return samples;
  const each = samples.map(({ at, value }) => ({ at, values: [value] }));
  return { points: pointsOf(alarm, each, range) };
}
