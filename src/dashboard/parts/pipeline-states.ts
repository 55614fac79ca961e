// Which pipelines the overview shows, as its address says it.

/** Of a pipeline; the rest has nothing under way and has not failed last. */
export const pipelineStates = ['waiting', 'failing', 'running'] as const;
export type PipelineState = (typeof pipelineStates)[number];

export interface HomeSearch {
  readonly state?: PipelineState;
  /** A part of a name, a commit or a person. */
  readonly q?: string;
  /** By the first word of their names. */
  readonly group?: 1;
}
