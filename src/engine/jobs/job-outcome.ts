// What became of a job: its legs put together. Pure.
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { JobLeg, JobOutcome, JobResult } from '../../model/job-graph.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { ActionRun, StageRun } from '../state.ts';

/** The code of a leg that ended because it was cancelled, as what runs jobs reports it. */
export const jobCancelled = 'JobCancelled';

type LegResult = Exclude<JobResult, 'skipped'>;

/** Undefined while it runs or may still begin. */
export function legResult(leg: JobLeg, run: StageRun): LegResult | undefined {
  const action = run.actions.get(leg.action.name);
  if (action !== undefined) return resultOf(action);
  return run.cancelledLegs?.has(leg.action.name) === true ? 'cancelled' : undefined;
}

function resultOf({ status, error }: ActionRun): LegResult | undefined {
  switch (status) {
    case 'InProgress':
      return undefined;
    case 'Succeeded':
      return 'success';
    case 'Abandoned':
      return 'cancelled';
    case 'Failed':
      return error?.code === jobCancelled ? 'cancelled' : 'failure';
    default:
      return unreachable(status);
  }
}

/** Whether a leg is of a job that may fail. */
export function mayFail(run: StageRun | undefined, actionName: string): boolean {
  for (const plan of run?.plans?.values() ?? [])
    if (
      plan.outcome === 'Runs' &&
      plan.legs.some(({ action, continueOnError }) => action.name === actionName && continueOnError)
    )
      return true;
  return false;
}

/** Undefined while the job has not ended. */
export function jobOutcome(job: JobDeclaration, run: StageRun): JobOutcome | undefined {
  const plan = run.plans?.get(job.id);
  if (plan === undefined) return undefined;
  if (plan.outcome === 'Skipped') return { result: 'skipped', outputs: {} };
  if (plan.outcome === 'Calls') return run.calls?.get(job.id);
  const results: LegResult[] = [];
  for (const leg of plan.legs) {
    const result = legResult(leg, run);
    if (result === undefined) return undefined;
    // Dependants see the success of a job that may fail (actions/runner#1161).
    results.push(result === 'failure' && leg.continueOnError ? 'success' : result);
  }
  return { result: worst(results), outputs: outputsOf(plan.legs, run) };
}

function worst(results: readonly LegResult[]): LegResult {
  if (results.includes('failure')) return 'failure';
  return results.includes('cancelled') ? 'cancelled' : 'success';
}

/** What the jobs of called workflows come to; skipped when none of them ran. */
export function callResult(outcomes: readonly JobOutcome[]): JobResult {
  const ran = outcomes.flatMap(({ result }) => (result === 'skipped' ? [] : [result]));
  return ran.length === 0 ? 'skipped' : worst(ran);
}

/** Of several legs that set the same output the one that ended last counts; an empty value does not. */
function outputsOf(legs: readonly JobLeg[], run: StageRun): Readonly<Record<string, string>> {
  const ended = legs
    .flatMap(({ action }) => run.actions.get(action.name) ?? [])
    .toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0));
  const all = ended.flatMap(({ outputVariables = {} }) => Object.entries(outputVariables));
  return Object.fromEntries(all.filter(([, value]) => value !== ''));
}
