// Jobs of a workflow that a job has called: when they begin, and what the call comes to. Pure.
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { CallLeg, JobOutcome, JobPlan } from '../../model/job-graph.ts';
import type { Decision } from '../decision.ts';
import { inStage, record, type Scope } from '../scope.ts';
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
  const under = plan.calls.filter((call) => hasBegun(scope, call) && outcomesOf(scope, call) === undefined);
  const first = plan.calls.find((call) => !hasBegun(scope, call));
  return under.length < plan.maxParallel && first === own;
}

/** Whether a job of another call of the same matrix has failed, where that cancels the others. */
export function isHurtCall(scope: Place, { id, calledBy }: JobDeclaration): boolean {
  if (calledBy === undefined) return false;
  const plan = planOf(scope, calledBy);
  const caller = scope.stage.jobs?.find((job) => job.id === calledBy);
  const isHurtAbove = caller !== undefined && isHurtCall(scope, caller);
  if (plan?.failFast !== true) return isHurtAbove;
  const others = plan.calls.filter(({ jobs }) => !jobs.some((job) => job.id === id));
  const hasFailed = ({ jobs }: CallLeg): boolean =>
    jobs.some((job) => jobOutcome(job, scope.run)?.result === 'failure');
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

/** Undefined while one of them has not ended. */
function outcomesOf({ run }: Place, { jobs }: CallLeg): ReadonlyMap<string, JobOutcome> | undefined {
  const outcomes = new Map<string, JobOutcome>();
  for (const job of jobs) {
    const outcome = jobOutcome(job, run);
    if (outcome === undefined) return undefined;
    outcomes.set(job.id, outcome);
  }
  return outcomes;
}
