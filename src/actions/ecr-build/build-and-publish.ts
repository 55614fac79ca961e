// Builds an image with the engine of this machine and pushes it to the registry that stands in for ECR
// (CodePipeline user guide, "Amazon ECR build and publish action reference").
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { type Explanation, isFailed, type Result } from '../../lib/result.ts';
import { ecrImageOf, ecrRegistry, isLoopback, localReference } from '../../model/image-reference.ts';
import { callEngine, type ContainerEngine } from '../../process/container-engine.ts';
import { keepImage } from '../../targets/registry/kept-images.ts';
import { openRegistry } from '../../targets/registry/open-registry.ts';
import type { BuildOptions } from '../build/build-options.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import { findContainerEngine, containerEngineRemedy } from '../find-container-engine.ts';
import { dockerfileImages } from '../build/shims/dockerfile-images.ts';

export const buildAndPublish: RunOf<BuildOptions> = async (context) => {
  const engine = await findContainerEngine(context.options);
  if (engine === undefined)
    return failed('No Docker or Podman engine answers on this machine', containerEngineRemedy);
  const plan = await planImage(context);
  if (isFailed(plan)) return failed(plan.failed.message, plan.failed.remedy);
  context.report({ kind: 'Notice', message: `The image is built by ${engine.name} ${engine.version}` });
  const registry = await openRegistry({
    targetsFolder: await context.state.folder('targets'),
    signal: context.signal,
    onProgress: (line) => context.log.line(line),
  });
  if ('address' in registry) await provideBases(context, engine, { ...plan, ...registry });
  const building = ['build', ...plan.tags.flatMap((tag) => ['--tag', tag]), '--file', plan.file, plan.folder];
  if (!(await perform(context, engine, building)).succeeded)
    return failed(`${engine.name} build failed`, undefined, context);
  if ('reason' in registry) return await keepHere(context, engine, { ...plan, ...registry });
  let digest: string | undefined;
  for (const tag of plan.tags) {
    const pushed = await push(context, engine, { tag, local: localName(registry.address, tag) });
    if (pushed === undefined) return failed(`${tag} could not be pushed`, undefined, context);
    digest = pushed;
  }
  const { ECRRepositoryName = '', RegistryType } = context.configuration;
  if (RegistryType !== 'public')
    context.record('AWS::ECR::Repository', ECRRepositoryName, { RepositoryName: ECRRepositoryName });
  return succeeded(context, { digest: digest ?? '', tags: plan.tags });
};

interface ImagePlan {
  /** Absolute: what the Dockerfile may copy from, and the Dockerfile. */
  readonly folder: string;
  readonly file: string;
  /** As the image is called in ECR. */
  readonly tags: readonly string[];
}

/** An image of the public gallery lies next to those of accounts: no action here pulls what is pushed there. */
function localName(address: string, tag: string): string {
  return ecrImageOf(tag) === undefined ? `${address}/${tag}` : localReference(address, tag);
}

async function planImage(context: ActionContext<BuildOptions>): Promise<Result<ImagePlan, Explanation>> {
  const { configuration, inputArtifacts, state, workFolder } = context;
  const [input] = inputArtifacts;
  if (input === undefined)
    return {
      failed: { message: 'The action has no input artifact', remedy: 'Name the one with the Dockerfile.' },
    };
  const source = join(workFolder, 'source');
  await state.artifacts.extract(input.digest, source);
  const written = configuration['DockerFilePath'] ?? '.';
  const path = join(source, written);
  const isBelow = path === source || !relative(source, path).startsWith('..');
  const file = isBelow && existsSync(path) && statSync(path).isDirectory() ? join(path, 'Dockerfile') : path;
  if (!isBelow || !existsSync(file))
    return {
      failed: {
        message: `There is no Dockerfile at "${written}" in ${input.name}`,
        remedy: 'Set DockerFilePath to the Dockerfile, or to the folder that holds it.',
      },
    };
  return { folder: dirname(file), file, tags: tagsOf(context) };
}

function tagsOf({ configuration, place }: ActionContext<BuildOptions>): readonly string[] {
  const { ECRRepositoryName = '', ImageTags = 'latest', RegistryType = 'private' } = configuration;
  const { account, region } = place;
  const host = RegistryType === 'public' ? 'public.ecr.aws' : ecrRegistry(account, region).host;
  return ImageTags.split(',').map((tag) => `${host}/${ECRRepositoryName}:${tag.trim()}`);
}

/** What the image is built on may be what was pushed before. What is not there is asked of its own registry. */
async function provideBases(
  context: ActionContext<BuildOptions>,
  engine: ContainerEngine,
  { file, address }: ImagePlan & { readonly address: string },
): Promise<void> {
  const bases = dockerfileImages(await readFile(file, 'utf8'), {});
  for (const image of bases.filter((each) => ecrImageOf(each) !== undefined)) {
    const local = localReference(address, image);
    const isHeld = (await callEngine(engine, ['image', 'inspect', image])).exitCode === 0;
    if (isHeld || !(await perform(context, engine, ['pull', ...trust(engine, address), local])).succeeded)
      continue;
    await perform(context, engine, ['tag', local, image]);
  }
}

async function perform(
  { log, signal }: ActionContext<BuildOptions>,
  engine: ContainerEngine,
  args: readonly string[],
): Promise<{ readonly succeeded: boolean; readonly output: string }> {
  log.line(`$ ${engine.name} ${args.join(' ')}`);
  const { exitCode, output } = await callEngine(engine, args, {
    signal,
    onOutput: (bytes) => log.write(bytes),
  });
  return { succeeded: exitCode === 0, output };
}

/** Gives the digest under which the registry has it. */
async function push(
  context: ActionContext<BuildOptions>,
  engine: ContainerEngine,
  { tag, local }: { readonly tag: string; readonly local: string },
): Promise<string | undefined> {
  if (engine.name === 'docker') {
    if (!(await perform(context, engine, ['tag', tag, local])).succeeded) return undefined;
    const { succeeded: isPushed, output } = await perform(context, engine, ['push', local]);
    return isPushed ? /digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1] : undefined;
  }
  const digestFile = join(context.workFolder, 'digest');
  const pushing = ['push', ...trust(engine, local), '--digestfile', digestFile, tag, local];
  if (!(await perform(context, engine, pushing)).succeeded) return undefined;
  return (await readFile(digestFile, 'utf8')).trim();
}

/** Docker takes a registry on this machine without TLS by itself. */
function trust({ name }: ContainerEngine, address: string): readonly string[] {
  return name === 'podman' && isLoopback(address) ? ['--tls-verify=false'] : [];
}

async function keepHere(
  context: ActionContext<BuildOptions>,
  engine: ContainerEngine,
  { tags, reason, remedy }: ImagePlan & { readonly reason: string; readonly remedy: string },
): Promise<ActionResult> {
  context.report({
    kind: 'NotExecuted',
    what: `the push of ${tags.join(', ')}`,
    reason: `the image is kept in the store of ${engine.name}: ${reason}. ${remedy}`,
  });
  const { output } = await callEngine(engine, ['image', 'inspect', '--format', '{{.Id}}', tags[0] ?? '']);
  const id = output.trim();
  for (const tag of tags) keepImage(await context.state.folder('targets'), tag, id);
  return succeeded(context, { digest: id.startsWith('sha256:') ? id : `sha256:${id}`, tags });
}

function succeeded(
  { configuration }: ActionContext<BuildOptions>,
  { digest, tags }: { readonly digest: string; readonly tags: readonly string[] },
): ActionResult {
  return {
    status: 'Succeeded',
    outputVariables: {
      ECRImageDigestId: digest,
      ECRRepositoryName: configuration['ECRRepositoryName'] ?? '',
    },
    outputArtifacts: [],
    externalExecutionId: digest,
    summary: tags.join(', '),
  };
}

function failed(message: string, remedy?: string, context?: ActionContext<BuildOptions>): ActionResult {
  const logTail = context?.log.tail(20) ?? [];
  return {
    status: 'Failed',
    error: {
      code: 'JobFailed',
      message,
      ...(logTail.length === 0 ? {} : { logTail }),
      ...defined({ remedy }),
    },
  };
}
