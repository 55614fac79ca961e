// Facts about the jobs of a workflow, folded into the stage that holds them. Pure.
import { ancestorsOf } from '../../model/job-ancestors.ts';
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { CallLeg } from '../../model/job-graph.ts';
import type { StageRetryMode } from '../../model/pipeline.ts';
import { changeOpenRun, withEntry, withExecution } from '../change.ts';
import type { ClaimState, EventOf, Execution, PipelineState, StageRun } from '../state.ts';
import { jobOutcome } from './job-outcome.ts';

/** The first plan of an execution counts. */
export function applyRunPlanned(state: PipelineState, event: EventOf<'RunPlanned'>): PipelineState {
  return changeOpenRun(state, event, (run) => (run.plan === undefined ? { ...run, plan: event.plan } : run));
}

export function applyConcurrencyRequested(
  state: PipelineState,
  event: EventOf<'ConcurrencyRequested'>,
): PipelineState {
  const { claimant, claim, since } = event;
  return changeOpenRun(state, event, (run) =>
    run.claims?.has(claimant) === true
      ? run
      : { ...run, claims: withEntry(run.claims ?? new Map(), claimant, { claim, since, isGranted: false }) },
  );
}

export function applyConcurrencyGranted(
  state: PipelineState,
  event: EventOf<'ConcurrencyGranted'>,
): PipelineState {
  return changeOpenRun(state, event, (run) => {
    const known = run.claims?.get(event.claimant);
    if (run.claims === undefined || known?.isGranted !== false) return run;
    return { ...run, claims: withEntry(run.claims, event.claimant, { ...known, isGranted: true }) };
  });
}

/** Its legs are actions of this execution from now on. The first plan of an attempt counts. */
export function applyJobPlanned(state: PipelineState, event: EventOf<'JobPlanned'>): PipelineState {
  const { jobId, plan, executionId, stageName } = event;
  const changed = changeOpenRun(state, event, (run) =>
    run.plans?.has(jobId) === true ? run : { ...run, plans: withEntry(run.plans ?? new Map(), jobId, plan) },
  );
  const execution = changed === state ? undefined : changed.executions.get(executionId);
  if (execution === undefined || plan.outcome === 'Skipped') return changed;
  if (plan.outcome === 'Calls') return withExecution(changed, withJobs(execution, stageName, plan.calls));
  const legs = plan.legs.flatMap(({ action, approval }) =>
    approval === undefined ? [action] : [approval, action],
  );
  return withExecution(changed, withActions(execution, stageName, legs));
}

/** The jobs of called workflows are jobs of the stage from now on. */
function withJobs(execution: Execution, stageName: string, calls: readonly CallLeg[]): Execution {
  const added = calls.flatMap(({ jobs }) => jobs);
  const ids = new Set(added.map(({ id }) => id));
  const stages = execution.declaration.stages.map((stage) =>
    stage.name === stageName
      ? { ...stage, jobs: [...(stage.jobs ?? []).filter(({ id }) => !ids.has(id)), ...added] }
      : stage,
  );
  return { ...execution, declaration: { ...execution.declaration, stages } };
}

export function applyJobCallEnded(state: PipelineState, event: EventOf<'JobCallEnded'>): PipelineState {
  return changeOpenRun(state, event, (run) => ({
    ...run,
    calls: withEntry(run.calls ?? new Map(), event.jobId, event.outcome),
  }));
}

function withActions(
  execution: Execution,
  stageName: string,
  legs: Execution['declaration']['stages'][number]['actions'],
): Execution {
  const names = new Set(legs.map(({ name }) => name));
  const stages = execution.declaration.stages.map((stage) =>
    stage.name === stageName
      ? { ...stage, actions: [...stage.actions.filter(({ name }) => !names.has(name)), ...legs] }
      : stage,
  );
  return { ...execution, declaration: { ...execution.declaration, stages } };
}

export function applyJobLegCancelled(state: PipelineState, event: EventOf<'JobLegCancelled'>): PipelineState {
  return changeOpenRun(state, event, (run) =>
    run.actions.has(event.actionName)
      ? run
      : { ...run, cancelledLegs: new Set([...(run.cancelledLegs ?? []), event.actionName]) },
  );
}

export function applyJobCancelRequested(
  state: PipelineState,
  event: EventOf<'JobCancelRequested'>,
): PipelineState {
  return changeOpenRun(state, event, (run) => {
    const action = run.actions.get(event.actionName);
    if (action?.status !== 'InProgress' || action.cancelReason !== undefined) return run;
    if (action.started.actionExecutionId !== event.actionExecutionId) return run;
    const asked = { ...action, cancelReason: event.reason };
    return { ...run, actions: withEntry(run.actions, event.actionName, asked) };
  });
}

/**
 * What a new attempt keeps: everything of the jobs that succeeded and depend on none that runs again. Of a matrix that failed
 * the legs that succeeded stay (GitHub: "Re-run failed jobs" runs them and their dependants).
 */
export function keptJobs(
  run: StageRun,
  jobs: readonly JobDeclaration[],
  mode: StageRetryMode,
): Pick<StageRun, 'plans' | 'calls' | 'actions' | 'cancelledLegs' | 'claims'> {
  const plans = run.plans ?? new Map();
  if (mode === 'ALL_ACTIONS')
    return { plans: new Map(), calls: new Map(), actions: new Map(), ...nothingHeld };
  const again = new Set(jobs.filter((job) => jobOutcome(job, run)?.result !== 'success').map(({ id }) => id));
  const dependants = new Set(jobs.filter((job) => dependsOnAny(job, jobs, again)).map(({ id }) => id));
  const dropped = new Set<string>();
  for (const [id, plan] of plans)
    if (plan.outcome === 'Runs')
      for (const { action, approval } of plan.legs) {
        const hasSucceeded = run.actions.get(action.name)?.status === 'Succeeded';
        if (!dependants.has(id) && (!again.has(id) || hasSucceeded)) continue;
        dropped.add(action.name);
        if (approval !== undefined) dropped.add(approval.name);
      }
  return {
    plans: new Map([...plans].filter(([id]) => !again.has(id) && !dependants.has(id))),
    calls: new Map([...(run.calls ?? [])].filter(([id]) => !again.has(id) && !dependants.has(id))),
    actions: new Map([...run.actions].filter(([name]) => !dropped.has(name))),
    ...nothingHeld,
  };
}

/** A new attempt waits for its groups again. */
const nothingHeld = { cancelledLegs: new Set<string>(), claims: new Map<string, ClaimState>() };

/** A job of a called workflow also depends on what the job that has called it needs. */
function dependsOnAny(
  job: JobDeclaration,
  jobs: readonly JobDeclaration[],
  wanted: ReadonlySet<string>,
): boolean {
  if ([...ancestorsOf(job, jobs)].some((id) => wanted.has(id))) return true;
  const caller = jobs.find(({ id }) => id === job.calledBy);
  return caller !== undefined && dependsOnAny(caller, jobs, wanted);
}
