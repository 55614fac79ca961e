// Takes the chosen files into the artifact store, under the name of the artifact.
import { basename, dirname, relative } from 'node:path';
import { counted } from '../../../../lib/counted.ts';
import { textOf } from '../../../../workflows/language/expressions.ts';
import type { JobRun } from '../../job-run.ts';
import { artifactsOf, idOf, putArtifact, type RunArtifact } from '../artifacts-of-run.ts';
import { chooseFiles, commonFolder, type ChosenFiles } from '../choose-files.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function upload({ job, inputs }: StandInCall): Promise<StandInEnd> {
  const { path = '' } = inputs;
  if (path === '') return failed('Input required and not supplied: path');
  const chosen = await chooseFiles(job, path, { takesHidden: isYes(inputs['include-hidden-files']) });
  const [first, second] = chosen.files;
  if (first === undefined) return nothingFound(job, inputs);
  const isPlainFile = inputs['archive'] === 'false';
  if (isPlainFile && second !== undefined)
    return failed(
      `When 'archive' is set to false, only a single file can be uploaded. Found ${chosen.files.length} files to upload.`,
    );
  // One file alone has its own name.
  const name = isPlainFile ? basename(first) : (inputs['name'] ?? '');
  const wrong = wrongName(name);
  if (wrong !== undefined) return failed(wrong);
  if (isTaken(job, name) && !isYes(inputs['overwrite']))
    return failed(
      `Failed to CreateArtifact: an artifact with the name "${name}" already exists on the workflow run`,
      'Give each job of a matrix a name of its own, or set overwrite: true.',
    );
  return await keepArtifact(job, { name, chosen, isPlainFile });
}

/** As GitHub refuses them (@actions/artifact, path-and-artifact-name-validation). */
export function wrongName(name: string): string | undefined {
  const found = /["<>|*?:\r\n\\/]/.exec(name)?.[0];
  return found === undefined
    ? undefined
    : `The artifact name "${name}" is not valid: it contains ${JSON.stringify(found)}`;
}

function nothingFound(
  { context }: JobRun,
  { 'if-no-files-found': then, path = '' }: StandInCall['inputs'],
): StandInEnd {
  const message = `No files were found with the provided path: ${path.split('\n').join(', ')}. No artifacts will be uploaded`;
  if (then === 'error') return failed(message);
  context.log.line(then === 'ignore' ? message : `warning: ${message}`);
  if (then !== 'ignore') context.report({ kind: 'Notice', message });
  return succeeded();
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

export async function keepArtifact(
  job: JobRun,
  {
    name,
    chosen,
    isPlainFile = false,
  }: { readonly name: string; readonly chosen: ChosenFiles; readonly isPlainFile?: boolean },
): Promise<StandInEnd> {
  const { context, machine } = job;
  const root = rootOf(chosen);
  const files = chosen.files.map((path) => ({ path: relative(root, path), from: machine.outside(path) }));
  const stored = await context.state.artifacts.save(machine.outside(root), files);
  const artifact: RunArtifact = {
    name,
    ...stored,
    runAttempt: runAttempt(job),
    actionExecutionId: context.actionExecutionId,
    number: context.attempt,
    ...(isPlainFile ? { isPlainFile } : {}),
  };
  putArtifact(job, artifact);
  job.artifacts.push({ name, ...stored });
  context.log.line(
    `Artifact ${name}: ${counted(stored.files, 'file')}, ${counted(stored.sizeBytes, 'byte')}`,
  );
  const { server_url, repository, run_id } = job.contexts.github;
  const id = idOf(artifact);
  return succeeded({
    'artifact-id': id,
    'artifact-digest': stored.digest,
    'artifact-url': `${textOf(server_url)}/${textOf(repository)}/actions/runs/${textOf(run_id)}/artifacts/${id}`,
  });
}

/** One file alone lies at the top; else what all patterns have in common is left out. */
function rootOf({ files, searched }: ChosenFiles): string {
  const [only, second] = files;
  const [start] = searched;
  if (searched.length === 1 && only !== undefined && second === undefined && start === only)
    return dirname(only);
  const common = commonFolder(searched);
  return files.includes(common) ? dirname(common) : common;
}
