// Work of a deployment that ends at once, as failed, when an alarm goes off meanwhile.
import type { Alarm } from '../../model/alarm.ts';
import type { ActionContext } from '../provider.ts';
import type { DeploymentOptions } from './deployment-options.ts';
import { watchAlarms, type AlarmWatch } from './watch-alarms.ts';

class AlarmActive extends Error {}

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
  const over = new AbortController();
  const until = AbortSignal.any([context.signal, over.signal]);
  const watching = async (): Promise<void> => {
    const { now, observeAlarm } = context;
    const reason = await watchAlarms(alarms, { ...watch, now, observeAlarm }, until);
    if (reason !== undefined) over.abort(new AlarmActive(reason));
  };
  const watched = watching();
  try {
    return await work(until);
  } catch (error) {
    const { reason } = over.signal;
    if (reason instanceof AlarmActive && !context.signal.aborted)
      return { reason: reason.message, isAlarm: true };
    throw error;
  } finally {
    over.abort();
    await watched;
  }
}
