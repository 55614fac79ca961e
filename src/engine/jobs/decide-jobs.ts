// Which jobs of a workflow are planned, begin, are cancelled, and how the stage ends that holds them. Pure.
import { ancestorsOf } from '../../model/job-ancestors.ts';
import { defined } from '../../lib/defined.ts';
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { JobFacts, JobOutcome, JobPlan } from '../../model/job-graph.ts';
import type { Decision } from '../decision.ts';
import { endActions } from '../end-actions.ts';
import { haltedStatus } from '../end-execution.ts';
import { abandonStage, haltStage } from '../halt-stage.ts';
import { restartStage } from '../restart-stage.ts';
import { inStage, record, type Scope } from '../scope.ts';
import { isBusy } from '../stage-phase.ts';
import { isHalted, runningActions } from '../state.ts';
import { endCall, isHurtCall, mayBePlanned } from './called-jobs.ts';
import { endApproval, mayBegin, openGate } from './gates.ts';
import { jobOutcome, legResult } from './job-outcome.ts';

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
  const jobs = stage.jobs ?? [];
  const decisions = [
    ...endActions(scope),
    ...jobs.flatMap((job) => [...cancelLegs(scope, job), ...startLegs(scope, job)]),
    ...jobs.flatMap((job) => endCall(scope, job)),
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
  const planned = new Map(run.plans ?? []);
  const decisions: Decision[] = [];
  for (const job of jobs) {
    if (planned.has(job.id) || !mayBePlanned(scope, job)) continue;
    const facts = factsFor({ ...scope, run: { ...run, plans: planned } }, job);
    if (facts === undefined) continue;
    const plan = withTimes(context.jobs?.planJob(job, facts) ?? unplannable(job), context.now);
    decisions.push(record({ ...inStage(scope), type: 'JobPlanned', jobId: job.id, plan }));
    // What it brings about is seen in the next turn; its names are seen now.
    if (plan.outcome === 'Runs') planned.set(job.id, plan);
  }
  return decisions;
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

/** Undefined while something that it needs has not ended. */
function factsFor({ execution, stage, run }: Scope, job: JobDeclaration): JobFacts | undefined {
  const jobs = stage.jobs ?? [];
  const ended = new Map<string, JobOutcome>();
  for (const id of ancestorsOf(job, jobs)) {
    const ancestor = jobs.find((each) => each.id === id);
    const outcome = ancestor === undefined ? undefined : jobOutcome(ancestor, run);
    if (outcome === undefined) return undefined;
    ended.set(id, outcome);
  }
  const source = [...execution.stages.values()]
    .flatMap(({ actions }) => [...actions.values()])
    .find(({ externalExecutionId, started }) => started.stageName !== stage.name && externalExecutionId);
  return {
    needs: Object.fromEntries([...ended].filter(([id]) => job.needs.includes(id))),
    ancestors: Object.fromEntries([...ended].map(([id, { result }]) => [id, result])),
    isCancelled: isHalted(execution) || isHurtCall({ run, stage }, job),
    takenNames: jobs
      .filter(({ id }) => id !== job.id)
      .flatMap(({ id }) => [id, ...legNames(run.plans?.get(id))]),
    execution: {
      id: execution.executionId,
      number: execution.startOrder,
      attempt: run.attempt,
      startedBy: execution.trigger.triggerDetail,
      variables: execution.variables,
      commitId: source?.externalExecutionId ?? '',
    },
  };
}

function legNames(plan: JobPlan | undefined): readonly string[] {
  return plan?.outcome === 'Runs' ? plan.legs.map(({ action }) => action.name) : [];
}

/** Running legs are asked to end; those that have not begun never do. */
function cancelLegs(scope: Scope, job: JobDeclaration): readonly Decision[] {
  const { execution, run } = scope;
  const plan = run.plans?.get(job.id);
  if (plan?.outcome !== 'Runs') return [];
  const isHurt =
    plan.failFast &&
    plan.legs.some(
      (leg) => !leg.continueOnError && leg.error === undefined && legResult(leg, run) === 'failure',
    );
  const isOfHurtCall = isHurtCall(scope, job);
  const isStopped = (isHalted(execution) || isOfHurtCall) && isSkippedNow(scope, job);
  if (!isHurt && !isStopped) return [];
  const matrixOf = isOfHurtCall ? job.calledBy : job.id;
  const reason = isHalted(execution)
    ? 'The run was cancelled'
    : `Another job of the matrix of ${matrixOf ?? job.id} failed`;
  const names = new Set(plan.legs.map(({ action }) => action.name));
  const running = runningActions(run).filter(
    ({ started, isCancelled }) => names.has(started.actionName) && isCancelled !== true,
  );
  const waiting = [...names].filter(
    (name) => !run.actions.has(name) && run.cancelledLegs?.has(name) !== true,
  );
  const approvals = plan.legs.flatMap((leg) => endApproval(scope, leg));
  return [
    ...approvals,
    ...running.map(({ started: { actionName, actionExecutionId } }): Decision => {
      const event = { ...inStage(scope), type: 'JobCancelRequested', actionName, actionExecutionId } as const;
      return { type: 'CancelJob', event: { ...event, reason } };
    }),
    ...waiting.map((actionName) =>
      record({ ...inStage(scope), type: 'JobLegCancelled', actionName, reason }),
    ),
  ];
}

/** GitHub evaluates the condition of a running job again: one that holds for a cancelled run lets the job go on. */
function isSkippedNow(scope: Scope, job: JobDeclaration): boolean {
  const facts = factsFor(scope, job);
  return facts === undefined || scope.context.jobs?.planJob(job, facts).outcome !== 'Runs';
}

function startLegs(scope: Scope, job: JobDeclaration): readonly Decision[] {
  const { run } = scope;
  const plan = run.plans?.get(job.id);
  if (plan?.outcome !== 'Runs') return [];
  const unstarted = plan.legs.filter((leg) => isWaiting(leg.action.name, scope));
  const waiting = unstarted.filter((leg) => mayBegin(scope, leg));
  const gates = cancelLegs(scope, job).length > 0 ? [] : unstarted.flatMap((leg) => openGate(scope, leg));
  const started = plan.legs.filter(({ action }) => run.actions.get(action.name)?.status === 'InProgress');
  // What is cancelled in this turn does not begin in it.
  const cancels = cancelLegs(scope, job).length > 0;
  const room = cancels ? 0 : Math.max(0, plan.maxParallel - started.length);
  return [
    ...gates,
    ...waiting.slice(0, room).flatMap((leg) => startLeg(scope, job, { plan, name: leg.action.name })),
  ];
}

function isWaiting(name: string, { run }: Scope): boolean {
  return !run.actions.has(name) && run.cancelledLegs?.has(name) !== true;
}

function startLeg(
  scope: Scope,
  job: JobDeclaration,
  { plan, name }: { readonly plan: Extract<JobPlan, { outcome: 'Runs' }>; readonly name: string },
): readonly Decision[] {
  const leg = plan.legs.find(({ action }) => action.name === name);
  const event = {
    ...inStage(scope),
    type: 'ActionStarted',
    actionName: name,
    actionExecutionId: scope.context.newId(),
    resolvedConfiguration: { ...leg?.action.configuration, Definition: job.definition },
    inputArtifacts: (leg?.action.inputArtifacts ?? []).flatMap(
      (input) => scope.execution.artifacts.get(input.name) ?? [],
    ),
  } as const;
  const error = leg?.error;
  if (error === undefined) return [{ type: 'StartAction', event }];
  const { type: _type, resolvedConfiguration: _configuration, inputArtifacts: _inputs, ...place } = event;
  return [record(event), record({ ...place, type: 'ActionFailed', error })];
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
  const reason = status === 'Failed' ? whyFailed(scope) : undefined;
  return record({ ...inStage(scope), type: 'StageEnded', status, ...defined({ reason }) });
}

function whyFailed({ run }: Scope): string {
  const failed = [...run.actions.values()].filter(({ status }) => status === 'Failed');
  const [first] = failed;
  if (first?.error === undefined) return 'A job was cancelled';
  const more = failed.length === 1 ? '' : ` (and ${failed.length - 1} more)`;
  return `${first.started.actionName}${more}: ${first.error.message}`;
}
