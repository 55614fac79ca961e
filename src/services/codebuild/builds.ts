// Builds that calls start: each is kept before it is begun, runs in the process that owns the state folder, and is read from its
// journal. One whose process was killed is begun again by the next one.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
import type { PipelineEvent } from '../../engine/event.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import { parseArn } from '../../model/arn.ts';
import type { BuildProject } from '../../model/build.ts';
import { buildNumberKind, startedBuildKind, type StartedBuild } from '../../model/started-build.ts';
import { pipelineWorkload } from '../../model/workload.ts';
import type { Request } from '../../runtime/contract.ts';
import { askDriver, ensureDriver } from '../ask-driver.ts';
import { documentsOf } from '../documents.ts';
import { pageInOrder } from '../page.ts';
import { readState } from '../read-state.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { buildArn, buildOutput } from './build-output.ts';
import { withOverrides } from './build-overrides.ts';
import { sourceOfBuild } from './build-source.ts';
import { pipelineBuildOutput, pipelineBuilds } from './pipeline-builds.ts';
import { invalidProject, projectNamed } from './project-record.ts';
import { onWrongToken } from './projects.ts';

type Op<N extends keyof CodeBuildApi['operations']> = Operation<CodeBuildApi, N>;
type Shapes = CodeBuildApi['shapes'];

const builds = documentsOf<StartedBuild>(startedBuildKind);
const numbers = documentsOf<number>('codebuild/build-number');

/** The same token within five minutes is the same call (API reference, StartBuild). */
const sameCallMs = 5 * 60_000;

export const startBuild: Op<'StartBuild'> = async (input, call) => {
  const { idempotencyToken: token } = input;
  const before = sameCall(call, token);
  if (before !== undefined && before.isBatch !== true) return { build: await read(call, before) };
  const project = withOverrides(projectNamed(call, input.projectName).values, input);
  const begun = await begin(call, project, defined({ idempotencyToken: token }));
  return { build: await read(call, begun) };
};

/** What a call with the same token has started. */
export function sameCall(call: ServiceCall, token: string | undefined): StartedBuild | undefined {
  if (token === undefined) return undefined;
  return keptBuilds(call).find(
    (each) => each.idempotencyToken === token && each.startedAt > call.now - sameCallMs,
  );
}

/** Batches too. */
export function keptBuilds(call: ServiceCall): readonly StartedBuild[] {
  return builds.list(call);
}

export const retryBuild: Op<'RetryBuild'> = async ({ id = '' }, call) => {
  const { project } = buildNamed(call, id);
  return { build: await read(call, await begin(call, project, {})) };
};

export async function begin(
  call: ServiceCall,
  project: BuildProject,
  more: Partial<Pick<StartedBuild, 'idempotencyToken' | 'isBatch' | 'initiator' | 'webhookVariables'>>,
): Promise<StartedBuild> {
  const source = sourceOfBuild(call, project);
  const build: StartedBuild = {
    id: `${project.name}:${newId()}`,
    number: await nextNumber(call, project.name, more.isBatch === true),
    project,
    ...defined({ sourceVersion: project.sourceVersion }),
    ...source,
    roleArn: `arn:${call.place.partition}:iam::${call.place.account}:role/codebuild`,
    region: call.place.region,
    initiator: call.caller.arn.slice(call.caller.arn.lastIndexOf('/') + 1),
    startedAt: call.now,
    ...more,
  };
  builds.put(call, build.id, build);
  try {
    return await handOver(call, build);
  } catch (error) {
    builds.remove(call, build.id);
    throw error;
  }
}

/** Asked again with the same build it gives the execution that is there. */
async function handOver(call: ServiceCall, build: StartedBuild): Promise<StartedBuild> {
  const { id, initiator, source, sourceVersion } = build;
  const isObject = source.configuration !== undefined;
  const executionId = await ask(call, id, {
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: isObject && sourceVersion !== undefined ? { Source: sourceVersion } : {},
    by: initiator,
    clientRequestToken: id.slice(id.indexOf(':') + 1),
  });
  const begun = { ...build, ...defined({ executionId }) };
  builds.put(call, id, begun);
  return begun;
}

async function ask(call: ServiceCall, id: string, request: Request): Promise<string | undefined> {
  const result = await askDriver(call, id, request);
  if ('because' in result) throw invalidProject(`Slipway cannot build now: ${result.because}`);
  if (result.accepted) return result.executionId;
  const errors = result.problems.filter(({ severity }) => severity === 'error');
  throw invalidProject(errors.map(({ message }) => message).join('; '));
}

/** Builds of pipelines have theirs from the same row, and batches are counted by themselves. */
async function nextNumber(call: ServiceCall, name: string, isBatch: boolean): Promise<number> {
  if (isBatch)
    return keptBuilds(call).filter((each) => each.isBatch && each.project.name === name).length + 1;
  const run = (await readState(call, ({ records }) => records.get<number>(buildNumberKind, name))) ?? 0;
  const number = Math.max(run, numbers.get(call, name) ?? 0) + 1;
  numbers.put(call, name, number);
  return number;
}

export function idIn(idOrArn: string): string {
  return parseArn(idOrArn)?.resource.replace(/^build(-batch)?\//, '') ?? idOrArn;
}

function buildNamed(call: ServiceCall, idOrArn: string): StartedBuild {
  const found = findBuild(call, idOrArn);
  if (found === undefined)
    throw refuse<CodeBuildApi>(
      'ResourceNotFoundException',
      `Build does not exist: ${buildArn(call, idIn(idOrArn))}`,
    );
  return found;
}

function findBuild(call: ServiceCall, idOrArn: string): StartedBuild | undefined {
  const found = builds.get(call, idIn(idOrArn));
  return found?.isBatch === true ? undefined : found;
}

async function read(call: ServiceCall, kept: StartedBuild): Promise<Shapes['Build']> {
  return await outputOf(call, kept, (build, events) => {
    const output = buildOutput(call, build, events);
    return { output, isOver: output.buildComplete === true };
  });
}

/** What its events say. A build whose process has ended is taken up by another one. */
export async function outputOf<T>(
  call: ServiceCall,
  kept: StartedBuild,
  write: (
    build: StartedBuild,
    events: readonly PipelineEvent[],
  ) => { readonly output: T; readonly isOver: boolean },
): Promise<T> {
  const build = kept.executionId === undefined ? await handOver(call, kept) : kept;
  const { id, executionId = '' } = build;
  const events =
    (await readState(call, ({ journal }) =>
      journal.read({ workload: pipelineWorkload(id), executionId }).map(({ event }) => event),
    )) ?? [];
  const { output, isOver } = write(build, events);
  if (!isOver) await ensureDriver(call);
  return output;
}

export const batchGetBuilds: Op<'BatchGetBuilds'> = async ({ ids }, call) => {
  const output: Shapes['Build'][] = [];
  const others: string[] = [];
  for (const id of ids) {
    const build = findBuild(call, id);
    if (build === undefined) others.push(id);
    else output.push(await read(call, build));
  }
  const ofPipelines = others.length === 0 ? [] : await pipelineBuilds(call);
  const found = others.flatMap((id) => ofPipelines.find(({ build }) => build.id === idIn(id)) ?? []);
  const known = new Set(found.map(({ build }) => build.id));
  return {
    builds: [...output, ...found.map((each) => pipelineBuildOutput(call, each))],
    buildsNotFound: others.filter((id) => !known.has(idIn(id))),
  };
};

/** One that has ended is given as it is. */
export const stopBuild: Op<'StopBuild'> = async ({ id }, call) => {
  const build = buildNamed(call, id);
  const { buildComplete } = await read(call, build);
  if (buildComplete !== true) await stopRun(call, build.id, 'StopBuild');
  return { build: await read(call, buildNamed(call, id)) };
};

/** @param reason the operation that stops it */
export async function stopRun(call: ServiceCall, id: string, reason: string): Promise<void> {
  const executionId = builds.get(call, id)?.executionId;
  if (executionId === undefined) return;
  const stop = { type: 'StopPipelineExecution', executionId, abandon: true, reason } as const;
  await ask(call, id, { ...stop, by: call.caller.arn });
}

type ListedBuild = Pick<StartedBuild, 'id' | 'startedAt'> & { readonly number?: number };

interface ListInput {
  readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
  readonly nextToken?: string;
  readonly maxResults?: number;
}

const pageSize = 100;

export function listed(
  all: readonly ListedBuild[],
  { sortOrder, nextToken, maxResults = pageSize }: ListInput,
) {
  const newest = all.toSorted((a, b) => b.startedAt - a.startedAt || (b.number ?? 0) - (a.number ?? 0));
  const ids = (sortOrder === 'ASCENDING' ? newest.toReversed() : newest).map(({ id }) => id);
  const { items, next } = pageInOrder(ids, { size: maxResults, token: nextToken, onWrongToken });
  return defined({ ids: items, nextToken: next });
}

/** Those of calls and those of pipelines. */
async function singleBuilds(
  call: ServiceCall,
): Promise<readonly (ListedBuild & Pick<StartedBuild, 'project'>)[]> {
  const ofPipelines = (await pipelineBuilds(call)).map(({ build }) => build);
  return [...keptBuilds(call).filter(({ isBatch }) => isBatch !== true), ...ofPipelines];
}

export const listBuilds: Op<'ListBuilds'> = async (input, call) => listed(await singleBuilds(call), input);

export const listBuildsForProject: Op<'ListBuildsForProject'> = async (input, call) => {
  const { name } = projectNamed(call, input.projectName);
  return listed(
    (await singleBuilds(call)).filter(({ project }) => project.name === name),
    input,
  );
};
