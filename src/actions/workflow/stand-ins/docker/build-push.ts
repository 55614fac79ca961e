// Builds an image by the engine of this machine, and pushes each of its names.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../../lib/counted.ts';
import { newId } from '../../../../lib/id.ts';
import type { StepEnd } from '../../job-run.ts';
import { writeSummary } from '../../job-summary.ts';
import { absolutePath } from '../paths-in-job.ts';
import { readProgram, runProgram, watchProgram, whyNoEngine } from '../run-program.ts';
import { failed, isYes, succeeded, type StandInCall, type StandInEnd } from '../stand-in.ts';
import { buildArguments, folderOfDefaultContext, secretArguments, tagsOf } from './build-arguments.ts';
import { buildSummary, countSteps } from './build-steps.ts';

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
  const { context } = job;
  const secrets = await secretArguments(inputs, async (value) => {
    const path = join(job.folders.temp, `${newId()}.secret`);
    await writeFile(job.folders.here(path), value, { mode: 0o600 });
    return path;
  });
  const words = [
    'docker',
    'build',
    ...buildArguments(inputs),
    ...secrets,
    ...tags.flatMap((tag) => ['--tag', tag]),
    '--iidfile',
    image,
    await contextOf(call),
  ];
  const counting = countSteps();
  const begun = context.now();
  const end = await watchProgram(call, words, counting.take);
  const steps = counting.read();
  if (end.outcome !== 'success' || steps.total === 0) return end;
  context.log.line(`${steps.cached} of ${counted(steps.total, 'step')} of the image were cached`);
  if (hasSummary(call)) writeSummary(job, buildSummary(nameOf(call, tags), steps, context.now() - begun));
  return end;
}

/** docker/build-push-action, "Environment variables". */
function hasSummary({ job, env }: StandInCall): boolean {
  return (env['DOCKER_BUILD_SUMMARY'] ?? job.env.get('DOCKER_BUILD_SUMMARY') ?? 'true') !== 'false';
}

/** BuildKit calls a build by its context; a tag says more to those who read the summary. */
function nameOf({ job }: StandInCall, [tag]: readonly string[]): string {
  return tag ?? String(job.contexts.github['repository']);
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
