// A pipeline as its journal says it is.
import { apply } from '../engine/apply.ts';
import { ShardedMap } from '../engine/sharded-map.ts';
import { emptyPipeline, type Execution, type PipelineState } from '../engine/state.ts';
import { pipelineWorkload } from '../model/workload.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { foldFormat } from './fold-format.ts';

/** So many events are read in less time than the program takes to start. */
const keptAfterEvents = 1000;

/**
 * Only the owner of the state folder may call it: what many events have come to is kept, so that the next call reads those after it.
 * @param many how many events that is
 */
export function replay(
  { journal, folded }: Pick<StateFolder, 'journal' | 'folded'>,
  pipelineName: string,
  many = keptAfterEvents,
): PipelineState {
  const workload = pipelineWorkload(pipelineName);
  const kept = folded.get(workload, foldFormat);
  const entries = journal.read({ workload, afterSeq: kept?.seq ?? 0 });
  // Written by this very code, as its format says.
  let state = kept === undefined ? emptyPipeline : fromPlain(kept.state as PlainState);
  for (const { event } of entries) state = apply(state, event);
  const last = entries.at(-1);
  if (last !== undefined && entries.length >= many)
    folded.put(workload, foldFormat(), { seq: last.seq, state: toPlain(state) });
  return state;
}

type PlainState = Omit<PipelineState, 'executions'> & { readonly executions: readonly Execution[] };

function toPlain(state: PipelineState): PlainState {
  return { ...state, executions: state.executions.values() };
}

function fromPlain({ executions, ...state }: PlainState): PipelineState {
  return {
    ...state,
    executions: ShardedMap.of(executions.map((execution) => [execution.executionId, execution] as const)),
  };
}
