// Owning a pipeline: its state folder is ours, its executions go on, and other commands can ask for things.
import type { RunOptions } from '../../actions/provider.ts';
import { ProblemError } from '../../lib/problem.ts';
import type { PipelineRunner } from '../../runtime/contract.ts';
import { serveOwner } from '../../server/serve-owner.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { ReadyDefinition } from './definition-record.ts';

export interface OwnedPipeline extends AsyncDisposable {
  readonly pipelineName: string;
  readonly state: StateFolder;
  readonly runner: PipelineRunner;
}

/** As owner, or undefined when another process has the folder. */
export async function openAsOwner(path: string): Promise<StateFolder | undefined> {
  const { openState } = await import('../../state/open-state.ts');
  try {
    const state = await openState(path, { owner: true });
    const { removeLeftContainers } = await import('../../actions/codebuild/left-containers.ts');
    await removeLeftContainers(state.records);
    return state;
  } catch (error) {
    if (error instanceof ProblemError && error.problems.some(({ code }) => code === 'StateLocked'))
      return undefined;
    throw error;
  }
}

/** Takes up what was in flight. Disposing ends what runs and leaves executions in flight; the state stays open. */
export async function ownPipeline(
  state: StateFolder,
  { definition, folder }: ReadyDefinition,
  options: RunOptions,
): Promise<OwnedPipeline> {
  const { openPipeline } = await import('../../runtime/open-pipeline.ts');
  await using stack = new AsyncDisposableStack();
  const runner = stack.use(await openPipeline({ definition, definitionFolder: folder, state, options }));
  const pipelineName = definition.pipeline.name;
  stack.use(await serveOwner({ stateFolder: state.path, pipelineName, answer: runner.request }));
  const owned = stack.move();
  return { pipelineName, state, runner, [Symbol.asyncDispose]: async () => owned.disposeAsync() };
}
