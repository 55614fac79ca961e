// Starts pipelines at their times, checked once at the beginning of each minute. A time that passes while nothing runs
// has passed, as with EventBridge's rules.
import { isFailed } from '../lib/result.ts';
import { isDue, parseSchedule, type Schedule } from '../model/schedule.ts';
import { localTime } from '../model/local-time.ts';
import { realClock, type Clock } from './clock.ts';
import type { Pipelines } from './pipelines.ts';

const minuteMs = 60_000;

/** A start that was refused, or did not come about, and why. */
export type OnRefused = (refused: {
  readonly pipelineName: string;
  readonly schedule: string;
  readonly reason: string;
}) => void;

/** Until it is disposed. */
export function runSchedules(
  pipelines: Pick<Pipelines, 'names' | 'definitionOf' | 'request'>,
  onRefused: OnRefused,
  clock: Clock = realClock,
): Disposable {
  // A rate counts from when this server first saw it.
  const since = new Map<string, number>();
  let cancel = (): void => undefined;
  const wait = (): void => {
    const now = clock.now();
    const next = Math.floor(now / minuteMs) * minuteMs + minuteMs;
    cancel = clock.after(next - now, () => {
      startDue(next);
      wait();
    });
  };
  const startDue = (minute: number): void => {
    for (const pipelineName of pipelines.names())
      for (const schedule of pipelines.definitionOf(pipelineName)?.definition.schedules ?? []) {
        const timing = parseSchedule(schedule.scheduleExpression);
        const local = localTime(minute, schedule.scheduleExpressionTimezone ?? 'UTC');
        if (isFailed(timing) || local === undefined) continue;
        const key = `${pipelineName}\n${schedule.name}\n${schedule.scheduleExpression}`;
        const first = since.get(key) ?? minute - minuteMs;
        since.set(key, first);
        if (!isDue(timing, { minute, since: first, local })) continue;
        void start(pipelineName, schedule);
      }
  };
  const start = async (pipelineName: string, schedule: Schedule): Promise<void> => {
    const reason = await startScheduled(pipelines, pipelineName, schedule);
    if (reason !== undefined) onRefused({ pipelineName, schedule: schedule.name, reason });
  };
  wait();
  return { [Symbol.dispose]: () => cancel() };
}

/** Undefined when it was started, else why not. */
async function startScheduled(
  pipelines: Pick<Pipelines, 'request'>,
  pipelineName: string,
  { name, variables = {} }: Schedule,
): Promise<string | undefined> {
  try {
    const result = await pipelines.request(pipelineName, {
      type: 'StartPipelineExecution',
      variables,
      sourceRevisions: {},
      by: `schedule ${name}`,
      triggerType: 'CloudWatchEvent',
    });
    return result.accepted ? undefined : result.problems.map(({ message }) => message).join('; ');
  } catch (error) {
    return String(error);
  }
}
