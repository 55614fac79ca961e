// Jobs of custom actions by CodePipeline's API: a worker polls for one, acknowledges it and puts its result. Source:
// CodePipeline API reference, "PollForJobs" and the operations that follow it.
import { localUser } from '../../account/principals.ts';
import { jobKind, type JobArtifactLocation, type PipelineJob } from '../../account/pipeline-jobs.ts';
import type { CodePipelineApi } from '../../aws/operations/codepipeline.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { documentsOf } from '../documents.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { customTypeOf } from './custom-action-types.ts';
import { pipelineArn } from './manage-pipelines.ts';

type Op<N extends keyof CodePipelineApi['operations']> = Operation<CodePipelineApi, N>;
type Shapes = CodePipelineApi['shapes'];

const documents = documentsOf<PipelineJob>(jobKind);

/** A job that no worker has acknowledged by then is given to the next. */
const acknowledgedWithinMs = 60_000;

const sessionMs = 60 * 60 * 1000;

export const pollForJobs: Op<'PollForJobs'> = (input, call) => {
  const { actionTypeId, maxBatchSize = 1, queryParam = {} } = input;
  if (customTypeOf(call, actionTypeId) === undefined)
    throw refuse<CodePipelineApi>(
      'ActionTypeNotFoundException',
      `There is no custom action type ${actionTypeId.category}/${actionTypeId.provider} of version ${actionTypeId.version}`,
    );
  const wanted = documents
    .list(call)
    .filter((job) => isFree(job, call.now) && isOf(job, actionTypeId))
    .filter(({ configuration }) =>
      Object.entries(queryParam).every(([key, value]) => configuration[key] === value),
    )
    .slice(0, maxBatchSize);
  const jobs = wanted.map((job) => {
    const dispatched = { ...job, status: 'Dispatched', nonce: newId(), dispatchedAt: call.now } as const;
    documents.put(call, job.id, dispatched);
    return { ...detailsOf(call, dispatched), nonce: dispatched.nonce };
  });
  return { jobs };
};

function isFree({ status, dispatchedAt = 0 }: PipelineJob, now: number): boolean {
  return status === 'Queued' || (status === 'Dispatched' && now - dispatchedAt > acknowledgedWithinMs);
}

function isOf({ actionTypeId: id }: PipelineJob, wanted: Shapes['ActionTypeId']): boolean {
  const words = ['category', 'owner', 'provider', 'version'] as const;
  return words.every((word) => id[word] === wanted[word]);
}

function jobOf(call: ServiceCall, id: string): PipelineJob {
  const job = documents.get(call, id);
  if (job !== undefined) return job;
  throw refuse<CodePipelineApi>('JobNotFoundException', `The job ${id} cannot be found`);
}

export const acknowledgeJob: Op<'AcknowledgeJob'> = ({ jobId, nonce }, call) => {
  const job = jobOf(call, jobId);
  if (job.nonce !== nonce)
    throw refuse<CodePipelineApi>('InvalidNonceException', `The nonce is not that of the job ${jobId}`);
  if (job.status === 'Dispatched') documents.put(call, jobId, { ...job, status: 'InProgress' });
  return { status: job.status === 'Dispatched' ? 'InProgress' : job.status };
};

export const getJobDetails: Op<'GetJobDetails'> = ({ jobId }, call) => ({
  jobDetails: detailsOf(call, jobOf(call, jobId)),
});

function detailsOf(call: ServiceCall, job: PipelineJob): Shapes['JobDetails'] {
  const { id, actionTypeId, configuration, inputArtifacts, outputArtifacts } = job;
  // CodePipeline's own for the bucket of the artifacts, whatever the roles of the pipeline and the worker allow.
  const {
    accessKeyId,
    secretAccessKey,
    sessionToken = '',
  } = call.ground.sessions.issue(localUser(call.place), call.now + sessionMs);
  const data = defined({
    actionTypeId,
    actionConfiguration: { configuration },
    pipelineContext: {
      pipelineName: job.pipelineName,
      stage: { name: job.stageName },
      action: { name: job.actionName, actionExecutionId: job.actionExecutionId },
      pipelineArn: pipelineArn(call, job.pipelineName),
      pipelineExecutionId: job.executionId,
    },
    inputArtifacts: inputArtifacts.map(artifactOf),
    outputArtifacts: outputArtifacts.map(artifactOf),
    artifactCredentials: { accessKeyId, secretAccessKey, sessionToken },
    continuationToken: job.continuationToken,
    encryptionKey: job.encryptionKey,
  });
  return { id, data, accountId: call.place.account };
}

function artifactOf({ name, bucketName, objectKey }: JobArtifactLocation): Shapes['Artifact'] {
  return { name, location: { type: 'S3', s3Location: { bucketName, objectKey } } };
}

/** With a continuation token the job is in progress: it is given out again, with the token. */
export const putJobSuccessResult: Op<'PutJobSuccessResult'> = (input, call) => {
  const { continuationToken, executionDetails, outputVariables, currentRevision } = input;
  const { summary, externalExecutionId } = executionDetails ?? {};
  const job = { ...acknowledged(call, input.jobId), ...defined({ summary, externalExecutionId }) };
  if (continuationToken !== undefined)
    documents.put(call, job.id, { ...job, status: 'Queued', continuationToken });
  else {
    const revision = currentRevision && revisionOf(currentRevision);
    documents.put(call, job.id, { ...job, status: 'Succeeded', ...defined({ outputVariables, revision }) });
  }
  return {};
};

function revisionOf({ revision, revisionSummary }: Shapes['CurrentRevision']) {
  return { revisionId: revision, ...defined({ revisionSummary }) };
}

export const putJobFailureResult: Op<'PutJobFailureResult'> = ({ jobId, failureDetails }, call) => {
  const { type, message, externalExecutionId } = failureDetails;
  const job = { ...acknowledged(call, jobId), ...defined({ externalExecutionId }) };
  documents.put(call, jobId, { ...job, status: 'Failed', failure: { type, message } });
  return {};
};

/** A worker may put a result of what it has acknowledged, once. */
function acknowledged(call: ServiceCall, id: string): PipelineJob {
  const job = jobOf(call, id);
  if (job.status === 'InProgress') return job;
  throw refuse<CodePipelineApi>(
    'InvalidJobStateException',
    `The job ${id} is ${job.status}: a result is put while it is InProgress`,
  );
}
