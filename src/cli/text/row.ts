// The rows of the tree, and how much of it is shown.
import type { Line } from './line.ts';

export interface Row {
  readonly left: Line;
  /** At the right edge: a duration. */
  readonly right: Line;
}

/** How much is shown. Each further one leaves out something of less importance. */
export interface Detail {
  readonly now: number;
  readonly tails: ReadonlyMap<string, readonly string[]>;
  readonly tailLines: number;
  readonly showsHosts: boolean;
  /** Actions that are over or have not begun stand in one line together. */
  readonly countsQuietActions: boolean;
}
