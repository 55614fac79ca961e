// What a run, a leg and a call wait for: their concurrency groups. Pure.
import { defined } from '../../lib/defined.ts';
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { CallLeg, ConcurrencyClaim, JobLeg } from '../../model/job-graph.ts';
import { isSameGroup, verdictOn, whyCancelled, type ConcurrencyFacts } from '../concurrency.ts';
import type { Decision } from '../decision.ts';
import { haltStage } from '../halt-stage.ts';
import { inStage, record, type Scope } from '../scope.ts';
import { isHalted } from '../state.ts';
import { runFacts } from './run-facts.ts';
import { claimId, concurrencyFacts, groupsAround, type HeldGroup } from './claims.ts';

/** How what claims a group stands to it. */
type Admission =
  | { readonly outcome: 'Admitted' }
  /** With what is to be recorded, if anything. */
  | { readonly outcome: 'Waits'; readonly decisions: readonly Decision[] }
  /** It waited, or has the group; `by` is what it is cancelled for. */
  | { readonly outcome: 'Cancelled'; readonly reason: string; readonly by: string };

interface Wanted {
  readonly claimant: string;
  readonly claim: ConcurrencyClaim;
  /** When a claim that is not known yet came. */
  readonly since: number;
  /** As people know it. */
  readonly shown: string;
  readonly around: readonly HeldGroup[];
}

/**
 * The run is planned, then it gets the group of its workflow. Undefined when its jobs are to be decided upon; else what
 * follows, which is nothing while it waits.
 */
export function admitRun(scope: Scope): readonly Decision[] | undefined {
  const { stage, run, execution, context } = scope;
  if (stage.run === undefined) return undefined;
  if (run.plan === undefined) {
    if (isHalted(execution)) return haltStage(scope);
    const plan = context.jobs?.planRun(stage.run, runFacts(scope)) ?? {};
    return [record({ ...inStage(scope), type: 'RunPlanned', plan })];
  }
  const { error, concurrency: claim } = run.plan;
  if (error !== undefined)
    return [record({ ...inStage(scope), type: 'StageEnded', status: 'Failed', reason: error.message })];
  if (claim === undefined) return undefined;
  // What waits for its group has begun nothing, so nothing of it runs always.
  if (isHalted(execution)) return run.claims?.get('')?.isGranted === true ? undefined : haltStage(scope);
  const since = run.attempt === 1 ? execution.startedAt : context.now;
  const admission = admit(scope, { claimant: '', claim, since, shown: 'top level workflow', around: [] });
  if (admission.outcome === 'Admitted') return undefined;
  if (admission.outcome === 'Waits') return admission.decisions;
  const { executionId } = execution;
  const stop = { abandon: false, reason: admission.reason.slice(0, mostCharacters), by: admission.by };
  return [record({ type: 'StopRequested', at: context.now, executionId, ...stop })];
}

/** Of a reason to stop (CodePipeline API reference, StopPipelineExecution). */
const mostCharacters = 200;

/** For a leg that has room: `may` when it begins, else what follows. */
export function admitLeg(
  scope: Scope,
  job: JobDeclaration,
  leg: JobLeg,
): { readonly may: boolean; readonly decisions: readonly Decision[] } {
  const { concurrency: claim, action } = leg;
  if (claim === undefined || leg.error !== undefined) return { may: true, decisions: [] };
  const { name: claimant } = action;
  const around = groupsAround(scope, job);
  const admission = admit(scope, { claimant, claim, since: scope.context.now, shown: claimant, around });
  if (admission.outcome === 'Admitted') return { may: true, decisions: [] };
  const decisions =
    admission.outcome === 'Waits' ? admission.decisions : [cancelled(scope, claimant, admission)];
  return { may: false, decisions };
}

/** Why a leg that has its group is to end: a newer claim cancels what is in progress. */
export function whyLegEnds(scope: Scope, leg: JobLeg): string | undefined {
  const { concurrency: claim, action } = leg;
  if (claim === undefined || scope.run.claims?.get(action.name)?.isGranted !== true) return undefined;
  const wanted = { claimant: action.name, claim, since: 0, shown: action.name, around: [] };
  const admission = admit(scope, wanted);
  return admission.outcome === 'Cancelled' ? admission.reason : undefined;
}

/** All groups of a call, one after the other. A call that is cancelled has no jobs any more that begin. */
export function admitCall(scope: Scope, job: JobDeclaration, call: CallLeg): readonly Decision[] {
  if (scope.run.cancelledLegs?.has(call.name) === true || isHalted(scope.execution)) return [];
  const held = [...groupsAround(scope, job)];
  for (const [place, claim] of (call.concurrency ?? []).entries()) {
    const claimant = claimantOfCall(call, place);
    const wanted = { claimant, claim, since: scope.context.now, shown: call.name, around: held };
    const admission = admit(scope, wanted);
    if (admission.outcome === 'Cancelled') return [cancelled(scope, call.name, admission)];
    if (admission.outcome === 'Waits') return admission.decisions;
    held.push({ holder: call.name, group: claim.group });
  }
  return [];
}

export function isCallAdmitted({ run }: Pick<Scope, 'run'>, call: CallLeg): boolean {
  return (call.concurrency ?? []).every(
    (_, place) => run.claims?.get(claimantOfCall(call, place))?.isGranted === true,
  );
}

/** What claims one of its groups. */
export function claimantOfCall({ name }: CallLeg, place: number): string {
  return `${name}#${place}`;
}

function cancelled(
  scope: Scope,
  actionName: string,
  { reason }: Extract<Admission, { outcome: 'Cancelled' }>,
): Decision {
  return record({ ...inStage(scope), type: 'JobLegCancelled', actionName, reason });
}

function admit(scope: Scope, wanted: Wanted): Admission {
  const { claimant, claim } = wanted;
  const facts = factsOf(scope);
  const own = facts.claims.find(({ id }) => id === claimId(scope.execution, claimant));
  if (own === undefined) return request(scope, wanted, facts);
  const verdict = verdictOn(own, facts);
  switch (verdict.outcome) {
    case 'Holds':
      return { outcome: 'Admitted' };
    case 'Waits':
      return { outcome: 'Waits', decisions: [] };
    case 'Begins':
      return {
        outcome: 'Waits',
        decisions: [record({ ...inStage(scope), type: 'ConcurrencyGranted', claimant })],
      };
    default:
      return {
        outcome: 'Cancelled',
        reason: whyCancelled({ ...own, group: claim.group }, verdict.by),
        by: verdict.by.shown,
      };
  }
}

function request(scope: Scope, wanted: Wanted, { claims }: ConcurrencyFacts): Admission {
  const { claimant, claim, since, shown, around } = wanted;
  const held = around.find(({ group }) => isSameGroup(group, claim.group));
  if (held !== undefined)
    return {
      outcome: 'Cancelled',
      reason: `Canceling since a deadlock for concurrency group ${claim.group} was detected between '${held.holder}' and '${shown}'`,
      by: held.holder,
    };
  const holder = claims.find(({ group, isGranted }) => isGranted && isSameGroup(group, claim.group));
  const event = { ...inStage(scope), type: 'ConcurrencyRequested', claimant, claim, since } as const;
  return {
    outcome: 'Waits',
    decisions: [record({ ...event, ...defined({ heldBy: holder?.shown }) })],
  };
}

function factsOf({ state, context: { others } }: Scope): ConcurrencyFacts {
  const own = concurrencyFacts(state);
  if (others === undefined) return own;
  return { claims: [...own.claims, ...others.claims], coming: [...own.coming, ...others.coming] };
}
