// How the test files of a fan-out are shared among its builds. Pure, but for the hash.
import { createHash } from 'node:crypto';

export interface Shard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}

/**
 * `equal-distribution` gives each build as many files as any other, give or take one; `stability` gives a file to the
 * same build for as long as their number stays, whatever other files come and go.
 */
export function shareOf(
  files: readonly string[],
  strategy: 'equal-distribution' | 'stability',
  { index, count }: Shard,
): readonly string[] {
  const sorted = [...new Set(files)].toSorted();
  return strategy === 'equal-distribution'
    ? sorted.filter((_, position) => position % count === index)
    : sorted.filter((file) => createHash('sha256').update(file).digest().readUInt32BE() % count === index);
}
