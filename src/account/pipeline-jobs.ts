// Jobs of CodePipeline for the workers of custom actions, and the types of those actions: what an action asks for, and what
// a worker reports by AWS's API. Source: CodePipeline user guide, "Create and add a custom action in CodePipeline".
import type { AwsPlace } from '../model/place.ts';
import type { ActionTypeId } from '../model/pipeline.ts';
import { Documents } from '../state/documents.ts';

/** The kinds of the documents. */
export const jobKind = 'codepipeline/job';
export const customTypeKind = 'codepipeline/custom-action-type';

interface CustomActionProperty {
  readonly name: string;
  readonly required: boolean;
  readonly key: boolean;
  readonly secret: boolean;
  readonly queryable?: boolean;
  readonly description?: string;
  readonly type?: 'String' | 'Number' | 'Boolean';
}

interface ArtifactCount {
  readonly minimumCount: number;
  readonly maximumCount: number;
}

export interface CustomActionType {
  readonly id: ActionTypeId;
  readonly settings?: Readonly<Record<string, string>>;
  readonly actionConfigurationProperties?: readonly CustomActionProperty[];
  readonly inputArtifactDetails: ArtifactCount;
  readonly outputArtifactDetails: ArtifactCount;
  readonly tags: Readonly<Record<string, string>>;
  /** The same version cannot be made again (CodePipeline API reference, DeleteCustomActionType). */
  readonly isDeleted?: true;
}

/** The name of its document. */
export function customTypeName({ category, provider, version }: ActionTypeId): string {
  return `${category}/${provider}/${version}`;
}

export interface JobArtifactLocation {
  readonly name: string;
  readonly bucketName: string;
  readonly objectKey: string;
}

/** As CodePipeline names them (API reference, AcknowledgeJob). */
type JobStatus = 'Queued' | 'Dispatched' | 'InProgress' | 'TimedOut' | 'Succeeded' | 'Failed';

export interface PipelineJob {
  readonly id: string;
  readonly status: JobStatus;
  readonly actionTypeId: ActionTypeId;
  readonly configuration: Readonly<Record<string, string>>;
  readonly pipelineName: string;
  readonly executionId: string;
  readonly stageName: string;
  readonly actionName: string;
  readonly actionExecutionId: string;
  readonly inputArtifacts: readonly JobArtifactLocation[];
  readonly outputArtifacts: readonly JobArtifactLocation[];
  readonly encryptionKey?: { readonly id: string; readonly type: 'KMS' };
  /** Given to the worker that was given the job last. */
  readonly nonce?: string;
  /** Milliseconds since the epoch. */
  readonly dispatchedAt?: number;
  /** What a worker has given to find its work again. */
  readonly continuationToken?: string;
  readonly externalExecutionId?: string;
  readonly summary?: string;
  /** Of what a source has put into its output artifacts. */
  readonly revision?: { readonly revisionId: string; readonly revisionSummary?: string };
  readonly outputVariables?: Readonly<Record<string, string>>;
  readonly failure?: { readonly type: string; readonly message: string };
}

export interface PipelineJobs extends Disposable {
  readonly typeOf: (id: ActionTypeId) => CustomActionType | undefined;
  readonly get: (id: string) => PipelineJob | undefined;
  readonly put: (job: PipelineJob) => void;
}

/** Of one account and region. Other processes of the state folder see what is put. */
export function openPipelineJobs(stateFolder: string, place: AwsPlace): PipelineJobs {
  const documents = new Documents(stateFolder);
  return {
    typeOf: (id) => {
      const found = documents.get(customTypeKind, place, customTypeName(id)) as CustomActionType | undefined;
      return found?.isDeleted === true ? undefined : found;
    },
    get: (id) => documents.get(jobKind, place, id) as PipelineJob | undefined,
    put: (job) => documents.put(jobKind, place, { name: job.id, value: job }),
    [Symbol.dispose]: () => documents[Symbol.dispose](),
  };
}
