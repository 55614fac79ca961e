// How long a CloudWatchAlarm rule watches its alarm, and for which states (CodePipeline user guide, "CloudWatchAlarm").
import type { Result } from '../lib/result.ts';
import { alarmStates, type AlarmState } from './alarm.ts';

export interface AlarmWatch {
  /** The states that are bad. */
  readonly states: ReadonlySet<AlarmState>;
  readonly waitMs: number;
}

/** What is wrong with a configuration, and with which of its keys. */
export interface WrongWatch {
  readonly key: 'AlarmStates' | 'WaitTime';
  readonly message: string;
}

/** @param configuration of the rule, its references resolved */
export function alarmWatch({
  AlarmStates = 'ALARM',
  WaitTime = '0',
}: Readonly<Record<string, string>>): Result<AlarmWatch, WrongWatch> {
  const words = AlarmStates.split(',').map((word) => word.trim());
  const states = alarmStates.filter((state) => words.includes(state));
  const unknown = words.find((word) => !alarmStates.some((state) => state === word));
  if (unknown !== undefined)
    return {
      failed: {
        key: 'AlarmStates',
        message: `AlarmStates has "${unknown}", and may have ${alarmStates.join(', ')}`,
      },
    };
  if (!/^\d{1,5}$/.test(WaitTime))
    return {
      failed: { key: 'WaitTime', message: `WaitTime is "${WaitTime}", and must be a number of minutes` },
    };
  return { states: new Set(states), waitMs: Number(WaitTime) * 60_000 };
}
