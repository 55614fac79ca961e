// Work of a deployment that ends at once, as failed, when an alarm goes off meanwhile.
import type { Alarm } from '../../model/alarm.ts';
import type { ActionContext } from '../provider.ts';
import { watchAlarms, type AlarmWatch } from '../watch-alarms.ts';
import type { UpdateFailure } from './update.ts';

class AlarmActive extends Error {}

/** Gives what the work gives, or the alarm. Rejects as the work does. */
export async function unlessAlarm(
  {
    context,
    alarms,
    ...watch
  }: { readonly context: ActionContext; readonly alarms: readonly Alarm[] } & Omit<
    AlarmWatch,
    'targetsFolder' | 'now'
  >,
  work: (until: AbortSignal) => Promise<UpdateFailure | undefined>,
): Promise<UpdateFailure | undefined> {
  const over = new AbortController();
  const until = AbortSignal.any([context.signal, over.signal]);
  const targetsFolder = await context.state.folder('targets');
  const watching = async (): Promise<void> => {
    const reason = await watchAlarms(alarms, { ...watch, targetsFolder, now: context.now }, until);
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
