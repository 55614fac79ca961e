// The Lambda invoke action, and the rule LambdaInvoke: a function is given a job and reports what comes of it (CodePipeline user
// guide, "AWS Lambda invoke action reference", "LambdaInvoke rule"). The output artifacts are what it uploads.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isFailed } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import type { JobArtifact } from '../../targets/function/job-endpoint.ts';
import { runPipelineJob } from '../../targets/function/run-pipeline-job.ts';
import { artifactLocation, downloadArtifact, uploadArtifact } from '../artifact-objects.ts';
import { sessionUse } from '../session-use.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import type { WaitingOptions } from '../deployment/deployment-options.ts';

export const runLambdaInvoke: RunOf<WaitingOptions> = async (context) => {
  const { configuration, declaration, options, resources, place, log, signal } = context;
  const outputs = (declaration.outputArtifacts ?? []).map(({ name }) =>
    artifactOf(context, { name, digest: context.actionExecutionId }),
  );
  const result = await runPipelineJob({
    functionName: configuration['FunctionName'] ?? '',
    configuration,
    inputArtifacts: await Promise.all(context.inputArtifacts.map((input) => exportArtifact(context, input))),
    outputArtifacts: outputs,
    resources,
    place,
    targetsFolder: await context.state.folder('targets'),
    use: sessionUse(context),
    // A job in progress is asked again six times a minute.
    ...(options.minuteMs === undefined ? {} : { againMs: options.minuteMs / 6 }),
    onLine: (line) => log.line(line),
    signal,
  });
  const { message, externalExecutionId } = result;
  const more = externalExecutionId === undefined ? {} : { externalExecutionId };
  if (!result.succeeded) return { status: 'Failed', error: { code: result.code, message }, ...more };
  const taken = await Promise.all(outputs.map(async (output) => takeOutput(context, output)));
  const missing = outputs.filter((_, index) => taken[index] === undefined).map(({ name }) => name);
  if (missing.length > 0) return { ...withoutOutputs(context, missing), ...more };
  const outputArtifacts = taken.filter((artifact) => artifact !== undefined);
  return {
    status: 'Succeeded',
    outputVariables: result.outputVariables,
    outputArtifacts,
    summary: message,
    ...more,
  };
};

/** AWS lets the action succeed, and the one that takes the artifact fails. */
function withoutOutputs(
  { configuration }: ActionContext<WaitingOptions>,
  missing: readonly string[],
): Extract<ActionResult, { status: 'Failed' }> {
  const message = `The function "${configuration['FunctionName'] ?? ''}" reported success and did not upload ${missing.join(', ')}`;
  const remedy =
    'Put a zip to the s3Location of each output artifact of the job, before the result is reported.';
  return { status: 'Failed', error: { code: 'JobFailed', message, remedy } };
}

async function exportArtifact(
  context: ActionContext<WaitingOptions>,
  input: ArtifactReference,
): Promise<JobArtifact> {
  const artifact = artifactOf(context, input);
  await context.state.artifacts.exportZip(input.digest, artifact.file);
  await storeObject(context, artifact);
  return artifact;
}

function artifactOf(
  context: ActionContext<WaitingOptions>,
  artifact: Pick<ArtifactReference, 'name' | 'digest'>,
): JobArtifact {
  return {
    ...artifactLocation(context, artifact),
    file: join(context.workFolder, `${artifact.name}.zip`),
  };
}

/** What the function has put by S3's API is taken from there; what it has put as a whole lies there afterwards, too. */
async function takeOutput(
  context: ActionContext<WaitingOptions>,
  output: JobArtifact,
): Promise<ArtifactReference | undefined> {
  const { name, file } = output;
  if (!existsSync(file)) {
    const taken = await downloadArtifact(context, output);
    return isFailed(taken) ? undefined : taken;
  }
  await storeObject(context, output);
  return { name, ...(await context.state.artifacts.importZip(file)) };
}

/** The action goes on without it: the function reads the artifact all the same. */
async function storeObject(context: ActionContext<WaitingOptions>, artifact: JobArtifact): Promise<void> {
  const why = await uploadArtifact(context, artifact, artifact.file);
  if (why !== undefined) context.log.line(`The artifact ${artifact.name} is not in the bucket: ${why}`);
}
