// Owning a pipeline: its state folder is ours, its executions go on, and other commands can ask for things.
import { createHash } from 'node:crypto';
import type { Pause } from '../../actions/pause.ts';
import type { RunOptions } from '../../actions/provider.ts';
import { defined } from '../../lib/defined.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import type { Request, RequestResult, StallListener } from '../../runtime/contract.ts';
import type { DrivenPipeline } from '../../runtime/drive-pipeline.ts';
import type { Pipelines } from '../../server/pipelines.ts';
import { serveOwner } from '../../server/serve-owner.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { ReadyDefinition } from './definition-record.ts';
import { isMadeByApi } from './made-by-api.ts';

export interface OwnedPipeline extends AsyncDisposable {
  readonly pipelineName: string;
  readonly state: StateFolder;
  readonly runner: DrivenPipeline;
  /** From now on nothing is started for other processes: their requests wait until this process has ended. */
  readonly leave: () => void;
}

/** The same for calls that want a pipeline to be driven in the same way. */
export function nameOfCall(path: string, options: RunOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([path, options]))
    .digest('hex')
    .slice(0, 16);
}

/**
 * As owner, or undefined when another process has the folder. What killed processes have left is removed.
 * @param onRemoved is called with the number of containers
 */
export async function openAsOwner(
  path: string,
  onRemoved: (containers: number) => void = () => undefined,
): Promise<StateFolder | undefined> {
  const { openState } = await import('../../state/open-state.ts');
  let state: StateFolder;
  try {
    state = await openState(path, { owner: true });
  } catch (error) {
    if (error instanceof ProblemError && error.problems.some(({ code }) => code === 'StateLocked'))
      return undefined;
    throw error;
  }
  try {
    const [{ removeLeftContainers }, { removeLeftWork }] = await Promise.all([
      import('../../actions/build/left-containers.ts'),
      import('../../runtime/left-work.ts'),
    ]);
    onRemoved(await removeLeftContainers(state.records));
    await removeLeftWork(state);
    return state;
  } catch (error) {
    await state[Symbol.asyncDispose]();
    throw error;
  }
}

export interface OwnOptions {
  /** This process ends by itself with its own execution. */
  readonly leaves: boolean;
  readonly onStall: StallListener;
  /** Commands that fail wait for the user. */
  readonly pause?: Pause | undefined;
}

/**
 * Takes up what was in flight. Disposing ends what runs and leaves executions in flight; the state stays open.
 */
export async function ownPipeline(
  state: StateFolder,
  { definition, folder, path }: ReadyDefinition,
  { leaves, onStall, pause, ...options }: RunOptions & OwnOptions,
): Promise<OwnedPipeline> {
  const { drivePipeline } = await import('../../runtime/drive-pipeline.ts');
  await using stack = new AsyncDisposableStack();
  const runner = stack.use(
    await drivePipeline({
      definition,
      definitionFolder: folder,
      state,
      options,
      onStall,
      ...defined({ pause }),
    }),
  );
  const pipelineName = definition.pipeline.name;
  let isLeaving = false;
  // What calls of AWS's API start meanwhile: a build of this pipeline may have made the call, and wait for it.
  let others: Promise<Pipelines> | undefined;
  const describe = () => ({ pipelineNames: [pipelineName], leaves, call: nameOfCall(path, options) });
  const answer = async (name: string, request: Request): Promise<RequestResult | undefined> => {
    if (isLeaving && request.type === 'StartPipelineExecution') return undefined;
    if (name === pipelineName) return await runner.request(request);
    if (!isMadeByApi(state.path, name)) return { accepted: false, problems: [notFound(name)] };
    others ??= openOthers(state);
    return await (await others).request(name, request);
  };
  stack.defer(async () => (await others)?.[Symbol.asyncDispose]());
  stack.use(await serveOwner(state.path, { describe, answer }));
  const owned = stack.move();
  return {
    pipelineName,
    state,
    runner,
    leave: () => {
      isLeaving = true;
    },
    [Symbol.asyncDispose]: async () => owned.disposeAsync(),
  };
}

async function openOthers(state: StateFolder): Promise<Pipelines> {
  const [{ drivePipelines }, { reloading }] = await Promise.all([
    import('../../server/pipelines.ts'),
    import('./reload-definition.ts'),
  ]);
  return drivePipelines(state, reloading(state, state.path));
}

function notFound(pipelineName: string): Problem {
  return problem({
    code: 'PipelineNotFoundException',
    whose: 'call',
    message: `The process that owns the state folder does not run "${pipelineName}"`,
    remedy: 'End that process first, or run all pipelines of the folder with slipway up',
  });
}
