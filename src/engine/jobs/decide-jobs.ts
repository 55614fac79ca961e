// Which jobs of a workflow are planned, begin, are cancelled, and how the stage ends that holds them. Pure.
import { ancestorsOf, jobsById } from '../../model/job-ancestors.ts';
import { defined } from '../../lib/defined.ts';
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { JobFacts, JobLeg, JobOutcome, JobPlan } from '../../model/job-graph.ts';
import type { Decision } from '../decision.ts';
import { endActions } from '../end-actions.ts';
import { haltedStatus } from '../end-execution.ts';
import { abandonStage, haltStage } from '../halt-stage.ts';
import { restartStage } from '../restart-stage.ts';
import { inStage, record, type Scope } from '../scope.ts';
import { isBusy } from '../stage-phase.ts';
import { isHalted, type StageRun } from '../state.ts';
import { admitLeg, admitRun, whyLegEnds } from './admission.ts';
import { admitCalls, cancelledCallOf, endCall, isHurtCall, mayBePlanned } from './called-jobs.ts';
import { endApproval, mayBegin, openGate } from './gates.ts';
import { jobCancelled, jobOutcome, legResult, mayFail } from './job-outcome.ts';
import { runFacts } from './run-facts.ts';

/**
 *   job:  waiting for its needs ─▶ planned ─┬─▶ skipped
 *                                           └─▶ its legs: waiting ─▶ running ─▶ success, failure or cancelled
 *
 * A job is planned once all that it needs has ended, however it ended: its own condition decides. A leg begins when
 * `max-parallel` leaves room. The first leg that fails cancels those of a `fail-fast` matrix. A stopped execution cancels
 * what runs and plans the rest, because a job with `always()` runs all the same.
 */
export function decideJobs(scope: Scope): readonly Decision[] {
  const { run, execution, stage } = scope;
  if (run.restart !== undefined) return restartStage(scope);
  if (execution.stop?.abandon === true) return isBusy(run) ? abandonStage(scope) : haltStage(scope);
  const admission = admitRun(scope);
  if (admission !== undefined) return admission;
  const jobs = stage.jobs ?? [];
  const decisions = [
    ...endActions(scope),
    ...jobs.flatMap((job) => goOnWithLegs(scope, job)),
    ...jobs.flatMap((job) => [...admitCalls(scope, job), ...endCall(scope, job)]),
    ...planJobs(scope, jobs),
  ];
  if (decisions.length > 0 || isBusy(run)) return decisions;
  // Those of called workflows count by what called them.
  const own = jobs.filter(({ calledBy }) => calledBy === undefined);
  const outcomes = own.flatMap((job) => jobOutcome(job, run) ?? []);
  return outcomes.length === own.length ? [end(scope, outcomes)] : [];
}

/** Those of one turn are planned one after the other: no two of them may have a leg of the same name. */
function planJobs(scope: Scope, jobs: readonly JobDeclaration[]): readonly Decision[] {
  const { run, context } = scope;
  const ready = jobs.filter((job) => run.plans?.has(job.id) !== true && mayBePlanned(scope, job));
  const waiting = ready.filter((job) => haveNeedsEnded(scope, job));
  if (waiting.length === 0) return [];
  const owners = ownersOfNames(jobs, run);
  return waiting.map((job) => {
    const facts = factsFor(scope, job, owners);
    const plan = withTimes(context.jobs?.planJob(job, facts) ?? unplannable(job), context.now);
    for (const name of legNames(plan)) owners.set(name, job.id);
    return record({ ...inStage(scope), type: 'JobPlanned', jobId: job.id, plan });
  });
}

/** Of ids of jobs and names of their legs: which job has it. */
function ownersOfNames(jobs: readonly JobDeclaration[], run: StageRun): Map<string, string> {
  const owners = new Map<string, string>();
  for (const { id } of jobs)
    for (const name of [id, ...legNames(run.plans?.get(id))]) if (!owners.has(name)) owners.set(name, id);
  return owners;
}

/** Timers count from now. */
function withTimes(plan: JobPlan, now: number): JobPlan {
  if (plan.outcome !== 'Runs') return plan;
  const legs = plan.legs.map((leg) =>
    leg.waitMs === undefined ? leg : { ...leg, waitsUntil: now + leg.waitMs },
  );
  return { ...plan, legs };
}

function unplannable({ id }: JobDeclaration): JobPlan {
  return { outcome: 'Skipped', reason: `Nothing here knows how to plan the job ${id}` };
}

/** A job ends after all that it needs has ended, so nothing further has to be looked at. */
function haveNeedsEnded({ stage, run }: Scope, { needs }: JobDeclaration): boolean {
  const byId = jobsById(stage.jobs ?? []);
  return needs.every((id) => {
    const needed = byId.get(id);
    return needed === undefined || jobOutcome(needed, run) !== undefined;
  });
}

/** Of a job of which all that it needs has ended. @param owners of names */
function factsFor(
  { execution, stage, run }: Scope,
  job: JobDeclaration,
  owners: ReadonlyMap<string, string>,
): JobFacts {
  const byId = jobsById(stage.jobs ?? []);
  const ended = new Map<string, JobOutcome>();
  for (const id of ancestorsOf(job, stage.jobs ?? [])) {
    const ancestor = byId.get(id);
    const outcome = ancestor === undefined ? undefined : jobOutcome(ancestor, run);
    if (outcome !== undefined) ended.set(id, outcome);
  }
  return {
    needs: Object.fromEntries([...ended].filter(([id]) => job.needs.includes(id))),
    ancestors: Object.fromEntries([...ended].map(([id, { result }]) => [id, result])),
    isCancelled: isHalted(execution) || isHurtCall({ run, stage }, job),
    isTaken: (name) => (owners.get(name) ?? job.id) !== job.id,
    execution: runFacts({ execution, stage, run }),
  };
}

function legNames(plan: JobPlan | undefined): readonly string[] {
  return plan?.outcome === 'Runs' ? plan.legs.map(({ action }) => action.name) : [];
}

/** What is cancelled in this turn does not begin in it. */
function goOnWithLegs(scope: Scope, job: JobDeclaration): readonly Decision[] {
  const plan = scope.run.plans?.get(job.id);
  if (plan?.outcome !== 'Runs') return [];
  const cancels = plan.legs.flatMap((leg) => {
    const reason = whyCancelled(scope, job, plan) ?? whyLegEnds(scope, leg);
    return reason === undefined ? [] : cancelLeg(scope, leg, reason);
  });
  return cancels.length > 0 ? cancels : startLegs(scope, job, plan);
}

/** All legs of a job: because of another one, of another call, or of the run. */
function whyCancelled(scope: Scope, job: JobDeclaration, plan: RunningPlan): string | undefined {
  const { execution, run } = scope;
  const isHurt =
    plan.failFast &&
    plan.legs.some(
      (leg) => !leg.continueOnError && leg.error === undefined && legResult(leg, run) === 'failure',
    );
  const isOfHurtCall = isHurtCall(scope, job);
  const isStopped = (isHalted(execution) || isOfHurtCall) && isSkippedNow(scope, job);
  if (!isHurt && !isStopped) return undefined;
  if (isHalted(execution)) return 'The run was cancelled';
  const cancelled = isOfHurtCall ? cancelledCallOf(scope, job) : undefined;
  if (cancelled !== undefined) return `The call ${cancelled.name} was cancelled`;
  const matrixOf = isOfHurtCall ? job.calledBy : job.id;
  return `Another job of the matrix of ${matrixOf ?? job.id} failed`;
}

/** One that runs is asked to end; one that has not begun never does. */
function cancelLeg(scope: Scope, leg: JobLeg, reason: string): readonly Decision[] {
  const { name } = leg.action;
  const { run } = scope;
  const approval = endApproval(scope, leg);
  const action = run.actions.get(name);
  if (action === undefined)
    return run.cancelledLegs?.has(name) === true
      ? approval
      : [...approval, record({ ...inStage(scope), type: 'JobLegCancelled', actionName: name, reason })];
  if (action.status !== 'InProgress' || action.cancelReason !== undefined) return approval;
  const { actionExecutionId } = action.started;
  const event = {
    ...inStage(scope),
    type: 'JobCancelRequested',
    actionName: name,
    actionExecutionId,
  } as const;
  return [...approval, { type: 'CancelJob', event: { ...event, reason } }];
}

/** GitHub evaluates the condition of a running job again: one that holds for a cancelled run lets the job go on. */
function isSkippedNow(scope: Scope, job: JobDeclaration): boolean {
  // Which names are taken changes nothing about that.
  return scope.context.jobs?.planJob(job, factsFor(scope, job, new Map())).outcome !== 'Runs';
}

/** In their order, as far as `max-parallel` leaves room: one that waits for its group takes its place too. */
function startLegs(scope: Scope, job: JobDeclaration, plan: RunningPlan): readonly Decision[] {
  const { run } = scope;
  const unstarted = plan.legs.filter(({ action: { name } }) => isWaiting(name, scope));
  const started = plan.legs.filter(({ action }) => run.actions.get(action.name)?.status === 'InProgress');
  const claimed = unstarted.filter(({ action }) => run.claims?.has(action.name) === true);
  let room = plan.maxParallel - started.length - claimed.length;
  return unstarted.flatMap((leg) => {
    const hasRoom = claimed.includes(leg) || room > 0;
    const claims = leg.concurrency !== undefined && leg.error === undefined;
    if (claims && !hasRoom) return [];
    const { may, decisions } = admitLeg(scope, job, leg);
    const begins = may && hasRoom && mayBegin(scope, leg);
    if (!claimed.includes(leg) && (begins || claims)) room -= 1;
    if (!may) return decisions;
    return [...openGate(scope, leg), ...(begins ? startLeg(scope, job, leg) : [])];
  });
}

function isWaiting(name: string, { run }: Scope): boolean {
  return !run.actions.has(name) && run.cancelledLegs?.has(name) !== true;
}

type RunningPlan = Extract<JobPlan, { outcome: 'Runs' }>;

function startLeg(scope: Scope, job: JobDeclaration, leg: JobLeg): readonly Decision[] {
  const { name, configuration, inputArtifacts = [] } = leg.action;
  const event = {
    ...inStage(scope),
    type: 'ActionStarted',
    actionName: name,
    actionExecutionId: scope.context.newId(),
    resolvedConfiguration: { ...configuration, Definition: job.definition },
    inputArtifacts: inputArtifacts.flatMap((input) => scope.execution.artifacts.get(input.name) ?? []),
  } as const;
  const { error } = leg;
  if (error === undefined) return [{ type: 'StartAction', event }];
  const { type: _type, resolvedConfiguration: _configuration, inputArtifacts: _inputs, ...place } = event;
  return [
    record(event),
    record({ ...place, type: 'ActionFailed', error, ...(leg.continueOnError ? { mayFail: true } : {}) }),
  ];
}

/** GitHub: a run fails when a job failed that may not; cancelled jobs without a failed one leave it cancelled. */
function end(scope: Scope, outcomes: readonly JobOutcome[]): Decision {
  const { execution } = scope;
  const hasFailed = outcomes.some(({ result }) => result === 'failure');
  const isCancelled = outcomes.some(({ result }) => result === 'cancelled');
  const status = isHalted(execution)
    ? haltedStatus(execution)
    : hasFailed || isCancelled
      ? 'Failed'
      : 'Succeeded';
  const { stop } = execution;
  const reason = status === 'Failed' && stop === undefined ? whyFailed(scope) : stop?.reason || undefined;
  return record({ ...inStage(scope), type: 'StageEnded', status, ...defined({ reason }) });
}

function whyFailed({ run }: Scope): string {
  const ended = [...run.actions.values()].filter(
    ({ status, started }) => status === 'Failed' && !mayFail(run, started.actionName),
  );
  const byThemselves = ended.filter(({ error }) => error?.code !== jobCancelled);
  const failed = byThemselves.length > 0 ? byThemselves : ended;
  const [first] = failed;
  if (first?.error === undefined) return 'A job was cancelled';
  const more = failed.length === 1 ? '' : ` (and ${failed.length - 1} more)`;
  return `${first.started.actionName}${more}: ${first.error.message}`;
}
