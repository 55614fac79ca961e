// What a job depends on. Pure.

interface Needing {
  readonly id: string;
  readonly needs: readonly string[];
}

/** Ids of all that the job depends on, directly or not. */
export function ancestorsOf(job: Needing, jobs: readonly Needing[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = ({ needs }: Needing): void => {
    for (const id of needs) {
      const parent = jobs.find((each) => each.id === id);
      if (parent === undefined || found.has(id)) continue;
      found.add(id);
      visit(parent);
    }
  };
  visit(job);
  return found;
}
