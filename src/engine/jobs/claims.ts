// The claims of one workflow's executions to concurrency groups, out of its state. Pure.
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { CallLeg, JobPlan } from '../../model/job-graph.ts';
import type { Arrival, Claim, ConcurrencyFacts } from '../concurrency.ts';
import { isTransitionOpen } from '../entrance.ts';
import type { Scope } from '../scope.ts';
import { liveExecutions, openStageRun, type Execution, type PipelineState, type StageRun } from '../state.ts';

/** Claims that are pending or granted, and runs whose claim is still to come. */
export function concurrencyFacts(state: PipelineState): ConcurrencyFacts {
  const executions = liveExecutions(state);
  return {
    claims: executions.flatMap((execution) => claimsOf(state, execution)),
    coming: executions.filter((execution) => isComing(state, execution)).map(arrivalOf),
  };
}

function claimsOf({ declaration }: PipelineState, execution: Execution): readonly Claim[] {
  const run = openStageRun(execution);
  return [...(run?.claims ?? [])].flatMap(([claimant, state], place) => {
    if (run === undefined || !isOpen(run, claimant)) return [];
    if (!state.isGranted && execution.stop !== undefined) return [];
    const { claim, since, isGranted } = state;
    const [, order] = arrivalOf(execution);
    const id = claimId(execution, claimant);
    const shown = describeClaimant(`run ${order} of ${declaration.name}`, claimant);
    return [{ ...claim, id, shown, since: [since, order, place, id], isGranted }];
  });
}

export function claimId({ executionId }: Execution, claimant: string): string {
  return `${executionId} ${claimant}`;
}

function describeClaimant(run: string, claimant: string): string {
  return claimant === '' ? run : `${claimant.replace(ofCall, '')} in ${run}`;
}

/** The end of the claimant of a call: which of its groups. */
const ofCall = /#\d+$/;

/** Whether what claims it has not ended. */
function isOpen(run: StageRun, claimant: string): boolean {
  if (claimant === '') return true;
  if (run.cancelledLegs?.has(claimant) === true) return false;
  const call = callNamed(run, claimant);
  if (call !== undefined)
    return run.cancelledLegs?.has(call.call.name) !== true && run.calls?.has(call.jobId) !== true;
  const action = run.actions.get(claimant);
  return action === undefined || action.status === 'InProgress';
}

/** Of a group of a call: the call and the job that makes it. */
function callNamed(
  { plans = new Map<string, JobPlan>() }: StageRun,
  claimant: string,
): { readonly call: CallLeg; readonly jobId: string } | undefined {
  if (!ofCall.test(claimant)) return undefined;
  const name = claimant.replace(ofCall, '');
  for (const [jobId, plan] of plans) {
    const call = plan.outcome === 'Calls' ? plan.calls.find((each) => each.name === name) : undefined;
    if (call !== undefined) return { call, jobId };
  }
  return undefined;
}

/** Its source is being fetched: which group it wants follows from that. */
function isComing(state: PipelineState, execution: Execution): boolean {
  const { declaration, position, stop } = execution;
  const at = declaration.stages.findIndex(({ run }) => run !== undefined);
  if (at === -1 || stop !== undefined) return false;
  const here = declaration.stages.findIndex(({ name }) => name === position.stageName);
  if (position.kind === 'Waiting') return here <= at && isTransitionOpen(state, execution);
  const run = openStageRun(execution);
  if (run === undefined) return false;
  return here < at || (here === at && run.plan === undefined);
}

function arrivalOf({ executionId, startedAt, startOrder }: Execution): Arrival {
  return [startedAt, startOrder, 0, `${executionId} `];
}

/** Of its run and of the calls around it, from the outermost: it can never get one of these. */
export function groupsAround(place: Pick<Scope, 'run' | 'stage'>, job: JobDeclaration): readonly HeldGroup[] {
  const { run, stage } = place;
  const { calledBy } = job;
  const plan = calledBy === undefined ? undefined : run.plans?.get(calledBy);
  const caller = stage.jobs?.find(({ id }) => id === calledBy);
  if (caller === undefined || plan?.outcome !== 'Calls') {
    const own = run.plan?.concurrency;
    return own === undefined ? [] : [{ holder: 'top level workflow', group: own.group }];
  }
  const call = plan.calls.find(({ jobs }) => jobs.some(({ id }) => id === job.id));
  const held = (call?.concurrency ?? []).map(({ group }) => ({ holder: caller.id, group }));
  return [...groupsAround(place, caller), ...held];
}

export interface HeldGroup {
  readonly holder: string;
  readonly group: string;
}
