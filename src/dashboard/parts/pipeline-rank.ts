// Which pipelines come first: those that wait for a person, that failed, that run. Pure.
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { pipelineStates } from './pipeline-states.ts';

/** In the order of the rows. */
const ranks = [...pipelineStates, 'quiet'] as const;
export type Rank = (typeof ranks)[number];

/** The last execution that ended did so with an error, and none is under way that may change it. */
export function isFailing({ recent, running, waiting }: PipelineOverview): boolean {
  return recent[0]?.status === 'Failed' && running.length + waiting.length === 0;
}

export function stateOf(pipeline: PipelineOverview): Rank {
  if (pipeline.waiting.length > 0) return 'waiting';
  if (pipeline.running.length > 0) return 'running';
  return isFailing(pipeline) ? 'failing' : 'quiet';
}

export function rankOf(pipeline: PipelineOverview): number {
  return ranks.indexOf(stateOf(pipeline));
}
