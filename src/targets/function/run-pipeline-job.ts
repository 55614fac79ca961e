// A job of CodePipeline for a function: it is invoked with the job, and must report the job's result. Source: CodePipeline
// user guide, "Invoke an AWS Lambda function in a pipeline in CodePipeline" (JSON event example, continuation tokens).
import { setTimeout as delay } from 'node:timers/promises';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { functionAccess, userCredentials } from './function-access.ts';
import type { FunctionCall, Invocation } from './function-call.ts';
import { invokeFunction } from './invoke-function.ts';
import { serveJobEndpoint, type JobArtifact } from './job-endpoint.ts';
import type { JobReport } from './job-report.ts';

export interface PipelineJob extends FunctionCall {
  /** FunctionName and UserParameters. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputArtifacts: readonly JobArtifact[];
  /** The function uploads them; what it did upload is a file then. */
  readonly outputArtifacts?: readonly JobArtifact[];
  /** How long it is before a job in progress is asked again. */
  readonly againMs?: number;
}

export type PipelineJobResult = {
  /** One sentence, no full stop at the end. */
  readonly message: string;
  readonly externalExecutionId?: string;
} & (
  | { readonly succeeded: true; readonly outputVariables: Readonly<Record<string, string>> }
  /** CodePipeline's type of failure. */
  | { readonly succeeded: false; readonly code: string }
);

/** CodePipeline does not say after how long it asks again. */
const defaultAgainMs = 10_000;

/**
 * Resolves when the function has reported a result, or has ended without one: AWS waits then until the job's time is up;
 * here nothing is left that could still report. Rejects with the signal's reason when that aborts.
 */
export async function runPipelineJob(job: PipelineJob): Promise<PipelineJobResult> {
  const { functionName, inputArtifacts, outputArtifacts = [], onLine, signal } = job;
  const jobId = newId();
  const access = await functionAccess(job);
  await using endpoint = await serveJobEndpoint({
    ...defined({ onward: access['AWS_ENDPOINT_URL'] }),
    jobId,
    artifacts: inputArtifacts,
    outputs: outputArtifacts,
    onRefused: onLine,
  });
  let continuationToken: string | undefined;
  for (;;) {
    const invocation = await invokeFunction({
      ...job,
      access,
      payload: payloadOf(job, jobId, continuationToken),
      endpoints: {
        AWS_ENDPOINT_URL: endpoint.url,
        AWS_ENDPOINT_URL_CODEPIPELINE: endpoint.url,
        AWS_ENDPOINT_URL_S3: endpoint.url,
      },
    });
    const report = endpoint.takeReport();
    switch (report?.type) {
      case 'Success':
      case 'Failure':
        return resultOf(functionName, report);
      case 'InProgress':
        ({ continuationToken } = report);
        await delay(job.againMs ?? defaultAgainMs, undefined, { signal }).catch(() =>
          signal.throwIfAborted(),
        );
        break;
      default:
        return { succeeded: false, code: 'JobFailed', message: whySilent(job, invocation) };
    }
  }
}

function resultOf(
  functionName: string,
  report: Exclude<JobReport, { type: 'InProgress' }>,
): PipelineJobResult {
  const { externalExecutionId } = report;
  const more = externalExecutionId === undefined ? {} : { externalExecutionId };
  if (report.type === 'Failure') {
    const message = withDetail(functionName, 'reported failure', report.message);
    return { succeeded: false, code: report.code, message, ...more };
  }
  const message = withDetail(functionName, 'reported success', report.summary);
  return { succeeded: true, outputVariables: report.outputVariables, message, ...more };
}

function payloadOf(
  { place, configuration, inputArtifacts, outputArtifacts = [], targetsFolder }: PipelineJob,
  id: string,
  continuationToken: string | undefined,
): object {
  return {
    'CodePipeline.job': {
      id,
      accountId: place.account,
      data: {
        actionConfiguration: { configuration },
        inputArtifacts: inputArtifacts.map(locationOf),
        outputArtifacts: outputArtifacts.map(locationOf),
        artifactCredentials: credentialsOf(targetsFolder, place),
        ...defined({ continuationToken }),
      },
    },
  };
}

/** CodePipeline's own for the bucket of the artifacts, whatever the roles of the pipeline and the function allow. */
function credentialsOf(targetsFolder: string | undefined, place: PipelineJob['place']) {
  if (targetsFolder === undefined) return noCredentials;
  const { accessKeyId, secretAccessKey, sessionToken = '' } = userCredentials(targetsFolder, place);
  return { accessKeyId, secretAccessKey, sessionToken };
}

/** Where AWS's API is not called. */
const noCredentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'none', sessionToken: 'none' };

function locationOf({ name, bucketName, objectKey }: JobArtifact): object {
  return { name, revision: null, location: { type: 'S3', s3Location: { bucketName, objectKey } } };
}

function withDetail(functionName: string, what: string, detail: string | undefined): string {
  return `The function "${functionName}" ${what}${detail === undefined || detail === '' ? '' : `: ${detail}`}`;
}

function whySilent({ functionName }: PipelineJob, { functionError, explanation }: Invocation): string {
  if (functionError === undefined)
    return `The function "${functionName}" ended without reporting a result: it must call PutJobSuccessResult or PutJobFailureResult (AWS would wait for that until the time is up)`;
  return [`The function "${functionName}" failed: ${functionError}`, explanation]
    .filter((part) => part !== undefined)
    .join(' ');
}
