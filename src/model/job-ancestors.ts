// What a job depends on. Pure.

interface Needing {
  readonly id: string;
  readonly needs: readonly string[];
}

/** By id, made once for each list of jobs: a list is never changed. */
const indexes = new WeakMap<readonly Needing[], ReadonlyMap<string, Needing>>();

export function jobsById<Job extends Needing>(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const known = indexes.get(jobs) as ReadonlyMap<string, Job> | undefined;
  const index = known ?? new Map(jobs.map((job) => [job.id, job]));
  indexes.set(jobs, index);
  return index;
}

/** Ids of all that the job depends on, directly or not. */
export function ancestorsOf(job: Needing, jobs: readonly Needing[]): ReadonlySet<string> {
  const byId = jobsById(jobs);
  const found = new Set<string>();
  const visit = ({ needs }: Needing): void => {
    for (const id of needs) {
      const parent = byId.get(id);
      if (parent === undefined || found.has(id)) continue;
      found.add(id);
      visit(parent);
    }
  };
  visit(job);
  return found;
}

/** Of each job, ids of all that depend on it, directly or not. */
export function dependantsOf(jobs: readonly Needing[]): ReadonlyMap<string, readonly string[]> {
  const dependants = new Map<string, string[]>(jobs.map(({ id }) => [id, []]));
  for (const job of jobs) for (const id of ancestorsOf(job, jobs)) dependants.get(id)?.push(job.id);
  return dependants;
}
