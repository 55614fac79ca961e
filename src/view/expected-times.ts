// How long the stages and actions of a pipeline are expected to take: medians of earlier executions that succeeded, without the
// time in which a person was waited for. Pure.
import { medianOf } from '../lib/median.ts';
import type { ActionExecutionSummary } from '../state/execution-history.ts';

export interface ExpectedTimes {
  /** How many executions the medians are of. */
  readonly executions: number;
  readonly stages: readonly ExpectedStage[];
}

export interface ExpectedStage {
  readonly name: string;
  /** Milliseconds. */
  readonly durationMs: number;
  readonly actions: readonly {
    readonly name: string;
    /** From the beginning of the stage. */
    readonly offsetMs: number;
    readonly durationMs: number;
  }[];
}

type Ended = ActionExecutionSummary & Required<Pick<ActionExecutionSummary, 'endedAt'>>;

/**
 * @param executions the actions of each
 * @param approvals `Stage/Action` of those that wait for a person
 */
export function expectedTimes(
  executions: readonly (readonly ActionExecutionSummary[])[],
  approvals: ReadonlySet<string>,
): ExpectedTimes {
  const runs = executions.map((actions) => stageRuns(actions, approvals));
  const names = new Set(runs.flatMap((run) => [...run.keys()]));
  const stages = [...names].map((name): ExpectedStage => {
    const own = runs.flatMap((run) => run.get(name) ?? []);
    const actions = [...new Set(own.flatMap((stage) => [...stage.keys()]))];
    return {
      name,
      durationMs: median(own.map((stage) => Math.max(...[...stage.values()].map(endOf)))),
      actions: actions.map((action) => {
        const spans = own.flatMap((stage) => stage.get(action) ?? []);
        return {
          name: action,
          offsetMs: median(spans.map(({ offsetMs }) => offsetMs)),
          durationMs: median(spans.map(({ durationMs }) => durationMs)),
        };
      }),
    };
  });
  return { executions: executions.length, stages };
}

interface Span {
  readonly offsetMs: number;
  readonly durationMs: number;
}

function endOf({ offsetMs, durationMs }: Span): number {
  return offsetMs + durationMs;
}

function median(values: readonly number[]): number {
  return Math.round(medianOf(values) ?? 0);
}

type StageRun = ReadonlyMap<string, Span>;

/** Of one execution, by stage and action. Of an action that ran again the last run counts. */
function stageRuns(
  actions: readonly ActionExecutionSummary[],
  approvals: ReadonlySet<string>,
): ReadonlyMap<string, StageRun> {
  const ended = actions.filter(
    (each): each is Ended => each.endedAt !== undefined && each.status === 'Succeeded',
  );
  const isApproval = ({ stageName, actionName }: Ended): boolean =>
    approvals.has(`${stageName}/${actionName}`);
  const byStage = Map.groupBy(ended, ({ stageName }) => stageName);
  return new Map(
    [...byStage].flatMap(([name, all]): [string, StageRun][] => {
      const begin = Math.min(...all.map(({ startedAt }) => startedAt));
      const waits = all.filter(isApproval);
      const spans = all
        .filter((each) => !isApproval(each))
        .map(({ actionName, startedAt, endedAt }): [string, Span] => [
          actionName,
          { offsetMs: startedAt - begin - waitedBefore(startedAt, waits), durationMs: endedAt - startedAt },
        ]);
      return spans.length === 0 ? [] : [[name, new Map(spans)]];
    }),
  );
}

/** The longest of the waits that were over by then: several at once are waited for together. */
function waitedBefore(at: number, waits: readonly Ended[]): number {
  const over = waits.filter(({ endedAt }) => endedAt <= at);
  return Math.max(0, ...over.map(({ startedAt, endedAt }) => endedAt - startedAt));
}
