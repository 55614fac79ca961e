// What each picture of the jobs is given.
import type { JobCell, JobState } from './job-states.ts';

export interface JobsProps {
  readonly jobs: readonly JobState[];
  /** The action whose log is shown, by its actionExecutionId. */
  readonly chosen: string | undefined;
  readonly onChoose: (cell: JobCell) => void;
  /** Milliseconds since the epoch. */
  readonly now: number;
}
