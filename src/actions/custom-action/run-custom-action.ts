// A custom action: a job is put into the account, and what its worker reports by AWS's API is the action's result. Source:
// CodePipeline user guide, "Create and add a custom action in CodePipeline".
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openPipelineJobs, type PipelineJob, type PipelineJobs } from '../../account/pipeline-jobs.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { ActionAborted } from '../action-aborted.ts';
import {
  artifactLocation,
  artifactStoreOf,
  downloadArtifact,
  uploadArtifact,
  type ArtifactLocation,
} from '../artifact-objects.ts';
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
  const inputArtifacts = context.inputArtifacts.map((input) => artifactLocation(context, input));
  const outputArtifacts = (declaration.outputArtifacts ?? []).map(({ name }) =>
    artifactLocation(context, { name, digest: actionExecutionId }),
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
    ...defined({ encryptionKey: artifactStoreOf(context)?.encryptionKey }),
  };
}

/** Why it cannot be stored. */
async function upload(
  context: Context,
  { name, digest }: ArtifactReference,
  location: ArtifactLocation | undefined,
): Promise<string | undefined> {
  if (location === undefined) return undefined;
  const file = join(context.workFolder, `${name}.zip`);
  await context.state.artifacts.exportZip(digest, file);
  return await uploadArtifact(context, location, file);
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
    const taken = await downloadArtifact(context, output);
    if (isFailed(taken)) {
      const message = `The worker reported success, and the output artifact ${output.name} cannot be read: ${taken.failed}`;
      return { status: 'Failed', error: { code: 'JobFailed', message }, ...more };
    }
    outputArtifacts.push({ ...taken, ...job.revision });
  }
  return { status: 'Succeeded', outputVariables, outputArtifacts, ...more, ...defined({ summary }) };
}
