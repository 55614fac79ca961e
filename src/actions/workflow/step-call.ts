// What runs one step, with what is evaluated of it.
import type { WorkflowStep } from '../../model/workflow.ts';
import type { Scope } from '../../workflows/language/expressions.ts';
import type { Frame, FrameSteps, JobRun } from './job-run.ts';

export interface StepCall {
  readonly job: JobRun;
  readonly frame: Frame;
  readonly step: WorkflowStep;
  /** Which step of the job it is, also in composite actions. */
  readonly key: string;
  /** As it is shown. */
  readonly name: string;
  /** Whether its failure waits for the user: not when the job goes on after it anyway. */
  readonly pauses: boolean;
  readonly scope: Scope;
  /** Of the step itself. */
  readonly env: Readonly<Record<string, string>>;
  readonly condition: string;
  readonly timeoutMs: number | undefined;
  /** Of a composite action. */
  readonly runSteps: (steps: readonly WorkflowStep[], inside: FrameSteps) => Promise<void>;
}
