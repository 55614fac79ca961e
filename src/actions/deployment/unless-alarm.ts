// Work of a deployment that ends at once, as failed, when an alarm goes off meanwhile.
import type { Alarm } from '../../model/alarm.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { unless } from './unless.ts';
import { watchAlarms, type AlarmWatch } from './watch-alarms.ts';

export interface AlarmFailure {
  /** In one sentence. */
  readonly reason: string;
  readonly isAlarm: true;
}

/** Gives what the work gives, or the alarm. Rejects as the work does. */
export async function unlessAlarm<Failure>(
  {
    context,
    alarms,
    ...watch
  }: {
    readonly context: Pick<ActionContext<DeploymentOptions>, 'signal' | 'now' | 'observeAlarm'>;
    readonly alarms: readonly Alarm[];
  } & Omit<AlarmWatch, 'now' | 'observeAlarm'>,
  work: (until: AbortSignal) => Promise<Failure | undefined>,
): Promise<Failure | AlarmFailure | undefined> {
  const { signal, now, observeAlarm } = context;
  const alarm = async (until: AbortSignal): Promise<AlarmFailure | undefined> => {
    const reason = await watchAlarms(alarms, { ...watch, now, observeAlarm }, until);
    return reason === undefined ? undefined : { reason, isAlarm: true };
  };
  return await unless<AlarmFailure, Failure>(signal, alarm, work);
}
