// Takes the chosen files into the artifact store, under the name of the artifact.
import { basename, dirname, relative } from 'node:path';
import { counted } from '../../../../lib/counted.ts';
import { textOf } from '../../../../workflows/language/expressions.ts';
import type { JobRun } from '../../job-run.ts';
import { idOf, isTaken, recordArtifact, wrongName } from '../artifacts-of-run.ts';
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
      `When 'archive' is set to false, only a single file can be uploaded. Found ${counted(chosen.files.length, 'file')} to upload.`,
    );
  // One file alone has its own name.
  const name = isPlainFile ? basename(first.path) : (inputs['name'] ?? '');
  const wrong = wrongName(name);
  if (wrong !== undefined) return failed(wrong);
  if (isTaken(job, name) && !isYes(inputs['overwrite']))
    return failed(
      `Failed to CreateArtifact: an artifact with the name "${name}" already exists on the workflow run`,
      'Give each job of a matrix a name of its own, or set overwrite: true.',
    );
  return await keepArtifact(job, { name, chosen, isPlainFile });
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
  const files = chosen.files.map(({ path, from }) => ({ path: relative(root, path), from }));
  const stored = await context.state.artifacts.save(machine.outside(root), files);
  const artifact = recordArtifact(job, { name, stored, isPlainFile });
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
  if (searched.length === 1 && only !== undefined && second === undefined && start === only.path)
    return dirname(only.path);
  const common = commonFolder(searched);
  return files.some(({ path }) => path === common) ? dirname(common) : common;
}
