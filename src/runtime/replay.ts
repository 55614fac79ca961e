// A pipeline as its journal says it is.
import { apply } from '../engine/apply.ts';
import { emptyPipeline, type PipelineState } from '../engine/state.ts';
import { pipelineWorkload } from '../model/workload.ts';
import type { Journal } from '../state/journal.ts';

export function replay(journal: Journal, pipelineName: string): PipelineState {
  let state = emptyPipeline;
  for (const { event } of journal.read({ workload: pipelineWorkload(pipelineName) }))
    state = apply(state, event);
  return state;
}
