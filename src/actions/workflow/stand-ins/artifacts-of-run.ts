// The artifacts of one run of a workflow: what upload-artifact puts and download-artifact takes.
import { createHash } from 'node:crypto';
import type { StoredTree } from '../../../state/artifact-store.ts';
import { runIdOf } from '../../../workflows/github-context.ts';
import type { JobRun } from '../job-run.ts';

export interface RunArtifact {
  readonly name: string;
  readonly digest: string;
  readonly files: number;
  readonly sizeBytes: number;
  /** Uploaded as a file of its own (`archive: false`), and given back as one. */
  readonly isPlainFile?: boolean;
  /** Milliseconds since the epoch. */
  readonly uploadedAt?: number;
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

interface ToRecord {
  readonly name: string;
  readonly stored: StoredTree;
  readonly isPlainFile: boolean;
}

/** An upload that is stored: it is an artifact of the run, and of the job. */
export function recordArtifact(job: JobRun, { name, stored, isPlainFile }: ToRecord): RunArtifact {
  const { context, artifacts } = job;
  const { digest, files, sizeBytes } = stored;
  const artifact: RunArtifact = {
    name,
    digest,
    files,
    sizeBytes,
    uploadedAt: context.now(),
    runAttempt: runAttempt(job),
    actionExecutionId: context.actionExecutionId,
    number: context.attempt,
    ...(isPlainFile ? { isPlainFile } : {}),
  };
  context.state.records.put(kind, `${context.executionId}/${name}`, artifact);
  artifacts.push({ name, ...stored });
  return artifact;
}

/** As GitHub refuses them (@actions/artifact, path-and-artifact-name-validation). */
export function wrongName(name: string): string | undefined {
  if (name === '') return 'Provided artifact name input during validation is empty';
  // GitHub takes them; they would be folders other than the one that is asked for.
  if (name === '.' || name === '..') return `The artifact name "${name}" is not valid: it names a folder`;
  const found = /["<>|*?:\r\n\\/]/.exec(name)?.[0];
  return found === undefined
    ? undefined
    : `The artifact name "${name}" is not valid: it contains ${JSON.stringify(found)}`;
}

/** By another job of the same attempt of the run. */
export function isTaken(job: JobRun, name: string): boolean {
  const before = artifactsOf(job).find((each) => each.name === name);
  if (before === undefined || before.runAttempt !== runAttempt(job)) return false;
  const isOwnEarlier =
    before.actionExecutionId === job.context.actionExecutionId && before.number < job.context.attempt;
  return !isOwnEarlier;
}

function runAttempt({ contexts }: JobRun): string {
  return String(contexts.github['run_attempt']);
}

export function dropArtifact({ context, artifacts }: JobRun, name: string): void {
  context.state.records.remove(kind, `${context.executionId}/${name}`);
  const at = artifacts.findIndex((each) => each.name === name);
  if (at !== -1) artifacts.splice(at, 1);
}

/** A number, as GitHub's are: another for each upload. */
export function idOf({ name, digest, actionExecutionId, number }: RunArtifact): string {
  const hash = createHash('sha256')
    .update([name, digest, actionExecutionId, number].join('\n'))
    .digest('hex');
  return String(Number.parseInt(hash.slice(0, 10), 16));
}
