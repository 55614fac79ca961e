// Jobs that wait for each other: what the engine knows of a workflow. What a job is, and what decides whether it runs, is
// opaque to it. Pure.
import type { JobDeclaration } from './job-declaration.ts';
import type { ActionDeclaration } from './pipeline.ts';
import type { FailureDetails } from './progress.ts';

/** GitHub's four results of a job (contexts reference, needs.<job_id>.result). */
export type JobResult = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface JobOutcome {
  readonly result: JobResult;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What `concurrency` comes to (GitHub: "Control the concurrency of workflows and jobs"). */
export interface ConcurrencyClaim {
  readonly group: string;
  /** What has the group is cancelled. */
  readonly cancelInProgress: boolean;
  /** `single`: what waits already is cancelled; `max`: it waits behind up to 99 others. */
  readonly queue: 'single' | 'max';
}

/** What is known of a run before any of its jobs is planned. */
export interface RunPlan {
  /** From `run-name`. */
  readonly name?: string;
  readonly concurrency?: ConcurrencyClaim;
  /** What one should know of the run as a whole. */
  readonly notices?: readonly string[];
  /** It cannot begin: it fails with this. */
  readonly error?: FailureDetails;
}

export interface RunFacts {
  readonly id: string;
  /** Counts the executions of the workflow from 1. */
  readonly number: number;
  /** Counts the attempts of this execution from 1. */
  readonly attempt: number;
  readonly startedBy: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Of the source. */
  readonly commitId: string;
}

/** What is known when everything that a job needs has ended. */
export interface JobFacts {
  /** Those that it names, by id. */
  readonly needs: Readonly<Record<string, JobOutcome>>;
  /** Results of all that it depends on, directly or not, by id. */
  readonly ancestors: Readonly<Record<string, JobResult>>;
  readonly isCancelled: boolean;
  /** Whether another job has it: its id, or the name of an action of it. */
  readonly isTaken: (name: string) => boolean;
  readonly execution: RunFacts;
}

/** One run of a job: the whole job, or one combination of its matrix. */
export interface JobLeg {
  readonly action: ActionDeclaration;
  /** Its failure does not fail the job. */
  readonly continueOnError: boolean;
  /** It begins when this is approved. */
  readonly approval?: ActionDeclaration;
  /** Milliseconds that it waits from when it is planned. */
  readonly waitMs?: number;
  /** The same as a time, from when it is planned on: milliseconds since the epoch. */
  readonly waitsUntil?: number;
  /** The group that it must have before it begins. */
  readonly concurrency?: ConcurrencyClaim;
  /** It cannot begin: it fails with this, and cancels no other leg. */
  readonly error?: FailureDetails;
}

/** One call of another workflow: its jobs, which need only each other. */
export interface CallLeg {
  readonly name: string;
  readonly jobs: readonly JobDeclaration[];
  /** The groups that it must have before any of its jobs begins: of the job that calls, and of the called workflow. */
  readonly concurrency?: readonly ConcurrencyClaim[];
}

export type JobPlan =
  | { readonly outcome: 'Skipped'; readonly reason: string }
  | {
      readonly outcome: 'Runs';
      readonly legs: readonly JobLeg[];
      /** The first leg that fails cancels the others. */
      readonly failFast: boolean;
      readonly maxParallel: number;
    }
  | {
      readonly outcome: 'Calls';
      readonly calls: readonly CallLeg[];
      readonly failFast: boolean;
      readonly maxParallel: number;
    };

/** Pure: the same facts give the same plan. */
export type PlanJob = (job: JobDeclaration, facts: JobFacts) => JobPlan;

/** Pure. @param definition of the stage: what all its jobs have in common */
export type PlanRun = (definition: string, run: RunFacts) => RunPlan;

/** What decides about jobs, for the engine. */
export interface JobPlanner {
  readonly planRun: PlanRun;
  readonly planJob: PlanJob;
  readonly callOutputs: CallOutputs;
}

/** What a called workflow gives to the job that has called it. Pure. */
export type CallOutputs = (call: CallLeg, outcomes: ReadonlyMap<string, JobOutcome>) => JobOutcome['outputs'];
