// The artifacts of one run of a workflow: what upload-artifact puts and download-artifact takes.
import type { JobRun } from '../job-run.ts';

export interface RunArtifact {
  readonly name: string;
  readonly digest: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** The attempt of the run, from 1. */
  readonly runAttempt: string;
  /** The leg that uploaded it, and which of its attempts: a leg that is begun again after a crash uploads again. */
  readonly actionExecutionId: string;
  readonly number: number;
}

const kind = 'workflow-run-artifact';

/** Of this run, by name; of a name that several attempts have uploaded the newest. */
export function artifactsOf({ context }: JobRun): readonly RunArtifact[] {
  const all = context.state.records.list<RunArtifact>(kind);
  return all.filter(({ id }) => id.startsWith(`${context.executionId}/`)).map(({ value }) => value);
}

export function putArtifact({ context }: JobRun, artifact: RunArtifact): void {
  context.state.records.put(kind, `${context.executionId}/${artifact.name}`, artifact);
}
