// What runs and is recorded: the subject of a journal's entries.

/** A pipeline of CodePipeline, or a build or a deployment that a call of AWS's API has started. */
export type WorkloadType = 'pipeline' | 'build';

export interface Workload {
  readonly type: WorkloadType;
  /** Unique within a type. */
  readonly name: string;
}

/**
 * By the name of a pipeline. Around a build (`project:uuid`) or a deployment (`application:id`) that a call has started it has
 * a colon, and no other has.
 */
export function pipelineWorkload(name: string): Workload {
  return { type: name.includes(':') ? 'build' : 'pipeline', name };
}
