// Batch builds by CodeBuild's API: started and read as builds are. Their builds stand in the batch, and not in ListBuilds. Source:
// CodeBuild user guide, "Run builds in batches".
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import type { PipelineEvent } from '../../engine/event.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import type { Progress } from '../../model/progress.ts';
import type { StartedBuild } from '../../model/started-build.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { buildOutput } from './build-output.ts';
import { withOverrides } from './build-overrides.ts';
import { begin, idIn, keptBuilds, listed, outputOf, sameCall, stopRun } from './builds.ts';
import { invalidProject, projectNamed } from './project-record.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Shapes = CodeBuildApi['shapes'];

export const startBuildBatch: Op<'StartBuildBatch'> = async (input, call) => {
  const { idempotencyToken, buildTimeoutInMinutesOverride: timeoutInMinutesOverride, ...others } = input;
  const before = sameCall(call, idempotencyToken);
  if (before?.isBatch === true) return { buildBatch: await read(call, before) };
  const { values } = projectNamed(call, input.projectName);
  const { buildBatchConfigOverride: config = values.buildBatchConfig } = input;
  if (config?.serviceRole === undefined)
    throw invalidProject(
      'The project has no batch configuration: give it a buildBatchConfig with a serviceRole',
    );
  const overridden = withOverrides(values, { ...others, ...defined({ timeoutInMinutesOverride }) });
  const project = { ...overridden, buildBatchConfig: config };
  const begun = await begin(call, project, { isBatch: true, ...defined({ idempotencyToken }) });
  return { buildBatch: await read(call, begun) };
};

export const retryBuildBatch: Op<'RetryBuildBatch'> = async ({ id = '', retryType }, call) => {
  if (retryType === 'RETRY_FAILED_BUILDS')
    throw invalidProject('Slipway builds all of a batch again: call with RETRY_ALL_BUILDS');
  const { project } = batchNamed(call, id);
  return { buildBatch: await read(call, await begin(call, project, { isBatch: true })) };
};

/** One that has ended is given as it is. */
export const stopBuildBatch: Op<'StopBuildBatch'> = async ({ id }, call) => {
  const batch = batchNamed(call, id);
  if ((await read(call, batch)).complete !== true) await stopRun(call, batch.id, 'StopBuildBatch');
  return { buildBatch: await read(call, batchNamed(call, id)) };
};

export const batchGetBuildBatches: Op<'BatchGetBuildBatches'> = async ({ ids }, call) => {
  const buildBatches: Shapes['BuildBatch'][] = [];
  const buildBatchesNotFound: string[] = [];
  for (const id of ids) {
    const batch = findBatch(call, id);
    if (batch === undefined) buildBatchesNotFound.push(id);
    else buildBatches.push(await read(call, batch));
  }
  return { buildBatches, buildBatchesNotFound };
};

export const listBuildBatches: Op<'ListBuildBatches'> = async (input, call) =>
  await listedBatches(call, batches(call), input);

export const listBuildBatchesForProject: Op<'ListBuildBatchesForProject'> = async (input, call) => {
  const { projectName } = input;
  const of = batches(call).filter(({ project }) => project.name === projectName);
  return await listedBatches(call, of, input);
};

async function listedBatches(
  call: ServiceCall,
  all: readonly StartedBuild[],
  { filter, sortOrder, nextToken, maxResults }: Shapes['ListBuildBatchesInput'],
) {
  const wanted: StartedBuild[] = [];
  for (const batch of all)
    if (filter?.status === undefined || (await read(call, batch)).buildBatchStatus === filter.status)
      wanted.push(batch);
  return listed(wanted, defined({ sortOrder, nextToken, maxResults }));
}

function batches(call: ServiceCall): readonly StartedBuild[] {
  return keptBuilds(call).filter(({ isBatch }) => isBatch === true);
}

function findBatch(call: ServiceCall, idOrArn: string): StartedBuild | undefined {
  return batches(call).find(({ id }) => id === idIn(idOrArn));
}

function batchNamed(call: ServiceCall, idOrArn: string): StartedBuild {
  const found = findBatch(call, idOrArn);
  if (found === undefined)
    throw refuse<CodeBuildApi>(
      'ResourceNotFoundException',
      `Build batch does not exist: ${batchArn(call, idIn(idOrArn))}`,
    );
  return found;
}

function batchArn({ place }: ServiceCall, id: string): string {
  return formatArn({ ...place, service: 'codebuild', resource: `build-batch/${id}` });
}

async function read(call: ServiceCall, kept: StartedBuild): Promise<Shapes['BuildBatch']> {
  return await outputOf(call, kept, (build, events) => {
    const of = buildOutput(call, build, events);
    const { buildComplete: complete, buildStatus, buildNumber, timeoutInMinutes, arn: _arn, ...same } = of;
    const { phases: _phases, logs: _logs, exportedEnvironmentVariables: _exported, ...shared } = same;
    const output = defined({
      ...shared,
      arn: batchArn(call, build.id),
      complete,
      buildBatchStatus: buildStatus,
      buildBatchNumber: buildNumber,
      buildTimeoutInMinutes: timeoutInMinutes,
      currentPhase: complete === true ? buildStatus : 'IN_PROGRESS',
      buildBatchConfig: build.project.buildBatchConfig,
      buildGroups: groupsOf(events),
    });
    return { output, isOver: complete === true };
  });
}

type BatchBuild = Extract<Progress, { kind: 'BatchBuild' }>;

/** In the order in which they were known; each as it was said last. */
function groupsOf(events: readonly PipelineEvent[]): readonly Shapes['BuildGroup'][] {
  const groups = new Map<string, Shapes['BuildGroup']>();
  for (const event of events)
    if (event.type === 'ActionProgressed' && event.progress.kind === 'BatchBuild')
      groups.set(event.progress.identifier, groupOf(event.progress));
  return [...groups.values()];
}

function groupOf({ identifier, status }: BatchBuild): Shapes['BuildGroup'] {
  // One that waits for others has no build yet.
  const currentBuildSummary = status === 'PENDING' ? undefined : { buildStatus: status };
  return { identifier, ...defined({ currentBuildSummary }) };
}
