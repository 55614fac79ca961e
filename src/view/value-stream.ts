// Which change is where in one pipeline: what each stage holds, what the stage before it has that it lacks, and how long
// changes work and wait on the way. Pure.
import { defined } from '../lib/defined.ts';
import { medianOf } from '../lib/median.ts';
import type { ArtifactReference } from '../model/progress.ts';
import type { ActionExecutionSummary, ExecutionSummary, SourceRevision } from '../state/execution-history.ts';
import type { DisplayStatus, Endpoint, ExecutionView, StageView } from './execution-view.ts';
import { stageStatus } from './stage-status.ts';
import type { StageStatus } from './pipeline-status.ts';

export interface ValueStream {
  readonly pipelineName: string;
  /** In the order of the stages. */
  readonly stations: readonly Station[];
  /** From the start of an execution to its end in the last stage, the median in milliseconds. */
  readonly throughMs?: number;
  /** How much of that time an action was running and was no approval: 0 to 1. */
  readonly workShare?: number;
  /** Of how many executions the medians are. */
  readonly measured: number;
}

export interface Station {
  readonly name: string;
  /** Of what entered it last, which may not be what it holds. */
  readonly displayStatus: DisplayStatus;
  readonly latest?: { readonly executionId: string; readonly revisions: readonly SourceRevision[] };
  /** What went through it last. */
  readonly holds?: Held;
  /** Changes that the station before holds and this one does not, newest first. */
  readonly lacks: readonly Change[];
  /** It holds a newer change than the station before, as after a rollback of that. */
  readonly isAhead: boolean;
  /** Artifacts that the executions of the two stations have otherwise, by name. */
  readonly differingArtifacts: readonly string[];
  /** Medians in milliseconds. */
  readonly workedMs?: number;
  readonly waitedBeforeMs?: number;
}

export interface Held {
  readonly executionId: string;
  readonly endedAt?: number;
  readonly revisions: readonly SourceRevision[];
  /** That the stage made. */
  readonly artifacts: readonly ArtifactReference[];
  /** Where what the stage deployed answers. */
  readonly endpoints: readonly Endpoint[];
}

/** What an execution brought: its revisions, under the id of the newest execution with them. */
interface Change {
  readonly executionId: string;
  readonly revisions: readonly SourceRevision[];
  readonly startedAt: number;
}

/** All that the map is made of. */
export interface StreamFacts {
  readonly pipelineName: string;
  readonly stages: readonly Pick<StageStatus, 'name' | 'latest'>[];
  /** Newest first. */
  readonly executions: readonly ExecutionSummary[];
  /** Views of the newest executions, newest first: enough to find what each stage holds. */
  readonly views: readonly ExecutionView[];
  /** Of executions that succeeded, one list for each. */
  readonly measured: readonly (readonly ActionExecutionSummary[])[];
  /** `stage/action` of the actions that wait for a person. */
  readonly approvals: ReadonlySet<string>;
}

export function valueStream(facts: StreamFacts): ValueStream {
  const changes = changesOf(facts.executions);
  const places = facts.stages.map((stage) => placeOf(stage, facts));
  const spans = facts.measured
    .filter((actions) => actions.length > 0)
    .map((actions) => spansOf(actions, facts.approvals));
  return {
    pipelineName: facts.pipelineName,
    stations: places.map(({ station, view }, index) => ({
      ...station,
      ...relation(places[index - 1]?.view, view, { changes, facts }),
      ...timesOf(station.name, places[index - 1]?.station.name, spans),
    })),
    ...defined({
      throughMs: medianOf(spans.map(({ throughMs }) => throughMs)),
      workShare: medianOf(
        spans.map(({ workedMs, throughMs }) => (throughMs === 0 ? 1 : workedMs / throughMs)),
      ),
    }),
    measured: spans.length,
  };
}

interface Place {
  readonly station: Pick<Station, 'name' | 'displayStatus' | 'latest' | 'holds'>;
  /** Of the execution that it holds. */
  readonly view?: ExecutionView;
}

function placeOf({ name, latest }: StreamFacts['stages'][number], facts: StreamFacts): Place {
  const { view, stage } = lastThrough(name, facts.views) ?? {};
  const revisionsOf = ({ executionId }: ExecutionView) =>
    facts.executions.find((each) => each.executionId === executionId)?.sourceRevisions ?? [];
  return {
    station: {
      name,
      displayStatus: latest === undefined ? 'Pending' : stageStatus(latest.stage),
      ...(latest === undefined
        ? {}
        : {
            latest: {
              executionId: latest.execution.executionId,
              revisions: revisionsOf(latest.execution),
            },
          }),
      ...(view === undefined || stage === undefined
        ? {}
        : { holds: { ...heldBy(view, stage), revisions: revisionsOf(view) } }),
    },
    ...defined({ view }),
  };
}

/** A retry of an older execution can go through a stage after a newer one. */
function lastThrough(
  name: string,
  views: readonly ExecutionView[],
): { readonly view: ExecutionView; readonly stage: StageView } | undefined {
  return views
    .flatMap((view) =>
      view.stages
        .filter((stage) => stage.name === name && isThrough(stage))
        .map((stage) => ({ view, stage })),
    )
    .toSorted((a, b) => (b.stage.endedAt ?? 0) - (a.stage.endedAt ?? 0))[0];
}

function heldBy({ executionId }: ExecutionView, { actions, endedAt }: StageView): Omit<Held, 'revisions'> {
  return {
    executionId,
    artifacts: actions.flatMap(({ outputArtifacts }) => outputArtifacts),
    endpoints: actions.flatMap(({ endpoints }) => endpoints),
    ...defined({ endedAt }),
  };
}

/** A stage that was skipped holds what it held before. */
export function isThrough({ displayStatus }: Pick<StageView, 'displayStatus'>): boolean {
  return displayStatus === 'Succeeded' || displayStatus === 'Reused' || displayStatus === 'NotExecuted';
}

/** Each set of revisions once, newest first. A rollback brings nothing new. */
function changesOf(executions: readonly ExecutionSummary[]): readonly (Change & { readonly key: string })[] {
  const seen = new Set<string>();
  return executions.flatMap(({ executionId, sourceRevisions, startedAt, rollbackOf }) => {
    const key = keyOf(sourceRevisions);
    if (sourceRevisions.length === 0 || rollbackOf !== undefined || seen.has(key)) return [];
    seen.add(key);
    return [{ executionId, revisions: sourceRevisions, startedAt, key }];
  });
}

function keyOf(revisions: readonly SourceRevision[]): string {
  return JSON.stringify(
    revisions.map(({ actionName, revisionId }) => `${actionName}:${revisionId}`).toSorted(),
  );
}

function relation(
  before: ExecutionView | undefined,
  here: ExecutionView | undefined,
  { changes, facts }: { readonly changes: ReturnType<typeof changesOf>; readonly facts: StreamFacts },
): Pick<Station, 'lacks' | 'isAhead' | 'differingArtifacts'> {
  // Nothing has reached the station before: there is nothing to lack.
  if (before === undefined) return { lacks: [], isAhead: false, differingArtifacts: [] };
  const ageOf = (view: ExecutionView): number => {
    const summary = facts.executions.find(({ executionId }) => executionId === view.executionId);
    return changes.findIndex(({ key }) => key === keyOf(summary?.sourceRevisions ?? []));
  };
  const [there, own] = [ageOf(before), here === undefined ? changes.length : ageOf(here)];
  return {
    lacks:
      there === -1 || own === -1
        ? []
        : changes.slice(there, Math.max(there, own)).map(({ key: _key, ...change }) => change),
    isAhead: own !== -1 && own < there,
    differingArtifacts: here === undefined ? [] : differingArtifacts(before, here),
  };
}

function differingArtifacts(left: ExecutionView, right: ExecutionView): readonly string[] {
  if (left.executionId === right.executionId) return [];
  const [a, b] = [digestsOf(left), digestsOf(right)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name)).toSorted();
}

function digestsOf({ stages }: ExecutionView): ReadonlyMap<string, string> {
  return new Map(
    stages.flatMap(({ actions }) =>
      actions.flatMap(({ outputArtifacts }) =>
        outputArtifacts.map(({ name, digest }) => [name, digest] as const),
      ),
    ),
  );
}

interface Spans {
  readonly byStage: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  readonly throughMs: number;
  readonly workedMs: number;
}

/** @param actions one or more */
function spansOf(actions: readonly ActionExecutionSummary[], approvals: ReadonlySet<string>): Spans {
  const byStage = new Map<string, { readonly from: number; readonly to: number }>();
  for (const { stageName, startedAt, endedAt = startedAt } of actions) {
    const known = byStage.get(stageName) ?? { from: startedAt, to: endedAt };
    byStage.set(stageName, { from: Math.min(known.from, startedAt), to: Math.max(known.to, endedAt) });
  }
  const working = actions
    .filter(({ stageName, actionName }) => !approvals.has(`${stageName}/${actionName}`))
    .map(({ startedAt, endedAt = startedAt }) => ({ from: startedAt, to: endedAt }));
  const all = [...byStage.values()];
  const throughMs = Math.max(...all.map(({ to }) => to)) - Math.min(...all.map(({ from }) => from));
  return { byStage, throughMs, workedMs: covered(working) };
}

/** How long at least one of them lasted. */
function covered(spans: readonly { readonly from: number; readonly to: number }[]): number {
  let until = -Infinity;
  let sum = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}

function timesOf(
  name: string,
  before: string | undefined,
  spans: readonly Spans[],
): Pick<Station, 'workedMs' | 'waitedBeforeMs'> {
  const own = spans.flatMap(({ byStage }) => {
    const [here, there] = [byStage.get(name), byStage.get(before ?? '')];
    return here === undefined
      ? []
      : [{ worked: here.to - here.from, waited: there && Math.max(0, here.from - there.to) }];
  });
  return defined({
    workedMs: medianOf(own.map(({ worked }) => worked)),
    waitedBeforeMs: medianOf(own.flatMap(({ waited }) => (waited === undefined ? [] : [waited]))),
  });
}
