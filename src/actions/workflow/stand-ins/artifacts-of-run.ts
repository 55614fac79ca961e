// The artifacts of one run of a workflow: what upload-artifact puts and download-artifact takes.
import { createHash } from 'node:crypto';
import { runIdOf } from '../../../workflows/github-context.ts';
import type { JobRun } from '../job-run.ts';

export interface RunArtifact {
  readonly name: string;
  readonly digest: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** Uploaded as a file of its own (`archive: false`), and given back as one. */
  readonly isPlainFile?: boolean;
  /** The attempt of the run, from 1. */
  readonly runAttempt: string;
  /** The leg that uploaded it, and which of its attempts: a leg that is begun again after a crash uploads again. */
  readonly actionExecutionId: string;
  readonly number: number;
}

const kind = 'workflow-run-artifact';

/**
 * By name; of a name that several attempts have uploaded the newest.
 * @param runId of an earlier run in this state folder; this run's own when absent
 */
export function artifactsOf(
  { context }: Pick<JobRun, 'context'>,
  runId = runIdOf(context.executionId),
): readonly RunArtifact[] {
  const all = context.state.records.list<RunArtifact>(kind);
  return all.filter(({ id }) => runIdOf(id.split('/', 1)[0] ?? '') === runId).map(({ value }) => value);
}

export function putArtifact({ context }: Pick<JobRun, 'context'>, artifact: RunArtifact): void {
  context.state.records.put(kind, `${context.executionId}/${artifact.name}`, artifact);
}

export function dropArtifact({ context }: Pick<JobRun, 'context'>, name: string): void {
  context.state.records.remove(kind, `${context.executionId}/${name}`);
}

/** A number, as GitHub's are: another for each upload. */
export function idOf({ name, digest, actionExecutionId, number }: RunArtifact): string {
  const hash = createHash('sha256')
    .update([name, digest, actionExecutionId, number].join('\n'))
    .digest('hex');
  return String(Number.parseInt(hash.slice(0, 10), 16));
}
