// Whether an event starts a workflow, with the sentence that explains it (GitHub: "Events that trigger workflows" and
// "Workflow syntax", on.<event>.types, branches, tags, paths). Pure.
import { valueAt, type Value, type Workflow } from '../../model/workflow.ts';
import { takesName } from './filter-pattern.ts';

export interface WorkflowEvent {
  readonly name: string;
  /** In full: of a push what was pushed, of a pull request the branch that it would change. */
  readonly ref: string;
  /** The activity: `opened`, `published`. */
  readonly activity?: string;
  /** Undefined when it is not known: then filters of paths hold, as on GitHub. */
  readonly changedPaths?: readonly string[];
}

export interface StartDecision {
  readonly starts: boolean;
  readonly because: string;
}

export function decideStart({ on }: Pick<Workflow, 'on'>, event: WorkflowEvent): StartDecision {
  const filters = Object.hasOwn(on, event.name) ? on[event.name] : undefined;
  if (filters === undefined)
    return no(`"${event.name}" is none of its events: ${Object.keys(on).join(', ')}`);
  if (event.name === 'workflow_call')
    return no('a workflow with "workflow_call" is called by a job of another one');
  const missed =
    missedByActivity(filters, event) ?? missedByRef(filters, event) ?? missedByPaths(filters, event);
  return missed === undefined ? { starts: true, because: `"${event.name}" starts it` } : no(missed);
}

function no(because: string): StartDecision {
  return { starts: false, because };
}

const ofPulls = ['opened', 'synchronize', 'reopened'];

/** What starts a workflow that names no activity; undefined for any. */
const usualActivities: Readonly<Record<string, readonly string[] | undefined>> = {
  pull_request: ofPulls,
  pull_request_target: ofPulls,
};

/** The activities that a workflow names, or those that start it when it names none. */
export function activitiesOf(on: Workflow['on'], event: string): readonly string[] | undefined {
  return patternsAt(on[event], 'types') ?? usualActivities[event];
}

function missedByActivity(filters: Value, { name, activity }: WorkflowEvent): string | undefined {
  const types = activitiesOf({ [name]: filters }, name);
  if (types === undefined || activity === undefined || types.includes(activity)) return undefined;
  return `the activity is "${activity}", and "types" of "${name}" are ${types.join(', ')}`;
}

/** With filters for branches alone, tags start nothing, and the other way round. */
function missedByRef(filters: Value, { name, ref }: WorkflowEvent): string | undefined {
  if (name === 'schedule' || name === 'workflow_dispatch') return undefined;
  const isTag = ref.startsWith('refs/tags/');
  const [own, other] = isTag ? (['tags', 'branches'] as const) : (['branches', 'tags'] as const);
  const short = ref.replace(/^refs\/(?:heads|tags)\//, '');
  const isOwn = name === 'push' || name === 'workflow_run';
  const what = isTag ? 'tag' : isOwn ? 'branch' : 'target branch';
  const missed = missedByNames(filters, own, { what, name: short });
  if (missed !== undefined) return missed;
  const isFiltered = (kind: string) =>
    patternsAt(filters, kind) !== undefined || patternsAt(filters, `${kind}-ignore`) !== undefined;
  return !isFiltered(own) && isFiltered(other)
    ? `the ${what} is "${short}", and "${name}" is filtered by ${other} alone`
    : undefined;
}

function missedByNames(
  filters: Value,
  key: 'branches' | 'tags',
  { what, name }: { readonly what: string; readonly name: string },
): string | undefined {
  const taken = patternsAt(filters, key);
  if (taken !== undefined && !takesName(taken, name))
    return `the ${what} is "${name}", and "${key}" are ${taken.join(', ')}`;
  const ignored = patternsAt(filters, `${key}-ignore`);
  return ignored !== undefined && takesName(ignored, name)
    ? `the ${what} is "${name}", and "${key}-ignore" has ${ignored.join(', ')}`
    : undefined;
}

/** Not evaluated for pushes of tags. */
function missedByPaths(filters: Value, { ref, changedPaths }: WorkflowEvent): string | undefined {
  if (changedPaths === undefined || ref.startsWith('refs/tags/')) return undefined;
  const taken = patternsAt(filters, 'paths');
  const changed = changedPaths.length === 0 ? 'nothing has changed' : `what changed is ${some(changedPaths)}`;
  if (taken !== undefined && !changedPaths.some((path) => takesName(taken, path)))
    return `${changed}, and "paths" are ${taken.join(', ')}`;
  const ignored = patternsAt(filters, 'paths-ignore');
  return ignored !== undefined && changedPaths.every((path) => takesName(ignored, path))
    ? `${changed}, and "paths-ignore" has ${ignored.join(', ')}`
    : undefined;
}

function some(paths: readonly string[]): string {
  const more = paths.length - 3;
  return `${paths.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Whether the changed files decide. */
export function readsPaths(on: Workflow['on'], event: string): boolean {
  return ['paths', 'paths-ignore'].some((key) => patternsAt(on[event], key) !== undefined);
}

function patternsAt(filters: Value | undefined, key: string): readonly string[] | undefined {
  const value = valueAt(filters, key);
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).map(String);
}
