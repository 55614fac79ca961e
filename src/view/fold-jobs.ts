// Jobs of a workflow in the view of an execution: what they become when they are planned, wait or are cancelled. Pure.
import type { PipelineEvent } from '../engine/event.ts';
import { defined } from '../lib/defined.ts';
import type { CallLeg, JobLeg, JobPlan } from '../model/job-graph.ts';
import type { JobDeclaration } from '../model/job-declaration.ts';
import type { ActionView, JobLegView, JobView, StageView } from './execution-view.ts';
import { inAction, newAction } from './view-parts.ts';

type Of<Type extends PipelineEvent['type']> = Extract<PipelineEvent, { type: Type }>;

/** Of a job, before it is known which runs it has. */
export const jobProvider = 'Workflow';

/** The legs of a job take its place in the order of the jobs; one that is skipped stays as it is. */
export function foldPlan(stage: StageView, event: Of<'JobPlanned'>): StageView {
  const jobs = foldJobs(stage.jobs ?? [], event);
  return { ...foldActions(stage, event), jobs };
}

/** What was declared, before anything is planned. */
export function newJob({ id, needs, calledBy }: JobDeclaration): JobView {
  return { id, needs, ...defined({ calledBy }), legs: [] };
}

function foldJobs(jobs: readonly JobView[], { jobId, plan }: Of<'JobPlanned'>): readonly JobView[] {
  const called = plan.outcome === 'Calls' ? plan.calls.flatMap((call) => call.jobs).map(newJob) : [];
  const isAgain = new Set(called.map(({ id }) => id));
  const known = jobs.filter(({ id }) => !isAgain.has(id));
  const planned = known.map((job) => (job.id === jobId ? { ...job, ...legsOf(plan) } : job));
  return called.length === 0 ? planned : [...planned, ...called];
}

function legsOf(plan: JobPlan): Pick<JobView, 'legs' | 'maxParallel'> {
  if (plan.outcome !== 'Runs') return { legs: [] };
  const { legs, maxParallel } = plan;
  return {
    legs: legs.map((leg) => legView(leg, legs.length > 1)),
    ...(legs.length > 1 && maxParallel < legs.length ? { maxParallel } : {}),
  };
}

/** @param isOfMatrix its contexts are long, and are read only where they have one */
function legView({ action, approval, waitsUntil }: JobLeg, isOfMatrix: boolean): JobLegView {
  const { name, configuration } = action;
  const matrix = isOfMatrix ? matrixIn(configuration?.['Contexts']) : undefined;
  return { name, ...defined({ matrix, approval: approval?.name, waitsUntil }) };
}

function matrixIn(contexts: string | undefined): JobLegView['matrix'] {
  if (contexts === undefined) return undefined;
  const { matrix } = JSON.parse(contexts) as { readonly matrix?: Readonly<Record<string, unknown>> | null };
  return matrix === null || matrix === undefined
    ? undefined
    : Object.fromEntries(Object.entries(matrix).map(([name, value]) => [name, valueText(value)]));
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function foldActions(stage: StageView, { jobId, plan }: Of<'JobPlanned'>): StageView {
  if (plan.outcome === 'Skipped')
    return inAction(stage, jobId, (action) => ({
      ...newAction(action.name),
      provider: action.provider,
      displayStatus: 'Skipped',
      summary: plan.reason,
    }));
  if (plan.outcome === 'Calls') return foldCalls(stage, jobId, plan.calls);
  const names = new Set(plan.legs.map(({ action }) => action.name));
  const legs = plan.legs.map(({ action: { name, actionTypeId, configuration } }) => ({
    // After a retry what has succeeded stays; what was skipped or has failed is still to begin.
    ...(stage.actions.find((action) => action.name === name && hasSucceeded(action)) ?? newAction(name)),
    provider: actionTypeId.provider,
    ...defined({ runsOn: labelsIn(configuration?.['RunsOn']) }),
  }));
  const at = stage.actions.findIndex(({ name }) => name === jobId || names.has(name));
  const before = stage.actions.slice(0, at === -1 ? undefined : at);
  const others = stage.actions.slice(before.length).filter(({ name }) => name !== jobId && !names.has(name));
  return { ...stage, actions: [...before, ...legs, ...others] };
}

function hasSucceeded({ displayStatus }: ActionView): boolean {
  return displayStatus === 'Succeeded' || displayStatus === 'NotExecuted';
}

/** Journals of earlier versions have none. */
function labelsIn(written: string | undefined): readonly string[] | undefined {
  return written === undefined ? undefined : (JSON.parse(written) as readonly string[]);
}

/** What waits for a concurrency group says so until it has it. */
export function foldGroup(
  stage: StageView,
  event: Of<'ConcurrencyRequested' | 'ConcurrencyGranted'>,
): StageView {
  const { claimant } = event;
  const isAsked = event.type === 'ConcurrencyRequested';
  const why = isAsked ? groupText(event) : undefined;
  if (claimant === '') {
    const { reason: _reason, ...rest } = stage;
    return { ...rest, ...defined({ reason: why }) };
  }
  const actions = stage.actions.map((action) => {
    if (action.name !== claimant) return action;
    const { summary: _summary, ...rest } = action;
    return { ...rest, ...defined({ summary: isAsked ? (why ?? plainGroupText(event)) : undefined }) };
  });
  return { ...stage, actions };
}

/** Where jobs ask for it at the same time, nothing has it yet, and only one of them gets it at once. */
function plainGroupText({ claim }: Of<'ConcurrencyRequested'>): string {
  return `waits for the concurrency group ${claim.group}`;
}

/** Undefined where nothing has the group: it gets it at once. */
export function groupText({ claim, heldBy }: Of<'ConcurrencyRequested'>): string | undefined {
  return heldBy === undefined
    ? undefined
    : `waits for the concurrency group ${claim.group}, which ${heldBy} has`;
}

/** A leg, or a call with all its jobs. */
export function foldCancelled(stage: StageView, { actionName, reason }: Of<'JobLegCancelled'>): StageView {
  const cancel = (action: ActionView): ActionView => ({
    ...action,
    displayStatus: 'Cancelled',
    summary: reason,
  });
  const isOfCall = ({ name }: ActionView) => name.startsWith(`${actionName} / `);
  if (stage.actions.some(({ name }) => name === actionName) || !stage.actions.some(isOfCall))
    return inAction(stage, actionName, cancel);
  const isPending = (action: ActionView) => isOfCall(action) && action.displayStatus === 'Pending';
  return { ...stage, actions: stage.actions.map((action) => (isPending(action) ? cancel(action) : action)) };
}

/** The jobs of a called workflow stand where the job stood that has called it. */
function foldCalls(stage: StageView, jobId: string, calls: readonly CallLeg[]): StageView {
  const ids = calls.flatMap(({ jobs }) => jobs.map(({ id }) => id));
  const known = new Set(stage.actions.map(({ name }) => name));
  const added = ids.filter((id) => !known.has(id)).map((id) => ({ ...newAction(id), provider: jobProvider }));
  const at = stage.actions.findIndex(({ name }) => name === jobId);
  const before = stage.actions.slice(0, at === -1 ? undefined : at);
  const after = stage.actions.slice(before.length).filter(({ name }) => name !== jobId);
  return { ...stage, actions: [...before, ...added, ...after] };
}
