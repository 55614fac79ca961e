// Builds that calls start: each is kept before it is begun, runs in the process that owns the state folder, and is read from its
// journal. One whose process was killed is begun again by the next one.
import type { CodeBuildApi } from '../../aws/operations/codebuild.ts';
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
  const before = builds
    .list(call)
    .find((each) => each.idempotencyToken === token && each.startedAt > call.now - sameCallMs);
  if (token !== undefined && before !== undefined) return { build: await read(call, before) };
  const project = withOverrides(projectNamed(call, input.projectName).values, input);
  const begun = await begin(call, project, defined({ idempotencyToken: token }));
  return { build: await read(call, begun) };
};

export const retryBuild: Op<'RetryBuild'> = async ({ id = '' }, call) => {
  const { project } = buildNamed(call, id);
  return { build: await read(call, await begin(call, project, {})) };
};

async function begin(
  call: ServiceCall,
  project: BuildProject,
  more: Pick<StartedBuild, 'idempotencyToken'>,
): Promise<StartedBuild> {
  const source = sourceOfBuild(call, project);
  const build: StartedBuild = {
    id: `${project.name}:${newId()}`,
    number: await nextNumber(call, project.name),
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
  throw invalidProject(result.problems.map(({ message }) => message).join('; '));
}

/** Builds of pipelines have theirs from the same row. */
async function nextNumber(call: ServiceCall, name: string): Promise<number> {
  const run = (await readState(call, ({ records }) => records.get<number>(buildNumberKind, name))) ?? 0;
  const number = Math.max(run, numbers.get(call, name) ?? 0) + 1;
  numbers.put(call, name, number);
  return number;
}

function idIn(idOrArn: string): string {
  return parseArn(idOrArn)?.resource.replace(/^build\//, '') ?? idOrArn;
}

function buildNamed(call: ServiceCall, idOrArn: string): StartedBuild {
  const found = builds.get(call, idIn(idOrArn));
  if (found === undefined)
    throw refuse<CodeBuildApi>(
      'ResourceNotFoundException',
      `Build does not exist: ${buildArn(call, idIn(idOrArn))}`,
    );
  return found;
}

/** A build whose process has ended is taken up by another one. */
async function read(call: ServiceCall, kept: StartedBuild): Promise<Shapes['Build']> {
  const build = kept.executionId === undefined ? await handOver(call, kept) : kept;
  const { id, executionId = '' } = build;
  const events =
    (await readState(call, ({ journal }) =>
      journal.read({ workload: pipelineWorkload(id), executionId }).map(({ event }) => event),
    )) ?? [];
  const output = buildOutput(call, build, events);
  if (output.buildComplete !== true) await ensureDriver(call);
  return output;
}

export const batchGetBuilds: Op<'BatchGetBuilds'> = async ({ ids }, call) => {
  const found = ids.map((id) => ({ id, build: builds.get(call, idIn(id)) }));
  const output: Shapes['Build'][] = [];
  for (const { build } of found) if (build !== undefined) output.push(await read(call, build));
  return {
    builds: output,
    buildsNotFound: found.flatMap(({ id, build }) => (build === undefined ? [id] : [])),
  };
};

/** One that has ended is given as it is. */
export const stopBuild: Op<'StopBuild'> = async ({ id }, call) => {
  const build = buildNamed(call, id);
  const { buildComplete } = await read(call, build);
  const { executionId } = buildNamed(call, id);
  if (buildComplete !== true && executionId !== undefined)
    await ask(call, build.id, {
      type: 'StopPipelineExecution',
      executionId,
      abandon: true,
      reason: 'StopBuild',
      by: call.caller.arn,
    });
  return { build: await read(call, buildNamed(call, id)) };
};

interface ListInput {
  readonly sortOrder?: 'ASCENDING' | 'DESCENDING';
  readonly nextToken?: string;
}

const pageSize = 100;

function listed(all: readonly StartedBuild[], { sortOrder, nextToken }: ListInput) {
  const newest = all.toSorted((a, b) => b.startedAt - a.startedAt || b.number - a.number);
  const ids = (sortOrder === 'ASCENDING' ? newest.toReversed() : newest).map(({ id }) => id);
  const { items, next } = pageInOrder(ids, { size: pageSize, token: nextToken, onWrongToken });
  return defined({ ids: items, nextToken: next });
}

export const listBuilds: Op<'ListBuilds'> = (input, call) => listed(builds.list(call), input);

export const listBuildsForProject: Op<'ListBuildsForProject'> = (input, call) => {
  const { name } = projectNamed(call, input.projectName);
  return listed(
    builds.list(call).filter(({ project }) => project.name === name),
    input,
  );
};
