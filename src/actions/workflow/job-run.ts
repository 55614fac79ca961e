// What all steps of one run of a job share, and what they change of it.
import type { JobContexts, JobInWorkflow } from '../../model/workflow.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { Machine } from '../../process/machine/machine.ts';
import type { JobStatus, StepRecord, StepResult } from '../../workflows/runner/step-status.ts';
import type { AnnotationLevel } from '../../workflows/runner/log-command.ts';
import type { ProblemMatcher } from '../../workflows/runner/problem-matcher.ts';
import type { BuildOptions } from '../build/build-options.ts';
import type { ActionContext } from '../provider.ts';
import type { JobContainer } from './container/job-container.ts';
import type { IdToken } from './id-token.ts';
import type { JobFolders } from './job-folders.ts';
import type { ResultsService } from './results-variables.ts';

export interface JobRun {
  readonly context: ActionContext<BuildOptions>;
  readonly definition: JobInWorkflow;
  readonly contexts: JobContexts;
  readonly folders: JobFolders;
  readonly machine: Machine;
  /** Of a job that runs in one. */
  readonly container?: JobContainer;
  /** The address of this machine at which the job's programs reach this process. */
  readonly host: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** It names some that are empty here, because they are not stored. */
  readonly lacksSecrets: boolean;
  /** Of a job with `id-token: write`. */
  readonly idToken?: IdToken;
  /** Variables that no step has set: what leads to this machine's programs and network. */
  readonly base: Readonly<Record<string, string>>;
  /** In the machine: the folder of the programs that lead to the registry and the endpoint of this machine. */
  readonly programs: string;
  /** Of the workflow and the job, and what steps wrote to GITHUB_ENV since. */
  readonly env: Map<string, string>;
  /** What steps put in front of PATH, the newest first. */
  paths: readonly string[];
  status: JobStatus;
  /** The state of actions whose `pre` has run, by the key of their step. */
  readonly prepared: Map<string, Record<string, string>>;
  /** What is to be done at the end, the newest last. */
  readonly posts: PostStep[];
  /** What ends with the job, whatever became of it. */
  readonly endings: (() => Promise<void>)[];
  /** By id, as `job.services` has them. */
  readonly services: Record<string, RunningService>;
  /** What steps have uploaded. */
  readonly artifacts: ArtifactReference[];
  /** What actions for Node keep artifacts and caches with, from the first of them on. */
  results: Promise<ResultsService> | undefined;
  /** Those that steps have added, the newest first. */
  matchers: readonly ProblemMatcher[];
  /** Of the step that runs. */
  annotations: StepAnnotations;
  /** How much all its steps have reported, those in the background too. */
  readonly reported: { annotations: number; summaries: number };
  /** When `timeout-minutes` of the job is up; milliseconds since the epoch. The time of a pause does not count. */
  deadline: number;
  /** Its own limit has cancelled it. */
  hasTimedOut: boolean;
  /** How many failures the user has left as they are, where a run pauses. */
  leftFailed: number;
  readonly background: BackgroundSteps;
  /** Of what a step in the background sees as the job. */
  readonly isBackground?: true;
}

/** How many annotations a step has printed. */
export interface StepAnnotations {
  readonly kept: Record<AnnotationLevel, number>;
  /** Beyond what GitHub keeps: only the log has them. */
  readonly left: Record<AnnotationLevel, number>;
}

export interface BackgroundSteps {
  /** By what names them, in the order in which they have begun. */
  readonly begun: Map<string, BackgroundStep>;
  /** Those that wait until fewer run. */
  readonly waiting: (() => void)[];
  running: number;
}

export interface BackgroundStep {
  readonly name: string;
  readonly ended: Promise<EndedStep>;
  /** Ends it, whatever its condition says. */
  readonly stop: (reason: string) => void;
  /** What it sees and changes instead of the job. */
  readonly own: JobRun;
  readonly before: Pick<JobRun, 'env' | 'paths'>;
  isWaitedFor: boolean;
  isStopped: boolean;
}

export interface EndedStep {
  readonly conclusion: StepResult;
  /** Lets the steps after it see its outputs. */
  readonly note: () => void;
}

/** What steps see of a service. */
export interface RunningService {
  readonly id: string;
  readonly network: string;
  /** Of this machine, by those of the container. */
  readonly ports: Readonly<Record<string, string>>;
  /** Of its container, for others; empty when the engine gives it none. */
  readonly address?: string;
}

export interface StepFailure {
  readonly step: string;
  readonly message: string;
  readonly exitCode?: number;
  readonly remedy?: string;
  /** The last lines of the log when it failed. */
  readonly logTail?: readonly string[];
}

/** What happens once more after the steps, for a step that asked for it. */
interface PostStep {
  readonly name: string;
  readonly condition: string;
  readonly frame: Frame;
  readonly work: () => Promise<StepEnd>;
}

/** What a step came to by itself, before `continue-on-error`. */
export type StepEnd =
  | { readonly outcome: 'success' | 'cancelled' | 'skipped' }
  | { readonly outcome: 'failure'; readonly failure: Omit<StepFailure, 'step'> };

/** How the steps of a frame change what their status functions say. */
export interface FrameSteps {
  readonly frame: Frame;
  readonly onEnd: (conclusion: StepResult) => void;
}

/** The steps that see each other: of the job, or of one call of a composite action. */
export interface Frame {
  /** Of the step that calls the composite action; empty for the job itself. */
  readonly key: string;
  readonly steps: Record<string, StepRecord>;
  /** Of a composite action; of the run for the job itself. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Of a composite action. */
  readonly action?: { readonly path: string; readonly repository: string; readonly ref: string };
  /** What the step that calls the composite action has in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Of the steps so far; that of the job for the job itself. */
  readonly status: () => JobStatus;
  /** Of its steps that may not fail, in their order. */
  readonly failures: StepFailure[];
}
