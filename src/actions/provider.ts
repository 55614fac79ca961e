// The contract between the runtime and whatever a stage can do. One provider is one folder, and all about it is in its
// provider.ts; what runs is imported lazily, because lint and plan read every provider and must start in milliseconds.
import type { BilledResource } from '../model/cost-line.ts';
import type { Finding } from '../lib/finding.ts';
import type { Problem } from '../lib/problem.ts';
import type { Result } from '../lib/result.ts';
import type { Files } from '../load/files.ts';
import type { ActionType, ActionTypes } from '../model/action-type.ts';
import type { Alarm, AlarmObservation, AlarmState } from '../model/alarm.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { CheckedDefinition, Definition } from '../model/definition.ts';
import type { PlacedAction } from '../model/pipeline-walk.ts';
import type { ArtifactReference, FailureDetails, Progress } from '../model/progress.ts';
import type { LogGroups } from '../state/log-groups/log-groups.ts';
import type { LogStore } from '../state/log-store.ts';
import type { AwsPlace } from '../model/place.ts';
import type { Resources } from '../account/account.ts';
import type { ResourceType, ResourceValues } from '../account/resource.ts';
import type { TriggerType } from '../model/status.ts';
import type { StateFolder } from '../state/state-folder.ts';
import type { Pause } from './pause.ts';
import type { KeepContext, TargetKeeper } from './target-keeper.ts';
import type { BuildOptions } from './build/build-options.ts';
import type { DeploymentOptions } from './deployment/deployment-options.ts';
import type { SourceOptions } from './source/source-options.ts';

/** A type of action with all that is known of it, and with what runs it here. */
export interface ActionProvider extends ActionType {
  /** Absent for a type that is not executed here: it can be read and checked, and fails when it is reached. */
  readonly runner?: ActionRunner;
  /** What keeps such an action from being executed on a machine of this kind. */
  readonly checkMachine?: (
    placed: PlacedAction,
    definition: Definition,
    platform: NodeJS.Platform,
  ) => readonly Finding[];
  /** What such an action makes of the files next to the definition, for the bill. */
  readonly billedResources?: (placed: PlacedAction, nearby: Nearby) => Promise<readonly BilledResource[]>;
  /** What the files next to the definition say against such an action. They are its source as long as no other is named. */
  readonly checkFiles?: (placed: PlacedAction, nearby: Nearby) => Promise<readonly Finding[]>;
}

/** A definition with the files next to it. */
export interface Nearby {
  readonly definition: Definition;
  /** Absolute path of the folder that holds them. */
  readonly folder: string;
  readonly files: Files;
  readonly types: ActionTypes;
}

export type ExecutedProvider = ActionProvider & { readonly runner: ActionRunner };

/**
 * `recovery` says what the next start does with a run that the process's death interrupted:
 * - `resume`: `run` is called again with the same actionExecutionId and work folder; every `step` that was recorded
 *   gives its recorded result without running; the run must find and end, or take up, what it left behind.
 * - `restart`: leftovers of the earlier attempt (processes, work folder) are removed by the runtime, then `run` is
 *   called from the beginning with `attempt` one higher.
 * - `fail`: the action is recorded as failed.
 */
export interface ActionRunner {
  readonly recovery: 'resume' | 'restart' | 'fail';
  readonly load: () => Promise<RunOf<RunOptions>>;
  /** Set when a run may take what an earlier one with the same inputs gave, should the user want that. */
  readonly loadInputs?: () => Promise<InputsOf<RunOptions>>;
  /** Set for a source whose revisions are on this machine: the server asks now and then, and starts the pipeline with a new one. */
  readonly loadNewest?: () => Promise<NewestOf>;
  /** What it needs of its role it calls by AWS's API, which holds it to the role. */
  readonly callsApi?: true;
  /** It starts containers, so that it needs Docker or Podman. */
  readonly needsContainers?: true;
  /** Set when what the provider deploys needs it after the deployment, too. */
  readonly loadKeeper?: () => Promise<(context: KeepContext) => TargetKeeper>;
}

/**
 * The newest revision of a source; `none` while there is none, undefined while that cannot be known. Only reads, and is called
 * while actions run. What is there when it is first called starts nothing.
 */
export type NewestOf = (source: WatchedSource) => Promise<NewestRevision | 'none' | undefined>;

export interface WatchedSource extends Pick<
  ActionContext<SourceOptions>,
  'declaration' | 'configuration' | 'definition' | 'definitionFolder' | 'options'
> {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
}

interface NewestRevision {
  readonly revisionId: string;
  readonly triggerType: TriggerType;
  /** For the history: `push of web:latest`. */
  readonly by: string;
}

/** What a run depends on, part by part: the name as people would say it, and what changes when the part does. */
export type BuildInputs = Readonly<Record<string, string>>;

/** Undefined when that is not known. Values of secrets never appear in it. */
export type InputsOf<Options> = (
  context: Pick<
    ActionContext<Options>,
    | 'configuration'
    | 'definition'
    | 'place'
    | 'resources'
    | 'inputArtifacts'
    | 'state'
    | 'declaration'
    | 'options'
  >,
) => Promise<BuildInputs | undefined>;

/**
 * Runs one action to its end. Called once per attempt; different actions run concurrently.
 *
 * Failing work of the user is a returned result; only our own bugs and operations that cannot go on throw.
 * When `context.signal` aborts, the run must end everything that it started and return soon; what it returns then is
 * treated as fallout of the abort. It must leave no process, handle or timer behind on any path, except those whose
 * lasting is its purpose (a deployed application).
 * @typeParam Options what it takes of the caller's options; it sees no others
 */
export type RunOf<Options> = (context: ActionContext<Options>) => Promise<ActionResult>;

/** @typeParam Options what the provider takes of the caller's options */
export interface ActionContext<Options> {
  readonly pipelineName: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionExecutionId: string;
  /** From 1; higher after a crash made the action restart. */
  readonly attempt: number;
  readonly declaration: ActionDeclaration;
  /** `declaration.configuration` with every variable reference resolved. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly definition: ActionDefinition;
  /** The account and region in which the action works. */
  readonly place: AwsPlace;
  /** What exists there, whatever made it. What the definition declares is there as well. */
  readonly resources: Resources;
  /** Puts into the account what the action has made. What a file declares stays as the file says it. */
  readonly record: RecordResource;
  /**
   * Puts a new version of it there, also of what a file declares and when it says nothing new. Gives its number, which is
   * larger than `after`.
   */
  readonly register: <T extends ResourceType>(
    type: T,
    name: string,
    version: { readonly values: ResourceValues[T]; readonly after?: number },
  ) => number;
  /** The state of an alarm now, whatever it is about; or why it cannot be had. */
  readonly observeAlarm: ObserveAlarm;
  /** Absolute path of the folder that holds the definition. */
  readonly definitionFolder: string;
  readonly inputArtifacts: readonly ArtifactReference[];
  /** Absolute path of a folder of this attempt alone; it exists and is empty when a fresh attempt begins. */
  readonly workFolder: string;
  readonly state: ActionState;
  readonly log: ActionLog;
  /** Its reason is an ActionAborted. */
  readonly signal: AbortSignal;
  /** Aborts when the run should end by itself: what it has begun it ends, and what must happen at the end still does. */
  readonly cancelled?: AbortSignal;
  readonly options: Options;
  /** The clock; milliseconds since the epoch. */
  readonly now: () => number;
  /** The override given at the start of the execution for this source action, if any. */
  readonly sourceRevision?: string;
  /**
   * Runs `work` once and records its result under `name`; a later call with the same name in the same run of the
   * action, also after a crash, gives the recorded result without running. The result must be plain JSON.
   */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Asks the user how to go on from a command that failed; absent where a failure is final at once. */
  readonly pause?: Pause;
  /** Starts another pipeline of the state folder; absent where only this one is driven. */
  readonly startPipeline?: StartPipeline;
  /** Records and shows. Ordered; returns at once. */
  readonly report: (progress: Progress) => void;
}

export interface AlarmMoment {
  /** The state of the observation before; INSUFFICIENT_DATA for a first one. */
  readonly before: AlarmState;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export type ObserveAlarm = (alarm: Alarm, moment: AlarmMoment) => Promise<Result<AlarmObservation>>;

/**
 * Resolves when the start is recorded, or refused for a reason of the user's. It does not wait for the execution. The same
 * `clientRequestToken` again gives the execution that the first call has started, also after a crash.
 */
export type StartPipeline = (
  pipelineName: string,
  start: {
    readonly variables: Readonly<Record<string, string>>;
    /** By the name of the source action. */
    readonly sourceRevisions: Readonly<Record<string, string>>;
    /** For the history. */
    readonly by: string;
    readonly clientRequestToken: string;
  },
) => Promise<Result<{ readonly executionId: string }, Problem>>;

export type RecordResource = <T extends ResourceType>(
  type: T,
  name: string,
  values: ResourceValues[T],
) => void;

/** What a definition says besides its resources, which the account has. */
type ActionDefinition = Pick<
  CheckedDefinition,
  | 'pipeline'
  | 'standalone'
  | 'started'
  | 'deployment'
  | 'workflow'
  | 'listeners'
  | 'gates'
  | 'reuse'
  | 'assets'
>;

/**
 * The state folder as an action has it. There is no way to store a text here that does not take out its secrets: the journal
 * is written by `report` and `step` alone, the log by `log`, and what goes into records and names of caches is cleaned.
 */
export interface ActionState extends Pick<
  StateFolder,
  'path' | 'artifacts' | 'caches' | 'records' | 'secrets' | 'admitOthers' | 'folder'
> {
  readonly logs: Pick<LogStore, 'path'>;
  readonly logGroups: () => Pick<LogGroups, 'link'>;
}

/** A value that must not be shown, and what people call it. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** What the caller of `slipway run` decides for the whole execution. Each provider is given what it takes. */
export interface RunOptions extends SourceOptions, BuildOptions, DeploymentOptions {
  /** Actions whose inputs are those of an earlier run take what that one gave. */
  readonly reuse?: boolean;
}

export interface ActionLog {
  /** Bytes exactly as a process wrote them. Secrets registered with `redact` are replaced before they reach the disk. */
  readonly write: (bytes: Uint8Array) => void;
  /** One line of our own; the line feed is added. */
  readonly line: (text: string) => void;
  /** From now on these values appear as `***`. One that is too short for that is reported. */
  readonly redact: (secrets: readonly Secret[]) => void;
  /** The values that appear as `***` by now, for a process of ours that writes a log of its own. */
  readonly hidden: () => readonly string[];
  /** A text as it may be shown. Everything that is reported, recorded or logged goes through it anyway. */
  readonly hide: (text: string) => string;
  /** Up to `count` last lines, for a failure's details. */
  readonly tail: (count: number) => readonly string[];
}

export type ActionResult =
  | {
      readonly status: 'Succeeded';
      readonly outputVariables: Readonly<Record<string, string>>;
      readonly outputArtifacts: readonly ArtifactReference[];
      readonly externalExecutionId?: string;
      readonly summary?: string;
    }
  | {
      readonly status: 'Failed';
      readonly error: FailureDetails;
      readonly outputVariables?: Readonly<Record<string, string>>;
      /** What a build by itself uploaded although it failed; no action is given it. */
      readonly outputArtifacts?: readonly ArtifactReference[];
      readonly externalExecutionId?: string;
    };
