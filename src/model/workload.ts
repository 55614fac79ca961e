// What runs and is recorded: the subject of a journal's entries.

/** A pipeline of CodePipeline, or a build of CodeBuild that a call of its API has started. */
export type WorkloadType = 'pipeline' | 'build';

export interface Workload {
  readonly type: WorkloadType;
  /** Unique within a type. */
  readonly name: string;
}

/** By the name of a pipeline; the id of a build (`project:uuid`) is that of the pipeline around it, and no other has a colon. */
export function pipelineWorkload(name: string): Workload {
  return { type: name.includes(':') ? 'build' : 'pipeline', name };
}
