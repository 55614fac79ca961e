// A build that a call of CodeBuild's API has started, as it is kept until its history is.
import type { BuildProject } from './build.ts';
import type { ActionDeclaration } from './pipeline.ts';

export interface StartedBuild {
  /** `project:uuid`. */
  readonly id: string;
  readonly number: number;
  /** As it was at the start, with the overrides of the call in it. */
  readonly project: BuildProject;
  readonly sourceVersion?: string;
  /** Which action gives the source. */
  readonly source: Pick<ActionDeclaration, 'actionTypeId' | 'configuration'>;
  /** Where the source comes from here, as `--source` takes it; what the action itself finds when it is absent. */
  readonly place?: string;
  /** Says the account and the region: that of the project. */
  readonly roleArn: string;
  readonly region: string;
  readonly initiator: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Its execution, once it has begun. */
  readonly executionId?: string;
  readonly isBatch?: true;
  /** Those of CodeBuild's own that a webhook sets. */
  readonly webhookVariables?: Readonly<Record<string, string>>;
  /** Of the call: the same one again gives the same build. */
  readonly idempotencyToken?: string;
}

/** Under which builds are kept; their ids are unique everywhere. */
export const startedBuildKind = 'codebuild/build';

/** The kind of the records that count the builds of a project. */
export const buildNumberKind = 'codebuild-build-number';
