// Observes the alarms of every pipeline, and records when one changes its state: its notifications follow from that.
import { setTimeout as delay } from 'node:timers/promises';
import { isFailed } from '../lib/result.ts';
import type { Alarm, AlarmState } from '../model/alarm.ts';
import { observeAnyAlarm } from '../runtime/observe-alarm.ts';
import type { Served } from './http/served.ts';

/** CloudWatch evaluates every minute, or every ten seconds; here more often costs nothing. */
const pollEveryMs = 1000;
const kind = 'alarm';

/** Until it is disposed. */
export function watchAlarms({
  pipelines,
  state,
  log,
  now,
}: Pick<Served, 'pipelines' | 'state' | 'log' | 'now'>): AsyncDisposable {
  const ending = new AbortController();
  const observe = async (pipelineName: string, alarm: Alarm): Promise<void> => {
    const driven = pipelines.definitionOf(pipelineName);
    if (driven === undefined) return;
    const id = JSON.stringify([pipelineName, alarm.alarmName]);
    const before = state.records.get<{ readonly state: AlarmState }>(kind, id)?.state ?? 'INSUFFICIENT_DATA';
    const found = await observeAnyAlarm(
      alarm,
      { definition: driven.definition, state },
      { before, now: now() },
    );
    if (isFailed(found) || found.state === before) return;
    const { alarmName } = alarm;
    const reason = found.value === '' ? 'There are no data' : found.value;
    pipelines.note(pipelineName, {
      type: 'AlarmStateChanged',
      at: now(),
      alarmName,
      from: before,
      to: found.state,
      reason,
    });
    state.records.put(kind, id, { state: found.state });
    log.info({ pipelineName, alarmName, from: before, to: found.state, reason }, 'alarm');
  };
  const watch = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      for (const pipelineName of pipelines.names())
        for (const alarm of pipelines.definitionOf(pipelineName)?.definition.alarms ?? [])
          await observe(pipelineName, alarm).catch((error: unknown) =>
            log.warn({ error: String(error) }, 'alarm'),
          );
      await delay(pollEveryMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const watched = watch();
  return {
    [Symbol.asyncDispose]: async () => {
      ending.abort();
      await watched;
    },
  };
}
