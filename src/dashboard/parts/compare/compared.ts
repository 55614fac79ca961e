// What differs between two executions: commits, files of their artifacts, variables, results, durations. Pure.
import type { ArtifactReference } from '../../../model/progress.ts';
import type { ExecutionDetail } from '../../../server/http/shapes/execution-shapes.ts';
import type { ExecutionSummary } from '../../../state/execution-history.ts';
import type { TreeEntry } from '../../../state/artifact-store.ts';
import type { ActionView } from '../../../view/execution-view.ts';
import { statusWords } from '../status-words.ts';
import { firstLine, formatDuration, shortId } from '../words.ts';

export interface Compared {
  readonly name: string;
  readonly values: readonly [string, string];
  readonly differs: boolean;
}

/** Names of either side in their order; what a side does not have is a dash. */
function compare(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): readonly Compared[] {
  return [...new Set([...left.keys(), ...right.keys()])].map((name) => ({
    name,
    values: [left.get(name) ?? '–', right.get(name) ?? '–'],
    differs: left.get(name) !== right.get(name),
  }));
}

/** Why it started, from which commits, with which variables. */
export function comparedInputs(left: ExecutionDetail, right: ExecutionDetail): readonly Compared[] {
  return compare(inputsOf(left), inputsOf(right));
}

function inputsOf({ summary, variables }: ExecutionDetail): ReadonlyMap<string, string> {
  return new Map([
    ['Started by', `${summary.trigger.triggerDetail}, ${summary.trigger.triggerType}`],
    ...summary.sourceRevisions.map(
      ({ actionName, revisionId, revisionSummary = '' }) =>
        [`Source ${actionName}`, `${shortId(revisionId)} ${firstLine(revisionSummary)}`.trim()] as const,
    ),
    ...Object.entries(variables).map(([name, value]) => [`Variable ${name}`, value] as const),
  ]);
}

export function comparedOutputs(left: ExecutionDetail, right: ExecutionDetail): readonly Compared[] {
  return compare(outputsOf(left), outputsOf(right));
}

function outputsOf({ outputVariables }: ExecutionDetail): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(outputVariables).flatMap(([place, variables]) =>
      Object.entries(variables).map(
        ([name, value]) => [`${place.replace('/', ' › ')} ${name}`, value] as const,
      ),
    ),
  );
}

export interface ComparedTime {
  readonly name: string;
  /** With the result. */
  readonly values: readonly [string, string];
  readonly tookMs: readonly [number | undefined, number | undefined];
  /** Another result, or a third more or less time, and at least a second: times are never the same. */
  readonly differs: boolean;
  readonly change: string;
}

/** Action by action. */
export function comparedTimes(left: ExecutionDetail, right: ExecutionDetail): readonly ComparedTime[] {
  const [before, after] = [actionsOf(left), actionsOf(right)];
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    const tookMs = [tookOf(a), tookOf(b)] as const;
    const change = changeOf(tookMs);
    return {
      name,
      values: [resultOf(a), resultOf(b)],
      tookMs,
      differs: a?.displayStatus !== b?.displayStatus || change !== '',
      change,
    };
  });
}

function actionsOf({ view }: ExecutionDetail): ReadonlyMap<string, ActionView> {
  return new Map(
    view.stages.flatMap(({ name, actions }) =>
      actions.map((action) => [`${name} › ${action.name}`, action] as const),
    ),
  );
}

function tookOf(action: ActionView | undefined): number | undefined {
  return action?.startedAt === undefined || action.endedAt === undefined
    ? undefined
    : action.endedAt - action.startedAt;
}

function resultOf(action: ActionView | undefined): string {
  const tookMs = tookOf(action);
  if (action === undefined) return '–';
  return `${statusWords[action.displayStatus]}${tookMs === undefined ? '' : ` in ${formatDuration(tookMs)}`}`;
}

function changeOf([left, right]: ComparedTime['tookMs']): string {
  if (left === undefined || right === undefined) return '';
  const byMs = right - left;
  if (Math.abs(byMs) < 1000 || Math.abs(byMs) < Math.max(left, right) / 3) return '';
  return `${byMs > 0 ? '▲' : '▼'} ${formatDuration(Math.abs(byMs))} ${byMs > 0 ? 'longer' : 'shorter'}`;
}

export interface ComparedArtifact {
  readonly name: string;
  readonly artifacts: readonly [ArtifactReference | undefined, ArtifactReference | undefined];
  readonly differs: boolean;
}

export function comparedArtifacts(
  left: ExecutionDetail,
  right: ExecutionDetail,
): readonly ComparedArtifact[] {
  const [before, after] = [artifactsOf(left), artifactsOf(right)];
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const [a, b] = [before.get(name), after.get(name)];
    return { name, artifacts: [a, b], differs: a?.digest !== b?.digest };
  });
}

function artifactsOf({ view }: ExecutionDetail): ReadonlyMap<string, ArtifactReference> {
  return new Map(
    view.stages
      .flatMap(({ actions }) => actions)
      .flatMap(({ outputArtifacts }) => outputArtifacts)
      .map((artifact) => [artifact.name, artifact] as const),
  );
}

export interface FileChange {
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly sizesBytes: readonly [number, number];
}

/** By path; folders are left out, a file of another mode or target has changed. */
export function fileChanges(left: readonly TreeEntry[], right: readonly TreeEntry[]): readonly FileChange[] {
  const [before, after] = [filesOf(left), filesOf(right)];
  return [...new Set([...before.keys(), ...after.keys()])].toSorted(byName).flatMap((path) => {
    const [a, b] = [before.get(path), after.get(path)];
    if (a !== undefined && b !== undefined && contentOf(a) === contentOf(b)) return [];
    const kind = a === undefined ? 'added' : b === undefined ? 'removed' : 'changed';
    return [{ path, kind, sizesBytes: [a?.sizeBytes ?? 0, b?.sizeBytes ?? 0] } as const];
  });
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function filesOf(entries: readonly TreeEntry[]): ReadonlyMap<string, TreeEntry> {
  return new Map(entries.filter(({ type }) => type !== 'directory').map((entry) => [entry.path, entry]));
}

function contentOf({ type, mode, digest, target }: TreeEntry): string {
  return [type, mode, digest, target].join(' ');
}

export interface TakenCommit {
  readonly executionId: string;
  readonly revisionId: string;
  readonly summary: string;
}

/**
 * The commits that executions have taken after the older of the two, up to the newer one, each once and the newest first. Commits
 * that no execution has taken are not known here.
 */
export function commitsBetween(
  executions: readonly ExecutionSummary[],
  [one, other]: readonly [ExecutionSummary, ExecutionSummary],
): readonly TakenCommit[] {
  const [older, newer] = startOf(one) <= startOf(other) ? [one, other] : [other, one];
  const known = new Set(older.sourceRevisions.map(({ revisionId }) => revisionId));
  return executions
    .filter((each) => startOf(each) > startOf(older) && startOf(each) <= startOf(newer))
    .toSorted((a, b) => startOf(b) - startOf(a))
    .flatMap(({ executionId, sourceRevisions }) =>
      sourceRevisions.map(({ revisionId, revisionSummary = '' }) => ({
        executionId,
        revisionId,
        summary: firstLine(revisionSummary),
      })),
    )
    .filter(({ revisionId }) => !known.has(revisionId) && known.add(revisionId));
}

function startOf({ startedAt }: ExecutionSummary): number {
  return startedAt;
}
