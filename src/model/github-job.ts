// What an action of a pipeline becomes as a job of a workflow of GitHub. A provider says it in its folder. Pure data.
import type { Buildspec, BuildProject } from './build.ts';
import type { Definition } from './definition.ts';
import type { PlacedAction } from './pipeline-walk.ts';
import type { AwsPlace } from './place.ts';

/** In the words of GitHub's workflow syntax, in the order in which its documentation has them. */
export interface GithubStep {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  /** What has no value is not written. */
  readonly with?: Readonly<Record<string, string | boolean | number | undefined>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** The job's own part. What is around it (needs, credentials, its inputs) is the same for all. */
export interface GithubShare {
  readonly steps: readonly GithubStep[];
  /** It calls AWS, and needs credentials. */
  readonly callsAws: boolean;
  /** The id of the step whose outputs are the action's variables. */
  readonly variablesFrom?: string;
  /** The environment of GitHub whose reviewers decide. */
  readonly environment?: string;
  readonly timeoutMinutes?: number;
  /** What the workflow does not do as the pipeline does, as sentences. */
  readonly losses: readonly string[];
}

export interface GithubRequest {
  readonly definition: Definition;
  readonly place: AwsPlace;
  /** Undefined when it is not to be found next to the definition. */
  readonly buildspecOf: (project: BuildProject, override: string | undefined) => Buildspec | undefined;
  /** Where the files of an input artifact are in the job; `.` for the first of them. */
  readonly folderOf: (artifact: string) => string;
  /** A text with its references to variables of the pipeline as expressions of GitHub. */
  readonly expressed: (text: string) => string;
}

export type OnGithub = (placed: PlacedAction, request: GithubRequest) => GithubShare;

/** What a job does for the files of a source. */
export type GithubInput = Pick<GithubShare, 'steps' | 'callsAws' | 'losses'>;

export interface GithubFetch {
  /** Where its files are wanted; `.` for the workspace. */
  readonly folder: string;
  /** It is the repository that the workflow lies in. */
  readonly isOwn: boolean;
}

export type FetchedOnGithub = (placed: PlacedAction, fetch: GithubFetch) => GithubInput;
