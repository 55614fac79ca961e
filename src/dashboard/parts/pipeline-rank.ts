// Which pipelines come first: those that wait for a person, that failed, that run. Pure.
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { pipelineStates } from './pipeline-states.ts';

/** In the order of the rows. */
const ranks = [...pipelineStates, 'quiet'] as const;
export type Rank = (typeof ranks)[number];

/** The newest execution ended with an error, and none is under way that may change it. */
export function isFailing({ recent, underWay }: PipelineOverview): boolean {
  return recent[0]?.status === 'Failed' && underWay === 0;
}

/** Something goes on by itself: an action runs, or an execution has not ended and waits for no person. */
export function isRunning({ underWay, running, waiting }: PipelineOverview): boolean {
  const waitForPerson = new Set(waiting.map(({ executionId }) => executionId));
  return running.length > 0 || underWay > waitForPerson.size;
}

export function stateOf(pipeline: PipelineOverview): Rank {
  if (pipeline.waiting.length > 0) return 'waiting';
  if (isRunning(pipeline)) return 'running';
  return isFailing(pipeline) ? 'failing' : 'quiet';
}

export function rankOf(pipeline: PipelineOverview): number {
  return ranks.indexOf(stateOf(pipeline));
}
