// Writes the artifacts that are meant into the workspace.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGlob } from '../../../../lib/glob.ts';
import { isFailed, type Result } from '../../../../lib/result.ts';
import { artifactsOf, idOf, type RunArtifact } from '../artifacts-of-run.ts';
import { absolutePath } from '../paths-in-job.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function download(call: StandInCall): Promise<StandInEnd> {
  const { job, inputs } = call;
  const { repository = '', path = '' } = inputs;
  if (repository !== '' && repository !== job.contexts.github['repository'])
    return failed(
      `Artifacts of the repository ${repository} are not here`,
      'Only those of runs of this repository in this state folder can be had.',
    );
  const runId = inputs['run-id'] ?? '';
  const wanted = chosenOf(call, artifactsOf(job, runId === '' ? undefined : runId));
  if (isFailed(wanted)) return failed(wanted.failed.message, wanted.failed.remedy);
  const target = absolutePath(path === '' ? '.' : path, job.folders);
  const isFlat = isFlatFor(call, wanted.artifacts);
  for (const artifact of wanted.artifacts) {
    const folder = isFlat ? target : join(target, artifact.name);
    await write(call, artifact, job.machine.outside(folder));
    job.context.log.line(`Artifact ${artifact.name} is in ${folder}`);
  }
  if (wanted.artifacts.length === 0) job.context.log.line('No artifact of this run fits');
  return succeeded({ 'download-path': target });
}

type Chosen = Result<
  { readonly artifacts: readonly RunArtifact[] },
  { readonly message: string; readonly remedy?: string }
>;

/** By name, by ids, or by a pattern. */
function chosenOf({ job, inputs }: StandInCall, all: readonly RunArtifact[]): Chosen {
  const { name = '', pattern = '', 'artifact-ids': ids = '' } = inputs;
  if (name !== '' && ids !== '')
    return {
      failed: {
        message: "Inputs 'name' and 'artifact-ids' cannot be used together. Please specify only one.",
      },
    };
  const glob = compileGlob(pattern === '' ? '*' : pattern, 'bash');
  if (name === '' && ids === '') return { artifacts: all.filter((each) => glob.matches(each.name)) };
  const asked = name === '' ? ids.split(',').map((id) => id.trim()) : [name];
  const keyOf = (each: RunArtifact): string => (name === '' ? idOf(each) : each.name);
  const artifacts = all.filter((each) => asked.includes(keyOf(each)));
  const missing = asked.filter((key) => key !== '' && !artifacts.some((each) => keyOf(each) === key));
  if (artifacts.length > 0) {
    if (missing.length > 0)
      job.context.log.line(`warning: Could not find the following artifact IDs: ${missing.join(', ')}`);
    return { artifacts };
  }
  const there = all.map((each) => (name === '' ? `${each.name} (${idOf(each)})` : each.name));
  return {
    failed: {
      message: `Unable to download artifact(s): Artifact not found for ${name === '' ? 'ID' : 'name'}: ${asked.join(', ')}`,
      remedy: there.length === 0 ? 'No job of this run has uploaded one.' : `There are: ${there.join(', ')}`,
    },
  };
}

/**
 * One alone goes to the path itself; several each into a folder of its name. Up to version 4 one goes there only when it is
 * named (actions/download-artifact, README, "v5").
 */
function isFlatFor({ step, inputs }: StandInCall, artifacts: readonly RunArtifact[]): boolean {
  if ((inputs['name'] ?? '') !== '' || isYes(inputs['merge-multiple'])) return true;
  return artifacts.length === 1 && !/@v?[1-4](?:\.|$)/.test(step.uses ?? '');
}

/** An artifact of one file that is no archive has nothing to unpack. */
async function write({ job, inputs }: StandInCall, artifact: RunArtifact, folder: string): Promise<void> {
  const { artifacts } = job.context.state;
  if (!isYes(inputs['skip-decompress']) || artifact.isPlainFile === true)
    return await artifacts.extract(artifact.digest, folder);
  await mkdir(folder, { recursive: true });
  await artifacts.exportZip(artifact.digest, join(folder, `${artifact.name}.zip`));
}
