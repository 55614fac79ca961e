// An image as AWS would get it: by a pull from where it was pushed to. What merely lies in the engine's store was never pushed,
// and on AWS it is not found.
import { type Failed, isFailed } from '../lib/result.ts';
import {
  ecrImageOf,
  isLoopback,
  localReference,
  parseImageReference,
  withDockerHub,
} from '../model/image-reference.ts';
import { callEngine, type ContainerEngine } from '../process/container-engine.ts';
import { engineCause } from '../process/engine-cause.ts';
import { keptImage } from '../targets/registry/kept-images.ts';
import { openRegistry } from '../targets/registry/open-registry.ts';
import type { BuildOptions } from './build/build-options.ts';
import { inspectImage, type BuildImage } from './build/inspect-image.ts';
import type { ActionContext } from './provider.ts';

export interface PullPlace {
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
  readonly log: Pick<ActionContext<BuildOptions>['log'], 'line' | 'write'>;
  /** Where the engine finds credentials, when not at its own place. */
  readonly env?: Readonly<Record<string, string>>;
}

export type PulledImage =
  | { readonly image: BuildImage; /** Why no registry was asked for it. */ readonly unasked?: string }
  /** In one sentence, without the code of AWS. */
  | Failed;

/**
 * An image of ECR comes from the registry of this machine, else from ECR itself; without a registry here it is what a build
 * has pushed. Every other image is taken from the engine's store, and pulled when it is not there.
 */
export async function pullImage(
  image: string,
  engine: ContainerEngine,
  place: PullPlace,
): Promise<PulledImage> {
  if (ecrImageOf(image) !== undefined) return await pullFromEcr(image, engine, place);
  const held = await inspectImage(engine, image);
  if (held !== undefined) return { image: held, ...unasked(image, engine, held) };
  return await pull({ name: engine.name === 'podman' ? withDockerHub(image) : image, image }, engine, place);
}

async function pullFromEcr(image: string, engine: ContainerEngine, place: PullPlace): Promise<PulledImage> {
  const { targetsFolder, signal, log } = place;
  const registry = await openRegistry({ targetsFolder, signal, onProgress: (line) => log.line(line) });
  if ('reason' in registry) {
    log.line(`${image} is taken from the store of ${engine.name}: ${registry.reason}`);
    const id = keptImage(targetsFolder, image);
    const kept = id === undefined ? undefined : await inspectImage(engine, id);
    if (kept !== undefined) return { image: kept };
    const asked = await pull({ name: image, image }, engine, place);
    return isFailed(asked) ? { failed: `no build has pushed it, and ECR itself: ${asked.failed}` } : asked;
  }
  const local = localReference(registry.address, image);
  const isPlain = engine.name === 'podman' && isLoopback(registry.address);
  const options = isPlain ? ['--tls-verify=false'] : [];
  const pulled = await pull({ name: local, image, options }, engine, place);
  if (!isFailed(pulled)) return pulled;
  const asked = await pull({ name: image, image }, engine, place);
  // The first attempt is the one that matters: where the second one goes, nothing was pushed from here.
  return isFailed(asked)
    ? {
        failed: `${pulled.failed} (in the registry of this machine, ${registry.address}; ECR itself: ${asked.failed})`,
      }
    : asked;
}

async function pull(
  {
    name,
    image,
    options = [],
  }: { readonly name: string; readonly image: string; readonly options?: readonly string[] },
  engine: ContainerEngine,
  { log, signal, env = {} }: PullPlace,
): Promise<PulledImage> {
  log.line(`Pulling ${name}`);
  const { exitCode, output } = await callEngine(engine, ['pull', ...options, name], {
    signal,
    env,
    onOutput: (bytes) => log.write(bytes),
  });
  if (exitCode !== 0) return { failed: engineCause(output) || `${image} could not be pulled` };
  const pulled = await inspectImage(engine, name);
  return pulled === undefined ? { failed: `${image} is not there after the pull` } : { image: pulled };
}

/** What Docker has never pulled or pushed has no digest of that repository; Podman gives one to all that is named so. */
function unasked(
  image: string,
  engine: ContainerEngine,
  { repoDigests }: BuildImage,
): { readonly unasked?: string } {
  const repository = parseImageReference(image)?.repository.replace(/^library\//, '') ?? image;
  const ofRegistries = repoDigests.filter((digest) => !digest.startsWith('localhost/'));
  if (ofRegistries.some((digest) => `/${digest}`.includes(`/${repository}@`))) return {};
  return {
    unasked: `${image} lies in the store of ${engine.name} alone, which no registry was asked about. ECS pulls it, and the task fails with CannotPullContainerError when no registry has it`,
  };
}
