// Traffic that goes over from what served before to what serves next, step by step.
import type { TrafficStep } from '../../model/traffic-steps.ts';

/** What a platform does at each step. A failure ends the shift where it is. */
export interface TrafficShift<Failure> {
  /** Gives the new one this part of the requests. */
  readonly shift: (percent: number) => Promise<void>;
  readonly report: (percent: number, waitMinutes: number) => void;
  readonly afterStep?: () => Promise<Failure | undefined>;
  /** Until the step is over; gives how the new one has failed meanwhile. Called after a crash again. */
  readonly wait: (step: TrafficStep) => Promise<Failure | undefined>;
}

export async function shiftInSteps<Failure>(
  steps: readonly TrafficStep[],
  { shift, report, afterStep, wait }: TrafficShift<Failure>,
): Promise<Failure | undefined> {
  for (const step of steps) {
    await shift(step.percent);
    report(step.percent, step.waitMinutes);
    const failure = (await afterStep?.()) ?? (await wait(step));
    if (failure !== undefined) return failure;
  }
  return undefined;
}
