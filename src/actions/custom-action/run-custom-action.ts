// A custom action: a job is put into the account, and what its worker reports by AWS's API is the action's result. Source:
// CodePipeline user guide, "Create and add a custom action in CodePipeline".
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openPipelineJobs, type PipelineJob, type PipelineJobs } from '../../account/pipeline-jobs.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { downloadObject, provideBucket, uploadObject } from '../../targets/endpoint/objects.ts';
import { ActionAborted } from '../action-aborted.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';

type Context = ActionContext<unknown>;

/** Polled: the worker reports to another process. */
const lookEveryMs = 100;

export const runCustomAction: RunOf<unknown> = async (context) => {
  using jobs = openPipelineJobs(context.state.path, context.place);
  const { actionTypeId } = context.declaration;
  if (jobs.typeOf(actionTypeId) === undefined) return { status: 'Failed', error: unknownType(context) };
  const queued = await context.step('job', async () => {
    const job = await makeJob(context);
    if (!isFailed(job)) jobs.put(job);
    return job;
  });
  if (isFailed(queued))
    return { status: 'Failed', error: { code: 'ConfigurationError', message: queued.failed } };
  const { category, provider, version } = actionTypeId;
  const message = `Job ${queued.id} waits for a worker that polls for Custom ${category} ${provider} version ${version}`;
  context.report({ kind: 'Notice', message });
  return await resultOf(context, await ended(context, jobs, queued.id));
};

function unknownType({ declaration: { actionTypeId } }: Context) {
  const { category, provider, version } = actionTypeId;
  return {
    code: 'ConfigurationError',
    message: `The account has no custom action type ${category}/${provider} of version ${version}`,
    remedy:
      'Create it ("slipway aws codepipeline create-custom-action-type"), and start a worker that polls for its jobs.',
  };
}

/** Its inputs are in the bucket of the artifacts when this resolves. */
async function makeJob(context: Context): Promise<Result<PipelineJob>> {
  const { declaration, pipelineName, executionId, stageName, actionExecutionId, configuration } = context;
  const inputArtifacts = context.inputArtifacts.map((input) => locationOf(context, input));
  const outputArtifacts = (declaration.outputArtifacts ?? []).map(({ name }) =>
    locationOf(context, { name, digest: actionExecutionId }),
  );
  for (const [index, input] of context.inputArtifacts.entries()) {
    const failed = await upload(context, input, inputArtifacts[index]);
    if (failed !== undefined) return { failed };
  }
  return {
    id: newId(),
    status: 'Queued',
    actionTypeId: declaration.actionTypeId,
    configuration,
    pipelineName,
    executionId,
    stageName,
    actionName: declaration.name,
    actionExecutionId,
    inputArtifacts,
    outputArtifacts,
    ...defined({ encryptionKey: storeOf(context)?.encryptionKey }),
  };
}

type Location = PipelineJob['inputArtifacts'][number];

/** Under a key as CodePipeline makes it: the names of pipeline and artifact, shortened, and the artifact's own part. */
function locationOf(
  context: Context,
  { name, digest }: Pick<ArtifactReference, 'name' | 'digest'>,
): Location {
  const bucketName = storeOf(context)?.location ?? 'artifacts';
  const folder = `${context.pipelineName.slice(0, 20)}/${name.slice(0, 10)}`;
  return { name, bucketName, objectKey: `${folder}/${digest.slice(0, 7)}.zip` };
}

function storeOf({ definition: { pipeline }, place }: Context) {
  return pipeline.artifactStore ?? pipeline.artifactStores?.[place.region];
}

async function callerOf({ state, place, signal }: Context) {
  return { targetsFolder: await state.folder('targets'), place, signal };
}

/** Why it cannot be stored. */
async function upload(
  context: Context,
  { name, digest }: ArtifactReference,
  location: Location | undefined,
): Promise<string | undefined> {
  if (location === undefined) return undefined;
  const { bucketName: bucket, objectKey: key } = location;
  const file = join(context.workFolder, `${name}.zip`);
  await context.state.artifacts.exportZip(digest, file);
  const caller = await callerOf(context);
  const noBucket = await provideBucket(caller, bucket);
  return noBucket ?? (await uploadObject(caller, { bucket, key }, { file, metadata: {} }));
}

/** The job with its result. When the action has to end, its worker is refused from then on. */
async function ended({ signal }: Context, jobs: PipelineJobs, id: string): Promise<PipelineJob> {
  try {
    for (;;) {
      const job = jobs.get(id);
      if (job === undefined) throw new Error(`The job ${id} is gone`);
      if (job.status === 'Succeeded' || job.status === 'Failed') return job;
      await delay(lookEveryMs, undefined, { signal });
    }
  } catch (error) {
    const job = jobs.get(id);
    const goesOn = signal.reason instanceof ActionAborted && signal.reason.because === 'Interrupted';
    if (signal.aborted && !goesOn && job !== undefined) jobs.put({ ...job, status: 'TimedOut' });
    signal.throwIfAborted();
    throw error;
  }
}

async function resultOf(context: Context, job: PipelineJob): Promise<ActionResult> {
  const { outputVariables = {}, summary, externalExecutionId } = job;
  const more = defined({ externalExecutionId });
  if (job.failure !== undefined)
    return { status: 'Failed', error: { code: job.failure.type, message: job.failure.message }, ...more };
  const outputArtifacts: ArtifactReference[] = [];
  for (const output of job.outputArtifacts) {
    const taken = await download(context, output);
    if (isFailed(taken))
      return { status: 'Failed', error: { code: 'JobFailed', message: taken.failed }, ...more };
    outputArtifacts.push({ ...taken, ...job.revision });
  }
  return { status: 'Succeeded', outputVariables, outputArtifacts, ...more, ...defined({ summary }) };
}

async function download(
  context: Context,
  { name, bucketName: bucket, objectKey: key }: Location,
): Promise<Result<ArtifactReference>> {
  const file = join(context.workFolder, `output-${name}.zip`);
  try {
    await downloadObject(await callerOf(context), { bucket, key }, file);
  } catch (error) {
    context.signal.throwIfAborted();
    const why = (error as Error).message;
    return { failed: `The worker reported success, and the output artifact ${name} cannot be read: ${why}` };
  }
  return { name, ...(await context.state.artifacts.importZip(file)) };
}
