// Alarms that are observed while something goes on, until one of them says that it must not.
import { setTimeout as delay } from 'node:timers/promises';
import { isFailed } from '../../lib/result.ts';
import type { Alarm, AlarmState } from '../../model/alarm.ts';
import type { ActionContext } from '../provider.ts';

export interface AlarmWatch extends Pick<ActionContext<unknown>, 'now' | 'observeAlarm'> {
  /** What is in ALARM already is left out of the watch. */
  readonly ignoresThoseInAlarm?: boolean;
  /** An alarm whose state cannot be had does not end the watch. */
  readonly ignoresUnreadable?: boolean;
}

const pollEveryMs = 500;

/** Resolves with what ends the watch; with undefined when `until` aborts before. */
export async function watchAlarms(
  alarms: readonly Alarm[],
  { now, observeAlarm, ...watch }: AlarmWatch,
  until: AbortSignal,
): Promise<string | undefined> {
  const states = new Map<string, AlarmState>();
  const ignored = new Set<string>();
  let isFirst = true;
  while (alarms.length > 0 && !until.aborted) {
    for (const alarm of alarms.filter(({ alarmName }) => !ignored.has(alarmName))) {
      const { alarmName } = alarm;
      const before = states.get(alarmName) ?? 'INSUFFICIENT_DATA';
      const observation = await observeAlarm(alarm, { before, now: now() });
      if (isFailed(observation)) {
        if (watch.ignoresUnreadable !== true)
          return `the state of the alarm ${alarmName} could not be read: ${observation.failed}`;
        continue;
      }
      states.set(alarmName, observation.state);
      if (observation.state !== 'ALARM') continue;
      if (!isFirst || watch.ignoresThoseInAlarm !== true)
        return `the alarm ${alarmName} is in state ALARM (${observation.value})`;
      ignored.add(alarmName);
    }
    isFirst = false;
    await delay(pollEveryMs, undefined, { signal: until }).catch(() => undefined);
  }
  return undefined;
}
