// Whether a folder is still as a list of statuses says.
import { setImmediate as turn } from 'node:timers/promises';
import { jobError, runFileJobs, type CompareJob } from './file-jobs.ts';
import type { StatusList } from './status-list.ts';

/** Up to this many files a thread would take longer to start than to compare them. */
const comparedHere = 5_000;
const filesBetweenTurns = 1_000;
/** More than there are threads: they do not all take equally long. */
const ranges = 8;

export interface Comparison {
  /** Where the list lies. */
  readonly file: string;
  readonly list: StatusList;
  readonly root: string;
}

/** The first path that is not as listed, or undefined. The event loop turns meanwhile. */
export async function firstChanged(comparison: Comparison): Promise<string | undefined> {
  return comparison.list.count > comparedHere ? changedByThreads(comparison) : changedHere(comparison);
}

async function changedHere({ list, root }: Comparison): Promise<string | undefined> {
  for (let from = 0; from < list.count; from += filesBetweenTurns) {
    if (from > 0) await turn();
    const changed = list.changedIn(root, from, from + filesBetweenTurns);
    if (changed !== undefined) return changed;
  }
  return undefined;
}

async function changedByThreads({ file, list, root }: Comparison): Promise<string | undefined> {
  const length = Math.ceil(list.count / ranges);
  const changed = await runFileJobs('', {
    items: Array.from({ length: ranges }, (_, n) => ({ from: n * length, to: (n + 1) * length })),
    jobOf: (range): CompareJob => ({ type: 'compare', list: file, root, ...range, sizeBytes: Infinity }),
    take: (result) => {
      if (result.type !== 'compared') throw jobError(`Cannot compare the files of "${root}"`, result);
      return result.changed;
    },
  });
  return changed.find((path) => path !== undefined);
}
