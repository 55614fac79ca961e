// Reuse of unchanged work: an action whose inputs are those of an earlier run that succeeded takes what that one gave.
import { createHash } from 'node:crypto';
import type {
  ActionContext,
  ActionResult,
  ActionRunner,
  BuildInputs,
  RunOptions,
} from '../actions/provider.ts';
import type { TreeEntry } from '../state/artifact-store.ts';
import type { StateFolder } from '../state/state-folder.ts';

type InputContext = Parameters<NonNullable<Awaited<ReturnType<NonNullable<ActionRunner['loadInputs']>>>>>[0];

interface Remembered {
  readonly inputs: BuildInputs;
  readonly executionId: string;
  readonly at: number;
  readonly result: Extract<ActionResult, { status: 'Succeeded' }>;
}

/** An action of a pipeline, wherever it stands in an execution. */
export interface ActionPlace {
  readonly pipelineName: string;
  readonly stageName: string;
  readonly actionName: string;
}

const keptRuns = 20;

/** Off unless requested: by the caller for all actions, or by the definition for a project. */
export function wantsReuse({
  options,
  definition,
  configuration,
}: Pick<ActionContext<RunOptions>, 'options' | 'definition' | 'configuration'>): boolean {
  const { ProjectName: project } = configuration;
  return options.reuse === true || definition.reuse.some(({ projectName }) => projectName === project);
}

/** What an earlier run gave, when all of it is still there; undefined when the action has to run. */
export async function findReusable(
  state: StateFolder,
  place: ActionPlace,
  inputs: BuildInputs,
): Promise<Remembered | undefined> {
  const found = state.records.get<Remembered>(kindOf(place), idOf(inputs));
  if (found === undefined) return undefined;
  for (const { digest } of found.result.outputArtifacts)
    if (!(await state.artifacts.isWhole(digest))) return undefined;
  return found;
}

export function rememberRun(
  { records }: StateFolder,
  place: ActionPlace,
  run: Omit<Remembered, 'at'> & { readonly at: number },
): void {
  const kind = kindOf(place);
  const isKnown = records.get(kind, idOf(run.inputs)) !== undefined;
  records.note(kind, idOf(run.inputs), run);
  if (isKnown) return;
  const all = records.list<Remembered>(kind).toSorted((a, b) => b.value.at - a.value.at);
  for (const { id } of all.slice(keptRuns)) records.remove(kind, id);
}

/** Why nothing can be reused: what differs from the latest run that succeeded. */
export async function whyNot(
  state: StateFolder,
  place: ActionPlace,
  inputs: BuildInputs,
): Promise<readonly string[]> {
  const runs = state.records.list<Remembered>(kindOf(place)).map(({ value }) => value);
  const last = runs.toSorted((a, b) => b.at - a.at)[0];
  if (last === undefined) return ['it has not succeeded here before'];
  if (runs.some((run) => idOf(run.inputs) === idOf(inputs)))
    return ['what it gave is no longer stored, or damaged'];
  const names = [...new Set([...Object.keys(inputs), ...Object.keys(last.inputs)])];
  const changed = names.filter((name) => inputs[name] !== last.inputs[name]);
  const files = changed.filter((name) => name.startsWith('input '));
  const changes = await Promise.all(
    files.map(async (name) => changedFiles(state, last.inputs[name] ?? '', inputs[name] ?? '')),
  );
  const others = changed.filter((name) => !name.startsWith('input ') && !name.startsWith('revision '));
  const reasons = [...changes.flat(), ...others.map((name) => `${name} changed`)];
  return reasons.length > 0 ? reasons : ['the source has another commit'];
}

const shownFiles = 5;

async function changedFiles(state: StateFolder, before: string, after: string): Promise<readonly string[]> {
  const [old, current] = await Promise.all([entriesOf(state, before), entriesOf(state, after)]);
  if (old === undefined || current === undefined) return ['its input changed'];
  const differing = [...new Set([...old.keys(), ...current.keys()])].filter(
    (path) => !isSame(old.get(path), current.get(path)),
  );
  const more = differing.length - shownFiles;
  return [
    ...differing.slice(0, shownFiles).map((path) => `${path} ${wordFor(old.has(path), current.has(path))}`),
    ...(more > 0 ? [`${more} more files changed`] : []),
  ];
}

function wordFor(wasThere: boolean, isThere: boolean): string {
  return wasThere ? (isThere ? 'changed' : 'is gone') : 'is new';
}

function isSame(a: TreeEntry | undefined, b: TreeEntry | undefined): boolean {
  return a?.digest === b?.digest && a?.mode === b?.mode && a?.target === b?.target && a?.type === b?.type;
}

async function entriesOf(
  { artifacts }: StateFolder,
  digest: string,
): Promise<ReadonlyMap<string, TreeEntry> | undefined> {
  const entries = await artifacts.entries(digest).catch(() => undefined);
  return entries === undefined ? undefined : new Map(entries.map((entry) => [entry.path, entry]));
}

/** The provider's word on what the action depends on; undefined when it can never be reused. */
export async function inputsOf(
  provider: ActionRunner,
  context: InputContext,
): Promise<BuildInputs | undefined> {
  const inputs = await provider.loadInputs?.();
  return await inputs?.(context);
}

export function placeOf({ pipelineName, stageName, declaration }: ActionContext<RunOptions>): ActionPlace {
  return { pipelineName, stageName, actionName: declaration.name };
}

function kindOf({ pipelineName, stageName, actionName }: ActionPlace): string {
  return `reuse/${pipelineName}/${stageName}/${actionName}`;
}

function idOf(inputs: BuildInputs): string {
  const sorted = Object.entries(inputs).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex');
}
