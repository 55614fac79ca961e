// The rule DeploymentWindow, evaluated: Cron and TimeZone.
import { setTimeout as delay } from 'node:timers/promises';
import { localTime } from '../../model/local-time.ts';
import { parseQuartzCron } from '../../model/quartz-cron.ts';
import type { RuleEvaluation } from '../rule-provider.ts';

/**
 * AWS does not say whether a closed window waits: here it fails at once, unless the
 * rule has a time of its own, in which the window may still open.
 */
export const evaluateWindow: RuleEvaluation = async (
  { configuration = {}, timeoutInMinutes },
  { now, signal },
) => {
  const { Cron = '', TimeZone = 'UTC' } = configuration;
  const isOpen = parseQuartzCron(Cron);
  if (typeof isOpen !== 'function') return { succeeded: false, message: isOpen.failed };
  for (;;) {
    const at = now();
    const time = localTime(at, TimeZone);
    if (time === undefined)
      return { succeeded: false, message: `"${TimeZone}" is no time zone that is known here` };
    const succeeded = isOpen(time);
    const when = `${new Date(at).toISOString()} in ${TimeZone}`;
    const message = `The window ${Cron} is ${succeeded ? 'open' : 'closed'} at ${when}`;
    if (succeeded || timeoutInMinutes === undefined || signal.aborted) return { succeeded, message };
    await delay(60_000 - (at % 60_000), undefined, { signal }).catch(() => undefined);
  }
};
