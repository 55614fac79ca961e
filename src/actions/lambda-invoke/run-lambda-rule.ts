// The rule LambdaInvoke: a function decides, by the result that it reports for the job that it is given (CodePipeline user
// guide, "LambdaInvoke rule").
import { join } from 'node:path';
import type { ArtifactReference } from '../../model/progress.ts';
import type { JobArtifact } from '../../targets/function/job-endpoint.ts';
import { runPipelineJob } from '../../targets/function/run-pipeline-job.ts';
import type { ActionContext, ActionRun } from '../provider.ts';

export const runLambdaRule: ActionRun = async (context) => {
  const { configuration, resources, place, log, signal } = context;
  const { succeeded, message } = await runPipelineJob({
    functionName: configuration['FunctionName'] ?? '',
    configuration,
    inputArtifacts: await Promise.all(context.inputArtifacts.map((input) => exportArtifact(context, input))),
    resources,
    place,
    onLine: (line) => log.line(line),
    signal,
  });
  if (succeeded) return { status: 'Succeeded', outputVariables: {}, outputArtifacts: [], summary: message };
  return { status: 'Failed', error: { code: 'JobFailed', message } };
};

/** Under a key as CodePipeline makes it: the names of pipeline and artifact, shortened, and the artifact's own part. */
async function exportArtifact(context: ActionContext, input: ArtifactReference): Promise<JobArtifact> {
  const { pipelineName, state, workFolder, definition } = context;
  const file = join(workFolder, `${input.name}.zip`);
  await state.artifacts.exportZip(input.digest, file);
  const { artifactStore, artifactStores = {} } = definition.pipeline;
  const store = artifactStore ?? Object.values(artifactStores)[0];
  return {
    name: input.name,
    bucketName: store?.location ?? 'artifacts',
    objectKey: `${pipelineName.slice(0, 20)}/${input.name.slice(0, 10)}/${input.digest.slice(0, 7)}.zip`,
    file,
  };
}
