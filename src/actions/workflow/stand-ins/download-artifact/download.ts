// Writes the artifacts that are meant into the workspace.
import { join } from 'node:path';
import { compileGlob } from '../../../../lib/glob.ts';
import { artifactsOf } from '../artifacts-of-run.ts';
import { absolutePath } from '../choose-files.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';

export async function download({ job, inputs }: StandInCall): Promise<StandInEnd> {
  const { name = '', pattern = '', path = '' } = inputs;
  for (const key of ['artifact-ids', 'run-id', 'repository'])
    if ((inputs[key] ?? '') !== '' && inputs[key] !== job.contexts.github[key.replace('-', '_')])
      return failed(
        `"${key}" is not executed here: only artifacts of this run can be had, by name or pattern`,
      );
  const all = artifactsOf(job);
  const glob = compileGlob(pattern === '' ? '*' : pattern, 'bash');
  const wanted =
    name === '' ? all.filter((each) => glob.matches(each.name)) : all.filter((each) => each.name === name);
  if (name !== '' && wanted.length === 0)
    return failed(
      `Unable to download artifact(s): Artifact not found for name: ${name}`,
      all.length === 0
        ? 'No job of this run has uploaded one.'
        : `There are: ${all.map((each) => each.name).join(', ')}`,
    );
  const target = absolutePath(path === '' ? '.' : path, job.folders);
  // One alone goes to the path itself; several each into a folder of its name.
  const isFlat = name !== '' || isYes(inputs['merge-multiple']);
  for (const artifact of wanted) {
    const folder = isFlat ? target : join(target, artifact.name);
    await job.context.state.artifacts.extract(artifact.digest, job.machine.outside(folder));
    job.context.log.line(`Artifact ${artifact.name} is in ${folder}`);
  }
  if (wanted.length === 0) job.context.log.line('No artifact of this run fits');
  return succeeded({ 'download-path': target });
}
