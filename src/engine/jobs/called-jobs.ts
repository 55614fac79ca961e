// Jobs of a workflow that a job has called: when they begin, and what the call comes to. Pure.
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { CallLeg, JobOutcome, JobPlan } from '../../model/job-graph.ts';
import type { Decision } from '../decision.ts';
import { inStage, record, type Scope } from '../scope.ts';
import { admitCall, claimantOfCall, isCallAdmitted } from './admission.ts';
import { callResult, jobOutcome } from './job-outcome.ts';

type Place = Pick<Scope, 'run' | 'stage'>;
type Calls = Extract<JobPlan, { outcome: 'Calls' }>;

/** Whether the call that a job belongs to goes on and has room; true for a job of the workflow itself. */
export function mayBePlanned(scope: Place, job: JobDeclaration): boolean {
  const { calledBy } = job;
  if (calledBy === undefined) return true;
  const plan = planOf(scope, calledBy);
  const own = plan?.calls.find(({ jobs }) => jobs.some(({ id }) => id === job.id));
  if (plan === undefined || own === undefined) return false;
  if (hasBegun(scope, own)) return true;
  return openCalls(scope, plan).includes(own) && isCallAdmitted(scope, own);
}

/** Those that have begun or wait for their groups, and the next ones as far as `max-parallel` leaves room. */
function openCalls(scope: Place, plan: Calls): readonly CallLeg[] {
  const open = plan.calls.filter((call) => outcomesOf(scope, call) === undefined);
  const isUnderWay = (call: CallLeg) => hasBegun(scope, call) || hasClaimed(scope, call);
  const underWay = open.filter(isUnderWay);
  const waiting = open.filter((call) => !isUnderWay(call));
  return [...underWay, ...waiting.slice(0, Math.max(0, plan.maxParallel - underWay.length))];
}

/** Requests and awaits the groups of the calls of a job. */
export function admitCalls(scope: Scope, job: JobDeclaration): readonly Decision[] {
  const plan = planOf(scope, job.id);
  if (plan === undefined || plan.calls.every(({ concurrency }) => concurrency === undefined)) return [];
  return openCalls(scope, plan).flatMap((call) => admitCall(scope, job, call));
}

/** The call that a job belongs to, when that was cancelled. */
export function cancelledCallOf(scope: Place, { id, calledBy }: JobDeclaration): CallLeg | undefined {
  const plan = calledBy === undefined ? undefined : planOf(scope, calledBy);
  const own = plan?.calls.find(({ jobs }) => jobs.some((job) => job.id === id));
  return own !== undefined && scope.run.cancelledLegs?.has(own.name) === true ? own : undefined;
}

/** Whether its call was cancelled, or a job of another call of the same matrix has failed where that cancels the others. */
export function isHurtCall(scope: Place, job: JobDeclaration): boolean {
  const { id, calledBy } = job;
  if (calledBy === undefined) return false;
  if (cancelledCallOf(scope, job) !== undefined) return true;
  const plan = planOf(scope, calledBy);
  const caller = scope.stage.jobs?.find((each) => each.id === calledBy);
  const isHurtAbove = caller !== undefined && isHurtCall(scope, caller);
  if (plan?.failFast !== true) return isHurtAbove;
  const others = plan.calls.filter(({ jobs }) => !jobs.some((each) => each.id === id));
  const hasFailed = ({ jobs }: CallLeg): boolean =>
    jobs.some((each) => jobOutcome(each, scope.run)?.result === 'failure');
  return isHurtAbove || others.some(hasFailed);
}

/** Recorded once every job of every call has ended. */
export function endCall(scope: Scope, job: JobDeclaration): readonly Decision[] {
  const { run, context } = scope;
  const plan = planOf(scope, job.id);
  if (plan === undefined || run.calls?.has(job.id) === true) return [];
  const all: JobOutcome[] = [];
  const outputs: Record<string, string> = {};
  for (const call of plan.calls) {
    const outcomes = outcomesOf(scope, call);
    if (outcomes === undefined) return [];
    all.push(...outcomes.values());
    Object.assign(outputs, context.jobs?.callOutputs(call, outcomes));
  }
  const outcome: JobOutcome = { result: callResult(all), outputs };
  return [record({ ...inStage(scope), type: 'JobCallEnded', jobId: job.id, outcome })];
}

function planOf({ run }: Place, id: string): Calls | undefined {
  const plan = run.plans?.get(id);
  return plan?.outcome === 'Calls' ? plan : undefined;
}

function hasBegun({ run }: Place, { jobs }: CallLeg): boolean {
  return jobs.some(({ id }) => run.plans?.has(id) === true);
}

function hasClaimed({ run }: Place, call: CallLeg): boolean {
  return run.claims?.has(claimantOfCall(call, 0)) === true;
}

/** Undefined while one of them has not ended. Those of a call that was cancelled while it waited are cancelled. */
function outcomesOf(place: Place, call: CallLeg): ReadonlyMap<string, JobOutcome> | undefined {
  const { run } = place;
  const isCancelled = run.cancelledLegs?.has(call.name) === true && !hasBegun(place, call);
  const outcomes = new Map<string, JobOutcome>();
  for (const job of call.jobs) {
    if (isCancelled) outcomes.set(job.id, { result: 'cancelled', outputs: {} });
    if (isCancelled) continue;
    const outcome = jobOutcome(job, run);
    if (outcome === undefined) return undefined;
    outcomes.set(job.id, outcome);
  }
  return outcomes;
}
