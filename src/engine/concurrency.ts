// Who has a concurrency group, who waits for it, and who is cancelled for it (GitHub: "Control the concurrency of
// workflows and jobs"). Pure.
import type { ConcurrencyClaim } from '../model/job-graph.ts';

/** What wants to have a group, or has it: a run, a job or a call. */
export interface Claim extends ConcurrencyClaim {
  /** Its own, among all claims of the repository. */
  readonly id: string;
  /** For people: `run 3 of deploy.yml`. */
  readonly shown: string;
  readonly since: Arrival;
  readonly isGranted: boolean;
}

/** Which of two came first: the time, then the run, and what in the run. */
export type Arrival = readonly [at: number, run: number, place: number, id: string];

export interface ConcurrencyFacts {
  readonly claims: readonly Claim[];
  /** When runs began whose group is not known yet: what came after them waits until it is. */
  readonly coming: readonly Arrival[];
}

export const noClaims: ConcurrencyFacts = { claims: [], coming: [] };

export type Verdict =
  | { readonly outcome: 'Begins' }
  | { readonly outcome: 'Holds' }
  | { readonly outcome: 'Waits' }
  | { readonly outcome: 'Cancelled'; readonly by: Claim };

/** GitHub: "up to 100 queued jobs or workflow runs per concurrency group". */
export const mostPending = 100;

/**
 *   requested ─▶ pending ─┬─▶ holds the group ─┬─▶ ended
 *                         │                    └─▶ cancelled by a newer one with `cancel-in-progress`
 *                         └─▶ cancelled by a newer one, unless that one queues (`queue: max`)
 *
 * One holds the group. When it is free, the pending claim that came first gets it.
 */
export function verdictOn(claim: Claim, { claims, coming }: ConcurrencyFacts): Verdict {
  const rivals = claims.filter(({ group }) => isSameGroup(group, claim.group));
  const arrived = rivals
    .filter(({ isGranted, since }) => !isGranted && !coming.some((each) => isBefore(each, since)))
    .toSorted((a, b) => compareArrivals(a.since, b.since));
  if (claim.isGranted) {
    const by = arrived.findLast(({ cancelInProgress }) => cancelInProgress);
    return by === undefined ? { outcome: 'Holds' } : { outcome: 'Cancelled', by };
  }
  const isFree = rivals.every(({ isGranted }) => !isGranted);
  const [first] = arrived;
  if (isFree && first?.id === claim.id) return { outcome: 'Begins' };
  const by = cancelledBy(claim, isFree ? arrived.slice(1) : arrived);
  return by === undefined ? { outcome: 'Waits' } : { outcome: 'Cancelled', by };
}

/** Each pending one as it came: it takes the place of all that wait, or queues while there is room. */
function cancelledBy(claim: Claim, arrived: readonly Claim[]): Claim | undefined {
  let pending: readonly Claim[] = [];
  for (const next of arrived) {
    if (next.queue === 'single') {
      if (pending.some(({ id }) => id === claim.id)) return next;
      pending = [next];
      continue;
    }
    const last = pending.at(-1);
    if (pending.length < mostPending || last === undefined) pending = [...pending, next];
    else if (next.id === claim.id) return last;
  }
  return undefined;
}

/** GitHub: "The concurrency group name is case insensitive". */
export function isSameGroup(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function compareArrivals(a: Arrival, b: Arrival): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || (a[3] < b[3] ? -1 : Number(a[3] > b[3]));
}

function isBefore(a: Arrival, b: Arrival): boolean {
  return compareArrivals(a, b) < 0;
}

/** In GitHub's words. */
export function whyCancelled({ group, isGranted }: Claim, by: Claim): string {
  return isGranted
    ? `Canceling since ${by.shown} wants the concurrency group ${group} and cancels what is in progress`
    : `Canceling since a higher priority waiting request for ${group} exists: ${by.shown}`;
}
