// Builds an image by the engine of this machine, and pushes each of its names.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../../../lib/id.ts';
import type { StepEnd } from '../../job-run.ts';
import { absolutePath } from '../paths-in-job.ts';
import { readProgram, runProgram, whyNoEngine } from '../run-program.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { buildArguments, folderOfDefaultContext, secretArguments, tagsOf } from './build-arguments.ts';

export async function buildPush(call: StandInCall): Promise<StandInEnd> {
  const { job, inputs } = call;
  const tags = tagsOf(inputs);
  if (isYes(inputs['push']) && tags.length === 0)
    return failed('tag is needed when pushing to registry', 'Give the input "tags" a name of the image.');
  const lacking = await whyNoEngine(call);
  if (lacking !== undefined) return lacking;
  const image = join(job.folders.temp, `${newId()}.iid`);
  const built = await build(call, { tags, image });
  if (built.outcome !== 'success') return { end: built };
  if (isYes(inputs['push']))
    for (const tag of tags) {
      const pushed = await runProgram(call, ['docker', 'push', tag]);
      if (pushed.outcome !== 'success') return { end: pushed };
    }
  return succeeded(await outputsOf(call, { tags, image }));
}

interface Image {
  readonly tags: readonly string[];
  /** In the machine: the file that the engine writes its id to. */
  readonly image: string;
}

async function build(call: StandInCall, { tags, image }: Image): Promise<StepEnd> {
  const { job, inputs } = call;
  const secrets = await secretArguments(inputs, async (value) => {
    const path = join(job.folders.temp, `${newId()}.secret`);
    await writeFile(job.folders.here(path), value, { mode: 0o600 });
    return path;
  });
  return await runProgram(call, [
    'docker',
    'build',
    ...buildArguments(inputs),
    ...secrets,
    ...tags.flatMap((tag) => ['--tag', tag]),
    '--iidfile',
    image,
    await contextOf(call),
  ]);
}

/** Without one it is the repository at the commit of the run, and not the workspace. */
async function contextOf({ job, inputs }: StandInCall): Promise<string> {
  const given = inputs['context'] ?? '';
  const folder = folderOfDefaultContext(given);
  const [source] = job.context.inputArtifacts;
  if (folder === undefined || source === undefined)
    return /^(?:https?|ssh|git):|^git@|^-$/.test(given) ? given : absolutePath(given, job.folders);
  const root = join(job.folders.temp, `${newId()}-context`);
  await job.context.state.artifacts.extract(source.digest, job.folders.here(root));
  return join(root, folder);
}

/** The digest is the registry's; an image that was not pushed has none. */
async function outputsOf(
  call: StandInCall,
  { tags, image }: Image,
): Promise<Readonly<Record<string, string>>> {
  const id = (await readFile(call.job.folders.here(image), 'utf8').catch(() => '')).trim();
  const [tag] = tags;
  const said =
    tag === undefined || !isYes(call.inputs['push'])
      ? undefined
      : await readProgram(call, ['docker', 'image', 'inspect', '--format', '{{json .RepoDigests}}', tag]);
  const digest = /@(sha256:[0-9a-f]{64})/.exec(said ?? '')?.[1] ?? '';
  const metadata = { 'containerimage.config.digest': id, 'image.name': tags.join(',') };
  return {
    imageid: id,
    digest,
    metadata: JSON.stringify(digest === '' ? metadata : { ...metadata, 'containerimage.digest': digest }),
  };
}
