// What runs and is recorded: the subject of a journal's entries.

/** A pipeline of CodePipeline. Names are unique within a type, not across types. */
export type WorkloadType = 'pipeline';

export interface Workload {
  readonly type: WorkloadType;
  readonly name: string;
}

/** The pipeline with this name. */
export function pipelineWorkload(name: string): Workload {
  return { type: 'pipeline', name };
}
