// How the jobs of a workflow stand: each with its runs, and what a call comes to by the jobs of the called workflow. Pure.
import { defined } from '../../../lib/defined.ts';
import { formatTime } from '../words.ts';
import type { ActionView, DisplayStatus, JobView, StageView } from '../../../view/execution-view.ts';

/** One run of a job. */
export interface JobCell {
  readonly name: string;
  readonly displayStatus: DisplayStatus;
  readonly matrix?: Readonly<Record<string, string>>;
  /** What runs it; what must be approved while that is waited for. */
  readonly action?: ActionView;
  /** Why it waits, was skipped or ended so. */
  readonly note?: string;
}

export interface JobState {
  readonly id: string;
  /** As it is shown within what it belongs to. */
  readonly label: string;
  readonly needs: readonly string[];
  readonly calledBy?: string;
  readonly displayStatus: DisplayStatus;
  /** None of a job that calls a workflow. */
  readonly cells: readonly JobCell[];
  readonly isMatrix: boolean;
  /** Of a job whose matrix calls a workflow: how many times. */
  readonly calls?: number;
  /** One of these calls, around the jobs of it. */
  readonly isOneCall?: true;
  readonly maxParallel?: number;
  readonly startedAt?: number;
  /** Only when all of it has ended. */
  readonly endedAt?: number;
}

/** In the order in which they are declared; those of a called workflow follow the job that calls it. */
export function jobStates({ jobs = [], actions }: Pick<StageView, 'jobs' | 'actions'>): readonly JobState[] {
  const byName = new Map(actions.map((action) => [action.name, action]));
  const childrenOf = Map.groupBy(withCalls(jobs), ({ calledBy }) => calledBy ?? '');
  const statesOf = (parent: string): readonly JobState[] =>
    (childrenOf.get(parent) ?? []).flatMap((job) => {
      const inner = statesOf(job.id);
      return [inner.length > 0 ? callState(job, inner) : ownState(job, byName), ...inner];
    });
  return statesOf('');
}

type PlacedJob = JobView & Pick<JobState, 'isOneCall'>;

/** Each call of a matrix around its own jobs: the ids of these begin with its name, as `image (arm64) / compile`. */
function withCalls(jobs: readonly JobView[]): readonly PlacedJob[] {
  const callsOf = new Map<string | undefined, readonly string[]>();
  for (const [caller, own] of Map.groupBy(jobs, ({ calledBy }) => calledBy)) {
    const calls = [...new Set(own.map(({ id }) => callOf(id)))];
    if (caller !== undefined && calls.length > 1) callsOf.set(caller, calls);
  }
  const own = jobs.map((job) => (callsOf.has(job.calledBy) ? { ...job, calledBy: callOf(job.id) } : job));
  const calls = [...callsOf].flatMap(([calledBy, ids]) =>
    ids.map((id): PlacedJob => ({ id, needs: [], ...defined({ calledBy }), legs: [], isOneCall: true })),
  );
  return [...own, ...calls];
}

function callOf(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf(' / ')));
}

function ownState(job: JobView, byName: ReadonlyMap<string, ActionView>): JobState {
  const { id, legs, maxParallel } = job;
  const cells = legs.length === 0 ? [plainCell(id, byName.get(id))] : legs.map((leg) => legCell(leg, byName));
  return {
    ...identityOf(job, legs.length === 1 ? legs[0]?.name : undefined),
    cells,
    isMatrix: legs.length > 1,
    displayStatus: statusOfAll(cells.map(({ displayStatus }) => displayStatus)),
    ...defined({ maxParallel }),
    ...spanOf(cells.map(({ action }) => action ?? {})),
  };
}

/** Of a call, or of the workflow in it: what all its jobs come to. */
function callState(job: PlacedJob, inner: readonly JobState[]): JobState {
  const own = inner.filter(({ calledBy }) => calledBy === job.id);
  const calls = own.filter((each) => each.isOneCall === true).length;
  return {
    ...identityOf(job, undefined),
    cells: [],
    isMatrix: false,
    ...(calls > 0 ? { calls } : {}),
    ...defined({ isOneCall: job.isOneCall }),
    displayStatus: statusOfAll(own.map(({ displayStatus }) => displayStatus)),
    ...spanOf(own),
  };
}

function identityOf({ id, needs, calledBy }: JobView, name: string | undefined) {
  const label = calledBy === undefined ? (name ?? id) : (id.split(' / ').at(-1) ?? id);
  return { id, label, needs, ...defined({ calledBy }) };
}

function plainCell(name: string, action: ActionView | undefined): JobCell {
  const note = action?.summary;
  return { name, displayStatus: action?.displayStatus ?? 'Pending', ...defined({ action, note }) };
}

/** While its approval is not given, that is what it shows. */
function legCell(
  { name, matrix, approval, waitsUntil }: JobView['legs'][number],
  byName: ReadonlyMap<string, ActionView>,
): JobCell {
  const own = byName.get(name);
  const asked = approval === undefined ? undefined : byName.get(approval);
  const hasBegun = own !== undefined && own.displayStatus !== 'Pending';
  const action = hasBegun || asked === undefined || asked.displayStatus === 'Pending' ? own : asked;
  const waits =
    hasBegun || waitsUntil === undefined ? undefined : `waits for its timer until ${formatTime(waitsUntil)}`;
  const note =
    action === asked && asked?.displayStatus === 'Waiting'
      ? 'waits for approval'
      : (action?.summary ?? waits);
  const displayStatus =
    action === asked && asked?.displayStatus === 'Succeeded'
      ? 'Pending'
      : (action?.displayStatus ?? 'Pending');
  return { name, displayStatus, ...defined({ matrix, action, note }) };
}

/** A person is waited for, else something runs or is still to come after what has ended, else the worst of the ends. */
export function statusOfAll(all: readonly DisplayStatus[]): DisplayStatus {
  const has = (status: DisplayStatus): boolean => all.includes(status);
  if (has('Waiting')) return 'Waiting';
  const hasRest = has('Pending') && all.some((each) => each !== 'Pending' && each !== 'Skipped');
  if (has('InProgress') || hasRest) return 'InProgress';
  return ends.find(has) ?? 'Pending';
}

/** One of them is enough, in this order. */
const ends: readonly DisplayStatus[] = [
  'Failed',
  'Declined',
  'Cancelled',
  'Pending',
  'NotExecuted',
  'Succeeded',
  'Reused',
  'Skipped',
  'Superseded',
];

interface Span {
  readonly startedAt?: number;
  readonly endedAt?: number;
}

function spanOf(parts: readonly Span[]): Span {
  const starts = parts.flatMap(({ startedAt }) => startedAt ?? []);
  const begun = parts.filter(({ startedAt }) => startedAt !== undefined);
  const isOver = begun.every(({ endedAt }) => endedAt !== undefined);
  return defined({
    startedAt: starts.length === 0 ? undefined : Math.min(...starts),
    endedAt:
      starts.length === 0 || !isOver ? undefined : Math.max(...begun.map(({ endedAt = 0 }) => endedAt)),
  });
}

const mattering: readonly DisplayStatus[] = ['Failed', 'Waiting', 'InProgress'];

/** What failed, waits or runs before the rest. */
export function firstMattering(cells: readonly JobCell[]): readonly JobCell[] {
  const rank = ({ displayStatus }: JobCell): number => {
    const at = mattering.indexOf(displayStatus);
    return at === -1 ? mattering.length : at;
  };
  return cells.toSorted((a, b) => rank(a) - rank(b));
}

/** The run of a job that is looked at first. */
export function mattersMost(cells: readonly JobCell[]): JobCell | undefined {
  const sorted = firstMattering(cells);
  return sorted.find(({ action }) => action?.actionExecutionId !== undefined) ?? sorted[0];
}

/** `16 succeeded, 1 failed, 3 skipped`. */
export function countsOf(
  all: readonly DisplayStatus[],
  words: Readonly<Record<DisplayStatus, string>>,
): string {
  const counts = Map.groupBy(all, (status) => words[status]);
  return [...counts].map(([word, of]) => `${of.length} ${word}`).join(', ');
}
