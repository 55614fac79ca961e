// The results of steps and of the job that they make (actions/runner's TaskResultUtil and StepsRunner). Pure.

export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** What other steps see of one. */
export interface StepRecord {
  readonly outputs: Readonly<Record<string, string>>;
  /** Before `continue-on-error`. */
  readonly outcome: StepResult;
  /** After it. */
  readonly conclusion: StepResult;
}

/** A failed step leaves the job as it is when it may fail. */
export function conclude(outcome: StepResult, mayFail: boolean): StepResult {
  return outcome === 'failure' && mayFail ? 'success' : outcome;
}

export type JobStatus = 'success' | 'failure' | 'cancelled';

/** A cancelled job stays so; else the worse of the two counts. */
export function mergeStatus(job: JobStatus, step: StepResult): JobStatus {
  if (job === 'cancelled' || step === 'cancelled') return 'cancelled';
  return step === 'failure' ? 'failure' : job;
}
