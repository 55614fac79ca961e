// An execution that another process runs, shown to its end. When that process ends first, this one carries it on.
import { defined } from '../../lib/defined.ts';
import { writeStall } from './write-stall.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { awaitOthers } from './await-others.ts';
import { readyDefinition, recordedDefinition } from './definition-record.ts';
import { recordInterruption, reportInterruption } from './interruption.ts';
import { openAsOwner, ownPipeline } from './own-pipeline.ts';
import { followExecution, showOwnExecution, type ShowOptions } from './show-execution.ts';

export interface SeeThroughOptions extends ShowOptions {
  /** Ends also when nothing can go on without a request. */
  readonly leavesWhenIdle: boolean;
}

/** @param state opened for reading */
export async function seeThrough(state: StateFolder, options: SeeThroughOptions): Promise<ExecutionView> {
  const { view, seq, owned } = await followExecution(state, {
    ...options,
    takeOver: async () => openAsOwner(state.path),
  });
  return owned === undefined ? view : ((await carryOn(owned, { ...options, shownSeq: seq })) ?? view);
}

/** With the definition and the options that it ran with. Undefined when the definition cannot be run any more. */
async function carryOn(state: StateFolder, options: SeeThroughOptions): Promise<ExecutionView | undefined> {
  await using _folder = state;
  const { pipelineName, executionId, terminal, json, signal } = options;
  const { path, build, options: runOptions } = recordedDefinition(state.records, pipelineName);
  const ready = await readyDefinition(path, { terminal, json, ...defined({ build }) });
  if (ready === undefined) return undefined;
  terminal.writeError('The process that ran it has ended: it goes on here\n');
  await using owned = await ownPipeline(state, ready, {
    ...runOptions,
    leaves: true,
    onStall: (because) => writeStall(terminal, because),
  });
  const view = await showOwnExecution(owned, options);
  if (signal.aborted) {
    reportInterruption(terminal, path);
    recordInterruption(state.records, executionId, Date.now());
    return view;
  }
  await awaitOthers(owned, options);
  return view;
}
