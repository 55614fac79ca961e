// The rule CloudWatchAlarm: an alarm of the definition, observed once or for as long as the rule says (CodePipeline user
// guide, "CloudWatchAlarm").
import { counted } from '../../lib/counted.ts';
import { setTimeout as delay } from 'node:timers/promises';
import { isFailed } from '../../lib/result.ts';
import type { AlarmState } from '../../model/alarm.ts';
import { alarmWatch } from '../../model/alarm-watch.ts';
import type { RuleEvaluation } from '../rule-provider.ts';

/** CloudWatch evaluates every ten seconds at most; here more often costs nothing. */
const pollEveryMs = 1000;

export const evaluateAlarm: RuleEvaluation = async (
  { configuration = {} },
  { isBeforeEntry, now, signal, alarmOf, observeAlarm },
) => {
  const { AlarmName = '', WaitTime = '0' } = configuration;
  const alarm = alarmOf(AlarmName);
  const failed = (message: string) => ({ succeeded: false, message });
  if (alarm === undefined)
    return failed(
      `There is no alarm "${AlarmName}": put the input of put-metric-alarm into a file next to the pipeline`,
    );
  const watch = alarmWatch(configuration);
  if (isFailed(watch)) return failed(watch.failed.message);
  const endsAt = now() + watch.waitMs;
  // Before a stage a good state is enough; after it, it has to last.
  const isEnough = (isBad: boolean): boolean => isBeforeEntry && !isBad;
  let state: AlarmState = 'INSUFFICIENT_DATA';
  for (;;) {
    const found = await observeAlarm(alarm, { before: state, now: now() });
    if (isFailed(found)) return failed(found.failed);
    ({ state } = found);
    const isBad = watch.states.has(state);
    const message = `The alarm ${AlarmName} is in state ${state}${found.value === '' ? '' : ` (${found.value})`}`;
    if (isEnough(isBad)) return { succeeded: true, message: message };
    if (isBad && !isBeforeEntry) return failed(message);
    if (signal.aborted) return failed(`${message}, and the execution was stopped while it was watched`);
    const leftMs = endsAt - now();
    if (leftMs <= 0)
      return { succeeded: !isBad, message: `${message} after ${counted(Number(WaitTime), 'minute')}` };
    await delay(Math.min(pollEveryMs, leftMs), undefined, { signal: signal }).catch(() => undefined);
  }
};
