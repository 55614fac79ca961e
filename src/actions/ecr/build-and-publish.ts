// Builds an image with the engine of this machine and pushes it to the registry that stands in for ECR
// (CodePipeline user guide, "Amazon ECR build and publish action reference").
import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { callEngine, type ContainerEngine } from '../../process/container-engine.ts';
import type { ActionContext, ActionResult, ActionRun } from '../provider.ts';
import { engineOf, engineRemedy } from '../codebuild/build-image.ts';

export const buildAndPublish: ActionRun = async (context) => {
  const engine = await chosenEngine(context);
  if (engine === undefined) return failed('No Docker or Podman engine answers on this machine', engineRemedy);
  const plan = await planImage(context);
  if ('problem' in plan) return failed(plan.problem, plan.remedy);
  context.report({ kind: 'Notice', message: `The image is built by ${engine.name} ${engine.version}` });
  const building = ['build', ...plan.tags.flatMap((tag) => ['--tag', tag]), '--file', plan.file, plan.folder];
  if (!(await perform(context, engine, building)).succeeded)
    return failed(`${engine.name} build failed`, undefined, context);
  if (plan.registry === undefined) return await keepHere(context, engine, plan);
  let digest: string | undefined;
  for (const tag of plan.tags) {
    const pushed = await push(context, engine, { tag, registry: plan.registry });
    if (pushed === undefined) return failed(`${tag} could not be pushed`, undefined, context);
    digest = pushed;
  }
  return succeeded(context, { digest: digest ?? '', tags: plan.tags });
};

interface ImagePlan {
  /** Absolute: what the Dockerfile may copy from, and the Dockerfile. */
  readonly folder: string;
  readonly file: string;
  readonly tags: readonly string[];
  readonly registry: string | undefined;
}

/** What was chosen for builds; without a choice whatever answers, since nothing else can build an image. */
async function chosenEngine({ options }: ActionContext): Promise<ContainerEngine | undefined> {
  const { executor = 'process' } = options;
  if (executor !== 'process') return await engineOf(executor);
  return (await engineOf('docker')) ?? (await engineOf('podman'));
}

async function planImage(
  context: ActionContext,
): Promise<ImagePlan | { readonly problem: string; readonly remedy: string }> {
  const { configuration, inputArtifacts, state, workFolder } = context;
  const [input] = inputArtifacts;
  if (input === undefined)
    return { problem: 'The action has no input artifact', remedy: 'Name the one with the Dockerfile.' };
  const source = join(workFolder, 'source');
  await state.artifacts.extract(input.digest, source);
  const written = configuration['DockerFilePath'] ?? '.';
  const path = join(source, written);
  const isBelow = path === source || !relative(source, path).startsWith('..');
  const file = isBelow && existsSync(path) && statSync(path).isDirectory() ? join(path, 'Dockerfile') : path;
  if (!isBelow || !existsSync(file))
    return {
      problem: `There is no Dockerfile at "${written}" in ${input.name}`,
      remedy: 'Set DockerFilePath to the Dockerfile, or to the folder that holds it.',
    };
  const registry = process.env['SLIPWAY_REGISTRY'] === '' ? undefined : process.env['SLIPWAY_REGISTRY'];
  const name = [registry, configuration['ECRRepositoryName'] ?? '']
    .filter((part) => part !== undefined)
    .join('/');
  const tags = (configuration['ImageTags'] ?? 'latest').split(',').map((tag) => `${name}:${tag.trim()}`);
  return { folder: dirname(file), file, tags, registry };
}

async function perform(
  { log, signal }: ActionContext,
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
  context: ActionContext,
  engine: ContainerEngine,
  { tag, registry }: { readonly tag: string; readonly registry: string },
): Promise<string | undefined> {
  if (engine.name === 'docker') {
    const { succeeded: isPushed, output } = await perform(context, engine, ['push', tag]);
    return isPushed ? /digest: (sha256:[0-9a-f]{64})/.exec(output)?.[1] : undefined;
  }
  const digestFile = join(context.workFolder, 'digest');
  // Docker takes a registry on this machine without TLS by itself.
  const trust = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/.test(registry)
    ? ['--tls-verify=false']
    : [];
  const pushing = ['push', ...trust, '--digestfile', digestFile, tag];
  if (!(await perform(context, engine, pushing)).succeeded) return undefined;
  return (await readFile(digestFile, 'utf8')).trim();
}

async function keepHere(
  context: ActionContext,
  engine: ContainerEngine,
  { tags }: ImagePlan,
): Promise<ActionResult> {
  const reason = `no registry stands in for ECR: SLIPWAY_REGISTRY=HOST:PORT names one; the image is in the store of ${engine.name}`;
  context.report({ kind: 'NotExecuted', what: `the push of ${tags.join(', ')}`, reason });
  const { output } = await callEngine(engine, ['image', 'inspect', '--format', '{{.Id}}', tags[0] ?? '']);
  const id = output.trim();
  return succeeded(context, { digest: id.startsWith('sha256:') ? id : `sha256:${id}`, tags });
}

function succeeded(
  { configuration }: ActionContext,
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

function failed(message: string, remedy?: string, context?: ActionContext): ActionResult {
  const logTail = context?.log.tail(20) ?? [];
  return {
    status: 'Failed',
    error: {
      code: 'JobFailed',
      message,
      ...(logTail.length === 0 ? {} : { logTail }),
      ...(remedy === undefined ? {} : { remedy }),
    },
  };
}
