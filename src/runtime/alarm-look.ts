// The state of an alarm now, whatever it is about: what load balancers have seen, or the builds of a pipeline (CodeBuild
// user guide, "CodeBuild CloudWatch metrics").
import { evaluateAlarm, evaluationRange, statisticOf, type Alarm, type AlarmState } from '../model/alarm.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { lookAtAlarm, type AlarmLook } from '../targets/alarm-state.ts';

interface Moment {
  readonly before: AlarmState;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export async function lookAtAnyAlarm(
  alarm: Alarm,
  { definition, state }: { readonly definition: CheckedDefinition; readonly state: StateFolder },
  moment: Moment,
): Promise<AlarmLook | { readonly wrong: string }> {
  if (alarm.namespace !== 'AWS/CodeBuild')
    return await lookAtAlarm(await state.folder('targets'), alarm, moment);
  return lookAtBuilds(alarm, definition, { history: state.history, ...moment });
}

interface Sample {
  readonly at: number;
  readonly value: number;
}

/** As many executions are looked at; those that matter to an alarm are among the newest. */
const recentExecutions = 50;

function lookAtBuilds(
  alarm: Alarm,
  { pipeline }: CheckedDefinition,
  { history, before, now }: Moment & Pick<StateFolder, 'history'>,
): AlarmLook | { readonly wrong: string } {
  const { metricName, dimensions, periodSeconds, statistic } = alarm;
  const read = readers[metricName];
  if (read === undefined)
    return {
      wrong: `AWS/CodeBuild ${metricName} is not measured here; there are ${Object.keys(readers).join(', ')}`,
    };
  const wanted = dimensions['ProjectName'];
  const names = new Set(
    pipeline.stages
      .flatMap(({ actions }) => actions)
      .filter(({ actionTypeId }) => actionTypeId.provider === 'CodeBuild')
      .filter(({ configuration }) => wanted === undefined || configuration?.['ProjectName'] === wanted)
      .map(({ name }) => name),
  );
  const samples = history
    .executions({ pipelineName: pipeline.name, limit: recentExecutions })
    .flatMap(({ executionId }) => history.actions(executionId))
    .filter(({ actionName }) => names.has(actionName))
    .flatMap((run) => read(run, now));
  const periods = evaluationRange(alarm);
  const end = (Math.floor(now / 1000 / periodSeconds) + 1) * periodSeconds * 1000;
  const points = Array.from({ length: periods }, (_, index) => {
    const from = end - (periods - index) * periodSeconds * 1000;
    const within = samples.filter(({ at }) => at >= from && at < from + periodSeconds * 1000);
    return statisticOf(
      within.map(({ value }) => value),
      statistic,
    );
  });
  const last = points.findLast((point) => point !== undefined);
  return {
    state: evaluateAlarm(alarm, points, before),
    value: last === undefined ? '' : `${statistic} of ${metricName}: ${Number(last.toFixed(1))}`,
  };
}

type Run = ReturnType<StateFolder['history']['actions']>[number];

/** CloudWatch learns of a build when it has ended. Here one that still runs already counts for how long it has. */
const readers: Readonly<Record<string, (run: Run, now: number) => readonly Sample[]>> = {
  Duration: ({ startedAt, endedAt }, now) => [
    { at: endedAt ?? now, value: ((endedAt ?? now) - startedAt) / 1000 },
  ],
  Builds: ({ startedAt }) => [{ at: startedAt, value: 1 }],
  FailedBuilds: ({ status, endedAt }) =>
    endedAt === undefined ? [] : [{ at: endedAt, value: status === 'Failed' ? 1 : 0 }],
  SucceededBuilds: ({ status, endedAt }) =>
    endedAt === undefined ? [] : [{ at: endedAt, value: status === 'Succeeded' ? 1 : 0 }],
};
