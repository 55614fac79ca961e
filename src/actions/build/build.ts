// What all steps of one build share.
import type { BuildProject } from '../../model/build.ts';
import type { TimedStep } from '../../model/progress.ts';
import type { ActionContext } from '../provider.ts';
import type { BuildLog } from './build-log.ts';
import type { BuildOptions } from './build-options.ts';
import type { CheckedCall } from './checked-call.ts';
import type { PhaseEnd } from './phase-transition.ts';

export interface Build {
  readonly context: ActionContext<BuildOptions>;
  readonly call: CheckedCall;
  readonly project: BuildProject;
  readonly log: BuildLog;
  /** `project:uuid`. */
  readonly buildId: string;
  readonly buildNumber: number;
  readonly startedAt: number;
  /** When `timeoutInMinutes` is up, by the context's clock. The time of a pause does not count. */
  deadline: number;
  /** What it has done so far, in order; each step adds itself when it is over. */
  readonly steps: TimedStep[];
}

/** Whether the build was started by itself, as by StartBuild, and not by a pipeline. */
export function isStandalone({ context }: Build): boolean {
  return context.definition.standalone === true;
}

/** How a phase ended; the context is what CodeBuild shows as code and message. */
export interface PhaseOutcome {
  readonly end: PhaseEnd;
  readonly context?: { readonly statusCode: string; readonly message: string };
  /** How to fix it. */
  readonly failure?: {
    readonly command?: string;
    readonly exitCode?: number;
    readonly logTail?: readonly string[];
    readonly remedy?: string;
    readonly slowest?: readonly TimedStep[];
  };
}

export const succeeded: PhaseOutcome = { end: 'SUCCEEDED' };

export function failedPhase(
  statusCode: string,
  message: string,
  failure: NonNullable<PhaseOutcome['failure']> = {},
): PhaseOutcome {
  return { end: 'FAILED', context: { statusCode, message }, failure };
}
