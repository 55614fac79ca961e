// The contract of what is executed here in place of an action of GitHub's or AWS's. One stand-in is one folder.
import { defined } from '../../../lib/defined.ts';
import type { StepEnd } from '../job-run.ts';
import type { StepCall } from '../step-call.ts';

export interface StandIn {
  /** `owner/name`, or `owner/name/path`, in lower case. Any ref of it is taken. */
  readonly action: string;
  /** What does its work here; absent where nothing does, which the stand-in reports itself. */
  readonly by?: string;
  /** Names of all its inputs, with what they are when they are not given. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Names of its outputs; `*` in one stands for what only a run knows. */
  readonly outputs: readonly string[];
  /** Inputs that change nothing here, with the reason. */
  readonly ignored?: Readonly<Record<string, string>>;
  /** Inputs in which spaces at the ends count. */
  readonly untrimmed?: readonly string[];
  readonly load: () => Promise<(call: StandInCall) => Promise<StandInEnd>>;
}

export interface StandInCall extends StepCall {
  /** Every input, trimmed, as the toolkit gives it. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Aborts when the step is to be ended: what waits then ends, in whatever way, and the step is cancelled. */
  readonly ended: AbortSignal;
}

export interface StandInEnd {
  readonly end: StepEnd;
  readonly outputs?: Readonly<Record<string, string>>;
  /** What is done once more after all steps, also when they failed. */
  readonly post?: () => Promise<StepEnd>;
  /** `always()` when absent. */
  readonly postCondition?: string;
}

export function succeeded(outputs: Readonly<Record<string, string>> = {}): StandInEnd {
  return { end: { outcome: 'success' }, outputs };
}

export function failed(message: string, remedy?: string): StandInEnd {
  return { end: { outcome: 'failure', failure: { message, ...defined({ remedy }) } } };
}

/** As the toolkit reads a boolean input (@actions/core, getBooleanInput); anything else is false. */
export function isYes(text: string | undefined): boolean {
  return ['true', 'True', 'TRUE'].includes(text ?? '');
}
