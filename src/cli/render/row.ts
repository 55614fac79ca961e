// The rows of the tree, and how much of it is shown.
import type { CommandHints } from './command-hints.ts';
import type { Moment } from './appearance.ts';
import type { Line } from './line.ts';

export interface Row {
  readonly left: Line;
  /** At the right edge: a duration. */
  readonly right: Line;
  /** Stays when the picture is cut: the head and the stages. */
  readonly isAnchor?: true;
  /** Stays before others: what failed, and what waits for the user. */
  readonly isNews?: true;
}

/** How much is shown. Each further one leaves out something of less importance. */
export interface Detail extends Moment {
  readonly hints: CommandHints;
  /** Of the execution. */
  readonly pipelineName: string;
  /** Columns of a row. */
  readonly width: number;
  readonly tails: ReadonlyMap<string, readonly string[]>;
  readonly tailLines: number;
  /** Hosts of deployments and the phases of builds have rows of their own. */
  readonly showsParts: boolean;
  /** Actions that are over or have not begun stand in one line together. */
  readonly countsQuietActions: boolean;
  /** Stages next to each other that are over, or have not begun, stand in one line together. */
  readonly countsQuietStages: boolean;
}
